import { stopReason, type Decode, type StopReason } from '../shared/decode.ts';

export type StopFacts = {
  readonly decode: Pick<Decode, 'maxNewTokens' | 'stopTokenIds'>;
  readonly promptLength: number;
  readonly maxContext: number;
};

/**
 * Whether generation ends after `lastToken`, the `count`-th new token, and why; null goes on. A stop token is part of the output, and goes
 * before the limits.
 * @source docs/protocol/sampler.md (HVI-1, 3.6)
 */
export function decideStop(facts: StopFacts, lastToken: number, count: number): Exclude<StopReason, 0> | null {
  if (facts.decode.stopTokenIds.includes(lastToken)) return stopReason.stopToken;
  if (count >= facts.decode.maxNewTokens) return stopReason.maxNewTokens;
  if (facts.promptLength + count >= facts.maxContext) return stopReason.maxContext;
  return null;
}

/** Whether the claimed reason follows from the tokens: nothing before the last one ends generation, and the last one does, so. */
export const stopFollows = (facts: StopFacts, tokens: readonly number[], claimed: number): boolean =>
  tokens.length > 0 && tokens.every((token, i) => decideStop(facts, token, i + 1) === (i === tokens.length - 1 ? claimed : null));
