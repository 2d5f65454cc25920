import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { jobKindShape } from '../../shared/shapes.ts';
import { addressShape, bytes32Shape, safeUintShape, weiShape } from '../../shared/units.ts';

const schemaVersion = 4;
const sumColumns = 'answers INTEGER NOT NULL, replayed INTEGER NOT NULL, unitsIn INTEGER NOT NULL, unitsOut INTEGER NOT NULL, spentWei TEXT NOT NULL';
const sellers = `CREATE TABLE IF NOT EXISTS sellers (day TEXT NOT NULL, node TEXT NOT NULL, ${sumColumns}, PRIMARY KEY (day, node)) STRICT;`;
const refunds = 'CREATE TABLE IF NOT EXISTS refunds (orderHash TEXT PRIMARY KEY, day TEXT NOT NULL, node TEXT NOT NULL, priceWei TEXT NOT NULL, refundedWei TEXT NOT NULL, txHash TEXT NOT NULL) STRICT;';
const schema = `
  CREATE TABLE IF NOT EXISTS usage (
    day TEXT NOT NULL, key TEXT NOT NULL, model TEXT NOT NULL, requests INTEGER NOT NULL, ${sumColumns}, kind TEXT, PRIMARY KEY (day, key, model)
  ) STRICT;
  ${sellers}
  ${refunds}
`;
/** Version 1 did not say what kind of model was asked; version 2 not who answered; version 3 not what came back. */
const stepsFrom: Readonly<Record<number, string>> = { 1: `ALTER TABLE usage ADD COLUMN kind TEXT; ${sellers} ${refunds}`, 2: `${sellers} ${refunds}`, 3: refunds };

const rowShape = z.strictObject({
  /** YYYY-MM-DD, UTC. */
  day: z.iso.date(),
  /** Name of the application's key, also of one that was revoked since. */
  key: z.string(),
  model: z.string(),
  /** Answers asked for. */
  requests: safeUintShape,
  /** Answers bought. */
  answers: safeUintShape,
  /** Of them, those that the gateway replayed; of all others hashes and signatures were checked. */
  replayed: safeUintShape,
  /** Tokens, or items of a classifier, by the receipts. */
  unitsIn: safeUintShape,
  unitsOut: safeUintShape,
  spentWei: weiShape,
  /** Of the model; null in rows of before. */
  kind: jobKindShape.nullable().default(null),
});
export type UsageRow = z.output<typeof rowShape>;
const sellerShape = rowShape.pick({ day: true, answers: true, replayed: true, unitsIn: true, unitsOut: true, spentWei: true }).extend({ node: addressShape });
/** What one provider sold on one day. What a second one cost that was asked beside it is in the rows of the keys alone. */
export type SellerRow = z.output<typeof sellerShape>;
/** What came back for one void job, on the day this gateway saw it. */
const refundShape = z.strictObject({ day: z.iso.date(), node: addressShape, orderHash: bytes32Shape, /** What the job had cost; more than came back where the node's stake was used up. */ priceWei: weiShape, refundedWei: weiShape, txHash: bytes32Shape });
export type RefundRow = z.output<typeof refundShape>;
/** What is to be added; the rest is 0. `node`: the provider whose answer it was. */
export type UsageEntry = Pick<UsageRow, 'key' | 'model'> & Partial<Omit<UsageRow, 'key' | 'model' | 'day'>> & { readonly node?: string };

export type UsageBook = {
  /** @effects disk */
  add(entry: UsageEntry): void;
  /** The days from `sinceDay` on, newest first; of one key where it is named. */
  list(asked: { readonly sinceDay: string; readonly key?: string }): readonly UsageRow[];
  /** What was bought of each provider, the newest day first; empty from a book that a Hearth of before wrote. */
  listSellers(asked: { readonly sinceDay: string }): readonly SellerRow[];
  /** Once for each order, however often it is told. @effects disk */
  addRefund(refund: Omit<RefundRow, 'day'>): void;
  /** What came back, the newest day first; empty from a book that a Hearth of before wrote. */
  listRefunds(asked: { readonly sinceDay: string }): readonly RefundRow[];
  close(): void;
};

const dayMs = 24 * 3600 * 1000;
export const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
/** The first of so many days that end today. */
export const firstDayOf = (days: number, nowMs: number): string => dayOf(nowMs - (days - 1) * dayMs);

/**
 * What applications bought, by day, key and model: sums only, nothing of what was asked. Read by the command line while the gateway writes.
 *
 * @param path  is not made by a reader
 * @throws storage.unreadable · storage.newer
 * @effects disk
 */
export function openUsageBook(path: string, access: 'read' | 'write', nowMs: () => number): UsageBook {
  if (access === 'read' && !existsSync(path)) return { add: () => undefined, list: () => [], listSellers: () => [], addRefund: () => undefined, listRefunds: () => [], close: () => undefined };
  const db = openFile(path, access);
  const version = db.pragma('user_version', { simple: true }) as number;
  const writer = access === 'read' ? null : createWriter(db, nowMs);
  return {
    add(entry) {
      if (!writer) throw new Error('this book is only read');
      writer(entry);
    },
    list: ({ sinceDay, key }) => db.prepare('SELECT * FROM usage WHERE day >= @sinceDay AND (@key IS NULL OR key = @key) ORDER BY day DESC, key, model').all({ sinceDay, key: key ?? null }).map((row) => rowShape.parse(row)),
    listSellers: ({ sinceDay }) => (version >= 3 ? db.prepare('SELECT * FROM sellers WHERE day >= ? ORDER BY day DESC, node').all(sinceDay).map((row) => sellerShape.parse(row)) : []),
    addRefund: (refund) => void db.prepare('INSERT OR IGNORE INTO refunds (orderHash, day, node, priceWei, refundedWei, txHash) VALUES (@orderHash, @day, @node, @priceWei, @refundedWei, @txHash)').run(z.encode(refundShape, { ...refund, node: refund.node.toLowerCase(), day: dayOf(nowMs()) })),
    listRefunds: ({ sinceDay }) => (version >= 4 ? db.prepare('SELECT * FROM refunds WHERE day >= ? ORDER BY day DESC, orderHash').all(sinceDay).map((row) => refundShape.parse(row)) : []),
    close: () => void db.close(),
  };
}

const nothing = { requests: 0, answers: 0, replayed: 0, unitsIn: 0, unitsOut: 0, spentWei: 0n, kind: null };

/** Adds an entry to the row of its day, key and model, and to that of its provider, both or neither. */
function createWriter(db: Database.Database, nowMs: () => number): (entry: UsageEntry) => void {
  const find = db.prepare('SELECT * FROM usage WHERE day = ? AND key = ? AND model = ?');
  const write = db.prepare('INSERT OR REPLACE INTO usage (day, key, model, requests, answers, replayed, unitsIn, unitsOut, spentWei, kind) VALUES (@day, @key, @model, @requests, @answers, @replayed, @unitsIn, @unitsOut, @spentWei, @kind)');
  const findSeller = db.prepare('SELECT * FROM sellers WHERE day = ? AND node = ?');
  const writeSeller = db.prepare('INSERT OR REPLACE INTO sellers (day, node, answers, replayed, unitsIn, unitsOut, spentWei) VALUES (@day, @node, @answers, @replayed, @unitsIn, @unitsOut, @spentWei)');
  const sums = (before: Pick<UsageRow, 'answers' | 'replayed' | 'unitsIn' | 'unitsOut' | 'spentWei'>, entry: UsageEntry) =>
    ({ answers: before.answers + (entry.answers ?? 0), replayed: before.replayed + (entry.replayed ?? 0), unitsIn: before.unitsIn + (entry.unitsIn ?? 0), unitsOut: before.unitsOut + (entry.unitsOut ?? 0), spentWei: before.spentWei + (entry.spentWei ?? 0n) });
  const add = db.transaction((entry: UsageEntry) => {
    const day = dayOf(nowMs());
    const found = find.get(day, entry.key, entry.model);
    const before = found === undefined ? nothing : rowShape.parse(found);
    write.run(z.encode(rowShape, { day, key: entry.key, model: entry.model, requests: before.requests + (entry.requests ?? 0), ...sums(before, entry), kind: entry.kind ?? before.kind }));
    if (entry.node === undefined) return;
    const node = entry.node.toLowerCase();
    const sold = findSeller.get(day, node);
    writeSeller.run(z.encode(sellerShape, { day, node, ...sums(sold === undefined ? nothing : sellerShape.parse(sold), entry) }));
  });
  return (entry) => void add.immediate(entry);
}

function openFile(path: string, access: 'read' | 'write'): Database.Database {
  try {
    if (access === 'write') mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const db = new Database(path, { timeout: 2000, readonly: access === 'read' });
    const found = db.pragma('user_version', { simple: true }) as number;
    if (found > schemaVersion) throw new HearthError('storage.newer', { path, found, known: schemaVersion });
    if (access === 'write') {
      db.pragma('journal_mode = WAL');
      // Sums for people to read: a power cut may take the last ones, a crash none.
      db.pragma('synchronous = NORMAL');
      db.exec(`BEGIN IMMEDIATE; ${stepsFrom[found] ?? schema} PRAGMA user_version = ${schemaVersion}; COMMIT;`);
    }
    return db;
  } catch (error) {
    if (error instanceof HearthError) throw error;
    throw new HearthError('storage.unreadable', { path, reason: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' }, error);
  }
}
