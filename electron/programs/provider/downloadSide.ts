import type { Primitives } from '../../protocol/primitives.ts';
import { deleteModelFolder, growingFolder, installModel } from '../../services/models/cache/cacheFolder.ts';
import { createDownloads, type Downloads } from '../../services/models/download/downloads.ts';
import { httpLimits } from '../../services/models/download/httpBody.ts';
import type { Source } from '../../services/models/download/sources.ts';
import { createThrottle } from '../../services/models/download/throttle.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { downloadCommands } from '../../shared/modelDownloads.ts';
import type { Hex } from '../../shared/units.ts';
import { freeBytesOf, type CacheSide } from './cacheSide.ts';
import type { Launch } from './deviceSide.ts';
import type { ModelSide } from './modelSide.ts';
import { toAbout, type RaiseNotice } from './noticeSide.ts';

export type DownloadHandlers = Pick<Handlers<PageBridge>, keyof typeof downloadCommands>;

type Dependencies = {
  /** Peers that give a model away now. */
  readonly peersOf: (modelId: string) => readonly Source[];
  readonly primitives: Primitives;
  readonly cache: CacheSide;
  readonly models: ModelSide;
  readonly launch: Launch;
  readonly settings: Pick<SettingsFile, 'read'>;
  readonly takeModelBytes: (bytes: number, from: URL) => void;
  readonly onChanged: () => void;
  readonly onProblem: (error: unknown, where: string) => void;
  readonly log: (line: string) => void;
  readonly raise: RaiseNotice;
  readonly nowMs: () => number;
};

const retryMs = 1000;

/** Downloads into the cache of this provider. What came whole is opened by a worker, and only what turns out to be the model that was named is installed. */
export function openDownloads({ primitives, peersOf, cache, models, launch, settings, takeModelBytes, onChanged, onProblem, log, raise, nowMs }: Dependencies): Downloads {
  /** Opens a stranger's files where they can do no harm. @throws download.wrongRoot · model.* · worker.lost */
  async function judge(folder: string, modelId: string): Promise<string> {
    const worker = await launch(folder);
    try {
      const found = await Promise.race([worker.client.ask('inspect', { folder }), worker.gone.then((how) => Promise.reject(new HearthError('worker.lost', { signal: how })))]);
      if (found.modelId !== modelId) throw new HearthError('download.wrongRoot', { expected: modelId, found: found.modelId });
      return found.title.slice(0, 200);
    } finally {
      await worker.kill('the download was looked at');
    }
  }
  const throttle = createThrottle(() => settings.read().modelCache.bytesPerSecond);
  return createDownloads({
    primitives, peersOf, folder: () => growingFolder(cache.folder()), makeRoom: (bytes, evict) => cache.makeRoom(bytes, evict), freeBytes: () => freeBytesOf(cache.folder()), onProblem,
    isInstalled: (modelId) => models.offered.has(modelId) || cache.describe().some((model) => model.modelId === modelId),
    async install(folder, { modelId }, from) {
      const title = await judge(folder, modelId);
      const place = installModel(cache.folder(), folder, { modelId, title, installedAtMs: nowMs(), from });
      try {
        await models.open(place);
      } catch (error) {
        // Whole and right, and still nothing for this machine.
        deleteModelFolder(cache.folder(), modelId);
        throw error;
      }
      onChanged();
      return title;
    },
    fetchOptions: {
      limits: httpLimits, retryMs,
      take(bytes, signal, from) {
        takeModelBytes(bytes, from);
        return throttle(bytes, signal);
      },
    },
    onEnded({ root, phase, title, failure }) {
      log(`download ${root}: ${phase}${failure ? ` (${failure.code})` : ''}`);
      const model = title ?? `${root.slice(0, 10)}…`;
      if (phase === 'done') raise('downloadDone', { root, model });
      else if (failure) raise('downloadEnded', { ...toAbout(failure.about), root, model, code: failure.code });
    },
  });
}

/** @param downloads  undefined while Hearth starts */
export function downloadHandlers(downloads: () => Downloads | undefined): DownloadHandlers {
  const ready = (): Downloads => {
    const found = downloads();
    if (!found) throw new HearthError('usage.invalid', { reason: refusals.starting });
    return found;
  };
  return {
    readDownloads: () => ({ downloads: downloads()?.list() ?? [] }),
    startDownload: ({ urls, root, evict }) => ready().start(urls, root as Hex, evict),
    async pauseDownload({ root }) {
      await ready().pause(root);
      return {};
    },
    resumeDownload({ root }) {
      ready().resume(root);
      return {};
    },
    async cancelDownload({ root }) {
      await ready().cancel(root);
      return {};
    },
  };
}
