import { describe, expect, it } from 'vitest';
import { applyDuty, fullDuty, type DutyState } from '../../../../electron/services/rules/decideDuty.ts';
import { buildPromise } from '../../../../electron/services/rules/promise.ts';

/** A card that draws what it works, and warms with a lag of a minute towards 30 °C and half a degree a watt. */
function simulate(seconds: number, most: { watts?: number; celsius?: number }, peakWatts = 220): { watts: number[]; celsius: number[]; share: number[] } {
  let duty: DutyState = fullDuty;
  let celsius = 40;
  const track: ReturnType<typeof simulate> = { watts: [], celsius: [], share: [] };
  for (let second = 0; second < seconds; second++) {
    // The work itself is not even.
    const watts = 20 + duty.share * (peakWatts - 20) * (1 + 0.08 * Math.sin(second * 1.7));
    celsius += (30 + watts / 4 - celsius) / 60;
    duty = applyDuty(duty, [...(most.watts ? [{ kind: 'power' as const, value: watts, most: most.watts }] : []), ...(most.celsius ? [{ kind: 'temperature' as const, value: celsius, most: most.celsius }] : [])], 1);
    track.watts.push(watts);
    track.celsius.push(celsius);
    track.share.push(duty.share);
  }
  return track;
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the loop that slows work', () => {
  it.each([60, 100, 140, 180])('holds %i W on a card that would draw 220, within a minute', (watts) => {
    const track = simulate(300, { watts });
    expect(mean(track.watts.slice(60))).toBeLessThan(watts * 1.03);
    expect(mean(track.watts.slice(60))).toBeGreaterThan(watts * 0.85);
    expect(Math.max(...track.watts.slice(60))).toBeLessThan(watts * 1.25);
  });
  it.each([50, 60, 70])('holds %i °C on a card that would reach 85, without passing it by more than two degrees', (celsius) => {
    const track = simulate(1800, { celsius });
    expect(Math.max(...track.celsius)).toBeLessThan(celsius + 2);
    expect(mean(track.celsius.slice(900))).toBeGreaterThan(celsius - 3);
  });
  it('lets a card that stays below work in full, at once after a long time of cold, and never stops it', () => {
    expect(simulate(100, { watts: 300 }).share.every((share) => share === 1)).toBe(true);
    expect(Math.min(...simulate(600, { watts: 21 }).share)).toBeGreaterThanOrEqual(0.05);
    expect(applyDuty({ share: 0.2, sum: 0.2 }, [], 1)).toEqual(fullDuty);
  });
});

describe('the promise', () => {
  it('is the nearest rank of the newest hundred, and nothing of none', () => {
    expect(buildPromise([])).toEqual({ count: 0, lastMs: null, p50Ms: null, p95Ms: null });
    expect(buildPromise([9999, ...Array.from({ length: 100 }, (_, i) => 100 - i)])).toEqual({ count: 100, lastMs: 1, p50Ms: 50, p95Ms: 95 });
  });
});
