import { HearthError } from '../shared/errors.ts';
import { concatBytes, u64BE } from './bytes.ts';
import type { Primitives } from './primitives.ts';
import { merkleRoot, treeTag } from './tree.ts';

/** Rows per sketch. */
export const chunkRows = 32;
/** Bytes per sketch: 32 float32, little-endian. */
export const sketchBytes = 128;
const cipherBlock = 16;
/** Keystream made at a time, a multiple of the cipher's block: from 128 KiB on, an allocator asks the system for fresh pages each time, which can cost more than the cipher. */
const streamPiece = 65_536;

/**
 * HS-32: a keyed projection of a chunk of rows to 32 numbers, so that two honest runs can be compared without sending rows.
 *
 * Each coordinate has one keystream byte b: bucket b & 31, sign by its top bit. Signed sums are accumulated into 256 bins and folded at
 * the end, which costs one addition per coordinate and no branch.
 *
 * @param position  keystream position: 0 the prompt, 1 + c for chunk c
 * @param rows      last-hidden rows, float32, flattened, any length > 0
 * @returns         32 float32, little-endian, 128 bytes
 * @throws evidence.nonFinite  a sum is beyond float32; two honest sketches could not be compared
 * @source docs/protocol/evidence.md section 2 (HVI-1 3.5, 0.6, 0.10)
 */
export function sketchRows(p: Primitives, sketchKey: Uint8Array, position: number, rows: Float32Array): Uint8Array {
  const bins = new Float64Array(256);
  for (let from = 0; from < rows.length; from += streamPiece) {
    const to = Math.min(rows.length, from + streamPiece);
    const stream = p.aes256Ctr(sketchKey, concatBytes(u64BE(position), u64BE(from / cipherBlock)), to - from);
    for (let i = from; i < to; i++) bins[stream[i - from]!]! += rows[i]!;
  }
  const sketch = new Uint8Array(sketchBytes);
  const view = new DataView(sketch.buffer);
  for (let bucket = 0; bucket < 32; bucket++) {
    let sum = 0;
    for (let b = bucket; b < 256; b += 32) sum += b < 128 ? bins[b]! : -bins[b]!;
    if (!Number.isFinite(Math.fround(sum))) throw new HearthError('evidence.nonFinite', { where: `sketch ${position}` });
    view.setFloat32(4 * bucket, sum, true);
  }
  return sketch;
}

export type RowSketcher = {
  /** Sketches all prompt rows but the last (which chooses the first token). No rows: 32 zeros. */
  sketchPrompt(rows: Float32Array): void;
  add(row: Float32Array): void;
  /** [prompt, chunk 0, chunk 1, …]; the last chunk may hold fewer than 32 rows. */
  finish(): Uint8Array[];
};

export function createRowSketcher(p: Primitives, options: { readonly sketchKey: Uint8Array; readonly hiddenSize: number }): RowSketcher {
  const { sketchKey, hiddenSize } = options;
  const chunk = new Float32Array(chunkRows * hiddenSize);
  const chunks: Uint8Array[] = [];
  let prompt: Uint8Array = new Uint8Array(sketchBytes);
  let filled = 0;
  const flush = (): void => {
    if (filled === 0) return;
    chunks.push(sketchRows(p, sketchKey, 1 + chunks.length, chunk.subarray(0, filled * hiddenSize)));
    filled = 0;
  };
  return {
    sketchPrompt(rows) {
      if (rows.length > 0) prompt = sketchRows(p, sketchKey, 0, rows);
    },
    add(row) {
      chunk.set(row, filled * hiddenSize);
      if (++filled === chunkRows) flush();
    },
    finish() {
      flush();
      return [prompt, ...chunks];
    },
  };
}

const readSketch = (bytes: Uint8Array): Float32Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: 32 }, (_, i) => view.getFloat32(4 * i, true));
};

/**
 * Relative L2 distance ‖claimed − replayed‖ / ‖replayed‖: an unbiased estimate of the relative error of the whole chunk.
 * Infinity when the claim is not finite, has the wrong length, or the replay is all zero and the claim is not.
 */
export function sketchDistance(claimed: Uint8Array, replayed: Uint8Array): number {
  if (claimed.length !== sketchBytes || replayed.length !== sketchBytes) return Infinity;
  const a = readSketch(claimed);
  const b = readSketch(replayed);
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < 32; i++) {
    difference += (a[i]! - b[i]!) ** 2;
    norm += b[i]! ** 2;
  }
  if (difference === 0) return 0;
  const distance = Math.sqrt(difference / norm);
  return Number.isFinite(distance) ? distance : Infinity;
}

export const sketchRoot = (p: Primitives, sketches: readonly Uint8Array[]): Uint8Array => merkleRoot(p, treeTag.sketch, sketches);
