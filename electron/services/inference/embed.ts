import { Tensor } from 'onnxruntime-node';
import type { Embedding } from '../../protocol/modelSpec.ts';
import { tapValues } from '../../protocol/taps.ts';
import { HearthError } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import type { SketchTap } from './classify.ts';
import { runSession, valuesOf, type RuntimeSession } from './session.ts';

/** A model that makes one vector of a text. */
export type Embedder = {
  readonly session: RuntimeSession;
  readonly embedding: Embedding;
  /** Names of its inputs, of {@link inputNames}. */
  readonly inputs: readonly string[];
  /** Length of the vector. */
  readonly width: number;
  readonly vocabSize: number;
  readonly maxContext: number;
  readonly taps: readonly string[];
};

export type Embedded = { readonly vector: Float32Array; /** One per tap where they were asked for. */ readonly sketches: readonly Uint8Array[]; readonly computeMs: number };

/** What encoders are exported with; all int64 [1, tokens]. Texts are run one by one, so that nothing is padding: the mask is ones, and every text is of the first segment. */
const inputNames: ReadonlyMap<string, (tokens: readonly number[]) => readonly number[]> = new Map([
  ['input_ids', (tokens) => tokens], ['attention_mask', (tokens) => tokens.map(() => 1)], ['token_type_ids', (tokens) => tokens.map(() => 0)], ['position_ids', (tokens) => tokens.map((_, i) => i)],
]);
export const encoderFeed = (name: string, tokens: readonly number[]): readonly number[] | null => inputNames.get(name)?.(tokens) ?? null;

/** @throws model.unsupported  an input that is none of an encoder's, an output that is not float32 or of open width, no size of the vocabulary */
export function describeEmbedder(session: RuntimeSession, model: { readonly embedding: Embedding; readonly taps: readonly string[]; readonly vocabSize: number | null; readonly maxContext: number }): Embedder {
  const refuse = (reason: string): HearthError => new HearthError('model.unsupported', { reason });
  const inputs = [...valuesOf(session.inputMetadata).values()];
  if (!inputs.some(({ name }) => name === 'input_ids')) throw refuse(modelReasons.encoderInput);
  for (const { name, type } of inputs) if (!inputNames.has(name) || type !== 'int64') throw refuse(modelReasons.inputOfType(name, type));
  const output = valuesOf(session.outputMetadata).get(model.embedding.output);
  if (!output) throw refuse(modelReasons.noOutput(model.embedding.output));
  const [rank, width] = [model.embedding.pooling === 'none' ? 2 : 3, output.shape.at(-1)];
  if (output.type !== 'float32' || output.shape.length !== rank || typeof width !== 'number' || width < 1) throw refuse(modelReasons.encoderOutput(output.name, output.type, output.shape.join(', '), rank));
  if (model.vocabSize === null) throw refuse(modelReasons.noVocab);
  return { session, ...model, vocabSize: model.vocabSize, inputs: inputs.map(({ name }) => name), width };
}

/**
 * One text through the model.
 *
 * @param sketchTap  null where no evidence is wanted
 * @throws input.malformed, input.tooLarge, worker.runFailed, evidence.nonFinite
 */
export async function embed(embedder: Embedder, tokens: readonly number[], nowMs: () => number, sketchTap: SketchTap | null = null): Promise<Embedded> {
  assertTokens(embedder, tokens);
  const startMs = nowMs();
  const feeds = Object.fromEntries(embedder.inputs.map((name) => [name, new Tensor('int64', BigInt64Array.from(encoderFeed(name, tokens)!, BigInt), [1, tokens.length])]));
  const taps = sketchTap ? embedder.taps : [];
  const result = await runSession(embedder.session, feeds, Object.fromEntries([embedder.embedding.output, ...taps].map((name) => [name, null])));
  const { data, dims } = result[embedder.embedding.output] as Tensor;
  const rows = embedder.embedding.pooling === 'none' ? 1 : tokens.length;
  if (!(data instanceof Float32Array) || data.length !== rows * embedder.width) throw new HearthError('worker.runFailed', { reason: modelReasons.outputShape(dims.join(', '), tokens.length) });
  return {
    vector: poolRows(data, embedder.width, embedder.embedding),
    sketches: taps.map((name, position) => sketchTap!(position, tapValues((result[name] as Tensor).data as ArrayLike<number>))),
    computeMs: nowMs() - startMs,
  };
}

function assertTokens({ vocabSize, maxContext }: Embedder, tokens: readonly number[]): void {
  if (tokens.length === 0) throw new HearthError('input.malformed', { reason: 'the text has no tokens' });
  if (tokens.length > maxContext) throw new HearthError('input.tooLarge', { what: 'tokens', limit: maxContext, found: tokens.length });
  const outside = tokens.find((token) => !Number.isInteger(token) || token < 0 || token >= vocabSize);
  if (outside !== undefined) throw new HearthError('input.malformed', { reason: `token ${outside} is outside the vocabulary of ${vocabSize}` });
}

/**
 * One vector of all rows, summed in float64 in the order of the text, so that two machines differ only by what their rows do. Pure.
 *
 * @param rows  float32 [n, width], row-major; every row counts, since nothing is padding
 * @throws evidence.nonFinite
 */
export function poolRows(rows: Float32Array, width: number, { pooling, normalise }: Embedding): Float32Array {
  const count = rows.length / width;
  const from = pooling === 'last' ? count - 1 : 0;
  const to = pooling === 'mean' ? count : from + 1;
  const sums = new Float64Array(width);
  for (let row = from; row < to; row++) for (let i = 0; i < width; i++) sums[i]! += rows[row * width + i]!;
  const length = normalise ? Math.sqrt(sums.reduce((sum, value) => sum + value * value, 0)) : to - from;
  // A row of zeros has no direction, and stays what it is; of one that is no number nothing may be made.
  const vector = Float32Array.from(sums, (value) => (length === 0 ? 0 : value / length));
  if (!Number.isFinite(length) || !vector.every(Number.isFinite)) throw new HearthError('evidence.nonFinite', { where: 'the vector' });
  return vector;
}
