import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemReadingShape, type PciGpu } from '../../../../electron/services/devices/deviceFacts.ts';
import { matchReading, toDeviceSignals } from '../../../../electron/services/devices/gpuSignals.ts';
import { applyHealth, describeFault, healthy } from '../../../../electron/services/devices/health.ts';
import { mergeDevices } from '../../../../electron/services/devices/mergeDevices.ts';
import { readLinuxPci } from '../../../../electron/services/devices/readLinuxPci.ts';
import { applyResume, applySignals, noRuleState } from '../../../../electron/services/rules/applySignals.ts';
import { presets } from '../../../../electron/services/rules/presets.ts';
import type { DeviceHealth } from '../../../../electron/shared/health.ts';
import type { GpuReading } from '../../../../native/gpu-probe/gpuReading.ts';
import { calm, calmDevice, noonMs } from '../rules/samples.ts';
import { probe } from './machines.ts';

/** Cards of one shelf: two twins, one on a cable that lands in any slot, one of AMD with a number of its own, one without, and the chip that is always there. */
type Card = { readonly name: string; readonly vendorId: number; readonly uuid: string | null; readonly vendor: GpuReading['vendor']; readonly driver: string };
const cards: readonly Card[] = [
  { name: 'NVIDIA GeForce RTX 4090', vendorId: 0x10de, uuid: 'GPU-aaaaaaaa-0000-0000-0000-000000000001', vendor: 'NVIDIA', driver: 'nvidia' },
  { name: 'NVIDIA GeForce RTX 4090', vendorId: 0x10de, uuid: 'GPU-aaaaaaaa-0000-0000-0000-000000000002', vendor: 'NVIDIA', driver: 'nvidia' },
  { name: 'NVIDIA GeForce RTX 3070', vendorId: 0x10de, uuid: 'GPU-aaaaaaaa-0000-0000-0000-000000000003', vendor: 'NVIDIA', driver: 'nvidia' },
  { name: 'Radeon Pro W7900', vendorId: 0x1002, uuid: '8f2a11c4d09b7e35', vendor: 'AMD', driver: 'amdgpu' },
  { name: 'Radeon RX 6600', vendorId: 0x1002, uuid: null, vendor: 'AMD', driver: 'amdgpu' },
];
const chip: Card = { name: 'Iris Xe Graphics', vendorId: 0x8086, uuid: null, vendor: 'Intel', driver: 'i915' };

function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
const shuffled = <T>(values: readonly T[], random: (below: number) => number): T[] => values.map((value) => [random(1e6), value] as const).sort(([a], [b]) => a - b).map(([, value]) => value);

describe('ten thousand times plugged, pulled, failed and updated', () => {
  it('a card keeps its identity, its readings and its faults, no other gets them, and nothing is remembered of what is gone', () => {
    const random = createRandom(7);
    const plugged = new Map<string, Card>([['0000:00:02.0', chip]]);
    const known = new Map<string, string>();
    const hot = new Set<Card>();
    const versions = new Map<string, string>();
    let health: Readonly<Record<string, DeviceHealth>> = {};
    let state = noRuleState;
    for (let event = 0; event < 10_000; event++) {
      const card = cards[random(cards.length)]!;
      const slot = [...plugged].find(([, one]) => one === card)?.[0];
      const what = random(6);
      if (what < 2 && slot === undefined) plugged.set(shuffled(['0000:01:00.0', '0000:17:00.0', '0000:3e:00.0', '0000:65:00.0', '0000:b3:00.0'].filter((place) => !plugged.has(place)), random)[0]!, card);
      else if (what < 3 && slot !== undefined) plugged.delete(slot);
      else if (what === 3) hot[random(2) === 0 ? 'add' : 'delete'](card);
      else if (what === 4) versions.set(card.driver, `${event}.1`);

      const pci: PciGpu[] = shuffled([...plugged].map(([address, one]) => ({ address, vendorId: one.vendorId, deviceId: 1, driver: one.driver, driverVersion: versions.get(one.driver) ?? null, name: one.name, uuid: one.uuid, memoryBytes: 8e9 })), random);
      const devices = mergeDevices({ system: systemReadingShape.parse({ controllers: [], cpu: { manufacturer: 'Intel', brand: 'i7' }, memory: { total: 1e10 } }), systemReason: null, pci, probe: probe(['cpu', 'webgpu']), platform: 'linux' });
      const readings = shuffled([...plugged].map(([address, one]): GpuReading => ({
        address, uuid: one.uuid, name: one.name, vendor: one.vendor, driver: null, computeCapability: null, memoryTotalBytes: 8e9, memoryUsedBytes: 1e9, processes: [], busyPercent: 0, temperatureCelsius: hot.has(one) ? 99 : 40, powerWatts: 60,
        powerLimitWatts: 200, clockMegahertz: null, fanPercent: null, throttledBy: null, isMig: false, fault: null,
      })), random);

      expect(devices).toHaveLength(plugged.size + 1);
      expect(new Set(devices.map(({ deviceId }) => deviceId)).size).toBe(devices.length);
      const idOf = new Map<Card, string>();
      for (const [i, { address, uuid }] of pci.entries()) {
        const one = plugged.get(address)!;
        const { deviceId, name } = devices[i]!;
        expect(name).toBe(one.name);
        const key = uuid ?? `${one.name} in ${address}`;
        expect(known.get(key) ?? deviceId).toBe(deviceId);
        known.set(key, deviceId);
        idOf.set(one, deviceId);
        expect(matchReading(devices[i]!, readings)).toBe(readings.find((reading) => reading.address === address));
      }
      const failed = idOf.get(card);
      if (what === 5 && failed !== undefined) health = { ...health, [failed]: applyHealth(health[failed] ?? healthy, random(3) === 0 ? { kind: 'jobDone' } : { kind: 'workerLost', jobId: `job ${event}`, how: 'SIGSEGV', atMs: event }) };

      const ids = devices.map(({ deviceId }) => deviceId);
      const signals = { ...calm, atMs: noonMs + event * 1000, devices: Object.fromEntries(devices.map((device) => {
        const reading = matchReading(device, readings);
        return [device.deviceId, { ...calmDevice, ...(reading && toDeviceSignals(reading, new Set())), fault: describeFault(health[device.deviceId] ?? healthy) }];
      })) };
      if (random(20) === 0) state = applyResume(state, null, ids);
      const applied = applySignals(state, presets.balanced, signals, ids);
      ({ state } = applied);
      for (const [one, deviceId] of idOf) {
        const { giveBack } = applied.decisions.find((decision) => decision.deviceId === deviceId)!;
        // Hot or set aside: stopped in this very look. Calm since forever and whole: never.
        if (hot.has(one) || describeFault(health[deviceId] ?? healthy) !== null) expect(giveBack).toBe('kill');
        else expect(giveBack).toBe(null);
      }
      for (const key of [...Object.keys(state.latches), ...state.muted]) expect(ids).toContain(key.split(' ').slice(1).join(' '));
    }
    // A card without a number of its own is known by its slot: five of them, and no more.
    expect(known.size).toBeLessThanOrEqual(4 + 5 + 1);
    expect(Object.values(health).every(({ lost }) => lost.length <= 3)).toBe(true);
    expect(JSON.stringify(state).length).toBeLessThan(5000);
  }, 60_000);
});

describe("Linux' own list", () => {
  it("finds a board's GPU and an AMD card's own number, and takes neither from what only looks like it", async () => {
    const root = mkdtempSync(join(tmpdir(), 'hearth-pci-'));
    const write = (path: string, text: string): void => {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    try {
      write('sys/firmware/devicetree/base/model', 'NVIDIA Jetson Orin Nano Developer Kit\0');
      for (const name of ['17000000.ga10b', '13e10000.host1x', 'serial8250']) mkdirSync(join(root, 'sys/bus/platform/devices', name), { recursive: true });
      symlinkSync('../../../bus/platform/drivers/nvgpu', join(root, 'sys/bus/platform/devices/17000000.ga10b/driver'));
      expect(await readLinuxPci(root)).toMatchObject([{ address: 'platform:17000000.ga10b', driver: 'nvgpu', name: 'NVIDIA Jetson Orin Nano Developer Kit GPU' }]);
      for (const [address, id] of [['0000:03:00.0', '8f2a11c4d09b7e35'], ['0000:04:00.0', '0000000000000000']] as const) {
        write(`sys/bus/pci/devices/${address}/class`, '0x030000\n');
        write(`sys/bus/pci/devices/${address}/vendor`, '0x1002\n');
        write(`sys/bus/pci/devices/${address}/unique_id`, `${id}\n`);
        symlinkSync('../../../bus/pci/drivers/amdgpu', join(root, 'sys/bus/pci/devices', address, 'driver'));
      }
      write('sys/firmware/devicetree/base/model', 'Radxa ROCK 5B\0');
      expect((await readLinuxPci(root))!.map(({ address, uuid }) => [address, uuid])).toEqual([['0000:03:00.0', '8f2a11c4d09b7e35'], ['0000:04:00.0', null]]);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
