import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEnergyMeter, type Energy } from '../../../../electron/services/earnings/energy.ts';
import { createJobMeter } from '../../../../electron/services/earnings/jobMeter.ts';
import type { DeviceReading } from '../../../../electron/shared/readings.ts';
import { told, unread } from '../../../../electron/shared/signals.ts';

const quiet = unread('unmetered');
const second = 1000;
type Values = { readonly watts?: number; readonly celsius?: number; readonly load?: number; readonly mineBytes?: number | null };
const reading = (deviceId: string, atMs: number, { watts, celsius, load, mineBytes }: Values): DeviceReading => ({
  deviceId, atMs, powerLimitWatts: quiet, othersLoadPercent: quiet, powerWatts: watts === undefined ? quiet : told(watts), temperatureCelsius: celsius === undefined ? quiet : told(celsius), loadPercent: load === undefined ? quiet : told(load),
  memory: mineBytes === undefined ? quiet : told({ totalBytes: 100, freeBytes: 50, mineBytes, othersBytes: null }),
});

/** A device that is read each second, and what watches its jobs. */
function openDevice(startMs = 0) {
  const energy = createEnergyMeter(() => {});
  const meter = createJobMeter(energy.measure);
  let atMs = startMs;
  return {
    meter, energy,
    now: () => atMs,
    tick(values: Values, seconds = 1) {
      for (let i = 0; i < seconds; i++) {
        atMs += second;
        energy.add('gpu', { atMs, watts: values.watts ?? null });
        meter.look([reading('gpu', atMs, values)]);
      }
    },
  };
}

describe('what one job took', () => {
  it('is the most and the mean of what its device said while it ran', () => {
    const { meter, tick, now } = openDevice();
    tick({ watts: 50, celsius: 40, load: 0, mineBytes: 0 }, 5);
    meter.begin('a', 'gpu', now());
    tick({ watts: 200, celsius: 71, load: 90, mineBytes: 60 }, 10);
    tick({ watts: 100, celsius: 66, load: 100, mineBytes: 40 }, 10);
    const seen = meter.end('a', now())!;
    expect(seen).toMatchObject({ mostWatts: 200, mostCelsius: 71, mostMemoryBytes: 60 });
    // The reading in force when it began counts too: of a job of less than a second it is the only one.
    expect(seen.meanLoadPercent).toBeCloseTo((0 + 90 * 10 + 100 * 10) / 21);
    expect(seen.meanWatts).toBeCloseTo((125 + 9 * 200 + 150 + 9 * 100) / 20);
    expect(seen.energy!.wattHours * 3600).toBeCloseTo(125 + 9 * 200 + 150 + 9 * 100);
    expect(meter.end('a', now())).toBe(null);
  });
  it('is unknown where nothing was measured, and zero only where zero was', () => {
    const { meter, tick, now } = openDevice();
    meter.begin('a', 'gpu', now());
    tick({ load: 0, mineBytes: null }, 3);
    expect(meter.end('a', now())).toEqual({ energy: null, meanWatts: null, mostWatts: null, mostCelsius: null, meanLoadPercent: 0, mostMemoryBytes: null });
    meter.begin('b', 'other', now());
    expect(meter.end('b', now() + 5)).toMatchObject({ meanLoadPercent: null, mostCelsius: null });
  });
  it('of less than a second is given the reading before it, but no old one', () => {
    const { meter, tick, now } = openDevice();
    tick({ celsius: 55, watts: 80 });
    meter.begin('a', 'gpu', now() + 200);
    expect(meter.end('a', now() + 500)).toMatchObject({ mostCelsius: 55, mostWatts: 80 });
    meter.begin('b', 'gpu', now() + 5000);
    expect(meter.end('b', now() + 5100)).toMatchObject({ mostCelsius: null });
  });
  it('is whole for an hour, though readings are forgotten after a quarter of one', () => {
    const { meter, tick, now } = openDevice();
    tick({ watts: 100 });
    meter.begin('a', 'gpu', now());
    tick({ watts: 100, celsius: 50 }, 3600);
    const { energy, meanWatts } = meter.end('a', now())!;
    expect(energy!.wattHours).toBeCloseTo(100);
    expect(energy!.coveredMs).toBe(3_600_000);
    expect(meanWatts).toBeCloseTo(100);
  });
  it('together with what ran beside it, adds up to what the device drew', () => {
    const steps = fc.array(fc.record({ job: fc.integer({ min: 0, max: 4 }), starts: fc.boolean(), seconds: fc.integer({ min: 0, max: 90 }), watts: fc.integer({ min: 1, max: 400 }) }), { maxLength: 40 });
    fc.assert(fc.property(steps, (taken) => {
      const { meter, energy, tick, now } = openDevice(1_000_000);
      tick({ watts: 10 });
      const running = new Set<number>();
      let jobs = 0;
      let device = 0;
      let busyFromMs: number | null = null;
      const end = (job: number): void => void (jobs += meter.end(String(job), now())?.energy?.wattHours ?? 0);
      const close = (): void => {
        if (busyFromMs !== null && running.size === 0) device += energy.measure('gpu', busyFromMs, now())!.wattHours;
        if (running.size === 0) busyFromMs = null;
      };
      for (const { job, starts, seconds, watts } of taken) {
        if (starts && !running.has(job)) {
          meter.begin(String(job), 'gpu', now());
          running.add(job);
          busyFromMs ??= now();
        } else if (!starts && running.delete(job)) {
          end(job);
          close();
        }
        // As long as the energy meter itself remembers, so that it can be asked in one piece.
        if (busyFromMs !== null && now() - busyFromMs > 800_000) {
          for (const one of running) end(one);
          running.clear();
          close();
        }
        tick({ watts }, seconds);
      }
      for (const one of running) end(one);
      running.clear();
      close();
      expect(jobs).toBeCloseTo(device, 6);
    }), { numRuns: 60 });
  });
  it('shares by the number that ran at each moment', () => {
    const drawn: Energy = { wattHours: 6, coveredMs: 10, spanMs: 10 };
    const meter = createJobMeter((_device, fromMs, toMs) => ({ ...drawn, coveredMs: toMs - fromMs, spanMs: toMs - fromMs }));
    meter.begin('a', 'gpu', 0);
    meter.begin('b', 'gpu', 10);
    meter.begin('elsewhere', 'cpu', 12);
    expect(meter.end('a', 20)!.energy!.wattHours).toBe(6 + 3);
    expect(meter.end('b', 30)!.energy!.wattHours).toBe(3 + 6);
  });
});
