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

/** What one run computed for its `count` new positions. */
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
 * Starts a sequence at position 0. Each step's cache is a fresh tensor of the runtime, given back once the next step has read it: buffers of our
 * own, written in place, measured no faster and no smaller (docs/bench.md).
 *
 * @param options.wantsCache  false for a single pass that nothing follows: the cache outputs are then not fetched
 */
export function startRun(decoder: Decoder, options: { readonly wantsCache: boolean }): DecoderRun {
  const { session, cache, rowTensor, maxContext } = decoder;
  const mask = new BigInt64Array(maxContext).fill(1n);
  const fetches: Readonly<Record<string, null>> = Object.fromEntries(['logits', rowTensor, ...(options.wantsCache ? cache.map(({ present }) => present) : [])].map((name) => [name, null]));
  let past = cache.map(({ past: info }) => emptyPast(info));
  let length = 0;
  const dropPast = (): void => {
    for (const tensor of past) tensor.dispose();
    past = [];
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
      cache.forEach(({ past: info }, i) => (feeds[info.name] = past[i]!));
      const result = await runSession(session, feeds, fetches);
      dropPast();
      if (options.wantsCache) past = cache.map(({ present }) => result[present] as Tensor);
      length = total;
      return { logits: result['logits']!.data as Float32Array, rows: result[rowTensor]!.data as Float32Array };
    },
    close: dropPast,
  };
}

/** A past of no positions: [batch, heads, 0, headDim], with every other symbolic dimension 1. */
const emptyPast = (info: ValueInfo): Tensor => new Tensor(info.type as Tensor.Type, [], info.shape.map((dim, axis) => (axis === 2 ? 0 : typeof dim === 'number' && dim > 0 ? dim : 1)));
