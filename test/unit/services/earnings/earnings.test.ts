import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildEarnings, buildEarningsNow, startOfRange } from '../../../../electron/services/earnings/earnings.ts';
import { buildEnergy } from '../../../../electron/services/earnings/energyCost.ts';

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

  const today = (energy: Pick<Parameters<typeof buildEarningsNow>[4], 'energy' | 'energyCost'>) => buildEarningsNow([{ atMs: 1, payoutWei: 5n }, { atMs: 2, payoutWei: 6n }], 1, { paidWei: 20n, jobs: 4 }, { voucherWei: 1n, anchorWei: 2n, windowWei: 3n }, { ...energy, net: null, netUnknown: 'noRate' }, { allowedMs: 9, readyMs: 8 });

  it('of today leave energy unknown rather than zero', () => {
    expect(today(buildEnergy([], 'EUR'))).toMatchObject({ todayWei: 11n, todayJobs: 2, todayRejected: 1, totalWei: 20n, totalJobs: 4, waitingAnchorWei: 2n, waitingWindowWei: 3n, waitingVoucherWei: 1n, energy: null, energyCost: null, uptime: { allowedMs: 9, readyMs: 8 } });
    expect(today(buildEnergy([{ wattHours: 0, coveredMs: 0, seenMs: 1000, cost: 0, costedWattHours: 0 }], 'EUR'))).toMatchObject({ energy: null, energyCost: null });
    expect(today(buildEnergy([{ wattHours: 4, coveredMs: 1000, seenMs: 1000, cost: 0, costedWattHours: 0 }], null))).toMatchObject({ energy: { wattHours: 4, coveredShare: 1 }, energyCost: null });
  });

  it('count energy as a range that holds the truth, whatever the meter missed', () => {
    // A true hour has a constant power and price; the meter saw a part of it and knew the price of a part of that.
    const hour = fc.record({ seenMs: fc.integer({ min: 1000, max: 3_600_000 }), seen: fc.double({ min: 0.01, max: 1, noNaN: true }), priced: fc.double({ min: 0.01, max: 1, noNaN: true }) });
    fc.assert(fc.property(hour, fc.double({ min: 1, max: 500, noNaN: true }), fc.double({ min: 0.00001, max: 0.01, noNaN: true }), ({ seenMs, seen, priced }, watts, perWattHour) => {
      const wattHours = (watts * seenMs * seen) / 3_600_000;
      const trueCost = ((watts * seenMs) / 3_600_000) * perWattHour;
      const { energyCost } = buildEnergy([{ wattHours, coveredMs: seenMs * seen, seenMs, cost: wattHours * priced * perWattHour, costedWattHours: wattHours * priced }], 'EUR');
      expect(energyCost!.least).toBeLessThanOrEqual(trueCost * (1 + 1e-9));
      expect(energyCost!.most).toBeCloseTo(trueCost, 9);
    }));
  });
});
