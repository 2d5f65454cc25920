import { fromHex, utf8Bytes } from './bytes.ts';
import type { Primitives } from './primitives.ts';
import { chunkRows, sketchDistance, sketchRows } from './sketch.ts';

/**
 * A verifier's own sketch of its own replay, under a key of its own: what only somebody with the rows can make. It is committed to before any
 * other verifier's is seen, so neither a lazy verifier nor a copied vote can have it.
 *
 * @source docs/protocol/audits.md section 4 (HVI-1 3.7, 0.7)
 */

/** k_V = HMAC-SHA256(beacon, "hearth/personal/1" ‖ verifier ‖ receiptHash) */
export const derivePersonalKey = (p: Primitives, beacon: string, verifier: string, receiptHash: string): Uint8Array =>
  p.hmacSha256(fromHex(beacon), utf8Bytes('hearth/personal/1'), fromHex(verifier.toLowerCase()), fromHex(receiptHash));

/**
 * Sketches of all generated chunks, without the prompt's: chunk c at position 1 + c, as in the receipt.
 * @param rows  float32 [tokens, hiddenSize]
 */
export function personalSketches(p: Primitives, key: Uint8Array, rows: Float32Array, hiddenSize: number): Uint8Array[] {
  const chunkValues = chunkRows * hiddenSize;
  return Array.from({ length: Math.ceil(rows.length / chunkValues) }, (_, chunk) => sketchRows(p, key, 1 + chunk, rows.subarray(chunk * chunkValues, (chunk + 1) * chunkValues)));
}

/** The largest distance between a verifier's sketches and those made from other rows under the same key; Infinity for another count or no numbers. */
export function personalDistance(claimed: readonly Uint8Array[], own: readonly Uint8Array[]): number {
  if (claimed.length !== own.length) return Infinity;
  let worst = 0;
  for (let i = 0; i < own.length; i++) worst = Math.max(worst, sketchDistance(claimed[i]!, own[i]!));
  return worst;
}

/** One verifier's measurement of another: the largest distance of `of`'s sketches from its own rows. */
export type Comparison = { readonly by: string; readonly of: string; readonly distance: number };

/**
 * Which verifiers worked: those whose sketches at least half of the others confirm, so that one liar among three takes nobody's vote away. Where
 * nobody else has rows, or two contradict each other, only rows opened by the provider can say.
 * @param limit      the class's largest accepted distance
 * @param confirmed  verifiers whose sketch of an opened chunk agrees with its rows
 */
export function decideWorked(verifiers: readonly string[], comparisons: readonly Comparison[], limit: number, confirmed: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const worked = (verifier: string): boolean => {
    const by = new Map(comparisons.filter(({ of, by: judge }) => of === verifier && judge !== verifier && verifiers.includes(judge)).map(({ by: judge, distance }) => [judge, distance]));
    const agreeing = [...by.values()].filter((distance) => distance <= limit).length;
    return confirmed.has(verifier) || (agreeing > 0 && 2 * agreeing >= by.size);
  };
  return new Set(verifiers.filter(worked));
}
