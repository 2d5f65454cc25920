import { describe, expect, it } from 'vitest';
import { parseFrame } from '../../../electron/services/network/frames.ts';
import { createRandom } from '../../fuzz/mutate.ts';
import { wholeMessages } from '../../fuzz/networkTargets.ts';
import { runFuzz } from '../../fuzz/runFuzz.ts';

describe('a seeded sample of the fuzzer', () => {
  it('finds nothing, and reaches acceptance as well as refusals in every parser', () => {
    const report = runFuzz({ cases: 3000, seed: 20261122 });
    expect(report.findings).toEqual([]);
    for (const [name, counts] of Object.entries(report.outcomes)) {
      expect(Object.keys(counts).length, `${name} ${JSON.stringify(counts)}`).toBeGreaterThan(1);
      expect(counts['passed'] ?? 0, name).toBeGreaterThan(0);
    }
  }, 60_000);

  it('damages messages that were whole: each is let through as it stands', () => {
    expect(wholeMessages.map(({ shape, text }) => [text.slice(0, 60), parseFrame(shape, new TextEncoder().encode(text)).ok])).toEqual(wholeMessages.map(({ text }) => [text.slice(0, 60), true]));
  });

  it('gives the same bytes for the same seed and case', () => {
    expect([...createRandom(5, 9).bytes(16)]).toEqual([...createRandom(5, 9).bytes(16)]);
    expect([...createRandom(5, 9).bytes(16)]).not.toEqual([...createRandom(5, 10).bytes(16)]);
  });
});
