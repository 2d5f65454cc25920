import type { BundleRequest } from '../../protocol/auditMessages.ts';
import { evidenceRootOf } from '../../protocol/messages.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { verdict, voteKind, type Vote } from '../../protocol/typedData.ts';
import { isHearthError } from '../../shared/errors.ts';
import { reasonOf } from '../../shared/reasons.ts';
import type { Hex } from '../../shared/units.ts';
import { voteKey, type KeptVote, type SeatRecord } from './auditRecord.ts';
import { unservedMs, voteRound } from './decideDuty.ts';
import type { DutyDependencies, Round } from './dutyTypes.ts';
import { messageOf } from './followAnchors.ts';

/** Looked at in one block's round, so that what has a deadline on the chain is not kept waiting. */
const seatsPerRound = 4;

/** Replays what this node was seated for, one receipt after the other, as long as nothing better needs the machine; a vote each. */
export async function castVotes(dependencies: DutyDependencies, round: Round): Promise<void> {
  const { journal, nowMs } = dependencies;
  const write = (seat: SeatRecord): void => {
    journal.seats.write(seat.receiptHash, seat.state, seat);
    dependencies.onChanged();
  };
  for (const seat of journal.seats.list(['seated']).slice(0, seatsPerRound)) {
    round.signal.throwIfAborted();
    const kept = await finishVote(dependencies, seat.receiptHash, voteRound.first);
    if (kept) write({ ...seat, state: 'voted', reason: kept.reason, votedAtMs: nowMs() });
    // A bundle that is withheld is asked for beyond the pay: nobody shall get away by handing it out to no one.
    else if (round.head.timeSeconds * 1000 > seat.untilMs && seat.unservedSinceMs === null) write({ ...seat, state: 'missed', reason: seat.reason ?? reasonOf('audit.lateMachine') });
    else if (dependencies.isFree()) write(await attempt(dependencies, seat, round));
  }
}

async function attempt(dependencies: DutyDependencies, seat: SeatRecord, round: Round): Promise<SeatRecord> {
  const { journal, nowMs } = dependencies;
  // Before the work: an attempt that takes the process with it is counted.
  const begun = { ...seat, attempts: seat.attempts + 1 };
  journal.seats.write(seat.receiptHash, 'seated', begun);
  try {
    const vote = await makeVote(dependencies, { receiptHash: seat.receiptHash, provider: seat.signed.receipt.provider }, { subject: seat.receiptHash, round: voteRound.first, randomness: seat.randomness });
    return { ...begun, state: 'voted', reason: vote.reason, votedAtMs: nowMs(), unservedSinceMs: null };
  } catch (error) {
    if (round.signal.aborted || isHearthError(error, 'chain.unreachable') || isHearthError(error, 'storage.diskFull')) throw error;
    if (isHearthError(error, 'model.unknown')) return { ...begun, state: 'missed', reason: reasonOf('audit.noDevice') };
    const isUnserved = isHearthError(error, 'audit.notServed') || isHearthError(error, 'network.unreachable') || isHearthError(error, 'network.malformed');
    if (isHearthError(error, 'job.busy')) return { ...seat, reason: reasonOf('audit.paidFirst') };
    const wasTaken = isHearthError(error, 'bridge.closed') || isHearthError(error, 'worker.lost');
    if (!isUnserved) return { ...begun, reason: wasTaken ? reasonOf('audit.takenBack') : messageOf(error) };
    const since = seat.unservedSinceMs ?? nowMs();
    if (nowMs() - since < unservedMs(round.parameters.commitSeconds)) return { ...begun, unservedSinceMs: since, reason: messageOf(error) };
    const vote = await voteUnserved(dependencies, seat);
    return { ...begun, state: 'voted', reason: vote.reason, votedAtMs: nowMs(), unservedSinceMs: since };
  }
}

/** A receipt and whose it is. */
export type OfReceipt = { readonly receiptHash: string; readonly provider: string };
/** What the vote names: the receipt itself, or the question that a dispute asks about it. */
export type VoteSubject = { readonly subject: string; readonly round: number; readonly randomness: string };

/** Fetches, replays, judges and signs. The vote is on disk before the signature is asked for. */
export async function makeVote(dependencies: DutyDependencies, of: OfReceipt, { subject, round, randomness }: VoteSubject): Promise<KeptVote> {
  const file = await fetchFile(dependencies, of);
  const { judgement, evidence } = await dependencies.judge(file, randomness);
  const vote = dependencies.buildVote({ receiptHash: subject as Hex, verifier: dependencies.node, round, judgement, evidence });
  return keepAndSign(dependencies, vote, judgement.reason);
}

/** Says once more in another round what was said before; the evidence is the same, the salt is new. */
export function repeatVote(dependencies: DutyDependencies, before: KeptVote, round: number, salt: string): Promise<KeptVote> {
  return keepAndSign(dependencies, { ...before.vote, round, salt }, before.reason);
}

/** The vote of a receipt and round that is on disk, signed if it was not yet; null when there is none. */
export async function finishVote(dependencies: DutyDependencies, receiptHash: string, round: number): Promise<KeptVote | null> {
  const kept = dependencies.journal.votes.read(voteKey(receiptHash, round));
  if (!kept || kept.signature !== null) return kept;
  return keepAndSign(dependencies, kept.vote, kept.reason);
}

export async function keepAndSign({ journal, sign }: DutyDependencies, made: Vote, why: string): Promise<KeptVote> {
  const key = voteKey(made.receiptHash, made.round);
  journal.votes.add(key, 'signing', { vote: made, signature: null, reason: why });
  // Whatever was kept first is the vote, also when a client asked for one meanwhile.
  const { vote, reason } = journal.votes.read(key)!;
  const kept: KeptVote = { vote, signature: await sign(vote), reason };
  journal.votes.write(key, 'signed', kept);
  return kept;
}

/** The receipt's file, as its node or its client hands it out; what is not of this receipt counts as not handed out. @throws audit.notServed, network.* */
export async function fetchFile({ node, nowMs, signAsk, fetchBundle }: DutyDependencies, { receiptHash, provider }: OfReceipt): Promise<ReceiptFile> {
  const ask: BundleRequest['ask'] = { format: 'hearth-bundle-ask/1', receiptHash, verifier: node, atMs: nowMs() };
  return fetchBundle(provider, { ask, signature: await signAsk(ask) });
}

/** Nobody handed out the bundle for long enough: the vote that an answer on the chain takes the force from. */
function voteUnserved(dependencies: DutyDependencies, { receiptHash, randomness }: SeatRecord): Promise<KeptVote> {
  const evidence = { format: 'hearth-evidence/2' as const, beacon: randomness, judged: { format: 'unserved' }, sketches: [] };
  const judgement = { verdict: verdict.reject, kind: voteKind.bundle, chunk: 0, reason: reasonOf('audit.unserved'), figure: null };
  const vote = dependencies.buildVote({ receiptHash: receiptHash as Hex, verifier: dependencies.node, round: voteRound.first, judgement, evidence });
  return keepAndSign(dependencies, { ...vote, evidenceRoot: evidenceRootOf(dependencies.p, evidence) }, judgement.reason);
}
