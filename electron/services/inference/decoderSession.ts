import { isHearthError } from '../../shared/errors.ts';
import type { AuditRuntime } from '../../shared/workerBridge.ts';
import type { DecoderBytes, DecoderWishes } from '../models/decoderBytes.ts';
import type { OpenedModel } from '../models/openModelFolder.ts';
import { openAuditSession } from './auditSession.ts';
import { describeDecoder, keepsCacheOutside, startRun, stepSlots, type Decoder } from './decoder.ts';
import { createKvCache } from './kvCache.ts';
import type { RuntimeSession, SessionOptions } from './session.ts';

export type OpenedDecoder = {
  readonly session: RuntimeSession;
  readonly decoder: Decoder;
  /** What keeps it from running several sequences in one step; null where nothing does. */
  readonly oneByOne: string | null;
  /** What keeps it from computing only the logits that are wanted; null where nothing does. */
  readonly allLogits: string | null;
};

/** Rewrites a session's bytes, or says why it cannot: `rewriteDecoder`, which parses the model. */
export type Rewrite = (bytes: Uint8Array, wishes: DecoderWishes) => DecoderBytes;
type Options = SessionOptions & { readonly runtime?: AuditRuntime | undefined };
type Refused = { readonly fresh: string | null; readonly wanted: string | null };

/**
 * Opens a decoder so that it can run several sequences at once and computes no logits that nobody wants, where its graph allows for that and a trial shows that it computes the same.
 * What a graph or the trial does not allow for stays as it is in the file, and says why.
 *
 * @throws worker.loadFailed, model.unsupported
 */
export const openDecoderSession = (model: OpenedModel, options: Options, rewrite: Rewrite): Promise<OpenedDecoder> =>
  openRewritten(model, options, rewrite, { fresh: whyNotFresh(model, options), wanted: whyNotWanted(model) });

async function openRewritten(model: OpenedModel, options: Options, rewrite: Rewrite, refused: Refused): Promise<OpenedDecoder> {
  const isAsItIs = refused.fresh !== null && refused.wanted !== null;
  const made = isAsItIs ? { bytes: model.sessionBytes, fresh: null, counted: null, wanted: null, reasons: refused } : rewrite(model.sessionBytes, { rows: model.plan.rowTensor!, noFresh: refused.fresh, noWanted: refused.wanted });
  const session = await openAuditSession({ ...model, sessionBytes: made.bytes }, { ...options, runtime: options.runtime ?? 'native' });
  try {
    // Other devices' kernels are not made for tensors of nothing.
    const wanted = made.wanted === null ? null : { input: made.wanted, least: options.executionProvider === 'cpu' ? (0 as const) : (1 as const) };
    const decoder = describeDecoder(session, model, { fresh: made.fresh, counted: made.counted, wanted });
    const allowed = options.executionProvider === 'cpu' && model.manifest.numericClass === 'cpu-fp32' && !isOf16Bits(decoder, model) ? strictDistance : looseDistance;
    const found: Refused = { wanted: made.reasons.wanted ?? (await tryLogits(decoder, allowed)), fresh: made.reasons.fresh ?? (await tryBatch(decoder, allowed)) };
    const isAsMade = (found.wanted === null) === (made.wanted !== null) && (found.fresh === null) === (made.fresh !== null);
    if (isAsMade) return { session, decoder, oneByOne: found.fresh, allLogits: found.wanted };
    await session.release();
    return await openRewritten(model, options, rewrite, found);
  } catch (error) {
    await session.release().catch(() => undefined);
    throw error;
  }
}

function whyNotFresh(model: OpenedModel, { runtime }: Options): string | null {
  if (runtime === 'wasm') return 'the WebAssembly runtime is for checks';
  // Sums over another number of positions may round otherwise.
  if (model.manifest.numericClass === 'int-exact') return isExact;
  // A window counts places in the cache, of which some are unused.
  return model.declared.window !== null && model.declared.window < model.spec.maxContext ? `it attends to a window of ${model.declared.window} positions` : null;
}

const whyNotWanted = (model: OpenedModel): string | null => (model.manifest.numericClass === 'int-exact' ? isExact : null);

const isExact = 'a model of the exact tier is replayed bit for bit';
const tooShort = 'its context is too short';

/** Half of what an audit of the class allows a sketch: it measures the same relative distance. */
const strictDistance = 1e-5;
/** For classes without a calibrated threshold: a wrong mask or position is off by about 1. */
const looseDistance = 2.5e-2;

/** Kernels of 16 bits round differently for one row and for many, by some 1e-4, and no audit accuses by them. One scale for all rows is another matter: with it neighbours change each other's numbers by more than rounding. */
const isOf16Bits = ({ cache }: Decoder, { plan }: OpenedModel): boolean => plan.opaque.length > 0 && cache.every(({ past }) => past.type === 'float16') && !plan.opaque.some((name) => name.includes('DynamicQuantize'));

const leastContext = 16;
const tokensOf = (length: number, vocabSize: number): number[] => Array.from({ length }, (_, i) => (length * 31 + i * 7) % vocabSize);

/**
 * Asks for the logits of all positions, of the last and of none. The rows must be the same, and the logits those of the same positions.
 *
 * @returns  null when they are, else the reason for computing those of every position
 */
async function tryLogits(decoder: Decoder, allowed: number): Promise<string | null> {
  const { vocabSize, maxContext } = decoder;
  if (maxContext < leastContext) return tooShort;
  const tokens = tokensOf(7, vocabSize);
  const run = async (from: number) => {
    const one = startRun(decoder, { wantsCache: false });
    try {
      return await one.step(tokens, from);
    } finally {
      one.close();
    }
  };
  try {
    const all = await run(0);
    for (const from of [tokens.length - 1, tokens.length]) {
      const some = await run(from);
      const distance = Math.max(relativeDistance(some.rows, all.rows), from < tokens.length ? relativeDistance(some.logits, all.logits.subarray(from * vocabSize)) : 0);
      if (!(distance <= allowed)) return `logits of wanted positions differ by ${distance.toPrecision(2)} from the same among all`;
    }
    return null;
  } catch (error) {
    if (!isHearthError(error, 'worker.runFailed')) throw error;
    return `a step with logits of wanted positions fails: ${error.about.reason}`.slice(0, 200);
  }
}

/**
 * Runs three sequences of different lengths in one step and alone. A graph that takes no batch fails; one that counts positions by itself, or
 * holds a window over them, computes something else.
 *
 * @returns  null when the rows agree, else the reason for running one sequence at a time
 */
async function tryBatch(decoder: Decoder, allowed: number): Promise<string | null> {
  if (!keepsCacheOutside(decoder)) return decoder.hasPositionIds ? 'its cache is of another layout' : 'it has no position_ids';
  const { vocabSize, hiddenSize, maxContext } = decoder;
  if (maxContext < leastContext) return tooShort;
  const prompts = [5, 2, 9].map((length) => tokensOf(length, vocabSize));
  try {
    const kv = createKvCache(decoder.cache.map(({ past }) => past));
    for (const prompt of prompts) {
      const slot = kv.addSlot();
      // In two pieces, as longer prompts go in.
      for (const piece of [prompt.slice(0, -4), prompt.slice(-4)]) if (piece.length > 0) await stepSlots(decoder, kv, slot, [piece]);
    }
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
