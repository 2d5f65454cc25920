import { describe, expect, it } from 'vitest';
import { unreadDesktop, type DesktopSample } from '../../../../native/gpu-probe/addon.ts';
import { mergePresence, openPresence, type FileSignals, type PresenceSources } from '../../../../electron/services/presence/openPresence.ts';
import { pickEnv } from '../../../../electron/services/broker/passedOn.ts';
import { told, unread } from '../../../../electron/shared/signals.ts';

const gone = unread('otherSource');
const files: FileSignals = { isLocked: gone, isDisplayAsleep: gone, battery: told({ isDischarging: true, percent: 50, isSaving: null }) };
const x11: DesktopSample = { ...unreadDesktop('X does not say'), idleSeconds: told(7), isDisplayAsleep: told(false), foreground: told({ pid: 42, name: 'game', isFullScreen: true }) };
const bus: NonNullable<PresenceSources['bus']> = { isLocked: told(false), isMetered: told(true), isSaving: told(true), idleSeconds: told(90) };
const merge = (change: Partial<PresenceSources>, own: readonly number[] = [], more: Partial<FileSignals> = {}) => mergePresence({ platform: 'linux', session: 'x11', desktop: x11, bus, wayland: null, ...change }, { ...files, ...more }, new Set(own));

describe('who is at the machine', () => {
  it('is told by X, logind, NetworkManager and power profiles together', () => {
    expect(merge({})).toEqual({
      idleSeconds: { value: 7 }, isLocked: { value: false }, isDisplayAsleep: { value: false }, fullScreenApp: { value: 'game' }, isMetered: { value: true }, battery: { value: { isDischarging: true, percent: 50, isSaving: true } },
    });
  });
  it('is nobody behind our own window, and no name is what a stranger wrote into it', () => {
    expect(merge({}, [42]).fullScreenApp).toEqual({ value: null });
    const named = (name: string, pid = 42) => merge({ desktop: { ...x11, foreground: told({ pid, name, isFullScreen: true }) } }).fullScreenApp;
    expect(named(`a\u0000b\u202e${'x'.repeat(500)}`)).toEqual({ value: `a b ${'x'.repeat(116)}` });
    expect([named('\u0007', 42), named('', 0)]).toEqual([{ value: 'program 42' }, { value: 'a full-screen window' }]);
  });
  it('is told on Wayland by the compositor, else by the desktop, and never by the X display beside it', () => {
    expect(merge({ session: 'wayland', wayland: told(600) }).idleSeconds).toEqual({ value: 600 });
    expect(merge({ session: 'wayland', wayland: gone }).idleSeconds).toEqual({ value: 90 });
    expect(merge({ session: 'wayland', wayland: gone, bus: { ...bus, idleSeconds: gone } }).idleSeconds).toEqual(gone);
  });
  it('plays on Wayland where its X display shows it; what Wayland hides is unread, not nothing', () => {
    expect(merge({ session: 'wayland' }).fullScreenApp).toEqual({ value: 'game' });
    expect(merge({ session: 'wayland', desktop: { ...x11, foreground: told(null) } }).fullScreenApp).toEqual({ unread: 'waylandHides' });
    expect(merge({ desktop: { ...x11, foreground: told(null) } }).fullScreenApp).toEqual({ value: null });
  });
  it('has the display asleep when the kernel or X says so, and the session locked by whoever says it', () => {
    const asleep = { ...x11, isDisplayAsleep: told(true) };
    expect([merge({ desktop: asleep }, [], { isDisplayAsleep: told(false) }), merge({}, [], { isDisplayAsleep: told(true) }), merge({ session: 'wayland', desktop: asleep })].map(({ isDisplayAsleep }) => isDisplayAsleep)).toEqual([told(true), told(true), gone]);
    expect(merge({ bus: { ...bus, isLocked: gone } }, [], { isLocked: told(true) }).isLocked).toEqual(told(true));
    expect(merge({ bus: { ...bus, isSaving: gone } }).battery).toMatchObject({ value: { isSaving: null } });
  });
  it('is told elsewhere by the addon alone', () => {
    const windows: DesktopSample = { idleSeconds: told(1), isDisplayAsleep: told(true), isLocked: told(true), isMetered: told(true), battery: told({ isDischarging: false, percent: null, isSaving: true }), foreground: told(null) };
    expect(merge({ platform: 'win32', session: 'none', bus: null, desktop: windows })).toMatchObject({ idleSeconds: told(1), isLocked: told(true), isMetered: told(true), battery: { value: { isSaving: true } }, fullScreenApp: { value: null } });
  });
  it('is unknown without a session, and each signal says why', () => {
    const presence = openPresence({}, () => {}, 'linux');
    const { battery, ...rest } = presence.read(1000, files, new Set());
    expect(battery).toEqual(files.battery);
    for (const [name, reading] of Object.entries(rest)) expect(reading, name).toEqual({ unread: expect.stringMatching(/^(?:noDesktop|noBus:|service\.|otherSource)/) });
    expect(rest.idleSeconds).toEqual({ unread: 'noDesktop' });
    presence.close();
  });
  it('is asked of the desktop by the provider alone: a worker does not learn where it listens', () => {
    const env = { PATH: '/bin', DISPLAY: ':0', XAUTHORITY: '/a', WAYLAND_DISPLAY: 'wayland-0', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/b', SECRET: 'x' };
    expect(pickEnv('provider', env)).toEqual({ PATH: '/bin', DISPLAY: ':0', XAUTHORITY: '/a', WAYLAND_DISPLAY: 'wayland-0', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/b' });
    for (const program of ['worker', 'signer', 'devnet'] as const) expect(pickEnv(program, env)).toEqual({ PATH: '/bin' });
  });
});
