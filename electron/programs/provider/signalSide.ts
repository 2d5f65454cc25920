import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createMachineReader } from '../../services/devices/readMachine.ts';
import type { Rule } from '../../shared/rules.ts';
import { unread, type DeviceSignals, type Signals } from '../../shared/signals.ts';

export type SignalDependencies = {
  readonly dataFolder: string;
  readonly nowMs: () => number;
  readonly ownPids: () => readonly number[];
  readonly diskFull: () => boolean;
  /** The disk that was full takes writes again. */
  readonly onRoomAgain: () => void;
};
export type SignalSide = { read(deviceIds: readonly string[], rules: readonly Rule[]): Signals };

/** As much as one job writes before its receipt is signed, roughly. */
const probeBytes = 256 * 1024;
const probeEveryMs = 5000;
const nothingRead = unread('no meter of this device is read');
const unreadDevice: DeviceSignals = {
  temperatureCelsius: nothingRead, powerWatts: nothingRead, powerLimitWatts: nothingRead, othersMemoryPercent: nothingRead, othersLoadPercent: nothingRead, netPerHour: unread('less than a day of own figures'), fault: null,
};

/** Gathers what the rules look at from the machine, the devices and the owner's files. */
export function createSignalSide(dependencies: SignalDependencies): SignalSide {
  const { nowMs, dataFolder } = dependencies;
  const machine = createMachineReader();
  let probedAtMs = -Infinity;

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
      const devices = Object.fromEntries(deviceIds.map((deviceId): [string, DeviceSignals] => [deviceId, deviceId === 'cpu' ? { ...unreadDevice, ...cpu } : unreadDevice]));
      return { ...rest, atMs, isDiskFull: readDiskFull(atMs), pricePerKilowattHour: unread('no tariff is set'), wattHoursToday: unread('no power meter is read'), devices };
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
