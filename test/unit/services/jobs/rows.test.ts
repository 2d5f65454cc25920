import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../../../electron/protocol/bytes.ts';
import { messageDigest, type RowsRequest } from '../../../../electron/protocol/messages.ts';
import { checkOpening, rowRequestDigest, type RowRequest } from '../../../../electron/protocol/rowOpening.ts';
import { rowRoot } from '../../../../electron/protocol/rows.ts';
import { signDigest } from '../../../../electron/protocol/signature.ts';
import type { Job } from '../../../../electron/services/jobs/job.ts';
import { openJobRows } from '../../../../electron/services/jobs/openJobRows.ts';
import { openKeptFiles, type KeptFiles } from '../../../../electron/services/storage/keptFiles.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { client, hash, signedJob, verifier } from '../../protocol/samples.ts';

let folder: string;
let now = 1_000_000;
const over = new Set<string>();
const evicted: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-rows-'));
  now = Date.now();
  over.clear();
  evicted.length = 0;
});
afterEach(() => rm(folder, { recursive: true }));
const open = (quotaBytes = 1000): KeptFiles => openKeptFiles(join(folder, 'rows'), { ending: 'rows', quotaBytes, keepMs: 60_000, isOver: (jobId) => over.has(jobId), nowMs: () => now, onEvicted: (jobId) => evicted.push(jobId) });
const [one, two, three] = ['1', '2', '3'].map(hash) as [`0x${string}`, `0x${string}`, `0x${string}`];
const bytes = (value: number, size = 400): Uint8Array => new Uint8Array(size).fill(value);

describe('rows on disk', () => {
  it('are there again after a restart, half-written ones are not', async () => {
    open().keep(one, bytes(1));
    await writeFile(join(folder, 'rows', `${two}.rows.part`), 'half');
    const again = open();
    expect(again.read(one)).toEqual(Buffer.from(bytes(1)));
    expect(again.usedBytes()).toBe(400);
    expect(await readdir(join(folder, 'rows'))).toEqual([`${one}.rows`]);
    again.keep(one, bytes(2, 100));
    expect([again.usedBytes(), again.read(one)?.length, again.read(two)]).toEqual([100, 100, null]);
  });
  it('stay within their quota: the oldest go, said aloud when they could still be asked for, and never the newest', async () => {
    const store = open();
    over.add(one);
    for (const jobId of [one, two, three]) store.keep(jobId, bytes(3));
    expect([one, two, three].map((jobId) => store.read(jobId) !== null)).toEqual([false, true, true]);
    expect(evicted).toEqual([]);
    store.keep(one, bytes(4, 5000));
    expect([one, two, three].map((jobId) => store.read(jobId) !== null)).toEqual([true, false, false]);
    expect(evicted).toEqual([two, three]);
    // The order of age survives a restart.
    await rm(join(folder, 'rows'), { recursive: true });
    const fresh = open();
    fresh.keep(one, bytes(1));
    fresh.keep(two, bytes(1));
    await utimes(join(folder, 'rows', `${one}.rows`), now / 1000, now / 1000);
    await utimes(join(folder, 'rows', `${two}.rows`), now / 1000 - 500, now / 1000 - 500);
    open().keep(three, bytes(1));
    expect(await readdir(join(folder, 'rows'))).not.toContain(`${two}.rows`);
  });
  it('go when the job is over and the time has passed, and after a month in any case', () => {
    const store = open();
    for (const jobId of [one, two]) store.keep(jobId, bytes(1));
    over.add(one);
    store.expire();
    expect(store.read(one)).not.toBe(null);
    now += 61_000;
    store.expire();
    expect([store.read(one), store.read(two) !== null, store.usedBytes()]).toEqual([null, true, 400]);
    now += 31 * 24 * 3600 * 1000;
    store.expire();
    expect(store.read(two)).toBe(null);
  });
});

describe('opening the rows of a job', () => {
  const width = 8;
  const values = Float32Array.from({ length: 4 * width }, (_, i) => Math.sin(i));
  const made = signedJob('rows', { receipt: { trace: { ...signedJob('rows').receipt.trace, rowRoot: toHex(rowRoot(p, values, width)) } } });
  const job = { jobId: made.jobId, request: made.request, signed: { receiptHash: made.receiptHash }, result: { bundle: made.bundle } } as unknown as Job;
  const facts = { job, rows: { read: () => new Uint8Array(values.buffer) }, nowMs: 5_000_000 };
  const ask = (change: Partial<RowRequest> = {}, key: string = client.key): RowsRequest => {
    const request: RowRequest = { format: 'hearth-rows/1', jobId: made.jobId, receiptHash: made.receiptHash, indexes: [0, 3], atMs: 5_000_000, ...change };
    return { request, signature: signDigest(key, messageDigest(rowRequestDigest(p, request))) };
  };
  const code = (act: () => unknown): string => {
    try {
      act();
      return 'opened';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  it('gives rows that the receipt\'s root proves', () => {
    const opened = openJobRows(p, ask(), facts);
    const checked = checkOpening(p, opened, { rowRoot: made.receipt.trace.rowRoot, count: 4, indexes: [0, 3] });
    expect(checked.ok && [...checked.rows[1]!]).toEqual([...values.subarray(3 * width)]);
  });
  it('is for the order\'s client alone, and about this receipt, now', () => {
    expect(code(() => openJobRows(p, ask({}, verifier.key), facts))).toBe('input.malformed');
    expect(code(() => openJobRows(p, { ...ask(), request: { ...ask().request, indexes: [1] } }, facts))).toBe('input.malformed');
    expect(code(() => openJobRows(p, ask({ receiptHash: hash('other') }), facts))).toBe('input.malformed');
    expect(code(() => openJobRows(p, ask({ atMs: 1 }), facts))).toBe('input.malformed');
    expect(code(() => openJobRows(p, ask({ atMs: 5_000_000 + 11 * 60_000 }), facts))).toBe('input.malformed');
  });
  it('says by code that there is nothing to open', () => {
    for (const [request, change] of [[ask(), { job: null }], [ask({ indexes: [4] }), {}], [ask(), { rows: { read: () => null } }], [ask(), { rows: { read: () => new Uint8Array(33) } }], [ask(), { job: { ...job, signed: null } as Job }]] as const) {
      expect(code(() => openJobRows(p, request, { ...facts, ...change }))).toBe('rows.unavailable');
    }
  });
});
