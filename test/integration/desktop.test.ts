import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadAddon, type DesktopSample, type NativeSource } from '../../native/gpu-probe/addon.ts';
import { openPresence, type Presence } from '../../electron/services/presence/openPresence.ts';
import { unread } from '../../electron/shared/signals.ts';
import { missingForX, startXDisplay, type XDisplay } from '../support/xDisplay.ts';
import { until } from '../support/until.ts';

/** The addon before a real X server, whose one window does what a game, a terminal or a desktop does. */
const missing = missingForX();
let x: XDisplay;
let desktop: NativeSource<DesktopSample>;
beforeEach(({ skip }) => skip(missing !== null, missing ?? ''));
beforeAll(async () => {
  if (missing !== null) return;
  const addon = loadAddon();
  if ('reason' in addon) throw new Error(addon.reason);
  x = await startXDisplay();
  desktop = new addon.Desktop(x.name);
});
afterAll(() => {
  desktop?.close();
  x?.stop();
});
const look = async (line: string): Promise<unknown> => {
  await x.window(line);
  return desktop.read(2000)?.foreground;
};
const seen = (isFullScreen: boolean) => ({ value: { pid: x.windowPid, name: 'xWindow', isFullScreen } });

describe('an X display', () => {
  it('without a window has nothing in front', () => {
    expect(desktop.read(5000)?.foreground).toEqual({ value: null });
  });
  it('tells the full-screen window, whatever its size, and the process behind it by its socket and not by what it says of itself', async () => {
    expect(await look('window 10 10 300 200 active fullscreen')).toEqual(seen(true));
  });
  it('tells a window without a border that covers the screen, as borderless games do', async () => {
    expect(await look('window 0 0 1280 720 active')).toEqual(seen(true));
  });
  it.each([['smaller', '0 0 1279 720 active'], ['maximised', '0 0 1280 720 active maximised'], ['framed', '0 0 1280 720 active frame'], ['the desktop itself', '0 0 1280 720 active desktop']])('takes no window that is %s for a game', async (_, line) => {
    expect(await look(`window ${line}`)).toEqual(seen(false));
  });
  it('counts each monitor as a screen', async () => {
    expect(await look('window 640 0 640 720 active')).toEqual(seen(false));
    await x.window('monitor 640 0 640 720');
    expect(await look('window 640 0 640 720 active')).toEqual(seen(true));
    expect(await look('window 0 0 640 700 active')).toEqual(seen(false));
  });
  it('counts how long nobody touched it, and begins anew with a key', async () => {
    const idle = (): number => {
      const reading = desktop.read(2000)!.idleSeconds;
      if ('unread' in reading) throw new Error(reading.unread);
      return reading.value;
    };
    await until('it is idle for a second', () => idle() >= 1);
    const pressedMs = performance.now();
    await x.window('key');
    const idleSeconds = idle();
    // However long the look took; had it not begun anew, it would be a second more.
    expect(idleSeconds).toBeLessThan(0.5 + (performance.now() - pressedMs) / 1000);
  });
  it('that hangs holds nobody up: the last answer counts for a while, then there is none, and it is there again when it goes on', async () => {
    const before = desktop.read(2000)?.foreground;
    process.kill(x.serverPid, 'SIGSTOP');
    for (let i = 0; i < 20; i++) expect(desktop.read(10)?.foreground).toEqual(before);
    await sleep(5100);
    expect(desktop.read(10)).toBe(null);
    process.kill(x.serverPid, 'SIGCONT');
    await until('it answers', () => desktop.read(50) !== null);
  });
  it('feeds the signals of the rules: a game in front by name, and not our own window', async () => {
    const files = { isLocked: unread('system.lock'), isDisplayAsleep: unread('system.lock'), battery: unread('system.lock') };
    const presence: Presence = openPresence({ DISPLAY: x.name }, () => {});
    await x.window('window 0 0 1280 720 active fullscreen');
    await until('the display answers', () => 'value' in presence.read(Date.now(), files, new Set()).idleSeconds);
    expect(presence.read(Date.now(), files, new Set()).fullScreenApp).toEqual({ value: 'xWindow' });
    expect(presence.read(Date.now(), files, new Set([x.windowPid])).fullScreenApp).toEqual({ value: null });
    presence.close();
  });
  it('that ends leaves a reason and a living process', async () => {
    process.kill(x.serverPid, 'SIGKILL');
    await until('it is gone', () => {
      const idle = desktop.read(100)?.idleSeconds;
      return idle && 'unread' in idle && idle.unread.startsWith('noX.gone:');
    });
  });
});
