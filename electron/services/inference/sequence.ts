import { assertFinite } from '../../protocol/finite.ts';
import { deriveSketchKey, noiseKeyOf } from '../../protocol/keys.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { createSampler } from '../../protocol/sampler.ts';
import { decideStop } from '../../protocol/stopRule.ts';
import type { StopReason } from '../../shared/decode.ts';
import type { Decoder } from './decoder.ts';
import { collectEvidence } from './evidence.ts';
import type { Generation, GenerateRequest, Progress } from './generate.ts';

/** One request while it is computed: its own sampler, evidence, stop rule, progress and clock, whatever else the device does in between. */
export type Sequence = {
  readonly request: GenerateRequest;
  /** Tokens generated so far. */
  readonly tokens: readonly number[];
  /** Prompt positions whose rows have been given. */
  prompted(): number;
  /** Rows of the next prompt positions, [n, hiddenSize], and the logits of the last of them. After the last prompt position: as {@link accept}. */
  addPrompt(rows: Float32Array, lastLogits: Float32Array): number | null;
  /**
   * The row and logits of one position: chooses the next token.
   * @returns  the token to feed, or null when generation is over
   * @throws evidence.nonFinite
   */
  accept(row: Float32Array, logits: Float32Array): number | null;
  /** Adds this sequence's share of a step's time on the device. */
  charge(ms: number): void;
  /** Rows of prompt and generated positions so far, [n, hiddenSize]: what a prefix cache keeps beside the keys and values. */
  rowsOf(from: number, to: number): Float32Array;
  /** Only after the end. */
  finish(): Generation;
};

export type SequenceDependencies = {
  readonly p: Primitives;
  readonly nowMs: () => number;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
};

const progressEveryMs = 50;

/** @param waitedMs  what passed between the ask and this start */
export function startSequence(dependencies: SequenceDependencies, decoder: Pick<Decoder, 'vocabSize' | 'hiddenSize' | 'maxContext'>, request: GenerateRequest, waitedMs = 0): Sequence {
  const { p, nowMs } = dependencies;
  const { decode, promptTokens } = request;
  const { vocabSize, hiddenSize, maxContext } = decoder;
  const startMs = nowMs();
  const sampler = createSampler(p, { samplerKey: noiseKeyOf(p, request), decode, vocabSize });
  const evidence = collectEvidence(p, {
    sketchKey: deriveSketchKey(p, request.nonce, request.jobId, request.provider),
    hiddenSize, nowMs, expectedRows: Math.min(decode.maxNewTokens, maxContext - promptTokens.length),
  });
  const report = createReporter(dependencies, startMs);
  const facts = { decode, promptLength: promptTokens.length, maxContext };
  const history = [...promptTokens];
  const tokens: number[] = [];
  const last = promptTokens.length - 1;
  const promptRows = new Float32Array(last * hiddenSize);
  let prompted = 0;
  let firstUnitMs = 0;
  let computeMs = 0;
  let stop: StopReason | null = null;

  function accept(row: Float32Array, logits: Float32Array): number | null {
    evidence.add(row);
    const token = sampler.choose(logits, tokens.length, history);
    tokens.push(token);
    history.push(token);
    if (tokens.length === 1) firstUnitMs = nowMs() - startMs;
    stop = decideStop(facts, token, tokens.length);
    report(tokens, stop !== null);
    return stop === null ? token : null;
  }

  return {
    request, tokens, accept,
    prompted: () => prompted,
    addPrompt(rows, lastLogits) {
      const count = rows.length / hiddenSize;
      const kept = Math.min(count, last - prompted);
      // Now and not at the end: until then what was computed lies beside other sequences' numbers.
      assertFinite(rows.subarray(0, kept * hiddenSize), 'prompt rows');
      promptRows.set(rows.subarray(0, kept * hiddenSize), prompted * hiddenSize);
      prompted += count;
      if (prompted <= last) return null;
      evidence.addPrompt(promptRows);
      return accept(rows.subarray((count - 1) * hiddenSize), lastLogits);
    },
    charge: (ms) => void (computeMs += ms),
    rowsOf(from, to) {
      const rows = new Float32Array((to - from) * hiddenSize);
      const inPrompt = Math.min(to, last);
      if (from < inPrompt) rows.set(promptRows.subarray(from * hiddenSize, inPrompt * hiddenSize));
      const start = Math.max(from, last);
      if (start < to) rows.set(evidence.rowsOf(start - last, to - last), (start - from) * hiddenSize);
      return rows;
    },
    finish: () => ({ ...evidence.finish(), tokens, stopReason: stop!, waitedMs, firstUnitMs, computeMs, evidenceMs: evidence.spentMs() }),
  };
}

function createReporter({ nowMs, onProgress }: SequenceDependencies, startMs: number): (tokens: readonly number[], isLast: boolean) => void {
  let told = 0;
  let toldAtMs = startMs;
  return (tokens, isLast) => {
    if (!onProgress) return;
    const now = nowMs();
    if (!isLast && now - toldAtMs < progressEveryMs) return;
    onProgress({ tokens: tokens.slice(told), done: tokens.length, elapsedMs: Math.round(now - startMs) });
    told = tokens.length;
    toldAtMs = now;
  };
}
