import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { unread, unreadInWords, type Reading, type Signals } from '../../electron/shared/signals.ts';

/** The window that hears the keys. `pid` 0: the system does not say whose it is. */
export type ForegroundWindow = { readonly pid: number; readonly name: string; readonly isFullScreen: boolean };
/** What a desktop tells of the person at it. */
export type DesktopSample = Pick<Signals, 'idleSeconds' | 'isDisplayAsleep' | 'isLocked' | 'isMetered' | 'battery'> & {
  /** null: no window has the focus. */
  readonly foreground: Reading<ForegroundWindow | null>;
};
/** What Windows and macOS tell of a GPU without its maker's library; null: not told. */
export type NativeGpu = {
  /** Its place on the PCI bus, such as "0000:01:00.0". */
  readonly address: string | null;
  readonly name: string;
  readonly vendorId: number | null;
  readonly memoryTotalBytes: number | null;
  readonly memoryUsedBytes: number | null;
  readonly busyPercent: number | null;
  readonly temperatureCelsius: number | null;
  readonly processes: readonly { readonly pid: number; readonly memoryBytes: number | null; readonly busyPercent: number | null }[] | null;
};
/** An open source. It asks on a thread of its own; `read` waits that long for a fresh answer. null: none came, and the last is too old. */
export type NativeSource<Sample> = { read(waitMs: number): Sample | null; close(): void };

/** How hot the system finds the machine, in its own steps. */
export type Heat = 'nominal' | 'fair' | 'serious' | 'critical';
/** What Windows and macOS tell of the whole machine; null: not told. Counts run since some moment: their differences mean something. */
export type NativeMachine = {
  readonly memoryTotalBytes: number | null;
  readonly memoryAvailableBytes: number | null;
  /** The system's own word that memory runs short. */
  readonly isMemoryLow: boolean | null;
  /** Seconds that processors worked and that passed, each processor counted. */
  readonly busySeconds: number | null;
  readonly elapsedSeconds: number | null;
  /** In and out through network cards. */
  readonly networkBytes: number | null;
  readonly temperatureCelsius: number | null;
  readonly powerWatts: number | null;
  readonly heat: Heat | null;
  /** Of those asked for that are there. */
  readonly processes: readonly { readonly pid: number; readonly busySeconds: number; readonly memoryBytes: number }[];
};
/** As {@link NativeSource}; `pids` are the processes whose work and memory it tells beside the machine's. */
export type NativeMachineSource = { read(waitMs: number, pids: readonly number[]): NativeMachine | null; close(): void };

export type Addon = {
  /** What this process reads and writes comes after everybody else's. False: the system does not offer it for another process. */
  readonly lowerIoPriority: (pid: number) => boolean;
  readonly Desktop: new (display: string) => NativeSource<DesktopSample>;
  /** Windows and macOS only: on Linux files say it (drm.ts). */
  readonly Gpus?: new () => NativeSource<readonly NativeGpu[]>;
  /** Windows and macOS only too. */
  readonly Machine?: new () => NativeMachineSource;
  /** The same: names of the programs that run. */
  readonly Programs?: new () => NativeSource<readonly string[]>;
};

const place = (folder: string): string => join(folder, 'native', 'gpu-probe', 'prebuilds', `${process.platform}-${process.arch}`, 'gpu_probe.node');

/** Where the built addon lies, from source, from a build and from an installed app. */
export function findAddon(from = import.meta.dirname): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(place(folder))) return place(folder);
    if (dirname(folder) === folder) return null;
  }
}

/** The addon, or why, as a code of signals.ts, it is not there: Hearth works without it and then says what it cannot read. */
export function loadAddon(path = findAddon()): Addon | { readonly reason: string } {
  if (path === null) return { reason: unread('addon.notBuilt').unread };
  try {
    return createRequire(import.meta.url)(path) as Addon;
  } catch (error) {
    return { reason: unread('addon.broken:', error instanceof Error ? error.message.split('\n')[0]!.slice(0, 120) : '').unread };
  }
}

/** Everything a desktop tells, unread for one reason. */
export function unreadDesktop(reason: string): DesktopSample {
  const nothing = unreadInWords(reason);
  return { idleSeconds: nothing, isDisplayAsleep: nothing, isLocked: nothing, isMetered: nothing, battery: nothing, foreground: nothing };
}
