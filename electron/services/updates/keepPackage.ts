import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KeptPackage } from './decideStart.ts';

/** Starts a program that outlives this one. */
export type Launch = (path: string, args: readonly string[], env?: NodeJS.ProcessEnv) => void;
export const launchDetached: Launch = (path, args, env = process.env) => spawn(path, [...args], { detached: true, stdio: 'ignore', env }).unref();

/** electron-builder's installer leaves itself there, under this name. */
const cachedInstaller = 'installer.exe';

/**
 * Keeps the AppImage that runs: a second name for the same file, or a copy where the file system has none. The updater then replaces the first.
 * @throws  whatever the disk says
 */
export function keepAppImage(path: string): KeptPackage {
  const keptPath = `${path}.previous`;
  rmSync(keptPath, { force: true });
  try {
    linkSync(path, keptPath);
  } catch {
    copyFileSync(path, keptPath);
  }
  return { kind: 'appImage', keptPath, restoreTo: path };
}

/** Keeps the installer of the version that runs; null where it was not installed by one that left itself. */
export function keepInstaller(updaterCache: string, folder: string): KeptPackage | null {
  const from = join(updaterCache, cachedInstaller);
  if (!existsSync(from)) return null;
  const keptPath = join(folder, 'previous-installer.exe');
  copyFileSync(from, keptPath);
  return { kind: 'nsis', keptPath, sha512: digestOf(keptPath) };
}

/**
 * Puts the kept package back and starts it; the caller ends at once.
 * @param installedAs  where the new AppImage went, when that is another name
 * @returns            false: it is gone or is not what was kept, and nothing was touched
 */
export function restorePackage(kept: KeptPackage, installedAs: string | null, launch: Launch = launchDetached): boolean {
  if (!existsSync(kept.keptPath)) return false;
  if (kept.kind === 'nsis') {
    if (digestOf(kept.keptPath) !== kept.sha512) return false;
    launch(kept.keptPath, ['--updated', '/S', '--force-run']);
    return true;
  }
  chmodSync(kept.keptPath, 0o755);
  renameSync(kept.keptPath, kept.restoreTo);
  if (installedAs !== null && installedAs !== kept.restoreTo) rmSync(installedAs, { force: true });
  // What the new image's runtime set for itself is not the old one's.
  const { APPIMAGE: _image, APPDIR: _folder, OWD: _where, ...env } = process.env;
  launch(kept.restoreTo, [], env);
  return true;
}

/** The new version holds: the old package goes. */
export const dropPackage = (kept: KeptPackage | null): void => void (kept && rmSync(kept.keptPath, { force: true }));

const digestOf = (path: string): string => createHash('sha512').update(readFileSync(path)).digest('base64');
