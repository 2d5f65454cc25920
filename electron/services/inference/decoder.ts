import { Tensor } from 'onnxruntime-node';
import { HearthError } from '../../shared/errors.ts';
import type { OpenedModel } from '../models/openModelFolder.ts';
import { runSession, valuesOf, type RuntimeSession, type ValueInfo } from './session.ts';

/** A decoder in the layout of Hugging Face ONNX exports: input_ids, attention_mask, position_ids, past_key_values.* → logits, present.*. */
export type Decoder = {
  readonly session: RuntimeSession;
  readonly vocabSize: number;
  readonly hiddenSize: number;
  readonly maxContext: number;
  readonly rowTensor: string;
  readonly hasPositionIds: boolean;
  /** Cache inputs and the outputs that feed them next time. */
  readonly cache: readonly { readonly past: ValueInfo; readonly present: string }[];
};

/** What one run computed for its `count` new positions. Both arrays belong to the runtime: read them before the next step. */
export type StepResult = {
  /** float32 [count, vocabSize] */
  readonly logits: Float32Array;
  /** last-hidden rows, float32 [count, hiddenSize] */
  readonly rows: Float32Array;
};

/** One growing sequence with its key-value cache. */
export type DecoderRun = {
  /** Feeds tokens at the next positions. @throws worker.runFailed */
  step(tokens: readonly number[]): Promise<StepResult>;
  /** Gives the cache back to the runtime. */
  close(): void;
};

/** @throws model.unsupported  inputs, outputs or types of another layout */
export function describeDecoder(session: RuntimeSession, model: OpenedModel): Decoder {
  const inputs = valuesOf(session.inputMetadata);
  const outputs = valuesOf(session.outputMetadata);
  const rowTensor = model.plan.rowTensor!;
  const refuse = (reason: string) => new HearthError('model.unsupported', { reason });
  const cache = [...inputs.values()].filter((value) => value.name.startsWith('past_key_values.')).map((past) => {
    const present = past.name.replace(/^past_key_values\./, 'present.');
    if (outputs.get(present)?.type !== past.type || past.shape.length !== 4) throw refuse(`${past.name} has no matching ${present}`);
    return { past, present };
  });
  const known = new Set(['input_ids', 'attention_mask', 'position_ids', ...cache.map(({ past }) => past.name)]);
  const unknown = [...inputs.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) throw refuse(`unknown input ${unknown}`);
  for (const name of ['input_ids', 'attention_mask', ...(inputs.has('position_ids') ? ['position_ids'] : [])]) {
    if (inputs.get(name)?.type !== 'int64') throw refuse(`input ${name} must be int64`);
  }
  if (cache.length === 0) throw refuse('no key-value cache inputs');
  for (const name of ['logits', rowTensor]) if (outputs.get(name)?.type !== 'float32') throw refuse(`output ${name} must be float32`);
  const vocabSize = lastDim(outputs.get('logits')) ?? model.declared.vocabSize;
  const hiddenSize = lastDim(outputs.get(rowTensor)) ?? model.declared.hiddenSize;
  if (vocabSize === null) throw refuse('the vocabulary size is not known');
  if (hiddenSize === null) throw refuse(`the width of ${rowTensor} is not known`);
  return { session, vocabSize, hiddenSize, maxContext: model.spec.maxContext, rowTensor, hasPositionIds: inputs.has('position_ids'), cache };
}

function lastDim(value: ValueInfo | undefined): number | null {
  const dim = value?.shape.at(-1);
  return typeof dim === 'number' && dim > 0 ? dim : null;
}

/**
 * Starts a sequence at position 0.
 *
 * The runtime writes each step's cache straight into buffers kept here, two per cache tensor in turn: what was the present is the next past. Left to
 * itself it would give a fresh copy per step, at 24 M parameters 7 MB per token, all of it garbage one step later.
 *
 * @param options.wantsCache     false for a single pass that nothing follows: the cache outputs are then not fetched
 * @param options.expectedLength positions the sequence will probably reach; buffers grow beyond it when it is wrong
 */
export function startRun(decoder: Decoder, options: { readonly wantsCache: boolean; readonly expectedLength?: number }): DecoderRun {
  const { session, cache, rowTensor, maxContext, vocabSize, hiddenSize } = decoder;
  const mask = new BigInt64Array(maxContext).fill(1n);
  const buffers = cache.map(({ past }) => (options.wantsCache ? createCacheBuffer(past, Math.min(options.expectedLength ?? 0, maxContext)) : null));
  let past = cache.map(({ past: info }) => emptyPast(info));
  let single: { readonly logits: Tensor; readonly rows: Tensor } | null = null;
  let length = 0;

  const outputsOf = (count: number): { readonly logits: Tensor; readonly rows: Tensor } => {
    const fresh = () => ({ logits: new Tensor('float32', new Float32Array(count * vocabSize), [1, count, vocabSize]), rows: new Tensor('float32', new Float32Array(count * hiddenSize), [1, count, hiddenSize]) });
    return count === 1 ? (single ??= fresh()) : fresh();
  };

  return {
    async step(tokens) {
      const count = tokens.length;
      const total = length + count;
      if (total > maxContext) throw new HearthError('worker.runFailed', { reason: `${total} positions, the model has ${maxContext}` });
      const feeds: Record<string, Tensor> = {
        input_ids: new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, count]),
        attention_mask: new Tensor('int64', mask.subarray(0, total), [1, total]),
      };
      if (decoder.hasPositionIds) feeds['position_ids'] = new Tensor('int64', BigInt64Array.from(tokens, (_, i) => BigInt(length + i)), [1, count]);
      const { logits, rows } = outputsOf(count);
      const fetches: Record<string, Tensor | null> = { logits, [rowTensor]: rows };
      cache.forEach(({ past: info, present }, i) => {
        feeds[info.name] = past[i]!;
        if (options.wantsCache) fetches[present] = buffers[i]?.next(total) ?? null;
      });
      const result = await runSession(session, feeds, fetches);
      past = options.wantsCache ? cache.map(({ present }) => result[present] as Tensor) : [];
      length = total;
      return { logits: logits.data as Float32Array, rows: rows.data as Float32Array };
    },
    close() {
      past = [];
      single = null;
    },
  };
}

/** A past of no positions: [batch, heads, 0, headDim], with every other symbolic dimension 1. */
const pastDims = (info: ValueInfo, length: number): number[] => info.shape.map((dim, axis) => (axis === 2 ? length : typeof dim === 'number' && dim > 0 ? dim : 1));
const emptyPast = (info: ValueInfo): Tensor => new Tensor(info.type as Tensor.Type, [], pastDims(info, 0));

/** Two buffers in turn for one cache tensor; null for types whose copies are left to the runtime. */
function createCacheBuffer(info: ValueInfo, expectedLength: number): { next(length: number): Tensor } | null {
  const rowSize = pastDims(info, 1).reduce((product, dim) => product * dim, 1);
  if (info.type !== 'float32') return null;
  const pair = [new Float32Array(expectedLength * rowSize), new Float32Array(expectedLength * rowSize)];
  let turn = 0;
  return {
    next(length) {
      turn = 1 - turn;
      // Only the buffer that is written now may be replaced: the other one is this step's past.
      if (pair[turn]!.length < length * rowSize) pair[turn] = new Float32Array(Math.ceil(length * 1.5) * rowSize);
      return new Tensor('float32', pair[turn]!.subarray(0, length * rowSize), pastDims(info, length));
    },
  };
}
