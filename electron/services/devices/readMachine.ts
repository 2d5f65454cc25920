import { readFileSync, readdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { isTold, told, unread, type DeviceSignals, type Reading, type Signals } from '../../shared/signals.ts';
import { createMegabytesToday, createOthersLoad, othersMemory } from './differences.ts';
import { createNativeMachine, type NativeMachineSignals } from './nativeMachine.ts';
import { createProgramReader } from './runningPrograms.ts';

/** What the machine's own files say at this moment; the desktop, GPUs and money are added by others. */
export type MachineSignals = Omit<Signals, 'atMs' | 'devices' | 'isDiskFull' | 'pricePerKilowattHour' | 'wattHoursToday' | 'clockAheadSeconds' | 'dataLimit' | 'idleSeconds' | 'fullScreenApp' | 'isMetered'> & { readonly cpu: Omit<DeviceSignals, 'netPerHour' | 'fault'> };

export type MachineAsk = {
  readonly atMs: number;
  readonly dataFolder: string;
  /** Hearth's own processes: their memory and work are not "others". */
  readonly ownPids: readonly number[];
  /** Programs some rule looks for; none leaves the process list unread. */
  readonly appNames: readonly string[];
  readonly hookFile: string | null;
};

const cpuSensors = new Set(['coretemp', 'k10temp', 'zenpower', 'cpu_thermal', 'acpitz']);
const cpuZones = /^(?:x86_pkg_temp|cpu|cpu-thermal|cpu_thermal|soc-thermal|CPU-therm)/;
/** Slow facts are read this often; the rest at every look. */
const slowEveryMs = 5000;

const text = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};
const names = (path: string): readonly string[] => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};
const numberIn = (path: string): number | null => {
  const found = text(path);
  if (found === null || found.trim() === '') return null;
  const value = Number(found);
  return Number.isFinite(value) ? value : null;
};

/**
 * Reads the machine from Linux's own files: a fraction of a millisecond, no process, no permission. Elsewhere the addon tells which programs run and
 * what the whole machine does; what the desktop tells is added by services/presence.
 *
 * @param root          "/" except in tests
 * @param readPrograms  where there are no files to say it, and `native` likewise
 */
export function createMachineReader(root = '/', platform: NodeJS.Platform = process.platform, readPrograms = createProgramReader(platform), native = createNativeMachine(platform)): { read(ask: MachineAsk): MachineSignals; /** All programs that run now but ours, by name: a look at each, so not for every second. */ readPrograms(ownPids: readonly number[]): Reading<string[]> } {
  const at = (...parts: string[]): string => join(root, ...parts);
  const elsewhere = unread('elsewhere:', platform);
  let sensors: { readonly paths: readonly string[]; readonly foundAtMs: number } | null = null;
  let rapl: { readonly joules: number; readonly atMs: number } | null = null;
  const othersLoad = createOthersLoad();
  const megabytesToday = createMegabytesToday();
  let slow: { readonly atMs: number; readonly values: Pick<MachineSignals, 'battery' | 'isDisplayAsleep' | 'diskFreeBytes' | 'diskTotalBytes'> } | null = null;
  const seenPids = new Map<number, { readonly name: string; readonly looks: number }>();

  /** Sensors come and go with drivers: the list is made anew each minute, the values are read each time. */
  function readCpuTemperature(atMs: number): Reading<number> {
    if (!sensors || atMs - sensors.foundAtMs > 60_000 || atMs < sensors.foundAtMs) sensors = { paths: findCpuSensors(at('sys/class')), foundAtMs: atMs };
    const values = sensors.paths.map(numberIn).filter((value) => value !== null).map((milli) => milli / 1000).filter((celsius) => celsius > 0 && celsius < 150);
    return values.length > 0 ? told(Math.max(...values)) : unread('processor.temperature');
  }

  function readCpuPower(atMs: number): Reading<number> {
    const microjoules = numberIn(at('sys/class/powercap/intel-rapl:0/energy_uj'));
    if (microjoules === null) return unread('processor.ownersOnly');
    const before = rapl;
    rapl = { joules: microjoules / 1e6, atMs };
    if (!before || atMs <= before.atMs || rapl.joules < before.joules) return unread('firstLook');
    return told(((rapl.joules - before.joules) * 1000) / (atMs - before.atMs));
  }

  /** The long-term limit of the package, which everybody may read. */
  function readCpuLimit(): Reading<number> {
    const microwatts = numberIn(at('sys/class/powercap/intel-rapl:0/constraint_0_power_limit_uw'));
    return microwatts !== null && microwatts > 0 ? told(microwatts / 1e6) : unread('processor.limit');
  }

  function readMemory(ownPids: readonly number[]): Reading<number> {
    const found = text(at('proc/meminfo'));
    const total = Number(/^MemTotal:\s+(\d+) kB$/m.exec(found ?? '')?.[1] ?? NaN);
    const available = Number(/^MemAvailable:\s+(\d+) kB$/m.exec(found ?? '')?.[1] ?? NaN);
    if (!(total > 0) || Number.isNaN(available)) return unread('system.memory');
    const own = ownPids.reduce((sum, pid) => sum + Number(/^VmRSS:\s+(\d+) kB$/m.exec(text(at('proc', String(pid), 'status')) ?? '')?.[1] ?? 0), 0);
    return othersMemory(total, available, own);
  }

  /** How short the machine is of memory: what can still be had, and how long programs waited for it (PSI, Linux 4.20). */
  function readPressure(): MachineSignals['memoryPressure'] {
    const available = Number(/^MemAvailable:\s+(\d+) kB$/m.exec(text(at('proc/meminfo')) ?? '')?.[1] ?? NaN);
    if (Number.isNaN(available)) return unread('system.memory');
    const stalled = /^some avg10=([\d.]+)/m.exec(text(at('proc/pressure/memory')) ?? '')?.[1];
    return told({ availableBytes: available * 1024, stalledPercent: stalled === undefined ? null : Number(stalled), isLow: null });
  }

  /** Work of the whole machine less our own, since the last look. */
  function readLoad(ownPids: readonly number[]): Reading<number> {
    const fields = /^cpu\s+([\d ]+)$/m.exec(text(at('proc/stat')) ?? '')?.[1]?.trim().split(' ').map(Number);
    if (!fields || fields.length < 5) return unread('system.busy');
    const total = fields.slice(0, 8).reduce((sum, ticks) => sum + ticks, 0);
    const own = ownPids.reduce((sum, pid) => sum + readTicks(at('proc', String(pid), 'stat')), 0);
    return othersLoad({ busy: total - fields[3]! - fields[4]!, total, own });
  }

  /** All interfaces but loopback, since midnight or since Hearth started, whichever is later. */
  function readNetwork(atMs: number): Reading<number> {
    const lines = text(at('proc/net/dev'))?.split('\n').slice(2);
    if (!lines) return unread('system.network');
    const bytes = lines.map((line) => line.trim().split(/[:\s]+/)).filter(([name]) => name && name !== 'lo').reduce((sum, fields) => sum + Number(fields[1] ?? 0) + Number(fields[9] ?? 0), 0);
    return megabytesToday(atMs, bytes);
  }

  function readApps(wanted: readonly string[]): Reading<string[]> {
    if (wanted.length === 0) return told([]);
    const pids = names(at('proc')).filter((name) => /^\d+$/.test(name)).map(Number);
    if (pids.length === 0) return unread('system.programs');
    const alive = new Set(pids);
    for (const pid of seenPids.keys()) if (!alive.has(pid)) seenPids.delete(pid);
    for (const pid of pids) {
      const known = seenPids.get(pid);
      // A young process may still become another program.
      if (known && known.looks >= 3) continue;
      const name = text(at('proc', String(pid), 'comm'))?.trim();
      if (name !== undefined) seenPids.set(pid, { name, looks: (known?.looks ?? 0) + 1 });
    }
    return told([...new Set([...seenPids.values()].map(({ name }) => name))]);
  }

  /** The kernel's own threads have no command line. */
  function readAllPrograms(ownPids: readonly number[]): Reading<string[]> {
    const pids = names(at('proc')).filter((name) => /^\d+$/.test(name) && !ownPids.includes(Number(name)));
    if (pids.length === 0) return unread('system.programs');
    return told(pids.filter((pid) => (text(at('proc', pid, 'cmdline')) ?? '') !== '').map((pid) => text(at('proc', pid, 'comm'))?.trim() ?? ''));
  }

  function readSlow(ask: MachineAsk): NonNullable<typeof slow>['values'] {
    if (slow && ask.atMs - slow.atMs < slowEveryMs && ask.atMs >= slow.atMs) return slow.values;
    const disk = readDisk(ask.dataFolder);
    const isLinux = platform === 'linux';
    slow = {
      atMs: ask.atMs,
      values: {
        battery: isLinux ? readBattery(at('sys/class/power_supply')) : elsewhere, isDisplayAsleep: isLinux ? readDisplay(at('sys/class/drm')) : elsewhere,
        diskFreeBytes: disk ? told(disk.free) : unread('system.disk'), diskTotalBytes: disk ? told(disk.total) : unread('system.disk'),
      },
    };
    return slow.values;
  }

  const readFiles = (ask: MachineAsk): NativeMachineSignals => ({
    megabytesToday: readNetwork(ask.atMs), memoryPressure: readPressure(), heat: unread('otherSource'),
    cpu: {
      temperatureCelsius: readCpuTemperature(ask.atMs), powerWatts: readCpuPower(ask.atMs), powerLimitWatts: readCpuLimit(),
      othersMemoryPercent: readMemory(ask.ownPids), othersLoadPercent: readLoad(ask.ownPids),
    },
  });

  return {
    readPrograms(ownPids) {
      const running = platform === 'linux' ? readAllPrograms(ownPids) : readPrograms(['*']);
      return isTold(running) ? told([...new Set(running.value)].filter((name) => name !== '').sort((a, b) => a.localeCompare(b))) : running;
    },
    read(ask) {
      const isLinux = platform === 'linux';
      return {
        ...readSlow(ask),
        hook: readHook(ask.hookFile),
        apps: (isLinux ? readApps : readPrograms)(ask.appNames),
        isLocked: isLinux ? readLocked(at('run/systemd/sessions')) : elsewhere,
        ...(isLinux ? readFiles(ask) : native.read(ask.atMs, ask.ownPids)),
      };
    },
  };
}

function findCpuSensors(root: string): readonly string[] {
  const hwmon = names(join(root, 'hwmon')).flatMap((name) => {
    const folder = join(root, 'hwmon', name);
    return cpuSensors.has(text(join(folder, 'name'))?.trim() ?? '') ? names(folder).filter((file) => /^temp\d+_input$/.test(file)).map((file) => join(folder, file)) : [];
  });
  if (hwmon.length > 0) return hwmon;
  return names(join(root, 'thermal')).filter((name) => cpuZones.test(text(join(root, 'thermal', name, 'type'))?.trim() ?? '')).map((name) => join(root, 'thermal', name, 'temp'));
}

/** User and system ticks of a process; its name may hold spaces and brackets. */
function readTicks(path: string): number {
  const stat = text(path);
  if (stat === null) return 0;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

/** A machine without a battery is never on one. Mice and headsets have batteries too: their scope is "Device". */
function readBattery(folder: string): MachineSignals['battery'] {
  const batteries = names(folder).map((name) => join(folder, name)).filter((path) => text(join(path, 'type'))?.trim() === 'Battery' && text(join(path, 'scope'))?.trim() !== 'Device');
  const shares = batteries.map((path) => numberIn(join(path, 'capacity'))).filter((percent) => percent !== null);
  return told({
    isDischarging: batteries.some((path) => text(join(path, 'status'))?.trim() === 'Discharging'),
    percent: shares.length > 0 ? Math.min(...shares) : null,
    isSaving: null,
  });
}

/** Asleep: there are connected displays, and the kernel has switched every one off. */
function readDisplay(folder: string): Reading<boolean> {
  const displays = names(folder).filter((name) => /^card\d+-/.test(name)).map((name) => join(folder, name)).filter((path) => text(join(path, 'status'))?.trim() === 'connected');
  if (displays.length === 0) return unread('noDisplay');
  return told(displays.every((path) => text(join(path, 'dpms'))?.trim() === 'Off'));
}

/** logind writes its sessions to files; newer versions say in them whether one is locked. */
function readLocked(folder: string): Reading<boolean> {
  const graphical = names(folder).map((name) => text(join(folder, name)) ?? '').filter((session) => /^TYPE=(?:x11|wayland)$/m.test(session));
  if (graphical.length === 0) return unread('noSession');
  const hints = graphical.map((session) => /^LOCKED_HINT=([01])$/m.exec(session)?.[1]).filter((hint) => hint !== undefined);
  return hints.length > 0 ? told(hints.every((hint) => hint === '1')) : unread('system.lock');
}

function readDisk(folder: string): { readonly free: number; readonly total: number } | null {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return null;
  }
}

function readHook(path: string | null): Reading<'allow' | 'deny'> {
  if (path === null) return unread('hook.none');
  const word = text(path)?.trim().toLowerCase();
  return word === 'allow' || word === 'deny' ? told(word) : unread(word === undefined ? 'hook.unreadable' : 'hook.unclear');
}
