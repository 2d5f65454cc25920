import { fromHex } from '../../protocol/bytes.ts';
import { deriveSamplerKey, deriveSketchKey } from '../../protocol/keys.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { createSampler } from '../../protocol/sampler.ts';
import { decideStop } from '../../protocol/stopRule.ts';
import type { Decode, StopReason } from '../../shared/decode.ts';
import { HearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import { startRun, type Decoder, type DecoderRun } from './decoder.ts';
import { collectEvidence, type Evidence } from './evidence.ts';

export type GenerateRequest = {
  readonly jobId: Hex;
  readonly provider: Hex;
  readonly promptTokens: readonly number[];
  /** 32 bytes. */
  readonly nonce: Uint8Array;
  readonly decode: Decode;
};

export type Progress = { readonly tokens: readonly number[]; readonly done: number; readonly elapsedMs: number };

export type GenerateDependencies = {
  readonly p: Primitives;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  /** Hears new tokens at most every 50 ms, and the rest at the end. */
  readonly onProgress?: (progress: Progress) => void;
  /** Called between tokens with the time the last took: a slowed worker rests here. */
  readonly rest?: (workedMs: number) => Promise<void>;
};

export type Generation = Evidence & {
  readonly tokens: number[];
  readonly stopReason: StopReason;
  readonly firstUnitMs: number;
  readonly computeMs: number;
  readonly evidenceMs: number;
};

const progressEveryMs = 50;

/**
 * The token loop: one prefill, then one token per step, each chosen by the seeded sampler, with evidence beside it.
 * The runtime blocks the event loop inside a step and lets it turn between steps, so that messages flow.
 *
 * @throws input.wrongShape    no prompt, a token outside the vocabulary, a nonce that is not 32 bytes
 * @throws input.tooLarge      the prompt leaves no room for a token
 * @throws worker.runFailed    the runtime fails, or `signal` aborts
 * @throws evidence.nonFinite  the model computed NaN or infinity
 */
export async function generate(dependencies: GenerateDependencies, decoder: Decoder, request: GenerateRequest, signal: AbortSignal): Promise<Generation> {
  assertRequest(decoder, request);
  const run = startRun(decoder, { wantsCache: true });
  try {
    return await runLoop(dependencies, decoder, request, run, signal);
  } finally {
    run.close();
  }
}

async function runLoop(dependencies: GenerateDependencies, decoder: Decoder, request: GenerateRequest, run: DecoderRun, signal: AbortSignal): Promise<Generation> {
  const { p, nowMs } = dependencies;
  const { decode, promptTokens } = request;
  const { vocabSize, hiddenSize, maxContext } = decoder;
  const startMs = nowMs();
  const sampler = createSampler(p, { samplerKey: deriveSamplerKey(p, request.nonce, request.jobId), decode, vocabSize });
  const evidence = collectEvidence(p, {
    sketchKey: deriveSketchKey(p, request.nonce, request.jobId, request.provider),
    hiddenSize, nowMs, expectedRows: Math.min(decode.maxNewTokens, maxContext - promptTokens.length),
  });
  const report = createReporter(dependencies, startMs);
  const facts = { decode, promptLength: promptTokens.length, maxContext };
  const history = [...promptTokens];
  const tokens: number[] = [];

  const prefill = await run.step(promptTokens);
  const last = promptTokens.length - 1;
  evidence.addPrompt(prefill.rows.subarray(0, last * hiddenSize));
  let logits = prefill.logits.subarray(last * vocabSize);
  let row = prefill.rows.subarray(last * hiddenSize);
  let firstUnitMs = 0;
  for (;;) {
    if (signal.aborted) throw new HearthError('worker.runFailed', { reason: 'cancelled' });
    evidence.add(row);
    const token = sampler.choose(logits, tokens.length, history);
    tokens.push(token);
    history.push(token);
    if (tokens.length === 1) firstUnitMs = nowMs() - startMs;
    const stop = decideStop(facts, token, tokens.length);
    report(tokens, stop !== null);
    if (stop !== null) {
      const made = evidence.finish();
      return { ...made, tokens, stopReason: stop, firstUnitMs, computeMs: nowMs() - startMs, evidenceMs: evidence.spentMs() };
    }
    const stepMs = nowMs();
    ({ logits, rows: row } = await run.step([token]));
    await dependencies.rest?.(nowMs() - stepMs);
  }
}

function createReporter({ nowMs, onProgress }: GenerateDependencies, startMs: number): (tokens: readonly number[], isLast: boolean) => void {
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

/** @throws input.wrongShape, input.tooLarge  see {@link generate} */
export function assertRequest(decoder: Pick<Decoder, 'vocabSize' | 'maxContext'>, request: GenerateRequest): void {
  const { promptTokens } = request;
  const limit = decoder.maxContext - 1;
  if (request.nonce.length !== 32) throw new HearthError('input.wrongShape', { expected: 'a nonce of 32 bytes', found: `${request.nonce.length} bytes` });
  if (promptTokens.length === 0) throw new HearthError('input.wrongShape', { expected: 'at least one prompt token', found: 'none' });
  if (promptTokens.length > limit) throw new HearthError('input.tooLarge', { what: 'promptTokens', limit, found: promptTokens.length });
  assertTokens(promptTokens, decoder.vocabSize);
}

/** @throws input.wrongShape  a token that is no index into the vocabulary */
export function assertTokens(tokens: readonly number[], vocabSize: number): void {
  const bad = tokens.find((token) => !Number.isInteger(token) || token < 0 || token >= vocabSize);
  if (bad !== undefined) throw new HearthError('input.wrongShape', { expected: `tokens from 0 to ${vocabSize - 1}`, found: String(bad) });
}

/** The request as it crosses the bridge: hex where the loop wants bytes. */
export const requestFromWire = (wire: { jobId: string; provider: string; promptTokens: readonly number[]; nonce: string; decode: Decode }): GenerateRequest => ({
  jobId: wire.jobId as Hex,
  provider: wire.provider.toLowerCase() as Hex,
  promptTokens: wire.promptTokens,
  nonce: fromHex(wire.nonce),
  decode: wire.decode,
});
