import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';

/** Node modules that can open a connection, or another program that could. */
export const connectingModules = ['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'dns/promises', 'quic', 'inspector', 'inspector/promises', 'child_process', 'cluster', 'worker_threads', 'undici', 'ws'];

const stubName = '\0no-network';
/** ethers brings transports along with its signing code; here each of them is a name without anything behind it. */
const networkFiles = /[/\\]node_modules[/\\]ethers[/\\]lib\.esm[/\\](?:providers[/\\](?!abstract-signer|index)|utils[/\\](?:fetch|geturl)|contract[/\\])/;

/**
 * Replaces what could speak with a network by nothing, so that the signer's file cannot, whatever is sent to it. A name somebody still calls throws.
 */
export function withoutNetwork(): Plugin {
  return {
    name: 'without-network', enforce: 'pre',
    async resolveId(source, importer) {
      if (source === stubName) return stubName;
      const bare = source.replace(/^node:/, '');
      if (connectingModules.includes(bare)) return `${stubName}:${bare}`;
      if (!importer || !source.startsWith('.')) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found && networkFiles.test(found.id) ? `${stubName}:${found.id}` : null;
    },
    async load(id) {
      if (!id.startsWith(stubName)) return null;
      const original = id.slice(stubName.length + 1);
      const names = original.includes('/') && original.endsWith('.js') ? Object.keys((await import(original)) as object) : [];
      return [
        "const gone = (name) => class { constructor() { throw new TypeError(`the signer has no network: ${name}`); } };",
        ...names.filter((name) => name !== 'default').map((name) => `export const ${name} = /* @__PURE__ */ gone(${JSON.stringify(name)});`),
        'export default /* @__PURE__ */ gone("default");',
      ].join('\n');
    },
  };
}

/** Builds the signer as one file with everything in it but Node's own harmless modules. */
export async function buildSigner(outDir: string): Promise<void> {
  await build({
    configFile: false, logLevel: 'warn', publicDir: false,
    plugins: [withoutNetwork()],
    resolve: { conditions: ['import', 'default'], mainFields: ['module', 'main'] },
    ssr: { noExternal: true, external: builtinModules.filter((name) => !connectingModules.includes(name)) },
    build: {
      ssr: join(import.meta.dirname, 'electron/programs/signer.ts'), outDir, emptyOutDir: false, target: 'node24', minify: false, sourcemap: false,
      rollupOptions: { output: { format: 'es', entryFileNames: 'signer.js', codeSplitting: false } },
    },
  });
}

/** For the window's build: the signer beside the other programs, after them. */
export function signerBundle(outDir: string): Plugin {
  return { name: 'signer-bundle', apply: 'build', async closeBundle() {
    await buildSigner(outDir);
  } };
}
