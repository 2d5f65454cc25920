import { describe, expect, it } from 'vitest';
import { numericClass, tauVersion, thresholdsFor, thresholdsOf } from '../../../../electron/protocol/numericClass.ts';
import { checkGeneration, checkOutputs, checkVectors, decideVerdict, describeWrong } from '../../../../electron/services/benchmark/decideVerdict.ts';

const decode = { temperatureMicro: 1_000_000, repetitionPenaltyMicro: 1_000_000 };
const good = { distances: [1e-6, 2e-6], margins: [0, 1e-5], stopReasonFollows: true };
const verdictOf = (classId: number, change: Partial<typeof good>) => decideVerdict(checkGeneration('ember', classId, thresholdsOf(classId, tauVersion, decode), { ...good, ...change }));

describe('the verdict on a device', () => {
  it('is sound where every comparison holds, by the limits that would judge its receipts', () => {
    expect(verdictOf(numericClass['cpu-fp32'], {})).toBe('sound');
    expect(verdictOf(numericClass['cuda-fp32'], { distances: [1e-3] })).toBe('sound');
  });
  it('is wrong beyond them, for a value that is no number, and for an answer without evidence', () => {
    const cpu = numericClass['cpu-fp32'];
    for (const change of [{ distances: [1e-6, 3e-5] }, { distances: [NaN] }, { distances: [Infinity] }, { distances: [] }, { margins: [0.5] }, { margins: [NaN] }, { margins: [] }, { stopReasonFollows: false }]) expect(verdictOf(cpu, change), JSON.stringify(change)).toBe('wrong');
    expect(verdictOf(numericClass['cuda-fp32'], { distances: [0.4] })).toBe('wrong');
  });
  it('is by the registry\'s limits where it has some of the model, be they narrower or wider', () => {
    const registered = { tauVersion, sinceSeconds: 0, calibrationRoot: `0x${'11'.repeat(32)}`, chunkDistance: 1.5e-6, hardMargin: 1e-3, meanMargin: 5e-4 };
    const verdictBy = (chunkDistance: number, classId: number, distances: number[]) =>
      decideVerdict(checkGeneration('ember', classId, thresholdsFor({ tauVersion, deadlineSeconds: 1 }, classId, decode, { ...registered, chunkDistance }).limits, { ...good, distances }));
    expect([verdictBy(1.5e-6, numericClass['cpu-fp32'], good.distances), verdictBy(1e-4, numericClass['cpu-fp32'], [5e-5])]).toEqual(['wrong', 'sound']);
    expect([verdictBy(1e-3, numericClass['cuda-fp32'], [2e-3]), verdictBy(1e-3, numericClass['cuda-fp32'], [5e-4])]).toEqual(['wrong', 'sound']);
    const vectors = (vectorDistance: number) => checkVectors('vectors', 1, { ...thresholdsOf(1, tauVersion, null), vectorDistance }, [2e-5]).state;
    expect([vectors(1e-5), vectors(1e-4)]).toEqual(['failed', 'passed']);
  });
  it('is wrong for one bit of an integer output, and says nothing of an output that is not exact', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    const flipped = Uint8Array.of(1, 2, 3, 5);
    expect(decideVerdict([checkOutputs('digits', true, [{ found: bytes, expected: bytes }])])).toBe('sound');
    expect(decideVerdict([checkOutputs('digits', true, [{ found: bytes, expected: bytes }, { found: flipped, expected: bytes }])])).toBe('wrong');
    expect(decideVerdict([checkOutputs('digits', true, [{ found: bytes.subarray(0, 3), expected: bytes }])])).toBe('wrong');
    expect(decideVerdict([checkOutputs('floats', false, [{ found: flipped, expected: bytes }])])).toBe('unproven');
    expect(decideVerdict([checkOutputs('digits', true, [])])).toBe('unproven');
  });
  it('is no verdict on a device whose integer products are not exact: it only takes no integer models', () => {
    const integers = { name: 'integers', modelName: null, state: 'failed', reason: 'saturates' } as const;
    expect(decideVerdict([integers])).toBe('unproven');
    expect(decideVerdict([integers, ...checkGeneration('ember', 1, thresholdsOf(1, tauVersion, decode), good)])).toBe('sound');
    expect(describeWrong({ verdict: 'sound', checks: [integers] })).toBe(null);
  });
  it('names the check that failed', () => {
    const checks = checkGeneration('ember', 1, thresholdsOf(1, tauVersion, decode), { ...good, distances: [1] });
    expect(describeWrong({ verdict: decideVerdict(checks), checks })).toBe('fault.selfTest:ember|check.sketches:1.0e+0|1|0.00002|');
  });
});
