import { setTimeout as sleep } from 'node:timers/promises';

type Clock = { readonly nowMs: () => number; readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown> };
const steady: Clock = { nowMs: () => performance.now(), wait: (ms, signal) => sleep(ms, undefined, { signal }) };

/**
 * Lets bytes through at a rate that all downloads share and that may change at any time.
 * @param rate  bytes a second; null: as they come
 */
export function createThrottle(rate: () => number | null, { nowMs, wait }: Clock = steady): (bytes: number, signal: AbortSignal) => Promise<void> {
  /** When the bytes let through so far are paid for. */
  let freeAtMs = 0;
  return async (bytes, signal) => {
    const limit = rate();
    if (limit === null) return;
    const now = nowMs();
    const startMs = Math.max(now, freeAtMs);
    freeAtMs = startMs + (bytes / limit) * 1000;
    if (startMs > now) await wait(startMs - now, signal);
  };
}
