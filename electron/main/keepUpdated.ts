import type { AppUpdater, UpdateInfo } from 'electron-updater';
import { applyUpdate, isCheckDue, mayFetch, mayInstall, type UpdateEvent } from '../services/updates/applyUpdate.ts';
import { confirmStart, forgiveStart, type KeptPackage } from '../services/updates/decideStart.ts';
import { feedLimitBytes, compareVersions } from '../services/updates/parseFeed.ts';
import { problemOf } from '../services/updates/updateFailure.ts';
import type { UpdateRecordFile } from '../services/updates/updateRecord.ts';
import { noUpdates, versionShape, type UpdateAct, type Updates } from '../shared/updates.ts';
import { boundResponses } from './boundResponses.ts';
import { useVerifiedFeed, type FeedOptions } from './verifiedFeed.ts';

export type UpdateDependencies = {
  readonly updater: AppUpdater;
  readonly feed: Pick<FeedOptions, 'feedUrl' | 'keys' | 'fetch'> & { readonly timeoutMs?: number };
  readonly record: UpdateRecordFile;
  readonly version: string;
  readonly dataFormat: number;
  /** Keeps the package that runs, so that it can come back; null where the system has no way. */
  readonly keep: () => KeptPackage | null;
  /** Hands the fetched package to the system; false: it was not taken. */
  readonly install: (isStartedAfter: boolean) => boolean;
  readonly dropKept: (kept: KeptPackage | null) => void;
  /** Lets the running jobs finish and quits. */
  readonly finishThenQuit: () => Promise<void>;
  readonly onChanged: (updates: Updates) => void;
  /** Of the update before this start. */
  readonly problem?: Updates['problem'];
  readonly nowMs: () => number;
  readonly log: (line: string) => void;
};
export type KeptUpdated = {
  now(): Updates;
  act(act: UpdateAct): Promise<void>;
  /** To be called now and then; asks the feed when it is time. */
  tick(): void;
  /** The provider came up: an update that was watched holds. */
  confirm(): void;
  /** Hearth ends and nothing of it runs any more: installs what is ready, if the owner wants that. */
  installOnQuit(): void;
};

const checkEveryMs = 6 * 3600_000;

/** Fetches what a believed feed offers and hands it to the system when Hearth ends. What it decides is in services/updates. @effects network, disk */
export function keepUpdated(dependencies: UpdateDependencies): KeptUpdated {
  const { updater, record, nowMs, log } = dependencies;
  let updates: Updates = { ...noUpdates(null, record.read().choice), rolledBack: record.read().rolledBack, problem: dependencies.problem ?? null };
  let offered: UpdateInfo | null = null;
  let isAsked = false;
  let lastTryMs: number | null = null;

  const hear = (event: UpdateEvent): void => {
    updates = applyUpdate(updates, event);
    dependencies.onChanged(updates);
  };
  const fail = (error: unknown, version: string | null): void => {
    log(`update: ${error instanceof Error ? error.message.split('\n')[0]!.slice(0, 300) : 'fault'}`);
    hear({ kind: 'failed', why: problemOf(error), version, atMs: nowMs() });
  };
  const lowest = (): string => {
    const { highest } = record.read();
    return highest !== null && compareVersions(highest, dependencies.version) > 0 ? highest : dependencies.version;
  };

  // Each step is ours: nothing is fetched, installed or gone back to by itself.
  Object.assign(updater, { autoDownload: false, autoInstallOnAppQuit: false, allowDowngrade: false, allowPrerelease: false, disableWebInstaller: true, logger: { info: log, warn: log, error: () => {}, debug: () => {} } });
  updater.isUpdateSupported = ({ version }) => !record.read().heldBack.includes(version);
  useVerifiedFeed(updater, {
    feedUrl: dependencies.feed.feedUrl, keys: dependencies.feed.keys, fetch: dependencies.feed.fetch, timeoutMs: dependencies.feed.timeoutMs ?? 30_000, lowest,
    onVerified: (version) => record.read().highest !== version && record.write({ ...record.read(), highest: version }),
  });
  boundResponses((updater as unknown as { httpExecutor: Parameters<typeof boundResponses>[0] }).httpExecutor, () => Math.max(feedLimitBytes, ...(offered?.files ?? []).map(({ size }) => size ?? 0)));
  updater.on('download-progress', ({ percent }) => {
    if (Math.floor(percent) !== updates.percent) hear({ kind: 'fetching', percent });
  });
  // An emitter without a listener throws; each failure also rejects the call that it belongs to.
  updater.on('error', () => undefined);

  async function check(): Promise<void> {
    if (updates.state !== 'idle' && updates.state !== 'available' && updates.state !== 'ready') return;
    lastTryMs = nowMs();
    const readyVersion = updates.state === 'ready' ? updates.version : null;
    hear({ kind: 'checking' });
    try {
      const found = await updater.checkForUpdates();
      if (!found?.isUpdateAvailable) return hear({ kind: 'upToDate', atMs: nowMs() });
      const { version, releaseNotes } = found.updateInfo;
      if (version === readyVersion) return hear({ kind: 'upToDate', atMs: nowMs() });
      offered = found.updateInfo;
      hear({ kind: 'offered', version, changes: typeof releaseNotes === 'string' ? releaseNotes : null, atMs: nowMs() });
    } catch (error) {
      return fail(error, null);
    }
    if (mayFetch(updates)) await download();
  }
  async function download(): Promise<void> {
    if (updates.state !== 'available' || updates.version === null) return;
    const { version } = updates;
    hear({ kind: 'fetching', percent: 0 });
    try {
      await updater.downloadUpdate();
      hear({ kind: 'fetched', version });
    } catch (error) {
      fail(error, version);
    }
  }

  dependencies.onChanged(updates);
  return {
    now: () => updates,
    async act(act) {
      switch (act.kind) {
        case 'check': return check();
        case 'download': return download();
        case 'install':
          if (updates.state !== 'ready') return;
          isAsked = true;
          hear({ kind: 'waiting' });
          return dependencies.finishThenQuit();
        case 'choose':
          record.write({ ...record.read(), choice: act.choice });
          hear({ kind: 'chosen', choice: act.choice });
          return mayFetch(updates) ? download() : undefined;
      }
    },
    tick() {
      if (isCheckDue(updates, lastTryMs, nowMs(), checkEveryMs)) void check();
    },
    confirm() {
      const before = record.read();
      if (!before.staged) return;
      record.write(confirmStart(before));
      dependencies.dropKept(before.staged.kept);
      log(`update: version ${dependencies.version} is ready and stays`);
    },
    installOnQuit() {
      const known = record.read();
      // A start that nobody waited for says nothing about the version.
      if (known.staged?.to === dependencies.version) record.write(forgiveStart(known));
      if (!mayInstall(updates, isAsked) || updates.version === null) return;
      const to = updates.version;
      hear({ kind: 'installing' });
      try {
        const kept = dependencies.keep();
        const from = versionShape.parse(dependencies.version);
        updater.once('appimage-filename-updated', (path: string) => record.write({ ...record.read(), staged: { ...record.read().staged!, installedAs: path } }));
        // Before the act: whatever starts next knows what was meant.
        record.write({ ...record.read(), staged: { from, to, fromFormat: dependencies.dataFormat, starts: 0, atMs: nowMs(), installedAs: null, kept } });
        if (!dependencies.install(isAsked)) throw new Error('the system did not take the package');
      } catch (error) {
        record.write({ ...record.read(), staged: null });
        fail(error, to);
      }
    },
  };
}
