import { assertFinite } from '../../protocol/finite.ts';
import { rowRoot } from '../../protocol/rows.ts';
import { chunkRows, sketchBytes, sketchRoot, sketchRows } from '../../protocol/sketch.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { toHex } from '../../protocol/bytes.ts';
import type { Hex } from '../../shared/units.ts';

export type Evidence = {
  /** float32 little-endian [count, hiddenSize] */
  readonly rows: Uint8Array;
  readonly rowRoot: Hex;
  readonly sketches: readonly Uint8Array[];
  readonly sketchRoot: Hex;
};

export type EvidenceCollector = {
  /** All prompt rows but the last. */
  addPrompt(rows: Float32Array): void;
  /** The row whose logits chose the next token; copied, because the runtime reuses its buffers. */
  add(row: Float32Array): void;
  /** Rows [from, to) of those added, a view. */
  rowsOf(from: number, to: number): Float32Array;
  finish(): Evidence;
  /** Time spent in here so far. */
  spentMs(): number;
};

/**
 * Collects a job's eager evidence while it runs: rows into one buffer, a sketch per 32 rows, the roots at the end.
 *
 * @throws evidence.nonFinite  a row holds NaN or infinity; the job then fails, no evidence is made
 * @source docs/protocol/evidence.md (HVI-1 3.5)
 */
export function collectEvidence(
  p: Primitives,
  options: { readonly sketchKey: Uint8Array; readonly hiddenSize: number; readonly expectedRows: number; readonly nowMs: () => number },
): EvidenceCollector {
  const { hiddenSize, nowMs, sketchKey } = options;
  let promptSketch: Uint8Array = new Uint8Array(sketchBytes);
  const chunks: Uint8Array[] = [];
  // Doubles when it is too small: a large maxNewTokens that stops early must not cost its whole buffer.
  let rows = allocate(Math.min(options.expectedRows, 1024) * hiddenSize);
  let count = 0;
  let spent = 0;

  const timed = <T>(work: () => T): T => {
    const start = nowMs();
    const result = work();
    spent += nowMs() - start;
    return result;
  };
  const append = (row: Float32Array): void => {
    if ((count + 1) * hiddenSize > rows.length) {
      const larger = allocate(Math.max(2 * rows.length, hiddenSize));
      larger.set(rows);
      rows = larger;
    }
    rows.set(row, count * hiddenSize);
    count++;
  };

  const rowsOf = (from: number, to: number): Float32Array => rows.subarray(from * hiddenSize, Math.min(to, count) * hiddenSize);
  // From the rows themselves: they are kept anyway, and a second copy of 32 of them costs more than their sums.
  const sketchChunk = (): void => void chunks.push(sketchRows(p, sketchKey, 1 + chunks.length, rowsOf(chunks.length * chunkRows, count)));

  return {
    rowsOf,
    addPrompt: (promptRows) => timed(() => {
      assertFinite(promptRows, 'prompt rows');
      if (promptRows.length > 0) promptSketch = sketchRows(p, sketchKey, 0, promptRows);
    }),
    add: (row) => timed(() => {
      assertFinite(row, 'last hidden row', count);
      append(row);
      if (count % chunkRows === 0) sketchChunk();
    }),
    finish: () => timed(() => {
      if (count % chunkRows !== 0) sketchChunk();
      const used = rowsOf(0, count);
      const sketches = [promptSketch, ...chunks];
      return {
        rows: new Uint8Array(used.buffer, used.byteOffset, used.byteLength),
        rowRoot: toHex(rowRoot(p, used, hiddenSize)),
        sketches,
        sketchRoot: toHex(sketchRoot(p, sketches)),
      };
    }),
    spentMs: () => spent,
  };
}

const largePage = 2 ** 21;
/**
 * At least `length` numbers, all 0. Touching fresh memory in pages of 4 KiB can cost more than all the evidence does. Where workers may have large pages (services/broker/nodeFork.ts), the system gives
 * them to a mapping of whole ones only, and the allocator's header is part of the mapping: so a large piece is a whole number of them, less room for that header.
 */
function allocate(length: number): Float32Array<ArrayBuffer> {
  const bytes = length * Float32Array.BYTES_PER_ELEMENT;
  const room = bytes < largePage / 2 ? bytes : Math.ceil((bytes + 64) / largePage) * largePage - 64;
  return new Float32Array(room / Float32Array.BYTES_PER_ELEMENT);
}
