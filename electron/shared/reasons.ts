/**
 * Why something is as it is, as a code with its parts, so that the page and the command line can say it in each language
 * (renderer/strings/reasons.ts). The number is how many parts a code has; the last part may hold any text.
 */
export const reasonParts = {
  // Why a device computes nothing here.
  'runtime.unasked': 0, 'runtime.otherGpu': 1, 'runtime.refuses': 1, 'gpu.noMakersDriver': 0, 'gpu.virtual': 0, 'gpu.noDriver': 0, 'gpu.given': 0, 'gpu.nameless': 0,
  'system.late': 1, 'system.unasked': 1, 'system.unclear': 0,
  // How a worker ended, where no signal says it (renderer/strings/ends.ts). Of its own: seconds allowed, taken and used of the processor; MiB taken and allowed.
  'end.hung': 0, 'end.unknown': 0, 'end.exit': 1, 'end.time': 3, 'end.memory': 2,
  // Why a device was set aside.
  'fault.driver': 2, 'fault.workers': 2, 'fault.selfTest': 2, 'fault.fellOff': 0, 'fault.mustReset': 0,
  // What a self-test found, and why it ended.
  'check.sketches': 4, 'check.tokens': 4, 'check.notExact': 0, 'check.nothing': 0, 'check.same': 1, 'check.differs': 2, 'check.notHere': 1, 'check.integers': 0, 'check.integersWrong': 1, 'check.noPeer': 0,
  // What a step of a job's walk says beside its name (renderer/strings/stepNotes.ts). Amounts are "N wei", moments ISO 8601.
  'note.on': 1, 'note.again': 2, 'note.workerLost': 1, 'note.gaveBack': 2, 'note.receipt': 1, 'note.voucher': 2, 'note.batched': 2, 'note.block': 1, 'note.unanchored': 0, 'note.takenBack': 0, 'note.claimed': 3, 'note.unclaimed': 0,
  'note.slashed': 3, 'note.voided': 2, 'note.refunded': 2, 'note.refundedClaim': 2, 'note.handedBack': 1, 'note.byOwner': 0, 'note.byClient': 0,
  'note.disputeNone': 0, 'note.disputeLost': 0, 'note.disputeWon': 0, 'note.disputeUnproven': 0, 'note.disputeWaits': 0, 'note.disputeOpen': 2,
  // Why an audit of another node's receipt stands as it does, and why it is not paid. Parts that are reasons themselves: renderer/strings/reasons.ts.
  'audit.lateMachine': 0, 'audit.noDevice': 0, 'audit.paidFirst': 0, 'audit.takenBack': 0, 'audit.unserved': 0, 'audit.otherReplay': 1, 'audit.sameReplay': 0, 'audit.noQuestion': 0,
  'audit.lateRoot': 0, 'audit.lateVote': 1, 'audit.budget': 0, 'audit.fee': 1, 'audit.notPaid': 2, 'audit.notPaidYet': 2, 'audit.rowsAsked': 1, 'audit.elementAsked': 1, 'audit.caseUnpaid': 1,
  // What a replay found of a receipt.
  'judged.stop': 0, 'judged.replayed': 2, 'judged.margin': 3, 'judged.sketch': 3, 'judged.meanMargin': 2, 'judged.vector': 1, 'judged.vectorFar': 2, 'judged.noThresholds': 2, 'judged.opaque': 2, 'judged.figures': 3,
  'judged.byProgram': 2, 'judged.byRegistry': 3, 'judged.file': 2, 'judged.plan': 0, 'judged.kind': 0, 'judged.noRun': 1, 'judged.taps': 2, 'judged.tapFar': 3, 'judged.outputFar': 2, 'judged.same': 0, 'judged.near': 2,
  'judged.mayDiffer': 0, 'judged.mayDifferNear': 2, 'judged.otherBytes': 0, 'judged.agrees': 1, 'judged.rejected': 1,
  'test.rules': 0, 'test.cancelled': 0, 'test.workerEnded': 0,
} as const;
export type ReasonCode = keyof typeof reasonParts;
type Part = string | number;
type Parts<Count extends number> = Count extends 0 ? [] : Count extends 1 ? [Part] : Count extends 2 ? [Part, Part] : Count extends 3 ? [Part, Part, Part] : [Part, Part, Part, Part];

/** @param parts  numbers and names as they are to be shown; only the last may hold a bar */
export const reasonOf = <Code extends ReasonCode>(code: Code, ...parts: Parts<(typeof reasonParts)[Code]>): string => (parts.length === 0 ? code : `${code}:${parts.join('|')}`);

/** The code of a reason and its parts; null: it is none of ours, but a driver's or an older record's own words. Pure. */
export function parseReason(reason: string): { readonly code: ReasonCode; readonly parts: readonly string[] } | null {
  const colon = reason.indexOf(':');
  const code = colon < 0 ? reason : reason.slice(0, colon);
  if (!Object.hasOwn(reasonParts, code)) return null;
  const known = code as ReasonCode;
  const count = reasonParts[known];
  if (count === 0) return colon < 0 ? { code: known, parts: [] } : null;
  const all = colon < 0 ? [] : reason.slice(colon + 1).split('|');
  return all.length < count ? null : { code: known, parts: [...all.slice(0, count - 1), all.slice(count - 1).join('|')] };
}
