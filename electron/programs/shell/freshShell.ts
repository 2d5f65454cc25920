import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildIfStale } from './freshBuild.ts';

/**
 * Builds the window's own programs into out/main and out/preload when they are missing or older than their source. Electron
 * runs what is built; plain Node runs the source.
 *
 * @param root  the checkout
 * @throws Error  the build failed; the message holds what it said
 */
export async function buildShell(root: string, onProgress: (line: string) => void): Promise<void> {
  const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  // An installed app holds the built programs and nothing to build them with.
  if (!existsSync(builder) && existsSync(join(root, 'out/main/index.js'))) return;
  await buildIfStale(root, {
    sources: ['electron', 'native/contracts', 'renderer/format', 'renderer/strings', 'electron.vite.config.ts', 'package-lock.json'],
    result: 'out/main/index.js',
    stamp: 'out/.shellSource',
    async build() {
      onProgress('Building the window (a few seconds)…');
      await promisify(execFile)(process.execPath, [builder, 'build'], { cwd: root });
    },
  });
}
