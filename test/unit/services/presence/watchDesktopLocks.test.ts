import { afterEach, beforeEach, expect, it } from 'vitest';
import { watchDesktopLocks, type DesktopLockOptions } from '../../../../electron/services/presence/watchDesktopLocks.ts';
import { startFakeBus, type FakeBus } from '../../../support/fakeBus.ts';
import { until } from '../../../support/until.ts';

const login = 'org.freedesktop.login1';
const manager = '/org/freedesktop/login1';
const sessionOf = (id: string): string => `${manager}/session/${id}`;
const me = 1000;

let system: FakeBus;
let session: FakeBus;
let heard: string[];
let watch: { close(): void } | null;
beforeEach(async ({ skip }) => {
  skip(process.platform === 'win32', 'a D-Bus is spoken to over a Unix socket');
  [system, session] = await Promise.all([startFakeBus(), startFakeBus()]);
  heard = [];
  watch = null;
});
afterEach(() => {
  watch?.close();
  system?.close();
  session?.close();
});
const withLogind = (): void => void system.answers.set('/org/freedesktop/DBus NameHasOwner', ['b', true])
  .set(`${manager} ListSessions`, ['a(susso)', [['2', me, 'ada', 'seat0', sessionOf('2')], ['c1', 120, 'greeter', 'seat0', sessionOf('c1')]]])
  .set(`${sessionOf('c1')} User`, ['(uo)', [120, `${manager}/user/120`]]).set(`${sessionOf('7')} User`, ['(uo)', [me, `${manager}/user/1000`]]).set(`${sessionOf('8')} User`, ['(uo)', [1001, `${manager}/user/1001`]]);
function start(options: Partial<DesktopLockOptions> = {}): void {
  let delays = 0;
  watch = watchDesktopLocks({
    systemAddress: system.address, sessionAddress: session.address, userId: me, retryMs: 20,
    takeDelay: async () => (heard.push(`delay ${++delays}`), { release: ((number) => () => void heard.push(`release ${number}`))(delays) }),
    onSleep: async () => void heard.push('asleep'), onAwake: () => heard.push('awake'), onLockScreen: () => heard.push('locked'), onHearing: (hearing) => heard.push(hearing), ...options,
  });
}
const said = (...words: readonly string[]): Promise<unknown> => until(words.join(', '), () => {
  if (heard.length >= words.length) expect(heard).toEqual(words);
  return heard.length >= words.length;
});

it('locks before sleep: sleep waits until it is done, and is held back again after the machine is awake', async () => {
  withLogind();
  const locking = Promise.withResolvers<void>();
  start({ onSleep: () => (heard.push('asleep'), locking.promise) });
  await said('delay 1', 'heard');
  system.emit(manager, `${login}.Manager`, 'PrepareForSleep', { flag: true });
  await said('delay 1', 'heard', 'asleep');
  locking.resolve();
  await said('delay 1', 'heard', 'asleep', 'release 1');
  system.emit(manager, `${login}.Manager`, 'PrepareForSleep', { flag: false });
  await said('delay 1', 'heard', 'asleep', 'release 1', 'awake', 'release 1', 'delay 2', 'heard');
  watch!.close();
  expect(heard.at(-1)).toBe('release 2');
});

it('locks with a session of this user, never with another: by the lock command, by the lock screen itself, and when the session ends', async () => {
  withLogind();
  start();
  await said('delay 1', 'heard');
  heard.length = 0;
  const properties = 'org.freedesktop.DBus.Properties';
  // Another's, and what is no lock.
  system.emit(sessionOf('c1'), `${login}.Session`, 'Lock', null);
  system.emit(sessionOf('8'), properties, 'PropertiesChanged', { property: [`${login}.Session`, 'LockedHint', true] });
  system.emit(sessionOf('2'), properties, 'PropertiesChanged', { property: [`${login}.Session`, 'LockedHint', false] });
  system.emit(sessionOf('2'), properties, 'PropertiesChanged', { property: [`${login}.Session`, 'IdleHint', true] });
  system.emit(manager, `${login}.Manager`, 'SessionRemoved', { session: ['c1', sessionOf('c1')] });
  // Asked of logind, in the order of their signals: both answers are here before the next one is sent.
  await until('both strange sessions are asked for', () => system.asked.filter((key) => key.endsWith(' User')).length === 2);
  system.emit(sessionOf('2'), `${login}.Session`, 'Lock', null);
  await said('locked');
  system.emit(sessionOf('2'), properties, 'PropertiesChanged', { property: [`${login}.Session`, 'LockedHint', true] });
  await said('locked', 'locked');
  system.emit(manager, `${login}.Manager`, 'SessionNew', { session: ['7', sessionOf('7')] });
  await until('it is asked whose it is', () => system.asked.includes(`${sessionOf('7')} User`));
  system.emit(sessionOf('7'), `${login}.Session`, 'Lock', null);
  await said('locked', 'locked', 'locked');
  system.emit(manager, `${login}.Manager`, 'SessionRemoved', { session: ['7', sessionOf('7')] });
  await said('locked', 'locked', 'locked', 'locked');
  // It can tell no more whose it was.
  system.emit(sessionOf('gone'), `${login}.Session`, 'Lock', null);
  await said('locked', 'locked', 'locked', 'locked', 'locked');
});

it("locks with the desktop's own screen saver, where there is no logind", async () => {
  system.answers.set('/org/freedesktop/DBus NameHasOwner', ['b', false]);
  start();
  await said('noLogind');
  await until('it listens', () => session.rules.length === 5);
  session.emit('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver', 'ActiveChanged', { flag: false });
  session.emit('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver', 'ActiveChanged', { flag: true });
  await said('noLogind', 'locked');
});

it('says what is not heard, and hears it when it comes', async () => {
  system.answers.set('/org/freedesktop/DBus NameHasOwner', ['b', false]);
  start({ takeDelay: async () => null });
  await said('noLogind');
  withLogind();
  system.emit('/org/freedesktop/DBus', 'org.freedesktop.DBus', 'NameOwnerChanged', { owner: [login, '', ':1.9'] });
  await said('noLogind', 'late');
  system.emit('/org/freedesktop/DBus', 'org.freedesktop.DBus', 'NameOwnerChanged', { owner: [login, ':1.9', ''] });
  await said('noLogind', 'late', 'noLogind');
  // The daemon hangs up, and is back.
  system.shout(Buffer.alloc(64, 7));
  await said('noLogind', 'late', 'noLogind', 'noBus', 'late');
});

it('is without a bus where there is none, and keeps nothing waiting', async () => {
  start({ systemAddress: 'tcp:host=nowhere', sessionAddress: null });
  expect(heard).toEqual(['noBus']);
  watch!.close();
  heard.length = 0;
  start({ systemAddress: 'unix:path=/nowhere/bus', sessionAddress: null });
  await until('it was tried twice', () => heard.length > 1);
  expect(new Set(heard)).toEqual(new Set(['noBus']));
});

it('asks nothing while nothing happens', async () => {
  withLogind();
  start();
  await said('delay 1', 'heard');
  const asked = system.asked.length;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([system.asked.length, heard]).toEqual([asked, ['delay 1', 'heard']]);
});
