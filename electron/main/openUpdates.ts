import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app, net } from 'electron';
import { AppImageUpdater, MacUpdater, NsisUpdater, type AppUpdater } from 'electron-updater';
import { beginStart } from '../services/updates/beginStart.ts';
import { decideOff, readCacheName, readFeedUrl } from '../services/updates/decideOff.ts';
import { dropPackage, keepAppImage, keepInstaller, restorePackage } from '../services/updates/keepPackage.ts';
import { updateKeys } from '../services/updates/updateKeys.ts';
import { openUpdateRecord, readDiskFormat } from '../services/updates/updateRecord.ts';
import { dataFormat } from '../shared/dataFormat.ts';
import { noUpdates, type UpdateProblem, type Updates } from '../shared/updates.ts';
import { keepUpdated, type KeptUpdated } from './keepUpdated.ts';

export type OpenedUpdates = { /** The version before was put back and started: end at once. */ readonly isLeaving: boolean; begin(more: { readonly finishThenQuit: () => Promise<void>; readonly onChanged: (updates: Updates) => void }): KeptUpdated };

/** Electron's part of updates: which updater, which files, whose network. */
export function openUpdates({ dataFolder, log }: { readonly dataFolder: string; readonly log: (line: string) => void }): OpenedUpdates {
  const version = app.getVersion();
  const shellFolder = join(dataFolder, 'shell');
  const appUpdate = readAppUpdate();
  const feedUrl = readFeedUrl(appUpdate);
  const off = decideOff({ isPackaged: app.isPackaged, platform: process.platform, env: process.env, hasUninstaller: existsSync(join(dirname(process.execPath), `Uninstall ${app.getName()}.exe`)), feedUrl, keys: updateKeys.length });
  const record = openUpdateRecord(join(shellFolder, 'updates.json'));
  const begun = beginStart(record, { version, ownFormat: dataFormat, diskFormat: readDiskFormat(dataFolder), nowMs: Date.now() }, (kept, installedAs) => {
    app.releaseSingleInstanceLock();
    return restorePackage(kept, installedAs);
  }, log);
  return {
    isLeaving: begun.isLeaving,
    begin: ({ finishThenQuit, onChanged }) => {
      if (off !== null || feedUrl === null) return idle({ ...noUpdates(off, record.read().choice), rolledBack: record.read().rolledBack, problem: withTime(begun.problem) }, onChanged);
      const updater = openUpdater();
      return keepUpdated({
        updater, record, version, dataFormat, log, onChanged, finishThenQuit, nowMs: Date.now, problem: withTime(begun.problem), dropKept: dropPackage,
        feed: { feedUrl, keys: updateKeys, fetch: (address, init) => net.fetch(address, { ...init, bypassCustomProtocolHandlers: true }) },
        keep: () => (updater instanceof AppImageUpdater ? keepAppImage(process.env['APPIMAGE']!) : updater instanceof NsisUpdater ? keepInstaller(cacheFolder(appUpdate), shellFolder) : null),
        install(isStartedAfter) {
          app.releaseSingleInstanceLock();
          // Squirrel.Mac has staged it already and starts the new version in any case.
          if (updater instanceof AppImageUpdater || updater instanceof NsisUpdater) return updater.install(true, isStartedAfter);
          updater.quitAndInstall();
          return true;
        },
      });
    },
  };
}

const openUpdater = (): AppUpdater => (process.platform === 'win32' ? new NsisUpdater() : process.platform === 'darwin' ? new MacUpdater() : new AppImageUpdater());
const withTime = (problem: { readonly why: UpdateProblem; readonly version: string } | null): Updates['problem'] => problem && { ...problem, atMs: Date.now() };
/** Where electron-updater and the installer on Windows keep packages. */
const cacheFolder = (appUpdate: string): string => join(process.env['LOCALAPPDATA'] ?? app.getPath('temp'), readCacheName(appUpdate) ?? app.getName());

function readAppUpdate(): string {
  try {
    return readFileSync(join(process.resourcesPath, 'app-update.yml'), 'utf8');
  } catch {
    return '';
  }
}

/** Says why there are no updates, and does nothing. */
function idle(updates: Updates, onChanged: (updates: Updates) => void): KeptUpdated {
  onChanged(updates);
  return { now: () => updates, act: () => Promise.resolve(), tick: () => undefined, confirm: () => undefined, installOnQuit: () => undefined };
}
