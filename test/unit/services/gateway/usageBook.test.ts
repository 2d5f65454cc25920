import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayOf, firstDayOf, openUsageBook } from '../../../../electron/services/gateway/usageBook.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-usage-'));
  path = join(folder, 'gateway', 'usage.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (text: string) => (): number => Date.parse(text);
const bought = { requests: 1, answers: 1, replayed: 1, unitsIn: 3, unitsOut: 4, spentWei: 5n, kind: 'generate' as const };

describe('what applications bought', () => {
  it('is summed by day, key and model, and read while it is written', () => {
    let nowMs = Date.parse('2026-03-31T23:59:59Z');
    const book = openUsageBook(path, 'write', () => nowMs);
    // One account, however its address is written.
    book.add({ key: 'app', model: 'ember', ...bought, node: `0x${'A1'.repeat(20)}` });
    book.add({ key: 'app', model: 'ember', ...bought, replayed: 0, node: `0x${'a1'.repeat(20)}` });
    // Refused: asked for, and nothing bought.
    book.add({ key: 'app', model: 'ember', requests: 1 });
    // What a second provider cost that was asked as well.
    book.add({ key: 'app', model: 'ember', spentWei: 2n ** 80n });
    book.add({ key: 'other', model: 'digits', ...bought });
    nowMs += 1000;
    book.add({ key: 'app', model: 'ember', ...bought, node: `0x${'a1'.repeat(20)}` });
    const reader = openUsageBook(path, 'read', () => nowMs);
    expect(reader.list({ sinceDay: '2026-03-31' })).toEqual([
      { day: '2026-04-01', key: 'app', model: 'ember', ...bought },
      { day: '2026-03-31', key: 'app', model: 'ember', requests: 3, answers: 2, replayed: 1, unitsIn: 6, unitsOut: 8, spentWei: 10n + 2n ** 80n, kind: 'generate' },
      { day: '2026-03-31', key: 'other', model: 'digits', ...bought },
    ]);
    const sold = { node: `0x${'a1'.repeat(20)}`, replayed: 1, unitsIn: 3, unitsOut: 4, spentWei: 5n, answers: 1 };
    expect(reader.listSellers({ sinceDay: '2026-03-31' })).toEqual([{ ...sold, day: '2026-04-01' }, { ...sold, day: '2026-03-31', answers: 2, unitsIn: 6, unitsOut: 8, spentWei: 10n }]);
    expect(reader.list({ sinceDay: '2026-04-01', key: 'app' })).toHaveLength(1);
    expect(reader.list({ sinceDay: '2026-04-01', key: "app' OR 1" })).toEqual([]);
    expect(() => reader.add({ key: 'app', model: 'ember' })).toThrow();
    reader.close();
    book.close();
    const again = openUsageBook(path, 'write', () => nowMs);
    expect(again.list({ sinceDay: '2000-01-01' })).toHaveLength(3);
    again.close();
  });
  it('keeps what came back once for each order, also in a book of before', () => {
    const refund = { node: `0x${'A1'.repeat(20)}`, orderHash: `0x${'b2'.repeat(32)}`, priceWei: 7n, refundedWei: 5n, txHash: `0x${'c3'.repeat(32)}` };
    openUsageBook(path, 'write', at('2026-01-01T00:00:00Z')).close();
    const old = new Database(path);
    old.exec('DROP TABLE refunds; PRAGMA user_version = 3');
    old.close();
    const before = openUsageBook(path, 'read', Date.now);
    expect(before.listRefunds({ sinceDay: '2026-01-01' })).toEqual([]);
    before.close();
    const book = openUsageBook(path, 'write', at('2026-01-02T00:00:00Z'));
    book.addRefund(refund);
    book.addRefund({ ...refund, refundedWei: 6n });
    const kept = { ...refund, node: refund.node.toLowerCase(), day: '2026-01-02' };
    expect(book.listRefunds({ sinceDay: '2026-01-01' })).toEqual([kept]);
    expect(book.listRefunds({ sinceDay: '2026-01-03' })).toEqual([]);
    book.close();
  });
  it('is taken over from a book that did not say the kind of a model', () => {
    openUsageBook(path, 'write', at('2026-01-01T00:00:00Z')).close();
    const old = new Database(path);
    old.exec("DROP TABLE sellers; ALTER TABLE usage DROP COLUMN kind; INSERT INTO usage VALUES ('2026-01-01', 'app', 'ember', 1, 1, 1, 3, 4, '5'); PRAGMA user_version = 1");
    old.close();
    const before = { day: '2026-01-01', key: 'app', model: 'ember', ...bought, kind: null };
    const reader = openUsageBook(path, 'read', Date.now);
    expect(reader.list({ sinceDay: '2026-01-01' })).toEqual([before]);
    expect(reader.listSellers({ sinceDay: '2026-01-01' })).toEqual([]);
    reader.close();
    const book = openUsageBook(path, 'write', at('2026-01-01T00:00:00Z'));
    book.add({ key: 'app', model: 'ember', ...bought });
    expect(book.list({ sinceDay: '2026-01-01' })).toEqual([{ ...before, requests: 2, answers: 2, replayed: 2, unitsIn: 6, unitsOut: 8, spentWei: 10n, kind: 'generate' }]);
    book.add({ key: 'app', model: 'ember', ...bought, node: `0x${'a1'.repeat(20)}` });
    expect(book.listSellers({ sinceDay: '2026-01-01' })).toHaveLength(1);
    book.close();
  });
  it('is nothing where no gateway ran, and looking makes no file', () => {
    const book = openUsageBook(path, 'read', at('2026-01-01T00:00:00Z'));
    expect(book.list({ sinceDay: '2000-01-01' })).toEqual([]);
    expect(() => new Database(path, { fileMustExist: true })).toThrow();
  });
  it('is refused from a file that is none of ours, or of a newer Hearth', () => {
    const own = join(folder, 'own.sqlite');
    writeFileSync(own, 'this is not a database, however long it is. '.repeat(100));
    expect(() => openUsageBook(own, 'write', Date.now)).toThrow(expect.objectContaining({ code: 'storage.unreadable' }));
    const newer = new Database(join(folder, 'newer.sqlite'));
    newer.pragma('user_version = 9');
    newer.close();
    expect(() => openUsageBook(join(folder, 'newer.sqlite'), 'read', Date.now)).toThrow(expect.objectContaining({ code: 'storage.newer' }));
  });
  it('counts days in UTC, today among them', () => {
    expect(dayOf(Date.parse('2026-03-01T00:30:00+02:00'))).toBe('2026-02-28');
    expect(firstDayOf(1, Date.parse('2026-03-01T12:00:00Z'))).toBe('2026-03-01');
    expect(firstDayOf(7, Date.parse('2026-03-01T12:00:00Z'))).toBe('2026-02-23');
  });
});
