import { describe, expect, it } from 'vitest';
import type { DisputeAnswer, DisputeView } from '../../../../electron/services/chain/disputeReads.ts';
import { decideDefence, decideQuestions, disputeFault, mayReplayWait, summarizeDispute } from '../../../../electron/services/jobs/decideDefence.ts';
import type { Hex } from '../../../../electron/shared/units.ts';
import { hash } from '../../protocol/samples.ts';

const root = (name: string): Hex => hash(name) as Hex;
const node: Hex = `0x${'aa'.repeat(20)}`;
const stranger: Hex = `0x${'bb'.repeat(20)}`;
const dispute: DisputeView = {
  disputeId: root('dispute'), state: 'open', outcome: 'none', owesVoid: false, answerUntilSeconds: 1000, slashedWei: 0n, answers: [], openedTx: root('tx'), closedTx: null, closedBlock: null,
  subject: { challenger: stranger, accused: node, modelId: root('model'), receiptHash: root('receipt'), orderHash: root('order'), traceRoot: root('theirs'), bondWei: 7n, kind: 1n, chunk: 0n, openedAtSeconds: 900n },
};
const own: DisputeAnswer = { traceRoot: root('ours'), by: node, isOwn: true, isStaked: false, phase: 'answered', tries: 0, untilSeconds: 1100, listHash: root('list'), list: null, named: null };
const ours = { traceRoot: root('ours') };
const withAnswer = (change: Partial<DisputeAnswer>): DisputeView => ({ ...dispute, answers: [{ ...own, ...change }] });

describe('the accused in a dispute', () => {
  it('replays, then answers inside the window, and not after it', () => {
    expect(decideDefence(dispute, { traceRoot: null }, 950)).toEqual({ act: 'replay', untilSeconds: 1000 });
    expect(decideDefence(dispute, ours, 950)).toEqual({ act: 'answer', untilSeconds: 1000 });
    expect(decideDefence(dispute, ours, 999)).toEqual({ act: 'wait' });
    expect(decideDefence(dispute, { traceRoot: null }, 1001)).toEqual({ act: 'wait' });
  });

  it('does each thing that its answer owes, once the chain asks for it', () => {
    expect(decideDefence(withAnswer({}), ours, 1050)).toEqual({ act: 'wait' });
    expect(decideDefence(withAnswer({ phase: 'listDemanded' }), ours, 1050)).toMatchObject({ act: 'postList' });
    expect(decideDefence(withAnswer({ phase: 'named', tries: 1, named: { node: 3, slot: 0, element: 9, rule: 'dot' } }), ours, 1050)).toMatchObject({ act: 'openElement', rule: 'dot' });
    expect(decideDefence(withAnswer({ phase: 'named', named: { node: 3, slot: 0, element: 9, rule: 'dot' } }), ours, 1101)).toEqual({ act: 'wait' });
    expect(decideDefence(withAnswer({ phase: 'judging', named: { node: 3, slot: 0, element: 9, rule: 'committee' } }), ours, 1050)).toEqual({ act: 'wait' });
    expect(decideDefence(withAnswer({}), ours, 1101)).toMatchObject({ act: 'expireAnswer' });
    for (const phase of ['fallen', 'stood', 'refunded'] as const) expect(decideDefence(withAnswer({ phase }), ours, 1101)).toEqual({ act: 'wait' });
  });

  it('may end what a challenger leaves hanging: the draw of a committee, its stage, and what its verdict means', () => {
    const asked = (stage: 'waiting' | 'final' | 'closed', answer: DisputeAnswer | null = null) => [{ question: root('question'), answer, view: { stage, seedRound: 1, commitUntilSeconds: 100, revealUntilSeconds: 200, members: [] } }];
    expect([decideQuestions([], 50), decideQuestions(asked('final'), 200)]).toEqual([null, null]);
    expect(decideQuestions(asked('waiting'), 50)).toMatchObject({ act: 'startQuestion' });
    expect(decideQuestions(asked('final'), 201)).toMatchObject({ act: 'closeStage' });
    expect([decideQuestions(asked('closed'), 300), decideQuestions(asked('closed', own), 300)]).toMatchObject([{ act: 'settleRows' }, { act: 'settleLeaf', answer: own }]);
  });

  it('goes on with an answer after a restart, and stands beside a stranger who answered falsely', () => {
    expect(decideDefence(withAnswer({ phase: 'listDemanded' }), { traceRoot: null }, 1050)).toMatchObject({ act: 'replay' });
    expect(decideDefence(withAnswer({ traceRoot: root('false'), by: stranger, isOwn: false }), ours, 950)).toMatchObject({ act: 'answer' });
    // Whoever gave our own root, it is ours to defend.
    expect(decideDefence(withAnswer({ by: stranger, isOwn: false, phase: 'listDemanded' }), ours, 1050)).toMatchObject({ act: 'postList' });
    for (const state of ['judging', 'closed'] as const) expect(decideDefence({ ...dispute, state }, ours, 950)).toEqual({ act: 'wait' });
  });

  it('lets a running job finish for a quarter of the time, and no longer', () => {
    expect(mayReplayWait(true, 900, 1000, 924)).toBe(true);
    expect(mayReplayWait(true, 900, 1000, 925)).toBe(false);
    expect(mayReplayWait(false, 900, 1000, 900)).toBe(false);
  });

  it('shows whose it is, its next deadline, and for what stake was lost', () => {
    const me = { node, accounts: new Set<string>([stranger]) };
    expect(summarizeDispute(dispute, null, me)).toMatchObject({ isAboutHere: true, isOpenedHere: true, state: 'open', deadlineSeconds: 1000, bondWei: 7n });
    expect(summarizeDispute(withAnswer({}), null, { node: stranger, accounts: new Set<string>([stranger]) })).toMatchObject({ isAboutHere: false, isOpenedHere: true, deadlineSeconds: 1100 });
    expect([withAnswer({}), withAnswer({ by: stranger, isOwn: false })].map((view) => summarizeDispute(view, null, { node: stranger, accounts: new Set() }).isAnsweredHere)).toEqual([false, true]);
    expect(summarizeDispute({ ...dispute, state: 'closed' }, null, { node: stranger, accounts: new Set() })).toMatchObject({ isAboutHere: false, isOpenedHere: false, deadlineSeconds: null });
    expect(disputeFault(dispute)).toBe('silence');
    expect(disputeFault(withAnswer({ isOwn: false, phase: 'fallen' }))).toBe('silence');
    expect(disputeFault(withAnswer({ phase: 'fallen' }))).toBe('dispute');
    expect(disputeFault(withAnswer({ traceRoot: root('theirs'), phase: 'stood' }))).toBe('dispute');
  });
});
