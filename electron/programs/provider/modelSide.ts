import { resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OfferedModel } from '../../services/jobs/decideAdmission.ts';
import type { RunnerModel } from '../../services/jobs/runner.ts';
import type { WeightCheat } from '../../shared/cheats.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { parseReason } from '../../shared/reasons.ts';
import type { Model } from '../../shared/shapes.ts';
import type { Launch } from './deviceSide.ts';

/** Asked prices: wei per unit in and out. A coin is 10^18 wei. */
const prices = { classify: { in: 0n, out: 2_000_000_000_000_000n }, embed: { in: 10_000_000_000_000n, out: 0n }, generate: { in: 10_000_000_000_000n, out: 100_000_000_000_000n } } as const;

export type ModelSide = {
  readonly models: readonly Model[];
  readonly offered: ReadonlyMap<string, OfferedModel>;
  readonly runnerModels: ReadonlyMap<string, RunnerModel>;
  /** Offers a folder from now on. @throws model.* · worker.lost */
  open(folder: string): Promise<Model>;
  /** Offers whatever lies in this folder no more. */
  close(folder: string): void;
  /** The same files are at another place from now on. */
  relocate(from: string, to: string): void;
  /**
   * Tries again what could not be opened for a reason that may pass: a disk that was not there yet, files that were being written, a worker ended by another hand.
   * @returns models that are offered now and were not; null: none is left to try
   */
  reopen(): Promise<number | null>;
};

const reopenAfterMs = 60_000;
/** Each after twice the wait of the one before: an hour in all. */
const reopenTimes = 6;

/** Tries what may open later, some times, and tells when something did. Ends with the signal. */
export async function reopenModels(side: Pick<ModelSide, 'reopen'>, onOpened: (count: number) => void, signal: AbortSignal, firstMs = reopenAfterMs): Promise<void> {
  for (let [waitMs, left] = [firstMs, reopenTimes]; left > 0; left--, waitMs *= 2) {
    await sleep(waitMs, undefined, { signal }).catch(() => {});
    const opened = signal.aborted ? null : await side.reopen();
    if (opened === null) return;
    if (opened > 0) onOpened(opened);
  }
}

type Options = { readonly threads: number; readonly cheat: WeightCheat | null; readonly onProblem: (error: unknown, where: string) => void };
type Opener = Awaited<ReturnType<Launch>>;

/**
 * Opens each model once in a worker that does nothing else any more, so that only what the files themselves say is offered and a hostile file harms nobody. A
 * model that cannot be opened is shown with its reason; the others are offered.
 *
 * @param first  a worker to begin with, which ends here; null: one is started where there is something to open
 */
export async function openModelSide(folders: readonly string[], launch: Launch, first: Opener | null, options: Options): Promise<ModelSide> {
  const models: Model[] = [];
  const offered = new Map<string, OfferedModel>();
  const runnerModels = new Map<string, RunnerModel>();
  /** What each row of `models` was opened from. */
  const places = new Map<Model, string>();
  /** Of those that could not be opened, those that may yet. */
  const doubtful = new Set<Model>();

  async function load(opener: Opener, folder: string): Promise<Model> {
    const loaded = await opener.client.ask('load', { folder, executionProvider: 'cpu', threads: options.threads, expectModelId: null }).catch(async (thrown: unknown) => {
      // A file that the worker had to be stopped for: its own deadline and memory limit end the process.
      throw isHearthError(thrown, 'bridge.closed') ? new HearthError('worker.lost', { signal: await opener.gone }) : thrown;
    });
    const known = models.find(({ modelId, state }) => modelId === loaded.modelId && state === 'ready');
    if (known) return known;
    const { in: priceInWei, out: priceOutWei } = prices[loaded.kind];
    runnerModels.set(loaded.modelId, { modelId: loaded.modelId, folder, isExact: loaded.numericClass === 'int-exact', weightBits: loaded.weightBits, ...(options.cheat ? { cheat: options.cheat } : {}) });
    offered.set(loaded.modelId, { ...loaded, priceInWei, priceOutWei });
    return keep(folder, {
      modelId: loaded.modelId, name: loaded.name, title: loaded.title, kind: loaded.kind, sizeBytes: loaded.sizeBytes, numericClass: loaded.numericClass,
      state: 'ready', reason: null, priceInWei, priceOutWei,
    });
  }
  function keep(folder: string, model: Model): Model {
    models.push(model);
    places.set(model, resolve(folder));
    return model;
  }

  let opener = first;
  for (const folder of folders) {
    for (let triesLeft = 2; triesLeft > 0; triesLeft--) {
      try {
        opener ??= await launch();
        await load(opener, folder);
        break;
      } catch (thrown) {
        if (!isHearthError(thrown)) throw thrown;
        const isLost = isHearthError(thrown, 'worker.lost');
        if (isLost) opener = null;
        // Ended by another hand than ours, as by a system that needs memory: the model is not known to be at fault until it happens again.
        if (isLost && parseReason(thrown.about.signal) === null && triesLeft > 1) continue;
        options.onProblem(thrown, `model ${folder}`);
        const name = folder.split(/[\\/]/).at(-1) ?? folder;
        const failed = keep(folder, { modelId: `0x${'00'.repeat(32)}`, name, title: name, kind: 'generate', sizeBytes: 0, numericClass: 'unknown', state: 'corrupt', reason: thrown.message.slice(0, 2000), priceInWei: 0n, priceOutWei: 0n });
        if (mayPass(thrown)) doubtful.add(failed);
        break;
      }
    }
  }
  await opener?.kill('every model is open');

  function forget(model: Model): void {
    const index = models.indexOf(model);
    if (index >= 0) models.splice(index, 1);
    places.delete(model);
    doubtful.delete(model);
  }

  const side: ModelSide = {
    models, offered, runnerModels,
    async open(folder) {
      const worker = await launch(folder);
      try {
        return await load(worker, folder);
      } finally {
        await worker.kill('the model is open');
      }
    },
    async reopen() {
      if (doubtful.size === 0) return null;
      let opened = 0;
      for (const model of [...doubtful]) {
        const folder = places.get(model);
        // Its owner took it away meanwhile.
        if (folder === undefined) continue;
        try {
          await side.open(folder);
          opened++;
          forget(model);
        } catch (thrown) {
          if (!mayPass(thrown)) doubtful.delete(model);
        }
      }
      return opened;
    },
    close(folder) {
      for (const model of models.filter((one) => places.get(one) === resolve(folder))) {
        forget(model);
        offered.delete(model.modelId);
        runnerModels.delete(model.modelId);
      }
    },
    relocate(from, to) {
      const moved = (path: string): string => (path === from || path.startsWith(from + sep) ? to + path.slice(from.length) : path);
      for (const [model, place] of places) places.set(model, moved(place));
      for (const [modelId, model] of runnerModels) runnerModels.set(modelId, { ...model, folder: moved(model.folder) });
    },
  };
  return side;
}

/** What a worker was stopped for, or crashed of, lies in the file and stays; what it said of the file, and SIGKILL, may be of the moment. */
const mayPass = (thrown: unknown): boolean => isHearthError(thrown) && (!isHearthError(thrown, 'worker.lost') || killed.has(thrown.about.signal));
/** As a process of ours says it, and as one does that was started through the tool that confines it. */
const killed: ReadonlySet<string> = new Set(['SIGKILL', 'exit 137']);
