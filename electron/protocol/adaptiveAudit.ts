/** What is remembered of a node's audits, per (provider, model, class). */
export type AuditRecord = {
  /** Audits passed in a row, no more than {@link streakLimit}. */
  readonly streak: number;
  /** runtimeId of the last receipt; null before the first. */
  readonly runtimeId: string | null;
  /** Until when a new runtime is watched closer. */
  readonly watchedUntilMs: number;
  /** The node owes an answer: an audit or an opening went unanswered. Cleared by an audit that passed. */
  readonly isSilent: boolean;
};

export const freshAuditRecord: AuditRecord = { streak: 0, runtimeId: null, watchedUntilMs: 0, isSilent: false };

/** Passed audits in a row before any job may go unseen. */
export const certainAudits = 10;
/** The least probability on a network; a practice network may set its own. */
export const auditFloor = 0.05;
const newRuntimeFactor = 4;
const newRuntimeMs = 7 * 24 * 3600 * 1000;
const streakLimit = 1_000_000;

/**
 * How likely the next job is audited: certain until ten audits in a row passed and after any silence, then 1/streak down to the floor, four
 * times as much for a week after the declared runtime changed. A client may buy certainty for its order (auditPolicy is its own matter).
 *
 * @source docs/protocol/audits.md section 2 (HVI-1 3.7; the streak rule is BOINC's adaptive replication)
 */
export function auditProbabilityOf(record: AuditRecord, nowMs: number, floor = auditFloor): number {
  if (record.isSilent || record.streak < certainAudits) return 1;
  const base = Math.max(floor, 1 / record.streak);
  return Math.min(1, nowMs < record.watchedUntilMs ? newRuntimeFactor * base : base);
}

export type AuditOutcome = 'passed' | 'failed' | 'silent';

/** The record after an audit. A failure forgets all that passed before; silence is not fraud, and forgets too. */
export function applyAuditOutcome(record: AuditRecord, outcome: AuditOutcome): AuditRecord {
  if (outcome === 'passed') return { ...record, streak: Math.min(record.streak + 1, streakLimit), isSilent: false };
  return { ...record, streak: 0, isSilent: outcome === 'silent' };
}

/** The record once a receipt with this runtime was seen, audited or not. */
export function applyRuntime(record: AuditRecord, runtimeId: string, nowMs: number): AuditRecord {
  if (record.runtimeId === runtimeId) return record;
  return { ...record, runtimeId, watchedUntilMs: record.runtimeId === null ? record.watchedUntilMs : nowMs + newRuntimeMs };
}
