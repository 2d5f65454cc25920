import { describe, expect, it } from 'vitest';
import type { DisputeAnswer, DisputeView, QuestionView } from '../../../../electron/services/chain/disputeReads.ts';
import type { DisputeQuestion } from '../../../../electron/services/chain/questionReads.ts';
import { canBeShown, decideChallenge, planNaming } from '../../../../electron/services/practice/challenge.ts';
import type { NamedNode } from '../../../../electron/shared/openings.ts';
import type { Hex } from '../../../../electron/shared/units.ts';
import { hash } from '../../protocol/samples.ts';

const root = (name: string): Hex => hash(name) as Hex;
const dispute: DisputeView = {
  disputeId: root('dispute'), state: 'open', outcome: 'none', owesVoid: false, answerUntilSeconds: 1000, slashedWei: 0n, answers: [], openedTx: root('tx'), closedTx: null, closedBlock: null,
  subject: { challenger: '0x01', accused: '0x02', modelId: root('model'), receiptHash: root('receipt'), orderHash: root('order'), traceRoot: root('ours'), bondWei: 7n, kind: 1n, chunk: 0n, openedAtSeconds: 900n },
};
const answer: DisputeAnswer = { traceRoot: root('theirs'), by: '0x02', isOwn: true, isStaked: false, phase: 'answered', tries: 0, untilSeconds: 1100, listHash: root('list'), list: null, named: null };
const withAnswers = (...answers: Partial<DisputeAnswer>[]): DisputeView => ({ ...dispute, answers: answers.map((change) => ({ ...answer, ...change })) });
const act = (view: DisputeView, nowSeconds: number, questions: readonly DisputeQuestion[] = []): string => decideChallenge(view, questions, nowSeconds).act;

describe('the challenger', () => {
  it('waits for an answer, and ends the dispute when none came in time', () => {
    expect(act(dispute, 1000)).toBe('wait');
    expect(act(dispute, 1001)).toBe('expire');
  });

  it('asks for the list, names three elements at most, and lets an answer that held stand', () => {
    expect(act(withAnswers({}), 1050)).toBe('demandList');
    expect(act(withAnswers({ list: '0x00' }), 1050)).toBe('name');
    expect(act(withAnswers({ list: '0x00', tries: 2 }), 1050)).toBe('name');
    expect(act(withAnswers({ list: '0x00', tries: 3 }), 1050)).toBe('wait');
    // Too close to the deadline to be mined before it.
    expect(act(withAnswers({ list: '0x00' }), 1098)).toBe('wait');
  });

  it('has an answer fall whose deadline passed, and takes the stake only when all have fallen', () => {
    expect(act(withAnswers({ phase: 'listDemanded' }), 1100)).toBe('wait');
    expect(act(withAnswers({ phase: 'listDemanded' }), 1101)).toBe('expireAnswer');
    expect(act(withAnswers({ phase: 'named' }), 1101)).toBe('expireAnswer');
    expect(act(withAnswers({ phase: 'fallen' }), 999)).toBe('wait');
    expect(act(withAnswers({ phase: 'fallen' }), 1001)).toBe('expire');
    expect(act(withAnswers({ phase: 'fallen' }, { phase: 'named' }), 1050)).toBe('wait');
  });

  it('brings what the committee is asked to its end', () => {
    const view: QuestionView = { stage: 'waiting', seedRound: 1, commitUntilSeconds: 0, revealUntilSeconds: 1020, members: [] };
    const ask = (change: Partial<QuestionView>, of: DisputeAnswer | null = null): DisputeQuestion[] => [{ question: root('question'), answer: of, view: { ...view, ...change } }];
    const judging: DisputeView = { ...dispute, state: 'judging' };
    expect(act(judging, 1000, ask({}))).toBe('startQuestion');
    expect(act(judging, 1020, ask({ stage: 'final' }))).toBe('wait');
    expect(act(judging, 1021, ask({ stage: 'final' }))).toBe('closeStage');
    expect(act(judging, 1021, ask({ stage: 'closed' }))).toBe('settleRows');
    expect(act(withAnswers({ phase: 'judging' }), 1021, ask({ stage: 'closed' }, answer))).toBe('settleLeaf');
  });

  it('voids the job of a dispute it won, once', () => {
    expect(act({ ...dispute, state: 'closed', owesVoid: true }, 2000)).toBe('void');
    expect(act({ ...dispute, state: 'closed' }, 2000)).toBe('wait');
  });
});

describe('which elements are named', () => {
  const leaf = { data: '0x00', proof: [] } as const;
  const named = (node: number, change: Partial<NamedNode> = {}): NamedNode => ({ node, slot: 0, opType: 'MatMul', name: '', distance: 1, inputsAgree: true, rule: 'dot', elements: [1, 2, 3], leaf: { ...leaf, proof: [] }, ...change });
  const plan = (...nodes: NamedNode[]): string[] => planNaming(nodes).map(({ node, element }) => `${node.node}:${element}`);

  it('are those that the contract recomputes itself, from inputs that agree, one of each node', () => {
    expect(plan(named(1, { rule: 'committee' }), named(2, { inputsAgree: false }), named(3), named(4), named(5))).toEqual(['3:1', '4:1', '5:1']);
    expect(plan(named(1, { rule: 'committee' }), named(2, { inputsAgree: false }), named(3))).toEqual(['3:1', '2:1', '3:2']);
  });

  it('are further elements of a node of the contract before one of the committee', () => {
    expect(plan(named(1, { rule: 'committee' }), named(3))).toEqual(['3:1', '3:2', '3:3']);
    expect(plan(named(1, { rule: 'committee' }), named(3, { elements: [4] }))).toEqual(['3:4', '1:1']);
    expect(plan()).toEqual([]);
  });

  it('are none where no product parts from ours with inputs that agree: then the rows are asked for', () => {
    expect([canBeShown([named(1, { rule: 'committee' }), named(2)]), canBeShown([named(1, { rule: 'committee' }), named(2, { inputsAgree: false }), named(3, { rule: 'move' })]), canBeShown([])]).toEqual([true, false, false]);
  });
});
