import { loadAddon, type Addon, type NativeMachine, type NativeMachineSource } from '../../../native/gpu-probe/addon.ts';
import { told, unread, unreadInWords, type Reading } from '../../shared/signals.ts';
import { createMegabytesToday, createOthersLoad, othersMemory } from './differences.ts';
import type { MachineSignals } from './readMachine.ts';

/** A look takes a few milliseconds on the addon's own thread; later ones are there at the next tick. */
const waitMs = 5;

export type NativeMachineSignals = Pick<MachineSignals, 'cpu' | 'heat' | 'megabytesToday' | 'memoryPressure'>;

/** What Windows and macOS tell of the whole machine, through the addon, asked from the first look on. What they do not tell is unread with its reason. */
export function createNativeMachine(platform: NodeJS.Platform, addon: () => Addon | { readonly reason: string } = loadAddon): { read(atMs: number, ownPids: readonly number[]): NativeMachineSignals } {
  let source: NativeMachineSource | { readonly reason: string } | null = null;
  const othersLoad = createOthersLoad();
  const megabytesToday = createMegabytesToday();

  function open(): NativeMachineSource | { readonly reason: string } {
    const loaded = addon();
    if ('reason' in loaded) return loaded;
    return loaded.Machine ? new loaded.Machine() : { reason: unread('elsewhere:', platform).unread };
  }

  return {
    read(atMs, ownPids) {
      source ??= open();
      if ('reason' in source) return nothing(unreadInWords(source.reason));
      const machine = source.read(waitMs, ownPids);
      if (machine === null) return nothing(unread('system.silent'));
      return { ...describe(machine), cpu: describeProcessor(machine, platform, othersLoad), megabytesToday: machine.networkBytes === null ? unread('system.network') : megabytesToday(atMs, machine.networkBytes) };
    },
  };
}

function nothing(reason: { readonly unread: string }): NativeMachineSignals {
  return { heat: reason, megabytesToday: reason, memoryPressure: reason, cpu: { temperatureCelsius: reason, powerWatts: reason, powerLimitWatts: reason, othersMemoryPercent: reason, othersLoadPercent: reason } };
}

function describe({ heat, memoryAvailableBytes, isMemoryLow }: NativeMachine): Pick<NativeMachineSignals, 'heat' | 'memoryPressure'> {
  return {
    heat: heat === null ? unread('otherSource') : told(heat),
    memoryPressure: memoryAvailableBytes === null ? unread('system.memory') : told({ availableBytes: memoryAvailableBytes, stalledPercent: null, isLow: isMemoryLow }),
  };
}

function describeProcessor(machine: NativeMachine, platform: NodeJS.Platform, othersLoad: ReturnType<typeof createOthersLoad>): NativeMachineSignals['cpu'] {
  const { memoryTotalBytes: total, memoryAvailableBytes: available, busySeconds, elapsedSeconds, processes } = machine;
  const sum = (of: 'busySeconds' | 'memoryBytes'): number => processes.reduce((all, process) => all + process[of], 0);
  const tell = (value: number | null, why: { readonly unread: string }): Reading<number> => (value === null ? why : told(value));
  return {
    // macOS shows degrees and watts to nobody but root; Windows where its maker gave it a sensor.
    temperatureCelsius: tell(machine.temperatureCelsius, unread(machine.heat === null ? 'processor.temperature' : 'processor.heatOnly')),
    powerWatts: tell(machine.powerWatts, unread(platform === 'darwin' ? 'processor.ownersOnly' : 'processor.noMeter')),
    powerLimitWatts: unread('processor.limit'),
    othersMemoryPercent: total === null || available === null ? unread('system.memory') : othersMemory(total, available, sum('memoryBytes')),
    othersLoadPercent: busySeconds === null || elapsedSeconds === null ? unread('system.busy') : othersLoad({ busy: busySeconds, total: elapsedSeconds, own: sum('busySeconds') }),
  };
}
