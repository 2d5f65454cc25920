import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bookCapacity } from '../../../electron/services/network/announcementBook.ts';
import { changesPerNodeDay, networkLoadOf, type NetworkCosts } from '../../bench/scaleNetwork.ts';
import { auditLoadOf, formatNetwork, formatScale, hourShare, loadOf, policies, readGas, seededRandom, simulate, simulateDay } from '../../bench/scale.ts';

const gas = { anchor: 60_000, settlePerLine: 28_000, reserve: 60_000 };

describe('the cost of scale', () => {
  it('reads the gas that was measured, and says when a name is gone', () => {
    const measured = readGas(readFileSync(join(import.meta.dirname, '../../../docs/gas.md'), 'utf8'));
    expect(measured.anchor).toBeGreaterThan(21_000);
    expect(measured.settlePerLine).toBeGreaterThan(5000);
    expect(() => readGas('| anchorNewWindow | 5 |')).toThrow('settle200Jobs20Lines');
  });
  it('spreads a day over its hours without losing any of it', () => {
    expect(Array.from({ length: 24 }, (_, hour) => hourShare(hour)).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(hourShare(20)).toBeGreaterThan(hourShare(8));
  });
  it('never anchors more often than the policy allows, nor more than there are jobs', () => {
    for (const policy of policies) {
      const { jobs, anchors } = simulateDay(seededRandom(1), policy, 500);
      const sum = anchors.reduce((total, count) => total + count, 0);
      expect(sum).toBeLessThanOrEqual((24 * 60) / policy.anchorMinutes);
      expect(sum).toBeLessThanOrEqual(jobs);
      expect(Math.max(...anchors)).toBeLessThanOrEqual(60 / policy.anchorMinutes);
    }
  });
  it('adds up to the whole, and grows with the network', () => {
    const day = simulateDay(seededRandom(1), policies[0]!, 500);
    const [small, large] = [loadOf(gas, policies[0]!, 1e4, day), loadOf(gas, policies[0]!, 1e6, day)];
    expect(Object.values(small.gasShare).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(small.gasPerJob * small.jobsPerDay).toBeCloseTo(small.gasPerSecond.mean * 86_400, -3);
    expect(large.gasPerSecond.peakHour / small.gasPerSecond.peakHour).toBeGreaterThan(90);
    expect(large.gasPerSecond.peakHour).toBeGreaterThan(large.gasPerSecond.mean);
  });
  it('gives the same table for the same seed', () => {
    expect(formatScale(simulate(gas, 7, 200), gas, 7)).toBe(formatScale(simulate(gas, 7, 200), gas, 7));
    expect(formatScale(simulate(gas, 7, 200), gas, 7)).not.toBe(formatScale(simulate(gas, 8, 200), gas, 7));
  });
  it('knows no more nodes than a book holds, and hears of all of them', () => {
    const costs: NetworkCosts = { announcementBytes: 1000, judgeMs: 2, gossipBytes: 4000, gossipPeers: 24, idleBytes: 100, readBytes: 6000, visitBytes: 12_000, readNodes: 1000, choiceMs: [{ nodes: 1000, ms: 1 }, { nodes: bookCapacity, ms: 2 }, { nodes: 1e6, ms: 900 }] };
    const [small, large] = [networkLoadOf(costs, 1000), networkLoadOf(costs, 1e6)];
    const perSecond = 1000 / 3600 + (1000 * changesPerNodeDay) / 86_400;
    expect(small).toMatchObject({ knownShare: 1, intervalSeconds: 3600, choiceMs: 1 });
    expect(small.announcementsPerSecond).toBeCloseTo(perSecond, 9);
    // What is said, what is read of two books in two minutes, and what lines cost that say nothing.
    expect(small.bytesPerSecond).toBeCloseTo(4000 * perSecond + 18_000 / 120 + 100, 6);
    expect(large).toMatchObject({ knownShare: bookCapacity / 1e6, choiceMs: 2 });
    expect(large.announcementsPerSecond).toBeCloseTo(1e6 / 7372.8 + (1e6 * changesPerNodeDay) / 86_400, 6);
    expect(formatNetwork(costs, 'now', 1)).toContain('| 1,000,000 | 0.2 % | 7,373 s |');
  });
  it('gives a verifier the same work in a network of any size, and more anchors to read', () => {
    const day = simulateDay(seededRandom(1), policies[0]!, 500);
    const [small, large] = [auditLoadOf(policies[0]!, 1e3, day), auditLoadOf(policies[0]!, 1e6, day)];
    expect(large.replaysPerVerifierDay).toBeCloseTo(small.replaysPerVerifierDay, 6);
    expect(large.anchorMibPerDay).toBeCloseTo(1000 * small.anchorMibPerDay, 3);
  });
});
