import { checkReasons } from '../shared/checkReasons.ts';
import { fromHex } from './bytes.ts';
import type { Primitives } from './primitives.ts';
import { sketchDistance } from './sketch.ts';
import { merkleRoot, treeTag } from './tree.ts';

/**
 * Evidence of a model without tokens: a sketch (HS-32) of each value that its plan taps.
 * @source docs/protocol/evidence.md section 5 (HVI-1 3.5)
 */

/** A tapped value as its sketch takes it: row-major, as float32; what is no finite number counts as 0, since a tap accuses nobody. */
export const tapValues = (values: ArrayLike<number | bigint>): Float32Array => Float32Array.from(values, (value) => (Number.isFinite(Number(value)) ? Number(value) : 0));

/** Over the sketches in the plan's order; of no leaves for a job with tokens. */
export const tapRootOf = (p: Primitives, sketches: readonly Uint8Array[]): Uint8Array => merkleRoot(p, treeTag.tap, sketches);

export type TapComparison = {
  /** What is wrong whatever the machine: another number of sketches than the model's plan has taps. Null: none. */
  readonly fault: string | null;
  /** Largest distance, and of which tap; 0 where there are none. */
  readonly distance: number;
  readonly tap: number;
  readonly count: number;
};

/** A bundle's sketches against those of a replay under the same key. */
export function compareTaps(claimed: readonly string[] | undefined, replayed: readonly Uint8Array[]): TapComparison {
  const sketches = claimed ?? [];
  const count = replayed.length;
  if (sketches.length !== count) return { fault: checkReasons.tapCount(sketches.length, count), distance: Infinity, tap: 0, count };
  const distances = replayed.map((own, tap) => sketchDistance(fromHex(sketches[tap]!), own));
  const tap = distances.reduce((most, distance, i) => (distance > distances[most]! ? i : most), 0);
  return { fault: null, distance: distances[tap] ?? 0, tap, count };
}
