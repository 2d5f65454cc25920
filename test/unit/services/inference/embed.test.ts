import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { thresholdsOf, tauVersion } from '../../../../electron/protocol/numericClass.ts';
import { sketchRows } from '../../../../electron/protocol/sketch.ts';
import { compareTaps } from '../../../../electron/protocol/taps.ts';
import { toHex } from '../../../../electron/protocol/bytes.ts';
import { vectorDistance } from '../../../../electron/protocol/vectors.ts';
import { openAuditSession } from '../../../../electron/services/inference/auditSession.ts';
import { describeEmbedder, embed, poolRows, type Embedded } from '../../../../electron/services/inference/embed.ts';
import { ModelSchema } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { openModelFolder, type OpenedModel } from '../../../../electron/services/models/openModelFolder.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { judgeEmbedding } from '../../../../electron/services/practice/judgeAudit.ts';
import { verdict } from '../../../../electron/protocol/typedData.ts';
import { fp16, int8 } from '../../../attacks/weights.ts';
import { smallEncoder, tinyEncoder, writeEncoder, type EncoderConfig } from '../../../support/generatedEncoder.ts';
import { createNumbers } from '../../../support/onnxModels.ts';

/** Encoders of generated weights, in float32: no real one can be fetched here. */
const key = new Uint8Array(32).fill(3);
let root: string;
let tiny: OpenedModel;
let small: OpenedModel;
let count = 0;
const open = async (config: EncoderConfig): Promise<OpenedModel> => openModelFolder(p, await writeEncoder(join(root, String(++count)), config));
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'hearth-embed-'));
  tiny = await open(tinyEncoder);
  small = await open(smallEncoder);
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const settings = [{ runtime: 'native', optimization: 'disabled', threads: 1 }, { runtime: 'native', optimization: 'all', threads: 2 }, { runtime: 'wasm', optimization: 'all', threads: 1 }] as const;
async function run(model: OpenedModel, tokens: readonly number[], setting: (typeof settings)[number] = settings[1]): Promise<Embedded> {
  const session = await openAuditSession(model, { executionProvider: 'cpu', ...setting });
  try {
    return await embed(describeEmbedder(session, { embedding: model.spec.embedding!, taps: model.plan.taps, vocabSize: model.declared.vocabSize, maxContext: model.spec.maxContext }), tokens, () => 0, (position, values) => sketchRows(p, key, position, values));
  } finally {
    await session.release();
  }
}
const tokensOf = (seed: number, length: number, vocab = 320): number[] => [...createNumbers(seed)(length)].map((value) => Math.floor(((value + 1) / 2) * (vocab - 4)) + 3);
/** The same model id over other weights: what a cheap provider runs. */
function withWeights(model: OpenedModel, rounding: typeof fp16): OpenedModel {
  const parsed = fromBinary(ModelSchema, model.sessionBytes);
  for (const tensor of parsed.graph!.initializer) {
    if (tensor.dataType !== 1 || tensor.dims.length < 2) continue;
    const values = new Float32Array(Uint8Array.from(tensor.rawData).buffer);
    rounding(values, values.length, 1);
    tensor.rawData = new Uint8Array(values.buffer);
  }
  return { ...model, sessionBytes: toBinary(ModelSchema, parsed) };
}
const limits = thresholdsOf(1, tauVersion, null);

describe('a model for embeddings', () => {
  it('makes one vector of a text, of length 1 where its files say so, whose id holds the way it is made', async () => {
    expect(tiny.spec.embedding).toEqual({ output: 'last_hidden_state', pooling: 'mean', normalise: true });
    const { vector } = await run(tiny, tokensOf(1, 20));
    expect(vector).toHaveLength(48);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
    const plain = await open({ ...tinyEncoder, normalise: false });
    expect(plain.spec.onnxSha256).toBe(tiny.spec.onnxSha256);
    expect(plain.modelId).not.toBe(tiny.modelId);
    const raw = await run(plain, tokensOf(1, 20));
    expect(Math.hypot(...raw.vector)).toBeGreaterThan(1.5);
    expect(vectorDistance(raw.vector.map((value) => value / Math.hypot(...raw.vector)), vector)).toBeLessThan(1e-6);
  });

  it('reads how it is made from the files of Sentence Transformers, and refuses what it does not know instead of guessing', async () => {
    const pooled = async (pooling: object): Promise<unknown> => (await open({ ...tinyEncoder, pooling })).spec.embedding?.pooling;
    expect(await pooled({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: false })).toBe('first');
    expect(await pooled({ pooling_mode_lasttoken: true })).toBe('last');
    expect(await pooled({ pooling_mode: 'mean' })).toBe('mean');
    const { pooling: _none, ...bare } = tinyEncoder;
    expect((await open(bare)).spec.embedding).toEqual({ output: 'last_hidden_state', pooling: 'mean', normalise: false });
    await expect(pooled({ pooling_mode_max_tokens: true })).rejects.toMatchObject({ code: 'model.unsupported', about: { reason: expect.stringContaining('max_tokens') as string } });
    await expect(pooled({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: true })).rejects.toMatchObject({ code: 'model.unsupported' });
    await expect(pooled({})).rejects.toMatchObject({ code: 'model.unsupported' });
  });

  it('pools rows by the mean, the first or the last, and a zero vector stays one', () => {
    const rows = Float32Array.of(3, 4, 0, 0, 6, 8);
    expect([...poolRows(rows, 2, { output: 'x', pooling: 'mean', normalise: false })]).toEqual([3, 4]);
    expect([...poolRows(rows, 2, { output: 'x', pooling: 'mean', normalise: true })].map((value) => Number(value.toFixed(6)))).toEqual([0.6, 0.8]);
    expect([...poolRows(rows, 2, { output: 'x', pooling: 'first', normalise: false })]).toEqual([3, 4]);
    expect([...poolRows(rows, 2, { output: 'x', pooling: 'last', normalise: false })]).toEqual([6, 8]);
    expect([...poolRows(new Float32Array(2), 2, { output: 'x', pooling: 'none', normalise: true })]).toEqual([0, 0]);
    expect(() => poolRows(Float32Array.of(NaN, 1), 2, { output: 'x', pooling: 'mean', normalise: true })).toThrow(expect.objectContaining({ code: 'evidence.nonFinite' }) as Error);
    expect(() => poolRows(Float32Array.of(Infinity, 1), 2, { output: 'x', pooling: 'mean', normalise: false })).toThrow(expect.objectContaining({ code: 'evidence.nonFinite' }) as Error);
  });

  it('is tapped at values that all its tokens pass through, at most eight, beside its mask', () => {
    for (const model of [tiny, small]) {
      expect(model.plan.taps.length).toBeGreaterThanOrEqual(5);
      expect(model.plan.taps.length).toBeLessThanOrEqual(8);
      expect(model.plan.taps).not.toContain('last_hidden_state');
      expect(model.plan.unit).toBe('item');
    }
  });

  it('refuses a text without tokens, one that is too long and a token it does not have', async () => {
    await expect(run(tiny, [])).rejects.toMatchObject({ code: 'input.malformed' });
    await expect(run(tiny, tokensOf(1, 129))).rejects.toMatchObject({ code: 'input.tooLarge' });
    await expect(run(tiny, [5, 320])).rejects.toMatchObject({ code: 'input.malformed' });
  });

  it('is within its threshold by far for honest runs of every setting, and beyond it for weights of half precision or 8 bits', async () => {
    let [honest, half, eighth] = [0, Infinity, Infinity];
    for (const [model, seed, length] of [[tiny, 1, 3], [tiny, 2, 120], [small, 3, 24]] as const) {
      const tokens = tokensOf(seed, length);
      const [first, ...others] = await Promise.all(settings.map((setting) => run(model, tokens, setting)));
      for (const other of others) {
        honest = Math.max(honest, vectorDistance(other.vector, first!.vector));
        expect(compareTaps(other.sketches.map(toHex), first!.sketches).distance).toBeLessThan(limits.chunkDistance);
      }
      half = Math.min(half, vectorDistance((await run(withWeights(model, fp16), tokens)).vector, first!.vector));
      eighth = Math.min(eighth, vectorDistance((await run(withWeights(model, int8), tokens)).vector, first!.vector));
    }
    // 8e-7, 3e-4 and 5e-3 when this was written.
    expect(honest).toBeLessThan(limits.vectorDistance / 10);
    expect(half).toBeGreaterThan(limits.vectorDistance);
    expect(eighth).toBeGreaterThan(10 * limits.vectorDistance);
  }, 60_000);

  it('is judged by a distance: accepted within, rejected beyond, and never accused in a class without thresholds', () => {
    expect(judgeEmbedding(1e-6, limits, 1)).toMatchObject({ verdict: verdict.accept, figure: null });
    expect(judgeEmbedding(2e-4, limits, 1)).toMatchObject({ verdict: verdict.reject, figure: { measure: 'vector', value: 2e-4 } });
    expect(judgeEmbedding(Infinity, limits, 1)).toMatchObject({ verdict: verdict.reject });
    expect(judgeEmbedding(NaN, limits, 1)).toMatchObject({ verdict: verdict.reject });
    expect(judgeEmbedding(2e-4, limits, 1, ['com.example/Op'])).toMatchObject({ verdict: verdict.accept, reason: expect.stringContaining('judged.opaque:') as string });
    expect(judgeEmbedding(1, thresholdsOf(7, tauVersion, null), 7)).toMatchObject({ verdict: verdict.accept, reason: expect.stringContaining('judged.noThresholds:') as string });
  });
});
