/** Counts something that happens now and then, so that nobody who looks later misses it. */
export type Pulse = {
  count(): number;
  beat(): void;
  /** The count once it is beyond `after`; the same count when the signal fires. */
  waitBeyond(after: number, signal: AbortSignal): Promise<number>;
};

export function createPulse(): Pulse {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    count: () => count,
    beat() {
      count++;
      for (const wake of waiting.splice(0)) wake();
    },
    async waitBeyond(after, signal) {
      while (count <= after && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            signal.removeEventListener('abort', wake);
            waiting = waiting.filter((one) => one !== wake);
            resolve();
          };
          signal.addEventListener('abort', wake, { once: true });
          waiting.push(wake);
        });
      }
      return count;
    },
  };
}
