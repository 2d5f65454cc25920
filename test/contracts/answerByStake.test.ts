import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Wallet } from 'ethers/wallet';
import { signBeaconRound } from '../../electron/protocol/beacon.ts';
import { toHex } from '../../electron/protocol/bytes.ts';
import { buildApproveTransaction, buildCall, buildStakeTransaction, buildTransferTransaction } from '../../electron/services/chain/calls.ts';
import { buildStoreRoundTransaction } from '../../electron/services/chain/court.ts';
import * as game from '../../electron/services/chain/dispute.ts';
import { readQuestion } from '../../electron/services/chain/disputeReads.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { testModelId } from '../support/chainActors.ts';
import { testBeaconKey, testParameters, testWallet, testWindowSeconds } from '../support/chainTestNet.ts';
import { forgeAt, nodeOf, replay, type Replay } from '../support/courtTrace.ts';
import { responseSeconds, startDisputeWorld, type DisputeWorld, type OpenDispute } from '../support/disputeWorld.ts';

/** A node answers for another one with its stake: its key holds no coins and puts up none. */
let w: DisputeWorld;
let guard: Wallet;
beforeAll(async () => {
  w = await startDisputeWorld();
  guard = w.verifiers[0]!;
}, 60_000);
const stakeWei = 260n * weiPerCoin;
beforeEach(async () => {
  await w.reset();
  for (const each of [guard, ...w.verifiers.slice(1)]) {
    await w.act(w.net.deployer, buildApproveTransaction(w.net.deployment, 'StakeManager', stakeWei));
    await w.act(w.net.deployer, buildStakeTransaction(w.net.deployment, each.address, stakeWei));
  }
});
afterAll(() => w.close());

const listHash = toHex(p.sha256(new Uint8Array(128).fill(4)));
const honest = replay(testModelId);
const forged = replay(testModelId, forgeAt(nodeOf.matMul, 7, 1e-3));
const nonsense = toHex(new Uint8Array(32).fill(9));
const { DisputeBondWei: bondWei } = testParameters();
const answer = ({ subject }: OpenDispute, theirs: Replay, by = guard) => w.act(by, game.buildAnswerByStake(w.net.deployment, subject, theirs.root, listHash));
const pledgedOf = async (node: string): Promise<bigint> => (await w.net.chain.readContract('DisputeGame', 'pledgedOf', [node]))[0] as bigint;
const stakeOf = async (node: string): Promise<bigint> => (await w.net.chain.readStake(node)).activeWei;
const gameWei = async (): Promise<bigint> => (await w.net.chain.readBalance(w.net.deployment.contracts.DisputeGame.address)).coinWei;
const treasuryWei = async (): Promise<bigint> => (await w.net.chain.readBalance(w.net.deployment.contracts.HearthTimelock.address)).coinWei;

describe('an answer by stake', () => {
  it('keeps the accused whole, earns half of the bond where its jobs are paid to, and frees the stake again', async () => {
    const payout = testWallet('payout of the guard');
    await w.act(guard, buildCall(w.net.deployment, 'StakeManager', 'announcePayout', [guard.address, payout.address]));
    await w.net.skipSeconds(testWindowSeconds + 1);
    const [accusedWei, ownWei, theirsWei, treasury] = [await w.stakeOf(), await stakeOf(guard.address), await w.coinOf(w.challenger), await treasuryWei()];
    const opened = await w.open(nonsense);
    await answer(opened, honest);
    expect([await pledgedOf(guard.address), (await w.read(opened)).answers[0]!.isStaked]).toEqual([bondWei, true]);
    for (const element of [0, 7, 11]) {
      await w.act(w.challenger, w.name(opened, honest, nodeOf.matMul, element));
      await w.act(guard, w.openElement(opened, honest, nodeOf.matMul, element, 'openDot'));
    }
    await w.net.skipSeconds(1);
    await w.act(w.friend, w.expireAnswer(opened, honest));
    expect((await w.read(opened)).outcome).toBe('accusedWon');
    expect([await w.coinOf(payout), theirsWei - (await w.coinOf(w.challenger)), (await treasuryWei()) - treasury]).toEqual([w.bondWei / 2n, w.bondWei, w.bondWei / 2n]);
    await w.act(w.friend, w.refund(opened, honest));
    await expect(w.act(w.friend, w.refund(opened, honest))).rejects.toThrow('WrongPhase');
    expect([await w.stakeOf(), await stakeOf(guard.address), await pledgedOf(guard.address), await gameWei()]).toEqual([accusedWei, ownWei, 0n, 0n]);
  });

  it('that is false costs the answerer as much as coins would, and the accused nothing while another one stands', async () => {
    const [accusedWei, ownWei, theirsWei] = [await w.stakeOf(), await stakeOf(guard.address), await w.coinOf(w.challenger)];
    const opened = await w.open(nonsense);
    await answer(opened, forged);
    await w.act(w.challenger, w.name(opened, forged, nodeOf.matMul, 7));
    await w.act(w.friend, w.openElement(opened, forged, nodeOf.matMul, 7, 'openDot'));
    expect([ownWei - (await stakeOf(guard.address)), await pledgedOf(guard.address)]).toEqual([bondWei, 0n]);
    await answer(opened, honest, w.verifiers[1]!);
    await w.net.skipSeconds(responseSeconds + 1);
    await w.act(w.friend, w.expireAnswer(opened, honest));
    await w.act(w.friend, w.refund(opened, honest));
    await expect(w.act(w.friend, w.refund(opened, forged))).rejects.toThrow('WrongPhase');
    // A fifth of what fell is the challenger's, who lost its bond all the same: two of one hand lose more by it than with coins.
    expect(theirsWei - (await w.coinOf(w.challenger))).toBe(w.bondWei - bondWei / 5n);
    expect([await w.stakeOf(), await pledgedOf(w.verifiers[1]!.address), await gameWei()]).toEqual([accusedWei, 0n, 0n]);
  });

  it('takes the fifth of silence of a node for which only a false one was given', async () => {
    const accusedWei = await w.stakeOf();
    const opened = await w.open(honest.root);
    await answer(opened, forged);
    await w.act(w.challenger, w.name(opened, forged, nodeOf.matMul, 7));
    await w.act(w.friend, w.openElement(opened, forged, nodeOf.matMul, 7, 'openDot'));
    await w.net.skipSeconds(responseSeconds + 1);
    await w.act(w.challenger, w.expire(opened));
    expect([accusedWei - (await w.stakeOf()), await gameWei()]).toEqual([accusedWei / 5n, 0n]);
  });

  it('is no more than the stake there is: what is pledged twice is asked for twice', async () => {
    const [first, second, third] = [21, 22, 23].map((byte) => toHex(new Uint8Array(32).fill(byte)));
    await w.act(w.net.deployer, buildTransferTransaction(w.net.deployment, w.challenger.address, w.bondWei));
    await w.act(w.challenger, game.buildApproveBond(w.net.deployment, 3n * w.bondWei));
    const [one, two, three] = [await w.open(first!), await w.open(second!), await w.open(third!)];
    for (const each of [one, two]) await answer(each, honest);
    expect(await pledgedOf(guard.address)).toBe(2n * bondWei);
    await expect(answer(three, honest)).rejects.toThrow('StakeTooSmall');
    await w.net.skipSeconds(responseSeconds + 1);
    await w.act(w.friend, w.expireAnswer(one, honest));
    await w.act(w.friend, w.refund(one, honest));
    expect(await pledgedOf(guard.address)).toBe(bondWei);
  });

  it('is refused to whoever has no stake, and pledges nothing of the accused itself', async () => {
    const opened = await w.open(nonsense);
    await expect(answer(opened, honest, w.friend)).rejects.toThrow('StakeTooSmall');
    await answer(opened, honest, w.node);
    expect([await pledgedOf(w.node.address), (await w.read(opened)).answers[0]!.isOwn]).toEqual([0n, true]);
  });

  it('keeps stake that was about to leave', async () => {
    await w.act(guard, buildCall(w.net.deployment, 'StakeManager', 'requestUnbond', [guard.address, stakeWei]));
    await w.net.skipSeconds(Number(testParameters().UnbondingSeconds) - 60);
    const opened = await w.open(nonsense);
    await answer(opened, honest);
    await w.net.skipSeconds(120);
    const withdraw = buildCall(w.net.deployment, 'StakeManager', 'withdraw', [guard.address]);
    await expect(w.act(guard, withdraw)).rejects.toThrow('StillUnbonding');
    await w.net.skipSeconds(8 * responseSeconds);
    await w.act(guard, w.expireAnswer(opened, honest));
    await w.act(guard, withdraw);
    expect((await w.read(opened)).outcome).toBe('accusedWon');
  });

  it('with the root that the challenger gave asks the committee, and comes back when it finds nothing', async () => {
    const opened = await w.open(honest.root);
    await answer(opened, honest);
    expect((await w.read(opened)).state).toBe('judging');
    const ownWei = await stakeOf(guard.address);
    const question = (await w.net.chain.readContract('DisputeGame', 'rowQuestion', [opened.disputeId]))[0] as Hex;
    await endQuestion(question);
    await w.act(w.friend, game.buildSettleRows(w.net.deployment, opened.subject));
    await w.act(w.friend, w.refund(opened, honest));
    expect([(await w.read(opened)).outcome, await stakeOf(guard.address), await pledgedOf(guard.address), await gameWei()]).toEqual(['unproven', ownWei, 0n, 0n]);
  });
});

/** A committee that is drawn and says nothing. */
async function endQuestion(question: Hex): Promise<void> {
  const d = w.net.deployment;
  const { seedRound } = await readQuestion(w.net.chain, question);
  await w.net.skipSeconds(20);
  await w.act(w.net.deployer, buildStoreRoundTransaction(d, seedRound, signBeaconRound(p, testBeaconKey, seedRound)));
  await w.act(w.friend, game.buildStartQuestion(d, question));
  await w.net.skipSeconds(Number(testParameters().CommitSeconds + testParameters().RevealSeconds) + 2);
  await w.act(w.friend, game.buildCloseStage(d, question));
}
