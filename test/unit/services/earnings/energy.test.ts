import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEnergyMeter, integratePower, type PowerSample } from '../../../../electron/services/earnings/energy.ts';
import { parsePrices, priceFromList, priceOfClock } from '../../../../electron/services/earnings/tariff.ts';

const every = (stepMs: number, watts: readonly (number | null)[]): PowerSample[] => watts.map((value, i) => ({ atMs: i * stepMs, watts: value }));

describe('energy', () => {
  it('is the area under the power: an hour of 100 W is 100 Wh, a ramp half of it', () => {
    expect(integratePower(every(1000, Array<number>(3601).fill(100)), 0, 3_600_000)).toEqual({ wattHours: 100, coveredMs: 3_600_000, spanMs: 3_600_000 });
    const ramp = integratePower(every(1000, Array.from({ length: 3601 }, (_, i) => (i * 100) / 3600)), 0, 3_600_000);
    expect(ramp.wattHours).toBeCloseTo(50, 6);
  });
  it('leaves a gap a gap: uncovered, not zero and not guessed', () => {
    const samples = [...every(1000, Array<number>(11).fill(360)), { atMs: 60_000, watts: 360 }, { atMs: 61_000, watts: null }, { atMs: 62_000, watts: 360 }];
    expect(integratePower(samples, 0, 60_000)).toEqual({ wattHours: 1, coveredMs: 10_000, spanMs: 60_000 });
    expect(integratePower(samples, 60_000, 62_000)).toEqual({ wattHours: 0, coveredMs: 0, spanMs: 2000 });
    expect(integratePower([], 0, 1000)).toEqual({ wattHours: 0, coveredMs: 0, spanMs: 1000 });
  });
  it('of parts is the energy of the whole, wherever it is cut', () => {
    const samples = fc.array(fc.tuple(fc.integer({ min: 1, max: 15_000 }), fc.option(fc.integer({ min: 0, max: 600 }))), { minLength: 2, maxLength: 40 })
      .map((steps) => steps.reduce<PowerSample[]>((sum, [stepMs, watts]) => [...sum, { atMs: (sum.at(-1)?.atMs ?? 0) + stepMs, watts }], []));
    fc.assert(fc.property(samples, fc.double({ min: 0, max: 1, noNaN: true }), (series, at) => {
      const [from, to] = [series[0]!.atMs, series.at(-1)!.atMs];
      const cut = from + (to - from) * at;
      const [whole, left, right] = [integratePower(series, from, to), integratePower(series, from, cut), integratePower(series, cut, to)];
      expect(left.wattHours + right.wattHours).toBeCloseTo(whole.wattHours, 6);
      expect(left.coveredMs + right.coveredMs).toBeCloseTo(whole.coveredMs, 3);
      expect(whole.coveredMs).toBeLessThanOrEqual(whole.spanMs);
    }));
  });
  it('of a job is read from the meter, and its pieces add up to what the meter told', () => {
    let sum = 0;
    const meter = createEnergyMeter((_deviceId, { wattHours }) => void (sum += wattHours));
    for (let second = 0; second <= 3600; second++) meter.add('gpu', { atMs: second * 1000, watts: 200 });
    expect(sum).toBeCloseTo(200, 6);
    expect(meter.measure('gpu', 3_500_000, 3_590_000)!.wattHours).toBeCloseTo(5, 6);
    expect(meter.measure('cpu', 0, 1)).toBe(null);
    meter.add('cpu', { atMs: 0, watts: null });
    expect(meter.measure('cpu', 0, 1)).toBe(null);
    // Set back, the clock starts the series anew.
    meter.add('gpu', { atMs: 1000, watts: 200 });
    expect(meter.measure('gpu', 3_500_000, 3_590_000)!.coveredMs).toBe(0);
  });
});

describe('a price of power', () => {
  const at = (hour: number, minute = 0): number => new Date(2026, 10, 18, hour, minute).getTime();
  it('by the clock is that of day or night, also when day runs past midnight', () => {
    const prices = priceOfClock({ kind: 'dayNight', currency: 'EUR', dayPerKilowattHour: 0.34, nightPerKilowattHour: 0.22, dayFromMinute: 360, nightFromMinute: 1320 });
    expect([at(5, 59), at(6), at(21, 59), at(22)].map(prices)).toEqual([{ price: 0.22 }, { price: 0.34 }, { price: 0.34 }, { price: 0.22 }]);
    const late = priceOfClock({ kind: 'dayNight', currency: 'EUR', dayPerKilowattHour: 1, nightPerKilowattHour: -0.1, dayFromMinute: 1320, nightFromMinute: 360 });
    expect([at(23), at(3), at(12)].map(late)).toEqual([{ price: 1 }, { price: 1 }, { price: -0.1 }]);
  });
  it('from a list holds until the next line, and is unknown before the first and an hour after the last', () => {
    const prices = parsePrices('time,price\n2026-10-25T01:00:00+02:00,0.30\n2026-10-25T02:00:00+02:00,0.20\n2026-10-25T02:00:00+01:00,0.10\n\n');
    if ('line' in prices) throw new Error('not parsed');
    const priceAt = priceFromList(prices as Exclude<typeof prices, { line: number }>);
    // The hour that comes twice on the last Sunday of October is two hours with two prices.
    expect(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((time) => priceAt(Date.parse(time)))).toEqual([{ price: 0.2 }, { price: 0.1 }]);
    expect(priceAt(Date.parse('2026-10-24T22:59:59Z'))).toEqual({ unknown: 'price.later' });
    expect(priceAt(Date.parse('2026-10-25T02:00:00Z'))).toEqual({ unknown: 'price.ended' });
  });
  it.each(['2026-10-25T01:00:00Z,0.3\n2026-10-25T01:00:00,0.3', '2026-10-25T01:00:00Z,0.3\nx', '2026-10-25T01:00:00Z,0.3\n2026-10-25T01:00:00Z,1e9'])('a list with a line that makes no sense is refused with its number: %s', (csv) => {
    expect(parsePrices(csv)).toEqual({ line: 2 });
  });
});
