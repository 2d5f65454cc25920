import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { getPriority, homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confineWorker, type ShutIn } from '../../electron/services/broker/confine.ts';
import { buildAddon } from '../../native/gpu-probe/build.ts';
import { createNodeFork } from '../../electron/services/broker/nodeFork.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearth-confined-'));
const file = join(folder, 'written');
const keys = join(folder, 'data', 'node');
const model = join(folder, "the owner's model");
const letter = join(folder, 'letter');
const code = join(import.meta.dirname, '../..');
/** A worker that may read the whole disk but for keys, as before it was narrowed; then one that may read one model. */
const wide: ShutIn = { hidden: [keys], readable: null, code: [code] };
const narrow: ShutIn = { hidden: [keys], readable: [model], code: [code] };
let heard = 0;
const server = createServer(() => heard++);
/** Built before the first worker: whoever starts one without it does not look for it again. */
let built: ReturnType<typeof buildAddon>;
beforeAll(async () => {
  built = buildAddon({ ifStale: true });
  mkdirSync(keys, { recursive: true });
  mkdirSync(model);
  writeFileSync(join(model, 'model'), 'weights');
  writeFileSync(letter, 'a letter');
  writeFileSync(join(keys, 'keys.json'), 'the key');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}, 300_000);
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Has something in the worker's place try one thing; gives how it ended, or how the process did. */
async function attempt(name: string, readable?: readonly string[]): Promise<{ outcome: string; pid: number }> {
  const fork = createNodeFork(join(import.meta.dirname, '../fixtures/confined'), 'ts', () => {}, [keys]);
  const worker = fork('worker', [String((server.address() as AddressInfo).port), file, keys, model, letter], {}, readable);
  const answer = new Promise<string>((resolve) => worker.port.onMessage((message) => resolve((message as { outcome: string }).outcome)));
  worker.port.post(name);
  expect(getPriority(worker.pid!)).toBeGreaterThan(0);
  const outcome = await Promise.race([answer, worker.gone.then((how) => `gone ${how}`)]);
  worker.kill();
  await worker.gone;
  return { outcome, pid: worker.pid! };
}

describe('from inside a worker', () => {
  it('no process can be started and no file written', async () => {
    expect((await attempt('process')).outcome).toBe('ERR_ACCESS_DENIED');
    expect((await attempt('write')).outcome).toBe('ERR_ACCESS_DENIED');
    expect(existsSync(file)).toBe(false);
  });
  it('nothing can be reached over the network, not even this machine', async ({ skip }) => {
    const { command, missing } = confineWorker(process.execPath, wide);
    if (command !== 'unshare') return skip(missing!);
    expect((await attempt('socket')).outcome).toBe('ENETUNREACH');
    expect(heard).toBe(0);
  });
  it('no key can be read, by its name or around it, and it lies there untouched', async ({ skip }) => {
    const { missing } = confineWorker(process.execPath, wide);
    if (missing) return skip(missing);
    expect((await attempt('read')).outcome).toBe('ENOENT of 0');
    expect((await attempt('readByProcess')).outcome).toMatch(/^(?:EACCES|ENOENT)$/);
    expect(readFileSync(join(keys, 'keys.json'), 'utf8')).toBe('the key');
    // The mount may not be lifted again from where the worker is.
    const { command, words } = confineWorker('sh', wide);
    const lifted = spawnSync(command, [...words, '-c', `umount '${keys}' 2>&1; umount -l '${keys}' 2>&1; cat '${keys}/keys.json' || echo still hidden`], { encoding: 'utf8' });
    expect(lifted.stdout).toMatch(/still hidden\n$/);
  });
  it('of all files only those of the program and of the models it was given can be read by JavaScript, on every system', async () => {
    expect((await attempt('models', [model])).outcome).toBe('weights, ERR_ACCESS_DENIED, ERR_ACCESS_DENIED');
    // By another name that leads there.
    symlinkSync(model, join(folder, 'linked'));
    expect((await attempt('models', [join(folder, 'linked')])).outcome).toBe('weights, ERR_ACCESS_DENIED, ERR_ACCESS_DENIED');
    expect((await attempt('models', [])).outcome).toMatch(/^ERR_ACCESS_DENIED, ERR_ACCESS_DENIED/);
    // What the flags alone hold, where the system gives no namespaces.
    const { nodeFlags } = confineWorker(process.execPath, narrow);
    const read = (path: string) => spawnSync(process.execPath, [...nodeFlags, '-e', `try { process.stdout.write(require('node:fs').readFileSync(${JSON.stringify(path)}, 'utf8')) } catch (error) { process.stdout.write(error.code) }`], { encoding: 'utf8', cwd: code }).stdout;
    expect([read(join(model, 'model')), read(letter), read(join(keys, 'keys.json'))]).toEqual(['weights', 'ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED']);
  });
  it('native code sees of its owner’s places the models it was given, read-only, and nothing that lies beside them', async ({ skip }) => {
    const { command, words, missing } = confineWorker('sh', narrow);
    if (missing) return skip(missing);
    // A shell stands for native code: Node's permissions do not bind it.
    const seen = spawnSync(command, [...words, '-c', `cat '${letter}' || echo gone; cat "${model}/model"; ls '${folder}'; touch "${model}/more" 2>/dev/null || echo read-only; ls -A '${homedir()}' | head -1; umount '${tmpdir()}' 2>/dev/null; umount -l '${tmpdir()}' 2>/dev/null; cat '${letter}' || echo still gone; cat letter ../letter || echo none around`], { encoding: 'utf8', cwd: folder });
    expect(seen.stdout.split('\n').slice(0, 4)).toEqual(['gone', "weightsthe owner's model", 'read-only', expect.anything()]);
    expect(seen.stdout).toMatch(/still gone\nnone around\n$/);
    expect(seen.stdout).not.toContain('a letter');
    expect([readFileSync(letter, 'utf8'), existsSync(join(model, 'more'))]).toEqual(['a letter', false]);
  });
  it('what is read and written comes after everybody else, where the addon is built', async ({ skip }) => {
    if (process.platform !== 'linux' || spawnSync('ionice', ['--version']).error) return skip('ionice, which tells the class, is for Linux');
    if ('missing' in built) return skip(`${built.missing} is not installed, which the addon needs to be built`);
    const fork = createNodeFork(join(import.meta.dirname, '../fixtures/confined'), 'ts', () => {});
    const worker = fork('worker', ['0', file], {});
    try {
      expect(execFileSync('ionice', ['-p', String(worker.pid)], { encoding: 'utf8' }).trim()).toBe('idle');
      expect(execFileSync('ionice', ['-p', String(process.pid)], { encoding: 'utf8' }).trim()).not.toBe('idle');
    } finally {
      worker.kill();
      await worker.gone;
    }
  });
  it('memory without end ends the worker and nobody else', async () => {
    expect((await attempt('memory')).outcome).toMatch(/^gone (?:SIG|exit)/);
  }, 180_000);
});
