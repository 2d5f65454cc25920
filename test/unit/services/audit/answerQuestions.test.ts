import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NothingToSay, voteOnQuestion } from '../../../../electron/services/audit/answerQuestions.ts';
import type { CaseRecord } from '../../../../electron/services/audit/auditRecord.ts';
import { buildAudits } from '../../../../electron/services/audit/buildAudits.ts';
import { castVotes } from '../../../../electron/services/audit/castVotes.ts';
import type { DutyDependencies } from '../../../../electron/services/audit/dutyTypes.ts';
import { followCases } from '../../../../electron/services/audit/followCases.ts';
import { verdict, voteKind } from '../../../../electron/protocol/typedData.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';
import { createDutyHarness, judgementOf } from '../../../support/dutyHarness.ts';
import { hash, node } from '../../protocol/samples.ts';

let h: ReturnType<typeof createDutyHarness>;
beforeEach(() => {
  h = createDutyHarness();
});
afterEach(() => h.close());

const question = hash('question');
const recordOf = (about: 'rows' | 'element'): CaseRecord => ({
  subject: question, accused: node.address, modelId: h.job.order.modelId, opener: node.address, transactionHash: hash('tx'), blockNumber: 5, state: 'open', stage: 'final', verdict: 'pending', isMember: true, accepts: 0, rejects: 0,
  deadlineSeconds: 1010, voidTx: null, note: null, question: { disputeId: hash('dispute'), receiptHash: h.job.receiptHash, about }, abstains: null, payWei: null, members: 3, seenAtMs: 1,
});
/** A chain on which a dispute asks about the job, and an answer with this root where it asks about an element. */
const asking = (about: 'rows' | 'element', root: string): DutyDependencies['reads'] => ({
  readAskedQuestion: async () => ({ disputeId: hash('dispute'), subject: { receiptHash: h.job.receiptHash, accused: node.address }, about, answer: { traceRoot: root } }),
  readQuestion: async () => ({ seedRound: 4 }), readRandomness: async () => hash('randomness'), readBallots: async () => [], readCasePay: async () => null,
  readCase: async () => ({ stage: 'final', verdict: 'pending', isQuestion: true, members: [h.dependencies.node], accepts: 0, rejects: 0, commitUntilSeconds: 1010, revealUntilSeconds: 1020 }),
}) as unknown as DutyDependencies['reads'];
const vote = (walk: DutyDependencies, about: 'rows' | 'element' = 'rows') => voteOnQuestion(walk, recordOf(about), 2, h.roundAt(1000));

describe('a member of a committee that a dispute asks', () => {
  it('judges the rows by its own replay, and signs for the question, not for the receipt', async () => {
    const walk = h.with({ reads: asking('rows', hash('root')), judge: async (file) => judgementOf(file, false) });
    const kept = await vote(walk);
    expect(kept.vote).toMatchObject({ receiptHash: question, round: 2, verdict: verdict.reject, kind: voteKind.margin });
    expect(await vote(walk)).toMatchObject({ vote: { verdict: verdict.reject } });
  });

  it('says again what it said of the receipt in an audit, without asking for the bundle a second time', async () => {
    h.addSeat();
    await castVotes(h.dependencies, h.roundAt(1000));
    const kept = await vote(h.with({ reads: asking('rows', hash('root')) }));
    expect(kept.vote).toMatchObject({ receiptHash: question, round: 2, verdict: verdict.accept });
    expect(h.asked).toMatchObject({ judged: 1, bundles: 1 });
    expect(new Set(h.asked.signed.map(({ salt }) => salt)).size).toBe(2);
  });

  it('accepts an element of an answer that its own canonical replay gives too, and says nothing about another one', async () => {
    const walk = h.with({ reads: asking('element', hash('root')), replay: async () => ({ traceRoot: hash('root') }) });
    expect((await vote(walk, 'element')).vote).toMatchObject({ receiptHash: question, verdict: verdict.accept, kind: voteKind.none });
    await expect(voteOnQuestion(h.with({ reads: asking('element', hash('other root')), replay: async () => ({ traceRoot: hash('root') }) }), recordOf('element'), 1, h.roundAt(1000))).rejects.toBeInstanceOf(NothingToSay);
  });

  it('is shown as missed with its reason where it has nothing to say, and replays no second time; a busy machine tries again', async () => {
    let replayed = 0;
    const walk = h.with({ reads: asking('element', hash('other root')), replay: async () => (replayed++, { traceRoot: hash('root') }) });
    h.journal.cases.add(question, 'open', recordOf('element'));
    await followCases(h.with({ reads: asking('element', hash('other root')), replay: () => Promise.reject(new HearthError('job.busy', { running: 1, limit: 1 })) }), h.roundAt(999));
    expect(h.journal.cases.read(question)?.state).toBe('open');
    await followCases(walk, h.roundAt(1000));
    await followCases(walk, h.roundAt(1001));
    expect(replayed).toBe(1);
    expect(h.asked).toMatchObject({ signed: [], sent: [] });
    expect(buildAudits(h.journal, [], () => null).seated).toMatchObject([{ subject: question, receiptHash: h.job.receiptHash, state: 'missed', verdict: null, reason: expect.stringMatching(/^audit\.elementAsked:audit\.otherReplay:0x/) }]);
  });

  it('commits its vote while there is time, and shows it with what it was paid', async () => {
    h.journal.cases.add(question, 'open', recordOf('rows'));
    await followCases(h.with({ reads: asking('rows', hash('root')) }), h.roundAt(1000));
    expect(h.asked.sent).toEqual(['buildCommitVote']);
    h.journal.cases.write(question, 'over', { ...recordOf('rows'), state: 'over', stage: 'closed', verdict: 'accepted', accepts: 3, payWei: 7n });
    const audits = buildAudits(h.journal, [], () => 'ember');
    expect(audits).toMatchObject({ earnedWei: 7n, seated: [{ subject: question, state: 'committed', verdict: 'accepted', pay: 'paid', committee: 3, case: { stage: 'closed', verdict: 'accepted' } }] });
    h.journal.cases.write(question, 'over', { ...recordOf('rows'), state: 'over', stage: 'closed', verdict: 'accepted', accepts: 3, payWei: 0n });
    expect(buildAudits(h.journal, [], () => 'ember').seated).toMatchObject([{ pay: 'unpaid', reason: expect.stringMatching(/^audit\.caseUnpaid:audit\.rowsAsked:/) }]);
  });
});
