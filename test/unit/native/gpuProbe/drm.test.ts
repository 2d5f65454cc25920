import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDrm } from '../../../../native/gpu-probe/drm.ts';

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'hearth-drm-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, value: string | number): void {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, `${value}\n`);
}
function card(address: string, vendor: string, driver: string): string {
  const folder = `sys/bus/pci/devices/${address}`;
  write(`${folder}/class`, '0x030000');
  write(`${folder}/vendor`, vendor);
  mkdirSync(join(root, 'sys/bus/pci/drivers', driver), { recursive: true });
  symlinkSync(join(root, 'sys/bus/pci/drivers', driver), join(root, folder, 'driver'));
  return folder;
}

describe("the kernel's own files", () => {
  it('tell an AMD card, with what our process holds of it', () => {
    const folder = card('0000:0b:00.0', '0x1002', 'amdgpu');
    for (const [name, value] of Object.entries({ mem_info_vram_total: 17163091968, mem_info_vram_used: 5e9, gpu_busy_percent: 93, unique_id: 'f1a2', product_name: 'Radeon RX 6800 XT' })) write(`${folder}/${name}`, value);
    for (const [name, value] of Object.entries({ temp1_input: 61000, temp2_input: 74000, power1_average: 201000000, power1_cap: 255000000, freq1_input: 2250000000, pwm1: 102 })) write(`${folder}/hwmon/hwmon3/${name}`, value);
    const fdinfo = (ns: number) => `drm-driver:\tamdgpu\ndrm-client-id:\t17\ndrm-pdev:\t0000:0b:00.0\ndrm-memory-vram:\t1048576 KiB\ndrm-engine-gfx:\t${ns} ns\ndrm-engine-compute:\t0 ns\n`;
    write('proc/55/fdinfo/9', fdinfo(1e9));
    // The same client through a second descriptor counts once.
    write('proc/55/fdinfo/10', fdinfo(1e9));
    let nowMs = 1000;
    const drm = openDrm(root, () => [55, 56], () => nowMs);
    expect(drm.read()[0]!.processes).toEqual([{ pid: 55, memoryBytes: 2 ** 30, busyPercent: null }]);
    write('proc/55/fdinfo/9', fdinfo(1.5e9));
    write('proc/55/fdinfo/10', fdinfo(1.5e9));
    nowMs += 1000;
    expect(drm.read()).toEqual([{
      address: '0000:0b:00.0', uuid: 'f1a2', name: 'Radeon RX 6800 XT', vendor: 'AMD', driver: 'amdgpu', computeCapability: null, memoryTotalBytes: 17163091968, memoryUsedBytes: 5e9,
      processes: [{ pid: 55, memoryBytes: 2 ** 30, busyPercent: 50 }], busyPercent: 93, temperatureCelsius: 74, powerWatts: 201, powerLimitWatts: 255, clockMegahertz: 2250, fanPercent: 40, throttledBy: null, isMig: false, fault: null,
    }]);
  });

  it("make rates of an Intel card's counters, and null of the first look and of a counter that went back", () => {
    const folder = card('0000:03:00.0', '0x8086', 'i915');
    const set = (energy: number, asleep: number): void => {
      write(`${folder}/hwmon/hwmon1/energy1_input`, energy);
      write(`${folder}/drm/card1/gt/gt0/rc6_residency_ms`, asleep);
    };
    set(1e6, 100);
    write(`${folder}/drm/card1/gt/gt0/throttle_reason_status`, 1);
    let nowMs = 0;
    const drm = openDrm(root, () => [], () => nowMs);
    expect(drm.read()[0]).toMatchObject({ powerWatts: null, busyPercent: null, throttledBy: ['hardware'] });
    nowMs = 2000;
    set(81e6, 1100);
    expect(drm.read()[0]).toMatchObject({ powerWatts: 40, busyPercent: 50 });
    nowMs = 3000;
    set(0, 0);
    expect(drm.read()[0]).toMatchObject({ powerWatts: null, busyPercent: null });
  });

  it('show a card that is plugged in and forget one that is gone; others are not theirs', () => {
    let nowMs = 0;
    const drm = openDrm(root, () => [], () => nowMs);
    expect(drm.read()).toEqual([]);
    card('0000:01:00.0', '0x10de', 'nvidia');
    card('0000:02:00.0', '0x1002', 'vfio-pci');
    card('0000:3f:00.0', '0x1002', 'amdgpu');
    nowMs += 5000;
    expect(drm.read().map(({ address }) => address)).toEqual(['0000:3f:00.0']);
    rmSync(join(root, 'sys/bus/pci/devices/0000:3f:00.0'), { recursive: true });
    nowMs += 5000;
    expect(drm.read()).toEqual([]);
  });
});
