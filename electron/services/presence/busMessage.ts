/**
 * D-Bus messages as bytes, little-endian: what is needed to ask a service a question and to understand its answer. Pure.
 *
 * @source  https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol
 */
export type BusCall = { readonly destination: string; readonly path: string; readonly interface: string; readonly member: string; readonly args?: readonly string[] };
export type BusMessage = { readonly kind: 'call' | 'return' | 'error' | 'signal'; readonly serial: number; readonly replySerial: number | null; readonly errorName: string | null; readonly member: string | null; readonly interface: string | null; readonly path: string | null; readonly signature: string; readonly body: Buffer };
/** Integers of 64 bits are bigint, arrays and structures are arrays, a dictionary is an array of pairs, a variant is what is in it. */
export type BusValue = number | bigint | boolean | string | readonly BusValue[];

const kinds = ['call', 'return', 'error', 'signal'] as const;
const callKind = 1;
/** A service that does not run is not started for our question. */
const noAutoStart = 0x2;
const fixedHeaderBytes = 16;
/** Answers here are a handful of values; more is somebody else's conversation. */
export const messageLimitBytes = 1 << 20;
const deepestValue = 16;

const padTo = (offset: number, alignment: number): number => Math.ceil(offset / alignment) * alignment;
const alignments: Readonly<Record<string, number>> = { y: 1, g: 1, v: 1, n: 2, q: 2, b: 4, i: 4, u: 4, s: 4, o: 4, a: 4, h: 4, x: 8, t: 8, d: 8, '(': 8, '{': 8 };

function encodeText(text: string): Buffer {
  const bytes = Buffer.from(`${text}\0`, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length - 1);
  return Buffer.concat([length, bytes]);
}
const padded = (bytes: Buffer, alignment: number): Buffer => Buffer.concat([bytes, Buffer.alloc(padTo(bytes.length, alignment) - bytes.length)]);

/** A method call whose arguments are all strings. */
export function encodeCall({ destination, path, interface: face, member, args = [] }: BusCall, serial: number): Buffer {
  const field = (code: number, type: 'o' | 's' | 'g', text: string): Buffer =>
    Buffer.concat([Buffer.from([code, 1, type.charCodeAt(0), 0]), type === 'g' ? Buffer.from([text.length, ...Buffer.from(`${text}\0`)]) : encodeText(text)]);
  const fields = [field(1, 'o', path), field(2, 's', face), field(3, 's', member), field(6, 's', destination), ...(args.length > 0 ? [field(8, 'g', 's'.repeat(args.length))] : [])]
    .reduce((all, one) => Buffer.concat([padded(all, 8), one]), Buffer.alloc(0));
  const body = args.reduce((all, one) => Buffer.concat([padded(all, 4), encodeText(one)]), Buffer.alloc(0));
  const head = Buffer.alloc(fixedHeaderBytes);
  head.set([0x6c, callKind, noAutoStart, 1]);
  head.writeUInt32LE(body.length, 4);
  head.writeUInt32LE(serial, 8);
  head.writeUInt32LE(fields.length, 12);
  return Buffer.concat([padded(Buffer.concat([head, fields]), 8), body]);
}

/** Bytes of the message that begins here; null: its head is not whole yet. @throws RangeError  it is no message, or too long */
export function lengthOfMessage(bytes: Buffer): number | null {
  if (bytes.length < fixedHeaderBytes) return null;
  if (bytes[0] !== 0x6c || bytes[3] !== 1) throw new RangeError('no little-endian D-Bus message');
  const length = padTo(fixedHeaderBytes + bytes.readUInt32LE(12), 8) + bytes.readUInt32LE(4);
  if (length > messageLimitBytes) throw new RangeError('a D-Bus message is too long');
  return length;
}

/** @param bytes  one whole message. @throws RangeError  it is malformed */
export function parseMessage(bytes: Buffer): BusMessage {
  const kind = kinds[bytes[1]! - 1];
  if (!kind) throw new RangeError('an unknown kind of D-Bus message');
  const fieldsEnd = fixedHeaderBytes + bytes.readUInt32LE(12);
  const fields = new Map(parseValues('a(yv)', bytes.subarray(0, fieldsEnd), 12)[0] as unknown as readonly (readonly [number, BusValue])[]);
  const text = (code: number): string | null => (typeof fields.get(code) === 'string' ? (fields.get(code) as string) : null);
  const reply = fields.get(5);
  return {
    kind, serial: bytes.readUInt32LE(8), replySerial: typeof reply === 'number' ? reply : null, errorName: text(4), member: text(3), interface: text(2), path: text(1), signature: text(8) ?? '',
    body: bytes.subarray(padTo(fieldsEnd, 8)),
  };
}

/** The values of a signature. @throws RangeError  the bytes are not what it says */
export function parseValues(signature: string, bytes: Buffer, from = 0): readonly BusValue[] {
  let at = from;
  const take = (count: number, alignment: number): number => {
    const start = padTo(at, alignment);
    if (start + count > bytes.length) throw new RangeError('a D-Bus value is cut off');
    at = start + count;
    return start;
  };
  const takeText = (length: number): string => bytes.toString('utf8', take(length + 1, 1), at - 1);

  function parseOne(types: string, depth: number): BusValue {
    if (depth > deepestValue) throw new RangeError('a D-Bus value is nested too deeply');
    switch (types[0]) {
      case 'y': return bytes.readUInt8(take(1, 1));
      case 'b': return bytes.readUInt32LE(take(4, 4)) !== 0;
      case 'n': return bytes.readInt16LE(take(2, 2));
      case 'q': return bytes.readUInt16LE(take(2, 2));
      case 'i': return bytes.readInt32LE(take(4, 4));
      case 'u': case 'h': return bytes.readUInt32LE(take(4, 4));
      case 'x': return bytes.readBigInt64LE(take(8, 8));
      case 't': return bytes.readBigUInt64LE(take(8, 8));
      case 'd': return bytes.readDoubleLE(take(8, 8));
      case 's': case 'o': return takeText(bytes.readUInt32LE(take(4, 4)));
      case 'g': return takeText(bytes.readUInt8(take(1, 1)));
      case 'v': {
        const inner = takeText(bytes.readUInt8(take(1, 1)));
        if (splitSignature(inner).length !== 1) throw new RangeError('a D-Bus variant holds not one value');
        return parseOne(inner, depth + 1);
      }
      case 'a': {
        const size = bytes.readUInt32LE(take(4, 4));
        const element = types.slice(1);
        const start = take(0, alignments[element[0]!] ?? 1);
        const end = start + size;
        if (end > bytes.length) throw new RangeError('a D-Bus array is cut off');
        const values: BusValue[] = [];
        while (at < end) values.push(parseOne(element, depth + 1));
        return values;
      }
      case '(': case '{': {
        take(0, 8);
        return splitSignature(types.slice(1, -1)).map((type) => parseOne(type, depth + 1));
      }
      default: throw new RangeError('an unknown D-Bus type');
    }
  }
  return splitSignature(signature).map((type) => parseOne(type, 0));
}

/** "sa{sv}(ii)" to its single complete types. @throws RangeError  it is none */
function splitSignature(signature: string): readonly string[] {
  const types: string[] = [];
  for (let at = 0; at < signature.length;) {
    const start = at;
    while (signature[at] === 'a') at++;
    const open = signature[at] ?? '';
    if (open === '(' || open === '{') {
      let depth = 0;
      do {
        if ('({'.includes(signature[at]!)) depth++;
        if (')}'.includes(signature[at]!)) depth--;
        at++;
      } while (depth > 0 && at < signature.length);
      if (depth !== 0) throw new RangeError('a D-Bus signature is not closed');
    } else if (open in alignments) at++;
    else throw new RangeError('an unknown D-Bus type');
    types.push(signature.slice(start, at));
  }
  return types;
}
