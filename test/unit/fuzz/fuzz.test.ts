import { describe, expect, it } from 'vitest';
import { createRandom } from '../../fuzz/mutate.ts';
import { runFuzz } from '../../fuzz/runFuzz.ts';

describe('a seeded sample of the fuzzer', () => {
  it('finds nothing, and reaches acceptance as well as refusals in every parser', () => {
    const report = runFuzz({ cases: 2000, seed: 20261122 });
    expect(report.findings).toEqual([]);
    for (const [name, counts] of Object.entries(report.outcomes)) {
      expect(Object.keys(counts).length, `${name} ${JSON.stringify(counts)}`).toBeGreaterThan(1);
      expect(counts['passed'] ?? 0, name).toBeGreaterThan(0);
    }
  }, 60_000);

  it('gives the same bytes for the same seed and case', () => {
    expect([...createRandom(5, 9).bytes(16)]).toEqual([...createRandom(5, 9).bytes(16)]);
    expect([...createRandom(5, 9).bytes(16)]).not.toEqual([...createRandom(5, 10).bytes(16)]);
  });
});
