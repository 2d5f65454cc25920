import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepClaims } from '../../electron/programs/provider/claimSide.ts';
import { buildCall } from '../../electron/services/chain/calls.ts';
import { reconcile } from '../../electron/services/earnings/books.ts';
import type { WeighFee } from '../../electron/services/earnings/feeShare.ts';
import { jobPriceWei, type Job } from '../../electron/services/jobs/job.ts';
import { decidePayWait } from '../../electron/services/jobs/payWaits.ts';
import type { ReceiptRow } from '../../electron/shared/books.ts';
import { fundReservation } from '../support/chainActors.ts';
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

describe('what is paid to a node', () => {
  const dear: WeighFee = () => ({ percent: 12, limitPercent: 5, inWords: 'its fee would take 12 % of it' });
  /** The owner's rule and the clock, as the test moves them. */
  const hands = (): { rule: WeighFee | null; aheadMs: number; nowMs: () => number } => ({ rule: dear, aheadMs: 0, nowMs() { return Date.now() + this.aheadMs; } });

  it('waits while its fee takes more than the owner allows, says so with the time of the next try, and is settled when fees are lower', async () => {
    const hand = hands();
    const books = world.openBooks({ feeRule: () => hand.rule, nowMs: () => hand.nowMs() });
    const entries = await world.makeJobs(2);
    books.journal.append(entries);
    const [jobId] = [...new Set(entries.map((entry) => entry.jobId))] as [string];
    const settledBefore = (await world.net.chain.readLedger(world.node)).settledWei;
    books.run();
    const wait = await until('the settlement waits', () => books.waits.of(jobId), 60_000);
    expect(wait).toMatchObject({ reason: 'fee', percent: 12, limitPercent: 5 });
    expect(wait.againAtMs! - hand.nowMs()).toBeGreaterThan(30_000);
    hand.rule = null;
    expect((await world.net.chain.readLedger(world.node)).settledWei).toBe(settledBefore);
    hand.aheadMs = 60_000;
    await until('both are paid', () => books.journal.counts(0).settled === 2, 60_000);
    expect(books.waits.of(jobId)).toBeNull();
    expect(books.problems).toEqual([]);
    await books.close();
  }, 120_000);

  it('is claimed from a silent client when the contract no longer refuses it; until then the refusal is shown by the name the contract gives it', async () => {
    const hand = hands();
    hand.rule = null;
    hand.aheadMs = 48 * 3_600_000;
    const books = world.openBooks({ nowMs: () => hand.nowMs() });
    const entries = (await world.makeJobs(1)).filter(({ event }) => event.kind !== 'acknowledged');
    books.journal.append(entries);
    const { jobId } = entries[0]!;
    const job = () => books.journal.read(jobId)!;
    const { client } = job().request.order;
    const { amountWei } = await world.net.chain.readReservation(client, world.node);
    await world.net.send(world.net.deployer, buildCall(world.net.deployment, 'JobEscrow', 'giveBack', [world.node, client, amountWei]));
    books.run();
    const stop = new AbortController();
    const problems: string[] = [];
    const claiming = keepClaims({
      chain: books.side.chain, node: world.node, feeRule: () => hand.rule, send: (intent) => books.side.send(intent), journal: books.journal, payouts: books.payouts, waits: books.waits, nowMs: () => hand.nowMs(), claimAfterMs: 0,
      isDisputed: () => false, raise: () => {}, log: () => {}, onProblem: (error) => void problems.push(String(error)),
    }, stop.signal);
    const shown = () => decidePayWait(job(), { isOwn: true, noted: books.waits.of(jobId), isDisputed: false, isChainSound: true, claimAfterMs: 0, nowMs: hand.nowMs() });

    const refused = await until('the contract refuses', shown, 60_000);
    expect(refused).toMatchObject({ reason: 'refused', error: expect.stringContaining('ReservationTooSmall') as string });
    expect(refused.againAtMs! - hand.nowMs()).toBeGreaterThan(30_000);
    expect(problems.join()).toContain('ReservationTooSmall');
    await fundReservation(world.net, world.clientOf(client), world.node, amountWei);
    hand.rule = dear;
    hand.aheadMs += 60_000;
    expect(await until('the fee is too high', () => (shown()?.reason === 'fee' ? shown() : null), 60_000)).toMatchObject({ percent: 12, limitPercent: 5 });
    expect(job().claimed).toBeNull();
    hand.rule = null;
    hand.aheadMs += 60_000;
    await until('it is claimed and paid', () => job().settled, 60_000);
    expect(shown()).toBeNull();
    stop.abort();
    await claiming;
    await books.close();
  }, 180_000);
});
