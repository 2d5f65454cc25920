import { Tensor } from 'onnxruntime-node';
import { HearthError } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import type { OpenedModel } from '../models/openModelFolder.ts';
import { canKeep, createKvCache, type KvCache } from './kvCache.ts';
import { floatsOf, isFloat } from './floats.ts';
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
  /** Outputs with the new positions only, in the order of `cache`, where the session gives those in place of `present.*`; null where it does not. */
  readonly fresh: readonly string[] | null;
  /** The input for the places of the new positions, where attention counts each sequence's positions from the mask, which is then filled from the left; null where it takes whatever the mask lets it see. */
  readonly counted: string | null;
  /** Where the session takes the positions whose logits are wanted: that input, and how few it takes. Null where it computes those of every position. */
  readonly wanted: { readonly input: string; readonly least: 0 | 1 } | null;
};

/** What one run computed for its `count` new positions. */
export type StepResult = {
  /** Of the positions from `logitsFrom` on, float32 [count - logitsFrom, vocabSize]. */
  readonly logits: Float32Array;
  /** At most what was asked for. */
  readonly logitsFrom: number;
  /** last-hidden rows, float32 [count, hiddenSize] */
  readonly rows: Float32Array;
};

/** One growing sequence with its key-value cache. */
export type DecoderRun = {
  /**
   * Feeds tokens at the next positions.
   * @param logitsFrom  the first of them whose logits are wanted; none where it is their number
   * @throws worker.runFailed
   */
  step(tokens: readonly number[], logitsFrom?: number): Promise<StepResult>;
  /** Gives the cache back to the runtime. */
  close(): void;
};

/** What a session's bytes have that the file has not: by cache input the output that holds its new positions, and inputs. */
type Rewritten = Pick<Decoder, 'counted' | 'wanted'> & { readonly fresh: ReadonlyMap<string, string> | null };

/** @throws model.unsupported  inputs, outputs or types of another layout */
export function describeDecoder(session: RuntimeSession, model: OpenedModel, { fresh, counted, wanted }: Rewritten = { fresh: null, counted: null, wanted: null }): Decoder {
  const inputs = valuesOf(session.inputMetadata);
  const outputs = valuesOf(session.outputMetadata);
  const rowTensor = model.plan.rowTensor!;
  const refuse = (reason: string) => new HearthError('model.unsupported', { reason });
  const cache = [...inputs.values()].filter((value) => value.name.startsWith('past_key_values.')).map((past) => {
    const present = past.name.replace(/^past_key_values\./, 'present.');
    const output = fresh?.get(past.name) ?? present;
    if (outputs.get(output)?.type !== past.type || past.shape.length !== 4) throw refuse(modelReasons.noMatching(past.name, output));
    return { past, present };
  });
  const known = new Set(['input_ids', 'attention_mask', 'position_ids', ...cache.map(({ past }) => past.name), ...(wanted ? [wanted.input] : []), ...(counted === null ? [] : [counted])]);
  const unknown = [...inputs.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) throw refuse(modelReasons.unknownInput(unknown));
  for (const name of ['input_ids', 'attention_mask', ...(inputs.has('position_ids') ? ['position_ids'] : [])]) {
    if (inputs.get(name)?.type !== 'int64') throw refuse(modelReasons.inputInt64(name));
  }
  if (cache.length === 0) throw refuse(modelReasons.noCacheInputs);
  for (const name of ['logits', rowTensor]) if (!isFloat(outputs.get(name)?.type)) throw refuse(modelReasons.outputFloat(name));
  const vocabSize = lastDim(outputs.get('logits')) ?? model.declared.vocabSize;
  const hiddenSize = lastDim(outputs.get(rowTensor)) ?? model.declared.hiddenSize;
  if (vocabSize === null) throw refuse(modelReasons.vocabUnknown);
  if (hiddenSize === null) throw refuse(modelReasons.widthUnknown(rowTensor));
  return {
    session, vocabSize, hiddenSize, maxContext: model.spec.maxContext, rowTensor, hasPositionIds: inputs.has('position_ids'), cache,
    fresh: fresh && cache.map(({ past }) => fresh.get(past.name)!), counted, wanted,
  };
}

/** Whether several sequences of different lengths can share a step: unused positions are masked out, which only explicit positions allow for, or each sequence is counted by itself. */
export const keepsCacheOutside = (decoder: Decoder): decoder is Decoder & { readonly fresh: readonly string[] } =>
  decoder.fresh !== null && (decoder.hasPositionIds || decoder.counted !== null) && decoder.cache.every(({ past }) => canKeep(past));

function lastDim(value: ValueInfo | undefined): number | null {
  const dim = value?.shape.at(-1);
  return typeof dim === 'number' && dim > 0 ? dim : null;
}

/**
 * Feeds the same number of tokens to each of `tokens.length` sequences, in slots from `first` on, and appends their keys and values. One sequence
 * of several tokens reads its own past and nothing else; several read the cache as it lies, with unused positions masked out.
 *
 * @param tokens      [slots][count]
 * @param logitsFrom  as {@link DecoderRun.step}
 * @returns           logits [slots, count - logitsFrom, vocabSize], rows [slots, count, hiddenSize]
 * @throws worker.runFailed  the cache is then as it was
 */
export async function stepSlots(decoder: Decoder & { readonly fresh: readonly string[] }, kv: KvCache, first: number, tokens: readonly (readonly number[])[], logitsFrom = 0): Promise<StepResult> {
  const { session, cache, rowTensor, maxContext, fresh, counted } = decoder;
  const slots = tokens.length;
  const count = tokens[0]!.length;
  const lengths = tokens.map((_, i) => kv.lengthOf(first + i));
  const longest = Math.max(...lengths) + count;
  if (longest > maxContext) throw new HearthError('worker.runFailed', { reason: modelReasons.positions(longest, maxContext) });
  kv.fit(longest, maxContext - count);
  const isCompact = slots === 1 && (count > 1 || first > 0);
  const past = isCompact ? kv.compact(first) : kv.batch(slots);
  const total = isCompact || counted !== null ? longest : kv.width() + count;
  const mask = new BigInt64Array(slots * total);
  lengths.forEach((length, i) => {
    mask.fill(1n, i * total, i * total + length);
    const from = i * total + (counted === null ? total - count : length);
    mask.fill(1n, from, from + count);
  });
  const places = BigInt64Array.from({ length: slots * count }, (_, i) => BigInt(lengths[Math.floor(i / count)]! + (i % count)));
  const feeds: Record<string, Tensor> = {
    input_ids: new Tensor('int64', BigInt64Array.from(tokens.flat(), BigInt), [slots, count]),
    attention_mask: new Tensor('int64', mask, [slots, total]),
    ...placesFor(decoder, places, [slots, count]),
  };
  cache.forEach(({ past: info }, i) => (feeds[info.name] = past[i]!));
  const logits = askLogits(decoder, slots, count, logitsFrom);
  const result = await runSession(session, { ...feeds, ...logits.feeds }, Object.fromEntries([...logits.names, rowTensor, ...fresh].map((name) => [name, null])));
  const step = { ...logits.read(result), rows: floatsOf(result[rowTensor]!) };
  kv.append(first, slots, count, fresh.map((name) => result[name] as Tensor));
  return step;
}

/** Where the new positions stand in their sequences, for whichever inputs want to know. */
const placesFor = ({ hasPositionIds, counted }: Decoder, places: BigInt64Array, dims: readonly number[]): Record<string, Tensor> =>
  Object.fromEntries([...(hasPositionIds ? ['position_ids'] : []), ...(counted === null ? [] : [counted])].map((name) => [name, new Tensor('int64', places, dims)]));

type Outputs = Awaited<ReturnType<RuntimeSession['run']>>;

/** What asks a step for the logits of its positions from `from` on, and reads them: all where the session knows no less, none where none is wanted. */
function askLogits({ wanted, vocabSize }: Decoder, slots: number, count: number, from: number): { readonly feeds: Record<string, Tensor>; readonly names: readonly string[]; read(outputs: Outputs): Omit<StepResult, 'rows'> } {
  const start = wanted ? Math.min(from, count - wanted.least) : 0;
  const places = BigInt64Array.from({ length: count - start }, (_, i) => BigInt(start + i));
  return {
    feeds: wanted ? { [wanted.input]: new Tensor('int64', places, [places.length]) } : {},
    names: from < count ? ['logits'] : [],
    read(outputs) {
      if (from >= count) return { logits: new Float32Array(0), logitsFrom: count };
      const logits = floatsOf(outputs['logits']!);
      const expected = slots * places.length * vocabSize;
      if (logits.length !== expected) throw new HearthError('worker.runFailed', { reason: `it gave ${logits.length} logits, not ${expected}` });
      return { logits, logitsFrom: start };
    },
  };
}

/**
 * Starts a sequence at position 0.
 *
 * @param options.wantsCache  false for a single pass that nothing follows: the cache outputs are then not fetched
 */
export function startRun(decoder: Decoder, options: { readonly wantsCache: boolean }): DecoderRun {
  if (!options.wantsCache || !keepsCacheOutside(decoder)) return startPresentRun(decoder, options);
  const kv = createKvCache(decoder.cache.map(({ past }) => past));
  kv.addSlot();
  return { step: (tokens, logitsFrom) => stepSlots(decoder, kv, 0, [tokens], logitsFrom), close: () => kv.dropLast() };
}

/** Each step's cache is a fresh tensor of the runtime, given back once the next step has read it. */
function startPresentRun(decoder: Decoder, options: { readonly wantsCache: boolean }): DecoderRun {
  const { session, cache, rowTensor, maxContext } = decoder;
  const mask = new BigInt64Array(maxContext).fill(1n);
  const kept = [rowTensor, ...(options.wantsCache ? cache.map(({ present }) => present) : [])];
  let past = cache.map(({ past: info }) => emptyPast(info));
  let length = 0;
  const dropPast = (): void => {
    for (const tensor of past) tensor.dispose();
    past = [];
  };

  return {
    async step(tokens, logitsFrom = 0) {
      const count = tokens.length;
      const total = length + count;
      if (total > maxContext) throw new HearthError('worker.runFailed', { reason: modelReasons.positions(total, maxContext) });
      const feeds: Record<string, Tensor> = {
        input_ids: new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, count]),
        attention_mask: new Tensor('int64', mask.subarray(0, total), [1, total]),
      };
      Object.assign(feeds, placesFor(decoder, BigInt64Array.from(tokens, (_, i) => BigInt(length + i)), [1, count]));
      cache.forEach(({ past: info }, i) => (feeds[info.name] = past[i]!));
      const logits = askLogits(decoder, 1, count, logitsFrom);
      const result = await runSession(session, { ...feeds, ...logits.feeds }, Object.fromEntries([...logits.names, ...kept].map((name) => [name, null])));
      dropPast();
      if (options.wantsCache) past = cache.map(({ present }) => result[present] as Tensor);
      length = total;
      return { ...logits.read(result), rows: floatsOf(result[rowTensor]!) };
    },
    close: dropPast,
  };
}

/** A past of no positions: [batch, heads, 0, headDim], with every other symbolic dimension 1. */
const emptyPast = (info: ValueInfo): Tensor => new Tensor(info.type as Tensor.Type, [], info.shape.map((dim, axis) => (axis === 2 ? 0 : typeof dim === 'number' && dim > 0 ? dim : 1)));
