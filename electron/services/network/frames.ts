import { z } from 'zod';
import { u32LE } from '../../protocol/bytes.ts';
import { repeatedKey } from '../../protocol/receiptFile.ts';
import { HearthError } from '../../shared/errors.ts';

/** Bytes before every frame: the length of what follows, u32 little-endian. */
export const frameHeaderBytes = 4;

/** One message as UTF-8 JSON of the shape's wire form, its keys in the order of the shape. */
export const encodeBody = <T extends z.ZodType>(shape: T, message: z.output<T>): Uint8Array => Buffer.from(JSON.stringify(z.encode(shape, message)), 'utf8');

/** One message as the bytes of one frame: header, then the body. */
export function encodeFrame<T extends z.ZodType>(shape: T, message: z.output<T>): Uint8Array {
  const body = encodeBody(shape, message);
  return Buffer.concat([u32LE(body.length), body]);
}

export type ParsedFrame<T> = { readonly ok: true; readonly message: T } | { readonly ok: false; readonly reason: string };

/** A frame's body to a message, or the reason why not. Never throws: the bytes come from a stranger. */
export function parseFrame<T extends z.ZodType>(shape: T, body: Uint8Array): ParsedFrame<z.output<T>> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    const raw: unknown = JSON.parse(text);
    const repeated = repeatedKey(text);
    if (repeated !== null) return { ok: false, reason: `the key ${JSON.stringify(repeated.slice(0, 60))} stands twice in one object` };
    const parsed = shape.safeParse(raw);
    return parsed.success ? { ok: true, message: parsed.data } : { ok: false, reason: z.prettifyError(parsed.error).slice(0, 300) };
  } catch (error) {
    // Also the stack overflow of a pattern over a very long hostile string.
    return { ok: false, reason: error instanceof SyntaxError || error instanceof TypeError ? 'not JSON in UTF-8' : 'unreadable' };
  }
}

export type FrameBuffer = {
  /** @throws network.malformed  a header announces more than the limit; nothing of the body is kept */
  push(bytes: Uint8Array): void;
  /** The next whole frame's body, or null. */
  take(): Uint8Array | null;
  /** Bytes of the frame that has begun but is not whole, header included; 0 between frames. */
  readonly begunBytes: number;
  /** Length of the body that the present header announces; null before the header is whole. */
  readonly announcedBytes: number | null;
};

/**
 * Cuts a byte stream into frames. Memory grows with what has arrived, never with what a header merely announces.
 *
 * @param limitBytes  largest body
 */
export function createFrameBuffer(limitBytes: number): FrameBuffer {
  let parts: Uint8Array[] = [];
  let sizeBytes = 0;

  /** Joins the parts only as far as needed: the header alone, or a whole frame. */
  function cut(count: number): Uint8Array {
    const out = new Uint8Array(count);
    let filled = 0;
    let used = 0;
    while (filled < count) {
      const part = parts[used]!;
      const piece = part.subarray(0, count - filled);
      out.set(piece, filled);
      filled += piece.length;
      if (piece.length === part.length) used++;
      else parts[used] = part.subarray(piece.length);
    }
    parts = parts.slice(used);
    sizeBytes -= count;
    return out;
  }
  let announced: number | null = null;
  function readHeader(): void {
    if (announced !== null || sizeBytes < frameHeaderBytes) return;
    const header = cut(frameHeaderBytes);
    announced = new DataView(header.buffer).getUint32(0, true);
    if (announced > limitBytes) {
      const reason = `a frame of ${announced} bytes; the limit is ${limitBytes}`;
      parts = [];
      sizeBytes = 0;
      throw new HearthError('network.malformed', { reason });
    }
  }
  return {
    get begunBytes() {
      return sizeBytes + (announced === null ? 0 : frameHeaderBytes);
    },
    get announcedBytes() {
      return announced;
    },
    push(bytes) {
      if (bytes.length === 0) return;
      parts.push(bytes);
      sizeBytes += bytes.length;
      readHeader();
    },
    take() {
      if (announced === null || sizeBytes < announced) return null;
      const body = cut(announced);
      announced = null;
      readHeader();
      return body;
    },
  };
}
