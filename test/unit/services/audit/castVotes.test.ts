import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { voteKey } from '../../../../electron/services/audit/auditRecord.ts';
import { castVotes, finishVote, repeatVote } from '../../../../electron/services/audit/castVotes.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';
import { verdict, voteKind } from '../../../../electron/protocol/typedData.ts';
import { createDutyHarness } from '../../../support/dutyHarness.ts';
import { hash } from '../../protocol/samples.ts';

let h: ReturnType<typeof createDutyHarness>;
beforeEach(() => {
  h = createDutyHarness();
  h.addSeat();
});
afterEach(() => h.close());
const seat = () => h.journal.seats.read(h.job.receiptHash)!;
const lost = () => Promise.reject(new HearthError('worker.lost', { signal: 'SIGKILL' }));

describe('a verifier that was drawn', () => {
  it('replays, keeps its vote on disk before it is signed, and votes once', async () => {
    let keptBefore = false;
    const walk = h.with({ sign: async (vote) => {
      keptBefore = h.journal.votes.read(voteKey(h.job.receiptHash, 0))?.vote.salt === vote.salt;
      return h.dependencies.sign(vote);
    } });
    await castVotes(walk, h.roundAt(1010));
    await castVotes(walk, h.roundAt(1011));
    expect(keptBefore).toBe(true);
    expect(seat()).toMatchObject({ state: 'voted', attempts: 1, reason: 'replayed' });
    expect(h.asked).toMatchObject({ judged: 1, bundles: 1 });
    expect(h.asked.signed).toHaveLength(1);
  });

  it('begins again after a game took the device away in the middle, and says so meanwhile', async () => {
    await castVotes(h.with({ judge: lost }), h.roundAt(1010));
    expect(seat()).toMatchObject({ state: 'seated', attempts: 1, reason: 'audit.takenBack' });
    expect(h.asked.signed).toEqual([]);
    await castVotes(h.dependencies, h.roundAt(1013));
    expect(seat()).toMatchObject({ state: 'voted', attempts: 2 });
  });

  it('waits for a paid job that came first, and is not counted as begun', async () => {
    await castVotes(h.with({ judge: () => Promise.reject(new HearthError('job.busy', { running: 1, limit: 1 })) }), h.roundAt(1010));
    expect(seat()).toMatchObject({ state: 'seated', attempts: 0, reason: 'audit.paidFirst' });
    await castVotes(h.dependencies, h.roundAt(1013));
    expect(seat()).toMatchObject({ state: 'voted', attempts: 1 });
  });

  it('loses nothing but the pay when the machine is not free until the time is over: no vote, nothing sent', async () => {
    for (const at of [1010, 1100, 1121]) await castVotes(h.with({ isFree: () => false }), h.roundAt(at));
    expect(seat()).toMatchObject({ state: 'missed', attempts: 0, reason: 'audit.lateMachine' });
    expect(h.asked).toEqual({ signed: [], judged: 0, bundles: 0, sent: [] });
  });

  it('signs the very same vote when it was killed between keeping and signing it', async () => {
    await castVotes(h.with({ sign: () => Promise.reject(new HearthError('signer.unavailable', {})) }), h.roundAt(1010));
    const kept = h.journal.votes.read(voteKey(h.job.receiptHash, 0))!;
    expect(kept.signature).toBeNull();
    await castVotes(h.dependencies, h.roundAt(1011));
    expect(h.asked.signed).toEqual([kept.vote]);
    expect(h.asked.judged).toBe(1);
    expect(seat().state).toBe('voted');
  });

  it('takes the vote that a client was given before, instead of a second one', async () => {
    const before = { ...h.dependencies.buildVote({ receiptHash: h.job.receiptHash, verifier: h.dependencies.node, round: 0, judgement: { verdict: verdict.accept, kind: 0, chunk: 0, reason: 'off chain', figure: null }, evidence: { format: 'hearth-evidence/2', beacon: hash('client'), judged: {}, sketches: [] } }) };
    h.journal.votes.add(voteKey(h.job.receiptHash, 0), 'signing', { vote: before, signature: null, reason: 'off chain' });
    await castVotes(h.dependencies, h.roundAt(1010));
    expect(h.asked.signed).toEqual([before]);
    expect(h.asked.judged).toBe(0);
  });

  it('asks again for a bundle that nobody hands out, and only after long says so in its vote', async () => {
    const unserved = h.with({ fetchBundle: () => Promise.reject(new HearthError('audit.notServed', { what: 'it', reason: 'nobody' })) });
    await castVotes(unserved, h.roundAt(1010));
    expect(seat()).toMatchObject({ state: 'seated', unservedSinceMs: 1_000_000 });
    h.skipMs(59_000);
    await castVotes(unserved, h.roundAt(1050));
    expect(seat().state).toBe('seated');
    h.skipMs(2_000);
    await castVotes(unserved, h.roundAt(1060));
    expect(seat()).toMatchObject({ state: 'voted', reason: 'audit.unserved' });
    expect(h.asked.signed[0]).toMatchObject({ verdict: verdict.reject, kind: voteKind.bundle });
  });

  it('asks for a withheld bundle beyond the epoch that pays, so that withholding it long enough helps nobody', async () => {
    const unserved = h.with({ fetchBundle: () => Promise.reject(new HearthError('audit.notServed', { what: 'it', reason: 'nobody' })) });
    await castVotes(unserved, h.roundAt(1110));
    h.skipMs(61_000);
    await castVotes(unserved, h.roundAt(1171));
    expect(seat()).toMatchObject({ state: 'voted', reason: 'audit.unserved' });
  });

  it('repeats its judgement in a later round under another salt, over the same evidence', async () => {
    await castVotes(h.dependencies, h.roundAt(1010));
    const first = (await finishVote(h.dependencies, h.job.receiptHash, 0))!;
    const second = await repeatVote(h.dependencies, first, 1, hash('salt'));
    expect(second.vote).toEqual({ ...first.vote, round: 1, salt: hash('salt') });
    expect(await repeatVote(h.dependencies, first, 1, hash('another salt'))).toEqual(second);
  });
});
