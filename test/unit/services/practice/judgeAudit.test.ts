import { describe, expect, it } from 'vitest';
import { numericClass, tauVersion, thresholdsOf } from '../../../../electron/protocol/numericClass.ts';
import { verdict, voteKind } from '../../../../electron/protocol/typedData.ts';
import { applyAudit, freshNodeRecord, jobAuditProbability, seenRuntime, type NodeRecord } from '../../../../electron/services/practice/auditPolicy.ts';
import { judgeGeneration, type GenerationFigures } from '../../../../electron/services/practice/judgeAudit.ts';

const cpu = numericClass['cpu-fp32'];
const judge = (figures: Partial<GenerationFigures>, classId: number = cpu) =>
  judgeGeneration({ distances: [0, 1e-7, 1e-7], margins: Array.from({ length: 40 }, () => 0), stopReasonFollows: true, ...figures }, thresholdsOf(classId, 1, null), classId);
const withMargin = (at: number, margin: number): number[] => Array.from({ length: 40 }, (_, i) => (i === at ? margin : 0));

describe('the verdict on a replay', () => {
  it('accepts honest noise, also at the threshold itself', () => {
    expect(judge({})).toMatchObject({ verdict: verdict.accept, kind: voteKind.none, chunk: 0 });
    expect(judge({ distances: [2e-5, 2e-5, 2e-5] }).verdict).toBe(verdict.accept);
  });

  it('names the earliest fault and its chunk', () => {
    expect(judge({ distances: [0.3, 0.3, 0.3] })).toMatchObject({ verdict: verdict.reject, kind: voteKind.sketch, chunk: 0 });
    expect(judge({ distances: [0, 0, 1] })).toMatchObject({ kind: voteKind.sketch, chunk: 2 });
    expect(judge({ margins: withMargin(33, 3), distances: [0, 0, 1] })).toMatchObject({ kind: voteKind.margin, chunk: 2 });
    expect(judge({ margins: withMargin(5, Infinity) })).toMatchObject({ kind: voteKind.margin, chunk: 1 });
    expect(judge({ stopReasonFollows: false })).toMatchObject({ verdict: verdict.reject, kind: voteKind.stop });
  });

  it('rejects many small misses that no single token shows', () => {
    expect(judge({ margins: Array.from({ length: 40 }, () => 0.01) })).toMatchObject({ verdict: verdict.reject, kind: voteKind.margin });
  });

  it('treats a figure that is missing or no number as a fault', () => {
    expect(judge({ distances: [0] })).toMatchObject({ kind: voteKind.sketch, chunk: 1 });
    expect(judge({ distances: [0, NaN, 0] })).toMatchObject({ kind: voteKind.sketch, chunk: 1 });
    expect(judge({ margins: withMargin(0, NaN) })).toMatchObject({ kind: voteKind.margin, chunk: 1 });
  });

  it('never accuses on figures in a class without calibrated thresholds, and says so', () => {
    const shadow = judge({ distances: [9, 9, 9], margins: withMargin(1, 50) }, numericClass['webgpu-fp32']);
    expect(shadow.verdict).toBe(verdict.accept);
    expect(shadow.reason).toMatch(/^judged\.noThresholds:webgpu-fp32\|judged\.figures:/);
    expect(judge({ stopReasonFollows: false }, numericClass['webgpu-fp32']).verdict).toBe(verdict.reject);
  });

  it('never accuses a model with operators that no rule can follow, and names one', () => {
    const opaque = judgeGeneration({ distances: [9], margins: [0], stopReasonFollows: true }, thresholdsOf(cpu, 1, null), cpu, ['com.microsoft/Attention']);
    expect(opaque.verdict).toBe(verdict.accept);
    expect(opaque.reason).toMatch(/^judged\.opaque:com\.microsoft\/Attention\|judged\.figures:/);
    expect(judgeGeneration({ distances: [0], margins: [0], stopReasonFollows: false }, thresholdsOf(cpu, 1, null), cpu, ['x']).verdict).toBe(verdict.reject);
  });

  it('takes a million figures as well as a few', () => {
    const many = Array.from({ length: 1_000_000 }, () => 0);
    const distances = Array.from({ length: 31_251 }, () => 1e-7);
    expect(judge({ margins: many, distances }).verdict).toBe(verdict.accept);
    many[999_999] = 7;
    expect(judge({ margins: many, distances })).toMatchObject({ kind: voteKind.margin, chunk: 31_250 });
    many.fill(0.01);
    expect(judge({ margins: many, distances }).kind).toBe(voteKind.margin);
  });
});

describe('an audit', () => {
  const after = (outcomes: readonly ('passed' | 'failed' | 'silent')[], distances: readonly number[] = [], limits = thresholdsOf(cpu, tauVersion, null)): NodeRecord => outcomes.reduce((record, outcome) => applyAudit(record, outcome, { distances, limits }), freshNodeRecord);
  const passes = (count: number): 'passed'[] => Array.from({ length: count }, () => 'passed');
  it('is sought for the first ten jobs, then for a fifth, and for all again after a failure or silence', () => {
    expect([0, 9, 10, 400].map((count) => jobAuditProbability(after(passes(count)), 0))).toEqual([1, 1, 0.2, 0.2]);
    expect(jobAuditProbability(after([...passes(40), 'failed']), 0)).toBe(1);
    expect(jobAuditProbability(after([...passes(40), 'silent']), 0)).toBe(1);
    expect(jobAuditProbability(seenRuntime(seenRuntime(after(passes(40)), 'a', 0), 'b', 0), 1)).toBe(0.8);
  });
  it('is sought always while the distances drift, however many pass', () => {
    expect(jobAuditProbability(after(passes(20), [1e-7, 3e-7]), 0)).toBe(0.2);
    expect(jobAuditProbability(after(passes(20), [1.5e-5, 1.9e-5]), 0)).toBe(1);
    // By the limits that judge: the same distances drift under narrower ones of the registry, and not under wider; without calibrated ones nobody knows.
    const by = (chunkDistance: number, calibrated = true) => jobAuditProbability(after(passes(20), [1.5e-5, 1.9e-5], { ...thresholdsOf(cpu, tauVersion, null), chunkDistance, calibrated }), 0);
    expect([by(2e-5), by(1e-3), by(2e-5, false)]).toEqual([1, 0.2, 0.2]);
    expect(jobAuditProbability(after(passes(20), [3e-7, 3e-7], { ...thresholdsOf(cpu, tauVersion, null), chunkDistance: 4e-7 }), 0)).toBe(1);
  });
});
