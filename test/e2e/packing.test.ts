import { spawn } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readImportedPackages } from '../../electron/programs/shell/builtImports.ts';
import { readCacheName, readFeedUrl } from '../../electron/services/updates/decideOff.ts';
import { runCommand, type Finished } from '../support/runCommand.ts';
import { until } from '../support/until.ts';

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

/** The package for rigs, from the same build, installed by npm into an empty folder as its owner would. */
describe('packing for npm', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-node-'));
  const home = join(folder, 'node_modules', 'hearth-node');
  let offline: string | null = null;
  beforeEach(({ skip }) => skip(offline !== null, offline ?? ''));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(async () => {
    const packed = await runCommand(process.execPath, ['electron/programs/shell/packNode.ts', folder], { cwd: root, limitMs: 60_000 });
    expect(packed.status, packed.output).toBe(0);
    writeFileSync(join(folder, 'package.json'), '{}');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const installed = await runCommand(npm, ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', packed.stdout.trim()], { cwd: folder, limitMs: 170_000 });
    if (/E(?:NOTFOUND|AI_AGAIN|CONNREFUSED|NOTCACHED)/.test(installed.output)) offline = 'the npm registry is not reached from here';
    else expect(installed.status, installed.output).toBe(0);
  }, 240_000);

  it('names every package its programs import, and none of the window', () => {
    const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies).sort()).toEqual(['better-sqlite3', 'koffi', 'onnxruntime-node', 'systeminformation']);
    expect(Object.keys(dependencies).filter((name) => /electron|react|vite/.test(name))).toEqual([]);
  });

  it('starts by its file of options, has jobs paid, and tells Prometheus so', async () => {
    const options = readFileSync(join(home, 'assets/rig/hearth.toml'), 'utf8').replace('port = 7411', 'port = 0').replace('metrics = 9464', 'metrics = 0').replace('# data = "/srv/hearth"', 'data = "data"').replace('# threads = 4', 'threads = 1');
    writeFileSync(join(folder, 'hearth.toml'), options);
    const hearth = spawn(join(folder, 'node_modules/.bin/hearth'), ['start', '--config', 'hearth.toml', '--json'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let said = '';
    for (const stream of [hearth.stdout, hearth.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    const ended = new Promise((resolve) => hearth.once('close', resolve));
    try {
      const metrics = await until('it says where its metrics are', () => /http:[^"\s]+\/metrics/.exec(said)?.[0] ?? (hearth.exitCode !== null && Promise.reject(new Error(said))), 60_000);
      const paid = await until('Prometheus is told of a paid job', async () => /^hearth_paid_jobs ([1-9]\d*)$/m.exec(await (await fetch(metrics)).text())?.[1], 90_000);
      expect(Number(paid)).toBeGreaterThan(0);
      expect(existsSync(join(folder, 'data', 'hearth.sqlite'))).toBe(true);
    } finally {
      hearth.kill('SIGTERM');
      expect(await ended).toBe(0);
    }
  }, 180_000);

  it('has a unit in which systemd finds nothing wrong', async ({ skip }) => {
    const verify = (unit: string): Promise<Finished> => runCommand('systemd-analyze', ['verify', '--user', unit], { cwd: folder, limitMs: 30_000, env: { XDG_RUNTIME_DIR: folder } });
    if (process.platform !== 'linux' || (await runCommand('systemd-analyze', ['--version'], { cwd: folder, limitMs: 30_000 })).status !== 0) return skip('no systemd-analyze');
    expect(await verify(join(home, 'assets/rig/hearth.service'))).toMatchObject({ status: 0, output: '' });
    writeFileSync(join(folder, 'wrong.service'), readFileSync(join(home, 'assets/rig/hearth.service'), 'utf8').replace('Nice=10', 'Nize=10'));
    expect((await verify(join(folder, 'wrong.service'))).output).toContain('Nize');
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
