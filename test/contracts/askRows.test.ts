import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../electron/protocol/bytes.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { accountOf } from '../support/courtNet.ts';
import { forgeAt, graphCount, graphLeaf, modelRoots, nodeOf, replay, type Floats } from '../support/courtTrace.ts';
import { modelId, stakeWei, startCourtWorld, treasury, type World } from '../support/courtWorld.ts';

/** An answer whose every element follows, and that is false all the same: the honest replay of another job. No leaf can show it; a committee of replays does. */
let w: World;
let clean: string;
beforeAll(async () => {
  w = await startCourtWorld();
  await w.double.send(w.anyone, 'setRoots', [modelId, modelRoots]);
  clean = await w.net.snapshot();
});
beforeEach(async () => {
  await w.net.revert(clean);
  clean = await w.net.snapshot();
});
afterAll(() => w.net.stop());

const challenger = accountOf('challenger');
const friend = accountOf('friend of the node');
const bondWei = 1000n;
const listHash = toHex(p.sha256(new Uint8Array(128)));
const other = replay(modelId, forgeAt(nodeOf.softmax, 0, 1));

async function open(): Promise<{ subject: Record<string, unknown>; id: Hex }> {
  await w.net.skipSeconds(20);
  const signed = w.signReceipt();
  const [place] = await w.anchor([signed], Number(await w.net.nowSeconds()));
  await w.giveCoins(challenger, bondWei, w.game);
  const opened = await w.game.send(challenger, 'open', [w.signedArgument(signed), place, 1, 2, replay(modelId).root]);
  const { subject, disputeId } = opened.events.find((event) => event.name === 'DisputeOpened')!.args as { subject: { toObject(): Record<string, unknown> }; disputeId: Hex };
  return { subject: subject.toObject(), id: disputeId };
}
async function judge(id: Hex, verdict: 1 | 2 | null): Promise<void> {
  const question = await w.game.view<Hex>('rowQuestion', [id]);
  const asked = await w.court.view<{ seedRound: bigint }>('caseOf', [question]);
  await w.net.skipSeconds(20);
  await w.storeRound(Number(asked.seedRound));
  await w.court.send(w.anyone, 'startQuestion', [question]);
  const { members } = await w.court.view<{ members: Hex[] }>('caseOf', [question]);
  const votes = verdict === null ? [] : members.map((member) => w.voteOf(member, question, { round: 2, verdict, kind: verdict === 2 ? 1 : 0 }));
  for (const vote of votes) await w.court.send(vote.verifier, 'commitVote', [question, w.voteDigest(vote)]);
  await w.net.skipSeconds(61);
  for (const vote of votes) await w.court.send(w.anyone, 'revealVote', [vote]);
  await w.net.skipSeconds(61);
  await w.court.send(w.anyone, 'closeStage', [question]);
}
const lostWei = async () => stakeWei - (await w.stakeOf(w.node.address));
const outcomeOf = async (id: Hex) => ['none', 'challenger', 'accused', 'unproven'][Number((await w.game.view<{ outcome: bigint }>('disputeOf', [id])).outcome)];

describe('a challenger that asks for the rows', () => {
  for (const [verdict, outcome, lost, coins] of [
    [2, 'challenger', stakeWei / 2n, { challenger: bondWei, friend: bondWei, treasury: 0n }],
    [1, 'accused', 0n, { challenger: 0n, friend: bondWei + bondWei / 2n, treasury: bondWei / 2n }],
    [null, 'unproven', 0n, { challenger: bondWei, friend: bondWei, treasury: 0n }],
  ] as const) {
    it(`wins, loses or neither as the committee says: ${outcome}; whoever gave the answer is paid when the rows follow`, async () => {
      const { subject, id } = await open();
      await w.giveCoins(friend, bondWei, w.game);
      await w.game.send(friend, 'answer', [subject, other.root, listHash]);
      await w.game.send(challenger, 'askRows', [subject, other.root]);
      await judge(id, verdict);
      await w.game.send(w.anyone, 'settleRows', [subject]);
      await w.game.send(w.anyone, 'refund', [subject, other.root]);
      expect([await outcomeOf(id), await lostWei()]).toEqual([outcome, lost]);
      expect({ challenger: await w.coinOf(challenger), friend: await w.coinOf(friend), treasury: await w.coinOf(treasury) }).toEqual(coins);
      expect(await w.coinOf(w.game.address)).toBe(0n);
    });
  }

  it('does so about an answer in its time, as the challenger, once, and names nothing any more', async () => {
    const { subject } = await open();
    await expect(w.game.send(challenger, 'askRows', [subject, other.root])).rejects.toThrow('WrongPhase');
    await w.game.send(w.node.address, 'answer', [subject, other.root, listHash]);
    await expect(w.game.send(friend, 'askRows', [subject, other.root])).rejects.toThrow('NotChallenger');
    await w.game.send(challenger, 'askRows', [subject, other.root]);
    await expect(w.game.send(challenger, 'askRows', [subject, other.root])).rejects.toThrow('WrongState');
    await expect(w.game.send(w.anyone, 'expireAnswer', [subject, other.root])).rejects.toThrow('WrongState');
    const late = await open();
    await w.game.send(w.node.address, 'answer', [late.subject, other.root, listHash]);
    await w.net.skipSeconds(601);
    await expect(w.game.send(challenger, 'askRows', [late.subject, other.root])).rejects.toThrow('TooLate');
  });
});

describe('a product too long for the contract', () => {
  it('is so by the registered weight and not by what an answer says: one that stretches its tensors falls', async () => {
    const stretched = replay(modelId, (node, output): Floats => (node === nodeOf.reshape ? { dims: [3, 5000], values: new Float32Array(15_000) } : node === nodeOf.gemm ? { dims: [3, 5], values: new Float32Array(15) } : output));
    const { subject, id } = await open();
    await w.game.send(w.node.address, 'answer', [subject, stretched.root, listHash]);
    await w.game.send(challenger, 'name', [subject, stretched.root, nodeOf.gemm, 0, 3, graphCount, graphLeaf(nodeOf.gemm)]);
    const opening = await w.game.send(w.anyone, 'openDot', [subject, stretched.root, stretched.openDot(nodeOf.gemm, 3)]).then(() => 'opened', (error: unknown) => String(error));
    // It cannot be opened at all, or falls: never is it a question for the committee.
    expect(opening).toMatch(/^opened|LeafNotUnderRoot/);
    const { phase } = await w.game.view<{ phase: bigint }>('answerOf', [id, stretched.root]);
    expect(Number(phase)).not.toBe(4);
    if (opening !== 'opened') {
      await w.net.skipSeconds(601);
      await w.game.send(w.anyone, 'expireAnswer', [subject, stretched.root]);
    }
    expect(Number((await w.game.view<{ phase: bigint }>('answerOf', [id, stretched.root])).phase)).toBe(5);
  });
});
