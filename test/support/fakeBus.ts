import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lengthOfMessage, parseMessage, parseValues } from '../../electron/services/presence/busMessage.ts';

/** A value with its type, as a service would answer it. */
export type Typed = readonly ['b', boolean] | readonly ['u', number] | readonly ['t', bigint] | readonly ['s', string] | readonly ['(so)', readonly [string, string]] | readonly ['(uo)', readonly [number, string]]
  | readonly ['a(susso)', readonly (readonly [string, number, string, string, string])[]] | readonly ['', null];
export type FakeBus = {
  readonly address: string;
  /** By "path property", or "path member" for a call without arguments. null: the service is not there. "silent": it never answers. */
  readonly answers: Map<string, Typed | null | 'silent'>;
  readonly asked: string[];
  /** The rules that were added. */
  readonly rules: string[];
  /** A signal to every client that asked for any. arg: one boolean, or a session's id and path, or a property's new value. */
  emit(path: string, face: string, member: string, arg: { readonly flag: boolean } | { readonly session: readonly [string, string] } | { readonly property: readonly [string, string, boolean] } | { readonly owner: readonly [string, string, string] } | null): void;
  /** Bytes of its own making to every client. */
  shout(bytes: Buffer): void;
  close(): void;
};

/** A D-Bus daemon and the services behind it, as far as a question and its answer go. Written apart from the code under test. */
export async function startFakeBus(answers: FakeBus['answers'] = new Map()): Promise<FakeBus> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-bus-'));
  const path = join(folder, 'bus socket');
  const clients = new Set<Socket>();
  const asked: string[] = [];
  const rules: string[] = [];
  const listening = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket);
    let isOpen = false;
    let held: Buffer = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => clients.delete(socket));
    socket.on('data', (bytes: Buffer) => {
      held = Buffer.concat([held, bytes]);
      for (let end = held.indexOf('\r\n'); !isOpen && end >= 0; end = held.indexOf('\r\n')) {
        const line = held.toString('latin1', 0, end);
        held = held.subarray(end + 2);
        if (line === 'BEGIN') isOpen = true;
        // In two pieces, as a socket may.
        else if (/^\0AUTH EXTERNAL (?:[0-9a-f]{2})+$/.test(line)) {
          socket.write('OK 1234');
          setImmediate(() => socket.write('5678\r\n'));
        } else socket.write('REJECTED EXTERNAL\r\n');
      }
      while (isOpen && (lengthOfMessage(held) ?? Infinity) <= held.length) {
        const length = lengthOfMessage(held)!;
        answer(socket, held.subarray(0, length));
        held = held.subarray(length);
      }
    });
  });
  function answer(socket: Socket, bytes: Buffer): void {
    const call = parseMessage(bytes);
    if (call.member === 'Hello') return void socket.write(reply(call.serial, ['s', ':1.7']));
    const args = call.signature === '' ? [] : parseValues(call.signature, call.body);
    if (call.member === 'AddMatch') {
      rules.push(String(args[0]));
      listening.add(socket);
      return void socket.write(reply(call.serial, ['', null]));
    }
    const key = `${call.path} ${String(args[1] ?? call.member)}`;
    asked.push(key);
    const found = answers.get(key);
    if (found === 'silent') return;
    if (!found) return void socket.write(refusal(call.serial, 'org.freedesktop.DBus.Error.ServiceUnknown'));
    socket.write(reply(call.serial, found, call.member === 'Get'));
  }
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    address: `unix:path=${path.replaceAll(' ', '%20')},guid=12345678`, answers, asked, rules,
    emit(path, face, member, arg) {
      for (const socket of listening) if (clients.has(socket)) socket.write(signal(path, face, member, arg));
    },
    shout: (bytes) => clients.forEach((socket) => socket.write(bytes)),
    close() {
      for (const socket of clients) socket.destroy();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const aligned = (bytes: Buffer, to: number): Buffer => Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to)]);
const textOf = (text: string): Buffer => Buffer.concat([word(Buffer.byteLength(text)), Buffer.from(`${text}\0`)]);
function bytesOf([type, value]: Typed): Buffer {
  switch (type) {
    case 'b': return word(Number(value));
    case 'u': return word(value);
    case 't': {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64LE(value);
      return bytes;
    }
    case 's': return textOf(value);
    case '': return Buffer.alloc(0);
    case '(uo)': return Buffer.concat([word(value[0]), textOf(value[1])]);
    case 'a(susso)': {
      const body = value.reduce<Buffer>((all, [id, user, name, seat, path]) => join8(all, join4(textOf(id), word(user), textOf(name), textOf(seat), textOf(path))), Buffer.alloc(0));
      return Buffer.concat([word(body.length), Buffer.alloc(4), body]);
    }
    case '(so)': return Buffer.concat([aligned(textOf(value[0]), 4), textOf(value[1])]);
  }
}
const alignmentOf: Readonly<Record<Typed[0], number>> = { b: 4, u: 4, s: 4, t: 8, '(so)': 8, '(uo)': 8, 'a(susso)': 4, '': 1 };
const join4 = (...parts: readonly Buffer[]): Buffer => parts.reduce<Buffer>((all, part) => Buffer.concat([aligned(all, 4), part]), Buffer.alloc(0));
const join8 = (all: Buffer, part: Buffer): Buffer => Buffer.concat([aligned(all, 8), part]);
function message(kind: 2 | 3 | 4, fields: readonly Buffer[], body: Buffer): Buffer {
  const all = fields.reduce((sum, field) => Buffer.concat([aligned(sum, 8), field]), Buffer.alloc(0));
  return Buffer.concat([aligned(Buffer.concat([Buffer.from([0x6c, kind, 1, 1]), word(body.length), word(99), word(all.length), all]), 8), body]);
}
const signatureField = (signature: string): Buffer => Buffer.from([8, 1, 0x67, 0, signature.length, ...Buffer.from(`${signature}\0`)]);
const replyField = (serial: number): Buffer => Buffer.concat([Buffer.from([5, 1, 0x75, 0]), word(serial)]);
function reply(serial: number, value: Typed, isVariant = false): Buffer {
  const head = isVariant ? Buffer.from([value[0].length, ...Buffer.from(`${value[0]}\0`)]) : Buffer.alloc(0);
  return message(2, [replyField(serial), signatureField(isVariant ? 'v' : value[0])], Buffer.concat([isVariant ? aligned(head, alignmentOf[value[0]]) : head, bytesOf(value)]));
}
const refusal = (serial: number, name: string): Buffer => message(3, [Buffer.concat([Buffer.from([4, 1, 0x73, 0]), textOf(name)]), replyField(serial)], Buffer.alloc(0));

const textField = (code: number, type: 'o' | 's', text: string): Buffer => Buffer.concat([Buffer.from([code, 1, type.charCodeAt(0), 0]), textOf(text)]);
function signal(path: string, face: string, member: string, arg: Parameters<FakeBus['emit']>[3]): Buffer {
  const [types, body]: readonly [string, Buffer] = arg === null ? ['', Buffer.alloc(0)]
    : 'flag' in arg ? ['b', word(Number(arg.flag))]
      : 'session' in arg ? ['so', join4(...arg.session.map(textOf))]
        : 'owner' in arg ? ['sss', join4(...arg.owner.map(textOf))]
          : ['sa{sv}as', changedProperty(arg.property)];
  return message(4, [textField(1, 'o', path), textField(2, 's', face), textField(3, 's', member), ...(types === '' ? [] : [signatureField(types)])], body);
}
/** One changed boolean, nothing invalidated. */
function changedProperty([face, name, value]: readonly [string, string, boolean]): Buffer {
  const entry = Buffer.concat([aligned(Buffer.concat([textOf(name), Buffer.from([1, ...Buffer.from('b\0')])]), 4), word(Number(value))]);
  const head = aligned(Buffer.concat([aligned(textOf(face), 4), word(entry.length)]), 8);
  return Buffer.concat([aligned(Buffer.concat([head, entry]), 4), word(0)]);
}
