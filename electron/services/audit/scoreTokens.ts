import { assertFinite } from '../../protocol/finite.ts';
import { HearthError } from '../../shared/errors.ts';
import type { Replay } from './auditGeneration.ts';

/** A token with the natural logarithm of its probability. */
type Scored = { readonly token: number; readonly logprob: number };
/** `top`: the most likely tokens in its place, most likely first, ties by index. */
type Score = readonly (Scored & { readonly top: readonly Scored[] })[];

type ScoreRequest = {
  readonly promptTokens: readonly number[];
  readonly tokens: readonly number[];
  /** Tokens before this index are read, not scored. */
  readonly from: number;
  /** How many of the most likely to name in each place. */
  readonly top: number;
};

/**
 * How likely each token was to the model itself: the softmax of the plain logits, before penalty, temperature and filters. One prefill, in segments.
 *
 * @throws input.wrongShape    no prompt, or a token outside the vocabulary
 * @throws input.tooLarge      more positions than the model has
 * @throws evidence.nonFinite  a logit is NaN or infinite
 */
export async function scoreTokens(replay: Pick<Replay, 'vocabSize' | 'maxContext' | 'step'>, { promptTokens, tokens, from, top }: ScoreRequest, segmentRows = 512): Promise<Score> {
  const { vocabSize, maxContext } = replay;
  if (promptTokens.length === 0) throw new HearthError('input.wrongShape', { expected: 'a prompt', found: 'none' });
  if (promptTokens.length + tokens.length > maxContext) throw new HearthError('input.tooLarge', { what: 'tokens', limit: maxContext, found: promptTokens.length + tokens.length });
  const bad = [...promptTokens, ...tokens].find((token) => !Number.isInteger(token) || token < 0 || token >= vocabSize);
  if (bad !== undefined) throw new HearthError('input.wrongShape', { expected: `tokens from 0 to ${vocabSize - 1}`, found: String(bad) });
  // The last token's own logits choose what is not there.
  const fed = [...promptTokens, ...tokens.slice(0, -1)];
  const scored: Score[number][] = [];
  for (let start = 0; start < fed.length && tokens.length > from; start += segmentRows) {
    const segment = fed.slice(start, start + segmentRows);
    const { logits, logitsFrom } = await replay.step(segment, Math.min(segment.length, Math.max(0, promptTokens.length - 1 + from - start)));
    for (let i = 0; i < segment.length; i++) {
      const at = start + i - (promptTokens.length - 1);
      if (at < from) continue;
      const row = logits.subarray((i - logitsFrom) * vocabSize, (i - logitsFrom + 1) * vocabSize);
      assertFinite(row, 'scored logits', at);
      const total = logSumExp(row);
      const score = (token: number): Scored => ({ token, logprob: row[token]! - total });
      scored.push({ ...score(tokens[at]!), top: largest(row, top).map(score) });
    }
  }
  return scored;
}

function logSumExp(row: Float32Array): number {
  let max = -Infinity;
  for (const logit of row) if (logit > max) max = logit;
  let sum = 0;
  for (const logit of row) sum += Math.exp(logit - max);
  return max + Math.log(sum);
}

/** Indices of the `count` largest, by insertion: a handful of a whole vocabulary. */
function largest(row: Float32Array, count: number): number[] {
  const best: number[] = [];
  if (count === 0) return best;
  for (let index = 0; index < row.length; index++) {
    if (best.length === count && row[index]! <= row[best.at(-1)!]!) continue;
    let at = best.length;
    while (at > 0 && row[best[at - 1]!]! < row[index]!) at--;
    best.splice(at, 0, index);
    if (best.length > count) best.pop();
  }
  return best;
}
