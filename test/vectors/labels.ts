import { createHash } from 'node:crypto';
import { toHex } from '../../electron/protocol/bytes.ts';
import type { Hex } from '../../electron/shared/units.ts';

/** Inputs of the vectors: sha256 of a label and a counter, so that nothing is hidden in them. */
export const bytesOf = (label: string, length = 32): Uint8Array => {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) => createHash('sha256').update(`${label}/${i}`).digest());
  return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
};
export const hexOf = (label: string): Hex => toHex(bytesOf(label));
export const addressOf = (label: string): Hex => toHex(bytesOf(label, 20));
/** float32 in [-scale, scale), exact in binary. */
export const floatsOf = (label: string, count: number, scale: number): Float32Array => {
  const bytes = bytesOf(label, count * 4);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Float32Array.from({ length: count }, (_, i) => (view.getInt32(4 * i, true) / 2 ** 31) * scale);
};
/** Logits of one position; "ties" has four values only, so that order decides. */
export const logitsOf = (label: string, vocabSize: number, ties: boolean): Float32Array => {
  const logits = floatsOf(label, vocabSize, 8);
  return ties ? logits.map((value) => Math.round(value / 4)) : logits;
};
