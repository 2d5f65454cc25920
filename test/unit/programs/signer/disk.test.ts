import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, afterEach, describe, expect, it } from 'vitest';
import { readOrCreateKeys } from '../../../../electron/programs/signer/keyFile.ts';
import { openLedger, type LedgerEntry } from '../../../../electron/programs/signer/ledger.ts';
import { isHearthError, type ErrorCode } from '../../../../electron/shared/errors.ts';
import { hash } from '../../protocol/samples.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-signer-'));
  path = join(folder, 'ledger.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const entry = (seq: number, change: Partial<LedgerEntry> = {}): LedgerEntry => ({ jobId: hash(`job ${seq}`), orderHash: hash(`order ${seq}`), receiptHash: hash(`receipt ${seq}`), epoch: 1, seq, atMs: 5, ...change });
const codeOf = (act: () => unknown): ErrorCode | null => {
  try {
    act();
    return null;
  } catch (error) {
    return isHearthError(error) ? error.code : 'internal';
  }
};

describe('the ledger of what was signed', () => {
  it('gives back every line after a restart', () => {
    const first = openLedger(path);
    for (let seq = 0; seq < 3; seq++) first.append(entry(seq));
    first.close();
    const again = openLedger(path);
    expect(again.last()).toEqual(entry(2));
    expect(again.ofJob(hash('job 1'))).toEqual(entry(1));
    expect(again.ofJob(hash('other'))).toBeUndefined();
    again.close();
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('cuts off a last line that power loss tore, whatever bytes it holds, and goes on after it', () => {
    const whole = `${JSON.stringify(entry(0))}\n`;
    for (const torn of ['{', '{"jobId":"0x', JSON.stringify(entry(1)), Buffer.of(0xff, 0xfe, 0x00)]) {
      writeFileSync(path, whole);
      appendFileSync(path, torn);
      const ledger = openLedger(path);
      expect(ledger.last()).toEqual(entry(0));
      ledger.append(entry(1));
      ledger.close();
      expect(readFileSync(path, 'utf8')).toBe(`${whole}${JSON.stringify(entry(1))}\n`);
    }
  });

  it('signs nothing over a line that is unreadable or out of sequence, and leaves the file alone', () => {
    const lines = [entry(0), entry(1), entry(2)];
    const bad: [number, unknown[]][] = [
      [2, [lines[0], 'x', lines[2]]], [2, [lines[0], lines[2]]], [1, [lines[1]]], [2, [lines[0], lines[0]]], [2, [lines[0], { ...lines[1], jobId: lines[0]!.jobId }]], [2, [lines[0], { ...lines[1], more: 1 }]],
      [2, [lines[0], { ...lines[1], epoch: 2 }]], [2, [entry(0, { epoch: 2 }), entry(0, { epoch: 1, jobId: hash('z') })]],
    ];
    for (const [line, entries] of bad) {
      const text = entries.map((value) => `${JSON.stringify(value)}\n`).join('');
      writeFileSync(path, text);
      expect(() => openLedger(path)).toThrow(expect.toSatisfy((error: unknown) => isHearthError(error, 'signer.ledgerCorrupt') && error.about.line === line));
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });

  it('starts to count again only in a later epoch', () => {
    writeFileSync(path, [entry(0), entry(1), entry(0, { epoch: 2, jobId: hash('n') })].map((value) => `${JSON.stringify(value)}\n`).join(''));
    const ledger = openLedger(path);
    expect(ledger.last()).toMatchObject({ epoch: 2, seq: 0 });
    ledger.close();
  });

  it('holds nothing of a line that could not be written', () => {
    const ledger = openLedger(path);
    ledger.append(entry(0));
    ledger.close();
    expect(codeOf(() => ledger.append(entry(1)))).not.toBe(null);
    expect(ledger.last()).toEqual(entry(0));
    expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(entry(0))}\n`);
  });
});

describe('the key file', () => {
  const keyPath = (): string => join(folder, 'keys.json');
  it('gives the same keys at every start, sealed and for the owner alone', () => {
    const first = readOrCreateKeys(folder);
    expect(readOrCreateKeys(folder)).toEqual(first);
    expect(first.node).not.toBe(first.payout);
    for (const name of ['keys.json', 'wrap.key', 'ledger.jsonl']) expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0);
    const text = readFileSync(keyPath(), 'utf8');
    expect(text).not.toContain(first.nodeKey.slice(2));
    expect(text).not.toContain(first.payoutKey.slice(2));
  });

  it('is never written over when it or its wrapping key is damaged, changed or gone', () => {
    readOrCreateKeys(folder);
    const [keys, wrap] = [readFileSync(keyPath()), readFileSync(join(folder, 'wrap.key'))];
    const changed = (name: string, value: unknown): string => JSON.stringify({ ...(JSON.parse(keys.toString()) as object), [name]: value });
    for (const [name, bytes] of [
      ['keys.json', ''], ['keys.json', '{'], ['keys.json', keys.subarray(0, 50)], ['keys.json', changed('epoch', 2)], ['keys.json', changed('node', `0x${'11'.repeat(20)}`)], ['keys.json', changed('sealed', '')],
      ['keys.json', changed('nonce', 'AAAA')], ['keys.json', changed('more', 1)], ['wrap.key', Buffer.alloc(32)], ['wrap.key', ''],
    ] as const) {
      writeFileSync(join(folder, name), bytes);
      expect(codeOf(() => readOrCreateKeys(folder)), name).toBe('storage.unreadable');
      expect(readFileSync(join(folder, name))).toEqual(Buffer.from(bytes));
      writeFileSync(keyPath(), keys);
      writeFileSync(join(folder, 'wrap.key'), wrap);
    }
    rmSync(join(folder, 'wrap.key'));
    expect(codeOf(() => readOrCreateKeys(folder))).toBe('storage.unreadable');
  });

  it('is not made anew beside a ledger, nor used when the ledger is gone', () => {
    readOrCreateKeys(folder);
    const ledger = openLedger(path);
    ledger.append(entry(0));
    ledger.close();
    rmSync(keyPath());
    expect(codeOf(() => readOrCreateKeys(folder))).toBe('storage.unreadable');
    expect(existsSync(keyPath())).toBe(false);
    rmSync(path);
    readOrCreateKeys(folder);
    rmSync(path);
    expect(codeOf(() => readOrCreateKeys(folder))).toBe('storage.unreadable');
  });
});
