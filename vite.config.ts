import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

type Modules = { readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null };
const entry = join(import.meta.dirname, 'renderer/main.tsx').replaceAll('\\', '/');

/** What the page needs before it shows anything: what main.tsx imports, and what that imports, and not later by `import()`. */
function firstModules(modules: Modules): ReadonlySet<string> {
  const found = new Set([entry]);
  for (const id of found) for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}
let first: ReadonlySet<string> | undefined;
const isFirst = (id: string, modules: Modules): boolean => (first ??= firstModules(modules)).has(id);

/** Builds the page to out/renderer. Paths in it are relative, so the same files work from loopback and inside the window. */
export default defineConfig({
  root: join(import.meta.dirname, 'renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    target: ['chrome140', 'firefox140', 'safari18'],
    // The page's policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    // Three chunks for the first look, which the browser reads side by side, instead of forty: each request costs more than the few bytes that it spares.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What makes schemas is told how before any chunk makes one: whichever runs first has imported this one.
            { name: 'zod', test: /node_modules[\\/]zod[\\/]|renderer[\\/]jitless/, priority: 2 },
            { debugName: 'libraries', name: (id, modules) => (isFirst(id, modules) && id.includes('/node_modules/') ? 'libraries' : null), priority: 1 },
            { debugName: 'first', name: (id, modules) => (isFirst(id, modules) ? 'first' : null) },
          ],
        },
      },
    },
  },
});
