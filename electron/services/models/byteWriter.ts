/** What is encoded by the ten thousands is written into one buffer: a node's bytes as forty small arrays cost more than hashing them. */
export type ByteWriter = {
  u8(value: number): void;
  /** @param value  integer, 0 <= value < 2^32 */
  u32(value: number): void;
  /** Length u32LE ‖ UTF-8. @param value  well-formed Unicode */
  text(value: string): void;
  bytes(value: Uint8Array): void;
  /** A copy of what was written since the start. */
  finish(): Uint8Array;
};

let buffer = Buffer.allocUnsafeSlow(4096);
let at = 0;

function room(count: number): void {
  if (at + count <= buffer.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(2 * buffer.length, at + count));
  larger.set(buffer.subarray(0, at));
  buffer = larger;
}

const writer: ByteWriter = {
  u8(value) {
    room(1);
    buffer[at++] = value;
  },
  u32(value) {
    room(4);
    at = buffer.writeUInt32LE(value >>> 0, at);
  },
  text(value) {
    room(4 + 3 * value.length);
    const count = buffer.write(value, at + 4);
    buffer.writeUInt32LE(count, at);
    at += 4 + count;
  },
  bytes(value) {
    room(value.length);
    buffer.set(value, at);
    at += value.length;
  },
  finish: () => new Uint8Array(buffer.subarray(0, at)),
};

/** Begins anew. One at a time: whoever writes calls nobody who starts another before `finish`. */
export function startBytes(): ByteWriter {
  at = 0;
  return writer;
}
