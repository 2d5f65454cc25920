import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lapse } from '../../electron/programs/cli/claimEnds.ts';
import { jobOrderShape } from '../../electron/protocol/typedData.ts';
import { isHearthError } from '../../electron/shared/errors.ts';
import { buildCall, buildReleaseTransaction, buildSettleTransaction } from '../../electron/services/chain/calls.ts';
import { readClaim } from '../../electron/services/chain/claims.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode, fundReservation, signVoucher } from '../support/chainActors.ts';
import { anchorJobs, makeJob, openClaim, placeInVoucher, type AnchoredPlace, type TestJob } from '../support/chainJobs.ts';
import { startTestNet, testWallet, testWindowSeconds, type TestNet } from '../support/chainTestNet.ts';

const node = testWallet('node');
const client = testWallet('client');
const stranger = testWallet('stranger');
const passerby = testWallet('passerby');
const court = testWallet('court');
const coin = weiPerCoin;

let net: TestNet;
let clean: string;
let a: TestJob;
let b: TestJob;
let places: AnchoredPlace[];
beforeAll(async () => {
  net = await startTestNet({ deploy: { courts: [court.address] } });
  await enrolNode(net, node, 100n * coin);
  await fundReservation(net, client, node.address, 50n * coin);
  a = makeJob(net, client, node.address, { name: 'a', priceWei: 3n * coin });
  b = makeJob(net, client, node.address, { name: 'b', priceWei: 4n * coin, receipt: { seq: 1 } });
  places = await anchorJobs(net, node, [a, b], 5);
  clean = await net.snapshot();
});
beforeEach(async () => {
  await net.revert(clean);
  clean = await net.snapshot();
});
afterAll(() => net.stop());

const act = (from: typeof node, call: string, ...args: unknown[]) => net.send(from, buildCall(net.deployment, 'JobEscrow', call, args));
const free = async (account: string) => {
  const { coinWei, lockedWei } = await net.chain.readBalance(account);
  return coinWei - lockedWei;
};
const reservedWei = async () => (await net.chain.readReservation(client.address, node.address)).amountWei;
const stateOf = async (job: TestJob) => Number((await net.chain.readContract('JobEscrow', 'claimOf', [job.orderHash]))[0]);
const dueOf = async (account: string) => (await net.chain.readContract('JobEscrow', 'accountOf', [account]))[0] as bigint;
const state = { none: 0, claimed: 1, paid: 2, objected: 3, void: 4, refunded: 5 };
const settle = (jobs: readonly TestJob[]) => {
  const { receiptsRoot } = placeInVoucher(jobs.map(({ receiptHash }) => receiptHash), 0);
  const cumulativeWei = jobs.reduce((sum, { priceWei }) => sum + priceWei, 0n);
  return net.send(stranger, buildSettleTransaction(net.deployment, [
    signVoucher(net, client, { provider: node.address, count: jobs.length, cumulativeWei, receiptsRoot }),
  ]));
};
/** `hearth claim --lapse FILE` by somebody whose nonces this net does not count, with a receipt file that holds the job's order: its result and sentence, or its failure. */
async function lapseByCommand(job: TestJob): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-lapse-'));
  const write = (name: string, content: string): string => (writeFileSync(join(folder, name), content, { mode: 0o600 }), join(folder, name));
  const file = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/receiptGenerate.json'), 'utf8')) as object;
  const said: unknown[] = [];
  const output = { isJson: true, result: (value: unknown, text: string) => void said.push(value, text.split('\n')[0]), say: () => {}, progress: () => {} };
  const chain = { dataFolder: folder, deployment: write('deployment.json', JSON.stringify(net.deployment)), keyFile: write('key', `${passerby.privateKey}\n`) };
  await net.rpc('anvil_setBalance', passerby.address, `0x${coin.toString(16)}`);
  try {
    await lapse({ output, options: {}, chain }, write('receipt.json', JSON.stringify({ ...file, order: z.encode(jobOrderShape, job.order) })));
    return said;
  } catch (error) {
    if (isHearthError(error)) return error.toFailure();
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const mature = () => net.skipSeconds(2 * testWindowSeconds);

describe('a claim for a silent client', () => {
  it('takes the price out of the reservation and pays it after the window', async () => {
    await openClaim(net, a, places[0]!, stranger);
    expect(await stateOf(a)).toBe(state.claimed);
    expect(await reservedWei()).toBe(47n * coin);
    await expect(act(stranger, 'payClaim', a.order)).rejects.toThrow('ClaimTooEarly');
    await mature();
    await act(stranger, 'payClaim', a.order);
    expect(await free(node.address)).toBe(3n * coin);
    await expect(act(stranger, 'payClaim', a.order)).rejects.toThrow('JobNotIn');
    await expect(openClaim(net, a, places[0]!, stranger)).rejects.toThrow('JobNotIn');
  });

  it('outlives the reservation: a client that takes it back does not take the claimed part', async () => {
    await openClaim(net, a, places[0]!, node);
    await net.skipSeconds(86_400 + testWindowSeconds + 10);
    await net.send(client, buildReleaseTransaction(net.deployment, node.address));
    expect(await free(client.address)).toBe(47n * coin);
    await act(stranger, 'payClaim', a.order);
    expect(await free(node.address)).toBe(3n * coin);
  });

  it('goes back to the reservation when its node has nothing mature to be paid from, 90 days after its time and not a second before; it ends once', async () => {
    // The voucher takes all that the node anchored; what is claimed beyond it can never be paid.
    const more = makeJob(net, client, node.address, { name: 'more', priceWei: 5n * coin, receipt: { seq: 2 } });
    const [place] = await anchorJobs(net, node, [{ ...more, priceWei: 1n }]);
    await openClaim(net, more, place!, node);
    await mature();
    await settle([a, b]);
    await expect(act(node, 'payClaim', more.order)).rejects.toThrow('ValueNotMature');
    const [, , payableAtSeconds] = await net.chain.readContract('JobEscrow', 'claimOf', [more.orderHash]);
    const lapsesAtSeconds = Number(payableAtSeconds) + 90 * 86_400;
    await net.rpc('evm_setNextBlockTimestamp', lapsesAtSeconds - 1);
    await expect(act(stranger, 'lapseClaim', more.order)).rejects.toThrow('ClaimTooEarly');
    expect(await lapseByCommand(more)).toMatchObject({ code: 'usage.invalid', about: { reason: expect.stringContaining('it can still be paid; it lapses ') as string } });
    await net.rpc('evm_setNextBlockTimestamp', lapsesAtSeconds + 1);
    await net.rpc('evm_mine');
    const reserved = await reservedWei();
    expect(await lapseByCommand(more)).toMatchObject([{ transactions: [{ call: 'lapseClaim' }] }, `5.00 EMBER are in the reservation of ${client.address} again. Its client has them back with: hearth claim --release ${node.address}`]);
    expect(await lapseByCommand(more)).toMatchObject({ code: 'usage.invalid', about: { reason: expect.stringContaining('the claim of this job is over: ') as string } });
    expect([await stateOf(more), (await reservedWei()) - reserved]).toEqual([state.objected, 5n * coin]);
    // What tells its node that nothing came, and not that a voucher paid it.
    expect(await readClaim(net.chain, more.orderHash)).toMatchObject({ isLapsed: true, paid: null, amountWei: 5n * coin });
    for (const again of ['lapseClaim', 'payClaim']) await expect(act(stranger, again, more.order)).rejects.toThrow('JobNotIn');
    await net.send(client, buildReleaseTransaction(net.deployment, node.address));
    await expect(openClaim(net, more, place!, node)).rejects.toThrow('JobNotIn');
  });

  it('counts in its voucher line, so that no voucher pays the job again', async () => {
    await mature();
    await openClaim(net, a, places[0]!, node);
    await mature();
    await act(stranger, 'payClaim', a.order);
    await settle([a, b]);
    expect(await free(node.address)).toBe(7n * coin);
  });

  it('ends when somebody shows that a settled voucher paid the job', async () => {
    await mature();
    await openClaim(net, a, places[0]!, node);
    const place = placeInVoucher([a.receiptHash, b.receiptHash], 0);
    await expect(act(client, 'objectClaim', a.order, a.receipt, place)).rejects.toThrow('ReceiptNotSettled');
    await settle([a, b]);
    await expect(act(client, 'objectClaim', a.order, a.receipt, { ...place, index: 1 })).rejects.toThrow('ReceiptNotSettled');
    await act(stranger, 'objectClaim', a.order, a.receipt, place);
    expect(await stateOf(a)).toBe(state.objected);
    expect(await readClaim(net.chain, a.orderHash)).toMatchObject({ state: 'objected', isLapsed: false });
    expect(await reservedWei()).toBe(43n * coin);
    await mature();
    await expect(act(node, 'payClaim', a.order)).rejects.toThrow('JobNotIn');
    expect(await free(node.address)).toBe(7n * coin);
  });

  it('is refused for what the client did not sign, the node did not anchor, or the order does not allow', async () => {
    const open = (job: TestJob, place: AnchoredPlace) => openClaim(net, job, place, node);
    const place = places[0]!;
    await expect(open({ ...a, orderSignature: b.orderSignature }, place)).rejects.toThrow('OrderSignatureInvalid');
    await expect(open({ ...a, order: { ...a.order, priceOutWei: 9n * coin } }, place)).rejects.toThrow('OrderSignatureInvalid');
    await expect(open(a, places[1]!)).rejects.toThrow('ReceiptNotAnchored');
    await expect(open(a, { ...place, header: { ...place.header, anchoredAtSeconds: place.header.anchoredAtSeconds - 1 } })).rejects.toThrow('ReceiptNotAnchored');
    await expect(open(a, { ...place, proof: place.proof.slice(1) })).rejects.toThrow('ReceiptNotAnchored');
    await expect(open({ ...a, receipt: { ...a.receipt, seq: 9 } }, place)).rejects.toThrow('ReceiptNotAnchored');
    await expect(open({ ...a, receipt: b.receipt }, place)).rejects.toThrow('ReceiptNotOfOrder');
    await expect(open({ ...a, receipt: { ...a.receipt, provider: stranger.address } }, place)).rejects.toThrow('ReceiptNotOfOrder');

    const many = makeJob(net, client, node.address, { name: 'many', priceWei: coin, receipt: { io: { ...a.receipt.io, unitsOut: 2 } } });
    const late = makeJob(net, client, node.address, { name: 'late', priceWei: coin, order: { deadlineSeconds: 1 }, receipt: { meter: { ...a.receipt.meter, finishedAtMs: 1001 } } });
    const dear = makeJob(net, client, node.address, { name: 'dear', priceWei: 51n * coin });
    const nothing = makeJob(net, client, node.address, { name: 'nothing', priceWei: 0n });
    const others = await anchorJobs(net, node, [many, late, dear, nothing]);
    await expect(open(many, others[0]!)).rejects.toThrow('UnitsAboveOrder');
    await expect(open(late, others[1]!)).rejects.toThrow('ReceiptTooLate');
    await expect(open(dear, others[2]!)).rejects.toThrow('ReservationTooSmall');
    await expect(open(nothing, others[3]!)).rejects.toThrow('AmountZero');
  });

  it('is not paid from another chain or another escrow', async () => {
    const elsewhere = makeJob({ ...net, deployment: { ...net.deployment, chainId: 1 } }, client, node.address, { name: 'x', priceWei: coin });
    const [place] = await anchorJobs(net, node, [elsewhere]);
    await expect(openClaim(net, elsewhere, place!, node)).rejects.toThrow('OrderSignatureInvalid');
  });

  it('pays no more than the node has mature', async () => {
    const dear = makeJob(net, client, node.address, { name: 'under', priceWei: 10n * coin });
    const [place] = await anchorJobs(net, node, [{ ...dear, priceWei: 1n }]);
    await openClaim(net, dear, place!, node);
    await openClaim(net, a, places[0]!, node);
    await mature();
    await expect(act(node, 'payClaim', dear.order)).rejects.toThrow('ValueNotMature');
    await act(node, 'payClaim', a.order);
  });
});

describe('a court', () => {
  it('holds a claim, never for ever, and nobody else does', async () => {
    await openClaim(net, a, places[0]!, node);
    const untilSeconds = (await net.nowSeconds()) + 10_000;
    await expect(act(client, 'holdClaim', a.orderHash, untilSeconds)).rejects.toThrow('NotCourt');
    await act(court, 'holdClaim', a.orderHash, untilSeconds);
    await net.skipSeconds(9000);
    await expect(act(node, 'payClaim', a.order)).rejects.toThrow('ClaimTooEarly');
    await act(court, 'holdClaim', a.orderHash, untilSeconds + 10 ** 10);
    const payableAtSeconds = Number((await net.chain.readContract('JobEscrow', 'claimOf', [a.orderHash]))[2]);
    expect(payableAtSeconds - (await net.nowSeconds())).toBeLessThanOrEqual(30 * 86_400);
    await net.skipSeconds(30 * 86_400);
    await act(node, 'payClaim', a.order);
  });

  it('voids an open claim: the client keeps its coins and the node pays a penalty to the treasury', async () => {
    await openClaim(net, a, places[0]!, node);
    await expect(act(client, 'voidJob', a.order, coin)).rejects.toThrow('NotCourt');
    await act(court, 'voidJob', a.order, 5n * coin);
    expect(await stateOf(a)).toBe(state.void);
    expect(await reservedWei()).toBe(50n * coin);
    expect(await dueOf(net.deployment.contracts.HearthTimelock.address)).toBe(5n * coin);
    expect((await net.chain.readStake(node.address)).activeWei).toBe(95n * coin);
    await mature();
    await expect(act(node, 'payClaim', a.order)).rejects.toThrow('JobNotIn');
    await expect(act(court, 'voidJob', a.order, coin)).rejects.toThrow('JobNotIn');
  });

  it('voids a job before it is claimed, and then it never is', async () => {
    await act(court, 'voidJob', a.order, 0n);
    await expect(openClaim(net, a, places[0]!, node)).rejects.toThrow('JobNotIn');
  });

  it("voids a job that a claim paid, and refunds it from the node's stake", async () => {
    await openClaim(net, a, places[0]!, node);
    await mature();
    await act(node, 'payClaim', a.order);
    await act(court, 'voidJob', a.order, 0n);
    expect(await dueOf(client.address)).toBe(3n * coin);
    await act(stranger, 'collect', client.address);
    expect(await free(client.address)).toBe(3n * coin);
  });

  it('lets anyone refund a voided job that a voucher paid, once', async () => {
    await mature();
    await settle([a, b]);
    const place = placeInVoucher([a.receiptHash, b.receiptHash], 1);
    await expect(act(client, 'refundVoided', b.order, b.receipt, place)).rejects.toThrow('JobNotIn');
    await act(court, 'voidJob', b.order, 0n);
    await act(stranger, 'refundVoided', b.order, b.receipt, place);
    expect(await dueOf(client.address)).toBe(4n * coin);
    expect(await stateOf(b)).toBe(state.refunded);
    await expect(act(client, 'refundVoided', b.order, b.receipt, place)).rejects.toThrow('JobNotIn');
  });

  it('takes no more stake than there is', async () => {
    await act(court, 'voidJob', a.order, 10n ** 40n);
    expect(await net.chain.readStake(node.address)).toMatchObject({ activeWei: 0n, unbondingWei: 0n });
    expect(await dueOf(net.deployment.contracts.HearthTimelock.address)).toBe(100n * coin);
  });

  it('reads batches and receipts by their events', async () => {
    const { batch, header, index, proof } = places[1]!;
    const contains = async (digest: Hex, i = index) =>
      (await net.chain.readContract('JobEscrow', 'containsReceipt', [node.address, batch, header, i, digest, proof]))[0] as boolean;
    expect(await contains(b.receiptHash)).toBe(true);
    expect(await contains(a.receiptHash)).toBe(false);
    expect(await contains(b.receiptHash, index - 1)).toBe(false);
    const isBatch = async (changes: object) =>
      (await net.chain.readContract('JobEscrow', 'isBatch', [node.address, batch, { ...header, ...changes }]))[0] as boolean;
    expect([await isBatch({}), await isBatch({ count: 8 }), await isBatch({ valueWei: 1n })]).toEqual([true, false, false]);
  });
});

describe('giving back', () => {
  it('returns a reservation at once when the node says so, and only then', async () => {
    await expect(act(client, 'giveBack', node.address, client.address, coin)).rejects.toThrow('NotNode');
    await act(node, 'giveBack', node.address, client.address, 20n * coin);
    expect(await free(client.address)).toBe(20n * coin);
    await expect(act(node, 'giveBack', node.address, client.address, 31n * coin)).rejects.toThrow('ReservationTooSmall');
  });
});
