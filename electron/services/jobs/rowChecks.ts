import { fromHex, toHex } from '../../protocol/bytes.ts';
import { deriveSketchKey } from '../../protocol/keys.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { rowDistance } from '../../protocol/rowOpening.ts';
import { rowRoot } from '../../protocol/rows.ts';
import { chunkRows, sketchRows } from '../../protocol/sketch.ts';
import { checkReasons as say } from '../../shared/checkReasons.ts';
import { isHearthError } from '../../shared/errors.ts';
import type { Check } from '../../shared/shapes.ts';
import type { Hex } from '../../shared/units.ts';

/** Rows that are proven to be the receipt's: float32 [tokens, width]. */
export type CommittedRows = { readonly values: Float32Array; readonly width: number };
/** Or why there are none to compare. */
export type OpenedRows = CommittedRows | { readonly missing: string };

/** Widest row that is read from a file. */
export const rowWidthLimit = 65_536;

/**
 * Holds all rows of a job, as its provider keeps them, against the receipt: their root, and the receipt's own sketches, which must be made of just these
 * rows, byte for byte. Needs no model and no threshold.
 *
 * @param bytes  float32 little-endian, laid end to end
 * @source docs/protocol/audits.md section 4
 */
export function checkRowBytes(p: Primitives, file: ReceiptFile, bytes: Uint8Array): { readonly checks: readonly Check[]; readonly rows: OpenedRows } {
  const { bundle, receipt } = file;
  const root = (state: Check['state'], reason: string): Check => ({ name: 'rows', state, reason, covers: ['rowRoot'] });
  if (bundle.kind !== 'generate') return { checks: [root('notChecked', say.rowsNeeded)], rows: { missing: say.rowsNeeded } };
  const width = bytes.length / (4 * bundle.tokens.length);
  const refuse = (reason: string) => ({ checks: [root('failed', reason)], rows: { missing: say.otherRows } });
  if (!Number.isInteger(width) || width < 1 || width > rowWidthLimit) return refuse(say.rowBytes(bytes.length, bundle.tokens.length));
  // A copy whose buffer starts at 0: slice() of a Buffer would be a view into a larger one.
  const values = new Float32Array(new Uint8Array(bytes).buffer);
  const found = toHex(rowRoot(p, values, width));
  if (found !== receipt.trace.rowRoot) return refuse(say.otherRowRoot(`${found.slice(0, 18)}…`, `${receipt.trace.rowRoot.slice(0, 18)}…`));
  const other = bundle.sketches.slice(1).findIndex((claimed, chunk) => !isSketchOf(p, file, values.subarray(chunk * chunkRows * width, (chunk + 1) * chunkRows * width), chunk, claimed));
  const sketches: Check = {
    name: 'rowSketches', covers: ['rowRoot', 'sketchRoot'], state: other < 0 ? 'passed' : 'failed',
    reason: other < 0 ? say.sketchesOfRows(bundle.sketches.length - 1) : say.sketchNotOfRows(other),
  };
  return { checks: [root('passed', say.rowsHash(bundle.tokens.length, width)), sketches], rows: { values, width } };
}

/** The client's nonce is in the bundle, so whoever holds the file knows the sketch key. */
function isSketchOf(p: Primitives, { bundle, order, receipt }: ReceiptFile, rows: Float32Array, chunk: number, claimed: string): boolean {
  try {
    const key = deriveSketchKey(p, fromHex(bundle.nonce), order.jobId as Hex, receipt.provider as Hex);
    return toHex(sketchRows(p, key, 1 + chunk, rows)) === claimed;
  } catch (error) {
    if (isHearthError(error, 'evidence.nonFinite')) return false;
    throw error;
  }
}

export type RowComparison = { readonly chunk: number; readonly distance: number; readonly row: number; readonly rowDistance: number };

/** The chunk whose rows are farthest from a replay's, relative to the replay's own norm, and the farthest row in it. Infinity for rows of another width. */
export function compareRows({ values, width }: CommittedRows, own: Float32Array): RowComparison {
  if (own.length !== values.length) return { chunk: 0, distance: Infinity, row: 0, rowDistance: Infinity };
  const at = (rows: Float32Array, first: number, count: number): Float32Array => rows.subarray(first * width, (first + count) * width);
  const farthest = (first: number, last: number, step: number): { readonly first: number; readonly distance: number } => {
    let worst = { first, distance: -1 };
    for (let start = first; start < last; start += step) {
      const distance = rowDistance(at(values, start, step), at(own, start, step));
      if (distance > worst.distance) worst = { first: start, distance };
    }
    return worst;
  };
  const count = values.length / width;
  const chunk = farthest(0, count, chunkRows);
  const row = farthest(chunk.first, Math.min(count, chunk.first + chunkRows), 1);
  return { chunk: chunk.first / chunkRows, distance: chunk.distance, row: row.first, rowDistance: row.distance };
}
