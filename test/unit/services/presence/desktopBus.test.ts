import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBus, readProperty, socketOfAddress } from '../../../../electron/services/presence/busClient.ts';
import { encodeCall, lengthOfMessage, parseMessage, parseValues } from '../../../../electron/services/presence/busMessage.ts';
import { createDesktopBus, parseMetered, type DesktopBus } from '../../../../electron/services/presence/desktopBus.ts';
import { startFakeBus, type FakeBus } from '../../../support/fakeBus.ts';
import { until } from '../../../support/until.ts';

const isUnix = process.platform !== 'win32';
const why = 'a D-Bus is spoken to over a Unix socket';
let bus: FakeBus;
let desktop: DesktopBus | null = null;
let returns = 0;
beforeEach(async ({ skip }) => {
  skip(!isUnix, why);
  bus = await startFakeBus();
  returns = 0;
});
afterEach(() => {
  desktop?.close();
  desktop = null;
  bus?.close();
});
const openDesktop = (): DesktopBus => (desktop = createDesktopBus({ systemAddress: bus.address, sessionAddress: bus.address, userId: 1000, wantsIdle: () => true, onReturn: () => returns++ }));
const session = '/org/freedesktop/login1/session/_32';
const display = ['/org/freedesktop/login1/user/self Display', ['(so)', ['2', session]]] as const;

describe('the services of a desktop', () => {
  it('tell lock, metered network, power saver and idle time', async () => {
    bus.answers.set(...display).set(`${session} LockedHint`, ['b', true]).set('/org/freedesktop/NetworkManager Metered', ['u', 3]).set('/net/hadess/PowerProfiles ActiveProfile', ['s', 'power-saver'])
      .set('/org/gnome/Mutter/IdleMonitor/Core GetIdletime', ['t', 61_500n]);
    const open = openDesktop();
    await until('all have answered', () => Object.values(open.read(1000)).every((reading) => 'value' in reading));
    expect(open.read(1000)).toEqual({ isLocked: { value: true }, isMetered: { value: true }, isSaving: { value: true }, idleSeconds: { value: 61.5 } });
    bus.answers.set(`${session} LockedHint`, ['b', false]).set('/org/gnome/Mutter/IdleMonitor/Core GetIdletime', ['t', 40n]);
    open.read(4000);
    await until('somebody is back', () => returns === 1);
    expect(open.read(4000)).toMatchObject({ isLocked: { value: false }, idleSeconds: { value: 0.04 }, isMetered: { value: true } });
  });

  it('that do not run are named, and looked for again a minute later without being asked each second', async () => {
    const open = openDesktop();
    await until('they are named', () => JSON.stringify(open.read(1000)).match(/service.notRunning:/g)?.length === 3);
    expect(open.read(1000)).toMatchObject({ isMetered: { unread: 'service.notRunning:NetworkManager' }, isLocked: { unread: 'service.notRunning:logind' }, isSaving: { unread: 'service.notRunning:power-profiles-daemon' } });
    const asked = bus.asked.filter((key) => key.endsWith(' Metered')).length;
    for (let atMs = 2000; atMs < 50_000; atMs += 1000) open.read(atMs);
    expect(bus.asked.filter((key) => key.endsWith(' Metered'))).toHaveLength(asked);
    bus.answers.set('/org/freedesktop/NetworkManager Metered', ['u', 2]);
    await until('it is found', () => 'value' in open.read(62_000).isMetered);
  });

  it('that fall silent are said to be silent, never taken at their last word', async () => {
    bus.answers.set('/org/freedesktop/NetworkManager Metered', ['u', 1]);
    const open = openDesktop();
    await until('it is told', () => 'value' in open.read(1000).isMetered);
    bus.answers.set('/org/freedesktop/NetworkManager Metered', 'silent');
    open.read(12_000);
    expect(open.read(30_000).isMetered).toEqual({ value: true });
    expect(open.read(40_000).isMetered).toEqual({ unread: 'service.silent:NetworkManager' });
  });

  it('are missed with a reason where there is no bus', async () => {
    const open = (desktop = createDesktopBus({ systemAddress: 'tcp:host=nowhere', sessionAddress: null, userId: 1000, wantsIdle: () => false, onReturn: () => {} }));
    expect(open.read(1000)).toMatchObject({ isLocked: { unread: 'noBus:system' }, idleSeconds: { unread: 'otherSource' } });
    const gone = createDesktopBus({ systemAddress: 'unix:path=/nowhere/bus', sessionAddress: null, userId: 1000, wantsIdle: () => false, onReturn: () => {} });
    await until('the first try has failed', () => 'unread' in gone.read(1000).isLocked);
    gone.close();
  });

  it("count a desktop's hint that it is idle only once it has given one", async () => {
    bus.answers.set(...display).set(`${session} LockedHint`, ['b', false]).set(`${session} IdleHint`, ['b', false]);
    const open = openDesktop();
    let atMs = 2000;
    const idle = async (): Promise<unknown> => {
      const count = bus.asked.filter((key) => key.includes('IdleHint')).length;
      open.read((atMs += 2000));
      await until('it is asked again', () => bus.asked.filter((key) => key.includes('IdleHint')).length > count);
      return open.read(atMs).idleSeconds;
    };
    expect(await idle()).toHaveProperty('unread');
    bus.answers.set(`${session} IdleHint`, ['b', true]).set(`${session} IdleSinceHint`, ['t', BigInt(Date.now() - 400_000) * 1000n]);
    await until('it is idle', async () => {
      const reading = (await idle()) as { value?: number };
      return reading.value !== undefined && reading.value >= 400;
    });
    bus.answers.set(`${session} IdleHint`, ['b', false]);
    await until('it is not idle any more', async () => ((await idle()) as { value?: number }).value === 0);
  });
});

describe("NetworkManager's words", () => {
  it('are yes, no, and for the rest unknown', () => {
    expect([0, 1, 2, 3, 4, 9, 'x'].map((value) => parseMetered(value))).toEqual([{ unread: expect.any(String) }, { value: true }, { value: false }, { value: true }, { value: false }, { unread: expect.any(String) }, { unread: expect.any(String) }]);
  });
});

describe('a bus', () => {
  it('address is read in every form a desktop sets, and an unreachable one is none', () => {
    expect(['unix:path=/run/user/1000/bus', 'unix:abstract=/tmp/dbus-x,guid=1', 'tcp:host=a,port=1;unix:path=/a%20b', 'unix:tmpdir=/tmp', 'launchd:x', ''].map(socketOfAddress)).toEqual(['/run/user/1000/bus', '\0/tmp/dbus-x', '/a b', null, null, null]);
  });

  it('that speaks nonsense, cuts off or lies about lengths is hung up on, and every question fails', async () => {
    const frames = [Buffer.from('l\x02\0\x01'.padEnd(16, '\xff'), 'latin1'), Buffer.alloc(64, 7), encodeCall({ destination: 'a', path: '/', interface: 'a.b', member: 'c' }, 1).fill(0xff, 20)];
    for (const bytes of frames) {
      const client = openBus(socketOfAddress(bus.address)!, 1000);
      bus.answers.set('/x y', 'silent');
      const question = client.call({ destination: 'a', path: '/x', interface: 'a.b', member: 'y' });
      await until('it is asked', () => bus.asked.includes('/x y'));
      bus.shout(bytes);
      await expect(question).rejects.toMatchObject({ name: 'closed' });
      expect(client.isOpen()).toBe(false);
      bus.asked.length = 0;
    }
  });

  it('message of any bytes is a value or a RangeError, and never hangs', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('v', 'a{sv}', 'a(yv)', 'as', '(so)', 'aaaav', 't'), (bytes, signature) => {
      const buffer = Buffer.from(bytes);
      for (const parse of [() => parseValues(signature, buffer), () => lengthOfMessage(buffer), () => parseMessage(Buffer.concat([Buffer.from([0x6c, 2, 0, 1]), buffer]))]) {
        try {
          parse();
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }
    }), { numRuns: 500 });
  });

  it('of the real kind answers', async ({ skip }) => {
    if (spawnSync('dbus-daemon', ['--version'], { stdio: 'ignore' }).error) return skip('dbus-daemon is not installed');
    const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const [line] = (await once(daemon.stdout, 'data')) as [Buffer];
      const client = openBus(socketOfAddress(line.toString('utf8').trim())!, process.getuid!());
      const [names] = await client.call({ destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', member: 'ListNames' });
      expect(names).toContain('org.freedesktop.DBus');
      expect(await readProperty(client, 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'Features')).toContain('HeaderFiltering');
      await expect(readProperty(client, 'org.freedesktop.NetworkManager', '/org/freedesktop/NetworkManager', 'org.freedesktop.NetworkManager', 'Metered')).rejects.toMatchObject({ name: expect.stringMatching(/NameHasNoOwner|ServiceUnknown/) });
      client.close();
    } finally {
      daemon.kill('SIGKILL');
    }
  });
});
