import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readImportedPackages } from '../../electron/programs/shell/builtImports.ts';
import { readCacheName, readFeedUrl } from '../../electron/services/updates/decideOff.ts';
import { runCommand, type Finished } from '../support/runCommand.ts';

/** Packs the app around a stand-in for the Electron runtime, without a network, and looks at what an installer would hold. */
const root = join(import.meta.dirname, '../..');
const reason = process.platform === 'linux' && process.arch === 'x64' ? null : 'the stand-in runtime is a Linux x64 one';

type AsarFolder = { readonly files: Readonly<Record<string, AsarFolder | { readonly size: number; readonly unpacked?: boolean }>> };

describe('packing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-packing-'));
  const resources = join(folder, 'packed', 'linux-unpacked', 'resources');
  let files: ReadonlyMap<string, { readonly isUnpacked: boolean; readonly sizeBytes: number }> = new Map();

  beforeEach(({ skip }) => skip(reason !== null, reason ?? ''));

  const node = (args: readonly string[]): Promise<Finished> => runCommand(process.execPath, args, { cwd: root, limitMs: 170_000 });
  const pack = (more: readonly string[]): Promise<Finished> =>
    node(['node_modules/electron-builder/cli.js', '--linux', '--x64', '--dir', `-c.electronDist=${writeStandIn(join(folder, 'runtime'))}`, `-c.directories.output=${join(folder, 'packed')}`, '-c.publish.provider=generic', '-c.publish.url=https://example.org/releases', ...more]);

  beforeAll(async () => {
    if (reason !== null) return;
    const packed = await pack([]);
    expect(packed.status, packed.output).toBe(0);
    files = listAsar(join(resources, 'app.asar'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('refuses a configuration electron-builder does not know', async () => {
    expect((await pack(['-c.lynux=1'])).output).toContain('Invalid configuration object');
  });

  it('holds the window, its programs, the page and the models', () => {
    for (const path of ['package.json', 'out/main/index.js', 'out/main/provider.js', 'out/main/worker.js', 'out/main/systemReader.js', 'out/main/signer.js', 'out/preload/index.cjs', 'out/renderer/index.html', 'assets/icons/tray/working-black.png', 'assets/models/digits/model.onnx', 'assets/models/ember/tokenizer.json']) {
      expect([...files.keys()], path).toContain(path);
    }
  });

  it('holds every package its programs import', () => {
    const missing = ['index', 'provider', 'worker', 'systemReader', 'signer']
      .flatMap((program) => readImportedPackages(join(root, 'out/main', `${program}.js`)))
      .filter((name) => !['electron', 'onnxruntime-web'].includes(name) && !files.has(`node_modules/${name}/package.json`));
    expect(missing).toEqual([]);
  });

  it('carries native code of this system only, beside the archive', () => {
    const native = [...files].filter(([path]) => /\.(?:node|dll|dylib|so)(?:\.[\d.]+)?$/.test(path));
    expect(native.map(([path]) => path).filter((path) => /onnxruntime_binding|better-sqlite3/.test(path))).toHaveLength(2);
    for (const [path, { isUnpacked }] of native) {
      expect(isUnpacked, path).toBe(true);
      expect(path).not.toMatch(/darwin|win32|arm64|musl/);
      expect(existsSync(join(resources, 'app.asar.unpacked', path)), path).toBe(true);
    }
  });

  it('leaves sources, tests, tools and the practice chain out', () => {
    const unwanted = [...files.keys()].filter((path) => /^(?:electron|renderer|test|docs)\/|^native\/(?!gpu-probe\/prebuilds\/)|\.map$|^node_modules\/(?:electron|typescript|vite|vitest|solc|@foundry-rs|react|recharts)\//.test(path));
    expect(unwanted).toEqual([]);
  });

  it('knows where its updates are told, when the build was told', () => {
    const appUpdate = readFileSync(join(resources, 'app-update.yml'), 'utf8');
    expect([readFeedUrl(appUpdate), readCacheName(appUpdate)]).toEqual(['https://example.org/releases/', 'hearth-updater']);
  });

  it('burns the fuses', () => {
    const runtime = readFileSync(join(folder, 'packed', 'linux-unpacked', 'hearth'));
    const at = runtime.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX') + 32 + 2;
    const states = runtime.subarray(at, at + 9).toString('latin1');
    // runAsNode · cookie encryption · NODE_OPTIONS · --inspect · archive integrity · only the archive · (snapshot) · file privileges
    expect([...states.slice(0, 6), states[7]]).toEqual(['0', '1', '0', '0', '1', '1', '0']);
  });

  it('stays far below the size budget without the runtime', () => {
    const sizeBytes = sizeOf(resources);
    // Electron itself adds about 110 MB compressed; the whole installer may have 180 MB.
    expect(sizeBytes).toBeLessThan(120_000_000);
  });
});

/** The package for rigs, from the same build. */
describe('packing for npm', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-node-'));
  const home = join(folder, 'package');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(async () => {
    const packed = await runCommand(process.execPath, ['electron/programs/shell/packNode.ts', folder], { cwd: root, limitMs: 60_000 });
    expect(packed.status, packed.output).toBe(0);
    const unpacked = await runCommand('tar', ['-xzf', packed.stdout.trim(), '-C', folder], { cwd: folder, limitMs: 30_000 });
    expect(unpacked.status, unpacked.output).toBe(0);
    // What npm would install from its manifest lies in this checkout already.
    symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'), 'junction');
  });

  it('names every package its programs import, and none of the window', () => {
    const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies).sort()).toEqual(['better-sqlite3', 'koffi', 'onnxruntime-node', 'systeminformation']);
    expect(Object.keys(dependencies).filter((name) => /electron|react|vite/.test(name))).toEqual([]);
  });

  it('runs jobs to a payment from what is in the tarball', async () => {
    const demo = await runCommand(process.execPath, [join(home, 'out/main/cli.js'), 'demo', '--jobs', '2', '--json'], { cwd: home, limitMs: 120_000 });
    expect(demo.status, demo.output).toBe(0);
    expect(JSON.parse(demo.stdout)).toMatchObject({ jobs: 2, settled: 2, failed: 0, receipts: [{ verified: true }, { verified: true }] });
  });
});

/** A runtime that only packing looks at: an executable with the block of fuses that electron-builder sets, as Electron ships them. */
function writeStandIn(folder: string): string {
  if (existsSync(folder)) return folder;
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const fuses = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9]), Buffer.from('101100011')]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(64), fuses, Buffer.alloc(64)]));
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), (JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string }).version);
  writeFileSync(join(folder, 'LICENSE'), 'stand-in\n');
  return folder;
}

/** Reads the table of contents: a JSON text after four little-endian uint32, the last of which is its length. */
function listAsar(path: string): Map<string, { isUnpacked: boolean; sizeBytes: number }> {
  const file = openSync(path, 'r');
  const head = Buffer.alloc(16);
  readSync(file, head, 0, 16, 0);
  const text = Buffer.alloc(head.readUInt32LE(12));
  readSync(file, text, 0, text.length, 16);
  closeSync(file);
  const found = new Map<string, { isUnpacked: boolean; sizeBytes: number }>();
  const walk = (folder: AsarFolder, prefix: string): void => {
    for (const [name, entry] of Object.entries(folder.files)) {
      if ('files' in entry) walk(entry, `${prefix}${name}/`);
      else found.set(`${prefix}${name}`, { isUnpacked: entry.unpacked === true, sizeBytes: entry.size });
    }
  };
  walk(JSON.parse(text.toString('utf8')) as AsarFolder, '');
  return found;
}

const sizeOf = (path: string): number => {
  const facts = statSync(path);
  return facts.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : facts.size;
};
