import type { GpuReading } from '../../../native/gpu-probe/gpuReading.ts';
import { told, unread, type DeviceSignals, type Reading } from '../../shared/signals.ts';
import { buildDeviceId } from './deviceId.ts';
import type { DeviceFacts } from './deviceFacts.ts';

/**
 * The reading of a device: the one whose UUID or place makes the same id. A machine with one GPU of its maker needs no more than the maker. Never a
 * guess between two. Pure.
 */
export function matchReading(facts: Pick<DeviceFacts, 'deviceId' | 'vendor'>, readings: readonly GpuReading[]): GpuReading | null {
  const byId = readings.filter((reading) => idsOf(reading).includes(facts.deviceId));
  if (byId.length === 1) return byId[0]!;
  const ofMaker = readings.filter(({ vendor }) => vendor === facts.vendor);
  return byId.length === 0 && ofMaker.length === 1 ? ofMaker[0]! : null;
}

/** A device is named by its UUID, else by its place (mergeDevices.ts). */
const idsOf = ({ uuid, address, vendor }: GpuReading): readonly string[] => [...(uuid ? [buildDeviceId(uuid)] : []), ...(address ? [buildDeviceId(`bus ${address} ${vendor}`)] : [])];

/** What the rules see of a reading. `own` are Hearth's processes. Pure. */
export function toDeviceSignals(reading: GpuReading, own: ReadonlySet<number>): Pick<DeviceSignals, 'temperatureCelsius' | 'powerWatts' | 'powerLimitWatts' | 'othersMemoryPercent' | 'othersLoadPercent'> {
  return {
    temperatureCelsius: tell(reading.temperatureCelsius, 'temperature'), powerWatts: tell(reading.powerWatts, 'power'), powerLimitWatts: tell(reading.powerLimitWatts, 'powerLimit'),
    othersMemoryPercent: othersMemory(reading, own), othersLoadPercent: othersLoad(reading, own),
  };
}

const tell = (value: number | null, what: 'temperature' | 'power' | 'powerLimit'): Reading<number> => (value === null ? unread(`card.${what}`) : told(value));

const cut = unread('card.cut');

function othersMemory({ memoryTotalBytes, memoryUsedBytes, processes, isMig }: GpuReading, own: ReadonlySet<number>): Reading<number> {
  if (isMig) return cut;
  if (!memoryTotalBytes || memoryUsedBytes === null) return unread('card.memory');
  const ours = (processes ?? []).filter(({ pid }) => own.has(pid));
  // Without knowing what of it is ours, our own model would look like somebody's game.
  if (processes === null || ours.some(({ memoryBytes }) => memoryBytes === null)) return unread('driver.whoseMemory');
  return told(Math.max(0, Math.min(100, ((memoryUsedBytes - ours.reduce((sum, { memoryBytes }) => sum + memoryBytes!, 0)) / memoryTotalBytes) * 100)));
}

function othersLoad({ busyPercent, processes, isMig }: GpuReading, own: ReadonlySet<number>): Reading<number> {
  if (isMig) return cut;
  if (busyPercent === null) return unread('card.busy');
  const ours = (processes ?? []).filter(({ pid }) => own.has(pid));
  if (ours.length === 0) return told(busyPercent);
  if (ours.some((one) => one.busyPercent === null)) return unread('driver.whoseWork');
  return told(Math.max(0, busyPercent - ours.reduce((sum, one) => sum + one.busyPercent!, 0)));
}
