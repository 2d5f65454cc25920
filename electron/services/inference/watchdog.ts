import { totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';

export type WorkLimits = { readonly timeMs: number; readonly memoryBytes: number };

/** Parsing and loading a stranger's file, constant folding included. Beyond what the parent waits, so that its own deadline names the stage. */
export const loadLimits: WorkLimits = { timeMs: 150_000, memoryBytes: Math.floor(totalmem() * 0.8) };
/** Tokenizing: rules of strangers, milliseconds where they are honest. */
export const textLimits: WorkLimits = { timeMs: 10_000, memoryBytes: loadLimits.memoryBytes };
/** Running: the order's deadline is the parent's to keep; here only memory is watched. */
export const runLimits: WorkLimits = { timeMs: Infinity, memoryBytes: loadLimits.memoryBytes };

/**
 * Runs in a thread of its own, because the main thread may be inside a regular expression or the runtime and hear nothing. State: 0 whether
 * there is work, 1 its deadline (ms since 1970), 2 the largest resident size. It sleeps while there is no work.
 */
const threadSource = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const flag = new Int32Array(workerData, 0, 1);
const limits = new Float64Array(workerData, 8, 2);
const stop = (why) => {
  try { writeSync(2, 'worker stopped: ' + why + '\\n'); } catch {}
  process.kill(process.pid, 'SIGKILL');
};
for (;;) {
  Atomics.wait(flag, 0, 0);
  const now = Date.now();
  if (now > limits[0]) stop('past its deadline by ' + (now - limits[0]) + ' ms');
  const bytes = process.memoryUsage.rss();
  if (bytes > limits[1]) stop('memory ' + Math.round(bytes / 1048576) + ' MiB, limit ' + Math.round(limits[1] / 1048576) + ' MiB');
  Atomics.wait(flag, 0, 1, 25);
}`;

export type Watchdog = {
  /** Does the work; kills this process when it takes longer or more memory than allowed. Nothing is lost with it: a worker keeps nothing. */
  during<T>(limits: WorkLimits, work: () => Promise<T> | T): Promise<T>;
};

/** Starts the watching thread. It keeps no process alive. */
export function startWatchdog(): Watchdog {
  const state = new SharedArrayBuffer(24);
  const flag = new Int32Array(state, 0, 1);
  const current = new Float64Array(state, 8, 2);
  const thread = new Worker(threadSource, { eval: true, workerData: state, name: 'watchdog' });
  thread.unref();
  const running = new Set<{ readonly deadlineMs: number; readonly memoryBytes: number }>();
  const apply = (): void => {
    const all = [...running];
    current[0] = Math.min(...all.map(({ deadlineMs }) => deadlineMs));
    current[1] = Math.min(...all.map(({ memoryBytes }) => memoryBytes));
    Atomics.store(flag, 0, all.length > 0 ? 1 : 0);
    Atomics.notify(flag, 0);
  };
  return {
    async during({ timeMs, memoryBytes }, work) {
      const mine = { deadlineMs: Date.now() + timeMs, memoryBytes };
      running.add(mine);
      apply();
      try {
        return await work();
      } finally {
        running.delete(mine);
        apply();
      }
    },
  };
}
