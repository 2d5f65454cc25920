import { z } from 'zod';
import { bytes32Shape, hexShape, safeUintShape, uint32Shape, type Hex } from '../shared/units.ts';
import { fromHex, toHex } from './bytes.ts';
import { jcsSha256 } from './jcs.ts';
import type { Primitives } from './primitives.ts';
import { chunkRows } from './sketch.ts';
import { createGrowingTree, treeTag, verifyMerkleProof } from './tree.ts';

/**
 * Opening rows under a receipt's rowRoot: which rows, how they come back, how they are checked.
 * @source docs/protocol/audits.md section 4
 */

/** Rows opened per chunk where the whole chunk is not. */
export const rowsPerChunk = 4;
/** Most rows of one request: a chunk, or four each of 16. */
export const openingLimit = 64;

export const rowRequestShape = z.strictObject({
  format: z.literal('hearth-rows/1'),
  jobId: bytes32Shape,
  receiptHash: bytes32Shape,
  /** Ascending, without repeats. */
  indexes: z.array(uint32Shape).min(1).max(openingLimit).refine((list) => list.every((index, i) => i === 0 || index > list[i - 1]!), 'not ascending'),
  atMs: safeUintShape,
});
export type RowRequest = z.infer<typeof rowRequestShape>;

/** What the client signs, as an EIP-191 message over these 32 bytes: rows tell of prompt and output, so only the order's client may ask. */
export const rowRequestDigest = (p: Primitives, request: RowRequest): Hex => toHex(jcsSha256(p, request));

export const rowOpeningShape = z.strictObject({
  /** float32 little-endian; 65,536 values at most. */
  row: hexShape.max(2 + 2 * 4 * 65_536),
  proof: z.array(bytes32Shape).max(32),
});
export const rowsOpenedShape = z.strictObject({
  kind: z.literal('rows'),
  /** Rows under the root. */
  count: uint32Shape,
  /** As asked, in that order. */
  openings: z.array(rowOpeningShape).max(openingLimit),
});
export type RowsOpened = z.infer<typeof rowsOpenedShape>;

/**
 * Four random rows of each generated chunk (all of a shorter one).
 * @param below  a random whole number, 0 <= x < n
 */
export function drawRows(count: number, below: (n: number) => number): number[] {
  const drawn: number[] = [];
  for (let start = 0; start < count && drawn.length + rowsPerChunk <= openingLimit; start += chunkRows) {
    const chunk = Array.from({ length: Math.min(chunkRows, count - start) }, (_, i) => start + i);
    for (let i = 0; i < Math.min(rowsPerChunk, chunk.length); i++) {
      const at = i + below(chunk.length - i);
      [chunk[i], chunk[at]] = [chunk[at]!, chunk[i]!];
    }
    drawn.push(...chunk.slice(0, rowsPerChunk).sort((a, b) => a - b));
  }
  return drawn;
}

/** All rows of generated chunk c, from 0. */
export const rowsOfChunk = (count: number, chunk: number): number[] =>
  Array.from({ length: Math.max(0, Math.min(chunkRows, count - chunk * chunkRows)) }, (_, i) => chunk * chunkRows + i);

/** @param rows  all rows of the job, each its bytes @throws RangeError  an index outside */
export function openRows(p: Primitives, rows: readonly Uint8Array[], indexes: readonly number[]): RowsOpened {
  const tree = createGrowingTree(p, treeTag.row);
  for (const row of rows) tree.append(row);
  return { kind: 'rows', count: rows.length, openings: indexes.map((index) => ({ proof: tree.proof(index).map(toHex), row: toHex(rows[index]!) })) };
}

export type CheckedRows = { readonly ok: true; readonly rows: readonly Float32Array[] } | { readonly ok: false; readonly reason: string };

/** The rows of an answer, once each is proven under the root; or why not. Never throws on a parsed answer. */
export function checkOpening(p: Primitives, opened: RowsOpened, expected: { readonly rowRoot: string; readonly count: number; readonly indexes: readonly number[] }): CheckedRows {
  const refuse = (reason: string): CheckedRows => ({ ok: false, reason });
  if (opened.count !== expected.count) return refuse(`${opened.count} rows instead of ${expected.count}`);
  if (opened.openings.length !== expected.indexes.length) return refuse(`${opened.openings.length} rows were opened, ${expected.indexes.length} asked for`);
  const root = fromHex(expected.rowRoot);
  const rows: Float32Array[] = [];
  for (const [i, { row, proof }] of opened.openings.entries()) {
    const index = expected.indexes[i]!;
    const bytes = fromHex(row);
    if (!verifyMerkleProof(p, { tag: treeTag.row, count: expected.count, index, leaf: bytes, proof: proof.map(fromHex), root })) return refuse(`row ${index} is not under the receipt's rowRoot`);
    if (bytes.length % 4 !== 0) return refuse(`row ${index} is no float32`);
    rows.push(readFloats(bytes));
  }
  return { ok: true, rows };
}

function readFloats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

/** Relative L2 distance of a claimed row from one's own; Infinity for another width or no numbers. */
export function rowDistance(claimed: Float32Array, own: Float32Array): number {
  if (claimed.length !== own.length) return Infinity;
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < own.length; i++) {
    difference += (claimed[i]! - own[i]!) ** 2;
    norm += own[i]! ** 2;
  }
  if (difference === 0) return 0;
  const distance = Math.sqrt(difference / norm);
  return Number.isFinite(distance) ? distance : Infinity;
}
