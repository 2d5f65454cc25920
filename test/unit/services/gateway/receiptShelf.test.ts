import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatReceiptFile, parseReceiptFile } from '../../../../electron/protocol/receiptFile.ts';
import { createReceiptShelf, heldMs, heldReceipts } from '../../../../electron/services/gateway/receiptShelf.ts';

const parsed = parseReceiptFile(readFileSync(join(import.meta.dirname, '../../../fixtures/receiptGenerate.json')));
if (!parsed.ok) throw new Error('the fixture is no receipt');
const { file } = parsed;
const hashOf = (i: number): string => `0x${i.toString(16).padStart(64, '0')}`;
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hearth-receipts-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('receipts of a gateway', () => {
  it('are kept on disk for good, for every key of it', () => {
    createReceiptShelf(folder, () => 0).keep(file, hashOf(1), { name: 'app', privacy: 'keep' });
    expect(createReceiptShelf(folder, () => 1e12).read(hashOf(1), { name: 'other' })).toBe(formatReceiptFile(file));
    expect(createReceiptShelf(folder, () => 0).read(hashOf(2), { name: 'app' })).toBeNull();
  });
  it('of a key that keeps nothing never reach the disk: its own application has ten minutes, and nobody else any', () => {
    let nowMs = 0;
    const shelf = createReceiptShelf(folder, () => nowMs);
    shelf.keep(file, hashOf(1), { name: 'app', privacy: 'forget' });
    expect(readdirSync(folder)).toEqual([]);
    expect(shelf.read(hashOf(1), { name: 'other' })).toBeNull();
    nowMs = heldMs - 1;
    expect(shelf.read(hashOf(1), { name: 'app' })).toBe(formatReceiptFile(file));
    nowMs = heldMs;
    expect(shelf.read(hashOf(1), { name: 'app' })).toBeNull();
  });
  it('that are held in memory are few: the oldest makes room', () => {
    const shelf = createReceiptShelf(folder, () => 0);
    for (let i = 0; i <= heldReceipts; i++) shelf.keep(file, hashOf(i), { name: 'app', privacy: 'forget' });
    expect([0, 1, heldReceipts].map((i) => shelf.read(hashOf(i), { name: 'app' }) !== null)).toEqual([false, true, true]);
  });
});
