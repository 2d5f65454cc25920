import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTopic, type RunningHearth } from '../../electron/programs/cli/running.ts';
import { connectControl } from '../../electron/services/control/controlServer.ts';
import { connectBridge } from '../../electron/shared/bridgeKit.ts';
import { pageBridge } from '../../electron/shared/bridge.ts';
import type { JobSummary } from '../../electron/shared/shapes.ts';
import type { HostNote, HostOrder } from './hearthHost.ts';

/** A whole Hearth with its practice network in a temporary folder, as separate processes. */
export type HearthRun = {
  /** The connection of its page; of the last one while none is open. */
  readonly hearth: RunningHearth;
  /** Nobody looks any more, as with no window open: a provider that is looked at tells what it does every second. */
  closePage(): void;
  openPage(): Promise<void>;
  readonly hostPid: number;
  readonly dataFolder: string;
  /** performance.now() of this process when the host was forked. */
  readonly forkedAtMs: number;
  /** Has the practice client order this many jobs, as fast as nodes take them. */
  sendJobs(jobs: number): void;
  /** All jobs heard of, once the test holds for them. @throws Error  it did not within the limit */
  waitForJobs(isIt: (jobs: readonly JobSummary[]) => boolean, limitMs: number): Promise<readonly JobSummary[]>;
  stop(): Promise<void>;
};

/** Stages in which the receipt is signed and in the client's hands, or further. */
export const deliveredStages: ReadonlySet<string> = new Set(['delivered', 'acknowledged', 'anchored', 'settled']);
/** Stages in which the client has paid with its voucher, or further. */
export const paidStages: ReadonlySet<string> = new Set(['acknowledged', 'anchored', 'settled']);

/** Starts cold in a fresh folder and waits until the practice client may order. */
export async function startHearthRun(models: readonly string[] = []): Promise<HearthRun> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-bench-'));
  const forkedAtMs = performance.now();
  const child = fork(join(import.meta.dirname, 'hearthHost.ts'), [folder, ...models], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { ...process.env, NODE_NO_WARNINGS: '1' } });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const failed = new Promise<never>((_resolve, reject) => {
    child.on('message', (note: HostNote) => note.kind === 'failed' && reject(new Error(`Hearth failed: ${note.reason}`)));
    child.once('exit', () => reject(new Error('Hearth ended')));
  });
  failed.catch(() => {});
  const order = (what: HostOrder): void => void child.send(what);
  const stop = async (): Promise<void> => {
    if (child.connected) order({ kind: 'stop' });
    const killer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await gone;
    clearTimeout(killer);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.race([failed, new Promise<void>((resolve) => child.once('message', () => resolve()))]);
    let hearth = connectBridge(pageBridge, await connectControl(folder));
    await Promise.race([failed, readTopic(hearth, 'network', (network) => network.clients > 0 && network.stakeWei !== null && network.stakeWei > 0n)]);
    let jobs = followJobs(hearth);
    return {
      get hearth() {
        return hearth;
      },
      closePage: () => hearth.close(),
      async openPage() {
        hearth = connectBridge(pageBridge, await connectControl(folder));
        jobs = followJobs(hearth);
      },
      hostPid: child.pid!, dataFolder: folder, forkedAtMs,
      sendJobs: (jobs) => order({ kind: 'sendJobs', jobs }),
      waitForJobs: (isIt, limitMs) => Promise.race([failed, jobs.waitFor(isIt, limitMs)]),
      async stop() {
        hearth.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Hears of every job through the topic the page has too: asking for the list would have the provider fold hundreds of jobs for us. A job stays in
 * the topic for seconds between two of its stages, so none is missed.
 */
function followJobs(hearth: RunningHearth) {
  const jobs = new Map<string, JobSummary>();
  const listeners = new Set<() => void>();
  hearth.watch('jobs', (rows) => {
    for (const row of rows) jobs.set(row.jobId, row);
    for (const listener of listeners) listener();
  });
  return {
    waitFor: (isIt: (jobs: readonly JobSummary[]) => boolean, limitMs: number) =>
      new Promise<readonly JobSummary[]>((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(look);
          reject(new Error(`jobs were not done within ${limitMs} ms: ${[...jobs.values()].map(({ stage }) => stage).join(' ')}`));
        }, limitMs);
        const look = (): void => {
          const rows = [...jobs.values()];
          if (!isIt(rows)) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve(rows);
        };
        listeners.add(look);
        look();
      }),
  };
}
