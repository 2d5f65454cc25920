import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** An Electron that can open a window here, or why not, in one sentence. */
export type FoundElectron = { readonly path: string; readonly reason: null } | { readonly path: null; readonly reason: string };

export type FindElectronOptions = {
  readonly environment?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  /** Longest wait for a download of the runtime, ms. 0: look only. */
  readonly downloadMs?: number;
  /** Hears what is going on, one line at a time. */
  readonly onProgress?: (line: string) => void;
  /** The folder of the `electron` package, null where it is not installed. For tests. */
  readonly packageFolder?: string | null;
};

/**
 * Finds the Electron runtime of this checkout and a display to show it on.
 *
 * `npm ci` does not bring the runtime, the package fetches it on first use. So where it is missing and a display is there, this
 * lets it try for `downloadMs` and then gives up: the page in a browser is there at once.
 * @effects may start the download of Electron, which is killed when late
 */
export async function findElectron(options: FindElectronOptions = {}): Promise<FoundElectron> {
  const { environment = process.env, platform = process.platform, downloadMs = 10_000, onProgress = () => undefined } = options;
  const none = (reason: string): FoundElectron => ({ path: null, reason });
  if (environment['HEARTH_HEADLESS'] === '1') return none('HEARTH_HEADLESS=1 asks for no window');
  const display = missingDisplay(environment, platform);
  if (display) return none(display);

  const folder = options.packageFolder === undefined ? findPackage() : options.packageFolder;
  if (folder === null) return none('the electron package is not installed');
  const ready = readExecutable(folder, environment);
  if (ready) return { path: ready, reason: null };
  if (downloadMs <= 0) return none('the Electron runtime is not downloaded');
  onProgress(`Fetching the Electron runtime (at most ${Math.round(downloadMs / 1000)} s)…`);
  const failure = await download(folder, downloadMs);
  const path = readExecutable(folder, environment);
  if (path) return { path, reason: null };
  return none(failure ?? 'the Electron runtime could not be fetched');
}

function missingDisplay(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | null {
  if (platform === 'win32') return null;
  if (platform === 'darwin') return environment['SSH_CONNECTION'] ? 'this is a remote login without a display' : null;
  return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? null : 'there is no display';
}

function findPackage(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** The same places the package's own index.js looks, without its download: null when the file is not there. */
function readExecutable(folder: string, environment: NodeJS.ProcessEnv): string | null {
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : '';
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const path = join(override, name || 'electron');
    return existsSync(path) ? path : null;
  }
  const path = join(folder, 'dist', name);
  return name !== '' && existsSync(path) ? path : null;
}

/** Runs the package's own installer. Returns why it failed, null when it did not. */
function download(folder: string, limitMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore' });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limitMs);
    const finish = (reason: string | null): void => {
      clearTimeout(timer);
      resolve(reason);
    };
    child.once('error', () => finish('the Electron runtime could not be fetched'));
    child.once('exit', (code) => finish(code === 0 ? null : late ? `the Electron runtime was not fetched within ${Math.round(limitMs / 1000)} s` : 'the Electron runtime could not be fetched from here'));
  });
}
