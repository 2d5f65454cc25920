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
    keys.book('app', { model: 'ember', unitsIn: 3, unitsOut: 4, paidWei: 5n, isReplayed: true });
    keys.book('app', { model: 'ember', unitsIn: 1, unitsOut: 1, paidWei: 2n, isReplayed: false });
    keys.book('app', null);
    keys.spend('app', 1n);
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
    running.book('old', { model: 'ember', unitsIn: 1, unitsOut: 1, paidWei: 1n, isReplayed: true });
    nowMs = 2000;
    expect(running.find(secret)).toMatchObject({ name: 'new', hedgeMs: 3000 });
    expect(running.list().map(({ name, spentWei }) => [name, spentWei])).toEqual([['old', 4n], ['new', 0n]]);
  });
});
