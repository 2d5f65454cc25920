import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { announcementShape, jobRequestShape, voucherRequestShape, type Announcement, type JobRequest, type VoucherRequest } from '../../protocol/messages.ts';
import { jobOrderShape, receiptShape, type JobOrder, type Receipt } from '../../protocol/typedData.ts';
import { HearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import { accusationShape, type Accusation } from './accusation.ts';
import { challengeShape, type Challenge } from './challenge.ts';
import { freshNodeRecord, nodeRecordShape, type AuditKey, type NodeRecord } from './auditPolicy.ts';

const schemaVersion = 1;
const schema = `
  CREATE TABLE IF NOT EXISTS nodes (node TEXT PRIMARY KEY, announcement TEXT NOT NULL, streak INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE IF NOT EXISTS jobs (
    jobId TEXT PRIMARY KEY, network TEXT NOT NULL, node TEXT NOT NULL, state TEXT NOT NULL, request TEXT, reason TEXT, atMs INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS jobsByState ON jobs (state);
  CREATE TABLE IF NOT EXISTS leaves (
    line TEXT NOT NULL, place INTEGER NOT NULL, jobId TEXT NOT NULL UNIQUE, receiptHash TEXT NOT NULL UNIQUE, orderHash TEXT NOT NULL UNIQUE,
    cumulativeWei TEXT NOT NULL, voucher TEXT, PRIMARY KEY (line, place)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS auditRecords (node TEXT NOT NULL, modelId TEXT NOT NULL, classId INTEGER NOT NULL, record TEXT NOT NULL, PRIMARY KEY (node, modelId, classId)) STRICT;
  CREATE TABLE IF NOT EXISTS accusations (receiptHash TEXT PRIMARY KEY, network TEXT NOT NULL, state TEXT NOT NULL, accusation TEXT NOT NULL, atMs INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS challenges (receiptHash TEXT PRIMARY KEY, network TEXT NOT NULL, state TEXT NOT NULL, challenge TEXT NOT NULL, atMs INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS leavesWaiting ON leaves (line, place) WHERE voucher IS NOT NULL;
  CREATE TABLE IF NOT EXISTS paidJobs (orderHash TEXT PRIMARY KEY, signedJob TEXT NOT NULL, atMs INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS paidJobsByTime ON paidJobs (atMs);
`;

/** How a job ended for the client. accepted: a voucher is on its way; acknowledged: the provider has it. */
export type JobEnd = 'accepted' | 'acknowledged' | 'rejected' | 'refused' | 'failed' | 'lost';

export type NewLeaf = { readonly receiptHash: string; readonly orderHash: string; readonly priceWei: bigint; readonly order: JobOrder; readonly receipt: Receipt; readonly atMs: number };
/** A job that a voucher of ours pays: what its refund would need. Nothing of what was asked or answered. */
export type PaidJob = { readonly line: string; readonly receiptHash: Hex; readonly order: JobOrder; readonly receipt: Receipt };
const signedJobShape = z.strictObject({ order: jobOrderShape, receipt: receiptShape });
/** A line's sums after a leaf was added. */
export type LineAfter = { readonly index: number; readonly count: number; readonly cumulativeWei: bigint };

/**
 * What the practice client must not forget: which orders are out, and what each voucher line has promised. Every change is one synced
 * transaction, so a line never goes backwards and a job is never paid twice, whatever is killed when.
 */
export type PracticeStore = {
  saveNode(announcement: Announcement): void;
  /** Those that announced themselves in the words of this version: the others do it again. */
  nodes(): { readonly announcement: Announcement }[];
  /** What is remembered of the audits of one node, model and class; fresh when nothing is. */
  auditRecord(key: AuditKey): NodeRecord;
  saveAuditRecord(key: AuditKey, record: NodeRecord): void;

  /** Before the order is sent. With `outcomeOnly` the request itself, and so what was asked, is not written: it is then not among {@link outstanding}. */
  addJob(network: string, request: JobRequest, atMs: number, keeps?: 'request' | 'outcomeOnly'): void;
  endJob(jobId: string, end: JobEnd, reason: string | null): void;
  /** Nodes, lower case, of whom an answer did not hold since then. */
  rejectedSince(network: string, sinceMs: number): readonly string[];
  /** Orders of this network whose outcome is not known. */
  outstanding(network: string): JobRequest[];

  /** Keeps a false receipt that the chain shall see. One that is known already is left as it is. */
  addAccusation(network: string, receiptHash: string, accusation: Accusation, atMs: number): void;
  saveAccusation(receiptHash: string, accusation: Accusation): void;
  /** All of a network, or those not done yet, oldest first. */
  accusations(network: string, which: 'all' | 'open'): { readonly receiptHash: string; readonly accusation: Accusation }[];

  /** Keeps a receipt to be disputed. One that is known already is left as it is. */
  addChallenge(network: string, receiptHash: string, challenge: Challenge, atMs: number): void;
  saveChallenge(receiptHash: string, challenge: Challenge): void;
  /** All of a network, or those that are not over, oldest first. */
  challenges(network: string, which: 'all' | 'open'): { readonly receiptHash: string; readonly challenge: Challenge; readonly atMs: number }[];

  /** Hashes of all receipts of a line, in order. */
  leavesOf(line: string): Hex[];
  /** Every line with what it promises in all. Wei. */
  lines(): { readonly line: string; readonly wei: bigint }[];
  /**
   * Adds a receipt to its line and keeps the voucher that `sign` makes of the new sums, in one transaction, before anything is sent.
   * Gives null when this job, receipt or order is in a line already.
   */
  addVoucher(line: string, leaf: NewLeaf, sign: (after: LineAfter) => VoucherRequest): LineAfter | null;
  /** The oldest voucher of a line that is not acknowledged. */
  nextVoucher(line: string): VoucherRequest | null;
  acknowledgeVoucher(jobId: string): void;
  /** Vouchers that a node has not acknowledged. */
  waitingVouchers(node: string): number;
  /** Lines with vouchers still to deliver. */
  waitingLines(): string[];
  /** Null where no voucher of ours pays this order, or it was forgotten. */
  paidJob(orderHash: string): PaidJob | null;
  /** Forgets what refunds of jobs paid before this time would need, and of all but the newest so many. */
  forgetPaidJobs(before: { readonly atMs: number; readonly keep: number }): void;
  close(): void;
};

/**
 * @throws storage.locked      another practice network runs on this folder
 * @throws storage.unreadable  not our database
 * @throws storage.newer       written by a newer Hearth
 * @effects disk
 */
export function openPracticeStore(path: string): PracticeStore {
  const db = openFile(path);
  const one = <T>(sql: string, ...args: unknown[]): T | undefined => db.prepare(sql).get(...args) as T | undefined;
  const all = <T>(sql: string, ...args: unknown[]): T[] => db.prepare(sql).all(...args) as T[];
  const run = (sql: string, ...args: unknown[]): void => void db.prepare(sql).run(...args);
  const wire = (shape: z.ZodType, value: unknown): string => JSON.stringify(z.encode(shape, value as never));
  const lastOf = (line: string) => one<{ place: number; cumulativeWei: string }>('SELECT place, cumulativeWei FROM leaves WHERE line = ? ORDER BY place DESC LIMIT 1', line);

  const addVoucher = db.transaction((line: string, leaf: NewLeaf, sign: (after: LineAfter) => VoucherRequest): LineAfter | null => {
    const { jobId } = leaf.order;
    const known = one('SELECT 1 FROM leaves WHERE jobId = ? OR receiptHash = ? OR orderHash = ?', jobId, leaf.receiptHash, leaf.orderHash);
    if (known) return null;
    const last = lastOf(line);
    const index = last ? last.place + 1 : 0;
    const after = { index, count: index + 1, cumulativeWei: BigInt(last?.cumulativeWei ?? 0) + leaf.priceWei };
    run('INSERT INTO leaves (line, place, jobId, receiptHash, orderHash, cumulativeWei, voucher) VALUES (?, ?, ?, ?, ?, ?, ?)',
      line, index, jobId, leaf.receiptHash, leaf.orderHash, after.cumulativeWei.toString(), wire(voucherRequestShape, sign(after)));
    run('INSERT INTO paidJobs (orderHash, signedJob, atMs) VALUES (?, ?, ?)', leaf.orderHash, wire(signedJobShape, { order: leaf.order, receipt: leaf.receipt }), leaf.atMs);
    run('UPDATE jobs SET state = ?, request = NULL WHERE jobId = ?', 'accepted', jobId);
    return after;
  });
  const acknowledge = db.transaction((jobId: string) => {
    run('UPDATE leaves SET voucher = NULL WHERE jobId = ?', jobId);
    run('UPDATE jobs SET state = ? WHERE jobId = ?', 'acknowledged', jobId);
  });

  return {
    saveNode: (announcement) =>
      run('INSERT INTO nodes (node, announcement) VALUES (?, ?) ON CONFLICT (node) DO UPDATE SET announcement = excluded.announcement', announcement.node.toLowerCase(), wire(announcementShape, announcement)),
    nodes: () =>
      all<{ announcement: string }>('SELECT announcement FROM nodes').flatMap((row) => {
        const parsed = announcementShape.safeParse(JSON.parse(row.announcement));
        return parsed.success ? [{ announcement: parsed.data }] : [];
      }),
    auditRecord({ node, modelId, classId }) {
      const row = one<{ record: string }>('SELECT record FROM auditRecords WHERE node = ? AND modelId = ? AND classId = ?', node.toLowerCase(), modelId, classId);
      return row ? nodeRecordShape.parse(JSON.parse(row.record)) : freshNodeRecord;
    },
    saveAuditRecord: ({ node, modelId, classId }, record) =>
      run('INSERT INTO auditRecords (node, modelId, classId, record) VALUES (?, ?, ?, ?) ON CONFLICT (node, modelId, classId) DO UPDATE SET record = excluded.record', node.toLowerCase(), modelId, classId, JSON.stringify(record)),
    addJob: (network, request, atMs, keeps = 'request') =>
      run('INSERT INTO jobs (jobId, network, node, state, request, atMs) VALUES (?, ?, ?, ?, ?, ?)', request.order.jobId, network, request.order.provider.toLowerCase(), 'sent', keeps === 'request' ? wire(jobRequestShape, request) : null, atMs),
    endJob: (jobId, end, reason) => run('UPDATE jobs SET state = ?, reason = ?, request = NULL WHERE jobId = ?', end, reason?.slice(0, 500) ?? null, jobId),
    rejectedSince: (network, sinceMs) => all<{ node: string }>("SELECT DISTINCT node FROM jobs WHERE state = 'rejected' AND network = ? AND atMs >= ?", network, sinceMs).map(({ node }) => node),
    outstanding: (network) => all<{ request: string }>("SELECT request FROM jobs WHERE state = 'sent' AND request IS NOT NULL AND network = ? ORDER BY atMs", network).map((row) => jobRequestShape.parse(JSON.parse(row.request))),
    addAccusation: (network, receiptHash, accusation, atMs) =>
      run('INSERT OR IGNORE INTO accusations (receiptHash, network, state, accusation, atMs) VALUES (?, ?, ?, ?, ?)', receiptHash, network, accusation.state, wire(accusationShape, accusation), atMs),
    saveAccusation: (receiptHash, accusation) => run('UPDATE accusations SET state = ?, accusation = ? WHERE receiptHash = ?', accusation.state, wire(accusationShape, accusation), receiptHash),
    accusations: (network, which) =>
      all<{ receiptHash: string; accusation: string }>(`SELECT receiptHash, accusation FROM accusations WHERE network = ?${which === 'open' ? " AND state IN ('found', 'proven')" : ''} ORDER BY atMs`, network)
        .map((row) => ({ receiptHash: row.receiptHash, accusation: accusationShape.parse(JSON.parse(row.accusation)) })),
    addChallenge: (network, receiptHash, challenge, atMs) =>
      run('INSERT OR IGNORE INTO challenges (receiptHash, network, state, challenge, atMs) VALUES (?, ?, ?, ?, ?)', receiptHash, network, challenge.state, wire(challengeShape, challenge), atMs),
    saveChallenge: (receiptHash, challenge) => run('UPDATE challenges SET state = ?, challenge = ? WHERE receiptHash = ?', challenge.state, wire(challengeShape, challenge), receiptHash),
    challenges: (network, which) =>
      all<{ receiptHash: string; challenge: string; atMs: number }>(`SELECT receiptHash, challenge, atMs FROM challenges WHERE network = ?${which === 'open' ? " AND state IN ('found', 'ready', 'open')" : ''} ORDER BY atMs`, network)
        .map((row) => ({ receiptHash: row.receiptHash, challenge: challengeShape.parse(JSON.parse(row.challenge)), atMs: row.atMs })),
    leavesOf: (line) => all<{ receiptHash: Hex }>('SELECT receiptHash FROM leaves WHERE line = ? ORDER BY place', line).map((row) => row.receiptHash),
    lines: () => all<{ line: string; cumulativeWei: string }>('SELECT line, MAX(place), cumulativeWei FROM leaves GROUP BY line').map((row) => ({ line: row.line, wei: BigInt(row.cumulativeWei) })),
    addVoucher: (line, leaf, sign) => addVoucher.immediate(line, leaf, sign),
    nextVoucher(line) {
      const row = one<{ voucher: string }>('SELECT voucher FROM leaves WHERE line = ? AND voucher IS NOT NULL ORDER BY place LIMIT 1', line);
      return row ? voucherRequestShape.parse(JSON.parse(row.voucher)) : null;
    },
    acknowledgeVoucher: (jobId) => acknowledge.immediate(jobId),
    waitingVouchers: (node) => one<{ count: number }>('SELECT COUNT(*) AS count FROM leaves JOIN jobs USING (jobId) WHERE leaves.voucher IS NOT NULL AND jobs.node = ?', node.toLowerCase())!.count,
    waitingLines: () => all<{ line: string }>('SELECT DISTINCT line FROM leaves WHERE voucher IS NOT NULL').map((row) => row.line),
    paidJob(orderHash) {
      const row = one<{ line: string; receiptHash: Hex; signedJob: string }>('SELECT leaves.line, leaves.receiptHash, paidJobs.signedJob FROM paidJobs JOIN leaves USING (orderHash) WHERE orderHash = ?', orderHash);
      return row ? { line: row.line, receiptHash: row.receiptHash, ...signedJobShape.parse(JSON.parse(row.signedJob)) } : null;
    },
    forgetPaidJobs: ({ atMs, keep }) =>
      run('DELETE FROM paidJobs WHERE atMs < ? OR atMs < (SELECT atMs FROM paidJobs ORDER BY atMs DESC LIMIT 1 OFFSET ?)', atMs, keep - 1),
    close: () => void db.close(),
  };
}

function openFile(path: string): Database.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const db = new Database(path, { timeout: 500 });
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    // A voucher that left this machine must be on this disk, also after a power cut.
    db.pragma('synchronous = FULL');
    const found = db.pragma('user_version', { simple: true }) as number;
    if (found > schemaVersion) throw new HearthError('storage.newer', { path, found, known: schemaVersion });
    db.exec(`BEGIN EXCLUSIVE; ${schema} PRAGMA user_version = ${schemaVersion}; COMMIT;`);
    return db;
  } catch (error) {
    if (error instanceof HearthError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) throw new HearthError('storage.locked', { path }, error);
    throw new HearthError('storage.unreadable', { path, reason: code }, error);
  }
}
