import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../electron/protocol/bytes.ts';
import { buildAnnouncePayoutTransaction, buildBindNodeTransaction, buildCall, buildReleaseTransaction, buildRequestUnbondTransaction, buildReserveTransaction, buildWithdrawTransaction, domainOf, nodeBindingTypes } from '../../electron/services/chain/calls.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { testModelId } from '../support/chainActors.ts';
import { anchorJobs, makeJob, openClaim } from '../support/chainJobs.ts';
import { testCourt, testParameters, testWallet, testWindowSeconds } from '../support/chainTestNet.ts';
import { nodeOf, replay } from '../support/courtTrace.ts';
import { responseSeconds, startDisputeWorld, type DisputeWorld } from '../support/disputeWorld.ts';

/** Each deadline to the second, on the contracts as they are deployed: a sequencer chooses the time of a block, so neither side may gain or lose by one. */
let w: DisputeWorld;
beforeAll(async () => {
  w = await startDisputeWorld();
}, 60_000);
beforeEach(() => w.reset());
afterAll(() => w.close());

const hash = (byte: number): Hex => toHex(new Uint8Array(32).fill(byte));
const honest = replay(testModelId);
const coin = weiPerCoin;

/** What an act comes to in a block of second `edge` - 1, `edge` and `edge` + 1, each from the same state: done, or the contract's error. */
async function around(edge: number, act: () => Promise<unknown>): Promise<string[]> {
  const outcomes: string[] = [];
  for (const second of [edge - 1, edge, edge + 1]) {
    const state = await w.net.snapshot();
    await w.net.rpc('evm_setNextBlockTimestamp', second);
    outcomes.push(await act().then(() => 'done', (error: unknown) => /^(?:Error: )?(\w+)/.exec(String(error))![1]!));
    await w.net.revert(state);
  }
  return outcomes;
}
const send = (...[from, call]: Parameters<DisputeWorld['net']['send']>) => w.net.send(from, call);
const now = () => w.net.nowSeconds();

describe('the last second', () => {
  it('of a reservation is not in it, and the client has it back a window after it, never in between', async () => {
    const expirySeconds = (await now()) + 100;
    const { deployment: d } = w.net;
    await send(w.net.deployer, buildCall(d, 'HearthToken', 'approve', [d.contracts.JobEscrow.address, coin]));
    const reserve = () => send(w.net.deployer, buildReserveTransaction(d, { provider: w.node.address, amountWei: coin, expirySeconds }));
    expect(await around(expirySeconds, reserve)).toEqual(['done', 'ExpiryOutOfRange', 'ExpiryOutOfRange']);
    await reserve();
    expect(await around(expirySeconds + testWindowSeconds, () => send(w.net.deployer, buildReleaseTransaction(d, w.node.address)))).toEqual(['NotReleasable', 'NotReleasable', 'done']);
  });

  it('before a claim can be paid is the last in which it cannot', async () => {
    const job = makeJob(w.net, w.client, w.node.address, { name: 'edge', priceWei: coin, receipt: { seq: 1 } });
    const [place] = await anchorJobs(w.net, w.node, [job]);
    await w.net.skipSeconds(2 * testWindowSeconds);
    await openClaim(w.net, job, place!, w.node);
    const payableAtSeconds = (await now()) + Number(testParameters().ClaimSeconds);
    expect(await around(payableAtSeconds, () => send(w.friend, buildCall(w.net.deployment, 'JobEscrow', 'payClaim', [job.order])))).toEqual(['ClaimTooEarly', 'done', 'done']);
  });

  it('of unbonding holds the stake, of a consent still binds, and a payout address counts from its own second', async () => {
    const { deployment: d } = w.net;
    await send(w.node, buildRequestUnbondTransaction(d, w.node.address, coin));
    const freeAtSeconds = (await now()) + Number(testParameters().UnbondingSeconds);
    expect(await around(freeAtSeconds, () => send(w.node, buildWithdrawTransaction(d, w.node.address)))).toEqual(['StillUnbonding', 'done', 'done']);

    const fresh = testWallet('fresh node');
    const deadlineSeconds = (await now()) + 50;
    const signature = (await fresh.signTypedData(domainOf(d, 'StakeManager'), nodeBindingTypes, { node: fresh.address, operator: w.node.address, deadlineSeconds })) as Hex;
    expect(await around(deadlineSeconds, () => send(w.node, buildBindNodeTransaction(d, { node: fresh.address, deadlineSeconds, signature })))).toEqual(['done', 'done', 'BindingExpired']);

    await send(w.node, buildAnnouncePayoutTransaction(d, w.node.address, w.friend.address));
    const countsAtSeconds = (await now()) + testWindowSeconds;
    const seen: string[] = [];
    for (const second of [countsAtSeconds - 1, countsAtSeconds]) {
      await w.net.rpc('evm_setNextBlockTimestamp', second);
      await w.net.rpc('evm_mine');
      seen.push((await w.net.chain.readContract('StakeManager', 'payoutOf', [w.node.address]))[0] as string);
    }
    expect(seen).toEqual([w.node.address, w.friend.address]);
  });

  it('in which a receipt can be disputed is openSeconds after its anchor', async () => {
    expect(await around(w.anchoredAtSeconds + testCourt.openSeconds, () => w.open(hash(7)))).toEqual(['done', 'done', 'ReceiptTooOld']);
  });

  it('to answer a dispute is followed by the first to end it: no second belongs to both or to neither', async () => {
    const opened = await w.open(hash(7));
    const untilSeconds = (await now()) + responseSeconds;
    expect(await around(untilSeconds, () => w.act(w.node, w.answer(opened, honest, hash(1))))).toEqual(['done', 'done', 'TooLate']);
    expect(await around(untilSeconds, () => w.act(w.friend, w.expire(opened)))).toEqual(['TooEarly', 'TooEarly', 'done']);
  });

  it('to name or to open an element is followed by the first to expire it', async () => {
    const opened = await w.open(hash(7));
    await w.act(w.node, w.answer(opened, honest, hash(1)));
    const nameUntilSeconds = (await now()) + responseSeconds;
    const name = () => w.act(w.challenger, w.name(opened, honest, nodeOf.matMul, 3));
    expect(await around(nameUntilSeconds, name)).toEqual(['done', 'done', 'TooLate']);
    const expire = () => w.act(w.friend, w.expireAnswer(opened, honest));
    expect(await around(nameUntilSeconds, expire)).toEqual(['TooEarly', 'TooEarly', 'done']);
    await name();
    const openUntilSeconds = (await now()) + responseSeconds;
    expect(await around(openUntilSeconds, () => w.act(w.friend, w.openElement(opened, honest, nodeOf.matMul, 3, 'openDot')))).toEqual(['done', 'done', 'TooLate']);
    expect(await around(openUntilSeconds, expire)).toEqual(['TooEarly', 'TooEarly', 'done']);
  });

  it('of an epoch of votes is its own, and the next has another number', async () => {
    const epoch = Math.floor((await now()) / testCourt.epochSeconds) + 1;
    const commit = (of: number) => () => send(w.verifiers[0]!, buildCall(w.net.deployment, 'AuditCourt', 'commitEpoch', [of, hash(3), 1]));
    const next = (epoch + 1) * testCourt.epochSeconds;
    expect(await around(next, commit(epoch))).toEqual(['done', 'WrongEpoch', 'WrongEpoch']);
    expect(await around(next, commit(epoch + 1))).toEqual(['WrongEpoch', 'done', 'done']);
  });

  it('of a commitment to a model is a day after it, its first when the waiting is over', async () => {
    const { deployment: d } = w.net;
    const [modelId, salt] = [hash(9), hash(8)];
    const [commitment] = await w.net.chain.readContract('ModelRegistry', 'commitmentOf', [modelId, w.friend.address, salt]);
    await send(w.friend, buildCall(d, 'ModelRegistry', 'commit', [commitment]));
    const atSeconds = await now();
    const registration = { modelId, roots: { weightsRoot: hash(1), graphRoot: hash(1), planRoot: hash(1), columnsRoot: hash(1) }, supersedes: hash(0), royaltyBps: 0, contributors: [], contributorsBps: [], uri: 'ipfs://x' };
    const register = () => send(w.friend, buildCall(d, 'ModelRegistry', 'register', [registration, salt]));
    // Two seconds of waiting: the block after the commitment is one.
    expect((await around(atSeconds + 2, register)).slice(0, 2)).toEqual(['CommitmentNotReady', 'done']);
    expect(await around(atSeconds + 86_400, register)).toEqual(['done', 'done', 'CommitmentNotReady']);
  });

  it('of a pause stops reservations, the one after it none', async () => {
    const { deployment: d } = w.net;
    const guardian = testWallet('guardian');
    await w.net.asTimelock(buildCall(d, 'HearthParameters', 'setGuardian', [guardian.address]));
    await send(guardian, buildCall(d, 'HearthParameters', 'pause', []));
    const endsAtSeconds = (await now()) + 72 * 3600;
    await send(w.net.deployer, buildCall(d, 'HearthToken', 'approve', [d.contracts.JobEscrow.address, coin]));
    const reserve = () => send(w.net.deployer, buildReserveTransaction(d, { provider: w.node.address, amountWei: coin, expirySeconds: endsAtSeconds + 1000 }));
    expect(await around(endsAtSeconds, reserve)).toEqual(['OrdersPaused', 'done', 'done']);
  });
});
