import { describe, expect, it } from 'vitest';
import type { DisputeAnswer, DisputeView } from '../../../../electron/services/chain/disputeReads.ts';
import { decideGuard, turnOf, type GuardFacts } from '../../../../electron/services/jobs/decideGuard.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import type { Hex } from '../../../../electron/shared/units.ts';
import { hash } from '../../protocol/samples.ts';

const node: Hex = `0x${'cc'.repeat(20)}`;
const accused: Hex = `0x${'aa'.repeat(20)}`;
const stranger: Hex = `0x${'bb'.repeat(20)}`;
const root = (name: string): Hex => hash(name);
const dispute: DisputeView = {
  disputeId: root('dispute'), state: 'open', outcome: 'none', owesVoid: false, answerUntilSeconds: 1400, slashedWei: 0n, answers: [], openedTx: root('tx'), closedTx: null, closedBlock: null,
  subject: { challenger: stranger, accused, modelId: root('model'), receiptHash: root('receipt'), orderHash: root('order'), traceRoot: root('theirs'), bondWei: 7n, kind: 1n, chunk: 0n, openedAtSeconds: 1000n },
};
const other: DisputeAnswer = { traceRoot: root('ours'), by: accused, isOwn: true, isStaked: false, phase: 'answered', tries: 0, untilSeconds: 1500, listHash: root('list'), list: null, named: null };
const ours: Partial<DisputeAnswer> = { by: node.toUpperCase().replace('0X', '0x') as Hex, isOwn: false, isStaked: true };
const facts: GuardFacts = { node, turn: 0, ownRoot: null, nowSeconds: 1100 };
const at = (change: Partial<GuardFacts> = {}, answers: readonly Partial<DisputeAnswer>[] = [], state: DisputeView['state'] = 'open'): string =>
  decideGuard({ ...dispute, state, answers: answers.map((one) => ({ ...other, ...one })) }, { ...facts, ...change });

describe('a guard', () => {
  it('leaves the accused the first quarter of the time, and then waits for its own turn', () => {
    expect([at({ nowSeconds: 1099 }), at()]).toEqual(['wait', 'answer']);
    expect([at({ turn: 0.5, nowSeconds: 1149 }), at({ turn: 0.5, nowSeconds: 1150 }), at({ turn: 0.999, nowSeconds: 1200 })]).toEqual(['wait', 'answer', 'answer']);
  });
  it('answers up to the end, not after it, and never before there is room for a block', () => {
    expect([at({ nowSeconds: 1398 }), at({ nowSeconds: 1399 }), at({ nowSeconds: 2000 })]).toEqual(['answer', 'over', 'over']);
  });
  it('stays out of it while the accused answers for itself, or somebody gave its very answer', () => {
    for (const phase of ['answered', 'listDemanded', 'named', 'judging'] as const) expect(at({}, [{ phase }]), phase).toBe('wait');
    expect(at({ ownRoot: root('ours') }, [{ isOwn: false, by: stranger }])).toBe('wait');
    // Before its own replay it cannot know; and a false answer of a stranger, or one of the accused that fell, saves nobody.
    expect([at({}, [{ isOwn: false, by: stranger }]), at({ ownRoot: root('other') }, [{ isOwn: false, by: stranger }]), at({}, [{ phase: 'fallen' }])]).toEqual(['answer', 'answer', 'answer']);
  });
  it('defends what it answered, through the committee too, and frees its stake at the end', () => {
    for (const phase of ['answered', 'listDemanded', 'named', 'judging', 'stood'] as const) expect(at({ nowSeconds: 5000 }, [{ ...ours, phase }]), phase).toBe('defend');
    expect(at({}, [{ ...ours, phase: 'stood' }], 'judging')).toBe('defend');
    expect([at({}, [{ ...ours, phase: 'stood' }], 'closed'), at({}, [{ ...ours, phase: 'answered' }], 'closed')]).toEqual(['release', 'release']);
    expect([at({}, [{ ...ours, phase: 'refunded' }], 'closed'), at({}, [{ ...ours, phase: 'fallen' }], 'closed'), at({}, [], 'closed')]).toEqual(['over', 'over', 'over']);
  });
  it('whose answer fell gives no second one', () => {
    expect(at({}, [{ ...ours, phase: 'fallen' }])).toBe('wait');
  });
  it('answers nothing once a committee judges, and takes coins of the same key for another answer', () => {
    expect(at({}, [], 'judging')).toBe('over');
    expect(at({}, [{ by: node, isOwn: false, isStaked: false }], 'closed')).toBe('over');
  });
  it('has another turn in each dispute, spread over the whole time', () => {
    const turns = Array.from({ length: 400 }, (_, n) => turnOf(p, node, root(`dispute ${n}`)));
    expect(turns.every((turn) => turn >= 0 && turn < 1)).toBe(true);
    for (const quarter of [0, 1, 2, 3]) expect(turns.filter((turn) => Math.floor(4 * turn) === quarter).length).toBeGreaterThan(60);
    expect(turnOf(p, node.toUpperCase().replace('0X', '0x'), root('dispute'))).toBe(turnOf(p, node, root('dispute')));
  });
});
