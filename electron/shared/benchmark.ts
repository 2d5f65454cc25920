import { z } from 'zod';
import { executionProviderShape, jobKindShape } from './shapes.ts';
import { timeMsShape } from './units.ts';

/** How fast one model runs on one device. null: not measured, as `reason` of the benchmark or the kind of the model says. */
export const modelSpeedShape = z.strictObject({
  modelId: z.string().max(80),
  modelName: z.string().max(120),
  kind: jobKindShape,
  loadMs: z.number(),
  /** generate and embed: tokens read a second in one pass; generate: tokens a second after the first. */
  prefillPerSecond: z.number().nullable(),
  decodePerSecond: z.number().nullable(),
  /** classify: items a second. */
  itemsPerSecond: z.number().nullable(),
  /** Of the device, a token or an item. null: no meter covered the run. */
  joulesPerUnit: z.number().nullable(),
});
export type ModelSpeed = z.infer<typeof modelSpeedShape>;

/**
 * One comparison of the device with what is known to be right. integers: 8-bit products by worst-case vectors, sevenBits: the same with weights of 7 bits; without them no
 * model of the exact tier with such weights runs here, which is no fault. output: an integer model's output, bit for bit, against the canonical run. sketches, tokens: a generation against one prefill
 * on the processor, vectors: embeddings against the processor's, by the thresholds of the device's numeric class.
 */
export const selfCheckShape = z.strictObject({
  name: z.enum(['integers', 'sevenBits', 'output', 'sketches', 'tokens', 'vectors']),
  modelName: z.string().max(120).nullable(),
  state: z.enum(['passed', 'failed', 'notChecked']),
  reason: z.string().max(300),
});
export type SelfCheck = z.infer<typeof selfCheckShape>;

/** What a device did with this driver and this runtime. */
export const benchmarkShape = z.strictObject({
  deviceId: z.string().max(80),
  atMs: timeMsShape,
  driver: z.string().max(120).nullable(),
  runtime: z.string().max(60),
  executionProvider: executionProviderShape,
  /** sound: what could be checked is right. wrong: the device computed something else. unproven: nothing could be checked. */
  verdict: z.enum(['sound', 'wrong', 'unproven']),
  checks: z.array(selfCheckShape).max(100),
  speeds: z.array(modelSpeedShape).max(100),
});
export type Benchmark = z.infer<typeof benchmarkShape>;

/** Where the benchmark of a device stands. `latest` is of the present driver and runtime; an older one is no word about the present. */
export const benchmarkStateShape = z.strictObject({
  deviceId: z.string().max(80),
  state: z.enum(['none', 'waiting', 'running', 'failed', 'done']),
  /** running: what is being done, of which model, and how much is done of how much. */
  step: z.strictObject({ name: z.enum(['load', 'check', 'prefill', 'decode', 'classify']), modelName: z.string().max(120), done: z.number().int(), of: z.number().int() }).nullable(),
  /** failed: why, in a word of the error table or of the rule that took the device. */
  reason: z.string().max(300).nullable(),
  latest: benchmarkShape.nullable(),
});
export type BenchmarkState = z.infer<typeof benchmarkStateShape>;
