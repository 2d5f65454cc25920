import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { jobKindShape } from '../../shared/shapes.ts';
import { safeUintShape, weiShape } from '../../shared/units.ts';

const schemaVersion = 2;
const schema = `
  CREATE TABLE IF NOT EXISTS usage (
    day TEXT NOT NULL, key TEXT NOT NULL, model TEXT NOT NULL, requests INTEGER NOT NULL, answers INTEGER NOT NULL, replayed INTEGER NOT NULL,
    unitsIn INTEGER NOT NULL, unitsOut INTEGER NOT NULL, spentWei TEXT NOT NULL, kind TEXT, PRIMARY KEY (day, key, model)
  ) STRICT;
`;
/** Version 1 did not say what kind of model was asked. */
const fromFirst = 'ALTER TABLE usage ADD COLUMN kind TEXT;';

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
/** What is to be added; the rest is 0. */
export type UsageEntry = Pick<UsageRow, 'key' | 'model'> & Partial<Omit<UsageRow, 'key' | 'model' | 'day'>>;

export type UsageBook = {
  /** @effects disk */
  add(entry: UsageEntry): void;
  /** The days from `sinceDay` on, newest first; of one key where it is named. */
  list(asked: { readonly sinceDay: string; readonly key?: string }): readonly UsageRow[];
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
  if (access === 'read' && !existsSync(path)) return { add: () => undefined, list: () => [], close: () => undefined };
  const db = openFile(path, access);
  const find = db.prepare('SELECT * FROM usage WHERE day = ? AND key = ? AND model = ?');
  const write = access === 'read' ? null : db.prepare('INSERT OR REPLACE INTO usage (day, key, model, requests, answers, replayed, unitsIn, unitsOut, spentWei, kind) VALUES (@day, @key, @model, @requests, @answers, @replayed, @unitsIn, @unitsOut, @spentWei, @kind)');
  const add = db.transaction((entry: UsageEntry) => {
    const day = dayOf(nowMs());
    const found = find.get(day, entry.key, entry.model);
    const before = found === undefined ? { requests: 0, answers: 0, replayed: 0, unitsIn: 0, unitsOut: 0, spentWei: 0n, kind: null } : rowShape.parse(found);
    const sum = (name: 'requests' | 'answers' | 'replayed' | 'unitsIn' | 'unitsOut'): number => before[name] + (entry[name] ?? 0);
    write!.run(z.encode(rowShape, {
      day, key: entry.key, model: entry.model, requests: sum('requests'), answers: sum('answers'), replayed: sum('replayed'), unitsIn: sum('unitsIn'), unitsOut: sum('unitsOut'), spentWei: before.spentWei + (entry.spentWei ?? 0n), kind: entry.kind ?? before.kind,
    }));
  });
  return {
    add: (entry) => add.immediate(entry),
    list: ({ sinceDay, key }) => db.prepare('SELECT * FROM usage WHERE day >= @sinceDay AND (@key IS NULL OR key = @key) ORDER BY day DESC, key, model').all({ sinceDay, key: key ?? null }).map((row) => rowShape.parse(row)),
    close: () => void db.close(),
  };
}

function openFile(path: string, access: 'read' | 'write'): Database.Database {
  try {
    if (access === 'write') mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const db = new Database(path, { timeout: 2000, readonly: access === 'read' });
    const found = db.pragma('user_version', { simple: true }) as number;
    if (found > schemaVersion) throw new HearthError('storage.newer', { path, found, known: schemaVersion });
    if (access === 'write') {
      db.pragma('journal_mode = WAL');
      db.exec(`BEGIN IMMEDIATE; ${found === 1 ? fromFirst : schema} PRAGMA user_version = ${schemaVersion}; COMMIT;`);
    }
    return db;
  } catch (error) {
    if (error instanceof HearthError) throw error;
    throw new HearthError('storage.unreadable', { path, reason: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' }, error);
  }
}
