import { numericClass, numericClassName, tauVersion, thresholdsOf } from '../../protocol/numericClass.ts';
import type { Chain } from '../../services/chain/chain.ts';
import { readModels } from '../../services/chain/economy.ts';
import { computeMsOf, type Job } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import { classOf } from '../../services/jobs/runner.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Gives, Handlers } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { modelCommands, ModelReport } from '../../shared/modelMarket.ts';
import type { DeviceSide, Launch } from './deviceSide.ts';
import { inspectFolder } from './inspectFolder.ts';
import type { ModelSide } from './modelSide.ts';

export type MarketHandlers = Pick<Handlers<PageBridge>, keyof typeof modelCommands>;

type Dependencies = {
  readonly journal: Pick<Journal, 'list'>;
  readonly settings: Pick<SettingsFile, 'read' | 'write'>;
  readonly models: () => ModelSide | undefined;
  readonly devices: () => DeviceSide | undefined;
  readonly launch: () => Launch | undefined;
  readonly readChain: (signal: AbortSignal) => Promise<Chain>;
  readonly nowMs: () => number;
  readonly onChanged: () => void;
};
type Records = Gives<PageBridge, 'readModelRecords'>['models'];

const weekMs = 7 * 24 * 3_600_000;
/** Newest jobs that are summed up; a busier week is told by them. */
const jobsSummed = 2000;

/** Paid and computed by model, since a time. Pure. */
export function sumByModel(jobs: readonly Pick<Job, 'request' | 'settled' | 'result' | 'admittedAtMs'>[], sinceMs: number): ReadonlyMap<string, { readonly jobs: number; readonly paidWei: bigint; readonly computeMs: number }> {
  const sums = new Map<string, { jobs: number; paidWei: bigint; computeMs: number }>();
  for (const { request, settled, result, admittedAtMs } of jobs) {
    // Time that was not paid yet would make every model look cheap.
    if (!settled || !result || admittedAtMs < sinceMs) continue;
    const sum = sums.get(request.order.modelId) ?? { jobs: 0, paidWei: 0n, computeMs: 0 };
    sums.set(request.order.modelId, { jobs: sum.jobs + 1, paidWei: sum.paidWei + (settled.receivedWei ?? settled.payoutWei), computeMs: sum.computeMs + (computeMsOf({ result }) ?? 0) });
  }
  return sums;
}

/** Models as a business: what each earned here, what the network has registered, and folders of the owner's own. */
export function createMarketSide({ journal, settings, models, devices, launch, readChain, nowMs, onChanged }: Dependencies): MarketHandlers {
  const folders = (): readonly string[] => settings.read().modelFolders;

  function classesOf(isExact: boolean): Records[number]['classes'] {
    return (devices()?.runnerDevices ?? []).map(({ deviceId, executionProvider }) => {
      const classId = classOf(executionProvider, isExact);
      const state = classId === numericClass['int-exact'] ? 'exact' : thresholdsOf(classId, tauVersion, null).calibrated ? 'measured' : 'unmeasured';
      return { deviceId, name: numericClassName(classId) ?? String(classId), state };
    });
  }
  async function inspect(folder: string): Promise<ModelReport> {
    const { path, told } = await inspectFolder(folder, launch());
    const { report } = told;
    const short = (names: readonly string[]): string[] => names.slice(0, 100).map((name) => name.slice(0, 200));
    return {
      folder: path, modelId: told.modelId, name: told.name.slice(0, 200), title: told.title.slice(0, 200), kind: told.kind, numericClass: told.numericClass.slice(0, 80), sizeBytes: told.sizeBytes, graphRoot: told.graphRoot, weightsRoot: told.weightsRoot,
      nodes: report.nodes, operators: report.operators.length, opaque: short(report.opaque), withoutRule: short(told.withoutRule), isInstalled: models()?.offered.has(told.modelId) === true || folders().includes(path),
    };
  }

  return {
    readModelRecords() {
      const sums = sumByModel(journal.list({ stage: 'settled', search: '', limit: jobsSummed, beforeMs: null }).jobs, nowMs() - weekMs);
      const known = [...(models()?.runnerModels.values() ?? [])];
      return { models: known.map(({ modelId, isExact }) => ({ modelId, ...(sums.get(modelId) ?? { jobs: 0, paidWei: 0n, computeMs: 0 }), classes: classesOf(isExact) })), added: [...folders()] };
    },
    async readRegistry(_input, { signal }) {
      const registered = await readModels(await readChain(signal), 200, signal);
      return { models: registered.map(({ registeredAtSeconds, shares, ...rest }) => ({ ...rest, registeredAtMs: registeredAtSeconds * 1000, shares: shares.slice(0, 64) })) };
    },
    inspectModelFolder: ({ folder }) => inspect(folder),
    async addModelFolder({ folder }) {
      const report = await inspect(folder);
      if (report.isInstalled) throw new HearthError('usage.invalid', { reason: refusals.offered });
      await models()?.open(report.folder);
      settings.write({ modelFolders: [...folders(), report.folder] });
      onChanged();
      return {};
    },
    removeModelFolder({ folder }) {
      settings.write({ modelFolders: folders().filter((one) => one !== folder) });
      models()?.close(folder);
      onChanged();
      return {};
    },
  };
}
