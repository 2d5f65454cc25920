import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findAddon, loadAddon, unreadDesktop, type Addon, type NativeGpu } from '../../../../native/gpu-probe/addon.ts';
import { openGpuProbe } from '../../../../native/gpu-probe/openGpuProbe.ts';
import { openSystemGpus } from '../../../../native/gpu-probe/systemGpus.ts';

const gpu: NativeGpu = { address: '0000:03:00.0', name: 'AMD Radeon RX 6600', vendorId: 0x1002, memoryTotalBytes: 8e9, memoryUsedBytes: 1e9, busyPercent: 130, temperatureCelsius: 48.5, processes: [{ pid: 7, memoryBytes: 5e8, busyPercent: 4 }] };
/** An addon as Windows would have it, that tells these. */
const addonWith = (gpus: readonly NativeGpu[] | null): Addon => ({
  lowerIoPriority: () => false,
  Desktop: class {
    read = () => unreadDesktop('nothing');
    close = () => {};
  },
  Gpus: class {
    read = () => gpus;
    close = () => {};
  },
});
const probe = (gpus: readonly NativeGpu[] | null, platform: 'win32' | 'darwin' = 'win32') => openGpuProbe({ platform, nvmlPaths: [], openSystem: () => openSystemGpus(addonWith(gpus)) });

describe("what the system tells of GPUs where no maker's library does", () => {
  it('is a reading like any other, with nothing for what it does not say', () => {
    expect(probe([gpu]).read()).toEqual([{
      address: '0000:03:00.0', uuid: null, name: 'AMD Radeon RX 6600', vendor: 'AMD', driver: null, computeCapability: null, memoryTotalBytes: 8e9, memoryUsedBytes: 1e9, processes: gpu.processes, busyPercent: 100,
      temperatureCelsius: 48.5, powerWatts: null, powerLimitWatts: null, clockMegahertz: null, fanPercent: null, throttledBy: null, isMig: false, fault: null,
    }]);
    expect(probe([{ ...gpu, vendorId: 0x106b, name: 'Apple M2 Pro', processes: null }], 'darwin').read()).toMatchObject([{ vendor: 'Apple', processes: null }]);
  });
  it('leaves out adapters of makers that make no GPUs, and is nothing while nobody answers', () => {
    expect(probe([{ ...gpu, vendorId: 0x1414 }, { ...gpu, vendorId: null }]).read()).toEqual([]);
    expect(probe(null).read()).toEqual([]);
  });
  it('is missing with a reason where the addon is not built or does not load', () => {
    const without = openGpuProbe({ platform: 'win32', nvmlPaths: [], openSystem: () => openSystemGpus(loadAddon(null)) });
    expect(without.missing).toContainEqual({ vendor: 'AMD and Intel', reason: 'addon.notBuilt' });
    expect(loadAddon('/nowhere/gpu_probe.node')).toEqual({ reason: expect.stringMatching(/^addon\.broken:/) });
    expect(findAddon('/nowhere/at/all')).toBe(null);
  });
});

describe("Windows' graphics counters", () => {
  it('add up by adapter: as busy as its busiest engine, memory by process, names nobody knows left out', ({ skip }) => {
    if (spawnSync('c++', ['--version'], { stdio: 'ignore' }).status !== 0) return skip('no C++ compiler');
    const folder = mkdtempSync(join(tmpdir(), 'hearth-counters-'));
    try {
      const root = join(import.meta.dirname, '../../../..');
      execFileSync('c++', ['-std=c++20', '-o', join(folder, 'sum'), join(root, 'test/fixtures/gpuCounters/gpuCounters.cc'), join(root, 'native/gpu-probe/src/windows/gpuCounters.cc')], { stdio: 'pipe' });
      const one = 'luid_0x00000000_0x0000D7A1_phys_0';
      const two = 'luid_0x00000001_0x0000000B_phys_0';
      const out = execFileSync(join(folder, 'sum'), { encoding: 'utf8', input: [
        `engine pid_4660_${one}_eng_0_engtype_3D 30`, `engine pid_99_${one}_eng_0_engtype_3D 25.5`, `engine pid_4660_${one}_eng_3_engtype_VideoDecode 40`, `engine pid_99_${two}_eng_0_engtype_3D 140`,
        `process pid_4660_${one} 2000000000`, `process pid_99_${one} 5`, `process pid_99_${two} 7`, `adapter ${one} 3000000000`,
        'engine pid_x_luid_0x0_0x1_phys_0_eng_0 9', 'engine _Total 99', 'process pid_1 5', 'adapter luid_0xZZ_0x1 5', 'adapter luid_0x1 5', `engine ${one}_eng_0 50`,
      ].join('\n') });
      expect(JSON.parse(out)).toEqual([
        { luid: 'd7a1', memoryUsedBytes: 3e9, busyPercent: 55.5, processes: [{ pid: 99, memoryBytes: 5, busyPercent: 25.5 }, { pid: 4660, memoryBytes: 2e9, busyPercent: 40 }] },
        { luid: '10000000b', memoryUsedBytes: null, busyPercent: 100, processes: [{ pid: 99, memoryBytes: 7, busyPercent: 100 }] },
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
