import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { toHex } from '../../electron/protocol/bytes.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { accountOf, type Sent } from '../support/courtNet.ts';
import { forgeAt, graphCount, graphLeaf, modelRoots, nodeOf, replay, type Replay } from '../support/courtTrace.ts';
import { modelId, repeat32, stakeWei, startCourtWorld, treasury, type SignedReceipt, type World } from '../support/courtWorld.ts';

const challenger = accountOf('challenger');
const friend = accountOf('friend of the node');
const bondWei = 1000n;
const windowSeconds = 600;
const list = new Uint8Array(128 * 8).fill(4);
const listHash = toHex(p.sha256(list));
const honest = replay(modelId);

let w: World;
beforeAll(async () => {
  w = await startCourtWorld();
  await w.double.send(w.anyone, 'setRoots', [modelId, modelRoots]);
});
let clean: string;
beforeAll(async () => {
  clean = await w.net.snapshot();
});
beforeEach(async () => {
  await w.net.revert(clean);
  clean = await w.net.snapshot();
});
afterAll(() => w.net.stop());

type Dispute = { readonly subject: Record<string, unknown>; readonly id: Hex; readonly signed: SignedReceipt; readonly opened: Sent };

async function openDispute(theirs: Replay, by: string = challenger): Promise<Dispute> {
  await w.net.skipSeconds(20);
  const signed = w.signReceipt();
  const [place] = await w.anchor([signed, ...Array.from({ length: 31 }, (_, i) => w.signReceipt({ receipt: { seq: i + 1 } }))], Number(await w.net.nowSeconds()));
  await w.giveCoins(by, bondWei, w.game);
  const opened = await w.game.send(by, 'open', [w.signedArgument(signed), place, 1, 2, theirs.root]);
  const { subject, disputeId } = opened.events.find((event) => event.name === 'DisputeOpened')!.args as { subject: { toObject(): Record<string, unknown> }; disputeId: Hex };
  return { subject: subject.toObject(), id: disputeId, signed, opened };
}
const answer = async (d: Dispute, theirs: Replay, by: string = w.node.address) => {
  if (by !== w.node.address) await w.giveCoins(by, bondWei, w.game);
  return w.game.send(by, 'answer', [d.subject, theirs.root, listHash]);
};
const name = (d: Dispute, theirs: Replay, node: number, element: number, slot = 0) =>
  w.game.send(challenger, 'name', [d.subject, theirs.root, node, slot, element, graphCount, graphLeaf(node)]);
const openDot = (d: Dispute, theirs: Replay, node: number, element: number) =>
  w.game.send(w.anyone, 'openDot', [d.subject, theirs.root, theirs.openDot(node, element)]);
const openMove = (d: Dispute, theirs: Replay, node: number, element: number) =>
  w.game.send(w.anyone, 'openMove', [d.subject, theirs.root, theirs.openMove(node, element)]);
const expire = (d: Dispute) => w.game.send(w.anyone, 'expire', [d.subject]);
const expireAnswer = (d: Dispute, theirs: Replay) => w.game.send(w.anyone, 'expireAnswer', [d.subject, theirs.root]);
const disputeOf = (d: Dispute) => w.game.view<{ state: bigint; outcome: bigint; pending: bigint }>('disputeOf', [d.id]);
const outcomeOf = async (d: Dispute) => ['none', 'challenger', 'accused', 'unproven'][Number((await disputeOf(d)).outcome)];
const phaseOf = async (d: Dispute, theirs: Replay) =>
  ['none', 'answered', 'listDemanded', 'named', 'judging', 'fallen', 'stood', 'refunded'][Number((await w.game.view<{ phase: bigint }>('answerOf', [d.id, theirs.root])).phase)];
const lostWei = async () => stakeWei - (await w.stakeOf(w.node.address));
const pastAnswers = () => w.net.skipSeconds(windowSeconds + 1);

/** Runs the committee over a question; everyone votes the same. */
async function judge(question: Hex, verdict: 1 | 2): Promise<void> {
  const asked = await w.court.view<{ seedRound: bigint }>('caseOf', [question]);
  await w.net.skipSeconds(20);
  await w.storeRound(Number(asked.seedRound));
  await w.court.send(w.anyone, 'startQuestion', [question]);
  const { members } = await w.court.view<{ members: Hex[] }>('caseOf', [question]);
  const votes = members.map((member) => w.voteOf(member, question, { round: 2, verdict, kind: verdict === 2 ? 1 : 0 }));
  for (const vote of votes) await w.court.send(vote.verifier, 'commitVote', [question, w.voteDigest(vote)]);
  await w.net.skipSeconds(61);
  for (const vote of votes) await w.court.send(w.anyone, 'revealVote', [vote]);
  await w.net.skipSeconds(61);
  await w.court.send(w.anyone, 'closeStage', [question]);
}

describe('one leaf', () => {
  const honestLeaves = [
    ['a product', nodeOf.matMul, 7, openDot], ['a product, transposed', nodeOf.gemm, 11, openDot], ['4,096 terms', nodeOf.matMul4096, 2, openDot],
    ['a rectifier', nodeOf.relu, 5, openMove], ['a movement', nodeOf.reshape, 11, openMove],
    ['an element that is not there', nodeOf.matMul, 4_000_000, openDot], ['a moved element that is not there', nodeOf.relu, 4_000_000, openMove],
  ] as const;
  for (const [what, node, element, open] of honestLeaves) {
    it(`clears an honest node: ${what}`, async () => {
      const d = await openDispute(replay(modelId, forgeAt(nodeOf.matMul, 0, 1)));
      await answer(d, honest);
      await name(d, honest, node, element);
      await open(d, honest, node, element);
      expect(await phaseOf(d, honest)).toBe('answered');
    });
  }

  const forgeries = [
    ['a product', nodeOf.matMul, 7, openDot, 1e-3], ['a product, transposed', nodeOf.gemm, 11, openDot, 1e-3], ['4,096 terms', nodeOf.matMul4096, 2, openDot, 0.1],
    ['a rectifier', nodeOf.relu, 5, openMove, 1e-6], ['a movement', nodeOf.reshape, 11, openMove, 1e-6],
  ] as const;
  for (const [what, node, element, open, by] of forgeries) {
    it(`lets an answer fall over a forged element and slashes its node: ${what}`, async () => {
      const forged = replay(modelId, forgeAt(node, element, by));
      const d = await openDispute(honest);
      await answer(d, forged);
      await name(d, forged, node, element);
      await open(d, forged, node, element);
      expect(await phaseOf(d, forged)).toBe('fallen');
      await pastAnswers();
      await expire(d);
      expect(await outcomeOf(d)).toBe('challenger');
      expect(await lostWei()).toBe(stakeWei / 2n);
      expect(await w.coinOf(challenger)).toBe(bondWei);
      await w.game.send(w.anyone, 'voidDisputed', [d.subject, d.signed.order]);
      await expect(w.game.send(w.anyone, 'voidDisputed', [d.subject, d.signed.order])).rejects.toThrow('NothingOwed');
      expect(await w.coinOf(w.game.address)).toBe(0n);
    });
  }

  it('lets an answer fall whose tensors do not fit the model', async () => {
    const wider = replay(modelId, (node, output) => (node === nodeOf.gemm ? { dims: [15, 1], values: output.values } : output));
    const d = await openDispute(honest);
    await answer(d, wider);
    await name(d, wider, nodeOf.gemm, 3);
    await openDot(d, wider, nodeOf.gemm, 3);
    expect(await phaseOf(d, wider)).toBe('fallen');
  });

  it('takes nothing unproven: another element, node, trace, weight or a broken path', async () => {
    const d = await openDispute(replay(modelId, forgeAt(0, 0, 1)));
    await answer(d, honest);
    await name(d, honest, nodeOf.matMul, 7);
    const opening = honest.openDot(nodeOf.matMul, 7) as Record<string, { data: Hex; proof: Hex[] }>;
    const send = (changed: unknown) => w.game.send(w.anyone, 'openDot', [d.subject, honest.root, changed]);
    const broken = (key: string) => ({ ...opening, [key]: { ...opening[key], data: `${opening[key]!.data.slice(0, -2)}7f` } });
    for (const key of ['node', 'output', 'input', 'column']) await expect(send(broken(key)), key).rejects.toThrow('LeafNotUnderRoot');
    await expect(send(honest.openDot(nodeOf.matMul, 8))).rejects.toThrow('LeafNotUnderRoot');
    await expect(send(honest.openDot(nodeOf.gemm, 3))).rejects.toThrow('LeafNotUnderRoot');
    await expect(send({ ...opening, columnRoot: repeat32(1) })).rejects.toThrow('LeafNotUnderRoot');
    await expect(send(replay(modelId, forgeAt(0, 1, 1)).openDot(nodeOf.matMul, 7))).rejects.toThrow('LeafNotUnderRoot');
    await expect(w.game.send(w.anyone, 'openMove', [d.subject, honest.root, honest.openMove(nodeOf.matMul, 7)])).rejects.toThrow('WrongRule');
    expect(await phaseOf(d, honest)).toBe('named');
  });

  it('cannot be asked for a node or an output that the model does not have', async () => {
    const d = await openDispute(replay(modelId, forgeAt(0, 0, 1)));
    await answer(d, honest);
    await expect(name(d, honest, nodeOf.matMul, 0, 1)).rejects.toThrow('NoSuchOutput');
    await expect(w.game.send(challenger, 'name', [d.subject, honest.root, 99, 0, 0, graphCount, graphLeaf(0)])).rejects.toThrow('LeafNotUnderRoot');
  });

  for (const [what, node] of [['softmax', nodeOf.softmax], ['a scaled product', nodeOf.gemmScaled], ['a product of 4,100 terms', nodeOf.matMulLong]] as const) {
    for (const verdict of [1, 2] as const) {
      it(`asks the committee about ${what}, and does as ${verdict === 1 ? 'it accepts' : 'it rejects'}`, async () => {
        const d = await openDispute(replay(modelId, forgeAt(0, 0, 1)));
        await answer(d, honest);
        await name(d, honest, node, 1);
        if (node === nodeOf.matMulLong) await openDot(d, honest, node, 1);
        expect(await phaseOf(d, honest)).toBe('judging');
        const question = await w.game.view<Hex>('leafQuestion', [d.id, honest.root, 1]);
        await expect(w.game.send(w.anyone, 'settleLeaf', [d.subject, honest.root])).rejects.toThrow('VerdictPending');
        await judge(question, verdict);
        await w.game.send(w.anyone, 'settleLeaf', [d.subject, honest.root]);
        expect(await phaseOf(d, honest)).toBe(verdict === 1 ? 'answered' : 'fallen');
      });
    }
  }
});

describe('ends', () => {
  it('slashes a node that nobody answers for, and never one that was only absent from an audit', async () => {
    const d = await openDispute(honest);
    await expect(expire(d)).rejects.toThrow('TooEarly');
    expect(await lostWei()).toBe(0n);
    await pastAnswers();
    await expire(d);
    expect(await outcomeOf(d)).toBe('challenger');
    expect(await lostWei()).toBe(stakeWei / 5n);
    expect(await w.coinOf(challenger)).toBe(bondWei);
    await expect(expire(d)).rejects.toThrow('WrongState');
    expect(Number(await w.double.view('frozenUntil', [w.node.address]))).toBeGreaterThan(await w.net.nowSeconds());
  });

  it('gives the bond of a challenger that names three honest elements to the answerer and the treasury', async () => {
    const d = await openDispute(replay(modelId, forgeAt(0, 0, 1)));
    await answer(d, honest);
    for (const element of [0, 1, 2]) {
      await name(d, honest, nodeOf.matMul, element);
      await openDot(d, honest, nodeOf.matMul, element);
    }
    await expect(name(d, honest, nodeOf.matMul, 3)).rejects.toThrow(/TooLate|NoTriesLeft/);
    await w.net.skipSeconds(1);
    await expireAnswer(d, honest);
    expect(await outcomeOf(d)).toBe('accused');
    expect(await lostWei()).toBe(0n);
    expect([await w.coinOf(w.node.address), await w.coinOf(treasury), await w.coinOf(challenger), await w.coinOf(w.game.address)]).toEqual([500n, 500n, 0n, 0n]);
  });

  it('lets an answer stand when the challenger names nothing, and fall when nobody opens what was named', async () => {
    const d = await openDispute(replay(modelId, forgeAt(0, 0, 1)));
    await answer(d, honest);
    await name(d, honest, nodeOf.matMul, 0);
    await w.net.skipSeconds(windowSeconds + 1);
    await expect(openDot(d, honest, nodeOf.matMul, 0)).rejects.toThrow('TooLate');
    await expireAnswer(d, honest);
    expect(await phaseOf(d, honest)).toBe('fallen');
    const other = await openDispute(replay(modelId, forgeAt(0, 0, 2)));
    await answer(other, honest);
    await expect(expireAnswer(other, honest)).rejects.toThrow('TooEarly');
    await w.net.skipSeconds(windowSeconds + 1);
    await expect(expire(other)).rejects.toThrow('AnswersPending');
    await expireAnswer(other, honest);
    expect(await outcomeOf(other)).toBe('accused');
  });

  it('makes whoever withholds its list post it once, or lose', async () => {
    const d = await openDispute(replay(modelId, forgeAt(0, 0, 1)));
    await answer(d, honest);
    await expect(w.game.send(friend, 'demandList', [d.subject, honest.root])).rejects.toThrow('NotChallenger');
    await w.game.send(challenger, 'demandList', [d.subject, honest.root]);
    await expect(w.game.send(w.anyone, 'postList', [d.subject, honest.root, list.subarray(1)])).rejects.toThrow('ListMismatch');
    await w.game.send(w.anyone, 'postList', [d.subject, honest.root, list]);
    await expect(w.game.send(challenger, 'demandList', [d.subject, honest.root])).rejects.toThrow('WrongPhase');
    const other = await openDispute(replay(modelId, forgeAt(0, 0, 2)));
    await answer(other, honest);
    await w.game.send(challenger, 'demandList', [other.subject, honest.root]);
    await w.net.skipSeconds(windowSeconds + 1);
    await expireAnswer(other, honest);
    expect(await phaseOf(other, honest)).toBe('fallen');
  });

  for (const [verdict, outcome, lost] of [[1, 'accused', 0n], [2, 'challenger', stakeWei / 2n]] as const) {
    it(`asks the committee about the rows when both replays agree: ${outcome} wins`, async () => {
      const d = await openDispute(honest);
      await answer(d, honest);
      const question = await w.game.view<Hex>('rowQuestion', [d.id]);
      await judge(question, verdict);
      await w.game.send(w.anyone, 'settleRows', [d.subject]);
      expect(await outcomeOf(d)).toBe(outcome);
      expect(await lostWei()).toBe(lost);
      await w.game.send(w.anyone, 'refund', [d.subject, honest.root]);
      await expect(w.game.send(w.anyone, 'refund', [d.subject, honest.root])).rejects.toThrow('WrongPhase');
      expect(await w.coinOf(w.game.address)).toBe(0n);
    });
  }

  it('ends unproven, bonds back, when there is nobody to judge', async () => {
    const d = await openDispute(honest);
    await answer(d, honest, friend);
    const question = await w.game.view<Hex>('rowQuestion', [d.id]);
    const asked = await w.court.view<{ seedRound: bigint }>('caseOf', [question]);
    await w.net.skipSeconds(20);
    await w.storeRound(Number(asked.seedRound));
    await w.court.send(w.anyone, 'startQuestion', [question]);
    await w.net.skipSeconds(200);
    await w.court.send(w.anyone, 'closeStage', [question]);
    await w.game.send(w.anyone, 'settleRows', [d.subject]);
    await w.game.send(w.anyone, 'refund', [d.subject, honest.root]);
    expect(await outcomeOf(d)).toBe('unproven');
    expect([await w.coinOf(challenger), await w.coinOf(friend), await w.coinOf(w.game.address), await lostWei()]).toEqual([bondWei, bondWei, 0n, 0n]);
  });
});

describe('hostile play', () => {
  it('cannot make a node lose by answering falsely for it: one honest answer is enough', async () => {
    const forged = replay(modelId, forgeAt(nodeOf.matMul, 0, 1));
    const d = await openDispute(forged);
    const accomplice = accountOf('accomplice');
    const other = replay(modelId, forgeAt(nodeOf.relu, 0, 1));
    await answer(d, other, accomplice);
    await name(d, other, nodeOf.relu, 0);
    await openMove(d, other, nodeOf.relu, 0);
    await answer(d, honest, friend);
    await expect(expire(d)).rejects.toThrow(/TooEarly|AnswersPending/);
    await w.net.skipSeconds(windowSeconds + 1);
    await expireAnswer(d, honest);
    expect(await outcomeOf(d)).toBe('accused');
    expect(await lostWei()).toBe(0n);
    await w.game.send(w.anyone, 'refund', [d.subject, honest.root]);
    await expect(w.game.send(w.anyone, 'refund', [d.subject, other.root])).rejects.toThrow('WrongPhase');
    // The two who played together put in 2,000 and get half of the accomplice's bond back.
    expect((await w.coinOf(challenger)) + (await w.coinOf(accomplice))).toBe(bondWei / 2n);
    expect(await w.coinOf(friend)).toBe(bondWei + bondWei / 2n);
    expect(await w.coinOf(w.game.address)).toBe(0n);
  });

  it('slashes one receipt once, however many dispute it', async () => {
    const d = await openDispute(honest);
    const second = accountOf('second challenger');
    await w.giveCoins(second, bondWei, w.game);
    const place = (await w.anchor([d.signed], 77))[0];
    const opened = await w.game.send(second, 'open', [w.signedArgument(d.signed), place, 1, 2, honest.root]);
    const { subject } = opened.events.find((event) => event.name === 'DisputeOpened')!.args as { subject: { toObject(): Record<string, unknown> } };
    await pastAnswers();
    await expire(d);
    await w.game.send(w.anyone, 'expire', [subject.toObject()]);
    expect(await lostWei()).toBe(stakeWei / 5n);
    expect([await w.coinOf(challenger), await w.coinOf(second)]).toEqual([bondWei, bondWei]);
  });

  it('opens nothing on a receipt too old, not anchored, not signed, without a kind or a bond', async () => {
    await w.net.skipSeconds(20);
    const signed = w.signReceipt();
    const [place] = await w.anchor([signed], 500);
    const open = (kind = 1, where = place) => w.game.send(challenger, 'open', [w.signedArgument(signed), where, kind, 0, honest.root]);
    await expect(open()).rejects.toThrow('InsufficientAllowance');
    await w.giveCoins(challenger, bondWei, w.game);
    await expect(open(0)).rejects.toThrow('KindZero');
    await expect(open(1, { ...place!, batch: 501 })).rejects.toThrow('NotAnchored');
    await w.net.skipSeconds(5001);
    await expect(open()).rejects.toThrow('ReceiptTooOld');
  });

  it('moves nothing with facts that are not the dispute’s, as somebody else, or out of turn', async () => {
    const d = await openDispute(replay(modelId, forgeAt(0, 0, 1)));
    const lie = { ...d, subject: { ...d.subject, bondWei: bondWei * 100n } };
    await expect(answer(lie, honest)).rejects.toThrow('WrongState');
    await answer(d, honest);
    await expect(answer(d, honest)).rejects.toThrow('WrongPhase');
    await expect(w.game.send(friend, 'name', [d.subject, honest.root, 0, 0, 0, graphCount, graphLeaf(0)])).rejects.toThrow('NotChallenger');
    await expect(openDot(d, honest, 0, 0)).rejects.toThrow('WrongPhase');
    await expect(w.game.send(w.anyone, 'settleRows', [d.subject])).rejects.toThrow('WrongState');
    await expect(w.game.send(w.anyone, 'refund', [d.subject, honest.root])).rejects.toThrow('WrongState');
    await expect(w.game.send(w.anyone, 'voidDisputed', [d.subject, d.signed.order])).rejects.toThrow('WrongState');
    await pastAnswers();
    await expect(answer(d, replay(modelId, forgeAt(1, 1, 1)))).rejects.toThrow('TooLate');
  });

  it('costs at most 200,000 gas to open, 2,000,000 for a dot of 4,096, 2,500,000 for a whole live dispute', async () => {
    const forged = replay(modelId, forgeAt(nodeOf.matMul4096, 2, 0.1));
    const d = await openDispute(honest);
    const steps = [d.opened, await answer(d, forged), await name(d, forged, nodeOf.matMul4096, 2), await openDot(d, forged, nodeOf.matMul4096, 2)];
    await pastAnswers();
    steps.push(await expire(d));
    const gas = steps.map((step) => step.gasUsed);
    expect(gas[0]).toBeLessThanOrEqual(200_000);
    expect(gas[3]).toBeLessThanOrEqual(2_000_000);
    expect(gas.reduce((a, b) => a + b)).toBeLessThanOrEqual(2_500_000);
  });
});
