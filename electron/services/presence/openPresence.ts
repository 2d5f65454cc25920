import { loadAddon, unreadDesktop, type DesktopSample, type ForegroundWindow } from '../../../native/gpu-probe/addon.ts';
import { isTold, told, unread, type Reading, type Signals } from '../../shared/signals.ts';
import { busAddresses, createDesktopBus, type BusReadings } from './desktopBus.ts';
import { createWaylandIdle, waylandSocket } from './idleOnWayland.ts';

/** The signals that say whether somebody is at this machine, and what it costs them to be online. */
export type PresenceSignals = Pick<Signals, 'idleSeconds' | 'isLocked' | 'isDisplayAsleep' | 'fullScreenApp' | 'isMetered' | 'battery'>;
/** What the machine's own files say of the same. */
export type FileSignals = Pick<Signals, 'isLocked' | 'isDisplayAsleep' | 'battery'>;
export type PresenceSources = {
  readonly platform: NodeJS.Platform;
  readonly session: 'x11' | 'wayland' | 'none';
  readonly desktop: DesktopSample;
  readonly bus: BusReadings | null;
  readonly wayland: Reading<number> | null;
};
export type Presence = { read(atMs: number, files: FileSignals, ownPids: ReadonlySet<number>): PresenceSignals; close(): void };

/** A fresh answer of the desktop usually takes less than a millisecond; a tick waits no longer than this for one. */
const desktopWaitMs = 20;

/**
 * Opens everything that tells of the person at the machine: the addon for X, Windows and macOS, D-Bus and Wayland through their sockets. Starts no process.
 *
 * @param env       of the desktop session: DISPLAY, WAYLAND_DISPLAY, DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR
 * @param onReturn  somebody has come back: looking again now gives memory back sooner than the next tick
 */
export function openPresence(env: Readonly<Record<string, string | undefined>>, onReturn: () => void, platform: NodeJS.Platform = process.platform): Presence {
  const isLinux = platform === 'linux';
  const compositor = isLinux ? waylandSocket(env) : null;
  const session = !isLinux ? 'none' : compositor !== null ? 'wayland' : env['DISPLAY'] ? 'x11' : 'none';
  const addon = isLinux && !env['DISPLAY'] ? { reason: unread(compositor === null ? 'noDesktop' : 'noX').unread } : loadAddon();
  const desktop = 'Desktop' in addon ? new addon.Desktop(env['DISPLAY'] ?? '') : null;
  const missing = unreadDesktop('reason' in addon ? addon.reason : unread('service.silent:', isLinux ? 'X11' : platform).unread);
  const wayland = compositor === null ? null : createWaylandIdle(compositor, onReturn);
  let isToldByWayland = false;
  const bus = isLinux
    ? createDesktopBus({ ...busAddresses(env), userId: process.getuid?.() ?? 0, wantsIdle: () => session === 'wayland' && !isToldByWayland, onReturn })
    : null;
  return {
    read(atMs, files, ownPids) {
      const idle = wayland?.read() ?? null;
      isToldByWayland = idle !== null && isTold(idle);
      return mergePresence({ platform, session, desktop: desktop?.read(desktopWaitMs) ?? missing, bus: bus?.read(atMs) ?? null, wayland: idle }, files, ownPids);
    },
    close() {
      desktop?.close();
      wayland?.close();
      bus?.close();
    },
  };
}

/** One answer of all sources. On Linux each signal has its own best source; elsewhere the system's is the only one. Pure. */
export function mergePresence({ platform, session, desktop, bus, wayland }: PresenceSources, files: FileSignals, ownPids: ReadonlySet<number>): PresenceSignals {
  if (platform !== 'linux' || !bus) return { ...desktop, ...pickFullScreen(desktop, session, ownPids) };
  return {
    // An X display beside a Wayland desktop hears only the keys meant for X windows.
    idleSeconds: session === 'wayland' ? (wayland && isTold(wayland) ? wayland : bus.idleSeconds) : desktop.idleSeconds,
    isLocked: isTold(bus.isLocked) ? bus.isLocked : isTold(files.isLocked) ? files.isLocked : bus.isLocked,
    isDisplayAsleep: eitherHolds(files.isDisplayAsleep, session === 'x11' ? desktop.isDisplayAsleep : files.isDisplayAsleep),
    ...pickFullScreen(desktop, session, ownPids),
    isMetered: bus.isMetered,
    battery: isTold(files.battery) ? told({ ...files.battery.value, isSaving: isTold(bus.isSaving) ? bus.isSaving.value : null }) : files.battery,
  };
}

function eitherHolds(first: Reading<boolean>, second: Reading<boolean>): Reading<boolean> {
  if (isTold(first) && isTold(second)) return told(first.value || second.value);
  return isTold(first) ? first : second;
}

/** Hearth's own window is no reason to step aside. */
function pickFullScreen({ foreground }: DesktopSample, session: PresenceSources['session'], ownPids: ReadonlySet<number>): Pick<Signals, 'fullScreenApp'> {
  if (!isTold(foreground)) return { fullScreenApp: foreground };
  const { value } = foreground;
  const fills = value !== null && value.isFullScreen && !ownPids.has(value.pid);
  if (fills) return { fullScreenApp: told(nameOf(value)) };
  return { fullScreenApp: session === 'wayland' ? unread('waylandHides') : told(null) };
}

/** Window names are a stranger's text. */
function nameOf({ name, pid }: ForegroundWindow): string {
  const plain = name.replace(/[\p{C}\uFFFD]/gu, ' ').trim().slice(0, 120);
  return plain || (pid === 0 ? 'a full-screen window' : `program ${pid}`);
}
