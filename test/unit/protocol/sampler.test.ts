import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, toHex, u64BE } from '../../../electron/protocol/bytes.ts';
import { noiseKeyOf } from '../../../electron/protocol/keys.ts';
import { exp, ln } from '../../../electron/protocol/realMath.ts';
import { createSampler } from '../../../electron/protocol/sampler.ts';
import { decideStop, stopFollows } from '../../../electron/protocol/stopRule.ts';
import { nodePrimitives as p } from '../../../electron/services/primitives/nodePrimitives.ts';
import { decodeShape, type Decode, type JobDecode } from '../../../electron/shared/decode.ts';
import vectors from '../../vectors/sampler.json' with { type: 'json' };
import { logitsOf as vectorLogitsOf } from '../../vectors/labels.ts';
import { plainDecode } from './samples.ts';

const samplerKey = fromHex(`0x${'5a'.repeat(32)}`);
const noiseOf = (key: Uint8Array, position: number, size: number): number[] => {
  const stream = Buffer.from(p.aes256Ctr(key, concatBytes(u64BE(position), new Uint8Array(8)), size * 4));
  return Array.from({ length: size }, (_, i) => -ln(-ln((stream.readUInt32LE(4 * i) + 0.5) / 2 ** 32)));
};

/** The text of docs/protocol/sampler.md word for word: sorts everything, skips nothing. */
function naiveChoice(logits: Float32Array, decode: Decode, history: readonly number[], position: number, key: Uint8Array): number {
  const penalty = decode.repetitionPenaltyMicro / 1e6;
  const temperature = decode.temperatureMicro / 1e6;
  const scores = [...logits].map((logit, i) => (penalty > 1 && history.includes(i) ? (logit > 0 ? logit / penalty : logit * penalty) : logit) / (temperature || 1));
  const order = scores.map((score, index) => ({ score, index })).sort((a, b) => b.score - a.score || a.index - b.index);
  if (temperature === 0) return order[0]!.index;
  let kept = decode.topK > 0 ? order.slice(0, decode.topK) : order;
  const max = order[0]!.score;
  if (decode.topPMicro < 1_000_000) {
    const inside = new Set(kept.map(({ index }) => index));
    const total = scores.reduce((sum, score, i) => (inside.has(i) ? sum + exp(score - max) : sum), 0);
    let sum = 0;
    const head = kept.filter(({ score }) => {
      const isIn = sum < (decode.topPMicro / 1e6) * total;
      sum += exp(score - max);
      return isIn;
    });
    kept = head.length > 0 ? head : kept.slice(0, 1);
  }
  if (decode.minPMicro > 0) kept = kept.filter(({ score }, i) => i === 0 || exp(score - max) >= decode.minPMicro / 1e6);
  const noise = noiseOf(key, position, logits.length);
  return kept.map(({ score, index }) => ({ score: score + noise[index]!, index })).sort((a, b) => b.score - a.score || a.index - b.index)[0]!.index;
}

const decodeOf: fc.Arbitrary<Decode> = fc.record({
  temperatureMicro: fc.constantFrom(0, 1, 1000, 300_000, 1_000_000, 2_000_000, 100_000_000), topK: fc.constantFrom(0, 1, 2, 7, 40, 1000), topPMicro: fc.constantFrom(1, 500_000, 900_000, 999_999, 1_000_000),
  minPMicro: fc.constantFrom(0, 1, 50_000, 1_000_000), repetitionPenaltyMicro: fc.constantFrom(1_000_000, 1_200_000, 5_000_000),
}).map((part) => ({ ...plainDecode, ...part }));
const logitsOf = fc.oneof(
  fc.array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 150 }),
  fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 1, maxLength: 150 }),
  fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 }),
).map((values) => Float32Array.from(values));
const caseOf = fc.record({ logits: logitsOf, decode: decodeOf, history: fc.array(fc.nat({ max: 160 }), { maxLength: 20 }), position: fc.nat({ max: 100_000 }) });

describe('the sampler', () => {
  it('chooses the tokens of the golden vectors, and so does the rule word for word', () => {
    expect(vectors.length).toBeGreaterThan(20);
    for (const { name, ties, decode: written, vocabSize, samplerKey: key, prompt, tokens } of vectors) {
      const decode = decodeShape.parse(written);
      const sampler = createSampler(p, { samplerKey: fromHex(key), decode, vocabSize });
      const history = [...prompt];
      tokens.forEach((token, position) => {
        const logits = vectorLogitsOf(`logits ${position}`, vocabSize, ties);
        expect(sampler.choose(logits, position, history), `${name} ${position}`).toBe(token);
        expect(naiveChoice(logits, decode, history, position, fromHex(key)), `${name} ${position}`).toBe(token);
        history.push(token);
      });
    }
  });

  it('chooses what the rule says when nothing is sorted away or skipped', () => {
    fc.assert(fc.property(caseOf, ({ logits, decode, history, position }) => {
      const sampler = createSampler(p, { samplerKey, decode, vocabSize: logits.length });
      expect(sampler.choose(logits, position, history)).toBe(naiveChoice(logits, decode, history, position, samplerKey));
    }), { numRuns: 1500 });
  });

  it('chooses the same over a whole vocabulary of 50,000', () => {
    const vocabSize = 50_000;
    for (const [position, change] of [{}, { temperatureMicro: 3_000_000 }, { topK: 50, topPMicro: 900_000 }, { minPMicro: 10_000 }, { topPMicro: 999_000 }].entries()) {
      const decode = { ...plainDecode, ...change };
      const logits = Float32Array.from({ length: vocabSize }, (_, i) => Math.sin(i * 12.9898 + position) * 9);
      expect(createSampler(p, { samplerKey, decode, vocabSize }).choose(logits, position, [])).toBe(naiveChoice(logits, decode, [], position, samplerKey));
    }
  });

  it('gives the choice a margin of exactly 0 and no other index less', () => {
    fc.assert(fc.property(caseOf, ({ logits, decode, history, position }) => {
      const sampler = createSampler(p, { samplerKey, decode, vocabSize: logits.length });
      const chosen = sampler.choose(logits, position, history);
      expect(sampler.margin(logits, position, history, chosen)).toBe(0);
      for (let token = 0; token < logits.length; token += 7) expect(sampler.margin(logits, position, history, token)).toBeGreaterThanOrEqual(0);
      for (const outside of [-1, logits.length, 0.5, NaN]) expect(sampler.margin(logits, position, history, outside)).toBe(Infinity);
    }), { numRuns: 400 });
  });

  it('gives every index but the choice a margin above 0 when no two are equal', () => {
    const distinct = Float32Array.from({ length: 97 }, (_, i) => Math.sin(i + 1) * 6);
    for (const change of [{}, { temperatureMicro: 0 }, { topK: 5 }, { topPMicro: 800_000 }, { minPMicro: 100_000 }, { topK: 20, topPMicro: 900_000, minPMicro: 10_000 }]) {
      for (let position = 0; position < 40; position++) {
        const sampler = createSampler(p, { samplerKey, decode: { ...plainDecode, ...change }, vocabSize: 97 });
        const chosen = sampler.choose(distinct, position, []);
        for (let token = 0; token < 97; token++) if (token !== chosen) expect(sampler.margin(distinct, position, [], token), `${JSON.stringify(change)} ${position} ${token}`).toBeGreaterThan(0);
      }
    }
  });

  it('draws under a named seed as from one long sequence, wherever a job begins', () => {
    const decode = { ...plainDecode, samplerVersion: 2 as const, seed: `0x${'07'.repeat(32)}` as const, firstPosition: 0 };
    const key = noiseKeyOf(p, { nonce: new Uint8Array(32).fill(1), jobId: `0x${'01'.repeat(32)}`, decode });
    expect(toHex(key)).toBe(`0x${createHmac('sha256', Buffer.alloc(32, 7)).update('hearth/sampler/2').digest('hex')}`);
    expect(noiseKeyOf(p, { nonce: new Uint8Array(32).fill(2), jobId: `0x${'02'.repeat(32)}`, decode })).toEqual(key);
    fc.assert(fc.property(logitsOf, fc.nat({ max: 1000 }), fc.nat({ max: 1000 }), (logits, firstPosition, position) => {
      const later = createSampler(p, { samplerKey: key, decode: { ...decode, firstPosition }, vocabSize: logits.length });
      const whole = createSampler(p, { samplerKey: key, decode, vocabSize: logits.length });
      const token = later.choose(logits, position, []);
      expect(token).toBe(whole.choose(logits, firstPosition + position, []));
      expect(later.margin(logits, position, [], token)).toBe(0);
    }), { numRuns: 200 });
  });

  it('refuses rules with half a seed', () => {
    const seed = `0x${'07'.repeat(32)}`;
    expect(decodeShape.safeParse({ ...plainDecode, samplerVersion: 2, seed, firstPosition: 3 }).success).toBe(true);
    for (const half of [{ samplerVersion: 2, seed }, { samplerVersion: 2, firstPosition: 0 }, { seed, firstPosition: 0 }, { samplerVersion: 3, seed, firstPosition: 0 }]) {
      expect(decodeShape.safeParse({ ...plainDecode, ...half }).success).toBe(false);
    }
  });

  it('forgives an honest run the rounding of its logits, also at the edge of every filter', () => {
    const noise = 1e-4;
    fc.assert(fc.property(
      fc.array(fc.float({ min: -6, max: 6, noNaN: true }), { minLength: 5, maxLength: 60 }), fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), fc.nat({ max: 1000 }),
      fc.constantFrom<Partial<JobDecode>>({}, { topK: 3 }, { topPMicro: 700_000 }, { topPMicro: 950_000 }, { minPMicro: 100_000 }, { topK: 10, topPMicro: 800_000, minPMicro: 50_000 }),
      (values, signs, position, change) => {
        const replay = Float32Array.from(values);
        const run = replay.map((value, i) => value + (signs[i] ? noise : -noise));
        const sampler = createSampler(p, { samplerKey, decode: { ...plainDecode, ...change }, vocabSize: values.length });
        expect(sampler.margin(replay, position, [], sampler.choose(run, position, []))).toBeLessThan(8 * noise);
      },
    ), { numRuns: 1500 });
  });

  it('forgives a token that only rounding put outside the filters, and not one far outside', () => {
    const edge = (change: Partial<JobDecode>, values: number[], token: number): number => {
      const sampler = createSampler(p, { samplerKey, decode: { ...plainDecode, ...change }, vocabSize: values.length });
      // Noise decides little: the smallest margin over many positions is what the filter alone costs.
      return Math.min(...Array.from({ length: 300 }, (_, position) => sampler.margin(Float32Array.from(values), position, [], token)));
    };
    expect(edge({ topK: 2 }, [1, 0.5, 0.499_999], 2)).toBeLessThan(1e-5);
    expect(edge({ topK: 2 }, [1, 0.5, -3], 2)).toBeCloseTo(3.5, 5);
    expect(edge({ minPMicro: 367_880 }, [1, 0, 0], 1)).toBeLessThan(1e-4);
    expect(edge({ minPMicro: 500_000 }, [1, -4, 0], 1)).toBeCloseTo(5 - Math.log(2), 5);
    expect(edge({ topPMicro: 500_000 }, [1e-6, 0], 1)).toBeLessThan(1e-5);
    expect(edge({ topPMicro: 500_000 }, [5, 0, 0, 0], 3)).toBeGreaterThan(3);
    expect(edge({ topPMicro: 990_000 }, [9, 0, 0, 0], 3)).toBeGreaterThan(2);
  });

  it('draws from the softmax: a thousand positions follow the weights', () => {
    const logits = Float32Array.from([0, Math.log(2), Math.log(5)]);
    const counts = [0, 0, 0];
    const sampler = createSampler(p, { samplerKey, decode: plainDecode, vocabSize: 3 });
    for (let position = 0; position < 4000; position++) counts[sampler.choose(logits, position, [])]!++;
    [500, 1000, 2500].forEach((expected, i) => expect(Math.abs(counts[i]! - expected)).toBeLessThan(5 * Math.sqrt(expected)));
  });
});

describe('ln and exp', () => {
  const ulp = (x: number): number => 2 ** (Math.floor(Math.log2(Math.abs(x))) - 52);
  it('are within an ulp or two of the engine, over their whole range', () => {
    fc.assert(fc.property(fc.double({ min: 2.3e-308, max: 1.7e308, noNaN: true }), (x) => {
      expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(Math.max(2 * ulp(Math.log(x)), 1e-300));
    }), { numRuns: 1000 });
    fc.assert(fc.property(fc.double({ min: -708, max: 709, noNaN: true }), (x) => {
      expect(Math.abs(exp(x) - Math.exp(x))).toBeLessThanOrEqual(2 * ulp(Math.exp(x)));
    }), { numRuns: 1000 });
  });

  it('end where they must', () => {
    expect([exp(-Infinity), exp(-746), exp(710), exp(Infinity), exp(0), ln(1)]).toEqual([0, 0, Infinity, Infinity, 1, 0]);
    expect(exp(-745)).toBeGreaterThan(0);
  });
});

describe('the stop rule', () => {
  it('puts a stop token before the limits, and the order\'s limit before the model\'s', () => {
    const facts = { decode: { maxNewTokens: 3, stopTokenIds: [2] }, promptLength: 5, maxContext: 8 };
    expect([decideStop(facts, 2, 3), decideStop(facts, 1, 3), decideStop(facts, 1, 2), decideStop({ ...facts, maxContext: 7 }, 1, 2)]).toEqual([1, 2, null, 3]);
    expect(stopFollows(facts, [1, 1, 1], 2)).toBe(true);
    for (const [tokens, claimed] of [[[], 2], [[1, 2, 1], 2], [[1, 1], 2], [[1, 2], 2], [[1, 1, 1, 1], 2], [[1, 1, 1], 3], [[1, 1, 1], 0]] as const) expect(stopFollows(facts, tokens, claimed)).toBe(false);
  });
});
