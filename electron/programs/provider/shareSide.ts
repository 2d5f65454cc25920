import type { ModelList } from '../../protocol/modelList.ts';
import { modelSpecShape } from '../../protocol/modelSpec.ts';
import { buildModelList, listFileName } from '../../services/models/download/modelList.ts';
import { freshSource, type Source } from '../../services/models/download/sources.ts';
import { createThrottle } from '../../services/models/download/throttle.ts';
import { sizeLimitBytes } from '../../services/models/manifest.ts';
import { openFolder, readModelFile } from '../../services/models/modelFiles.ts';
import { parseManifest } from '../../services/models/parseManifest.ts';
import { createSharedModels } from '../../services/models/sharedModels.ts';
import type { Discovery } from '../../services/network/discovery.ts';
import { readPeerBody, serveModels } from '../../services/network/modelPeers.ts';
import type { Network } from '../../services/network/openNetwork.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import { isHearthError } from '../../shared/errors.ts';
import type { Launch } from './deviceSide.ts';
import { inspectFolder } from './inspectFolder.ts';

export type ShareDependencies = {
  readonly network: Network;
  readonly discovery: Pick<Discovery, 'nodes' | 'addressesOf'>;
  readonly node: string;
  /** Where the files of a model that this node offers lie; null where it offers no such model. */
  readonly folderOf: (modelId: string) => string | null;
  readonly modelIds: () => readonly string[];
  readonly settings: Pick<SettingsFile, 'read'>;
  /** A limit on data is reached: nothing is given. */
  readonly isSpent: () => boolean;
  readonly launch: Launch;
  readonly onProblem: (error: unknown, where: string) => void;
  readonly nowMs: () => number;
};
export type ShareSide = {
  /** Peers that announce a model now, each a source of its own. */
  peersOf(modelId: string): readonly Source[];
  /** Makes the lists of models that may be given away and have none yet: call it when models or the owner's choice changed. */
  refresh(): void;
};

const mostPeers = 8;
/** A peer that gave wrong bytes is not asked again for so long. */
const barredMs = 24 * 3_600_000;

/** Gives this node's models to others while its owner allows, and finds others that give theirs. @effects a protocol of the network */
export async function openShareSide({ network, discovery, node, folderOf, modelIds, settings, isSpent, launch, onProblem, nowMs }: ShareDependencies): Promise<ShareSide> {
  const lists = new Map<string, { readonly folder: string; readonly list: ModelList }>();
  const barred = new Map<string, number>();
  const isOn = (): boolean => settings.read().modelCache.isShared;
  let making: Promise<void> | null = null;

  async function makeLists(): Promise<void> {
    for (const modelId of modelIds()) {
      const folder = folderOf(modelId);
      if (!isOn() || !folder || lists.has(modelId)) continue;
      try {
        const { told } = await inspectFolder(folder, launch);
        if (told.modelId !== modelId) continue;
        const manifest = parseManifest(await readModelFile(await openFolder(folder), 'manifest.json', sizeLimitBytes.manifest));
        lists.set(modelId, { folder, list: await buildModelList(folder, modelSpecShape.parse(JSON.parse(told.specText)), manifest) });
      } catch (error) {
        onProblem(error, `the list of ${modelId}`);
      }
    }
  }

  await serveModels(network, createSharedModels({
    isOn, isSpent, find: (modelId) => (folderOf(modelId) === null ? null : (lists.get(modelId) ?? null)), throttle: createThrottle(() => settings.read().modelCache.sharedBytesPerSecond), nowMs,
  }));

  function sourceOf(modelId: string, address: string, peerId: string): Source {
    const base = new URL(`hearth-peer://${peerId}/`);
    return freshSource(base, async function* body(ask) {
      try {
        yield* readPeerBody(network, address, modelId, listFileName, ask);
      } catch (error) {
        if (isHearthError(error, 'download.wrongLength') || isHearthError(error, 'download.tooLarge')) barred.set(peerId, nowMs() + barredMs);
        throw error;
      }
    });
  }
  const side: ShareSide = {
    peersOf(modelId) {
      const now = nowMs();
      return discovery.nodes().flatMap(({ announcement }): Source[] => {
        const [address] = discovery.addressesOf(announcement.node);
        const offers = announcement.models.some((model) => model.modelId === modelId);
        if (!offers || address === undefined || announcement.node.toLowerCase() === node.toLowerCase() || (barred.get(announcement.peerId) ?? 0) > now) return [];
        return [sourceOf(modelId, address, announcement.peerId)];
      }).slice(0, mostPeers);
    },
    refresh: () => void (making ??= makeLists().finally(() => (making = null))),
  };
  side.refresh();
  return side;
}
