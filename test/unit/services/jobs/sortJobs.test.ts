import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobEvent } from '../../../../electron/services/jobs/jobEvents.ts';
import { noMeasures } from '../../../../electron/shared/jobMeasures.ts';
import { buildJobRecord } from '../../../../electron/services/jobs/jobRecord.ts';
import { computeMsOf, summarizeJob } from '../../../../electron/services/jobs/job.ts';
import { openJournal, type Journal } from '../../../../electron/services/jobs/journal.ts';
import { openDatabase, type HearthDatabase } from '../../../../electron/services/storage/database.ts';
import { jobFieldNames, jobFields, jobRecordShape, jobSortShape, type JobRow, type JobSort } from '../../../../electron/shared/jobFields.ts';
import { hash, signedJob } from '../../protocol/samples.ts';

let folder: string;
let database: HearthDatabase;
let journal: Journal;
let nowMs = 1_000_000;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-sort-'));
  database = openDatabase(folder);
  journal = openJournal(database, () => nowMs);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A job with its own price, start and computing time; `upTo` of its steps have happened. */
function addJob(index: number, upTo = 4): string {
  const job = signedJob(`sorted ${index}`, { order: { priceOutWei: 10n ** BigInt(index) }, receipt: { seq: index, meter: { startedAtMs: 1, finishedAtMs: 2, queueMs: 50 - index, firstUnitMs: 1, computeMs: 100 * ((index * 7) % 5) + 100 } } });
  const events: JobEvent[] = [
    { kind: 'admitted', request: job.request, modelName: `m${(index * 3) % 4}`, priceMaxWei: 10n ** BigInt(index) * 9n }, { kind: 'started', attempt: 1 + (index % 3), deviceId: index % 2 ? 'gpu-0' : 'cpu-0', classId: 1 },
    { kind: 'signing', receipt: job.receipt, bundle: job.bundle, runtime: job.runtime }, { kind: 'signed', signature: job.file.receiptSignature, receiptHash: job.receiptHash },
  ];
  const { jobId } = job.request.order;
  for (const event of events.slice(0, upTo)) {
    nowMs += 7;
    journal.append([{ jobId, event }]);
  }
  return jobId;
}
const list = (sort: JobSort, descending: boolean, from = journal): string[] => from.list({ stage: 'all', search: '', limit: 500, beforeMs: null, sort, descending }).jobs.map(({ jobId }) => jobId);
const rowOf = (jobId: string): JobRow => {
  const job = journal.read(jobId)!;
  return { ...summarizeJob(job), record: buildJobRecord(job, { measures: noMeasures, audit: null }) };
};
const columnOf = (sort: JobSort) => jobFieldNames.find((name) => 'sort' in jobFields[name] && jobFields[name].sort === sort && name !== 'units')!;
const valueOf = (sort: JobSort, jobId: string) => jobFields[columnOf(sort)].read(rowOf(jobId));

describe('a list of jobs', () => {
  test.each(jobSortShape.options.filter((sort) => sort !== 'stage'))('sorts by %s as its column reads, with what is not there yet last either way', (sort) => {
    for (let index = 0; index < 12; index++) addJob(index, index % 5 === 3 ? 1 : index % 5 === 4 ? 2 : 4);
    for (const descending of [true, false]) {
      const values = list(sort, descending).map((jobId) => valueOf(sort, jobId));
      const known = values.filter((value) => value !== null);
      expect(values.slice(known.length).every((value) => value === null)).toBe(true);
      const ordered = [...known].sort((a, b) => (typeof a === 'string' ? String(a).toLowerCase().localeCompare(String(b).toLowerCase(), 'en') : Number(a) - Number(b)));
      expect(known).toEqual(descending ? ordered.reverse() : ordered);
    }
  });

  test('sorts jobs of before there were figures, and pages through any order without losing or doubling one', () => {
    const all = Array.from({ length: 23 }, (_, index) => addJob(index));
    const before = list('price', false);
    database.exec('DELETE FROM jobFigures');
    expect(list('price', false)).not.toEqual(before);
    const again = openJournal(database, () => nowMs);
    expect(list('price', false, again)).toEqual(before);
    expect(before).toEqual(all);
    const pages = [0, 10, 20].flatMap((offset) => again.list({ stage: 'all', search: '', limit: 10, offset, beforeMs: null, sort: 'model' }).jobs.map(({ jobId }) => jobId));
    expect(new Set(pages)).toEqual(new Set(all));
  });

  test('knows the speed of a job of less than half a millisecond, by what its worker measured', () => {
    const job = signedJob('quick', { receipt: { meter: { startedAtMs: 1, finishedAtMs: 2, queueMs: 1, firstUnitMs: 0, computeMs: 0 } } });
    const { jobId } = job.request.order;
    const events: JobEvent[] = [
      { kind: 'admitted', request: job.request, modelName: 'm', priceMaxWei: 9n }, { kind: 'started', attempt: 1, deviceId: 'cpu', classId: 1 },
      { kind: 'signing', receipt: job.receipt, bundle: job.bundle, runtime: job.runtime, measured: { computeMicros: 250, mostMemoryBytes: 4096 } },
    ];
    for (const event of events) journal.append([{ jobId, event }]);
    const slow = addJob(1);
    expect(journal.read(jobId)!.result!.receipt.meter.computeMs).toBe(0);
    expect(computeMsOf(journal.read(jobId)!)).toBe(0.25);
    expect(jobFields.speed.read(rowOf(jobId))).toBe(job.receipt.io.unitsOut * 4000);
    expect(list('speed', true)).toEqual([jobId, slow]);
    // The same from disk, and in a journal of before there were microseconds.
    const again = openJournal(database, () => nowMs);
    expect(computeMsOf(again.read(jobId)!)).toBe(0.25);
    expect(computeMsOf(again.read(slow)!)).toBe(again.read(slow)!.result!.receipt.meter.computeMs);
  });

  test('keeps its order over figures that were whole milliseconds', () => {
    const all = Array.from({ length: 9 }, (_, index) => addJob(index));
    const before = list('compute', true);
    database.exec('ALTER TABLE jobFigures RENAME COLUMN computeMicros TO computeMs; UPDATE jobFigures SET computeMs = computeMs / 1000');
    const again = openJournal(database, () => nowMs);
    expect(list('compute', true, again)).toEqual(before);
    expect(database.prepare('SELECT computeMicros FROM jobFigures WHERE jobId = ?').get(all[0])).toEqual({ computeMicros: journal.read(all[0]!)!.result!.receipt.meter.computeMs * 1000 });
    expect(() => openJournal(database, () => nowMs)).not.toThrow();
  });

  test('has a record that crosses the bridge, from the first event to the last', () => {
    const half = rowOf(addJob(1, 1)).record!;
    expect(jobRecordShape.parse(jobRecordShape.encode(half))).toEqual(half);
    expect([half.startedAtMs, half.computeMs, half.receiptHash, half.evidenceBytes]).toEqual([null, null, null, null]);
    const jobId = addJob(2);
    journal.append([{ jobId, event: { kind: 'batched', root: hash('root'), count: 3, index: 1, proof: [] } }]);
    journal.append([{ jobId, event: { kind: 'anchored', txHash: hash('anchor'), blockNumber: 77, batchIndex: 0, maturesAtSeconds: Number.MAX_SAFE_INTEGER } }]);
    const whole = rowOf(jobId);
    expect(jobRecordShape.parse(jobRecordShape.encode(whole.record!))).toEqual(whole.record);
    const read = (name: keyof typeof jobFields) => jobFields[name].read(whole);
    expect([read('batchPlace'), read('anchorBlock'), read('windowEnds'), read('numericClass'), read('paymentTx')]).toEqual(['2/3', 77, 8.64e15, 'cpu-fp32', null]);
    expect(Number(read('evidenceBytes'))).toBeGreaterThan(100);
  });
});
