export type Alarm = {
  ring(): void;
  /** Until it rings, `ms` passed or the signal; at once when it rang since the last wait. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
};

/** A wait that can be cut short; rings before it are not lost. */
export function createAlarm(): Alarm {
  let isRung = false;
  let wake = (): void => {};
  return {
    ring() {
      isRung = true;
      wake();
    },
    async wait(ms, signal) {
      if (!isRung && !signal.aborted) await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        signal.addEventListener('abort', done, { once: true });
        wake = done;
      });
      wake = () => {};
      isRung = false;
    },
  };
}
