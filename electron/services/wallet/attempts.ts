import { z } from 'zod';
import { safeUintShape, timeMsShape } from '../../shared/units.ts';

/** Wrong passphrases in a row, kept on disk so that a restart does not forgive them. */
export const attemptsShape = z.strictObject({ failed: safeUintShape, lastAtMs: timeMsShape });
export type Attempts = z.infer<typeof attemptsShape>;
export const noAttempts: Attempts = { failed: 0, lastAtMs: 0 };

const freeAttempts = 3;
const longestMs = 15 * 60_000;

/** Three are free; then 5 s, doubling up to a quarter of an hour. */
const pauseMs = (failed: number): number => (failed < freeAttempts ? 0 : Math.min(longestMs, 5000 * 2 ** (failed - freeAttempts)));

/** How long to wait before the next attempt; 0: now. A clock set back waits no longer than the pause itself. */
export function waitMsOf(attempts: Attempts, nowMs: number): number {
  const pause = pauseMs(attempts.failed);
  return Math.max(0, Math.min(pause, attempts.lastAtMs + pause - nowMs));
}

export const applyFailure = (attempts: Attempts, nowMs: number): Attempts => ({ failed: attempts.failed + 1, lastAtMs: nowMs });
