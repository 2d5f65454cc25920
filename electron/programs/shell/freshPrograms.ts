import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildIfStale } from './freshBuild.ts';

/** Builds the programs and the window's code into out/main and out/preload when they are missing or older than their source; `--force` in any case. */
const root = join(import.meta.dirname, '../../..');

await buildIfStale(
  root,
  {
    sources: ['electron', 'renderer', ...['addon', 'drm', 'gpuReading', 'nvml', 'openGpuProbe', 'systemGpus'].map((name) => `native/gpu-probe/${name}.ts`), 'electron.vite.config.ts', 'signer.config.ts', 'package-lock.json', 'tsconfig.base.json'],
    result: 'out/main/cli.js',
    stamp: 'out/.programsSource',
    async build() {
      process.stderr.write('Building the programs (a few seconds)…\n');
      execFileSync(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'error'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    },
  },
  process.argv.includes('--force'),
);
