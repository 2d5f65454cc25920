const firstRestMs = 200;

export type Rests = {
  isResting(jobId: string): boolean;
  /** Leaves a job alone for 200 ms, twice as long each time, at most `longestMs`; then says so. @returns how often it has rested */
  rest(jobId: string, longestMs: number, onRested: () => void): number;
  /** The job is over or has its receipt. */
  forget(jobId: string): void;
};

/** What fails for a reason that may pass (a full disk, a locked signer) is tried again, and a job begun again each moment would compute all the while for nothing. */
export function createRests(): Rests {
  const counts = new Map<string, number>();
  const timers = new Map<string, NodeJS.Timeout>();
  return {
    isResting: (jobId) => timers.has(jobId),
    rest(jobId, longestMs, onRested) {
      const before = counts.get(jobId) ?? 0;
      counts.set(jobId, before + 1);
      clearTimeout(timers.get(jobId));
      timers.set(jobId, setTimeout(() => {
        timers.delete(jobId);
        onRested();
      }, Math.min(longestMs, firstRestMs * 2 ** before)));
      return before + 1;
    },
    forget(jobId) {
      clearTimeout(timers.get(jobId));
      timers.delete(jobId);
      counts.delete(jobId);
    },
  };
}
