import type { Decode } from '../shared/decode.ts';
import { concatBytes, u64BE } from './bytes.ts';
import type { Primitives } from './primitives.ts';
import { exp, ln } from './realMath.ts';

/**
 * At least the Gumbel term of a 32-bit draw, for a few nanoseconds: with k leading ones 1 - u > 2^-(k+1), and -ln(-ln u) <= -ln(1 - u).
 * The hundredth covers rounding: scores reach 10^10 at the smallest temperatures.
 */
const gumbelBound = (draw: number): number => (Math.clz32(~draw) + 1) * 0.6931471805599453 + 0.01;

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
    const divisor = temperature > 0 ? temperature : 1;
    let top = 0;
    let most = -Infinity;
    for (let i = 0; i < vocabSize; i++) {
      const scaled = scores[i]! / divisor;
      scores[i] = scaled;
      if (scaled > most) {
        most = scaled;
        top = i;
      }
    }
    // No filter can exclude the largest.
    if (temperature > 0 && filters) filter(scores, top, decode);
    return top;
  }

  const noiseAt = (position: number): Uint32Array =>
    wordsOf(p.aes256Ctr(samplerKey, concatBytes(u64BE(position), new Uint8Array(8)), vocabSize * 4));
  const gumbel = (noise: Uint32Array, index: number): number => -ln(-ln((noise[index]! + 0.5) / 4294967296));

  function chooseScored(top: number, noise: Uint32Array): { token: number; best: number } {
    let token = top;
    let best = scores[top]! + gumbel(noise, top);
    let least = leastWinningDraw(best, scores[top]!);
    for (let i = 0; i < vocabSize; i++) {
      if (noise[i]! < least || scores[i]! + gumbelBound(noise[i]!) < best || i === top) continue;
      const candidate = scores[i]! + gumbel(noise, i);
      if (candidate > best || (candidate === best && i < token)) {
        best = candidate;
        token = i;
        least = leastWinningDraw(best, scores[top]!);
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

/**
 * Draws below this cannot win, whatever their index: no score exceeds `topScore`, and a draw u gives -ln(-ln u) <= -ln(1 - u). One integer
 * comparison thus spares two logarithms for nearly every index; the choice is the same with and without it.
 */
function leastWinningDraw(best: number, topScore: number): number {
  // What rounding may have taken from the gap: scores reach 10^10 at the smallest temperatures.
  const gap = best - topScore - (Math.abs(best) + Math.abs(topScore) + 1) * 1e-14;
  return gap <= 0 ? 0 : Math.floor(4294967296 * (1 - exp(-gap) * (1 + 1e-9))) - 1;
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** u32LE words of a keystream, without a copy where the platform allows it. */
function wordsOf(stream: Uint8Array): Uint32Array {
  const count = stream.length / 4;
  if (isLittleEndian && stream.byteOffset % 4 === 0) return new Uint32Array(stream.buffer, stream.byteOffset, count);
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  return Uint32Array.from({ length: count }, (_, i) => view.getUint32(4 * i, true));
}

/**
 * Top-k, then top-p, then min-p, in place; what they exclude becomes -Infinity. Order: value descending, index ascending.
 * The total weight that top-p is a share of is summed in index order; the head is summed from the largest down. min-p keeps an
 * index when exp(score - max) reaches the floor, and always the first.
 */
function filter(scores: Float64Array, top: number, decode: Decode): void {
  const max = scores[top]!;
  if (decode.topK > 0) keepLargest(scores, decode.topK);
  if (decode.topPMicro < 1_000_000) keepHead(scores, max, decode.topPMicro / 1e6);
  if (decode.minPMicro > 0) {
    const floor = decode.minPMicro / 1e6;
    for (let i = 0; i < scores.length; i++) if (i !== top && exp(scores[i]! - max) < floor) scores[i] = -Infinity;
  }
}

/** Keeps the `count` largest; among equals at the edge, those of lower index. */
function keepLargest(scores: Float64Array, count: number): void {
  if (count >= scores.length) return;
  const edge = nthLargest(Float64Array.from(scores), count);
  let room = count;
  for (let i = 0; i < scores.length; i++) if (scores[i]! > edge) room--;
  for (let i = 0; i < scores.length; i++) if (scores[i]! < edge || (scores[i] === edge && --room < 0)) scores[i] = -Infinity;
}

/** The n-th largest value, n from 1; reorders `values` (Hoare's selection, median of three). */
function nthLargest(values: Float64Array, n: number): number {
  let low = 0;
  let high = values.length - 1;
  const target = n - 1;
  while (low < high) {
    const [a, b, c] = [values[low]!, values[(low + high) >> 1]!, values[high]!];
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! > pivot) i++;
      while (values[j]! < pivot) j--;
      if (i <= j) {
        const swapped = values[i]!;
        values[i++] = values[j]!;
        values[j--] = swapped;
      }
    }
    if (target <= j) high = j;
    else if (target >= i) low = i;
    else return values[target]!;
  }
  return values[target]!;
}

/** Keeps the smallest head whose weight reaches `share` of the total, never empty. */
function keepHead(scores: Float64Array, max: number, share: number): void {
  let total = 0;
  for (let i = 0; i < scores.length; i++) total += exp(scores[i]! - max);
  const limit = share * total;
  // Sorting a vocabulary costs more than the rest of the step; the head is nearly always within a few nats of the largest score.
  for (let depth = 4; ; depth *= 2) {
    const cut = depth > 800 ? -Infinity : max - depth;
    const head = scores.filter((score) => score >= cut).sort();
    let needed = 0;
    let sum = 0;
    while (needed < head.length && sum < limit) sum += exp(head[head.length - ++needed]! - max);
    if (sum < limit && cut !== -Infinity) continue;
    return keepLargest(scores, Math.max(1, needed));
  }
}
