import { describe, expect, it } from 'vitest';
import { numericClass } from '../../../../electron/protocol/numericClass.ts';
import { checkGeneration, checkOutputs, decideVerdict, describeWrong } from '../../../../electron/services/benchmark/decideVerdict.ts';

const decode = { temperatureMicro: 1_000_000, repetitionPenaltyMicro: 1_000_000 };
const good = { distances: [1e-6, 2e-6], margins: [0, 1e-5], stopReasonFollows: true };
const verdictOf = (classId: number, change: Partial<typeof good>) => decideVerdict(checkGeneration('ember', classId, decode, { ...good, ...change }));

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
    expect(decideVerdict([integers, ...checkGeneration('ember', 1, decode, good)])).toBe('sound');
    expect(describeWrong({ verdict: 'sound', checks: [integers] })).toBe(null);
  });
  it('names the check that failed', () => {
    const checks = checkGeneration('ember', 1, decode, { ...good, distances: [1] });
    expect(describeWrong({ verdict: decideVerdict(checks), checks })).toBe('fault.selfTest:ember|check.sketches:1.0e+0|1|0.00002|');
  });
});
