import { assertFinite } from '../../protocol/finite.ts';
import { rowRoot } from '../../protocol/rows.ts';
import { createRowSketcher, sketchRoot } from '../../protocol/sketch.ts';
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
  const { hiddenSize, nowMs } = options;
  const sketcher = createRowSketcher(p, { sketchKey: options.sketchKey, hiddenSize });
  // Doubles when it is too small: a large maxNewTokens that stops early must not cost its whole buffer.
  let rows = new Float32Array(Math.min(options.expectedRows, 1024) * hiddenSize);
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
      const larger = new Float32Array(Math.max(2 * rows.length, hiddenSize));
      larger.set(rows);
      rows = larger;
    }
    rows.set(row, count * hiddenSize);
    count++;
  };

  return {
    addPrompt: (promptRows) => timed(() => {
      assertFinite(promptRows, 'prompt rows');
      sketcher.sketchPrompt(promptRows);
    }),
    add: (row) => timed(() => {
      assertFinite(row, 'last hidden row', count);
      append(row);
      sketcher.add(row);
    }),
    rowsOf: (from, to) => rows.subarray(from * hiddenSize, Math.min(to, count) * hiddenSize),
    finish: () => timed(() => {
      const used = rows.subarray(0, count * hiddenSize);
      const sketches = sketcher.finish();
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
