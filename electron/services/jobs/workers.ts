import { setTimeout as sleep } from 'node:timers/promises';
import type { BridgeClient } from '../../shared/bridgeKit.ts';
import type { WeightCheat } from '../../shared/cheats.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { ExecutionProvider } from '../../shared/shapes.ts';
import type { LoadedModel, workerBridge } from '../../shared/workerBridge.ts';
import { starvedMs, type Waits } from './starved.ts';

export type WorkerClient = BridgeClient<typeof workerBridge>;

/** A running worker process as its launcher hands it over. */
export type WorkerProcess = {
  readonly client: WorkerClient;
  /** Whether it may read a model's folder: what it may is settled when it starts. */
  readonly canRead: (folder: string) => boolean;
  /** SIGKILL; done when the process is gone. `why` is for the log; a fault of the worker's own leaves a crash report. */
  kill(why: string, isFault?: boolean): Promise<void>;
  /** How long its threads waited for a processor. */
  readonly readWaits: () => Waits;
  /** Fulfils with how it ended: a signal's name or "exit N". */
  readonly gone: Promise<string>;
};

/** The worker of one device: started on demand, killed to give memory back, started again after a crash. */
export type DeviceWorker = {
  /** The running worker with this model loaded. @throws worker.lost · model.* · worker.loadFailed · worker.timeout */
  ready(model: { readonly folder: string; readonly modelId: string; readonly cheat?: WeightCheat }): Promise<{ readonly client: WorkerClient; readonly loaded: LoadedModel; readonly gone: Promise<string> }>;
  kill(why: string, isFault?: boolean): Promise<void>;
  /** Of the running worker; none: nothing runs, or the system does not tell. */
  readonly readWaits: () => Waits;
  /** Marks the worker as in use for something that is no job, so that it is not ended as idle. */
  use<T>(work: () => Promise<T>): Promise<T>;
  readonly isUsed: () => boolean;
  readonly running: () => boolean;
  /** Whether the running worker holds this model in memory. */
  readonly isLoaded: (modelId: string) => boolean;
  /** The running worker, if any. */
  readonly client: () => WorkerClient | null;
};

/** Loading covers parsing a stranger's file: past this the process is killed. */
const loadLimitMs = 120_000;

/** The limit, and on top of it what the worker waited for a processor meanwhile, as often as it waited, but no more than so many times the limit. */
async function waitForLoad({ readWaits }: WorkerProcess): Promise<void> {
  let before = readWaits();
  for (let [leftMs, waitedMs] = [loadLimitMs, 0]; leftMs >= 1000 && waitedMs < loadLimitMs * starvedTimes; ) {
    await sleep(leftMs, undefined, { ref: false });
    const now = readWaits();
    [leftMs, waitedMs, before] = [starvedMs(before, now), waitedMs + leftMs, now];
  }
}
const starvedTimes = 5;

export function createDeviceWorker(
  launch: () => Promise<WorkerProcess>,
  options: { readonly executionProvider: ExecutionProvider; readonly threads: number; readonly onStarted: (client: WorkerClient) => void },
): DeviceWorker {
  let current: WorkerProcess | null = null;
  let starting: Promise<WorkerProcess> | null = null;
  const loaded = new Map<string, LoadedModel>();
  /** Loads on their way: jobs of one model that start together share one. */
  const loading = new Map<string, Promise<LoadedModel>>();
  let users = 0;

  async function start(): Promise<WorkerProcess> {
    if (current) return current;
    starting ??= launch().finally(() => (starting = null));
    const process = await starting;
    if (current !== process) {
      current = process;
      loaded.clear();
      loading.clear();
      options.onStarted(process.client);
      void process.gone.then(() => {
        if (current === process) current = null;
      });
    }
    return process;
  }

  async function load(process: WorkerProcess, folder: string, modelId: string, cheat: WeightCheat | undefined): Promise<LoadedModel> {
    const answer = process.client.ask('load', { folder, executionProvider: options.executionProvider, threads: options.threads, expectModelId: modelId, ...(cheat ? { cheat } : {}) });
    const model = await Promise.race([
      answer,
      process.gone.then((signal) => Promise.reject(new HearthError('worker.lost', { signal }))),
      waitForLoad(process).then(async () => {
        await process.kill(`loading a model took more than ${loadLimitMs / 1000} s`, true);
        throw new HearthError('worker.timeout', { stage: refusals.loading, limitMs: loadLimitMs });
      }),
    ]).catch(async (error: unknown) => {
      throw isHearthError(error, 'bridge.closed') ? new HearthError('worker.lost', { signal: await process.gone }) : error;
    });
    if (current === process) loaded.set(modelId, model);
    return model;
  }

  return {
    async ready({ folder, modelId, cheat }) {
      // Its owner added the model's folder after the worker was started.
      if (current && !current.canRead(folder)) {
        const before = current;
        current = null;
        await before.kill('a model that was added while it ran lies where it may not read');
      }
      const process = await start();
      const known = loaded.get(modelId);
      if (known) return { client: process.client, loaded: known, gone: process.gone };
      const mine = loading.get(modelId) ?? load(process, folder, modelId, cheat).finally(() => {
        if (loading.get(modelId) === mine) loading.delete(modelId);
      });
      loading.set(modelId, mine);
      return { client: process.client, loaded: await mine, gone: process.gone };
    },
    async kill(why, isFault) {
      await current?.kill(why, isFault);
    },
    readWaits: () => current?.readWaits() ?? new Map(),
    async use(work) {
      users++;
      try {
        return await work();
      } finally {
        users--;
      }
    },
    isUsed: () => users > 0,
    running: () => current !== null,
    isLoaded: (modelId) => current !== null && loaded.has(modelId),
    client: () => current?.client ?? null,
  };
}
