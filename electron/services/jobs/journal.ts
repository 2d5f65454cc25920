import { z } from 'zod';
import { voucherShape, type Domain, type Voucher } from '../../protocol/typedData.ts';
import { HearthError } from '../../shared/errors.ts';
import type { JobSort } from '../../shared/jobFields.ts';
import { toStorageError, type HearthDatabase } from '../storage/database.ts';
import { lineKey } from './acceptVoucher.ts';
import { applyJobEvent, isOver, type Job } from './job.ts';
import { jobEventShape, type JobEvent, type JobEventKind, type RecordedEvent } from './jobEvents.ts';
import { openJobFigures, orderBy } from './sortJobs.ts';

export type JobFilter = { readonly stage: 'all' | 'live' | 'settled' | 'failed'; readonly search: string; readonly limit: number; readonly offset?: number; readonly beforeMs: number | null; /** Default: at, the newest first. */ readonly sort?: JobSort; readonly descending?: boolean };

/** The one writer of job facts. Appending is durable (fsync) when it returns. */
export type Journal = {
  /** Appends one event to each job, all or none. */
  append(entries: readonly { readonly jobId: string; readonly event: JobEvent }[]): void;
  read(jobId: string): Job | null;
  readEvents(jobId: string): RecordedEvent[];
  /** Jobs that are not over, oldest first. */
  live(): readonly Job[];
  list(filter: JobFilter): { readonly jobs: readonly Job[]; readonly total: number };
  /** The newest jobs with a number each that grows with every event of theirs: what was made of a version stays true. Much cheaper than folding them. */
  newestVersions(limit: number): { readonly jobId: string; readonly version: number }[];
  /** Grows with every append of this process. */
  revision(): number;
  /** Paid amounts in [fromMs, toMs), oldest first. */
  payments(fromMs: number, toMs: number): { readonly atMs: number; readonly payoutWei: bigint }[];
  counts(sinceMs: number): { readonly settled: number; readonly rejected: number };
  /** The jobs under one anchored root, in their order; none for a root of somebody else. */
  inBatch(root: string): Job[];
  /** The job with this receipt, however long ago it was signed; reads every signature's event. */
  findByReceipt(receiptHash: string): Job | null;
  /** The newest voucher of a line, whichever job it acknowledged. */
  newestVoucher(line: string): Voucher | undefined;
  /** When an order for each model was last admitted, by model id. */
  lastUses(): ReadonlyMap<string, number>;
  /**
   * From now on only receipts of this network wait to be paid, and vouchers go on from its lines. Receipts of another network are no longer live: nothing pays them
   * here; they stay in the list. Its lines are kept until it comes back. Gives how many receipts were put aside.
   * @throws storage.*
   */
  settleOn(domain: Domain): number;
  /** The receipts that `settleOn` put aside, the newest first, so many at most. */
  aside(limit: number): string[];
  /** Whether a job can be paid by the network that was said last; any job, before one was. */
  isOwn(job: Job): boolean;
  totals(): { readonly paidWei: bigint; readonly jobs: number };
};

/** @param onAppended  called after the events are durable; tests crash the process here */
export function openJournal(database: HearthDatabase, nowMs: () => number, onAppended: (kind: JobEventKind, jobId: string) => void = () => {}): Journal {
  const insertEvent = database.prepare('INSERT INTO events (jobId, atMs, kind, data) VALUES (?, ?, ?, ?)');
  const upsertJob = database.prepare(
    `INSERT INTO jobs (jobId, stage, admittedAtMs, settledAtMs, payoutWei, client, modelId, modelName) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (jobId) DO UPDATE SET stage = excluded.stage, settledAtMs = excluded.settledAtMs, payoutWei = excluded.payoutWei`,
  );
  const selectEvents = database.prepare<[string], { atMs: number; data: string }>('SELECT atMs, data FROM events WHERE jobId = ? ORDER BY id');
  const upsertLine = database.prepare('INSERT INTO lines (line, voucher) VALUES (?, ?) ON CONFLICT (line) DO UPDATE SET voucher = excluded.voucher');
  database.exec('CREATE TABLE IF NOT EXISTS batchMembers (root TEXT NOT NULL, place INTEGER NOT NULL, jobId TEXT NOT NULL, PRIMARY KEY (root, place)) STRICT;');
  const insertMember = database.prepare('INSERT OR REPLACE INTO batchMembers (root, place, jobId) VALUES (?, ?, ?)');
  const selectMembers = database.prepare<[string], { jobId: string }>('SELECT jobId FROM batchMembers WHERE root = ? ORDER BY place');
  const selectSigned = database.prepare<[string], { jobId: string }>("SELECT jobId FROM events WHERE kind = 'signed' AND instr(data, ?) > 0 LIMIT 1");
  const selectLine = database.prepare<[string], { voucher: string }>('SELECT voucher FROM lines WHERE line = ?');
  const selectPayments = database.prepare<[number, number], { settledAtMs: number; payoutWei: string }>(
    'SELECT settledAtMs, payoutWei FROM jobs WHERE settledAtMs >= ? AND settledAtMs < ? ORDER BY settledAtMs',
  );
  const countOutcomes = database.prepare<[number, number], { settled: number | null; rejected: number | null }>(
    "SELECT sum(settledAtMs >= ?) AS settled, sum(stage IN ('failed', 'slashed', 'voided') AND admittedAtMs >= ?) AS rejected FROM jobs",
  );
  const selectVersions = database.prepare<[number], { jobId: string; version: number }>(
    'SELECT jobId, (SELECT max(id) FROM events WHERE events.jobId = jobs.jobId) AS version FROM jobs ORDER BY admittedAtMs DESC, jobId LIMIT ?',
  );
  const selectLastUses = database.prepare<[], { modelId: string; atMs: number }>('SELECT modelId, max(admittedAtMs) AS atMs FROM jobs GROUP BY modelId');
  database.exec(`CREATE TABLE IF NOT EXISTS parkedLines (network TEXT NOT NULL, line TEXT NOT NULL, voucher TEXT NOT NULL, PRIMARY KEY (network, line)) STRICT;
    CREATE TABLE IF NOT EXISTS linesNetwork (one INTEGER PRIMARY KEY CHECK (one = 1), network TEXT NOT NULL) STRICT;`);
  const changeLines = database.transaction((before: string, now: string): void => {
    if (before !== now) {
      database.prepare('INSERT OR REPLACE INTO parkedLines (network, line, voucher) SELECT ?, line, voucher FROM lines').run(before);
      database.exec('DELETE FROM lines');
      database.prepare('INSERT INTO lines (line, voucher) SELECT line, voucher FROM parkedLines WHERE network = ?').run(now);
      database.prepare('DELETE FROM parkedLines WHERE network = ?').run(now);
    }
    database.prepare('INSERT OR REPLACE INTO linesNetwork (one, network) VALUES (1, ?)').run(now);
  });
  // Of this process alone: the next start is told its network anew.
  database.exec('CREATE TEMP TABLE IF NOT EXISTS aside (jobId TEXT PRIMARY KEY) STRICT; DELETE FROM temp.aside;');
  const insertAside = database.prepare('INSERT OR IGNORE INTO temp.aside (jobId) VALUES (?)');
  const selectAside = database.prepare<[number], { jobId: string }>('SELECT jobId FROM jobs JOIN temp.aside USING (jobId) ORDER BY admittedAtMs DESC LIMIT ?');
  let network: string | null = null;
  const isOwn = (job: Job): boolean => network === null || networkOf(job.request.domain) === network;
  /** A receipt of another network waits for nothing here; what is not signed yet still has to end. */
  const isWaiting = (job: Job): boolean => !isOver(job.stage) && (isOwn(job) || !job.signed);
  /** Whose lines an older journal holds, which did not say it: those of the receipt that was acknowledged last. */
  const readLinesNetwork = (): string | null => {
    const kept = database.prepare<[], { network: string }>('SELECT network FROM linesNetwork').get();
    if (kept) return kept.network;
    const newest = database.prepare<[], { jobId: string }>("SELECT jobId FROM events WHERE kind = 'acknowledged' ORDER BY id DESC LIMIT 1").get();
    const job = newest && fold(newest.jobId);
    return job ? networkOf(job.request.domain) : null;
  };
  let revision = 0;
  const live = new Map<string, Job>();
  let paidWei = 0n;
  let paidJobs = 0;
  for (const row of database.prepare<[], { payoutWei: string }>('SELECT payoutWei FROM jobs WHERE payoutWei IS NOT NULL').iterate()) {
    paidWei += BigInt(row.payoutWei);
    paidJobs++;
  }

  const readEvents = (jobId: string): RecordedEvent[] =>
    selectEvents.all(jobId).map(({ atMs, data }) => ({ ...jobEventShape.parse(JSON.parse(data)), atMs }));
  const fold = (jobId: string): Job | null => readEvents(jobId).reduce<Job | null>(applyJobEvent, null);
  const figures = openJobFigures(database, fold);

  type Written = { readonly jobs: readonly Job[]; readonly paidWei: bigint; readonly paidJobs: number };
  const writeAll = database.transaction((entries: readonly { jobId: string; event: JobEvent }[], atMs: number): Written => {
    const folded = new Map<string, Job>();
    let paid = { paidWei, paidJobs };
    for (const { jobId, event } of entries) {
      const before = folded.get(jobId) ?? live.get(jobId) ?? fold(jobId);
      const job = applyJobEvent(before, { ...event, atMs });
      folded.set(jobId, job);
      paid = {
        paidWei: paid.paidWei + (job.settled?.receivedWei ?? 0n) - (before?.settled?.receivedWei ?? 0n),
        paidJobs: paid.paidJobs + Number(job.settled !== null) - Number(before !== null && before.settled !== null),
      };
      insertEvent.run(jobId, atMs, event.kind, JSON.stringify(z.encode(jobEventShape, event)));
      if (event.kind === 'batched') insertMember.run(event.root, event.index, jobId);
      if (event.kind === 'acknowledged') upsertLine.run(lineKey(event.voucher), JSON.stringify(z.encode(voucherShape, event.voucher)));
      upsertJob.run(jobId, job.stage, job.admittedAtMs, job.settled?.atMs ?? null, job.settled?.receivedWei.toString() ?? null, job.request.order.client, job.request.order.modelId, job.modelName);
    }
    for (const job of folded.values()) figures.write(job);
    return { jobs: [...folded.values()], ...paid };
  });

  for (const { jobId } of database.prepare<[], { jobId: string }>("SELECT jobId FROM jobs WHERE stage NOT IN ('settled', 'failed', 'cancelled', 'slashed', 'voided') ORDER BY admittedAtMs").all()) {
    const job = fold(jobId);
    if (!job) throw new HearthError('storage.unreadable', { path: database.name, reason: `the journal of ${jobId} is empty` });
    live.set(jobId, job);
  }

  return {
    append(entries) {
      let written: Written;
      try {
        written = writeAll(entries, nowMs());
      } catch (error) {
        if (error instanceof RangeError) throw error;
        throw toStorageError(error, database.name);
      }
      revision++;
      ({ paidWei, paidJobs } = written);
      for (const job of written.jobs) {
        if (isWaiting(job)) live.set(job.jobId, job);
        else live.delete(job.jobId);
      }
      for (const { jobId, event } of entries) onAppended(event.kind, jobId);
    },
    read: (jobId) => live.get(jobId) ?? fold(jobId),
    readEvents,
    live: () => [...live.values()],
    list(filter) {
      const where = { all: '1', live: "stage NOT IN ('settled', 'failed', 'cancelled', 'slashed', 'voided') AND jobId NOT IN (SELECT jobId FROM temp.aside)", settled: "stage = 'settled'", failed: "stage IN ('failed', 'cancelled', 'slashed', 'voided')" }[filter.stage];
      const text = `%${filter.search.toLowerCase().replace(/[%_\\]/g, '\\$&')}%`;
      const match = `${where} AND (jobId LIKE @text ESCAPE '\\' OR lower(client) LIKE @text ESCAPE '\\' OR lower(modelName) LIKE @text ESCAPE '\\')`;
      const total = database.prepare<[object], { n: number }>(`SELECT count(*) AS n FROM jobs WHERE ${match}`).get({ text })!.n;
      const rows = database.prepare<[object], { jobId: string }>(
        `SELECT jobId FROM jobs LEFT JOIN jobFigures USING (jobId) WHERE ${match} AND (@before IS NULL OR admittedAtMs < @before) ORDER BY ${orderBy(filter.sort ?? 'at', filter.descending ?? true)} LIMIT @limit OFFSET @offset`,
      ).all({ text, before: filter.beforeMs, limit: filter.limit, offset: filter.offset ?? 0 });
      return { total, jobs: rows.flatMap(({ jobId }) => live.get(jobId) ?? fold(jobId) ?? []) };
    },
    newestVersions: (limit) => selectVersions.all(limit),
    revision: () => revision,
    payments: (fromMs, toMs) => selectPayments.all(fromMs, toMs).map((row) => ({ atMs: row.settledAtMs, payoutWei: BigInt(row.payoutWei) })),
    counts(sinceMs) {
      const row = countOutcomes.get(sinceMs, sinceMs);
      return { settled: row?.settled ?? 0, rejected: row?.rejected ?? 0 };
    },
    inBatch: (root) => selectMembers.all(root).flatMap(({ jobId }) => live.get(jobId) ?? fold(jobId) ?? []),
    findByReceipt(receiptHash) {
      const jobId = selectSigned.get(`"${receiptHash}"`)?.jobId;
      const job = jobId === undefined ? null : (live.get(jobId) ?? fold(jobId));
      return job?.signed?.receiptHash === receiptHash ? job : null;
    },
    newestVoucher(line) {
      const found = selectLine.get(line);
      return found && voucherShape.parse(JSON.parse(found.voucher));
    },
    lastUses: () => new Map(selectLastUses.all().map(({ modelId, atMs }) => [modelId, atMs])),
    totals: () => ({ paidWei, jobs: paidJobs }),
    settleOn(domain) {
      const now = networkOf(domain);
      try {
        changeLines(readLinesNetwork() ?? now, now);
      } catch (error) {
        throw toStorageError(error, database.name);
      }
      network = now;
      const aside = [...live.values()].filter((job) => !isWaiting(job));
      for (const { jobId } of aside) {
        live.delete(jobId);
        insertAside.run(jobId);
      }
      return aside.length;
    },
    aside: (limit) => selectAside.all(limit).map(({ jobId }) => jobId),
    isOwn,
  };
}

const networkOf = ({ chainId, verifyingContract }: Domain): string => `${chainId}:${verifyingContract.toLowerCase()}`;
