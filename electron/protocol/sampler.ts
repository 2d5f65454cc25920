import type { Decode } from '../shared/decode.ts';
import { HearthError } from '../shared/errors.ts';
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
   * @param position  index of the new token, from 0; `decode.firstPosition` is added to it
   * @param history   prompt tokens, then tokens generated so far
   * @throws evidence.nonFinite  a logit is NaN or infinite: no choice among such numbers could be checked
   */
  choose(logits: Float32Array, position: number, history: readonly number[]): number;
  /**
   * By how much `token` misses the seeded choice: 0 when it is the choice or ties with it, Infinity outside the vocabulary.
   *
   * Grows continuously from 0 at the edge of the filters too: where two honest runs differ by rounding, one may keep an index that the
   * other drops, and that must cost no more than the rounding. Unit: temperature-scaled log-odds (nats).
   * @throws evidence.nonFinite  a logit is NaN or infinite
   * @source docs/protocol/sampler.md section 5
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

  /** Fills `scores`, penalty and temperature applied. Returns the index of the largest, lowest first. */
  function scale(logits: Float32Array, position: number, history: readonly number[]): number {
    // As in assertFinite, in the pass that reads the logits anyway: x * 0 is NaN for NaN and both infinities.
    let zero = 0;
    for (let i = 0; i < vocabSize; i++) {
      const logit = logits[i]!;
      scores[i] = logit;
      zero += logit * 0;
    }
    if (zero !== 0) throw new HearthError('evidence.nonFinite', { where: `logits ${position}` });
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
    return top;
  }

  const firstPosition = decode.samplerVersion === 1 ? 0 : decode.firstPosition;
  const noiseAt = (position: number): Uint32Array =>
    wordsOf(p.aes256Ctr(samplerKey, concatBytes(u64BE(firstPosition + position), new Uint8Array(8)), vocabSize * 4));
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
      const top = scale(logits, position, history);
      if (temperature === 0) return top;
      // No filter can exclude the largest.
      if (filters) filter(scores, top, decode);
      return chooseScored(top, noiseAt(position)).token;
    },
    margin(logits, position, history, token) {
      const top = scale(logits, position, history);
      const claimed = scores[token];
      if (claimed === undefined) return Infinity;
      if (temperature === 0) return scores[top]! - claimed;
      const noise = noiseAt(position);
      const scaled = filters ? Float64Array.from(scores) : scores;
      if (filters) filter(scores, top, decode);
      const { token: chosen, best } = chooseScored(top, noise);
      if (token === chosen) return 0;
      const own = claimed + gumbel(noise, token);
      if (!filters) return best - own;
      const inclusion = createInclusion(scaled, top, decode);
      let margin = Math.max(0, -inclusion(claimed));
      for (let i = 0; i < vocabSize; i++) {
        // Whoever could not raise the margin is not worth two logarithms.
        if (scores[i] === -Infinity || scores[i]! + gumbelBound(noise[i]!) - own <= margin) continue;
        margin = Math.max(margin, Math.min(inclusion(scores[i]!), scores[i]! + gumbel(noise, i) - own));
      }
      return margin;
    },
  };
}

/**
 * How far a score is inside the filters, in nats, as a function of the score: positive inside, negative outside, the smallest over the filters.
 *
 * top-k measures to the first score on the other side of its edge; min-p to its floor. top-p has the log-odds ln(share / (1 - share)) less
 * ln(weight above / weight from here on), which moves by at most twice what the scores move by; since scores nearly equal may also change
 * places, it measures by how much a score must move until its log-odds there are no further from the edge than that.
 */
function createInclusion(scaled: Float64Array, top: number, decode: Decode): (score: number) => number {
  const max = scaled[top]!;
  const hasTopK = decode.topK > 0 && decode.topK < scaled.length;
  const lastIn = hasTopK ? nthLargest(Float64Array.from(scaled), decode.topK) : -Infinity;
  const firstOut = hasTopK ? nthLargest(Float64Array.from(scaled), decode.topK + 1) : -Infinity;
  const survivors = Float64Array.from(scaled);
  if (hasTopK) keepLargest(survivors, decode.topK);
  const share = decode.topPMicro / 1e6;
  const sorted = decode.topPMicro < 1_000_000 ? survivors.sort().reverse() : new Float64Array(0);
  const massBefore = new Float64Array(sorted.length + 1);
  for (let i = 0; i < sorted.length; i++) massBefore[i + 1] = massBefore[i]! + exp(sorted[i]! - max);
  const total = massBefore.at(-1)!;

  /** Where a score would stand if it were `to`. Its own weight is not above it, however far it falls. */
  function headLogOdds(score: number, to: number): number {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! > to) low = middle + 1;
      else high = middle;
    }
    // A score outside of top-k is weighed as if it stood in the last place.
    const above = massBefore[hasTopK ? Math.min(low, decode.topK - 1) : low]! - (to < score ? exp(score - max) : 0);
    if (above < 1e-300) return Infinity;
    const from = hasTopK && low >= decode.topK && to >= score ? exp(score - max) : total - above;
    return from < 1e-300 ? -Infinity : ln(share / (1 - share)) - ln(above / from);
  }

  function headInclusion(score: number): number {
    const side = headLogOdds(score, score) > 0 ? -1 : 1;
    const isCrossed = (move: number): boolean => side * headLogOdds(score, score + side * move) + move >= 0;
    let [low, high] = [0, 1];
    // Scores stay far below 10^60; with top-k 1 there is no edge to cross.
    while (high < 1e60 && !isCrossed(high)) [low, high] = [high, 2 * high];
    if (!isCrossed(high)) return -side * Infinity;
    for (let round = 0; round < 40; round++) {
      const middle = (low + high) / 2;
      if (isCrossed(middle)) high = middle;
      else low = middle;
    }
    return -side * high;
  }

  return (score) =>
    Math.min(
      hasTopK ? score - (score >= lastIn ? firstOut : lastIn) : Infinity,
      sorted.length > 0 ? headInclusion(score) : Infinity,
      decode.minPMicro > 0 ? score - max - ln(decode.minPMicro / 1e6) : Infinity,
    );
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
