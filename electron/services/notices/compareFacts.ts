import type { Audits } from '../../shared/audits.ts';
import type { NoticeAbout, NoticeKind } from '../../shared/notices.ts';
import type { About } from '../../shared/shapes.ts';

export type Told = { readonly kind: NoticeKind; readonly about: NoticeAbout };

/** What became of audits between two looks. What was so at the first look is nobody's news. Pure. */
export function compareAudits(before: Audits, now: Audits): readonly Told[] {
  const seated = new Map(before.seated.map((audit) => [audit.subject, audit]));
  const own = new Map(before.own.map((audit) => [audit.receiptHash, audit]));
  const paid = new Set(before.epochs.filter(({ state }) => state === 'paid').map(({ epoch }) => epoch));
  const knownEpochs = new Set(before.epochs.map(({ epoch }) => epoch));
  return [
    ...now.seated.filter(({ subject, state }) => state === 'missed' && seated.has(subject) && seated.get(subject)!.state !== 'missed').map(({ receiptHash, reason }): Told => ({ kind: 'auditMissed', about: { receiptHash, reason } })),
    ...now.epochs.filter(({ epoch, state }) => state === 'paid' && knownEpochs.has(epoch) && !paid.has(epoch)).map(({ payWei, votes }): Told => ({ kind: 'auditPaid', about: { payWei: payWei?.toString() ?? null, votes } })),
    ...now.own.flatMap(({ receiptHash, jobId, state }): Told[] => {
      const was = own.get(receiptHash)?.state;
      if (was === undefined || was === state) return [];
      if (state === 'contested') return [{ kind: 'caseOpened', about: { receiptHash, jobId } }];
      return was === 'contested' && (state === 'accepted' || state === 'unproven') ? [{ kind: 'caseEnded', about: { receiptHash, jobId, outcome: state } }] : [];
    }),
  ];
}

type Programs = About['programs'];
const restartsOf = (programs: Programs): number => programs.filter(({ name }) => name === 'devnet' || name === 'anvil').reduce((sum, { restarts }) => sum + restarts, 0);
/** Whether the practice network was started again between two looks. Pure. */
export const comparePrograms = (before: Programs, now: Programs): readonly Told[] => (before.length > 0 && restartsOf(now) > restartsOf(before) ? [{ kind: 'practiceRestarted', about: {} }] : []);

/** Nine tenths of what the stake allows are in open jobs: soon receipts wait for others to be paid. Pure. */
export const isStakeFull = ({ inFlightWei, inFlightLimitWei }: { readonly inFlightWei: bigint; readonly inFlightLimitWei: bigint }): boolean => inFlightWei > 0n && inFlightWei * 10n >= inFlightLimitWei * 9n;
