import { cpus, freemem, totalmem } from 'node:os';
import type { GpuReading } from '../../../native/gpu-probe/gpuReading.ts';
import type { DeviceMemory, DeviceReading } from '../../shared/readings.ts';
import { isTold, told, unread, type DeviceSignals, type Reading } from '../../shared/signals.ts';

type Shared = Pick<DeviceReading, 'deviceId' | 'atMs' | 'temperatureCelsius' | 'powerWatts' | 'powerLimitWatts' | 'othersLoadPercent'>;
const shared = (deviceId: string, atMs: number, { temperatureCelsius, powerWatts, powerLimitWatts, othersLoadPercent }: DeviceSignals): Shared => ({ deviceId, atMs, temperatureCelsius, powerWatts, powerLimitWatts, othersLoadPercent });

/** What a GPU says now. `own` are Hearth's processes. Pure. */
export function describeGpu(deviceId: string, atMs: number, signals: DeviceSignals, reading: GpuReading | null, own: ReadonlySet<number>): DeviceReading {
  const nothing = unread('unmetered');
  if (!reading) return { ...shared(deviceId, atMs, signals), loadPercent: nothing, memory: nothing };
  return { ...shared(deviceId, atMs, signals), loadPercent: reading.busyPercent === null ? unread('card.busy') : told(reading.busyPercent), memory: describeGpuMemory(reading, own) };
}

function describeGpuMemory({ memoryTotalBytes, memoryUsedBytes, processes }: GpuReading, own: ReadonlySet<number>): Reading<DeviceMemory> {
  if (!memoryTotalBytes || memoryUsedBytes === null) return unread('card.memory');
  const usedBytes = Math.min(memoryUsedBytes, memoryTotalBytes);
  const sizes = processes?.filter(({ pid }) => own.has(pid)).map(({ memoryBytes }) => memoryBytes) ?? null;
  const mineBytes = sizes === null || sizes.includes(null) ? null : Math.min(usedBytes, sizes.reduce<number>((sum, size) => sum + size!, 0));
  return told({ totalBytes: memoryTotalBytes, freeBytes: memoryTotalBytes - usedBytes, mineBytes, othersBytes: mineBytes === null ? null : usedBytes - mineBytes });
}

export type MachineMemory = { readonly totalBytes: number; readonly freeBytes: number; readonly loadPercent: Reading<number> };

/** What the processor says now. Its memory is the machine's; what is neither free nor others' is Hearth's. Pure. */
export function describeCpu(deviceId: string, atMs: number, signals: DeviceSignals, { totalBytes, freeBytes, loadPercent }: MachineMemory): DeviceReading {
  const others = signals.othersMemoryPercent;
  const othersBytes = isTold(others) ? Math.min(totalBytes - freeBytes, Math.round((totalBytes * others.value) / 100)) : null;
  const mineBytes = othersBytes === null ? null : totalBytes - freeBytes - othersBytes;
  return { ...shared(deviceId, atMs, signals), loadPercent, memory: told({ totalBytes, freeBytes, mineBytes, othersBytes }) };
}

/** Looks at the machine as Node sees it; the load is that since the look before. */
export function createMachineMeter(): () => MachineMemory {
  let before: { readonly idle: number; readonly all: number } | null = null;
  return () => {
    const times = cpus().map(({ times: one }) => one);
    const now = { idle: times.reduce((sum, { idle }) => sum + idle, 0), all: times.reduce((sum, { idle, user, nice, sys, irq }) => sum + idle + user + nice + sys + irq, 0) };
    const last = before;
    before = now;
    const isMeasured = last !== null && now.all > last.all;
    const loadPercent = isMeasured ? told(Math.max(0, Math.min(100, 100 - ((now.idle - last.idle) / (now.all - last.all)) * 100))) : unread('firstLook');
    return { totalBytes: totalmem(), freeBytes: Math.min(freemem(), totalmem()), loadPercent };
  };
}
