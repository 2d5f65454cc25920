import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Domain } from '../../../../electron/protocol/typedData.ts';
import { lineKey } from '../../../../electron/services/jobs/acceptVoucher.ts';
import type { JobEvent } from '../../../../electron/services/jobs/jobEvents.ts';
import { openJournal, type Journal } from '../../../../electron/services/jobs/journal.ts';
import { openDatabase, type HearthDatabase } from '../../../../electron/services/storage/database.ts';
import { accountOf, domain, hash, signedJob } from '../../protocol/samples.ts';

let folder: string;
let database: HearthDatabase;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-journal-'));
  database = openDatabase(folder);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const anew: Domain = { ...domain, verifyingContract: accountOf('another escrow').address };
const start = (): Journal => openJournal(database, Date.now);

/** A job that its client acknowledged with the first voucher of the line. */
function acknowledge(journal: Journal, label: string, of: Domain) {
  const job = signedJob(label);
  const { client, provider, app, modelId } = job.order;
  const voucher = { client, provider, app, modelId, count: 1, cumulativeWei: 80n, receiptsRoot: hash(label) };
  const signature = job.file.receiptSignature;
  journal.append(([
    { kind: 'admitted', request: { ...job.request, domain: of }, modelName: 'm', priceMaxWei: 80n }, { kind: 'started', attempt: 1, deviceId: 'cpu', classId: 1 },
    { kind: 'signing', receipt: job.receipt, bundle: job.bundle, runtime: job.runtime }, { kind: 'signed', signature, receiptHash: job.receiptHash },
    { kind: 'acknowledged', voucher, signature, index: 0, proof: [], votes: [] },
  ] satisfies JobEvent[]).map((event) => ({ jobId: job.jobId, event })));
  return { jobId: job.jobId, line: lineKey(voucher), root: voucher.receiptsRoot };
}

it('a network with other contracts begins with lines of its own, while receipts and lines of the one before wait for it', () => {
  const before = acknowledge(start(), 'of before', domain);
  const journal = start();
  expect(journal.live().map(({ jobId }) => jobId)).toEqual([before.jobId]);
  expect(journal.settleOn(anew)).toBe(1);
  const kept = journal.read(before.jobId)!;
  expect([journal.live(), journal.newestVoucher(before.line), kept.stage, journal.isOwn(kept), journal.list({ stage: 'all', search: '', limit: 9, beforeMs: null }).total]).toEqual([[], undefined, 'acknowledged', false, 1]);
  expect([journal.list({ stage: 'live', search: '', limit: 9, beforeMs: null }).total, journal.aside(9)]).toEqual([0, [before.jobId]]);
  const after = acknowledge(journal, 'of after', anew);
  expect([after.line, journal.live().map(({ jobId }) => jobId), journal.newestVoucher(after.line)?.receiptsRoot]).toEqual([before.line, [after.jobId], after.root]);

  const again = start();
  expect([again.settleOn(anew), again.live().map(({ jobId }) => jobId), again.newestVoucher(after.line)?.receiptsRoot]).toEqual([1, [after.jobId], after.root]);
  const back = start();
  expect([back.settleOn(domain), back.live().map(({ jobId }) => jobId), back.newestVoucher(before.line)?.receiptsRoot]).toEqual([1, [before.jobId], before.root]);
  expect([back.aside(9), back.list({ stage: 'live', search: '', limit: 9, beforeMs: null }).total]).toEqual([[after.jobId], 1]);
});

it('an order of another network that was not answered yet is still there to be ended', () => {
  const job = signedJob('unanswered');
  start().append([{ jobId: job.jobId, event: { kind: 'admitted', request: job.request, modelName: 'm', priceMaxWei: 80n } }]);
  const journal = start();
  expect([journal.settleOn(anew), journal.live().length]).toEqual([0, 1]);
});
