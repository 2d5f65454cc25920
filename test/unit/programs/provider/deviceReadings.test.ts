import { expect, test } from 'vitest';
import { buildHistory } from '../../../../electron/programs/provider/deviceHistory.ts';
import { describeCpu, describeGpu } from '../../../../electron/programs/provider/deviceReadings.ts';
import { healthy } from '../../../../electron/services/devices/health.ts';
import { deviceReadingShape, historyShape } from '../../../../electron/shared/readings.ts';
import { told, unread, type DeviceSignals, type Signals } from '../../../../electron/shared/signals.ts';
import type { GpuReading } from '../../../../native/gpu-probe/gpuReading.ts';

const quiet = unread('unmetered');
const signals: DeviceSignals = { temperatureCelsius: told(60), powerWatts: quiet, powerLimitWatts: quiet, othersMemoryPercent: told(25), othersLoadPercent: told(5), netPerHour: quiet, fault: null };
const gpu: GpuReading = {
  address: null, uuid: null, name: null, vendor: 'NVIDIA', driver: null, computeCapability: null, memoryTotalBytes: 1000, memoryUsedBytes: 700, processes: [{ pid: 1, memoryBytes: 400, busyPercent: null }, { pid: 2, memoryBytes: 100, busyPercent: null }],
  busyPercent: 40, temperatureCelsius: 60, powerWatts: null, powerLimitWatts: null, clockMegahertz: null, fanPercent: null, throttledBy: null, isMig: false, fault: null,
};
const own = new Set([1]);

test("splits a card's memory into Hearth's, others' and free, and passes on what is not told as not told", () => {
  const reading = deviceReadingShape.parse(describeGpu('gpu-1', 5, signals, gpu, own));
  expect(reading.memory).toEqual({ value: { totalBytes: 1000, freeBytes: 300, mineBytes: 400, othersBytes: 300 } });
  expect(reading.powerWatts).toEqual(quiet);
  expect(reading.loadPercent).toEqual({ value: 40 });
});

test('does not guess whose memory it is', () => {
  const whose = (change: Partial<GpuReading>) => describeGpu('gpu-1', 5, signals, { ...gpu, ...change }, own).memory;
  expect(whose({ processes: null })).toEqual({ value: { totalBytes: 1000, freeBytes: 300, mineBytes: null, othersBytes: null } });
  expect(whose({ processes: [{ pid: 1, memoryBytes: null, busyPercent: null }] })).toMatchObject({ value: { mineBytes: null } });
  expect(whose({ memoryTotalBytes: null })).toHaveProperty('unread');
  expect(describeGpu('gpu-1', 5, signals, null, own)).toMatchObject({ loadPercent: { unread: expect.any(String) as string }, memory: { unread: expect.any(String) as string } });
});

test('the memory of the processor is whole: free, others and ours make the total', () => {
  const machine = { totalBytes: 1000, freeBytes: 500, loadPercent: told(10) };
  expect(describeCpu('cpu', 5, signals, machine).memory).toEqual({ value: { totalBytes: 1000, freeBytes: 500, mineBytes: 250, othersBytes: 250 } });
  expect(describeCpu('cpu', 5, { ...signals, othersMemoryPercent: quiet }, machine).memory).toMatchObject({ value: { mineBytes: null, othersBytes: null } });
});

const minute = 60_000;
const sample = (atMs: number, temperature: number | null): Signals => ({
  atMs, idleSeconds: quiet, isLocked: quiet, isDisplayAsleep: quiet, fullScreenApp: quiet, apps: quiet, battery: quiet, isMetered: quiet, megabytesToday: quiet, pricePerKilowattHour: quiet, hook: quiet,
  diskFreeBytes: quiet, diskTotalBytes: quiet, isDiskFull: false, wattHoursToday: quiet, clockAheadSeconds: quiet, dataLimit: null, memoryPressure: quiet, heat: quiet, devices: { cpu: { ...signals, temperatureCelsius: temperature === null ? quiet : told(temperature) } },
});

test('history keeps gaps as gaps and never fills what was not told', () => {
  const nowMs = 1000 * 60 * minute;
  const history = historyShape.parse(buildHistory([sample(nowMs - 60 * minute, 50), sample(nowMs - 59 * minute, 70), sample(nowMs - 30 * minute, null), sample(nowMs, 55)], ['cpu', 'gpu-9'], () => healthy, 24, nowMs));
  const [cpu, other] = history.devices;
  expect(cpu!.points).toHaveLength(144);
  expect(cpu!.points.at(-1)!.startMs).toBe(nowMs);
  expect(cpu!.points.map(({ temperatureMostCelsius }) => temperatureMostCelsius).filter((value) => value !== null)).toEqual([70, 55]);
  expect(cpu!.points.map(({ othersLoadMeanPercent }) => othersLoadMeanPercent).filter((value) => value !== null)).toEqual([5, 5, 5]);
  expect(other!.points.every(({ temperatureMostCelsius, powerMeanWatts, othersLoadMeanPercent }) => temperatureMostCelsius === null && powerMeanWatts === null && othersLoadMeanPercent === null)).toBe(true);
  expect(buildHistory([], ['cpu'], () => healthy, 168, nowMs).devices[0]!.points).toHaveLength(168);
});
