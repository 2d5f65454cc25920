import { stopReason, type Decode } from '../../shared/decode.ts';

/**
 * Ways to cheat that a node of the practice network can be started with, so that everybody can watch what becomes of it. Never on a network
 * whose money is worth anything.
 *
 * - `stop-early`: computes half of the tokens and signs that the limit was reached. The receipt proves it by itself.
 * - `invent-tokens`: computes half of the tokens and bills all, the rest made up. No receipt shows it; a replay does.
 */
export const cheatKinds = ['stop-early', 'invent-tokens'] as const;
export type CheatKind = (typeof cheatKinds)[number];

/** What the worker is asked for instead of what was ordered. Pure. */
export const cheatDecode = (decode: Decode): Decode => ({ ...decode, maxNewTokens: Math.ceil(decode.maxNewTokens / 2) });

type Generated = { readonly tokens: readonly number[]; readonly sketches: readonly Uint8Array[]; readonly stopReason: number };

/**
 * What is passed off as the result. Pure. An answer that ended by itself within the half is honest, and stays as it is.
 * @param chunkRows  tokens to a sketch
 */
export function cheatResult(kind: CheatKind, ordered: Decode, made: Generated, chunkRows: number): { readonly tokens: number[]; readonly sketches: Uint8Array[] } {
  const honest = { tokens: [...made.tokens], sketches: [...made.sketches] };
  if (kind === 'stop-early' || made.stopReason !== stopReason.maxNewTokens || made.tokens.length === 0) return honest;
  const tokens = Array.from({ length: ordered.maxNewTokens }, (_, i) => made.tokens[i % made.tokens.length]!);
  const sketches = Array.from({ length: 1 + Math.ceil(tokens.length / chunkRows) }, (_, i) => made.sketches[Math.min(i, made.sketches.length - 1)]!);
  return { tokens, sketches };
}
