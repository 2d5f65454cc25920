import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, toHex, u64BE } from '../../../electron/protocol/bytes.ts';
import { chunkRows, createRowSketcher, sketchBytes, sketchDistance, sketchRows } from '../../../electron/protocol/sketch.ts';
import { nodePrimitives as p } from '../../../electron/services/primitives/nodePrimitives.ts';
import { isHearthError } from '../../../electron/shared/errors.ts';

const key = fromHex(`0x${'7e'.repeat(32)}`);
const gaussian = (seed: number, count: number): Float32Array => {
  let state = seed * 2654435761 + 1;
  const uniform = (): number => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) + 0.5) / 2 ** 32;
  return Float32Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()));
};
const numbersOf = (sketch: Uint8Array): number[] => [...new Float32Array(sketch.buffer, sketch.byteOffset, 32)];

describe('a sketch', () => {
  it.each([999, 150_001])('is the signed sum of each bucket, as its definition reads, over %i coordinates', (count) => {
    const rows = gaussian(1, count);
    const stream = p.aes256Ctr(key, concatBytes(u64BE(9), new Uint8Array(8)), rows.length);
    const sums = new Float64Array(32);
    rows.forEach((value, i) => (sums[stream[i]! & 31]! += stream[i]! >> 7 ? -value : value));
    numbersOf(sketchRows(p, key, 9, rows)).forEach((value, j) => expect(value).toBeCloseTo(sums[j]!, 4));
  });

  it('estimates the relative error of the rows without bias', () => {
    const ratios: number[] = [];
    for (let trial = 0; trial < 300; trial++) {
      const rows = gaussian(trial + 1, 2048);
      const error = gaussian(trial + 7001, 2048);
      const moved = rows.map((value, i) => value + 0.01 * error[i]!);
      const own = randomBytes(32);
      const truth = Math.hypot(...moved.map((value, i) => value - rows[i]!)) / Math.hypot(...rows);
      ratios.push((sketchDistance(sketchRows(p, own, 1, moved), sketchRows(p, own, 1, rows)) / truth) ** 2);
    }
    const mean = ratios.reduce((sum, value) => sum + value, 0) / ratios.length;
    // E[1 / norm²] of 32 buckets is 32/30 of 1 / E[norm²]; the standard error of 300 trials is about 0.025.
    expect(Math.abs(mean - 32 / 30)).toBeLessThan(0.12);
  });

  it('is 0 apart from itself alone, and infinitely far when it is no sketch', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 128, maxLength: 128 }), fc.uint8Array({ minLength: 128, maxLength: 128 }), (a, b) => {
      const distance = sketchDistance(a, b);
      expect(distance >= 0).toBe(true);
      const isFinite = numbersOf(a).every(Number.isFinite) && numbersOf(b).every(Number.isFinite);
      if (!isFinite) expect(distance).toBe(Infinity);
      else if (toHex(a) !== toHex(b)) expect(distance).toBeGreaterThan(0);
      if (numbersOf(a).every(Number.isFinite)) expect(sketchDistance(a, a)).toBe(0);
    }), { numRuns: 300 });
    const zero = new Uint8Array(sketchBytes);
    const one = sketchRows(p, key, 1, Float32Array.of(1));
    expect([sketchDistance(zero, zero), sketchDistance(one, zero), sketchDistance(zero, one), sketchDistance(one.subarray(1), one), sketchDistance(new Uint8Array(0), zero)]).toEqual([0, Infinity, 1, Infinity, Infinity]);
  });

  it('is never made of sums that float32 cannot hold', () => {
    const huge = new Float32Array(4096).fill(3e38);
    expect(() => sketchRows(p, key, 1, huge)).toThrow(expect.toSatisfy((error: unknown) => isHearthError(error, 'evidence.nonFinite')));
  });

  it('comes out the same row by row as chunk by chunk, with a place of its own for each chunk', () => {
    const hiddenSize = 6;
    const rows = gaussian(3, hiddenSize * 70);
    const sketcher = createRowSketcher(p, { sketchKey: key, hiddenSize });
    sketcher.sketchPrompt(rows.subarray(0, 12));
    for (let i = 0; i < 70; i++) sketcher.add(rows.subarray(i * hiddenSize, (i + 1) * hiddenSize));
    const chunk = (c: number) => sketchRows(p, key, 1 + c, rows.subarray(c * chunkRows * hiddenSize, (c + 1) * chunkRows * hiddenSize));
    expect(sketcher.finish().map(toHex)).toEqual([sketchRows(p, key, 0, rows.subarray(0, 12)), chunk(0), chunk(1), chunk(2)].map(toHex));
    expect(createRowSketcher(p, { sketchKey: key, hiddenSize }).finish().map(toHex)).toEqual([toHex(new Uint8Array(sketchBytes))]);
  });
});
