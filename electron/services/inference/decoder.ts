import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { HearthError } from '../../shared/errors.ts';
import type { OpenedModel } from '../models/openModelFolder.ts';
import { runSession, valuesOf, type ValueInfo } from './session.ts';

/** A decoder in the layout of Hugging Face ONNX exports: input_ids, attention_mask, position_ids, past_key_values.* → logits, present.*. */
export type Decoder = {
  readonly session: InferenceSession;
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
export function describeDecoder(session: InferenceSession, model: OpenedModel): Decoder {
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
 * @param options.wantsCache  false for a single pass that nothing follows: the cache outputs are then not fetched
 */
export function startRun(decoder: Decoder, options: { readonly wantsCache: boolean }): DecoderRun {
  const { session, cache, rowTensor, maxContext } = decoder;
  const mask = new BigInt64Array(maxContext).fill(1n);
  const fetches = ['logits', rowTensor, ...(options.wantsCache ? cache.map(({ present }) => present) : [])];
  let past = cache.map(({ past: info }) => emptyPast(info));
  let length = 0;

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
      cache.forEach(({ past: info }, i) => void (feeds[info.name] = past[i]!));
      const result = await runSession(session, feeds, fetches);
      for (const tensor of past) tensor.dispose();
      // This step's present is the next step's past: the runtime's own buffers, never copied here.
      past = options.wantsCache ? cache.map(({ present }) => result[present] as Tensor) : [];
      length = total;
      return { logits: floats(result['logits'], [1, count, decoder.vocabSize]), rows: floats(result[rowTensor], [1, count, decoder.hiddenSize]) };
    },
    close() {
      for (const tensor of past) tensor.dispose();
      past = [];
    },
  };
}

/** A past of no positions: [batch, heads, 0, headDim], with every other symbolic dimension 1. */
function emptyPast(info: ValueInfo): Tensor {
  const dims = info.shape.map((dim, axis) => (axis === 2 ? 0 : typeof dim === 'number' && dim > 0 ? dim : 1));
  return new Tensor(info.type as Tensor.Type, [], dims);
}

function floats(value: InferenceSession.OnnxValueMapType[string] | undefined, dims: readonly number[]): Float32Array {
  const tensor = value as Tensor | undefined;
  if (!(tensor?.data instanceof Float32Array) || tensor.dims.length !== dims.length || tensor.dims.some((dim, i) => dim !== dims[i])) {
    throw new HearthError('worker.runFailed', { reason: `the runtime gave [${tensor?.dims.join(', ')}] where [${dims.join(', ')}] was due` });
  }
  return tensor.data;
}
