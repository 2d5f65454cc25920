import { join } from 'node:path';
import { buildIfStale } from './freshBuild.ts';

/** Builds the page into out/renderer when it is missing or older than its source; `--force` in any case. Run by `npm start`. */
const root = join(import.meta.dirname, '../../..');

await buildIfStale(
  root,
  {
    sources: ['renderer', 'electron/shared', 'assets/icons', 'vite.config.ts', 'package-lock.json', 'tsconfig.renderer.json', 'tsconfig.base.json'],
    result: 'out/renderer/index.html',
    stamp: 'out/.pageSource',
    async build() {
      process.stderr.write('Building the page (a few seconds)…\n');
      // Loaded only now: a fresh page must not cost the second that vite takes to load.
      const { build } = await import('vite');
      await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
    },
  },
  process.argv.includes('--force'),
);
