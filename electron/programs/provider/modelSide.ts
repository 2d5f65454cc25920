import type { OfferedModel } from '../../services/jobs/decideAdmission.ts';
import type { RunnerModel } from '../../services/jobs/runner.ts';
import type { WeightCheat } from '../../shared/cheats.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import type { Model } from '../../shared/shapes.ts';
import type { Launch } from './deviceSide.ts';

/** Asked prices: wei per unit in and out. A coin is 10^18 wei. */
const prices = { classify: { in: 0n, out: 2_000_000_000_000_000n }, generate: { in: 10_000_000_000_000n, out: 100_000_000_000_000n } } as const;

export type ModelSide = {
  readonly models: readonly Model[];
  readonly offered: ReadonlyMap<string, OfferedModel>;
  readonly runnerModels: ReadonlyMap<string, RunnerModel>;
};

/**
 * Opens each model once in a worker of its own, so that only what the files themselves say is offered and a hostile file harms nobody. A model
 * that cannot be opened is shown with its reason; the others are offered.
 */
export async function openModelSide(folders: readonly string[], launch: Launch, options: { readonly threads: number; readonly cheat: WeightCheat | null; readonly onProblem: (error: unknown, where: string) => void }): Promise<ModelSide> {
  const models: Model[] = [];
  const offered = new Map<string, OfferedModel>();
  const runnerModels = new Map<string, RunnerModel>();
  let opener = folders.length > 0 ? await launch() : null;
  for (const folder of folders) {
    try {
      opener ??= await launch();
      const loaded = await opener.client.ask('load', { folder, executionProvider: 'cpu', threads: options.threads, expectModelId: null });
      const { in: priceInWei, out: priceOutWei } = prices[loaded.kind];
      runnerModels.set(loaded.modelId, { modelId: loaded.modelId, folder, isExact: loaded.numericClass === 'int-exact', ...(options.cheat ? { cheat: options.cheat } : {}) });
      offered.set(loaded.modelId, { ...loaded, priceInWei, priceOutWei });
      models.push({
        modelId: loaded.modelId, name: loaded.name, title: loaded.title, kind: loaded.kind, sizeBytes: loaded.sizeBytes, numericClass: loaded.numericClass,
        state: 'ready', reason: null, priceInWei, priceOutWei,
      });
    } catch (thrown) {
      if (!isHearthError(thrown)) throw thrown;
      // A file that the worker had to be stopped for: its own deadline and memory limit end the process.
      const error: HearthError = opener && isHearthError(thrown, 'bridge.closed') ? new HearthError('worker.lost', { signal: await opener.gone }) : thrown;
      if (error !== thrown) opener = null;
      options.onProblem(error, `model ${folder}`);
      const name = folder.split(/[\\/]/).at(-1) ?? folder;
      models.push({ modelId: `0x${'00'.repeat(32)}`, name, title: name, kind: 'generate', sizeBytes: 0, numericClass: 'unknown', state: 'corrupt', reason: error.message.slice(0, 280), priceInWei: 0n, priceOutWei: 0n });
    }
  }
  await opener?.kill();
  return { models, offered, runnerModels };
}
