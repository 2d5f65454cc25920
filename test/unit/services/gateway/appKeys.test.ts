import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAppKeys } from '../../../../electron/services/gateway/appKeys.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hearth-keys-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const open = (nowMs = (): number => 0) => openAppKeys(join(folder, 'keys.json'), nowMs);
const limits = { budgetWei: 10n, maxPriceWei: null };

describe('the keys of applications', () => {
  it('are kept as hashes, found by the secret alone, and gone once revoked', () => {
    const keys = open();
    const secret = keys.create('app', limits);
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).not.toContain(secret);
    expect(keys.find(secret)).toMatchObject({ name: 'app', budgetWei: 10n, hedgeMs: null, models: {} });
    expect(keys.find(`${secret}x`)).toBeNull();
    expect(() => keys.create('app', limits)).toThrow(expect.objectContaining({ code: 'usage.invalid' }));
    expect(keys.revoke('app')).toBe(true);
    expect(keys.find(secret)).toBeNull();
  });
  it('hold what an answer may cost, and book by model what it did', () => {
    const keys = open();
    keys.create('app', limits);
    expect([keys.hold('app', 6n), keys.hold('app', 6n), keys.hold('other', 1n)]).toEqual([true, false, false]);
    keys.release('app', 6n);
    for (const wei of [5n, 2n, 1n]) keys.pay('app', wei);
    keys.book('app', { model: 'ember', unitsIn: 3, unitsOut: 4, paidWei: 5n, isReplayed: true });
    keys.book('app', { model: 'ember', unitsIn: 1, unitsOut: 1, paidWei: 2n, isReplayed: false });
    keys.book('app', null);
    expect(keys.list()[0]).toMatchObject({ requests: 3, spentWei: 8n, models: { ember: { answers: 2, unitsIn: 4, unitsOut: 5, spentWei: 7n } } });
    expect([keys.hold('app', 3n), keys.hold('app', 2n)]).toEqual([false, true]);
  });
  it('read files of before, and what the command line wrote while the gateway ran', () => {
    const old = { name: 'old', hash: '00'.repeat(32), createdAtMs: 1, budgetWei: null, maxPriceWei: '7', spentWei: '3', requests: 2 };
    writeFileSync(join(folder, 'keys.json'), JSON.stringify({ format: 'hearth-app-keys/1', keys: [old] }));
    let nowMs = 0;
    const running = open(() => nowMs);
    expect(running.list()).toMatchObject([{ name: 'old', maxPriceWei: 7n, hedgeMs: null, models: {} }]);
    const secret = open().create('new', { ...limits, hedgeMs: 3000 });
    running.pay('old', 1n);
    running.book('old', { model: 'ember', unitsIn: 1, unitsOut: 1, paidWei: 1n, isReplayed: true });
    nowMs = 2000;
    expect(running.find(secret)).toMatchObject({ name: 'new', hedgeMs: 3000 });
    expect(running.list().map(({ name, spentWei }) => [name, spentWei])).toEqual([['old', 4n], ['new', 0n]]);
    expect(open().list().map(({ name, spentWei }) => [name, spentWei])).toEqual([['old', 4n], ['new', 0n]]);
  });
  it('is not changed by the gateway: who makes a key while it books loses neither', () => {
    const running = open();
    running.create('app', limits);
    const before = readFileSync(join(folder, 'keys.json'), 'utf8');
    running.pay('app', 3n);
    running.book('app', null);
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).toBe(before);
    const other = open();
    other.create('more', limits);
    running.pay('app', 1n);
    expect(open().list().map(({ name, spentWei, requests }) => [name, spentWei, requests])).toEqual([['app', 4n, 1], ['more', 0n, 0]]);
    // One that is made anew under the name of one that was revoked has spent nothing.
    open().revoke('app');
    open().create('app', limits);
    expect(open().list().find(({ name }) => name === 'app')).toMatchObject({ spentWei: 0n, requests: 0 });
  });
  it('has all that was paid after a kill at any moment, and no more than the one that was under way', async () => {
    open().create('app', { budgetWei: null, maxPriceWei: null });
    let paid = 0n;
    for (const afterMs of [30, 90, 150]) {
      const said = await payUntilKilled(join(folder, 'keys.json'), afterMs);
      expect(said).toBeGreaterThan(0);
      const { spentWei, requests } = open().list()[0]!;
      expect(Number(spentWei - paid) - said).toBeOneOf([0, 1]);
      expect(requests).toBeLessThanOrEqual(Number(spentWei));
      paid = spentWei;
    }
  }, 60_000);
  it('goes on after a line that a power cut cut off, and folds a long journal into the file, whatever was written of it before', () => {
    const keys = open();
    keys.create('app', { budgetWei: null, maxPriceWei: null });
    keys.pay('app', 1n);
    keys.close();
    const stale = readFileSync(join(folder, 'keys.json'), 'utf8');
    writeFileSync(join(folder, 'spent-1.jsonl'), `${readFileSync(join(folder, 'spent-1.jsonl'), 'utf8')}{"key":"00`);
    const again = open();
    again.pay('app', 2n);
    expect(open().list()[0]!.spentWei).toBe(3n);
    for (let i = 0; i < 20_010; i++) again.book('app', { model: 'ember', unitsIn: 1, unitsOut: 2, paidWei: 0n, isReplayed: false });
    again.pay('app', 4n);
    const told = { spentWei: 7n, requests: 20_010, models: { ember: { answers: 20_010, unitsIn: 20_010, unitsOut: 40_020 } } };
    expect(again.list()[0]).toMatchObject(told);
    expect(open().list()[0]).toMatchObject(told);
    expect(JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8'))).toMatchObject({ folded: 1 });
    // A command line that had read the file before it was folded writes it as it was: the journal of then is still there.
    writeFileSync(join(folder, 'keys.json'), stale);
    expect(open().list()[0]).toMatchObject(told);
  }, 60_000);
});

/** Pays one wei after the other in a process of its own until that is killed; gives how many were said to be paid. */
function payUntilKilled(path: string, afterMs: number): Promise<number> {
  const source = join(import.meta.dirname, '../../../../electron/services/gateway/appKeys.ts');
  const program = `const { openAppKeys } = await import(${JSON.stringify(source)}); const { writeSync } = await import('node:fs'); const keys = openAppKeys(${JSON.stringify(path)}, Date.now); for (;;) { keys.pay('app', 1n); writeSync(1, '.'); keys.book('app', null); }`;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_NO_WARNINGS: '1' } });
    let said = 0;
    child.stdout.on('data', (bytes: Buffer) => {
      if (said === 0) setTimeout(() => child.kill('SIGKILL'), afterMs);
      said += bytes.length;
    });
    child.once('close', () => resolve(said));
  });
}
