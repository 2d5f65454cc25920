import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A card that draws 100 W for one whole local day, read each ten seconds, priced piece by piece as the provider does it; in a process of its own, for its time zone. */
function costOfDay(month: number, day: number): { hours: number; wattHours: number; clock: number; list: number } {
  const file = (name: string): string => JSON.stringify(join(import.meta.dirname, '../../../../electron/services/earnings', name));
  const script = `const { createEnergyMeter } = await import(${file('energy.ts')});
    const { parsePrices, priceFromList, priceOfClock } = await import(${file('tariff.ts')});
    const from = new Date(2026, ${month}, ${day}).getTime(), to = new Date(2026, ${month}, ${day + 1}).getTime();
    const clock = priceOfClock({ kind: 'dayNight', currency: 'EUR', dayPerKilowattHour: 0.34, nightPerKilowattHour: 0.22, dayFromMinute: 360, nightFromMinute: 1320 });
    // Each hour of the list costs a cent more than the one before.
    const lines = []; for (let at = from, cents = 1; at < to; at += 3600000, cents++) lines.push(new Date(at).toISOString() + ',' + cents / 100);
    const list = priceFromList(parsePrices(lines.join('\\n')));
    const sums = { wattHours: 0, clock: 0, list: 0 };
    const meter = createEnergyMeter((_device, piece) => {
      sums.wattHours += piece.wattHours;
      sums.clock += (clock(piece.fromMs).price * piece.wattHours) / 1000;
      sums.list += (list(piece.fromMs).price * piece.wattHours) / 1000;
    });
    for (let atMs = from; atMs <= to; atMs += 10000) meter.add('gpu', { atMs, watts: 100 });
    console.log(JSON.stringify({ hours: (to - from) / 3600000, ...sums }));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env: { ...process.env, TZ: 'Europe/Berlin', NODE_NO_WARNINGS: '1' } })) as ReturnType<typeof costOfDay>;
}

describe('a day on which the clock is changed, against books computed by hand', () => {
  const near = (value: number) => expect.closeTo(value, 9) as number;
  it('has 23 hours in spring: 16 of day, 7 of night, and a list of 23 lines', () => {
    expect(costOfDay(2, 29)).toEqual({ hours: 23, wattHours: near(2300), clock: near(0.1 * (16 * 0.34 + 7 * 0.22)), list: near(0.1 * ((23 * 24) / 2) * 0.01) });
  });
  it('has 25 hours in autumn: 16 of day, 9 of night, and a list of 25 lines', () => {
    expect(costOfDay(9, 25)).toEqual({ hours: 25, wattHours: near(2500), clock: near(0.1 * (16 * 0.34 + 9 * 0.22)), list: near(0.1 * ((25 * 26) / 2) * 0.01) });
  });
});
