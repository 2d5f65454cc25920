import { deriveSamplerKey } from '../../electron/protocol/keys.ts';
import { numericClass, tauVersion, thresholdsOf } from '../../electron/protocol/numericClass.ts';
import { createSampler } from '../../electron/protocol/sampler.ts';
import type { Decoder } from '../../electron/services/inference/decoder.ts';
import { startRun } from '../../electron/services/inference/decoder.ts';
import type { GenerateRequest } from '../../electron/services/inference/generate.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { stopReason } from '../../electron/shared/decode.ts';
import type { Random } from './random.ts';
import { intercept, refit, run, type Claim, type Subject } from './subject.ts';
import { bf16, drift, fp16, fp8, int4, int8, perturb, roundWeights, skipLayer, tf32, type Rounding } from './weights.ts';

/** Makes the n-th cheating claim; null when this order gives the cheat nothing to do. */
export type Cheat = (n: number, random: Random) => Promise<Claim | null>;

export type DecoderAttack = {
  readonly name: string;
  readonly expected: string;
  readonly note: string;
  /** The class the provider declares; cpu-fp32 unless the lie is about it. */
  readonly classId?: number;
  /** True where only the tokens can betray it, so that the rate counts trials whose tokens differ (HVI-1 0.9). */
  readonly isSampling?: boolean;
  /** A seeded few of these run in the quick subset. */
  readonly isQuick: boolean;
  /** What TOPLOC sees is nothing of the cheat's own. */
  readonly noRows?: boolean;
  readonly prepare: (subject: Subject, random: Random) => Promise<Cheat>;
};

const certain = '100 %';
const whenDiffering = '100 % of jobs whose tokens differ';

const onWeights = (change: (subject: Subject, random: Random) => Subject['model']) => async (subject: Subject, random: Random): Promise<Cheat> => {
  const decoder = await subject.open(change(subject, random));
  return (n) => run(decoder, subject.request(n));
};
const rounded = (rounding: Rounding) => onWeights(({ model }) => roundWeights(model, rounding));

/** Rounds every key and value the cache holds before the next step reads it; per head and position, as caches are quantised. */
const roundCache = (decoder: Decoder, rounding: (values: Float32Array) => void): Decoder =>
  intercept(decoder, (inner) => (feeds, fetches) => {
    for (const { past } of decoder.cache) {
      const data = feeds[past.name]!.data as Float32Array;
      const width = feeds[past.name]!.dims[3]!;
      for (let at = 0; at < data.length; at += width) rounding(data.subarray(at, at + width));
    }
    return inner(feeds, fetches);
  });
const levels = (most: number) => (values: Float32Array): void => {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  const scale = largest / most || 1;
  for (let i = 0; i < values.length; i++) values[i] = Math.round(values[i]! / scale) * scale;
};
const quantisedCache = (rounding: (values: Float32Array) => void) => async (subject: Subject): Promise<Cheat> => {
  const decoder = roundCache(subject.provider, rounding);
  return (n) => run(decoder, subject.request(n));
};

/** Honest, but for 4 tokens of every 32. */
const partly = (rounding: Rounding) => async (subject: Subject): Promise<Cheat> => {
  const cheap = await subject.open(roundWeights(subject.model, rounding));
  return (n) => {
    let step = -1;
    const mixed = intercept(subject.provider, (inner) => (feeds, fetches) => {
      step++;
      return step % 32 >= 9 && step % 32 < 13 ? cheap.session.run(feeds, fetches) : inner(feeds, fetches);
    });
    return run(mixed, subject.request(n));
  };
};

/** The cheap model writes, the true one reads what it wrote once: rows are right, tokens are not the seed's. */
const trueRows = (rounding: Rounding) => async (subject: Subject): Promise<Cheat> => {
  const cheap = await subject.open(roundWeights(subject.model, rounding));
  return async (n) => {
    const request = subject.request(n);
    const made = await run(cheap, request);
    return refit(subject.provider, request, made.tokens, made.stopReason);
  };
};

const asked = (change: (request: GenerateRequest, random: Random) => GenerateRequest | null) => async (subject: Subject): Promise<Cheat> => async (n, random) => {
  const request = subject.request(n);
  const other = change(request, random);
  return other && run(subject.provider, request, other);
};

/** Tokens of another seed, with the rows and sketches that belong to them. */
const seeded = (tries: number) => async (subject: Subject): Promise<Cheat> => async (n, random) => {
  const request = subject.request(n);
  let best: Claim | null = null;
  for (let i = 0; i < tries; i++) {
    const made = await run(subject.provider, { ...request, nonce: random.bytes(32) });
    if (!best || made.tokens.length < best.tokens.length) best = made;
  }
  return refit(subject.provider, request, best!.tokens, best!.stopReason);
};

/** The token that comes second under the job's own seed at `position`: the edit that shows least. */
async function runnerUp(decoder: Decoder, request: GenerateRequest, tokens: readonly number[], position: number): Promise<number> {
  const history = [...request.promptTokens, ...tokens.slice(0, position)];
  const sequence = startRun(decoder, { wantsCache: false });
  try {
    const { logits } = await sequence.step(history);
    const scores = logits.slice((history.length - 1) * decoder.vocabSize);
    const sampler = createSampler(p, { samplerKey: deriveSamplerKey(p, request.nonce, request.jobId), decode: request.decode, vocabSize: decoder.vocabSize });
    scores[sampler.choose(scores, position, history)] = -1e30;
    return sampler.choose(scores, position, history);
  } finally {
    sequence.close();
  }
}

/** One token replaced, everything after it computed anew and honestly from the edited text. */
const edited = (choose: 'any' | 'second') => async (subject: Subject): Promise<Cheat> => async (n, random) => {
  const request = subject.request(n);
  const honest = await subject.honest(n);
  const tokens = [...honest.tokens];
  if (tokens.length < 2) return null;
  const position = random.below(tokens.length - 1);
  const stops = new Set(request.decode.stopTokenIds);
  const own = tokens[position]!;
  const other = choose === 'second' ? await runnerUp(subject.provider, request, tokens, position) : 3 + random.below(subject.provider.vocabSize - 3);
  if (other === own || stops.has(other)) return null;
  tokens[position] = other;
  return refit(subject.provider, request, tokens, honest.stopReason);
};

const withSketch = (change: (sketch: DataView, random: Random) => void) => async (subject: Subject): Promise<Cheat> => async (n, random) => {
  const honest = await subject.honest(n);
  const place = random.below(honest.sketches.length - 1) + 1;
  const sketches = honest.sketches.map((sketch) => sketch.slice());
  const sketch = sketches[place]!;
  change(new DataView(sketch.buffer, sketch.byteOffset, sketch.byteLength), random);
  return { ...honest, sketches, rows: null };
};

const noiseShare = 0.8;

export const decoderAttacks: readonly DecoderAttack[] = [
  { name: 'other weights', expected: certain, isQuick: true, note: 'every matrix half replaced by noise of its own spread', prepare: onWeights(({ model }, random) => roundWeights(model, perturb(random))) },
  { name: 'stale revision', expected: certain, isQuick: false, note: 'weights of another training step: each moved by a hundredth of its matrix\'s spread', prepare: onWeights(({ model }, random) => roundWeights(model, drift(random))) },
  { name: 'fp16 weights', expected: certain, isQuick: true, note: '', prepare: rounded(fp16) },
  { name: 'bf16 weights', expected: certain, isQuick: false, note: '', prepare: rounded(bf16) },
  { name: 'int8 weights', expected: certain, isQuick: true, note: 'groups of 32 rows per column', prepare: rounded(int8) },
  { name: 'fp8 weights', expected: certain, isQuick: false, note: 'E4M3, one scale per matrix', prepare: rounded(fp8) },
  { name: 'int4 weights', expected: certain, isQuick: true, note: 'groups of 32 rows per column', prepare: rounded(int4) },
  { name: 'int8 cache', expected: certain, isQuick: true, note: 'keys and values rounded between steps', prepare: quantisedCache(levels(127)) },
  { name: 'int4 cache', expected: certain, isQuick: false, note: 'keys and values rounded between steps', prepare: quantisedCache(levels(7)) },
  { name: 'skipped layer', expected: certain, isQuick: true, note: 'the middle layer adds nothing', prepare: onWeights(({ model, layers }) => skipLayer(model, layers >> 1)) },
  {
    name: 'early exit', expected: certain, isQuick: false, note: 'the last quarter of the layers adds nothing',
    prepare: onWeights(({ model, layers }) => Array.from({ length: Math.ceil(layers / 4) }, (_, i) => layers - 1 - i).reduce(skipLayer, model)),
  },
  { name: 'int8 on 4 of 32 tokens', expected: '96-100 %', isQuick: true, note: 'jobs of fewer than 10 tokens never reach a cheated one', prepare: partly(int8) },
  {
    name: 'prompt truncated', expected: certain, isQuick: true, note: 'the first third left out',
    prepare: asked((request) => ({ ...request, promptTokens: request.promptTokens.slice(Math.ceil(request.promptTokens.length / 3)) })),
  },
  {
    name: 'prompt injected', expected: certain, isQuick: true, note: '8 tokens of the provider stand before the prompt',
    prepare: asked((request, random) => ({ ...request, promptTokens: [request.promptTokens[0]!, ...Array.from({ length: 8 }, () => 3 + random.below(300)), ...request.promptTokens.slice(1)] })),
  },
  { name: 'edited token, refitted', expected: certain, isQuick: true, isSampling: true, note: 'any other token, rows recomputed honestly', prepare: edited('any') },
  {
    name: 'edited token, second choice', expected: 'most', isQuick: false, isSampling: true,
    note: 'misses are tokens within 0.001 nats of the seed\'s choice: the edit a margin shows least', prepare: edited('second'),
  },
  {
    name: 'wrong temperature', expected: whenDiffering, isQuick: true, isSampling: true, note: '0.7 for 1.0; misses are outputs that the other temperature left as they are, or changed within 0.001 nats of the seed\'s choice',
    prepare: asked((request) => ({ ...request, decode: { ...request.decode, temperatureMicro: 700_000 } })),
  },
  {
    name: 'top-p left out', expected: whenDiffering, isQuick: false, isSampling: true, note: 'ordered 0.9, run without; misses are outputs that top-p would not have changed, or by less than 0.001 nats',
    prepare: async (subject) => async (n) => {
      const request = subject.request(n);
      const order = { ...request, decode: { ...request.decode, topPMicro: 900_000 } };
      return { ...(await run(subject.provider, request)), request: order };
    },
  },
  { name: 'wrong seed', expected: certain, isQuick: true, isSampling: true, note: 'rows and sketches are right for the tokens', prepare: seeded(1) },
  { name: 'chosen seed', expected: certain, isQuick: false, isSampling: true, note: 'the shortest of 3 outputs', prepare: seeded(3) },
  {
    name: 'fp16 tokens, true rows', expected: 'mismatches stay', isQuick: false, isSampling: true,
    note: 'misses are the honest tokens, which are worth what was paid, or flips within 0.001 nats; one true prefill is cheap, so this cheat pays', prepare: trueRows(fp16),
  },
  { name: 'int8 tokens, true rows', expected: 'mismatches stay', isQuick: false, isSampling: true, note: 'misses are the honest tokens, or within 0.001 nats of the seed\'s choice at every token; one true prefill is cheap, so this cheat pays', prepare: trueRows(int8) },
  {
    name: 'int4 tokens, true rows', expected: whenDiffering, isQuick: true, isSampling: true,
    note: 'misses are the honest tokens, or within 0.001 nats of the seed\'s choice at every token', prepare: trueRows(int4),
  },
  {
    name: 'replayed result', expected: certain, isQuick: true, note: 'the answer of an earlier job with the same prompt; the receipt also names the wrong order',
    prepare: async (subject) => async (n, random) => {
      const request = subject.request(n);
      return run(subject.provider, request, { ...request, jobId: `0x${Buffer.from(random.bytes(32)).toString('hex')}`, nonce: random.bytes(32) });
    },
  },
  {
    name: 'early stop', expected: certain, isQuick: true, note: 'half the tokens, the reason kept',
    prepare: async (subject) => async (n) => {
      const honest = await subject.honest(n);
      return honest.tokens.length < 2 ? null : refit(subject.provider, honest.request, honest.tokens.slice(0, honest.tokens.length >> 1), honest.stopReason);
    },
  },
  {
    name: 'early stop token', expected: certain, isQuick: true, note: 'a stop token put where it was not drawn', isSampling: true,
    prepare: async (subject) => async (n) => {
      const honest = await subject.honest(n);
      if (honest.tokens.length < 4) return null;
      return refit(subject.provider, honest.request, [...honest.tokens.slice(0, honest.tokens.length >> 1), honest.request.decode.stopTokenIds[0]!], stopReason.stopToken);
    },
  },
  {
    name: 'padded length', expected: certain, isQuick: true, note: '8 more tokens after the end, drawn honestly',
    prepare: async (subject) => async (n) => {
      const honest = await subject.honest(n);
      const longer = await run(subject.provider, honest.request, { ...honest.request, decode: { ...honest.request.decode, stopTokenIds: [], maxNewTokens: honest.tokens.length + 8 } });
      return { ...longer, stopReason: honest.stopReason };
    },
  },
  {
    name: 'class lie: fp16 sold as fp32', expected: certain, isQuick: true, note: 'fp16 weights and cache, cpu-fp32 declared',
    prepare: async (subject) => {
      const half = roundCache(await subject.open(roundWeights(subject.model, fp16)), (values) => fp16(values, 1, values.length));
      return (n) => run(half, subject.request(n));
    },
  },
  { name: 'class lie: TF32 sold as fp32', expected: certain, isQuick: false, note: 'weights in ten bits of mantissa, cpu-fp32 declared; tensor cores would round activations as well', prepare: rounded(tf32) },
  {
    name: 'int4 where the order pins a shadow class', expected: 'missed', isQuick: false, classId: numericClass['cuda-fp16'],
    note: 'a class without calibration accuses nobody; the order pins the class, so this meets only clients who accept one', prepare: rounded(int4),
  },
  {
    name: 'noise below the threshold', expected: 'missed', isQuick: true, noRows: true,
    note: `sketches moved by ${noiseShare} of the threshold: costs the true computation and gains nothing; no single audit can call it a fault, the drift of a provider shows it (rows below)`,
    prepare: async (subject) => async (n, random) => {
      const honest = await subject.honest(n);
      const { chunkDistance } = thresholdsOf(numericClass['cpu-fp32'], tauVersion, honest.request.decode);
      return { ...honest, rows: null, sketches: honest.sketches.map((sketch) => addNoise(sketch, noiseShare * chunkDistance, random)) };
    },
  },
  {
    name: 'noise above the threshold', expected: certain, isQuick: false, noRows: true, note: 'the same at 3 times the threshold',
    prepare: async (subject) => async (n, random) => {
      const honest = await subject.honest(n);
      const { chunkDistance } = thresholdsOf(numericClass['cpu-fp32'], tauVersion, honest.request.decode);
      return { ...honest, rows: null, sketches: honest.sketches.map((sketch) => addNoise(sketch, 3 * chunkDistance, random)) };
    },
  },
  {
    name: 'NaN or infinity in a sketch', expected: certain, isQuick: true, noRows: true, note: '',
    prepare: withSketch((sketch, random) => sketch.setUint32(4 * random.below(32), [0x7fc00000, 0x7f800000, 0xff800000, 0x7f800001][random.below(4)]!, true)),
  },
  { name: 'sketch of denormals', expected: certain, isQuick: false, noRows: true, note: 'all 32 numbers the smallest there are', prepare: withSketch((sketch) => { for (let i = 0; i < 32; i++) sketch.setUint32(4 * i, 1, true); }) },
];

/** Moves a sketch by a relative distance in a random direction. */
export function addNoise(sketch: Uint8Array, distance: number, random: Random): Uint8Array {
  const moved = sketch.slice();
  const view = new DataView(moved.buffer, moved.byteOffset, moved.byteLength);
  const noise = Array.from({ length: 32 }, () => random.normal());
  const norm = Math.hypot(...noise);
  let own = 0;
  for (let i = 0; i < 32; i++) own += view.getFloat32(4 * i, true) ** 2;
  for (let i = 0; i < 32; i++) view.setFloat32(4 * i, view.getFloat32(4 * i, true) + (noise[i]! / norm) * distance * Math.sqrt(own), true);
  return moved;
}
