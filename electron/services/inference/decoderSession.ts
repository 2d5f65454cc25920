import { isHearthError } from '../../shared/errors.ts';
import type { FreshCache } from '../models/freshCache.ts';
import type { OpenedModel } from '../models/openModelFolder.ts';
import { describeDecoder, keepsCacheOutside, startRun, stepSlots, type Decoder } from './decoder.ts';
import { createKvCache } from './kvCache.ts';
import { openSession, type RuntimeSession, type SessionOptions } from './session.ts';

/** A decoder with what keeps it from running several sequences in one step; null where nothing does. */
export type OpenedDecoder = { readonly session: RuntimeSession; readonly decoder: Decoder; readonly oneByOne: string | null };

/** Rewrites a session's bytes, or says why it cannot: `exposeFreshCache`, which parses the model. */
export type Expose = (bytes: Uint8Array) => FreshCache | { readonly reason: string };

/**
 * Opens a decoder so that it can run several sequences at once, where its graph allows for that and a trial shows that it computes the same.
 * One that cannot is opened as it is, and says why.
 *
 * @throws worker.loadFailed, model.unsupported
 */
export async function openDecoderSession(model: OpenedModel, options: SessionOptions, expose: Expose): Promise<OpenedDecoder> {
  const grown = exposeWhereItMay(model, expose);
  if ('reason' in grown) return openAsItIs(model, options, grown.reason);
  const session = await openSession({ ...model, sessionBytes: grown.bytes }, options);
  try {
    const decoder = describeDecoder(session, model, grown.fresh);
    const oneByOne = await tryBatch(decoder, options.executionProvider === 'cpu' && model.manifest.numericClass === 'cpu-fp32' ? strictDistance : looseDistance);
    if (oneByOne === null) return { session, decoder, oneByOne };
    await session.release();
    return await openAsItIs(model, options, oneByOne);
  } catch (error) {
    await session.release().catch(() => undefined);
    throw error;
  }
}

function exposeWhereItMay(model: OpenedModel, expose: Expose): ReturnType<Expose> {
  // Sums over another number of positions may round otherwise.
  if (model.manifest.numericClass === 'int-exact') return { reason: 'a model of the exact tier is replayed bit for bit' };
  // A window counts places in the cache, of which some are unused.
  if (model.declared.window !== null && model.declared.window < model.spec.maxContext) return { reason: `it attends to a window of ${model.declared.window} positions` };
  return expose(model.sessionBytes);
}

async function openAsItIs(model: OpenedModel, options: SessionOptions, oneByOne: string): Promise<OpenedDecoder> {
  const session = await openSession(model, options);
  try {
    return { session, decoder: describeDecoder(session, model), oneByOne };
  } catch (error) {
    await session.release();
    throw error;
  }
}

/** Half of what an audit of the class allows a sketch: it measures the same relative distance. */
const strictDistance = 1e-5;
/** For classes without a calibrated threshold: a wrong mask or position is off by about 1. */
const looseDistance = 2.5e-2;

/**
 * Runs three sequences of different lengths in one step and alone. A graph that takes no batch fails; one that counts positions by itself, or
 * holds a window over them, computes something else.
 *
 * @returns  null when the rows agree, else the reason for running one sequence at a time
 */
async function tryBatch(decoder: Decoder, allowed: number): Promise<string | null> {
  if (!keepsCacheOutside(decoder)) return decoder.hasPositionIds ? 'its cache is of another layout' : 'it has no position_ids';
  const { vocabSize, hiddenSize, maxContext } = decoder;
  if (maxContext < 16) return 'its context is too short';
  const tokensOf = (length: number): number[] => Array.from({ length }, (_, i) => (length * 31 + i * 7) % vocabSize);
  const prompts = [5, 2, 9].map(tokensOf);
  try {
    const kv = createKvCache(decoder.cache.map(({ past }) => past));
    for (const prompt of prompts) await stepSlots(decoder, kv, kv.addSlot(), [prompt]);
    const together = await stepSlots(decoder, kv, 0, prompts.map(() => [1 % vocabSize]));
    for (const [i, prompt] of prompts.entries()) {
      const run = startRun(decoder, { wantsCache: false });
      const alone = await run.step([...prompt, 1 % vocabSize]);
      run.close();
      const distance = relativeDistance(together.rows.subarray(i * hiddenSize, (i + 1) * hiddenSize), alone.rows.subarray(prompt.length * hiddenSize));
      if (!(distance <= allowed)) return `rows of a shared step differ by ${distance.toPrecision(2)} from those of a sequence alone`;
    }
    return null;
  } catch (error) {
    if (!isHearthError(error, 'worker.runFailed')) throw error;
    return `a shared step fails: ${error.about.reason}`.slice(0, 200);
  }
}

function relativeDistance(a: Float32Array, b: Float32Array): number {
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i]! - b[i]!) ** 2;
    norm += b[i]! ** 2;
  }
  return Math.sqrt(difference / norm);
}
