import type { Primitives } from './primitives.ts';
import { merkleRoot, treeTag } from './tree.ts';

/**
 * Root over last-hidden rows, one leaf per generated token, native little-endian bytes.
 * @param rows  float32, shape [n, hiddenSize], row-major
 */
export function rowRoot(p: Primitives, rows: Float32Array, hiddenSize: number): Uint8Array {
  const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
  const rowBytes = hiddenSize * 4;
  const leaves: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += rowBytes) leaves.push(bytes.subarray(at, at + rowBytes));
  return merkleRoot(p, treeTag.row, leaves);
}
