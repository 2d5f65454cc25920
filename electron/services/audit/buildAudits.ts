import { verdict } from '../../protocol/typedData.ts';
import type { Audits, OwnAudit, Seat, SeatedAudit } from '../../shared/audits.ts';
import { reasonOf } from '../../shared/reasons.ts';
import { voteKey, type CaseRecord, type EpochRecord, type OwnReceipt, type SeatRecord } from './auditRecord.ts';
import type { AuditJournal } from './auditJournal.ts';
import { voteRound } from './decideDuty.ts';

const shownLimit = 50;
/** Cases are rare. */
const casesLookedAt = 1000;

const caseView = (record: Pick<CaseRecord, 'stage' | 'verdict' | 'accepts' | 'rejects' | 'deadlineSeconds' | 'voidTx'> | null): SeatedAudit['case'] => record && {
  stage: record.stage, verdict: record.verdict, accepts: record.accepts, rejects: record.rejects, deadlineMs: record.deadlineSeconds === null ? null : record.deadlineSeconds * 1000, voidTx: record.voidTx,
};

function seatedView(journal: AuditJournal, seat: SeatRecord, nameOf: (modelId: string) => string | null): SeatedAudit {
  const vote = journal.votes.read(voteKey(seat.receiptHash, voteRound.first))?.vote;
  const epoch = seat.root ? journal.epochs.read(seat.root) : null;
  const { modelId } = seat.signed.order;
  return {
    subject: seat.receiptHash, receiptHash: seat.receiptHash, node: seat.signed.receipt.provider, modelId, modelName: nameOf(modelId), seenAtMs: seat.seenAtMs, untilMs: seat.untilMs, committee: seat.committee.length, state: seat.state,
    verdict: !vote || seat.state === 'seated' ? null : vote.verdict === verdict.accept ? 'accepted' : 'rejected', reason: standingOf(seat, epoch), attempts: seat.attempts, epoch: epoch?.epoch ?? null,
    pay: seat.state === 'missed' ? 'unpaid' : !epoch || epoch.state === 'planned' ? 'none' : epoch.state === 'committed' ? 'waiting' : epoch.state, case: caseView(journal.cases.read(seat.receiptHash)),
  };
}

/** A case that seats this node though the draw did not: a later committee, or what a dispute asks. */
function memberView(journal: AuditJournal, record: CaseRecord, nameOf: (modelId: string) => string | null): SeatedAudit {
  const { subject, question, payWei, modelId } = record;
  const kept = journal.votes.read(voteKey(subject, voteRound.final)) ?? journal.votes.read(voteKey(subject, voteRound.second));
  const own = kept?.reason ?? record.abstains ?? record.note ?? '';
  const said = question === null ? own : reasonOf(question.about === 'rows' ? 'audit.rowsAsked' : 'audit.elementAsked', own);
  const reason = (payWei === 0n ? reasonOf('audit.caseUnpaid', said) : said).slice(0, 500);
  return {
    subject, receiptHash: question?.receiptHash ?? subject, node: record.accused, modelId, modelName: nameOf(modelId), seenAtMs: record.seenAtMs, untilMs: (record.deadlineSeconds ?? 0) * 1000, committee: record.members,
    state: kept ? 'committed' : record.state === 'over' || record.abstains !== null ? 'missed' : 'seated', verdict: !kept ? null : kept.vote.verdict === verdict.accept ? 'accepted' : 'rejected', reason: reason === '' ? null : reason, attempts: 0, epoch: null,
    pay: payWei === null ? 'none' : payWei > 0n ? 'paid' : 'unpaid', case: caseView(record),
  };
}

const ownView = (own: OwnReceipt): OwnAudit => ({
  receiptHash: own.receiptHash, jobId: own.jobId, anchoredAtMs: own.anchoredAtSeconds * 1000, state: own.state, committee: [...own.committee], untilMs: own.untilMs, case: caseView(own.case),
});

/** Why the audit stands as it does, and why its pay does not come yet where there is a reason. */
const standingOf = ({ reason }: SeatRecord, epoch: EpochRecord | null): string | null => (epoch?.state === 'committed' && epoch.reason !== null ? reasonOf('audit.notPaidYet', epoch.reason, reason ?? '').slice(0, 500) : reason);

/** What people see of the journal. */
export function buildAudits(journal: AuditJournal, seats: readonly Seat[] | null, nameOf: (modelId: string) => string | null): Audits {
  const epochs = journal.epochs.newest(shownLimit).map(({ epoch, receiptHashes, state, payWei, sample, reason }) => ({ epoch, votes: receiptHashes.length, state, payWei, shownReceipt: sample === null ? null : receiptHashes[sample]!, reason }));
  const cases = journal.cases.newest(casesLookedAt);
  const asMember = cases.filter(({ isMember, subject }) => isMember && journal.seats.read(subject) === null).map((record) => memberView(journal, record, nameOf));
  const seated = [...journal.seats.newest(shownLimit).map((seat) => seatedView(journal, seat, nameOf)), ...asMember].sort((a, b) => b.seenAtMs - a.seenAtMs).slice(0, shownLimit);
  return {
    seats: seats && [...seats], seated, own: journal.own.newest(shownLimit).map(ownView), epochs,
    earnedWei: journal.epochs.list(['paid', 'committed']).reduce((sum, { payWei }) => sum + (payWei ?? 0n), 0n) + cases.reduce((sum, { payWei }) => sum + (payWei ?? 0n), 0n),
  };
}
