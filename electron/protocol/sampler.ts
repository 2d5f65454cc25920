import type { Decode } from '../shared/decode.ts';
import { concatBytes, u64BE } from './bytes.ts';
import type { Primitives } from './primitives.ts';
import { exp, ln } from './realMath.ts';

/** The largest Gumbel term a 32-bit draw can give: -ln(-ln(1 - 2^-33)) = 22.874; an index this far behind cannot win. */
const gumbelMax = 22.88;

export type Sampler = {
  /**
   * The token that the seed fixes.
   * @param logits    float32 [vocabSize]
   * @param position  index of the new token, from 0
   * @param history   prompt tokens, then tokens generated so far
   */
  choose(logits: Float32Array, position: number, history: readonly number[]): number;
  /**
   * By how much `token` misses the seeded choice: 0 when it is the choice, Infinity when the filters exclude it.
   * Unit: temperature-scaled log-odds (nats).
   */
  margin(logits: Float32Array, position: number, history: readonly number[], token: number): number;
};

/**
 * Seeded Gumbel-max sampling in float64: penalty, temperature, top-k, top-p, min-p, then argmax of score + Gumbel noise drawn
 * from AES-CTR(samplerKey). Ties go to the lowest index. Two honest machines draw the same noise, so a token is evidence.
 * @source docs/protocol/sampler.md (HVI-1 3.6, 0.6)
 */
export function createSampler(p: Primitives, options: { readonly samplerKey: Uint8Array; readonly decode: Decode; readonly vocabSize: number }): Sampler {
  const { samplerKey, decode, vocabSize } = options;
  const temperature = decode.temperatureMicro / 1e6;
  const filters = decode.topK > 0 || decode.topPMicro < 1_000_000 || decode.minPMicro > 0;
  const scores = new Float64Array(vocabSize);

  /** Fills `scores`; excluded indices become -Infinity. Returns the index of the largest score, lowest first. */
  function score(logits: Float32Array, history: readonly number[]): number {
    for (let i = 0; i < vocabSize; i++) scores[i] = logits[i]!;
    if (decode.repetitionPenaltyMicro > 1_000_000) {
      const penalty = decode.repetitionPenaltyMicro / 1e6;
      for (const token of new Set(history)) scores[token] = scores[token]! > 0 ? scores[token]! / penalty : scores[token]! * penalty;
    }
    if (temperature > 0) for (let i = 0; i < vocabSize; i++) scores[i] = scores[i]! / temperature;
    if (temperature > 0 && filters) filter(scores, decode);
    let top = 0;
    for (let i = 1; i < vocabSize; i++) if (scores[i]! > scores[top]!) top = i;
    return top;
  }

  function noiseAt(position: number): DataView {
    const stream = p.aes256Ctr(samplerKey, concatBytes(u64BE(position), new Uint8Array(8)), vocabSize * 4);
    return new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  }
  const gumbel = (noise: DataView, index: number): number => -ln(-ln((noise.getUint32(4 * index, true) + 0.5) / 4294967296));

  function chooseScored(top: number, noise: DataView): { token: number; best: number } {
    let token = top;
    let best = scores[top]! + gumbel(noise, top);
    for (let i = 0; i < vocabSize; i++) {
      if (scores[i]! + gumbelMax < best || i === top) continue;
      const candidate = scores[i]! + gumbel(noise, i);
      if (candidate > best || (candidate === best && i < token)) {
        best = candidate;
        token = i;
      }
    }
    return { token, best };
  }

  return {
    choose(logits, position, history) {
      const top = score(logits, history);
      return temperature === 0 ? top : chooseScored(top, noiseAt(position)).token;
    },
    margin(logits, position, history, token) {
      const top = score(logits, history);
      const claimed = scores[token];
      if (claimed === undefined || claimed === -Infinity) return Infinity;
      if (temperature === 0) return scores[top]! - claimed;
      const noise = noiseAt(position);
      return chooseScored(top, noise).best - (claimed + gumbel(noise, token));
    },
  };
}

/** Top-k, then top-p, then min-p, in place. Order: value descending, index ascending. */
function filter(scores: Float64Array, decode: Decode): void {
  const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
  let keep = decode.topK > 0 ? Math.min(decode.topK, order.length) : order.length;
  const max = scores[order[0]!]!;
  const weights = order.slice(0, keep).map((index) => exp(scores[index]! - max));
  if (decode.topPMicro < 1_000_000) {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const limit = (decode.topPMicro / 1e6) * total;
    let sum = 0;
    let needed = 0;
    // The smallest head whose weight reaches the limit, never empty.
    while (needed < keep && sum < limit) sum += weights[needed++]!;
    keep = Math.max(1, needed);
  }
  if (decode.minPMicro > 0) {
    const floor = decode.minPMicro / 1e6;
    while (keep > 1 && weights[keep - 1]! < floor) keep--;
  }
  for (const index of order.slice(keep)) scores[index] = -Infinity;
}
