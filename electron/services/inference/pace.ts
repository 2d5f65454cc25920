import { setTimeout as sleep } from 'node:timers/promises';

/** Rests between tokens so that a device works only a share of the time: less power and heat, without rights over the system. */
export type Pace = { setShare(share: number): void; readonly rest: (workedMs: number) => Promise<void> };

/** One rest is no longer than this, so that a change of the share is soon felt. */
const longestRestMs = 2000;

export function createPace(wait: (ms: number) => Promise<unknown> = sleep): Pace {
  let share = 1;
  return {
    setShare: (next) => void (share = Math.min(1, Math.max(0.05, next))),
    async rest(workedMs) {
      if (share >= 1) return;
      await wait(Math.min(longestRestMs, workedMs * (1 / share - 1)));
    },
  };
}
