import type { DeviceHealth } from '../../shared/health.ts';
import type { History, HistoryPoint } from '../../shared/readings.ts';
import { isTold, type DeviceSignals, type Reading, type Signals } from '../../shared/signals.ts';

/** Ten minutes over a day, an hour over a week: as fine as a small chart shows. */
const stepMsOf = { 24: 10 * 60_000, 168: 60 * 60_000 } as const;

const values = (readings: readonly Reading<number>[]): readonly number[] => readings.filter(isTold).map(({ value }) => value);
const mean = (readings: readonly Reading<number>[]): number | null => {
  const found = values(readings);
  return found.length > 0 ? found.reduce((sum, value) => sum + value, 0) / found.length : null;
};
const most = (readings: readonly Reading<number>[]): number | null => {
  const found = values(readings);
  return found.length > 0 ? Math.max(...found) : null;
};

/**
 * The recorded past of each device in equal stretches that end with the one `nowMs` is in. A stretch without a sample stays, with nothing in it:
 * a gap is drawn as a gap. Pure.
 *
 * @param samples  oldest first
 */
export function buildHistory(samples: readonly Signals[], deviceIds: readonly string[], healthOf: (deviceId: string) => DeviceHealth, hours: 24 | 168, nowMs: number): History {
  const stepMs = stepMsOf[hours];
  const count = (hours * 3_600_000) / stepMs;
  const firstMs = Math.floor(nowMs / stepMs) * stepMs - (count - 1) * stepMs;
  const groups = Map.groupBy(samples.filter(({ atMs }) => atMs >= firstMs), ({ atMs }) => Math.floor(atMs / stepMs) * stepMs);
  const describe = (deviceId: string, startMs: number): HistoryPoint => {
    const seen = (groups.get(startMs) ?? []).flatMap(({ devices }): DeviceSignals[] => (devices[deviceId] ? [devices[deviceId]] : []));
    return {
      startMs, temperatureMostCelsius: most(seen.map((one) => one.temperatureCelsius)), powerMeanWatts: mean(seen.map((one) => one.powerWatts)),
      othersLoadMeanPercent: mean(seen.map((one) => one.othersLoadPercent)), othersMemoryMeanPercent: mean(seen.map((one) => one.othersMemoryPercent)),
    };
  };
  return { stepMs, devices: deviceIds.map((deviceId) => ({ deviceId, points: Array.from({ length: count }, (_, index) => describe(deviceId, firstMs + index * stepMs)), health: healthOf(deviceId) })) };
}
