import { auditRateBps, isDrawnByRound, payEpochOf, type AuditRateFacts, type VoteClock } from '../../protocol/auditDraw.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { sameAddress } from '../../shared/units.ts';
import type { Ballot, CourtCase } from '../chain/auditReads.ts';

/** Rounds of votes, as AuditCourt numbers them. */
export const voteRound = { first: 0, second: 1, final: 2 } as const;

/** When the only epoch in which a vote about the receipt is paid is over. A machine that is busy or asleep until then loses the pay, nothing else. */
export const auditUntilMs = (clock: VoteClock, anchoredAtSeconds: number): number => (payEpochOf(clock, anchoredAtSeconds) + 1) * clock.epochSeconds * 1000;
/** How often CommitSeconds may pass while a bundle is withheld before the verifier says so. That vote took no replay; it is paid in its case, if not in its epoch. */
const unservedTimes = 4;
export const unservedMs = (commitSeconds: number): number => unservedTimes * commitSeconds * 1000;

/** Whether the draw takes a receipt, before anybody asks for its committee. Pure. */
export const decideDraw = (p: Primitives, facts: AuditRateFacts & { readonly receiptHash: string; readonly randomness: string }): boolean =>
  isDrawnByRound(p, facts.randomness, facts.receiptHash, auditRateBps(facts));

/** Whether a committee seats me. Pure. */
export const isSeated = (committee: readonly string[], me: string): boolean => committee.some((member) => sameAddress(member, me));

export type CommitFacts = {
  /** Votes that are paid in this epoch. */
  readonly waiting: number;
  /** What may still give one: receipts not voted on yet, batches not drawn yet. */
  readonly unfinished: number;
  readonly chainSeconds: number;
  readonly epochSeconds: number;
  /** I committed in this epoch already, or am about to. */
  readonly hasRoot: boolean;
};

/** Whether to commit the votes of this epoch now. Pure. One root fits into an epoch, so they wait for company until its last quarter, unless nothing else is coming. */
export function decideCommit({ waiting, unfinished, chainSeconds, epochSeconds, hasRoot }: CommitFacts): { readonly commit: boolean; readonly reason: string } {
  if (waiting === 0) return { commit: false, reason: 'no votes' };
  if (hasRoot) return { commit: false, reason: 'this epoch has a root' };
  if (unfinished === 0) return { commit: true, reason: 'nothing else is coming' };
  const isLate = chainSeconds % epochSeconds >= (epochSeconds * 3) / 4;
  return isLate ? { commit: true, reason: 'the epoch ends' } : { commit: false, reason: 'more votes may come' };
}

export type CaseAct = 'vote' | 'reveal' | 'close' | 'void' | 'wait' | 'over';
export type CaseFacts = { readonly me: string; readonly ballots: readonly Ballot[]; readonly chainSeconds: number; readonly isVoided: boolean };

/** Acts that anybody may do are done by one after the other, so that not everyone pays gas for the same. */
const turnSeconds = 4;
/** A commitment must be in a block before the time is over. */
const marginSeconds = 2;

/** What I am to do next in a case. Pure. @source docs/protocol/court.md section 3 */
export function decideCase(found: CourtCase, { me, ballots, chainSeconds, isVoided }: CaseFacts): { readonly act: CaseAct; readonly round: number; readonly deadlineSeconds: number | null } {
  const round = found.stage === 'final' ? voteRound.final : voteRound.second;
  const done = (act: CaseAct, deadlineSeconds: number | null = null) => ({ act, round, deadlineSeconds });
  // A question has no committee before its round is stored: the two sides of its dispute see to that.
  if (found.isQuestion && found.stage === 'waiting') return done('wait');
  if (found.stage === 'none' || found.stage === 'waiting') return done('over');
  const place = found.members.findIndex((member) => sameAddress(member, me));
  const turn = place < 0 ? found.members.length : place;
  // What a question's verdict costs is applied by its dispute.
  if (found.stage === 'closed') return done(found.verdict === 'rejected' && !found.isQuestion && !isVoided ? 'void' : 'over');
  const mine = ballots.filter((ballot) => ballot.round === round && sameAddress(ballot.verifier, me));
  const hasRevealed = mine.some(({ step }) => step === 'revealed');
  if (chainSeconds <= found.commitUntilSeconds) {
    const mayVote = place >= 0 && mine.length === 0 && chainSeconds + marginSeconds <= found.commitUntilSeconds;
    return done(mayVote ? 'vote' : 'wait', found.commitUntilSeconds);
  }
  if (chainSeconds <= found.revealUntilSeconds) return done(mine.length > 0 && !hasRevealed ? 'reveal' : 'wait', found.revealUntilSeconds);
  return done(chainSeconds > found.revealUntilSeconds + turn * turnSeconds ? 'close' : 'wait', found.revealUntilSeconds);
}
