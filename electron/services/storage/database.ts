import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { dataFormat } from '../../shared/dataFormat.ts';
import { HearthError } from '../../shared/errors.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY, jobId TEXT NOT NULL, atMs INTEGER NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS eventsOfJob ON events (jobId, id);
  CREATE TABLE IF NOT EXISTS jobs (
    jobId TEXT PRIMARY KEY, stage TEXT NOT NULL, admittedAtMs INTEGER NOT NULL, settledAtMs INTEGER, payoutWei TEXT,
    client TEXT NOT NULL, modelId TEXT NOT NULL, modelName TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS jobsByTime ON jobs (admittedAtMs);
  CREATE INDEX IF NOT EXISTS jobsByStage ON jobs (stage, admittedAtMs);
  CREATE INDEX IF NOT EXISTS jobsBySettlement ON jobs (settledAtMs);
  CREATE TABLE IF NOT EXISTS transactions (
    hash TEXT PRIMARY KEY, id TEXT NOT NULL, call TEXT NOT NULL, nonce INTEGER NOT NULL, raw TEXT NOT NULL, signedAtMs INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS lines (line TEXT PRIMARY KEY, voucher TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;

export type HearthDatabase = Database.Database;

/**
 * Opens the one database of a data folder, for this process alone: a second provider on the same folder is refused by
 * SQLite's own lock, which dies with the process that holds it.
 *
 * @param waitMs  how long another process is waited for that may just be ending; nothing else happens here meanwhile
 * @throws storage.locked · storage.unreadable · storage.newer · storage.diskFull
 * @effects disk
 */
export function openDatabase(folder: string, waitMs = 500): HearthDatabase {
  const path = join(folder, 'hearth.sqlite');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const database = new Database(path, { timeout: waitMs });
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    const found = database.pragma('user_version', { simple: true }) as number;
    // A file with a higher one was written by a newer Hearth and is left alone.
    if (found > dataFormat) {
      database.close();
      throw new HearthError('storage.newer', { path, found, known: dataFormat });
    }
    database.exec(`BEGIN EXCLUSIVE; ${schema} PRAGMA user_version = ${dataFormat}; COMMIT;`);
    return database;
  } catch (error) {
    throw toStorageError(error, path);
  }
}

/** SQLite's and the system's words for the three ways a disk fails, as Hearth's codes. */
export function toStorageError(error: unknown, path: string): HearthError {
  if (error instanceof HearthError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new HearthError('storage.locked', { path }, error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code.startsWith('SQLITE_IOERR_WRITE')) return new HearthError('storage.diskFull', { path }, error);
  return new HearthError('storage.unreadable', { path, reason: error instanceof Error ? error.message.slice(0, 200) : 'unknown' }, error);
}
