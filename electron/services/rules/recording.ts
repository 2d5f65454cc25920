import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { JobMeasures } from '../../shared/jobMeasures.ts';
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
  /** Adds a piece of measured time to its hour. `paidFor`: what it cost by the price of that moment; null: no price was known. */
  addEnergy(deviceId: string, piece: { readonly fromMs: number; readonly toMs: number; readonly wattHours: number; readonly coveredMs: number }, cost: number | null): void;
  /** Pieces of hours that begin in [fromMs, toMs). */
  readEnergy(fromMs: number, toMs: number): readonly EnergyHour[];
  recordJobEnergy(jobId: string, deviceId: string, modelName: string, energy: { readonly wattHours: number; readonly coveredMs: number; readonly spanMs: number }): void;
  readJobEnergy(jobId: string): { readonly wattHours: number; readonly coveredMs: number; readonly spanMs: number } | null;
  /** What was seen of a job's run; a run that was begun again replaces it. */
  recordJobRun(jobId: string, run: Omit<JobRun, 'receivedBytes' | 'sentBytes'>): void;
  /** Adds what one exchange about a job carried. */
  addJobBytes(jobId: string, received: number, sent: number): void;
  readJobRun(jobId: string): JobRun | null;
  close(): void;
};
/** What was measured of a job beside its energy. */
export type JobRun = Omit<JobMeasures, 'wattHours'>;
/** One device's hour. `cost` covers `costedWattHours` of it. */
export type EnergyHour = { readonly hourMs: number; readonly deviceId: string; readonly wattHours: number; readonly coveredMs: number; readonly seenMs: number; readonly cost: number; readonly costedWattHours: number };
const hourMs = 3_600_000;

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
    CREATE TABLE IF NOT EXISTS energy (
      hourMs INTEGER NOT NULL, deviceId TEXT NOT NULL, wattHours REAL NOT NULL, coveredMs INTEGER NOT NULL, seenMs INTEGER NOT NULL, cost REAL NOT NULL, costedWattHours REAL NOT NULL, PRIMARY KEY (hourMs, deviceId)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS jobEnergy (jobId TEXT PRIMARY KEY, deviceId TEXT NOT NULL, modelName TEXT NOT NULL, wattHours REAL NOT NULL, coveredMs INTEGER NOT NULL, spanMs INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS jobRuns (jobId TEXT PRIMARY KEY, meanWatts REAL, mostWatts REAL, mostCelsius REAL, meanLoadPercent REAL, mostMemoryBytes INTEGER, receivedBytes INTEGER, sentBytes INTEGER) STRICT;
    CREATE TABLE IF NOT EXISTS giveBacks (atMs INTEGER NOT NULL, deviceId TEXT NOT NULL, rule TEXT NOT NULL, tookMs REAL NOT NULL) STRICT;
  `);
  const insert = database.prepare('INSERT OR REPLACE INTO samples (atMs, data) VALUES (?, ?)');
  const prune = database.prepare('DELETE FROM samples WHERE atMs < ?');
  const select = database.prepare<[], { data: string }>('SELECT data FROM samples ORDER BY atMs');
  const insertGiveBack = database.prepare('INSERT INTO giveBacks (atMs, deviceId, rule, tookMs) VALUES (?, ?, ?, ?)');
  const selectGiveBacks = database.prepare<[], { tookMs: number }>('SELECT tookMs FROM (SELECT rowid, tookMs FROM giveBacks ORDER BY rowid DESC LIMIT 100) ORDER BY rowid');
  const addHour = database.prepare(
    `INSERT INTO energy VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hourMs, deviceId) DO UPDATE SET wattHours = wattHours + excluded.wattHours, coveredMs = coveredMs + excluded.coveredMs,
     seenMs = seenMs + excluded.seenMs, cost = cost + excluded.cost, costedWattHours = costedWattHours + excluded.costedWattHours`,
  );
  const selectHours = database.prepare<[number, number], EnergyHour>('SELECT * FROM energy WHERE hourMs >= ? AND hourMs < ? ORDER BY hourMs, deviceId');
  const insertJob = database.prepare('INSERT OR REPLACE INTO jobEnergy VALUES (?, ?, ?, ?, ?, ?)');
  const selectJob = database.prepare<[string], { wattHours: number; coveredMs: number; spanMs: number }>('SELECT wattHours, coveredMs, spanMs FROM jobEnergy WHERE jobId = ?');
  const upsertRun = database.prepare(
    `INSERT INTO jobRuns (jobId, meanWatts, mostWatts, mostCelsius, meanLoadPercent, mostMemoryBytes) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (jobId) DO UPDATE SET meanWatts = excluded.meanWatts, mostWatts = excluded.mostWatts,
     mostCelsius = excluded.mostCelsius, meanLoadPercent = excluded.meanLoadPercent, mostMemoryBytes = excluded.mostMemoryBytes`,
  );
  const addBytes = database.prepare(
    'INSERT INTO jobRuns (jobId, receivedBytes, sentBytes) VALUES (?, ?, ?) ON CONFLICT (jobId) DO UPDATE SET receivedBytes = coalesce(receivedBytes, 0) + excluded.receivedBytes, sentBytes = coalesce(sentBytes, 0) + excluded.sentBytes',
  );
  const selectRun = database.prepare<[string], JobRun>('SELECT meanWatts, mostWatts, mostCelsius, meanLoadPercent, mostMemoryBytes, receivedBytes, sentBytes FROM jobRuns WHERE jobId = ?');
  /** Pieces of the present hour, written once a minute: a crash loses a minute of energy, which then is unknown. */
  const pending = new Map<string, { hourMs: number; deviceId: string; wattHours: number; coveredMs: number; seenMs: number; cost: number; costedWattHours: number }>();
  const flush = (): void => {
    for (const one of pending.values()) addHour.run(one.hourMs, one.deviceId, one.wattHours, Math.round(one.coveredMs), Math.round(one.seenMs), one.cost, one.costedWattHours);
    pending.clear();
  };
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
      if (isDue) flush();
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
    addEnergy(deviceId, { fromMs, toMs, wattHours, coveredMs }, cost) {
      const hour = Math.floor(fromMs / hourMs) * hourMs;
      const key = `${hour} ${deviceId}`;
      const one = pending.get(key) ?? { hourMs: hour, deviceId, wattHours: 0, coveredMs: 0, seenMs: 0, cost: 0, costedWattHours: 0 };
      pending.set(key, one);
      one.wattHours += wattHours;
      one.coveredMs += coveredMs;
      one.seenMs += toMs - fromMs;
      if (cost !== null) {
        one.cost += cost;
        one.costedWattHours += wattHours;
      }
    },
    readEnergy(fromMs, toMs) {
      flush();
      return selectHours.all(fromMs, toMs);
    },
    recordJobEnergy: (jobId, deviceId, modelName, { wattHours, coveredMs, spanMs }) => void insertJob.run(jobId, deviceId, modelName, wattHours, Math.round(coveredMs), Math.round(spanMs)),
    readJobEnergy: (jobId) => selectJob.get(jobId) ?? null,
    recordJobRun: (jobId, { meanWatts, mostWatts, mostCelsius, meanLoadPercent, mostMemoryBytes }) => void upsertRun.run(jobId, meanWatts, mostWatts, mostCelsius, meanLoadPercent, mostMemoryBytes),
    addJobBytes: (jobId, received, sent) => void addBytes.run(jobId, received, sent),
    readJobRun: (jobId) => selectRun.get(jobId) ?? null,
    close() {
      flush();
      database.close();
    },
  };
}
