import type { UpdateOff } from '../../shared/updates.ts';

export type BuildFacts = {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** Windows: the installer's own uninstaller lies beside the program. */
  readonly hasUninstaller: boolean;
  /** See {@link readFeedUrl}. */
  readonly feedUrl: string | null;
  readonly keys: number;
};

/** Why this Hearth does not update itself; null: it does. Pure. */
export function decideOff({ isPackaged, platform, env, hasUninstaller, feedUrl, keys }: BuildFacts): UpdateOff | null {
  if (!isPackaged) return 'source';
  // A deb and an rpm belong to the system, an unpacked folder to whoever put it there.
  if (platform === 'linux' ? !env['APPIMAGE'] : platform === 'win32' && !hasUninstaller) return 'packaged';
  if (feedUrl === null) return 'noFeed';
  return keys === 0 ? 'noKey' : null;
}

/** The folder of the feed, with a slash at its end, from the app-update.yml that electron-builder packs; null: none, or not over https. Pure. */
export function readFeedUrl(appUpdate: string): string | null {
  const url = URL.parse(/^url: ['"]?([^'"\s]+)['"]?$/m.exec(appUpdate)?.[1] ?? '');
  return url?.protocol === 'https:' ? url.href.replace(/\/?$/, '/') : null;
}

/** Name of the updater's folder in the system's cache, from the same file; null: none. Pure. */
export const readCacheName = (appUpdate: string): string | null => /^updaterCacheDirName: ([A-Za-z0-9._-]+)$/m.exec(appUpdate)?.[1] ?? null;
