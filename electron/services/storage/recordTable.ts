import { z } from 'zod';
import { toStorageError, type HearthDatabase } from './database.ts';

/** Records of one shape by key, each in a named state; every change is durable when it returns. */
export type RecordTable<T, State extends string> = {
  read(key: string): T | null;
  /** Writes a record, new or not. @throws storage.diskFull */
  write(key: string, state: State, record: T): void;
  /** Writes it unless there is one. Gives whether there was none. @throws storage.diskFull */
  add(key: string, state: State, record: T): boolean;
  /** In these states, oldest first. */
  list(states: readonly State[]): T[];
  /** The newest, newest first. */
  newest(limit: number): T[];
  /** Deletes what was first written before this moment. @throws storage.* */
  forgetBefore(atMs: number): void;
};

/**
 * A table of its own in the provider's database, made when it is missing.
 * @param name  of the table; letters only
 */
export function openRecordTable<Shape extends z.ZodType, State extends string>(database: HearthDatabase, name: string, shape: Shape, nowMs: () => number): RecordTable<z.output<Shape>, State> {
  if (!/^[A-Za-z]+$/.test(name)) throw new RangeError(`no name of a table: ${name}`);
  database.exec(`CREATE TABLE IF NOT EXISTS ${name} (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, state TEXT NOT NULL, record TEXT NOT NULL, atMs INTEGER NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS ${name}ByState ON ${name} (state, id);`);
  const insert = database.prepare(`INSERT OR IGNORE INTO ${name} (key, state, record, atMs) VALUES (?, ?, ?, ?)`);
  const upsert = database.prepare(`INSERT INTO ${name} (key, state, record, atMs) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET state = excluded.state, record = excluded.record`);
  const select = database.prepare<[string], { record: string }>(`SELECT record FROM ${name} WHERE key = ?`);
  const removeBefore = database.prepare<[number]>(`DELETE FROM ${name} WHERE atMs < ?`);
  const selectNewest = database.prepare<[number], { record: string }>(`SELECT record FROM ${name} ORDER BY id DESC LIMIT ?`);
  const parse = ({ record }: { record: string }): z.output<Shape> => shape.parse(JSON.parse(record));
  const textOf = (record: z.output<Shape>): string => JSON.stringify(z.encode(shape, record as never));
  const guarded = <R>(act: () => R): R => {
    try {
      return act();
    } catch (error) {
      throw toStorageError(error, database.name);
    }
  };
  return {
    read(key) {
      const row = select.get(key);
      return row ? parse(row) : null;
    },
    write: (key, state, record) => void guarded(() => upsert.run(key, state, textOf(record), nowMs())),
    add: (key, state, record) => guarded(() => insert.run(key, state, textOf(record), nowMs()).changes > 0),
    list: (states) => database.prepare<unknown[], { record: string }>(`SELECT record FROM ${name} WHERE state IN (${states.map(() => '?').join(', ')}) ORDER BY id`).all(...states).map(parse),
    newest: (limit) => selectNewest.all(limit).map(parse),
    forgetBefore: (atMs) => void guarded(() => removeBefore.run(atMs)),
  };
}
