import { connect, type Socket } from 'node:net';
import { encodeCall, lengthOfMessage, parseMessage, parseValues, type BusCall, type BusMessage, type BusValue } from './busMessage.ts';

/** A connection to a D-Bus. A question that a service does not answer in time, or refuses, rejects; a lost bus rejects all. */
export type BusClient = { call(call: BusCall): Promise<readonly BusValue[]>; readonly isOpen: () => boolean; close(): void };
/** What somebody on the bus says unasked. */
export type BusSignal = { readonly path: string; readonly interface: string; readonly member: string; readonly values: readonly BusValue[] };
export type BusListener = {
  /** Only what a rule was added for; see {@link addMatch}. */
  readonly onSignal?: (signal: BusSignal) => void;
  /** Once, when the bus is lost, refuses us or was never there; also after close(). */
  readonly onEnd?: () => void;
};

/** The service is not there, or gave up: its name is in `name`. */
export class BusError extends Error {
  override readonly name: string;
  constructor(name: string) {
    super(name);
    this.name = name;
  }
}
export const isAbsent = (error: unknown): boolean => error instanceof BusError && /\.(?:ServiceUnknown|NameHasNoOwner|UnknownObject|UnknownInterface|UnknownMethod|UnknownProperty|InvalidArgs)$/.test(error.name);

const answerLimitMs = 2000;
const greetingLimitBytes = 4096;

/** The first socket of a bus address such as "unix:path=/run/user/1000/bus,guid=…"; null: it has none this can reach. Pure. */
export function socketOfAddress(address: string): string | null {
  for (const one of address.split(';')) {
    const [, words] = /^unix:(.+)$/.exec(one) ?? [];
    const entries = new Map(words?.split(',').map((word) => [word.slice(0, word.indexOf('=')), decodeURIComponentSafe(word.slice(word.indexOf('=') + 1))] as const));
    const path = entries.get('path');
    const abstract = entries.get('abstract');
    if (path) return path;
    if (abstract) return `\0${abstract}`;
  }
  return null;
}
function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Speaks with a bus over its Unix socket. No process, no native code; what is asked is in busMessage.ts.
 *
 * @param userId  the user the bus is asked to know us by
 */
export function openBus(socketPath: string, userId: number, { onSignal, onEnd }: BusListener = {}): BusClient {
  const waiting = new Map<number, { readonly resolve: (values: readonly BusValue[]) => void; readonly reject: (error: Error) => void; readonly timer: NodeJS.Timeout }>();
  const early: Buffer[] = [];
  const socket: Socket = connect(socketPath);
  let state: 'greeting' | 'open' | 'closed' = 'greeting';
  let held: Buffer = Buffer.alloc(0);
  let serial = 0;
  socket.unref();

  const send = (bytes: Buffer): void => void (state === 'open' ? socket.write(bytes) : early.push(bytes));
  function call(question: BusCall): Promise<readonly BusValue[]> {
    if (state === 'closed') return Promise.reject(new BusError('closed'));
    const number = ++serial;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(number);
        reject(new BusError('timeout'));
      }, answerLimitMs);
      timer.unref();
      waiting.set(number, { resolve, reject, timer });
      send(encodeCall(question, number));
    });
  }
  function end(): void {
    if (state === 'closed') return;
    state = 'closed';
    socket.destroy();
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(new BusError('closed'));
    }
    waiting.clear();
    onEnd?.();
  }
  function hear(message: BusMessage): void {
    if (message.kind === 'signal') {
      const { path, interface: face, member } = message;
      if (onSignal && path !== null && face !== null && member !== null) onSignal({ path, interface: face, member, values: parseValues(message.signature, message.body) });
      return;
    }
    const asked = message.replySerial === null ? undefined : waiting.get(message.replySerial);
    if (!asked || (message.kind !== 'return' && message.kind !== 'error')) return;
    waiting.delete(message.replySerial!);
    clearTimeout(asked.timer);
    if (message.kind === 'error') return asked.reject(new BusError(message.errorName ?? 'refused'));
    asked.resolve(parseValues(message.signature, message.body));
  }
  /** The daemon's yes ends the greeting; from then on there are only messages. */
  function greet(): void {
    const line = held.indexOf('\r\n');
    if (line < 0) {
      if (held.length > greetingLimitBytes) end();
      return;
    }
    if (!held.toString('latin1', 0, line).startsWith('OK ')) return end();
    held = held.subarray(line + 2);
    state = 'open';
    socket.write('BEGIN\r\n');
    for (const bytes of early.splice(0)) socket.write(bytes);
  }

  socket.on('connect', () => socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(userId)).toString('hex')}\r\n`));
  socket.on('error', end);
  socket.on('close', end);
  socket.on('data', (bytes: Buffer) => {
    held = held.length > 0 ? Buffer.concat([held, bytes]) : bytes;
    try {
      if (state === 'greeting') greet();
      for (let length = state === 'open' ? lengthOfMessage(held) : null; length !== null && held.length >= length; length = lengthOfMessage(held)) {
        const message = parseMessage(held.subarray(0, length));
        held = held.subarray(length);
        hear(message);
      }
    } catch {
      // Whoever sends what is no message is no bus.
      end();
    }
  });
  call({ destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', member: 'Hello' }).catch(end);
  return { call, isOpen: () => state !== 'closed', close: end };
}

/** Has the daemon hand on the signals of a rule such as "type='signal',member='Lock'"; rules name nothing of a stranger's. @throws BusError */
export async function addMatch(bus: BusClient, rule: string): Promise<void> {
  await bus.call({ destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', member: 'AddMatch', args: [rule] });
}

/** One property of a service's object. @throws BusError */
export async function readProperty(bus: BusClient, destination: string, path: string, face: string, name: string): Promise<BusValue> {
  const [value] = await bus.call({ destination, path, interface: 'org.freedesktop.DBus.Properties', member: 'Get', args: [face, name] });
  if (value === undefined) throw new BusError('empty');
  return value;
}
