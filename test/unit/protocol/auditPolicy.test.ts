import { describe, expect, it } from 'vitest';
import { applyAuditOutcome, applyRuntime, auditFloor, auditProbabilityOf, freshAuditRecord, type AuditRecord } from '../../../electron/protocol/adaptiveAudit.ts';
import { caughtWithin, expectedCheat, expectedHonest, silencePenalty, slashNeeded, stakeNeeded, type AuditEconomics } from '../../../electron/protocol/auditEconomics.ts';
import { applyDistance, baselineOf, chunksToAlarm, freshDrift, type Drift, type DriftBaseline } from '../../../electron/protocol/cusum.ts';

const passed = (count: number, record: AuditRecord = freshAuditRecord): AuditRecord => Array.from({ length: count }).reduce<AuditRecord>((state) => applyAuditOutcome(state, 'passed'), record);

describe('how likely an audit is', () => {
  it('is certain for ten jobs, then falls as 1/n to the floor', () => {
    expect([0, 9].map((n) => auditProbabilityOf(passed(n), 0))).toEqual([1, 1]);
    expect([10, 15, 20, 500].map((n) => auditProbabilityOf(passed(n), 0))).toEqual([0.1, 1 / 15, auditFloor, auditFloor]);
    expect(auditProbabilityOf(passed(500), 0, 0.2)).toBe(0.2);
  });
  it('is certain again after a failure and after silence, and silence ends with an answer', () => {
    expect(auditProbabilityOf(applyAuditOutcome(passed(50), 'failed'), 0)).toBe(1);
    const silent = applyAuditOutcome(passed(50), 'silent');
    expect(auditProbabilityOf(silent, 0)).toBe(1);
    expect(passed(1, silent).isSilent).toBe(false);
    expect(auditProbabilityOf(passed(10, silent), 0)).toBe(0.1);
  });
  it('is fourfold for a week after the runtime changed, not at the first one seen', () => {
    const known = applyRuntime(passed(40), 'a', 1000);
    expect(auditProbabilityOf(known, 1001)).toBe(auditFloor);
    const changed = applyRuntime(known, 'b', 1000);
    expect(auditProbabilityOf(changed, 1001)).toBe(4 * auditFloor);
    expect(applyRuntime(changed, 'b', 5000)).toBe(changed);
    expect(auditProbabilityOf(changed, 1000 + 7 * 86_400_000)).toBe(auditFloor);
    expect(auditProbabilityOf(applyRuntime(applyRuntime(passed(10), 'a', 1), 'b', 1), 2)).toBe(0.4);
  });
});

describe('stake and slash', () => {
  const worked: AuditEconomics = { price: 0.01, honestCost: 0.006, cheatingCost: 0.0015, bribe: 0, auditProbability: 0.05, detection: 0.98, falseAccusation: 1e-4 };
  it('give the table of HVI-1 3.8', () => {
    const table: [number, number[]][] = [[0.02, [0.22, 50, 2501]], [0.05, [0.08, 19.5, 970]], [0.1, [0.04, 9.2, 460]], [1, [-0.0054, 0.02, 1]]];
    for (const [auditProbability, row] of table) {
      row.forEach((expected, i) => expect(Math.abs(slashNeeded({ ...worked, auditProbability, bribe: [0, 1, 50][i]! }) - expected), `${auditProbability} ${i}`).toBeLessThan(Math.max(0.006, Math.abs(expected) * 0.03)));
    }
  });
  it('deter from the very slash on that is asked for', () => {
    for (const bribe of [0, 1, 50]) {
      const facts = { ...worked, bribe };
      const slash = slashNeeded(facts);
      // The plan's condition leaves out terms of second order in the false accusations.
      expect(expectedHonest(facts, slash * 1.001 + 1e-6)).toBeGreaterThan(expectedCheat(facts, slash * 1.001 + 1e-6));
      expect(expectedHonest(facts, slash * 0.98)).toBeLessThan(expectedCheat(facts, slash * 0.98));
    }
    expect(slashNeeded({ ...worked, detection: 1e-5 })).toBe(Infinity);
  });
  it('cover what is in flight, and find a cheat in time', () => {
    expect(stakeNeeded(20, 5, 2)).toBe(40);
    expect(stakeNeeded(20, 50, 2)).toBe(100);
    expect(caughtWithin(50, 0.05, 1)).toBeCloseTo(0.92, 2);
    expect(caughtWithin(91, 0.05, 1)).toBeCloseTo(0.99, 2);
    expect(caughtWithin(50, 0.1, 1)).toBeCloseTo(0.995, 3);
    expect(silencePenalty(0.01, auditFloor)).toBeCloseTo(0.2);
  });
});

/** Normal numbers from a seed (mulberry32, Box-Muller). */
function createNormal(seed: number): () => number {
  let a = seed;
  const uniform = (): number => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

describe('drift', () => {
  const baseline: DriftBaseline = { meanLn: Math.log(4e-7), deviationLn: 0.6 };
  const distanceAt = (z: number): number => Math.exp(baseline.meanLn + z * baseline.deviationLn);
  const alarmAfter = (seed: number, shift: number, most: number): number => {
    const normal = createNormal(seed);
    let drift: Drift = freshDrift;
    for (let i = 1; i <= most; i++) {
      drift = applyDistance(drift, distanceAt(shift + normal()), baseline);
      if (drift.isAlarm) return i;
    }
    return Infinity;
  };
  it('of noise kept just below the threshold is found within 50 chunks, by far', () => {
    for (let seed = 0; seed < 100; seed++) {
      const normal = createNormal(seed);
      let drift: Drift = freshDrift;
      // Always 60 to 99 % of 2e-5, where honest machines are at 4e-7.
      for (let i = 0; i < 50; i++) drift = applyDistance(drift, 2e-5 * (0.8 + 0.06 * Math.max(-3, Math.min(3, normal()))), baseline);
      expect(drift.isAlarm).toBe(true);
    }
    expect(chunksToAlarm(6)).toBeLessThanOrEqual(4);
  });
  it('of one deviation in the mean is found in about 25 chunks, and nearly always within 50', () => {
    const found = Array.from({ length: 200 }, (_, seed) => alarmAfter(seed, 1, 500));
    expect(found.filter((chunks) => chunks <= 50).length).toBeGreaterThan(188);
    const median = found.sort((a, b) => a - b)[100]!;
    expect(median).toBeGreaterThan(15);
    expect(median).toBeLessThan(32);
    expect(chunksToAlarm(1)).toBe(24);
    expect(chunksToAlarm(0.5)).toBe(Infinity);
  });
  it('is seen at most twice in 400,000 honest chunks of 20 machines', () => {
    expect(Array.from({ length: 20 }, (_, seed) => alarmAfter(1000 + seed, 0, 20_000)).filter(Number.isFinite).length).toBeLessThanOrEqual(2);
  });
  it('takes one odd chunk for what it is, and no number for the worst', () => {
    const one = applyDistance(freshDrift, Infinity, baseline);
    expect(one).toMatchObject({ sum: 3.5, isAlarm: false, rising: 1 });
    expect(applyDistance(freshDrift, Number.NaN, baseline).sum).toBe(3.5);
    expect(applyDistance(one, 0, baseline)).toMatchObject({ sum: 0, rising: 0 });
  });
  it('stands on honest distances', () => {
    const { meanLn, deviationLn } = baselineOf([1e-7, 4e-7, 1.6e-6]);
    expect(Math.exp(meanLn)).toBeCloseTo(4e-7, 12);
    expect(deviationLn).toBeCloseTo(Math.log(4), 6);
    expect(baselineOf([0, 0, 0]).deviationLn).toBe(0.2);
    expect(() => baselineOf([1])).toThrow(RangeError);
  });
});
