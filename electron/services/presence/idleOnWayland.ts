import { connect, type Socket } from 'node:net';
import { isAbsolute, join } from 'node:path';
import { told, unread, type Reading } from '../../shared/signals.ts';

/** Tells how long nobody touched a Wayland desktop. */
export type WaylandIdle = { read(): Reading<number>; close(): void };

/** The compositor says "idle" this long after the last touch: below it, somebody counts as there. */
const idleAfterMs = 5000;
const retryMs = 60_000;
/** Nothing a compositor tells us here is longer; more is no compositor. */
const messageLimitBytes = 4096;

/** Objects of ours, in the order they are made. */
const ids = { display: 1, registry: 2, synced: 3, seat: 4, notifier: 5, notification: 6 } as const;
/** Both have the same two events, idle and resumed; the older one KDE had first. */
const notifiers: Readonly<Record<string, { readonly opcode: number; readonly order: 'timeoutSeat' | 'seatTimeout' }>> = {
  ext_idle_notifier_v1: { opcode: 1, order: 'timeoutSeat' },
  org_kde_kwin_idle: { opcode: 0, order: 'seatTimeout' },
};

/** Where a compositor listens; null: this is no Wayland session. Pure. */
export function waylandSocket(env: Readonly<Record<string, string | undefined>>): string | null {
  const name = env['WAYLAND_DISPLAY'];
  if (!name) return null;
  if (isAbsolute(name)) return name;
  return env['XDG_RUNTIME_DIR'] ? join(env['XDG_RUNTIME_DIR'], name) : null;
}

/** One request: object, opcode and words or texts. The numbers are in the machine's order, which is little-endian wherever Hearth runs. */
function request(object: number, opcode: number, ...args: readonly (number | string)[]): Buffer {
  const body = Buffer.concat(args.map((arg) => {
    if (typeof arg === 'number') {
      const word = Buffer.alloc(4);
      word.writeUInt32LE(arg);
      return word;
    }
    const text = Buffer.from(`${arg}\0`, 'utf8');
    const bytes = Buffer.alloc(4 + Math.ceil(text.length / 4) * 4);
    bytes.writeUInt32LE(text.length);
    text.copy(bytes, 4);
    return bytes;
  }));
  const head = Buffer.alloc(8);
  head.writeUInt32LE(object);
  head.writeUInt32LE(((8 + body.length) << 16) | opcode, 4);
  return Buffer.concat([head, body]);
}

type Global = { readonly name: number; readonly version: number };

/** It does not let anybody in, went away, or speaks in an unknown way; or it answers and has no seat or no notifier. */
const silent = unread('service.silent:', 'Wayland');
const untold = unread('idle.untold');

/**
 * Asks a Wayland compositor to be told when nobody is there, by ext-idle-notify: KDE, Sway, Hyprland, COSMIC and others; GNOME tells it over D-Bus
 * (desktopBus.ts). A film that keeps the screen awake counts as somebody there, as the compositor sees it.
 *
 * @param onReturn  somebody has come back
 * @source  https://wayland.app/protocols/ext-idle-notify-v1
 */
export function createWaylandIdle(socketPath: string, onReturn: () => void, nowMs: () => number = () => performance.now()): WaylandIdle {
  let socket: Socket | null = null;
  let openedAtMs = -Infinity;
  let reason = unread('service.notYet:', 'Wayland');
  let isTold = false;
  let idleSinceMs: number | null = null;

  function open(): void {
    openedAtMs = nowMs();
    const globals = new Map<string, Global>();
    let held: Buffer = Buffer.alloc(0);
    const own = (socket = connect(socketPath));
    const fail = (why: typeof reason): void => {
      own.destroy();
      if (socket !== own) return;
      socket = null;
      isTold = false;
      idleSinceMs = null;
      reason = why;
    };
    own.unref();
    own.on('error', () => fail(silent));
    own.on('close', () => socket === own && fail(silent));
    own.on('data', (bytes: Buffer) => {
      held = Buffer.concat([held, bytes]);
      while (held.length >= 8) {
        const size = held.readUInt32LE(4) >>> 16;
        if (size < 8 || size > messageLimitBytes) return fail(silent);
        if (held.length < size) return;
        const [object, opcode, body] = [held.readUInt32LE(0), held.readUInt32LE(4) & 0xffff, held.subarray(8, size)];
        held = held.subarray(size);
        hear(object, opcode, body);
        if (socket !== own) return;
      }
    });
    own.write(Buffer.concat([request(ids.display, 1, ids.registry), request(ids.display, 0, ids.synced)]));

    function hear(object: number, opcode: number, body: Buffer): void {
      if (object === ids.display && opcode === 0) return fail(untold);
      if (object === ids.registry && opcode === 0 && body.length >= 12) {
        const length = body.readUInt32LE(4);
        const end = 8 + Math.ceil(length / 4) * 4;
        if (length > 0 && end + 4 <= body.length) globals.set(body.toString('utf8', 8, 8 + length - 1), { name: body.readUInt32LE(0), version: body.readUInt32LE(end) });
      } else if (object === ids.synced) subscribe();
      else if (object === ids.notification) {
        const wasIdle = idleSinceMs !== null;
        idleSinceMs = opcode === 0 ? nowMs() - idleAfterMs : null;
        if (wasIdle && opcode === 1) onReturn();
      }
    }
    /** All globals are known: the first notifier that is there is asked about the first seat. */
    function subscribe(): void {
      const found = Object.entries(notifiers).find(([name]) => globals.has(name));
      const seat = globals.get('wl_seat');
      if (!found || !seat) return fail(untold);
      const [name, { opcode, order }] = found;
      const args = order === 'timeoutSeat' ? [idleAfterMs, ids.seat] : [ids.seat, idleAfterMs];
      own.write(Buffer.concat([
        request(ids.registry, 0, seat.name, 'wl_seat', 1, ids.seat), request(ids.registry, 0, globals.get(name)!.name, name, 1, ids.notifier), request(ids.notifier, opcode, ids.notification, ...args),
      ]));
      isTold = true;
    }
  }

  return {
    read() {
      if (!socket && nowMs() - openedAtMs >= retryMs) open();
      if (!isTold) return reason;
      return told(idleSinceMs === null ? 0 : (nowMs() - idleSinceMs) / 1000);
    },
    close() {
      const last = socket;
      socket = null;
      last?.destroy();
    },
  };
}
