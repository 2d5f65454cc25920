import type { BatchRoom } from '../../shared/batchRoom.ts';
import { hasRoom } from '../../shared/batchRoom.ts';
import { HearthError } from '../../shared/errors.ts';
import { keepsCacheOutside, stepSlots, type Decoder } from './decoder.ts';
import { assertRequest, cancelled, generate, type GenerateDependencies, type Generation, type GenerateRequest, type Progress } from './generate.ts';
import { createKvCache } from './kvCache.ts';
import type { PrefixCache } from './prefixCache.ts';
import { startSequence, type Sequence } from './sequence.ts';

export type EngineDependencies = Omit<GenerateDependencies, 'onProgress'> & {
  /** Runs one step of device work when it is this engine's turn: classifiers, audits and other models take theirs in between. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
};

export type EngineOptions = { readonly room: BatchRoom; readonly prefixes: PrefixCache | null };

export type Ask = {
  readonly signal: AbortSignal;
  /** Hears new tokens at most every 50 ms, and the rest at the end. */
  readonly onProgress?: (progress: Progress) => void;
  /** Whose prompts may share computed prefixes with this one; null shares with nobody. */
  readonly scope: string | null;
};

/** What a request became, and how many prompt positions were taken from earlier requests. */
export type Answer = Generation & { readonly reusedPositions: number };

export type Engine = {
  /** @throws as {@link generate}; worker.runFailed also when the engine is closed */
  generate(request: GenerateRequest, ask: Ask): Promise<Answer>;
  /** Sequences that run or wait. */
  count(): number;
  /** Fails whatever runs or waits. */
  close(reason: string): void;
};

/** Prompt positions per turn while others wait for their next token: one such turn stalls them about as long as a few tokens do. */
const chunkWhileDecoding = 64;
/** While nobody waits. Scores of attention are a chunk's memory: 512 MB for 32 heads over 8192 positions. */
const chunkAlone = 512;

type Waiting = { readonly request: GenerateRequest; readonly ask: Ask; readonly askedAtMs: number; readonly resolve: (answer: Answer) => void; readonly reject: (error: unknown) => void };
type Live = Waiting & { readonly sequence: Sequence; readonly reusedPositions: number; next: number };

const longestOf = ({ request }: Waiting, { maxContext }: Decoder): number => Math.min(maxContext, request.promptTokens.length + request.decode.maxNewTokens);

/**
 * Continuous batching: every sequence of a model that runs is one row of the same decode step; sequences join and leave between steps. Prompts go
 * in by chunks between those steps, so that a long one stalls nobody. What a sequence computes does not depend on its neighbours beyond rounding:
 * sampler, seed, stop rule, evidence and clock are its own.
 *
 * A decoder that takes no batch runs its sequences one after the other.
 */
export function createEngine(dependencies: EngineDependencies, decoder: Decoder, options: EngineOptions): Engine {
  return keepsCacheOutside(decoder) ? createBatchEngine(dependencies, decoder, options) : createSerialEngine(dependencies, decoder);
}

function createBatchEngine(dependencies: EngineDependencies, decoder: Decoder & { readonly fresh: readonly string[] }, { room, prefixes }: EngineOptions): Engine {
  const { nowMs } = dependencies;
  const { vocabSize, hiddenSize, maxContext } = decoder;
  const kv = createKvCache(decoder.cache.map(({ past }) => past));
  const waiting: Waiting[] = [];
  /** One per slot: first those that decode, then those whose prompt is going in. */
  const live: Live[] = [];
  let decoding = 0;
  let isWorking = false;
  let isPromptsTurn = true;
  let prompts = 0;

  function admit(): void {
    while (waiting.length > 0 && hasRoom(room, [...live, waiting[0]!].map((each) => longestOf(each, decoder)))) {
      const first = waiting.shift()!;
      const { request, ask } = first;
      const sequence = startSequence({ p: dependencies.p, nowMs, onProgress: ask.onProgress }, decoder, request, nowMs() - first.askedAtMs);
      const slot = kv.addSlot();
      live.push({ ...first, sequence, next: -1, reusedPositions: takePrefix(slot, sequence, ask.scope) });
    }
  }

  function takePrefix(slot: number, sequence: Sequence, scope: string | null): number {
    const { promptTokens } = sequence.request;
    // The last prompt position is always computed: its logits choose the first token.
    const found = scope === null || !prefixes ? [] : prefixes.find(scope, promptTokens.slice(0, -1));
    const positions = found.reduce((sum, { count }) => sum + count, 0);
    if (positions === 0) return 0;
    kv.fit(positions, maxContext);
    for (const { block, count } of found) {
      kv.appendBlock(slot, block.cache, count, block.positions);
      sequence.addPrompt(block.rows.subarray(0, count * hiddenSize), noLogits);
    }
    return positions;
  }

  function keepPrefix(slot: number, { ask, sequence }: Live): void {
    if (ask.scope === null || !prefixes) return;
    const tokens = [...sequence.request.promptTokens, ...sequence.tokens].slice(0, kv.lengthOf(slot));
    prefixes.keep(ask.scope, tokens, (from, to) => ({ cache: kv.read(slot, from, to), rows: sequence.rowsOf(from, to) }));
  }

  /** Takes a sequence out; the last ones of its kind move into its place. */
  function remove(slot: number): void {
    const move = (from: number, to: number): void => {
      kv.copySlot(from, to);
      live[to] = live[from]!;
    };
    let hole = slot;
    if (hole < decoding) {
      move(--decoding, hole);
      hole = decoding;
    }
    move(live.length - 1, hole);
    live.pop();
    kv.dropLast();
  }

  function fail(slot: number, error: unknown): void {
    // NaN would reach whoever takes the slot next, masked or not.
    kv.wipe(slot);
    live[slot]!.reject(error);
    remove(slot);
  }

  function finish(slot: number): void {
    const one = live[slot]!;
    try {
      keepPrefix(slot, one);
      one.resolve({ ...one.sequence.finish(), reusedPositions: one.reusedPositions });
    } catch (error) {
      return fail(slot, error);
    }
    remove(slot);
  }

  function dropCancelled(): void {
    for (let slot = live.length - 1; slot >= 0; slot--) if (live[slot]!.ask.signal.aborted) fail(slot, cancelled());
    for (const one of waiting.filter(({ ask }) => ask.signal.aborted)) {
      waiting.splice(waiting.indexOf(one), 1);
      one.reject(cancelled());
    }
  }

  /**
   * Pieces of prompts, in turns among them: as many positions as whoever decodes is to wait for, so that short prompts do not each cost a step of few.
   * While nobody decodes, as many as a long prompt would take by itself: those who come at once then decode together from their first step on.
   */
  async function feedPrompts(): Promise<void> {
    const most = decoding === 0 ? chunkAlone : chunkWhileDecoding;
    for (let fed = 0; live.length > decoding && fed < most; ) fed += await feedPrompt(most - fed);
  }

  /** The next piece of one prompt. Returns its positions. */
  async function feedPrompt(most: number): Promise<number> {
    const slot = decoding + (prompts++ % (live.length - decoding));
    const one = live[slot]!;
    const { sequence } = one;
    const startMs = nowMs();
    const from = sequence.prompted();
    const chunk = sequence.request.promptTokens.slice(from, from + most);
    try {
      const isLast = from + chunk.length === sequence.request.promptTokens.length;
      const { logits, rows } = await stepSlots(decoder, kv, slot, [chunk], isLast ? chunk.length - 1 : chunk.length);
      const next = sequence.addPrompt(rows, isLast ? logits.subarray(-vocabSize) : noLogits);
      sequence.charge(nowMs() - startMs);
      if (sequence.prompted() === sequence.request.promptTokens.length) join(slot, next);
    } catch (error) {
      fail(slot, error);
    }
    return chunk.length;
  }

  /** A sequence whose prompt is in goes on as one of those that decode. */
  function join(slot: number, next: number | null): void {
    if (next === null) return finish(slot);
    const one = live[slot]!;
    keepPrefix(slot, one);
    one.next = next;
    kv.swapSlots(slot, decoding);
    live[slot] = live[decoding]!;
    live[decoding++] = one;
  }

  /** One token for every sequence that decodes. */
  async function decode(): Promise<void> {
    const startMs = nowMs();
    const count = decoding;
    const fed = live.slice(0, count);
    const results: (Outcome | { readonly error: unknown })[] = await stepSlots(decoder, kv, 0, fed.map(({ next }) => [next])).then(
      ({ logits, rows }) => fed.map((_, i) => ({ logits: logits.subarray(i * vocabSize, (i + 1) * vocabSize), row: rows.subarray(i * hiddenSize, (i + 1) * hiddenSize) })),
      (error: unknown) => (count === 1 ? [{ error }] : stepEach(fed)),
    );
    const after = results.map((result, i) => {
      if ('error' in result) return result;
      try {
        return { next: fed[i]!.sequence.accept(result.row, result.logits) };
      } catch (error) {
        return { error };
      }
    });
    const share = (nowMs() - startMs) / count;
    // From the last: whoever leaves is replaced by one behind it.
    for (let slot = count - 1; slot >= 0; slot--) {
      const result = after[slot]!;
      fed[slot]!.sequence.charge(share);
      if ('error' in result) fail(slot, result.error);
      else if (result.next === null) finish(slot);
      else fed[slot]!.next = result.next;
    }
  }

  /** After a shared step failed: each alone, so that only the sequence at fault fails. */
  async function stepEach(fed: readonly Live[]): Promise<(Outcome | { readonly error: unknown })[]> {
    const results: (Outcome | { readonly error: unknown })[] = [];
    for (const [slot, { next }] of fed.entries()) {
      results.push(await stepSlots(decoder, kv, slot, [[next]]).then(({ logits, rows }) => ({ logits, row: rows }), (error: unknown) => ({ error })));
    }
    return results;
  }

  async function step(): Promise<void> {
    dropCancelled();
    admit();
    if (live.length === 0) return;
    const startMs = nowMs();
    isPromptsTurn = live.length > decoding && (decoding === 0 || !isPromptsTurn);
    await (isPromptsTurn ? feedPrompts() : decode());
    await dependencies.rest?.(nowMs() - startMs);
  }

  async function work(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    try {
      while (live.length + waiting.length > 0) await dependencies.inTurn(step);
    } catch (error) {
      closeWith(error);
    } finally {
      isWorking = false;
    }
  }

  function closeWith(error: unknown): void {
    for (const one of [...live.splice(0), ...waiting.splice(0)]) one.reject(error);
    decoding = 0;
    while (kv.slots() > 0) kv.dropLast();
    prefixes?.clear();
  }

  return {
    generate: (request, ask) => new Promise((resolve, reject) => {
      assertRequest(decoder, request);
      waiting.push({ request, ask, askedAtMs: nowMs(), resolve, reject });
      void work();
    }),
    count: () => live.length + waiting.length,
    close: (reason) => closeWith(new HearthError('worker.runFailed', { reason })),
  };
}

type Outcome = { readonly logits: Float32Array; readonly row: Float32Array };
const noLogits = new Float32Array(0);

function createSerialEngine(dependencies: EngineDependencies, decoder: Decoder): Engine {
  let count = 0;
  let closing = new AbortController();
  return {
    async generate(request, { signal, onProgress }) {
      const askedAtMs = dependencies.nowMs();
      const stop = AbortSignal.any([signal, closing.signal]);
      count++;
      try {
        return await dependencies.inTurn(async () => {
          const waitedMs = dependencies.nowMs() - askedAtMs;
          return { ...(await generate({ ...dependencies, ...(onProgress && { onProgress }) }, decoder, request, stop)), waitedMs, reusedPositions: 0 };
        });
      } finally {
        count--;
      }
    },
    count: () => count,
    close() {
      closing.abort();
      closing = new AbortController();
    },
  };
}
