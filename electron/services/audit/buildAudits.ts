import { verdict } from '../../protocol/typedData.ts';
import type { Audits, OwnAudit, Seat, SeatedAudit } from '../../shared/audits.ts';
import { voteKey, type CaseRecord, type EpochRecord, type OwnReceipt, type SeatRecord } from './auditRecord.ts';
import type { AuditJournal } from './auditJournal.ts';
import { voteRound } from './decideDuty.ts';

const shownLimit = 50;

const caseView = (record: Pick<CaseRecord, 'stage' | 'verdict' | 'accepts' | 'rejects' | 'deadlineSeconds' | 'voidTx'> | null): SeatedAudit['case'] => record && {
  stage: record.stage, verdict: record.verdict, accepts: record.accepts, rejects: record.rejects, deadlineMs: record.deadlineSeconds === null ? null : record.deadlineSeconds * 1000, voidTx: record.voidTx,
};

function seatedView(journal: AuditJournal, seat: SeatRecord, nameOf: (modelId: string) => string | null): SeatedAudit {
  const vote = journal.votes.read(voteKey(seat.receiptHash, voteRound.first))?.vote;
  const epoch = seat.root ? journal.epochs.read(seat.root) : null;
  const { modelId } = seat.signed.order;
  return {
    receiptHash: seat.receiptHash, node: seat.signed.receipt.provider, modelId, modelName: nameOf(modelId), seenAtMs: seat.seenAtMs, untilMs: seat.untilMs, committee: seat.committee.length, state: seat.state,
    verdict: !vote || seat.state === 'seated' ? null : vote.verdict === verdict.accept ? 'accepted' : 'rejected', reason: reasonOf(seat, epoch), attempts: seat.attempts, epoch: epoch?.epoch ?? null,
    pay: seat.state === 'missed' ? 'unpaid' : !epoch || epoch.state === 'planned' ? 'none' : epoch.state === 'committed' ? 'waiting' : epoch.state, case: caseView(journal.cases.read(seat.receiptHash)),
  };
}

const ownView = (own: OwnReceipt): OwnAudit => ({
  receiptHash: own.receiptHash, jobId: own.jobId, anchoredAtMs: own.anchoredAtSeconds * 1000, state: own.state, committee: [...own.committee], untilMs: own.untilMs, case: caseView(own.case),
});

/** Why the audit stands as it does, and why its pay does not come yet where there is a reason. */
const reasonOf = ({ reason }: SeatRecord, epoch: EpochRecord | null): string | null => (epoch?.state === 'committed' && epoch.reason !== null ? `${reason ?? ''}; not paid yet: ${epoch.reason}`.slice(0, 500) : reason);

/** What people see of the journal. */
export function buildAudits(journal: AuditJournal, seats: readonly Seat[] | null, nameOf: (modelId: string) => string | null): Audits {
  const epochs = journal.epochs.newest(shownLimit).map(({ epoch, receiptHashes, state, payWei, sample, reason }) => ({ epoch, votes: receiptHashes.length, state, payWei, shownReceipt: sample === null ? null : receiptHashes[sample]!, reason }));
  return {
    seats: seats && [...seats], seated: journal.seats.newest(shownLimit).map((seat) => seatedView(journal, seat, nameOf)), own: journal.own.newest(shownLimit).map(ownView), epochs,
    earnedWei: journal.epochs.list(['paid', 'committed']).reduce((sum, { payWei }) => sum + (payWei ?? 0n), 0n),
  };
}
