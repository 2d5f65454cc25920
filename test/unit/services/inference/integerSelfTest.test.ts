import { describe, expect, it } from 'vitest';
import { decideIntegerArithmetic, testIntegerArithmetic } from '../../../../electron/services/inference/integerSelfTest.ts';

const product = (expected: number[], found: number[]) => ({ name: 'product', expected: Int32Array.from(expected), found: Int32Array.from(found) });

describe('integer arithmetic of this machine', () => {
  it('is exact when every product is what integers give', () => {
    expect(decideIntegerArithmetic([product([2072640, -2088960], [2072640, -2088960])])).toEqual({ exact: true, reason: null });
  });

  it('is not when one product saturates, is missing or was never made, and the reason has both values', () => {
    expect(decideIntegerArithmetic([product([1], [1]), product([2072640, 5], [1048544, 5])])).toEqual({ exact: false, reason: 'product: 1048544 where 2072640 is right' });
    expect(decideIntegerArithmetic([product([1, 2], [1])]).exact).toBe(false);
    expect(decideIntegerArithmetic([])).toEqual({ exact: false, reason: 'no product was computed' });
  });

  it('is decided by the runtime itself, and a provider that is not there is not exact', async () => {
    const cpu = await testIntegerArithmetic('cpu');
    // Both are honest answers; which one depends on the processor. A reason comes with the second.
    expect(cpu.reason === null).toBe(cpu.exact);
    if (!cpu.exact) expect(cpu.reason).toMatch(/where -?\d+ is right/);
    expect(await testIntegerArithmetic('coreml')).toMatchObject({ exact: false, reason: expect.any(String) as unknown });
  });
});
