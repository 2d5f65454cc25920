import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Compiles the addon: `npm run build:native`. On Linux without a network, against the headers of the pinned Node. `npm ci` never comes here.
 *
 *   node build.ts [--if-stale]   only when a source is newer than what was built
 */
const folder = import.meta.dirname;
const built = join(folder, 'prebuilds', `${process.platform}-${process.arch}`, 'gpu_probe.node');
const tools: readonly (readonly [name: string, command: string])[] = [['a C++ compiler (c++)', 'c++'], ['make', 'make'], ['Python (python3)', 'python3']];

/** What a build needs and this machine lacks; null: nothing. On Windows node-gyp looks for Visual Studio itself. */
function missingTool(): string | null {
  if (process.platform === 'win32') return null;
  const missing = tools.find(([, command]) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status !== 0);
  return missing ? missing[0] : null;
}

function newestSourceMs(path = join(folder, 'src')): number {
  return readdirSync(path, { withFileTypes: true }).reduce((newest, entry) => Math.max(newest, entry.isDirectory() ? newestSourceMs(join(path, entry.name)) : statSync(join(path, entry.name)).mtimeMs), 0);
}
const isFresh = (): boolean => existsSync(built) && statSync(built).mtimeMs > Math.max(newestSourceMs(), statSync(join(folder, 'binding.gyp')).mtimeMs);

/** @returns  where the addon lies, or what is missing to build it. @throws Error  it does not compile */
export function buildAddon(options: { readonly ifStale?: boolean; readonly stdio?: 'inherit' | 'pipe' } = {}): { readonly path: string } | { readonly missing: string } {
  if (options.ifStale && isFresh()) return { path: built };
  const missing = missingTool();
  if (missing !== null) return { missing };
  // Node's own folder carries its headers where it came from an archive or from npm; elsewhere node-gyp fetches them.
  const nodeFolder = dirname(dirname(process.execPath));
  const headers = existsSync(join(nodeFolder, 'include', 'node', 'node_api.h')) ? [`--nodedir=${nodeFolder}`] : [];
  const gyp = join(dirname(createRequire(import.meta.url).resolve('node-gyp/package.json')), 'bin', 'node-gyp.js');
  execFileSync(process.execPath, [gyp, 'rebuild', `--directory=${folder}`, ...headers], { stdio: options.stdio ?? 'pipe', env: { ...process.env, PATH: `${dirname(process.execPath)}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH'] ?? ''}` } });
  mkdirSync(dirname(built), { recursive: true });
  // Put in place whole: a Hearth that runs has the old one open.
  copyFileSync(join(folder, 'build', 'Release', 'gpu_probe.node'), `${built}.new`);
  renameSync(`${built}.new`, built);
  return { path: built };
}

if (process.argv[1] === import.meta.filename) {
  const result = buildAddon({ ifStale: process.argv.includes('--if-stale'), stdio: 'inherit' });
  if ('missing' in result) {
    process.stderr.write(`The native part cannot be built here: ${result.missing} is missing. Hearth works without it; docs/guest.md says what it then cannot read.\n`);
    process.exitCode = 1;
  } else process.stdout.write(`${result.path}\n`);
}
