import { describe, expect, it } from 'vitest';
import { findWrongProduct, integerShapes, testIntegerArithmetic, testKernels, type IntegerKernels } from '../../../../electron/services/inference/integerSelfTest.ts';

const product = (expected: number[], found: number[]) => ({ name: 'product', expected: Int32Array.from(expected), found: Int32Array.from(found) });
const { rows, depth, columns, outputScale } = integerShapes;

/** Kernels that bound each sum of two neighbouring products. */
const boundedBy = (most: number): IntegerKernels => (x, w, constant) => {
  const multiply = (weight: (k: number, column: number) => number): Int32Array => Int32Array.from({ length: rows * columns }, (_, at) => {
    let sum = 0;
    for (let k = 0; k < depth; k += 2) {
      const term = (i: number): number => x[Math.floor(at / columns) * depth + i]! * weight(i, at % columns);
      sum += Math.max(-most - 1, Math.min(most, term(k) + term(k + 1)));
    }
    return sum;
  });
  const packed = multiply(() => constant);
  const even = (value: number): number => (value - Math.floor(value) === 0.5 ? 2 * Math.round(value / 2) : Math.round(value));
  return Promise.resolve({ fed: multiply((k, column) => w[k * columns + column]!), packed, scaled: packed.map((sum) => Math.min(255, even(sum / outputScale))) });
};

describe('integer arithmetic of this machine', () => {
  it('finds nothing wrong when every product is what integers give', () => {
    expect(findWrongProduct([product([2072640, -2088960], [2072640, -2088960])])).toBe(null);
  });
  it('names a product that saturates, is missing or was never made, with both values', () => {
    expect(findWrongProduct([product([1], [1]), product([2072640, 5], [1048544, 5])])).toBe('product: 1048544 where 2072640 is right');
    expect(findWrongProduct([product([1, 2], [1])])).toMatch(/1 values where 2 belong/);
    expect(findWrongProduct([])).toBe('no product was computed');
  });
  it('is exact with weights of 8 bits, of 7 where two products share 16 bits, and with none where less fits', async () => {
    expect(await testKernels(boundedBy(2 ** 31))).toEqual({ weightBits: 8, reason: null });
    expect(await testKernels(boundedBy(32767))).toEqual({ weightBits: 7, reason: expect.stringMatching(/where -?\d+ is right/) as unknown });
    // One less than two products of 255 and 64.
    expect(await testKernels(boundedBy(32639))).toMatchObject({ weightBits: 0 });
  });
  it('is decided by the runtime itself, and a provider that is not there multiplies nothing', async () => {
    const cpu = await testIntegerArithmetic('cpu');
    // Which one depends on the processor: with VNNI 8, with AVX2 alone 7.
    expect([7, 8]).toContain(cpu.weightBits);
    expect(cpu.reason === null).toBe(cpu.weightBits === 8);
    expect(await testIntegerArithmetic('coreml')).toEqual({ weightBits: 0, reason: expect.any(String) as unknown });
  });
});
