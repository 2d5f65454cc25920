import { describe, expect, it } from 'vitest';
import type { NativeMachine } from '../../../../native/gpu-probe/addon.ts';
import { createNativeMachine } from '../../../../electron/services/devices/nativeMachine.ts';

const noonMs = new Date(2026, 10, 18, 12, 0).getTime();
/** A desktop on Windows whose maker gave its processor no sensor. */
const windows: NativeMachine = {
  memoryTotalBytes: 16e9, memoryAvailableBytes: 6e9, isMemoryLow: false, busySeconds: 1000, elapsedSeconds: 8000, networkBytes: 5e9, temperatureCelsius: null, powerWatts: null, heat: null,
  processes: [{ pid: 7, busySeconds: 100, memoryBytes: 1.5e9 }, { pid: 8, busySeconds: 50, memoryBytes: 0.5e9 }],
};
const mac: NativeMachine = { ...windows, heat: 'fair', isMemoryLow: true };

/** A reader over an addon that says these one after the other, then nothing; and the processes it was asked for. */
function readerOf(platform: 'win32' | 'darwin', samples: readonly (NativeMachine | null)[]) {
  const left = [...samples];
  const askedPids: (readonly number[])[] = [];
  class Machine {
    read = (_waitMs: number, pids: readonly number[]) => (askedPids.push(pids), left.shift() ?? null);
    close = () => {};
  }
  const machine = createNativeMachine(platform, () => ({ Machine }) as never);
  return { askedPids, read: (atMs = noonMs) => machine.read(atMs, [7, 8]) };
}

describe('the machine as Windows tells it', () => {
  it("has others' memory and work, ours left out, and the network since the first look", () => {
    const { read, askedPids } = readerOf('win32', [windows, { ...windows, busySeconds: 1004, elapsedSeconds: 8016, networkBytes: 5.003e9, processes: [{ pid: 7, busySeconds: 101, memoryBytes: 1e9 }, windows.processes[1]!] }]);
    const first = read();
    expect(first.cpu).toMatchObject({ othersMemoryPercent: { value: 50 }, othersLoadPercent: { unread: 'firstLook' }, temperatureCelsius: { unread: 'processor.temperature' }, powerWatts: { unread: 'processor.noMeter' } });
    expect(first).toMatchObject({ megabytesToday: { value: 0 }, memoryPressure: { value: { availableBytes: 6e9, stalledPercent: null, isLow: false } } });
    const second = read(noonMs + 1000);
    // 4 of 16 processor seconds were worked, one of them by us.
    expect(second.cpu.othersLoadPercent).toEqual({ value: 18.75 });
    expect(second.megabytesToday).toEqual({ value: 3 });
    expect(askedPids).toEqual([[7, 8], [7, 8]]);
  });
  it('has heat and power where its maker gave it sensors', () => {
    expect(readerOf('win32', [{ ...windows, temperatureCelsius: 61.5, powerWatts: 42 }]).read().cpu).toMatchObject({ temperatureCelsius: { value: 61.5 }, powerWatts: { value: 42 } });
  });
  it('starts the day anew at midnight and after the system counts from nothing again', () => {
    const { read } = readerOf('win32', [windows, { ...windows, networkBytes: 6e9 }, { ...windows, networkBytes: 6.5e9 }, { ...windows, networkBytes: 1e6 }]);
    const dayMs = 86_400_000;
    expect([read().megabytesToday, read(noonMs + 1).megabytesToday, read(noonMs + dayMs).megabytesToday, read(noonMs + dayMs + 1).megabytesToday]).toEqual([{ value: 0 }, { value: 1000 }, { value: 0 }, { value: 0 }]);
  });
});

describe('the machine as macOS tells it', () => {
  it('is hot in words, not degrees, and says itself that memory is short', () => {
    expect(readerOf('darwin', [mac]).read()).toMatchObject({
      heat: { value: 'fair' }, memoryPressure: { value: { isLow: true } },
      cpu: { temperatureCelsius: { unread: 'processor.heatOnly' }, powerWatts: { unread: 'processor.ownersOnly' }, powerLimitWatts: { unread: 'processor.limit' } },
    });
  });
});

it('says why a value is missing, and that nobody answered', () => {
  const { read } = readerOf('win32', [{ ...windows, memoryTotalBytes: null, memoryAvailableBytes: null, busySeconds: null, networkBytes: null }]);
  expect(read()).toMatchObject({ megabytesToday: { unread: 'system.network' }, memoryPressure: { unread: 'system.memory' }, cpu: { othersMemoryPercent: { unread: 'system.memory' }, othersLoadPercent: { unread: 'system.busy' } } });
  const silent = read();
  for (const reading of [silent.heat, silent.megabytesToday, silent.memoryPressure, ...Object.values(silent.cpu)]) expect(reading).toEqual({ unread: 'system.silent' });
  expect(createNativeMachine('freebsd', () => ({}) as never).read(noonMs, []).memoryPressure).toEqual({ unread: 'elsewhere:freebsd' });
});
