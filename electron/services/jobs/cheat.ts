import { weightCheatShape, type WeightCheat } from '../../shared/cheats.ts';
import { stopReason, type Decode } from '../../shared/decode.ts';

/**
 * Ways to cheat that a node of the practice network can be started with, so that everybody can watch what becomes of it. Never on a network
 * whose money is worth anything.
 *
 * - `stop-early`: computes half of the tokens and signs that the limit was reached. The receipt proves it by itself.
 * - `invent-tokens`: computes half of the tokens and bills all, the rest made up. No receipt shows it; a replay does. Says nothing when it is disputed.
 * - `cheap-weights`, `skip-layer`: computes with other weights than the model's; its tokens are what these weights and the client's seed give. When it is disputed it stands by them.
 * - `deny-weights`: computes as `cheap-weights`. When it is disputed it answers with the true replay, so that no element is false and only its rows are.
 */
export const cheatKinds = ['stop-early', 'invent-tokens', ...weightCheatShape.options, 'deny-weights'] as const;
export type CheatKind = (typeof cheatKinds)[number];

/** The weights a node computes with that cheats this way; null: the model's own. */
export const weightCheatOf = (kind: CheatKind | null | undefined): WeightCheat | null => weightCheatShape.safeParse(kind === 'deny-weights' ? 'cheap-weights' : kind).data ?? null;

/** What the worker is asked for instead of what was ordered. Pure. */
export const cheatDecode = (kind: CheatKind, decode: Decode): Decode => (weightCheatOf(kind) ? decode : { ...decode, maxNewTokens: Math.ceil(decode.maxNewTokens / 2) });

type Generated = { readonly tokens: readonly number[]; readonly sketches: readonly Uint8Array[]; readonly stopReason: number };

/**
 * What is passed off as the result. Pure. An answer that ended by itself within the half is honest, and stays as it is.
 * @param chunkRows  tokens to a sketch
 */
export function cheatResult(kind: CheatKind, ordered: Decode, made: Generated, chunkRows: number): { readonly tokens: number[]; readonly sketches: Uint8Array[] } {
  const asMade = { tokens: [...made.tokens], sketches: [...made.sketches] };
  if (kind !== 'invent-tokens' || made.stopReason !== stopReason.maxNewTokens || made.tokens.length === 0) return asMade;
  const tokens = Array.from({ length: ordered.maxNewTokens }, (_, i) => made.tokens[i % made.tokens.length]!);
  const sketches = Array.from({ length: 1 + Math.ceil(tokens.length / chunkRows) }, (_, i) => made.sketches[Math.min(i, made.sketches.length - 1)]!);
  return { tokens, sketches };
}
