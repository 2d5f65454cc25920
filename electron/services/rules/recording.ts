import { join } from 'node:path';
import Database from 'better-sqlite3';
import { signalsShape, type Signals } from '../../shared/signals.ts';

/** What was seen and how quickly memory was given back, in a file of its own: losing it costs a simulation, never a receipt. */
export type Recording = {
  /** Keeps a sample each minute, and each that changed a decision. */
  record(signals: Signals, isChange: boolean): void;
  /** Oldest first, of the last week. */
  read(): readonly Signals[];
  recordGiveBack(atMs: number, deviceId: string, rule: string, tookMs: number): void;
  /** The newest hundred, oldest first, ms. */
  giveBacks(): readonly number[];
  close(): void;
};

const everyMs = 60_000;
const keptMs = 8 * 86_400_000;
/** Changes are kept at most this many a minute: signals that flutter must not fill the disk. */
const changesPerMinute = 10;

/** @effects disk */
export function openRecording(folder: string): Recording {
  const database = new Database(join(folder, 'signals.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = OFF');
  database.pragma('journal_size_limit = 262144');
  database.pragma('wal_autocheckpoint = 64');
  database.exec(`
    CREATE TABLE IF NOT EXISTS samples (atMs INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS giveBacks (atMs INTEGER NOT NULL, deviceId TEXT NOT NULL, rule TEXT NOT NULL, tookMs REAL NOT NULL) STRICT;
  `);
  const insert = database.prepare('INSERT OR REPLACE INTO samples (atMs, data) VALUES (?, ?)');
  const prune = database.prepare('DELETE FROM samples WHERE atMs < ?');
  const select = database.prepare<[], { data: string }>('SELECT data FROM samples ORDER BY atMs');
  const insertGiveBack = database.prepare('INSERT INTO giveBacks (atMs, deviceId, rule, tookMs) VALUES (?, ?, ?, ?)');
  const selectGiveBacks = database.prepare<[], { tookMs: number }>('SELECT tookMs FROM (SELECT rowid, tookMs FROM giveBacks ORDER BY rowid DESC LIMIT 100) ORDER BY rowid');
  let lastMs = -Infinity;
  let changes = 0;
  let giveBacks: readonly number[] = selectGiveBacks.all().map(({ tookMs }) => tookMs);

  return {
    record(signals, isChange) {
      const isDue = signals.atMs - lastMs >= everyMs || signals.atMs < lastMs;
      if (!isDue && !(isChange && changes < changesPerMinute)) return;
      changes = isDue ? 0 : changes + 1;
      if (isDue) lastMs = signals.atMs;
      insert.run(signals.atMs, JSON.stringify(signals));
      if (isDue) prune.run(signals.atMs - keptMs);
    },
    // A sample of another version of Hearth is left out: it says less than it seems to.
    read: () => select.all().flatMap(({ data }) => {
      const parsed = signalsShape.safeParse(JSON.parse(data));
      return parsed.success ? [parsed.data] : [];
    }),
    recordGiveBack(atMs, deviceId, rule, tookMs) {
      insertGiveBack.run(atMs, deviceId, rule, tookMs);
      giveBacks = [...giveBacks, tookMs].slice(-100);
    },
    giveBacks: () => giveBacks,
    close: () => void database.close(),
  };
}
