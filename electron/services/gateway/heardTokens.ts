/** What has been heard of an answer, over all providers that work on it. */
export type Heard = {
  readonly received: number[];
  /** How much of it was there when this round's orders went out. */
  readonly base: number;
  readonly onTokens: ((tokens: readonly number[]) => void) | undefined;
  /** The answer is complete: whoever is still at work is not heard any more. */
  isOver: boolean;
};

/** Sends on what one provider is ahead by; false when its tokens are not those that were sent on before. */
export function advance({ received, base, onTokens, isOver }: Heard, tokens: readonly number[]): boolean {
  if (isOver) return false;
  const known = Math.min(received.length - base, tokens.length);
  for (let i = 0; i < known; i++) if (received[base + i] !== tokens[i]) return false;
  const fresh = tokens.slice(known);
  if (fresh.length === 0) return true;
  received.push(...fresh);
  onTokens?.(fresh);
  return true;
}

/** The same for a whole answer. What nobody has been sent may be another one. */
export function complete(heard: Heard, tokens: readonly number[]): boolean {
  const { received, base, onTokens, isOver } = heard;
  if (isOver || (onTokens && tokens.length < received.length - base)) return false;
  if (!onTokens) received.length = base;
  return advance(heard, tokens);
}
