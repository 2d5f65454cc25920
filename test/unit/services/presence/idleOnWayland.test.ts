import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWaylandIdle, waylandSocket, type WaylandIdle } from '../../../../electron/services/presence/idleOnWayland.ts';
import { until } from '../../../support/until.ts';

/** A compositor as far as a registry, a seat and an idle notifier go. Written apart from the code under test. */
let folder: string;
let server: Server;
let clients: Socket[];
let bound: string[];
let timeouts: number[];
let globals: readonly string[];
let idle: WaylandIdle | null = null;
let nowMs = 0;
let returns = 0;

const words = (...values: readonly number[]): Buffer => Buffer.from(new Uint32Array(values).buffer);
const event = (object: number, opcode: number, body: Buffer): Buffer => Buffer.concat([words(object, ((8 + body.length) << 16) | opcode), body]);
const text = (value: string): Buffer => {
  const bytes = Buffer.alloc(Math.ceil((value.length + 1) / 4) * 4);
  bytes.write(value);
  return Buffer.concat([words(value.length + 1), bytes]);
};
const socketPath = (): string => join(folder, 'wayland-1');

beforeEach(async ({ skip }) => {
  skip(process.platform !== 'linux', 'Wayland is for Linux');
  folder = mkdtempSync(join(tmpdir(), 'hearth-wayland-'));
  [clients, bound, timeouts, globals, nowMs, returns] = [[], [], [], ['wl_compositor', 'wl_seat', 'ext_idle_notifier_v1'], 1e6, 0];
  server = createServer((socket) => {
    clients.push(socket);
    socket.on('error', () => {});
    const objects = new Map<number, string>([[1, 'display'], [2, 'registry']]);
    let held: Buffer = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      held = Buffer.concat([held, bytes]);
      for (let size = held.length >= 8 ? held.readUInt16LE(6) : Infinity; held.length >= size; size = held.length >= 8 ? held.readUInt16LE(6) : Infinity) {
        const [object, opcode, body] = [held.readUInt32LE(0), held.readUInt16LE(4), held.subarray(8, size)];
        held = held.subarray(size);
        if (object === 1 && opcode === 1) globals.forEach((name, i) => socket.write(event(2, 0, Buffer.concat([words(i + 1), text(name), words(9)]))));
        if (object === 1 && opcode === 0) socket.write(event(body.readUInt32LE(0), 0, words(0)));
        if (object === 2) {
          const name = globals[body.readUInt32LE(0) - 1]!;
          expect(body.toString('utf8', 8, 8 + name.length)).toBe(name);
          objects.set(body.readUInt32LE(body.length - 4), name);
          bound.push(name);
        }
        if (objects.get(object) === 'ext_idle_notifier_v1' && opcode === 1) {
          expect(objects.get(body.readUInt32LE(8))).toBe('wl_seat');
          timeouts.push(body.readUInt32LE(4));
          objects.set(body.readUInt32LE(0), 'notification');
        }
        if (objects.get(object) === 'org_kde_kwin_idle' && opcode === 0) {
          expect(objects.get(body.readUInt32LE(4))).toBe('wl_seat');
          timeouts.push(body.readUInt32LE(8));
          objects.set(body.readUInt32LE(0), 'notification');
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(socketPath(), resolve));
});
afterEach(() => {
  idle?.close();
  idle = null;
  for (const client of clients ?? []) client.destroy();
  server?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});
const open = (): WaylandIdle => (idle = createWaylandIdle(socketPath(), () => returns++, () => nowMs));
const notify = (opcode: 0 | 1): void => clients.forEach((client) => client.write(event(6, opcode, Buffer.alloc(0))));

describe('a Wayland desktop', () => {
  it.each(['ext_idle_notifier_v1', 'org_kde_kwin_idle'])('with %s tells how long nobody was there, and that somebody is back at once', async (notifier) => {
    globals = ['wl_compositor', 'wl_seat', notifier];
    const wayland = open();
    expect(wayland.read()).toEqual({ unread: 'service.notYet:Wayland' });
    await until('it has subscribed', () => timeouts.length === 1);
    expect([bound, timeouts]).toEqual([['wl_seat', notifier], [5000]]);
    expect(wayland.read()).toEqual({ value: 0 });
    notify(0);
    await until('nobody is there', () => 'value' in wayland.read() && (wayland.read() as { value: number }).value === 5);
    nowMs += 600_000;
    expect(wayland.read()).toEqual({ value: 605 });
    notify(1);
    await until('somebody is back', () => returns === 1);
    expect(wayland.read()).toEqual({ value: 0 });
  });
  it('without such a protocol says so, and is asked again a minute later, as after a restart of it', async () => {
    globals = ['wl_seat'];
    const wayland = open();
    await until('it is known', () => JSON.stringify(wayland.read()).includes('idle.untold'));
    globals = ['wl_seat', 'ext_idle_notifier_v1'];
    nowMs += 60_000;
    await until('it has answered', () => 'value' in wayland.read());
  });
  it('that goes, speaks nonsense or is not there is unread, and harms nobody', async () => {
    const wayland = open();
    await until('it has answered', () => 'value' in wayland.read());
    clients[0]!.write(words(6, 3));
    await until('it is hung up on', () => JSON.stringify(wayland.read()).includes('service.silent:Wayland'));
    nowMs += 60_000;
    await until('it has answered again', () => 'value' in wayland.read());
    clients.at(-1)!.destroy();
    await until('it has gone', () => 'unread' in wayland.read());
    const nowhere = createWaylandIdle(join(folder, 'nowhere'), () => {}, () => nowMs);
    await until('nobody lets us in', () => JSON.stringify(nowhere.read()).includes('service.silent:Wayland'));
    nowhere.close();
  });
  it('is found where the session says, and not where there is none', () => {
    expect([{}, { WAYLAND_DISPLAY: 'wayland-0' }, { WAYLAND_DISPLAY: 'wayland-0', XDG_RUNTIME_DIR: '/run/user/7' }, { WAYLAND_DISPLAY: '/tmp/w' }].map(waylandSocket)).toEqual([null, null, '/run/user/7/wayland-0', '/tmp/w']);
  });
});
