import type { OwnAudit, SeatedAudit } from '../../electron/shared/audits.ts';
import { localized } from './localized.ts';

/** Words of audits by the chain's draw, on the page and in `hearth audits`. */
export const auditWords = localized('auditWords', {
  title: 'Audits', waiting: 'Waiting for the audits.',
  intro: 'The chain draws receipts and who replays them. Replays run between jobs, and give way to them and to your rules.',
  seats: 'Seats', seatsWaiting: 'The chain was not asked for seats yet.', seatsNone: 'No seat yet. A seat locks part of the stake; on the practice network it is taken by itself.',
  seatOf: (held: string, of: string) => `${held} of ${of}`,
  earned: 'Paid for votes',
  seatedTitle: 'As a verifier', seatedEmpty: 'Drawn for nothing yet.', seatedNext: 'A node with a seat is drawn for receipts of other nodes, by chance and by stake.',
  ownTitle: 'Of my receipts', ownEmpty: 'No receipt is on the chain yet.', ownNext: 'All receipts of a new node are audited, later ones by chance.',
  head: { receipt: 'Receipt', node: 'Node', state: 'State', vote: 'Vote', pay: 'Pay', job: 'Job', committee: 'Committee', due: 'Time left' },
  verdict: { accepted: 'accepted', rejected: 'rejected' }, none: 'none', standing: (stage: string, rejects: string, accepts: string) => `${stage}, ${rejects} reject, ${accepts} accept`, verifiers: (count: string) => `${count} verifiers`,
});

export const seatStateWords = localized('seatStateWords', { seated: 'To be replayed', voted: 'Vote signed', committed: 'Vote on the chain', missed: 'Missed' } satisfies Record<SeatedAudit['state'], string>);
export const payWords = localized('payWords', { none: 'not yet', waiting: 'waits for its round', paid: 'paid', unpaid: 'not paid' } satisfies Record<SeatedAudit['pay'], string>);
export const ownStateWords = localized('ownStateWords', {
  waiting: 'Waits for the draw', notDrawn: 'Not drawn', drawn: 'Drawn', stands: 'Stands', contested: 'Contested', accepted: 'Accepted', rejected: 'Rejected, void', unproven: 'Unproven, stands',
} satisfies Record<OwnAudit['state'], string>);

type Case = NonNullable<SeatedAudit['case']>;
export const auditVerdictWords = localized('auditVerdictWords', { pending: 'under way', accepted: 'ended: accepted', rejected: 'ended: rejected, the job is void', unproven: 'ended: unproven' } satisfies Record<Case['verdict'], string>);
export const auditStageWords = localized('auditStageWords', { none: 'opened', waiting: 'waits for its round', second: 'second committee', final: 'final committee', closed: 'closed' } satisfies Record<Case['stage'], string>);
/** A case in a few words: where it is, and how the votes stand. */
export const caseSentence = ({ stage, verdict, accepts, rejects }: Case): string => (stage === 'closed' ? auditVerdictWords[verdict] : auditWords.standing(auditStageWords[stage], String(rejects), String(accepts)));
