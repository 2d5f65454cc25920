import { z } from 'zod';
import { applyAuditOutcome, applyRuntime, auditProbabilityOf, freshAuditRecord, type AuditOutcome } from '../../protocol/adaptiveAudit.ts';
import { applyDistance, driftBaselineOf, freshDrift } from '../../protocol/cusum.ts';
import type { Thresholds } from '../../protocol/numericClass.ts';

/** Share of later jobs that the practice client audits: more than a network's floor, so that people see audits. */
export const practiceFloor = 0.2;
/** Share of audited generations of which the practice client has a chunk opened. */
export const openingShare = 0.25;

export type AuditKey = { readonly node: string; readonly modelId: string; readonly classId: number };

/** What is remembered of one node, model and class: how its audits went, and how its distances drift. */
export const nodeRecordShape = z.strictObject({
  audits: z.strictObject({ streak: z.number().int().min(0), runtimeId: z.string().nullable(), watchedUntilMs: z.number(), isSilent: z.boolean() }),
  drift: z.strictObject({ chunks: z.number().int().min(0), sum: z.number().min(0), rising: z.number().int().min(0), isAlarm: z.boolean() }),
});
export type NodeRecord = z.infer<typeof nodeRecordShape>;
export const freshNodeRecord: NodeRecord = { audits: freshAuditRecord, drift: freshDrift };

/** How likely the next job is audited: as the protocol's record says, and always while the distances drift. */
export const jobAuditProbability = ({ audits, drift }: NodeRecord, nowMs: number): number => (drift.isAlarm ? 1 : auditProbabilityOf(audits, nowMs, practiceFloor));

export const seenRuntime = (record: NodeRecord, runtimeId: string, nowMs: number): NodeRecord => ({ ...record, audits: applyRuntime(record.audits, runtimeId, nowMs) });

/** Distances of the generated chunks, as a counted vote measured them, and the limits they were judged by. */
export type Measured = { readonly distances: readonly number[]; readonly limits: Thresholds };

/**
 * The record after an audit.
 * @param measured  null for a job without tokens or an audit that failed
 */
export function applyAudit(record: NodeRecord, outcome: AuditOutcome, measured: Measured | null): NodeRecord {
  const baseline = measured && driftBaselineOf(measured.limits);
  const drift = baseline ? measured.distances.reduce((state, distance) => applyDistance(state, distance, baseline), record.drift) : record.drift;
  return { audits: applyAuditOutcome(record.audits, outcome), drift };
}
