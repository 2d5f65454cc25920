import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditRateBps, isDrawnByRound } from '../../../../electron/protocol/auditDraw.ts';
import { decideCase, decideCommit, isSeated, type CommitFacts } from '../../../../electron/services/audit/decideDuty.ts';
import type { Ballot, CourtCase } from '../../../../electron/services/chain/auditReads.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { accountOf, hash, verifier } from '../../protocol/samples.ts';

const me = verifier.address;
const [other, third] = [accountOf('other').address, accountOf('third').address];

describe('the draw', () => {
  const facts = { tier: 1, batch: 0, anchoredAtSeconds: 100, fullAuditUntilSeconds: 0, firstBatches: 10, floorBps: 500 };
  it('takes all of a new node and of one that failed lately, ever less of an older one down to the floor, none of tier 0', () => {
    expect([auditRateBps(facts), auditRateBps({ ...facts, batch: 9 }), auditRateBps({ ...facts, batch: 19 }), auditRateBps({ ...facts, batch: 10_000 })]).toEqual([10_000, 10_000, 5000, 500]);
    expect(auditRateBps({ ...facts, batch: 10_000, fullAuditUntilSeconds: 100 })).toBe(10_000);
    expect(auditRateBps({ ...facts, tier: 0 })).toBe(0);
  });

  it('is drawn the more often the higher the rate, and what a low rate draws a high one draws too', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }), fc.string(), (a, b, label) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      return !isDrawnByRound(p, hash('round'), hash(label), low) || isDrawnByRound(p, hash('round'), hash(label), high);
    }));
    const drawn = Array.from({ length: 1000 }, (_, i) => isDrawnByRound(p, hash('round'), hash(`${i}`), 2000)).filter(Boolean).length;
    expect(drawn).toBeGreaterThan(150);
    expect(drawn).toBeLessThan(250);
    expect(isDrawnByRound(p, hash('round'), hash('x'), 0)).toBe(false);
  });

  it('seats whoever the committee names, in whatever case its address is written', () => {
    expect(isSeated([other, me.toLowerCase()], me)).toBe(true);
    expect(isSeated([other], me)).toBe(false);
  });
});

describe('the root of an epoch', () => {
  const facts: CommitFacts = { waiting: 2, unfinished: 1, chainSeconds: 1000 * 15 + 2, epochSeconds: 15, hasRoot: false };
  it('waits for company, unless nothing else is coming or the epoch ends', () => {
    expect(decideCommit(facts).commit).toBe(false);
    expect(decideCommit({ ...facts, unfinished: 0 }).commit).toBe(true);
    expect(decideCommit({ ...facts, chainSeconds: 1000 * 15 + 12 }).commit).toBe(true);
    expect(decideCommit({ ...facts, waiting: 0, unfinished: 0 }).commit).toBe(false);
  });

  it('is one per epoch, whatever hurries', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 14 }), fc.nat(3), (second, unfinished) => !decideCommit({ ...facts, chainSeconds: 1000 * 15 + second, unfinished, hasRoot: true }).commit));
  });
});

describe('a case', () => {
  const found: CourtCase = {
    stage: 'second', verdict: 'pending', isQuestion: false, isAnswered: false, accepts: 0, rejects: 1, rejectsUnserved: 0, commitUntilSeconds: 100, revealUntilSeconds: 200, accused: third, modelId: hash('model'),
    bundleHash: hash('bundle'), priceWei: 5n, members: [other, me],
  };
  const ballot = (round: number, step: Ballot['step']): Ballot => ({ round, verifier: me, step, verdict: null, kind: null });
  const act = (change: Partial<CourtCase>, chainSeconds: number, ballots: readonly Ballot[] = [], isVoided = false) => decideCase({ ...found, ...change }, { me, ballots, chainSeconds, isVoided }).act;

  it('is voted in once, in time, by a member alone', () => {
    expect(act({}, 50)).toBe('vote');
    expect(act({}, 50, [ballot(1, 'committed')])).toBe('wait');
    expect(act({}, 99)).toBe('wait');
    expect(act({ members: [other] }, 50)).toBe('wait');
    // The opener's own vote is revealed from the start; in the next round it votes again.
    expect(act({}, 50, [ballot(1, 'revealed')])).toBe('wait');
    expect(act({ stage: 'final' }, 50, [ballot(1, 'revealed')])).toBe('vote');
  });

  it('is revealed in after the commitments, closed when the time is over, by one member after the other', () => {
    expect(act({}, 150, [ballot(1, 'committed')])).toBe('reveal');
    expect(act({}, 150, [ballot(1, 'committed'), ballot(1, 'revealed')])).toBe('wait');
    expect(act({}, 150)).toBe('wait');
    expect([act({}, 202), act({}, 205)]).toEqual(['wait', 'close']);
    expect(act({ members: [me, other] }, 201)).toBe('close');
  });

  it('ends in a void job when it was rejected, and in nothing else', () => {
    expect(act({ stage: 'closed', verdict: 'rejected' }, 300)).toBe('void');
    expect(act({ stage: 'closed', verdict: 'rejected' }, 300, [], true)).toBe('over');
    expect(act({ stage: 'closed', verdict: 'accepted' }, 300)).toBe('over');
    expect(act({ stage: 'closed', verdict: 'unproven' }, 300)).toBe('over');
  });

  it('that a dispute asks waits for its committee, is voted in like any other, and ends in what the dispute makes of it', () => {
    const asked = { isQuestion: true, stage: 'final' } as const;
    expect(act({ isQuestion: true, stage: 'waiting' }, 50)).toBe('wait');
    expect([act(asked, 50), act(asked, 150, [ballot(2, 'committed')]), act(asked, 206)]).toEqual(['vote', 'reveal', 'close']);
    expect(act({ ...asked, stage: 'closed', verdict: 'rejected' }, 300)).toBe('over');
  });
});
