import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueOf } from '../../electron/programs/devnet/keepChain.ts';
import { keepRefunds } from '../../electron/programs/devnet/keepRefunds.ts';
import type { ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { buildCall, buildSettleTransaction, domainOf } from '../../electron/services/chain/calls.ts';
import { readRefunds } from '../../electron/services/chain/refunds.ts';
import { openPracticeStore, type PracticeStore } from '../../electron/services/practice/practiceStore.ts';
import { findPlace, type ClientRefund } from '../../electron/services/practice/refunds.ts';
import { createVoucherLines } from '../../electron/services/practice/voucherLines.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode, fundReservation, signVoucher } from '../support/chainActors.ts';
import { anchorJobs, makeJob, openClaim, placeInVoucher, type AnchoredPlace, type TestJob } from '../support/chainJobs.ts';
import { startTestNet, testWallet, testWindowSeconds, type TestNet } from '../support/chainTestNet.ts';

const coin = weiPerCoin;
const [node, client, stranger, court] = ['node', 'client', 'stranger', 'court'].map(testWallet) as [ReturnType<typeof testWallet>, ReturnType<typeof testWallet>, ReturnType<typeof testWallet>, ReturnType<typeof testWallet>];
const folder = mkdtempSync(join(tmpdir(), 'hearth-refunds-'));
const ending = new AbortController();

let net: TestNet;
let store: PracticeStore;
let jobs: TestJob[];
let places: AnchoredPlace[];
const told: ClientRefund[] = [];
const lines: string[] = [];
/** As a client that starts anew on the same books. */
const open = () => keepRefunds({
  chain: net.chain, client: client.address, queue: queueOf(net.chain, { address: client.address as Hex, privateKey: client.privateKey as Hex }, ending.signal), nodes: () => [node.address], store,
  log: (text) => lines.push(text), onRefund: (refund) => told.push(refund),
});
const freeWei = async () => {
  const { coinWei, lockedWei } = await net.chain.readBalance(client.address);
  return coinWei - lockedWei;
};
const voidJob = (job: TestJob) => net.send(court, buildCall(net.deployment, 'JobEscrow', 'voidJob', [job.order, 0n]));
const settle = (count: number) => {
  const paid = jobs.slice(0, count);
  const { receiptsRoot } = placeInVoucher(paid.map(({ receiptHash }) => receiptHash), 0);
  return net.send(stranger, buildSettleTransaction(net.deployment, [signVoucher(net, client, { provider: node.address, count, cumulativeWei: paid.reduce((sum, { priceWei }) => sum + priceWei, 0n), receiptsRoot })]));
};

beforeAll(async () => {
  net = await startTestNet({ deploy: { courts: [court.address] } });
  await enrolNode(net, node, 20n * coin);
  await fundReservation(net, client, node.address, 100n * coin);
  jobs = [3n, 4n, 5n, 6n, 9n].map((price, seq) => makeJob(net, client, node.address, { name: `job ${seq}`, priceWei: price * coin, receipt: { seq } }));
  places = await anchorJobs(net, node, jobs);
  store = openPracticeStore(join(folder, 'practice.sqlite'));
  // The last is claimed, not paid by voucher.
  const vouchers = createVoucherLines({ p, store, clientKey: client.privateKey, nowMs: Date.now, deliver: () => new Promise(() => {}) }, ending.signal);
  for (const { order, receipt, orderHash, receiptHash } of jobs.slice(0, 4)) vouchers.accept({ order, receipt, domain: domainOf(net.deployment) } as ReceiptFile, receiptHash, orderHash, []);
});
afterAll(async () => {
  ending.abort();
  store?.close();
  await net?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("a client's money in void jobs", () => {
  it('comes back once for each job that a settled voucher paid, out of the stake, exactly, also where the voucher is settled after the void', async () => {
    await net.skipSeconds(2 * testWindowSeconds);
    await settle(2);
    const before = { freeWei: await freeWei(), stakeWei: (await net.chain.readStake(node.address)).activeWei };
    await voidJob(jobs[1]!);
    await voidJob(jobs[2]!);
    const refunds = open();
    await refunds.advance();
    expect(told).toMatchObject([{ orderHash: jobs[1]!.orderHash, jobId: jobs[1]!.order.jobId, node: node.address, from: 'stake', refundedWei: 4n * coin, priceWei: 4n * coin }]);
    expect(await freeWei()).toBe(before.freeWei + 4n * coin);
    await refunds.advance();
    expect(told).toHaveLength(1);
    await settle(3);
    await refunds.advance();
    expect(told[1]).toMatchObject({ orderHash: jobs[2]!.orderHash, from: 'stake', refundedWei: 5n * coin });
    expect(await freeWei()).toBe(before.freeWei + 9n * coin);
    expect((await net.chain.readStake(node.address)).activeWei).toBe(before.stakeWei - 9n * coin);
    expect(lines.filter((text) => text.startsWith('collected'))).toEqual([expect.stringContaining(`${4n * coin} wei`), expect.stringContaining(`${5n * coin} wei`)]);
  });

  it('is told again after a start, and nothing is sent or collected twice', async () => {
    const before = await freeWei();
    await open().advance();
    expect(told.slice(2).map(({ orderHash }) => orderHash).sort()).toEqual([jobs[1]!.orderHash, jobs[2]!.orderHash].sort());
    expect(await freeWei()).toBe(before);
    // Node and client read the same.
    expect(await readRefunds(net.chain, node.address, net.deployment.startBlock)).toEqual(told.slice(2).map(({ node: _node, jobId: _jobId, priceWei: _priceWei, ...refund }) => refund));
  });

  it('goes back from a claim into the reservation, by the void itself', async () => {
    const reservedWei = async () => (await net.chain.readReservation(client.address, node.address)).amountWei;
    const before = await reservedWei();
    await openClaim(net, jobs[4]!, places[4]!, stranger);
    expect(await reservedWei()).toBe(before - 9n * coin);
    await voidJob(jobs[4]!);
    expect(await reservedWei()).toBe(before);
    told.length = 0;
    await open().advance();
    expect(told.find(({ from }) => from === 'claim')).toMatchObject({ orderHash: jobs[4]!.orderHash, jobId: null, refundedWei: 9n * coin });
  });

  it('is no more than the stake that is left, and says so', async () => {
    await settle(4);
    await net.send(court, buildCall(net.deployment, 'JobEscrow', 'voidJob', [jobs[0]!.order, (await net.chain.readStake(node.address)).activeWei - coin]));
    await voidJob(jobs[3]!);
    told.length = 0;
    await open().advance();
    const sums = [0, 3].map((i) => told.find(({ orderHash }) => orderHash === jobs[i]!.orderHash)!);
    expect(sums.map(({ priceWei }) => priceWei)).toEqual([3n * coin, 6n * coin]);
    expect(sums.reduce((all, { refundedWei }) => all + refundedWei, 0n)).toBe(coin);
  });

  it('is forgotten with what its refund would need, and then nothing is asked for', () => {
    expect(store.paidJob(jobs[0]!.orderHash)).toMatchObject({ line: expect.stringContaining(node.address.toLowerCase()), receiptHash: jobs[0]!.receiptHash, order: { jobId: jobs[0]!.order.jobId } });
    store.forgetPaidJobs({ atMs: 0, keep: 10 });
    expect(store.paidJob(jobs[0]!.orderHash)).not.toBeNull();
    store.forgetPaidJobs({ atMs: Date.now() + 1, keep: 10 });
    expect(store.paidJob(jobs[0]!.orderHash)).toBeNull();
  });
});

describe('where a receipt stands under a settled voucher', () => {
  const leaves = Array.from({ length: 6 }, (_, i): Hex => `0x${String(i + 1).repeat(64)}`);
  const settledOf = (count: number) => ({ receiptsRoot: placeInVoucher(leaves.slice(0, count), 0).receiptsRoot as Hex, count });

  it('is found where the tree reaches it, also where claims were paid in between, and nowhere else', () => {
    for (let index = 0; index < 4; index++) expect(findPlace(p, leaves, leaves[index]!, settledOf(4))).toEqual(placeInVoucher(leaves.slice(0, 4), index));
    expect(findPlace(p, leaves, leaves[4]!, settledOf(4))).toBeNull();
    expect(findPlace(p, leaves, leaves[1]!, { ...settledOf(4), count: 6 })).toMatchObject({ count: 4, index: 1 });
    expect(findPlace(p, leaves, leaves[1]!, { ...settledOf(4), receiptsRoot: leaves[0]! })).toBeNull();
    expect(findPlace(p, leaves, `0x${'9'.repeat(64)}`, settledOf(6))).toBeNull();
  });
});
