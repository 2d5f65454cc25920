import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Fork, ForkedProgram } from '../../services/broker/broker.ts';
import type { KnownModel } from '../../services/practice/workload.ts';
import { connectBridge, type BridgeClient } from '../../shared/bridgeKit.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { workerBridge, type LoadedModel } from '../../shared/workerBridge.ts';

export type WorkerClient = BridgeClient<typeof workerBridge>;
export type KeptWorker = {
  /** The running worker with its models loaded; started again when it died. @throws worker.lost, worker.loadFailed and what `load` fails with */
  ready(): Promise<WorkerClient>;
  /** By model id, as the worker read them; grows while `ready` is awaited for the first time. */
  readonly models: ReadonlyMap<string, LoadedModel>;
  readonly known: readonly KnownModel[];
  stop(): Promise<void>;
};

/**
 * The verifiers' own worker process, apart from any provider's.
 *
 * @param more  model folders beside those in `modelsFolder`
 */
export function keepWorker(fork: Fork, modelsFolder: string, log: (line: string) => void, more: readonly string[] = []): KeptWorker {
  const models = new Map<string, LoadedModel>();
  const known: KnownModel[] = [];
  let running: Promise<WorkerClient> | null = null;
  let program: ForkedProgram | null = null;
  let stopped = false;

  async function start(): Promise<WorkerClient> {
    if (stopped) throw new HearthError('worker.lost', { signal: 'stopping' });
    const folders = [...(await findModels(modelsFolder)), ...more];
    const mine = fork('worker', [], {}, [modelsFolder, ...more].map((folder) => resolve(folder)));
    program = mine;
    const client = connectBridge(workerBridge, mine.port);
    let unusable: HearthError | null = null;
    let isReady = false;
    void mine.gone.then((how) => {
      // One that ends while it loads fails its start, which says so itself.
      if (program === mine && isReady) running = null;
      if (!stopped) log(`the verifiers' worker ended (${how}); it is started again when it is needed`);
    });
    try {
      for (const folder of folders) {
        const loaded = await client.ask('load', { folder, executionProvider: 'cpu', threads: 1, expectModelId: null }).catch((error: unknown) => {
          // One damaged model must not end the network: nobody orders it, the others work.
          if (!isHearthError(error) || !error.code.startsWith('model.')) throw error;
          log(`a model is left out: ${error.message}`);
          unusable = error;
          return null;
        });
        if (!loaded) continue;
        if (models.has(loaded.modelId)) continue;
        models.set(loaded.modelId, loaded);
        known.push({ modelId: loaded.modelId, folder, kind: loaded.kind, stopTokenIds: loaded.stopTokenIds, labels: loaded.labels });
      }
      if (known.length === 0 && unusable) throw unusable as HearthError;
      isReady = true;
      return client;
    } catch (error) {
      mine.kill();
      throw error;
    }
  }

  /** Once more where it ended while it loaded: by chance, until it happens again. */
  const startTwice = (): Promise<WorkerClient> => start().catch((error: unknown) => {
    if (stopped || !isHearthError(error, 'bridge.closed')) throw error;
    return start();
  });

  return {
    models,
    known,
    ready() {
      const mine = (running ??= startTwice());
      mine.catch(() => {
        if (running === mine) running = null;
      });
      return mine;
    },
    async stop() {
      stopped = true;
      program?.kill();
      await program?.gone;
    },
  };
}

/** Model folders beneath, in order of name. @throws model.notFound  none */
async function findModels(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const found: string[] = [];
  for (const name of names.sort()) {
    const hasManifest = await stat(join(folder, name, 'manifest.json')).then(() => true, () => false);
    if (hasManifest) found.push(join(folder, name));
  }
  if (found.length === 0) throw new HearthError('model.notFound', { folder });
  return found;
}
