import { totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';

export type WorkLimits = { readonly timeMs: number; readonly memoryBytes: number };

/** Parsing and loading a stranger's file, constant folding included. Beyond what the parent waits, so that its own deadline names the stage. */
export const loadLimits: WorkLimits = { timeMs: 150_000, memoryBytes: Math.floor(totalmem() * 0.8) };
/** Tokenizing: rules of strangers, milliseconds where they are honest. */
export const textLimits: WorkLimits = { timeMs: 10_000, memoryBytes: loadLimits.memoryBytes };
/** Running: the order's deadline is the parent's to keep; here only memory is watched. */
export const runLimits: WorkLimits = { timeMs: Infinity, memoryBytes: loadLimits.memoryBytes };

/** Work that got less of the processor than its time may take so many times as long: a machine under load starves whoever runs below normal priority, and that is not work that never ends. */
const starvedTimes = 12;
/** What the thread says on stderr before it ends its process; the broker reads it (services/broker/stoppedWorker.ts). */
export const stoppedWords = 'worker stopped: ';

/**
 * Runs in a thread of its own, because the main thread may be inside a regular expression or the runtime and hear nothing. State: 0 whether there is work; 4 an odd number while the rest is written; from 8 the ms it may take, that at which
 * the work began by the thread's own clock, the processor's time then, and the largest resident size; at 40 that clock. It counts looks of the thread, a second at most each: a machine that slept was not at work.
 */
const threadSource = `
const { workerData: { state, starvedTimes, stoppedWords } } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const flag = new Int32Array(state, 0, 2);
const limits = new Float64Array(state, 8, 5);
const processorMs = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const stop = (why) => {
  try { writeSync(2, stoppedWords + why + '\\n'); } catch {}
  process.kill(process.pid, 'SIGKILL');
};
for (;;) {
  Atomics.wait(flag, 0, 0);
  let lookedAtMs = performance.now();
  while (Atomics.load(flag, 0) === 1) {
    const nowMs = performance.now();
    limits[4] += Math.min(1000, nowMs - lookedAtMs);
    lookedAtMs = nowMs;
    const version = Atomics.load(flag, 1);
    const [timeMs, beganMs, beganProcessorMs, memoryBytes, clockMs] = limits;
    // Half of one piece of work and half of another: look again.
    if (version % 2 === 1 || Atomics.load(flag, 1) !== version) continue;
    const [tookMs, usedMs] = [clockMs - beganMs, processorMs() - beganProcessorMs];
    if ((tookMs > timeMs && usedMs > timeMs) || tookMs > timeMs * starvedTimes) stop('past its deadline, ' + Math.round(timeMs) + ' ms: ' + Math.round(tookMs) + ' ms, ' + Math.round(usedMs) + ' ms of the processor');
    const bytes = process.memoryUsage.rss();
    if (bytes > memoryBytes) stop('memory ' + Math.round(bytes / 1048576) + ' MiB, limit ' + Math.round(memoryBytes / 1048576) + ' MiB');
    Atomics.wait(flag, 0, 1, 25);
  }
}`;

export type Watchdog = {
  /** Does the work; kills this process when it takes longer or more memory than allowed. Nothing is lost with it: a worker keeps nothing. */
  during<T>(limits: WorkLimits, work: () => Promise<T> | T): Promise<T>;
};

type Watched = { readonly timeMs: number; readonly beganMs: number; readonly beganProcessorMs: number; readonly memoryBytes: number };
const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Starts the watching thread. It keeps no process alive. */
export function startWatchdog(): Watchdog {
  const state = new SharedArrayBuffer(48);
  const flag = new Int32Array(state, 0, 2);
  const limits = new Float64Array(state, 8, 5);
  const thread = new Worker(threadSource, { eval: true, workerData: { state, starvedTimes, stoppedWords }, name: 'watchdog' });
  thread.unref();
  const running = new Set<Watched>();
  const apply = (): void => {
    const all = [...running];
    // What has to end first is watched; the least memory of all counts.
    const next = all.toSorted((a, b) => a.beganMs + a.timeMs - (b.beganMs + b.timeMs))[0];
    Atomics.add(flag, 1, 1);
    limits.set([next?.timeMs ?? Infinity, next?.beganMs ?? 0, next?.beganProcessorMs ?? 0, Math.min(...all.map(({ memoryBytes }) => memoryBytes))]);
    Atomics.add(flag, 1, 1);
    Atomics.store(flag, 0, all.length > 0 ? 1 : 0);
    Atomics.notify(flag, 0);
  };
  return {
    async during({ timeMs, memoryBytes }, work) {
      const mine: Watched = { timeMs, beganMs: limits[4]!, beganProcessorMs: processorMs(), memoryBytes };
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
