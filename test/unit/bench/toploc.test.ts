import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compare, compareJob, exceeds, largest, proofBytes, prove, publishedLimits, toBf16 } from '../../bench/toploc.ts';

type Fixture = { activations: string; proof: string; topkIndices: number[]; variants: { name: string; xor: string | null; topkIndices: number[] | null; expected: [number, number, number] }[] };
const fixture = JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/toploc.json'), 'utf8')) as Fixture;
const patternsOf = (base64: string): Uint16Array => new Uint16Array(new Uint8Array(gunzipSync(Buffer.from(base64, 'base64'))).buffer);
const original = patternsOf(fixture.activations);

describe("the peer's published rule", () => {
  it('gives the bytes that the peer gave', () => {
    const proof = proofBytes(prove(original, fixture.topkIndices));
    expect(Buffer.from(proof).toString('hex')).toBe(fixture.proof);
    expect(proof).toHaveLength(258);
  });

  it('finds the same 128 values', () => {
    const magnitudes = (indices: number[]): number[] => indices.map((index) => original[index]! & 0x7fff).sort((a, b) => a - b);
    expect(magnitudes(largest(original))).toEqual(magnitudes(fixture.topkIndices));
  });

  it.each(fixture.variants)('measures $name as the peer did', ({ xor, topkIndices, expected }) => {
    const change = xor === null ? null : patternsOf(xor);
    const own = change ? original.map((pattern, i) => pattern ^ change[i]!) : original;
    const error = compare(prove(original, fixture.topkIndices), own, topkIndices ?? fixture.topkIndices);
    expect(error.exponents).toBe(expected[0]);
    expect(error.mean).toBeCloseTo(expected[1], 9);
    expect(error.median).toBe(expected[2]);
  });

  it('rounds to bf16 to the nearest even', () => {
    expect([1, 1.00390625, 1.01171875, -2.5].map(toBf16)).toEqual([0x3f80, 0x3f80, 0x3f82, 0xc020]);
  });

  it('judges the worst chunk of a job', () => {
    const rows = Float32Array.from({ length: 64 * 64 }, (_, i) => Math.sin(i * 1.7) * (1 + (i % 13)));
    const other = rows.map((value, i) => (i < 32 * 64 ? value : -3 * Math.cos(value * 9)));
    expect(compareJob(rows, rows, 64)).toEqual({ exponents: 0, mean: 0, median: 0 });
    expect(exceeds(compareJob(rows, other, 64)!, publishedLimits)).toBe(true);
  });
});
