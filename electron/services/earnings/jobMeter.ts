import type { DeviceReading } from '../../shared/readings.ts';
import type { JobMeasures } from '../../shared/jobMeasures.ts';
import { isTold, type Reading } from '../../shared/signals.ts';
import { isWhole, type Energy } from './energy.ts';

/** What was seen of one run of a job. `energy` null: its device has no meter. */
export type SeenRun = { readonly energy: Energy | null } & Pick<JobMeasures, 'meanWatts' | 'mostWatts' | 'mostCelsius' | 'meanLoadPercent' | 'mostMemoryBytes'>;

/** A reading that a run of less than a second is given, since none is taken within it. */
const stillTrueMs = 2000;
/** Energy of a long run is added up before its readings are forgotten. */
const addUpEveryMs = 60_000;
const msPerHour = 3_600_000;

type Run = {
  readonly jobId: string; readonly deviceId: string; fromMs: number; energy: Energy | null; deviceWattHours: number;
  mostWatts: number | null; mostCelsius: number | null; load: { sum: number; count: number }; mostMemoryBytes: number | null;
};

/**
 * Watches devices for the jobs that run on them. Jobs that run at the same time share the energy of their device equally, so that over all jobs it adds up to what the device drew.
 *
 * @param measure  what a device drew over a span; null: it has no meter
 */
export function createJobMeter(measure: (deviceId: string, fromMs: number, toMs: number) => Energy | null): {
  begin(jobId: string, deviceId: string, atMs: number): void;
  /** Takes what devices say now, about once a second. */
  look(readings: readonly DeviceReading[]): void;
  /** null: it was not running. */
  end(jobId: string, atMs: number): SeenRun | null;
} {
  const runs = new Map<string, Run>();
  let last: readonly DeviceReading[] = [];

  /** Gives every run of a device its part of what was drawn since the number of them changed. */
  function addUp(deviceId: string, atMs: number): void {
    const beside = [...runs.values()].filter((run) => run.deviceId === deviceId);
    for (const run of beside) {
      const drawn = atMs > run.fromMs ? measure(deviceId, run.fromMs, atMs) : null;
      run.fromMs = atMs;
      if (!drawn) continue;
      run.deviceWattHours += drawn.wattHours;
      const { wattHours, coveredMs, spanMs } = run.energy ?? { wattHours: 0, coveredMs: 0, spanMs: 0 };
      run.energy = { wattHours: wattHours + drawn.wattHours / beside.length, coveredMs: coveredMs + drawn.coveredMs, spanMs: spanMs + drawn.spanMs };
    }
  }
  function see(run: Run, { temperatureCelsius, powerWatts, loadPercent, memory }: DeviceReading): void {
    run.mostWatts = larger(run.mostWatts, powerWatts);
    run.mostCelsius = larger(run.mostCelsius, temperatureCelsius);
    if (isTold(loadPercent)) run.load = { sum: run.load.sum + loadPercent.value, count: run.load.count + 1 };
    const held = isTold(memory) ? memory.value.mineBytes : null;
    if (held !== null) run.mostMemoryBytes = Math.max(run.mostMemoryBytes ?? 0, held);
  }

  return {
    begin(jobId, deviceId, atMs) {
      addUp(deviceId, atMs);
      const run: Run = { jobId, deviceId, fromMs: atMs, energy: null, deviceWattHours: 0, mostWatts: null, mostCelsius: null, load: { sum: 0, count: 0 }, mostMemoryBytes: null };
      runs.set(jobId, run);
      const reading = last.find((one) => one.deviceId === deviceId);
      if (reading && Math.abs(atMs - reading.atMs) <= stillTrueMs) see(run, reading);
    },
    look(readings) {
      last = readings;
      for (const reading of readings) {
        const beside = [...runs.values()].filter(({ deviceId }) => deviceId === reading.deviceId);
        for (const run of beside) see(run, reading);
        if (beside.some(({ fromMs }) => reading.atMs - fromMs >= addUpEveryMs)) addUp(reading.deviceId, reading.atMs);
      }
    },
    end(jobId, atMs) {
      const run = runs.get(jobId);
      if (!run) return null;
      addUp(run.deviceId, atMs);
      runs.delete(jobId);
      const { energy, deviceWattHours, mostWatts, mostCelsius, load, mostMemoryBytes } = run;
      return { energy, meanWatts: energy && isWhole(energy) ? (deviceWattHours * msPerHour) / energy.coveredMs : null, mostWatts, mostCelsius, meanLoadPercent: load.count > 0 ? load.sum / load.count : null, mostMemoryBytes };
    },
  };
}

const larger = (most: number | null, reading: Reading<number>): number | null => (isTold(reading) ? Math.max(most ?? -Infinity, reading.value) : most);
