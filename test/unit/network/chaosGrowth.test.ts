import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../bench/scale.ts';
import { describeBlow, drawBlow } from '../../network/chaosBlows.ts';
import { judgeLedger } from '../../network/chaosBooks.ts';
import { judgeGrowth, type Sample } from '../../network/chaosGrowth.ts';

const samples = (count: number, grows: Partial<Record<keyof Sample, { readonly bytes?: number; readonly files?: number }>>): Sample[] => Array.from({ length: count }, (_, i) => {
  const of = (name: keyof Sample) => ({ memoryBytes: 100e6 + i * (grows[name]?.bytes ?? 0), files: 40 + i * (grows[name]?.files ?? 0) });
  return { host: of('host'), provider: i % 3 === 0 ? null : of('provider'), signer: of('signer'), devnet: of('devnet') };
});

describe('what a run of blows is judged by', () => {
  it('is what programs hold more at its end than at its beginning', () => {
    expect(judgeGrowth(samples(30, {}))).toEqual([]);
    expect(judgeGrowth(samples(30, { host: { bytes: 4e6 } }))).toEqual(['the host grew by 80 MB']);
    expect(judgeGrowth(samples(30, { provider: { files: 1 } }))).toEqual([expect.stringMatching(/^the provider holds \d+ files more$/)]);
    expect(judgeGrowth(samples(6, { host: { bytes: 40e6 } }))).toEqual([]);
  });

  it('is a ledger without a gap and with no job twice', () => {
    const ledger = (...rows: [string, number][]): string => rows.map(([jobId, seq]) => `${JSON.stringify({ jobId, receiptHash: `0x${jobId}`, seq })}\n`).join('');
    expect(judgeLedger(ledger(['a', 0], ['b', 1]))).toEqual([]);
    expect(judgeLedger(ledger(['a', 0], ['a', 1]))).toEqual(['two receipts were signed for job a']);
    expect(judgeLedger(ledger(['a', 0], ['b', 2], ['c', 3]))).toEqual(['receipt 1 of the ledger has number 2']);
  });

  it('is a plan that the seed gives again, of every kind of blow', () => {
    const plan = (seed: number): string[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 300 }, () => describeBlow(drawBlow(random)));
    };
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7)).not.toEqual(plan(8));
    for (const kind of [/^kill \w+$/, /^kill \w+ and \w+$/, /and again \d+ ms/, /^kill provider, and \w+ \d+ ms/, /^hold \w+ for \d+ ms$/, /^hold \w+ for \d+ ms, kill/]) expect(plan(7).filter((text) => kind.test(text)).length, String(kind)).toBeGreaterThan(5);
  });
});
