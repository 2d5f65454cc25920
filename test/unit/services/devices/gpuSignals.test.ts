import { describe, expect, it } from 'vitest';
import { matchReading, toDeviceSignals } from '../../../../electron/services/devices/gpuSignals.ts';
import { mergeDevices } from '../../../../electron/services/devices/mergeDevices.ts';
import type { GpuReading } from '../../../../native/gpu-probe/gpuReading.ts';
import { linuxHybridLaptop, linuxRadeon, linuxTwoCards, windowsTwins } from './machines.ts';

const reading: GpuReading = {
  address: null, uuid: null, name: null, vendor: 'NVIDIA', driver: null, computeCapability: null, memoryTotalBytes: 10e9, memoryUsedBytes: 6e9, processes: [{ pid: 7, memoryBytes: 4e9, busyPercent: 50 }, { pid: 8, memoryBytes: 1e9, busyPercent: 30 }],
  busyPercent: 90, temperatureCelsius: 60, powerWatts: 100, powerLimitWatts: 200, clockMegahertz: null, fanPercent: null, throttledBy: null, isMig: false, fault: null,
};
const gpus = (machine: Parameters<typeof mergeDevices>[0]) => mergeDevices(machine).filter(({ kind }) => kind === 'gpu');

describe('a reading', () => {
  it('belongs to the device of its UUID, after any update and in whatever order cards are listed', () => {
    const [first, second] = gpus(linuxTwoCards);
    const readings = [{ ...reading, uuid: 'GPU-bbbbbbbb-1111-2222-3333-444455556666', busyPercent: 2 }, { ...reading, uuid: 'GPU-aaaaaaaa-1111-2222-3333-444455556666', driver: '999.1', busyPercent: 1 }];
    expect([first, second].map((device) => matchReading(device!, readings)?.busyPercent)).toEqual([1, 2]);
  });
  it('belongs to the device of its place where there is no UUID, else to the only one of its maker, and never to one of two', () => {
    const [radeon] = gpus(linuxRadeon);
    expect(matchReading(radeon!, [{ ...reading, vendor: 'AMD', address: '0000:0b:00.0' }, { ...reading, vendor: 'AMD', address: '0000:0c:00.0' }])?.address).toBe('0000:0b:00.0');
    const nvidia = gpus(linuxHybridLaptop).find(({ vendor }) => vendor === 'NVIDIA')!;
    expect(matchReading(nvidia, [{ ...reading, vendor: 'Intel' }, reading])).toBe(reading);
    const [twin] = gpus(windowsTwins);
    expect(matchReading(twin!, [{ ...reading, vendor: 'AMD' }, { ...reading, vendor: 'AMD' }])).toBe(null);
  });
  it('of a card that is cut into instances says nothing of what others hold in one of them', () => {
    expect(toDeviceSignals({ ...reading, isMig: true }, new Set([7]))).toMatchObject({ temperatureCelsius: { value: 60 }, othersMemoryPercent: { unread: 'card.cut' }, othersLoadPercent: { unread: 'card.cut' } });
  });
  it("leaves Hearth's own memory and work out of what others hold, and says so where it cannot", () => {
    expect(toDeviceSignals(reading, new Set([7]))).toEqual({ temperatureCelsius: { value: 60 }, powerWatts: { value: 100 }, powerLimitWatts: { value: 200 }, othersMemoryPercent: { value: 20 }, othersLoadPercent: { value: 40 } });
    expect(toDeviceSignals({ ...reading, processes: null }, new Set([7]))).toMatchObject({ othersMemoryPercent: { unread: 'driver.whoseMemory' }, othersLoadPercent: { value: 90 } });
    expect(toDeviceSignals({ ...reading, powerWatts: null, processes: [{ pid: 7, memoryBytes: null, busyPercent: null }] }, new Set([7]))).toMatchObject({ powerWatts: { unread: 'card.power' }, othersMemoryPercent: { unread: expect.any(String) }, othersLoadPercent: { unread: expect.any(String) } });
  });
});
