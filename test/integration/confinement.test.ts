import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confineWorker } from '../../electron/services/broker/confine.ts';
import { buildAddon } from '../../native/gpu-probe/build.ts';
import { createNodeFork } from '../../electron/services/broker/nodeFork.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearth-confined-'));
const file = join(folder, 'written');
const keys = join(folder, 'data', 'node');
let heard = 0;
const server = createServer(() => heard++);
/** Built before the first worker: whoever starts one without it does not look for it again. */
let built: ReturnType<typeof buildAddon>;
beforeAll(async () => {
  built = buildAddon({ ifStale: true });
  mkdirSync(keys, { recursive: true });
  writeFileSync(join(keys, 'keys.json'), 'the key');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}, 300_000);
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Has something in the worker's place try one thing; gives how it ended, or how the process did. */
async function attempt(name: string): Promise<{ outcome: string; pid: number }> {
  const fork = createNodeFork(join(import.meta.dirname, '../fixtures/confined'), 'ts', () => {}, [keys]);
  const worker = fork('worker', [String((server.address() as AddressInfo).port), file, keys], {});
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
    const { command, missing } = confineWorker(process.execPath, []);
    if (command !== 'unshare') return skip(missing!);
    expect((await attempt('socket')).outcome).toBe('ENETUNREACH');
    expect(heard).toBe(0);
  });
  it('no key can be read, by its name or around it, and it lies there untouched', async ({ skip }) => {
    const { missing } = confineWorker(process.execPath, []);
    if (missing) return skip(missing);
    expect((await attempt('read')).outcome).toBe('ENOENT of 0');
    expect((await attempt('readByProcess')).outcome).toMatch(/^(?:EACCES|ENOENT)$/);
    expect(readFileSync(join(keys, 'keys.json'), 'utf8')).toBe('the key');
    // The mount may not be lifted again from where the worker is.
    const { command, words } = confineWorker('sh', [keys]);
    const lifted = spawnSync(command, [...words, '-c', `umount '${keys}' 2>&1; umount -l '${keys}' 2>&1; cat '${keys}/keys.json' || echo still hidden`], { encoding: 'utf8' });
    expect(lifted.stdout).toMatch(/still hidden\n$/);
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
