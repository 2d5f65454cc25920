import { existsSync, statfsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Journal } from '../../services/jobs/journal.ts';
import { defaultCacheFolder, deleteModelFolder, folderOfModel, openCacheFolder, readCacheFolder } from '../../services/models/cache/cacheFolder.ts';
import { finishMove, moveCache } from '../../services/models/cache/moveCache.ts';
import { earnedWindowMs, planRoom, weighModels, type WeighedFacts } from '../../services/models/cache/planRoom.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { CachedModel, ModelCache, ModelCacheSettings, modelCacheCommands, ModelUse, RoomPlan } from '../../shared/modelCache.ts';
import { sumByModel } from './marketSide.ts';
import type { ModelSide } from './modelSide.ts';

export type CacheHandlers = Pick<Handlers<PageBridge>, keyof typeof modelCacheCommands>;

type Dependencies = {
  readonly dataFolder: string;
  readonly bundledFolders: readonly string[];
  readonly journal: Pick<Journal, 'list' | 'live' | 'lastUses'>;
  readonly settings: Pick<SettingsFile, 'read' | 'write'>;
  readonly models: () => ModelSide | undefined;
  /** Whether a device holds the model in memory. */
  readonly isLoaded: (modelId: string) => boolean;
  /** Whether this node holds a seat among the model's verifiers. */
  readonly hasSeat: (modelId: string) => boolean;
  /** Bytes that downloads under way will take. */
  readonly reservedBytes: () => number;
  readonly isDownloading: () => boolean;
  readonly onChanged: () => void;
  readonly nowMs: () => number;
};

export type CacheSide = {
  readonly handlers: CacheHandlers;
  /** Folders to offer at the start: whole models that were not let go. */
  readonly folders: () => string[];
  readonly folder: () => string;
  readonly describe: () => CachedModel[];
  /** Deletes what must go for so many bytes; models nobody let go yet only when they are in `evict`. @throws model.noRoom */
  makeRoom(needBytes: number, evict: readonly string[]): void;
  /** True while models are on their way to another place. */
  readonly isMoving: () => boolean;
};

const settledJobsSummed = 2000;
/** Held in memory counts as in use for so long after the last order: the next one of its kind is likely, and loading costs most. */
const warmMs = 10 * 60_000;
/** A move waits this long for jobs of the cache's models to end. */
const restMs = 60_000;

/** The models Hearth itself keeps: where they lie, how much they may take, and which go when room is needed. */
export function createCacheSide({ dataFolder, bundledFolders, journal, settings, models, isLoaded, hasSeat, reservedBytes, isDownloading, onChanged, nowMs }: Dependencies): CacheSide {
  const read = (): ModelCacheSettings => settings.read().modelCache;
  const write = (change: Partial<ModelCacheSettings>): void => settings.write({ modelCache: { ...read(), ...change } });
  const folder = (): string => read().folder ?? defaultCacheFolder(dataFolder);
  let move: ModelCache['move'] = null;
  let stopMove: AbortController | null = null;

  const found = finishMove(dataFolder, folder());
  if (found !== folder()) write({ folder: found === defaultCacheFolder(dataFolder) ? null : found });
  // A disk that is not plugged in is no empty cache: nothing is made in its place.
  if (read().folder === null) openCacheFolder(folder());

  function usesOf(modelId: string, lastUsedMs: number | null): ModelUse[] {
    const isAsked = journal.live().some(({ request, result }) => request.order.modelId === modelId && !result);
    return [...(isAsked ? ['job' as const] : []), ...(isLoaded(modelId) && lastUsedMs !== null && nowMs() - lastUsedMs < warmMs ? ['loaded' as const] : []), ...(hasSeat(modelId) ? ['seat' as const] : [])];
  }

  function describe(): CachedModel[] {
    const { pinned, letGo } = read();
    const lastUses = journal.lastUses();
    const earned = sumByModel(journal.list({ stage: 'settled', search: '', limit: settledJobsSummed, beforeMs: null }).jobs, nowMs() - earnedWindowMs);
    const kept = readCacheFolder(folder());
    const side = models();
    const facts = (modelId: string) => ({ modelId, isPinned: pinned.includes(modelId), uses: usesOf(modelId, lastUses.get(modelId) ?? null), lastUsedMs: lastUses.get(modelId) ?? null, paidWei: earned.get(modelId)?.paidWei ?? 0n });
    const cached = kept.map(({ modelId, title, sizeBytes, installedAtMs }): WeighedFacts => ({ ...facts(modelId), title, sizeBytes, origin: 'cache', isLetGo: letGo.includes(modelId), installedAtMs }));
    const others = [...(side?.runnerModels.values() ?? [])].filter(({ modelId }) => !kept.some((one) => one.modelId === modelId)).map(({ modelId, folder: place }): WeighedFacts => ({
      ...facts(modelId), title: side?.offered.get(modelId)?.name ?? modelId, sizeBytes: side?.models.find((model) => model.modelId === modelId)?.sizeBytes ?? 0, origin: bundledFolders.includes(place) ? 'bundled' : 'folder', isLetGo: false, installedAtMs: null,
    }));
    return weighModels([...others, ...cached].map((model) => ({ ...model, title: (side?.models.find(({ modelId }) => modelId === model.modelId)?.title ?? model.title).slice(0, 200) })), nowMs());
  }

  /** What is here, and what is on its way. */
  const usedBytes = (): number => readCacheFolder(folder()).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) + reservedBytes();
  const plan = (needBytes: number, quotaBytes: number | null): RoomPlan => planRoom(describe(), { needBytes, usedBytes: usedBytes(), quotaBytes, freeBytes: freeBytesOf(folder()) });

  function inCache(modelId: string): CachedModel {
    const model = describe().find((one) => one.modelId === modelId && one.origin === 'cache');
    if (!model) throw new HearthError('usage.invalid', { reason: refusals.notCached });
    return model;
  }
  function remove(modelId: string): void {
    models()?.close(folderOfModel(folder(), modelId));
    deleteModelFolder(folder(), modelId);
    write({ letGo: read().letGo.filter((one) => one !== modelId), pinned: read().pinned.filter((one) => one !== modelId) });
  }
  /** What is only warm in memory is the owner's to let go: its files were read whole. */
  function assertUnused({ title, uses }: CachedModel): void {
    const use = uses.find((one) => one !== 'loaded');
    if (use) throw new HearthError('model.inUse', { model: title, use });
  }
  function assertStill(): void {
    if (move) throw new HearthError('usage.invalid', { reason: refusals.modelsMoving });
  }

  function makeRoom(needBytes: number, evict: readonly string[], quotaBytes = read().quotaBytes): void {
    const { go, shortBytes } = plan(needBytes, quotaBytes);
    const known = describe();
    const unasked = go.filter((modelId) => !evict.includes(modelId) && known.find((one) => one.modelId === modelId)?.isLetGo !== true);
    if (shortBytes > 0 || unasked.length > 0) {
      throw new HearthError('model.noRoom', { neededBytes: needBytes, quotaBytes: quotaBytes ?? 0, shortBytes, wouldGo: unasked.map((modelId) => known.find((one) => one.modelId === modelId)!.title).join(', ').slice(0, 500), wouldGoIds: unasked });
    }
    for (const modelId of go) remove(modelId);
    if (go.length > 0) onChanged();
  }

  /** A moment in which no job could be opening a model of the cache. */
  async function waitForRest(): Promise<void> {
    const isBusy = (): boolean => readCacheFolder(folder()).some(({ modelId }) => usesOf(modelId, null).includes('job'));
    for (const untilMs = performance.now() + restMs; isBusy(); await sleep(100)) {
      if (performance.now() > untilMs) throw new HearthError('model.inUse', { model: '', use: 'job' });
    }
  }

  return {
    folder,
    describe,
    isMoving: () => move !== null,
    makeRoom: (needBytes, evict) => {
      assertStill();
      makeRoom(needBytes, evict);
    },
    folders: () => readCacheFolder(folder()).filter(({ modelId }) => !read().letGo.includes(modelId)).map((entry) => entry.folder),

    handlers: {
      readModelCache: () => ({ folder: folder(), isDefaultFolder: read().folder === null, quotaBytes: read().quotaBytes, usedBytes: usedBytes(), freeBytes: freeBytesOf(folder()), bytesPerSecond: read().bytesPerSecond, isShared: read().isShared, sharedBytesPerSecond: read().sharedBytesPerSecond, models: describe(), move }),
      planModelRoom: ({ needBytes, quotaBytes }) => plan(needBytes, quotaBytes === undefined ? read().quotaBytes : quotaBytes),
      setModelQuota({ quotaBytes, evict }) {
        assertStill();
        makeRoom(0, evict, quotaBytes);
        write({ quotaBytes });
        return {};
      },
      pinModel({ modelId, isPinned }) {
        if (!describe().some((model) => model.modelId === modelId)) throw new HearthError('usage.invalid', { reason: 'this machine does not have the model' });
        write({ pinned: isPinned ? [...new Set([...read().pinned, modelId])] : read().pinned.filter((one) => one !== modelId) });
        return {};
      },
      async letGoModel({ modelId, isLetGo }) {
        assertStill();
        const model = inCache(modelId);
        if (isLetGo) {
          assertUnused(model);
          if (model.isPinned) throw new HearthError('usage.invalid', { reason: refusals.pinned });
          models()?.close(folderOfModel(folder(), modelId));
          write({ letGo: [...new Set([...read().letGo, modelId])] });
        } else {
          await models()?.open(folderOfModel(folder(), modelId));
          write({ letGo: read().letGo.filter((one) => one !== modelId) });
        }
        onChanged();
        return {};
      },
      deleteModel({ modelId }) {
        assertStill();
        const model = inCache(modelId);
        assertUnused(model);
        if (model.isPinned) throw new HearthError('usage.invalid', { reason: refusals.pinned });
        remove(modelId);
        onChanged();
        return {};
      },
      async moveModelCache({ folder: asked }) {
        assertStill();
        const [from, to] = [folder(), asked ?? defaultCacheFolder(dataFolder)];
        if (isDownloading()) throw new HearthError('usage.invalid', { reason: refusals.downloadUnderWay });
        if (!existsSync(from)) throw new HearthError('model.moveRefused', { folder: from, reason: refusals.movedAway });
        move = { to, doneBytes: 0, totalBytes: usedBytes() };
        // Not the asker's own signal: whoever leaves the page means no cancelling.
        const { signal } = (stopMove = new AbortController());
        try {
          await moveCache(dataFolder, from, to, {
            signal, waitForRest, onProgress: (doneBytes, totalBytes) => (move = { to, doneBytes, totalBytes }),
            commit() {
              write({ folder: asked === null ? null : to });
              models()?.relocate(from, to);
            },
          });
        } finally {
          [move, stopMove] = [null, null];
          onChanged();
        }
        return {};
      },
      cancelModelMove() {
        stopMove?.abort(new HearthError('usage.invalid', { reason: refusals.moveCancelled }));
        return {};
      },
      setModelSharing({ isShared, bytesPerSecond }) {
        write({ isShared, sharedBytesPerSecond: bytesPerSecond });
        onChanged();
        return {};
      },
      setDownloadRate({ bytesPerSecond }) {
        write({ bytesPerSecond });
        return {};
      },
    },
  };
}

/** Bytes free for this user where a folder lies; null where the system does not say. */
export function freeBytesOf(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
