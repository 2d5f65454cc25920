import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createMachineReader } from '../../services/devices/readMachine.ts';
import { matchReading, toDeviceSignals } from '../../services/devices/gpuSignals.ts';
import type { DeviceFacts } from '../../services/devices/deviceFacts.ts';
import { createEnergyMeter, type Energy } from '../../services/earnings/energy.ts';
import type { PriceAt } from '../../services/earnings/tariff.ts';
import type { Recording } from '../../services/rules/recording.ts';
import { openPresence } from '../../services/presence/openPresence.ts';
import { openGpuProbe } from '../../../native/gpu-probe/openGpuProbe.ts';
import type { NetPerHourUnknown } from '../../shared/books.ts';
import type { DeviceReading } from '../../shared/readings.ts';
import type { Rule } from '../../shared/rules.ts';
import { isTold, told, unread, unreadInWords, type DeviceSignals, type Reading, type Signals } from '../../shared/signals.ts';
import { createMachineMeter, describeCpu, describeGpu } from './deviceReadings.ts';

export type SignalDependencies = {
  readonly dataFolder: string;
  readonly nowMs: () => number;
  readonly ownPids: () => readonly number[];
  readonly diskFull: () => boolean;
  /** Where a device sits and how it is called, to find its readings. */
  readonly factsOf: (deviceId: string) => DeviceFacts | undefined;
  readonly faultOf: (deviceId: string) => string | null;
  /** What a device earns an hour, by its own figures. */
  readonly netPerHour: (deviceId: string) => Reading<number>;
  readonly clockAheadSeconds: (nowMs: number) => Reading<number>;
  readonly dataLimit: () => Signals['dataLimit'];
  readonly prices: PriceAt;
  readonly addEnergy: Recording['addEnergy'];
  readonly readEnergy: Recording['readEnergy'];
  /** The disk that was full takes writes again. */
  readonly onRoomAgain: () => void;
  /** Somebody has come back to the machine: the rules look again at once. */
  readonly onReturn: () => void;
};
export type SignalSide = {
  read(deviceIds: readonly string[], rules: readonly Rule[]): Signals;
  /** What runs on this machine now, for an owner who lists programs. */
  programs(): { names: string[]; unread: string | null };
  /** What each device said at the last look. */
  readings(): readonly DeviceReading[];
  /** What a device drew over a span; null: it was never measured. */
  measure(deviceId: string, fromMs: number, toMs: number): Energy | null;
  close(): void;
};

/** As much as one job writes before its receipt is signed, roughly. */
const probeBytes = 256 * 1024;
const probeEveryMs = 5000;
const mostPrograms = 2000;
const nothingRead = unread('unmetered');
const unreadDevice: DeviceSignals = {
  temperatureCelsius: nothingRead, powerWatts: nothingRead, powerLimitWatts: nothingRead, othersMemoryPercent: nothingRead, othersLoadPercent: nothingRead, netPerHour: unreadInWords('firstDay' satisfies NetPerHourUnknown), fault: null,
};

/** Gathers what the rules look at from the machine, the devices and the owner's files. */
export function createSignalSide(dependencies: SignalDependencies): SignalSide {
  const { nowMs, dataFolder } = dependencies;
  const machine = createMachineReader();
  const presence = openPresence(process.env, dependencies.onReturn);
  const meterMachine = createMachineMeter();
  let readings: readonly DeviceReading[] = [];
  const probe = openGpuProbe({ ownPids: dependencies.ownPids });
  const meter = createEnergyMeter((deviceId, piece) => {
    const price = dependencies.prices(piece.fromMs);
    dependencies.addEnergy(deviceId, piece, 'price' in price ? (price.price * piece.wattHours) / 1000 : null);
  });
  let probedAtMs = -Infinity;
  let today: { readonly atMs: number; readonly wattHours: Reading<number> } | null = null;

  /** Read from disk each ten seconds: a budget for a day needs no more. */
  function readToday(atMs: number): Reading<number> {
    if (today && atMs - today.atMs < 10_000 && atMs >= today.atMs) return today.wattHours;
    const hours = dependencies.readEnergy(new Date(atMs).setHours(0, 0, 0, 0), atMs + 1).filter(({ coveredMs }) => coveredMs > 0);
    today = { atMs, wattHours: hours.length > 0 ? told(hours.reduce((sum, { wattHours }) => sum + wattHours, 0)) : unread('noPowerMeter') };
    return today.wattHours;
  }

  /** A full disk is believed to have room again only when it has taken a write. */
  function readDiskFull(atMs: number): boolean {
    if (!dependencies.diskFull()) return false;
    if (atMs - probedAtMs < probeEveryMs && atMs >= probedAtMs) return true;
    probedAtMs = atMs;
    if (!takesWrites(join(dataFolder, '.room'))) return true;
    dependencies.onRoomAgain();
    return false;
  }

  return {
    read(deviceIds, rules) {
      const atMs = nowMs();
      const appNames = rules.flatMap((rule) => (rule.kind === 'apps' && rule.isOn ? rule.names : []));
      const { cpu, ...rest } = machine.read({ atMs, dataFolder, ownPids: dependencies.ownPids(), appNames, hookFile: rules.flatMap((rule) => (rule.kind === 'hook' && rule.isOn ? [rule.path] : []))[0] ?? null });
      const gpus = deviceIds.some((deviceId) => deviceId.startsWith('gpu-')) ? probe.read() : [];
      const own = new Set(dependencies.ownPids());
      const devices = Object.fromEntries(deviceIds.map((deviceId): [string, DeviceSignals] => {
        const fault = dependencies.faultOf(deviceId);
        if (deviceId === 'cpu') return [deviceId, { ...unreadDevice, ...cpu, fault }];
        const facts = dependencies.factsOf(deviceId);
        const reading = facts && matchReading(facts, gpus);
        return [deviceId, reading ? { ...unreadDevice, ...toDeviceSignals(reading, own), fault: fault ?? reading.fault } : { ...unreadDevice, fault }];
      }));
      const asksProfit = rules.some(({ kind, isOn }) => kind === 'profit' && isOn);
      for (const [deviceId, device] of Object.entries(devices)) if (asksProfit) devices[deviceId] = { ...device, netPerHour: dependencies.netPerHour(deviceId) };
      for (const [deviceId, { powerWatts }] of Object.entries(devices)) meter.add(deviceId, { atMs, watts: isTold(powerWatts) ? powerWatts.value : null });
      readings = Object.entries(devices).map(([deviceId, signals]) => {
        if (deviceId === 'cpu') return describeCpu(deviceId, atMs, signals, meterMachine());
        const facts = dependencies.factsOf(deviceId);
        return describeGpu(deviceId, atMs, signals, (facts && matchReading(facts, gpus)) ?? null, own);
      });
      const price = dependencies.prices(atMs);
      return { ...rest, ...presence.read(atMs, rest, own), atMs, isDiskFull: readDiskFull(atMs), pricePerKilowattHour: 'price' in price ? told(price.price) : unreadInWords(price.unknown), wattHoursToday: readToday(atMs), clockAheadSeconds: dependencies.clockAheadSeconds(atMs), dataLimit: dependencies.dataLimit(), devices };
    },
    programs() {
      const running = machine.readPrograms(dependencies.ownPids());
      return isTold(running) ? { names: running.value.slice(0, mostPrograms), unread: null } : { names: [], unread: running.unread };
    },
    readings: () => readings,
    measure: (deviceId, fromMs, toMs) => meter.measure(deviceId, fromMs, toMs),
    close() {
      probe.close();
      presence.close();
    },
  };
}

function takesWrites(path: string): boolean {
  try {
    const file = openSync(path, 'w');
    try {
      writeSync(file, Buffer.alloc(probeBytes));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return true;
  } catch {
    return false;
  } finally {
    rmSync(path, { force: true });
  }
}
