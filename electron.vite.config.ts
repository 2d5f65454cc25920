import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'electron-vite';
import { signerBundle } from './signer.config.ts';

/** The programs main can fork, built beside it; the signer by signer.config.ts, the page by vite.config.ts. */
const programs = ['provider', 'worker', 'systemReader', 'devnet', 'cli'];
const source = (path: string): string => join(import.meta.dirname, 'electron', path);
const inputs = Object.fromEntries(programs.map((name) => [name, source(`programs/${name}.ts`)] as const).filter(([, path]) => existsSync(path)));

/**
 * Goes into the built programs whole: a program that finds its packages file by file starts in three times the processor time.
 * What carries native code, or is of no use to most starts, stays a package of its own.
 */
const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
const apart = ['better-sqlite3', 'koffi', 'onnxruntime-node', 'onnxruntime-web', 'systeminformation', 'electron-updater'];
const bundled = Object.keys(dependencies).filter((name) => !apart.includes(name));

export default defineConfig({
  main: {
    plugins: [signerBundle(join(import.meta.dirname, 'out/main'))],
    build: {
      outDir: 'out/main', target: 'node24', sourcemap: true, minify: false,
      externalizeDeps: { exclude: bundled },
      // The bench runs from source only.
      rollupOptions: { external: [/test\/bench\//], input: { index: source('main/index.ts'), ...inputs }, output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' } },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload', sourcemap: false, minify: false,
      // A sandboxed preload is a script, not a module, and can require nothing but electron.
      externalizeDeps: false,
      rollupOptions: { input: { index: source('preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
});
