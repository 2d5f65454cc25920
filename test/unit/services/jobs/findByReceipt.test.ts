import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { JobEvent } from '../../../../electron/services/jobs/jobEvents.ts';
import { openJournal } from '../../../../electron/services/jobs/journal.ts';
import { openDatabase } from '../../../../electron/services/storage/database.ts';
import { hash, signedJob } from '../../protocol/samples.ts';

/** A dispute may come days after its job: whoever finds none of its own says nothing, and loses a fifth of its stake. */
it('a job is found by its receipt however many came after it, and none by a receipt that only resembles one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-journal-'));
  const database = openDatabase(folder);
  try {
    let nowMs = 1_000;
    const journal = openJournal(database, () => nowMs++);
    const jobs = Array.from({ length: 620 }, (_, seq) => signedJob(`found ${seq}`, { receipt: { seq } }));
    // One append for all: each is durable by itself, which takes a disk thousands of times.
    journal.append(jobs.flatMap((job) => ([
      { kind: 'admitted', request: job.request, modelName: 'm', priceMaxWei: 80n }, { kind: 'started', attempt: 1, deviceId: 'cpu', classId: 1 },
      { kind: 'signing', receipt: job.receipt, bundle: job.bundle, runtime: job.runtime }, { kind: 'signed', signature: job.file.receiptSignature, receiptHash: job.receiptHash },
    ] satisfies JobEvent[]).map((event) => ({ jobId: job.jobId, event }))));
    for (const at of [0, 1, 300, 619]) expect(journal.findByReceipt(jobs[at]!.receiptHash)).toMatchObject({ jobId: jobs[at]!.jobId, signed: { receiptHash: jobs[at]!.receiptHash } });
    expect([journal.findByReceipt(hash('another')), journal.findByReceipt(jobs[0]!.file.receiptSignature), journal.findByReceipt(jobs[0]!.receiptHash.slice(0, 40))]).toEqual([null, null, null]);
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
