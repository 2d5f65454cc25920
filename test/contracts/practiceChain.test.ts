import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startFromAnyState } from '../../electron/programs/devnet/keepChain.ts';
import { startPracticeChain, type PracticeChain } from '../../electron/services/chain/practiceChain.ts';
import { HearthError } from '../../electron/shared/errors.ts';
import { until } from '../support/until.ts';

const folders: string[] = [];
const chains: PracticeChain[] = [];
afterEach(async () => {
  for (const chain of chains.splice(0)) await chain.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function newStateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-practice-chain-'));
  folders.push(folder);
  return join(folder, 'state.json');
}
const start = async (stateFile: string): Promise<PracticeChain> => {
  const chain = await startPracticeChain({ stateFile, port: 0, blockSeconds: 1 });
  chains.push(chain);
  return chain;
};
const readPid = (stateFile: string): number => (existsSync(`${stateFile}.pid`) ? (JSON.parse(readFileSync(`${stateFile}.pid`, 'utf8')) as { pid: number }).pid : 0);

describe('the process of a practice chain', () => {
  it('is ended by the next start on its state, also where it is held still', async () => {
    const stateFile = newStateFile();
    const first = await start(stateFile);
    process.kill(first.pid, 'SIGSTOP');
    const second = await start(stateFile);
    // It can write nothing any more.
    expect(await first.exited).toMatchObject({ signal: 'SIGKILL' });
    expect(readPid(stateFile)).toBe(second.pid);
  });

  it.skipIf(process.platform === 'win32')('is named on disk before it answers, so that nobody who is killed meanwhile leaves it behind; ended then, it says that it may start the next time', async () => {
    const stateFile = newStateFile();
    // It reads its state before it answers, and nobody writes into this one.
    execFileSync('mkfifo', [stateFile]);
    const failed = expect(start(stateFile)).rejects.toMatchObject({ code: 'devnet.failed', about: { reason: expect.stringContaining('SIGKILL') } });
    process.kill(await until('it is named', () => readPid(stateFile)), 'SIGKILL');
    await failed;
    rmSync(stateFile);
    expect((await start(stateFile)).pid).toBeGreaterThan(0);
  });

  it('that cannot load its state says why', async () => {
    const stateFile = newStateFile();
    writeFileSync(stateFile, '{"block":');
    await expect(start(stateFile)).rejects.toMatchObject({ code: 'chain.toolMissing', about: { reason: expect.stringContaining('failed to parse') } });
  });
});

describe('a saved state of the chain', () => {
  const saved = '{"is":"whole"}';
  const namesIn = (stateFile: string): string[] => readdirSync(join(stateFile, '..')).toSorted();

  it('stays where its process was killed or late', async () => {
    const stateFile = newStateFile();
    writeFileSync(stateFile, saved);
    const refused = new HearthError('devnet.failed', { reason: 'killed' });
    await expect(startFromAnyState(stateFile, () => Promise.reject(refused), () => {})).rejects.toBe(refused);
    expect(readFileSync(stateFile, 'utf8')).toBe(saved);
    expect(namesIn(stateFile)).toEqual(['state.json']);
  });

  it('is put aside where the chain says that it does not load, for the copy before it', async () => {
    const stateFile = newStateFile();
    writeFileSync(stateFile, '{');
    writeFileSync(`${stateFile}.copy`, saved);
    const found = {} as PracticeChain;
    const begin = (): Promise<PracticeChain> => (readFileSync(stateFile, 'utf8') === saved ? Promise.resolve(found) : Promise.reject(new HearthError('chain.toolMissing', { tool: 'anvil', reason: 'failed to parse' })));
    expect(await startFromAnyState(stateFile, begin, () => {})).toBe(found);
    expect(namesIn(stateFile)).toEqual([expect.stringMatching(/^state\.json$/), 'state.json.copy', expect.stringMatching(/^state\.json\.unreadable-\d+$/)]);
  });
});
