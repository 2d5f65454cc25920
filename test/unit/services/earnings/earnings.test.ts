import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildEarnings, buildEarningsNow, startOfRange } from '../../../../electron/services/earnings/earnings.ts';

const nowMs = Date.UTC(2026, 4, 17, 13, 20, 5);
const payment = fc.record({ ageMs: fc.nat({ max: 500 * 86_400_000 }), payoutWei: fc.bigInt({ min: 0n, max: 2n ** 100n }) });

describe('earnings', () => {
  it('add up to the payments of their range, bar by bar and in all', () => {
    fc.assert(fc.property(fc.array(payment, { maxLength: 60 }), fc.constantFrom('24h' as const, '7d' as const, '30d' as const, '1y' as const, 'all' as const), (list, range) => {
      const payments = list.map(({ ageMs, payoutWei }) => ({ atMs: nowMs - ageMs, payoutWei })).sort((a, b) => a.atMs - b.atMs);
      const startMs = startOfRange(range, nowMs, payments[0]?.atMs ?? null);
      const inside = payments.filter(({ atMs }) => atMs >= startMs);
      const earnings = buildEarnings(range, payments, nowMs);
      const sum = inside.reduce((total, { payoutWei }) => total + payoutWei, 0n);
      expect([earnings.paidWei, earnings.jobs]).toEqual([sum, inside.length]);
      expect(earnings.buckets.reduce((total, { paidWei }) => total + paidWei, 0n)).toBe(sum);
      expect(earnings.buckets.reduce((total, { jobs }) => total + jobs, 0)).toBe(inside.length);
      earnings.buckets.forEach(({ startMs: from, endMs }, i) => {
        expect(endMs).toBeGreaterThan(from);
        expect(earnings.buckets[i + 1]?.startMs ?? endMs).toBe(endMs);
      });
      expect(earnings.buckets.at(-1)!.endMs).toBeGreaterThan(nowMs);
    }), { numRuns: 300 });
  });

  it('of today leave energy unknown rather than zero', () => {
    expect(buildEarningsNow([{ atMs: 1, payoutWei: 5n }, { atMs: 2, payoutWei: 6n }], 1, { paidWei: 20n, jobs: 4 }, { voucherWei: 1n, anchorWei: 2n, windowWei: 3n })).toEqual({
      todayWei: 11n, todayJobs: 2, todayRejected: 1, totalWei: 20n, totalJobs: 4, waitingAnchorWei: 2n, waitingWindowWei: 3n, waitingVoucherWei: 1n, energyWh: null,
    });
  });
});
