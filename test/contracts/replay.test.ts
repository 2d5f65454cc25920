import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reconcile } from '../../electron/services/earnings/books.ts';
import { jobPriceWei, type Job } from '../../electron/services/jobs/job.ts';
import type { ReceiptRow } from '../../electron/shared/books.ts';
import { startSettlementWorld, type Books, type SettlementWorld } from '../support/settlementWorld.ts';
import { until } from '../support/until.ts';

let world: SettlementWorld;
beforeAll(async () => {
  world = await startSettlementWorld({ clients: 2, windowSeconds: 2, pollingMs: 100, anchorEveryMs: 0 });
});
afterAll(() => world.stop());

const farMs = 8.64e15;
const jobsOf = ({ journal }: Books): readonly Job[] => journal.list({ stage: 'all', search: '', limit: 1000, beforeMs: null }).jobs.toSorted((a, b) => a.result!.receipt.seq - b.result!.receipt.seq);
const chainFacts = (books: Books) => jobsOf(books).map(({ jobId, stage, signed, anchored, settled }) => ({ jobId, stage, receipt: signed?.receiptHash, anchored, settled }));
const rowsOf = (books: Books): ReceiptRow[] => jobsOf(books).map((job) => ({
  jobId: job.jobId, admittedAtMs: 0, finishedAtMs: 0, stage: job.stage, modelName: job.modelName, deviceId: 'cpu', priceWei: jobPriceWei(job),
  paidWei: job.settled?.payoutWei ?? null, paidAtMs: job.settled?.atMs ?? null, txHash: job.settled?.txHash ?? null, computeMs: 1, wattHours: null, measuredShare: null,
}));

describe('the books of a node, with what the chain said of them lost', () => {
  it('come back from the chain as they were, receipt by receipt and payment by payment', async () => {
    const entries = await world.makeJobs(12);
    const first = world.openBooks();
    const half = entries.length / 2;
    first.journal.append(entries.slice(0, half));
    first.run();
    await until('the first half is paid', () => first.journal.counts(0).settled === 6, 60_000);
    first.journal.append(entries.slice(half));
    await until('all are paid', () => first.journal.counts(0).settled === 12, 60_000);
    await until('every payment arrived', () => first.payouts.read(0, farMs).every(({ settledWei, arrivedWei }) => settledWei === arrivedWei && settledWei > 0n), 20_000);
    const batched = jobsOf(first).map((job) => ({ jobId: job.jobId, event: { kind: 'batched' as const, ...job.batched! } }));
    const [was, wasPaid] = [chainFacts(first), first.payouts.read(0, farMs)];
    expect(wasPaid.length).toBeGreaterThan(1);
    expect(first.problems).toEqual([]);
    await first.close();

    // The node's own facts are kept; every word of the chain is asked for again, from its first block.
    const again = world.openBooks();
    again.journal.append([...entries, ...batched]);
    const nonce = await world.net.rpc('eth_getTransactionCount', world.node, 'latest');
    again.run();
    await until('all are paid again', () => again.journal.counts(0).settled === 12, 60_000);
    expect(chainFacts(again)).toEqual(was);
    expect(again.payouts.read(0, farMs)).toEqual(wasPaid);
    expect(again.journal.payments(0, farMs)).toEqual(wasPaid.flatMap(({ atMs }) => was.filter(({ settled }) => settled!.atMs === atMs).map(({ settled }) => ({ atMs, payoutWei: settled!.receivedWei }))));
    expect(reconcile(rowsOf(again), again.payouts.read(0, farMs))).toMatchObject({ isWhole: true, differences: [] });
    // Nothing was anchored or settled a second time.
    expect(await world.net.rpc('eth_getTransactionCount', world.node, 'latest')).toBe(nonce);
    await again.close();

    // Without the journal too, the payments are all there; what they were for is then honestly unknown.
    const empty = world.openBooks();
    empty.run();
    await until('the payments are back', () => empty.payouts.read(0, farMs).length === wasPaid.length, 60_000);
    expect(empty.payouts.read(0, farMs)).toEqual(wasPaid);
    const paidWei = wasPaid.reduce((sum, { settledWei }) => sum + settledWei, 0n);
    const { isWhole, differences } = reconcile(rowsOf(empty), empty.payouts.read(0, farMs));
    expect([isWhole, differences.map(({ name }) => name), differences.reduce((sum, { amountWei }) => sum + amountWei, 0n)]).toEqual([false, ['notBooked'], paidWei]);
  }, 240_000);
});
