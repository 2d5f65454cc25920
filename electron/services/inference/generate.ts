import { fromHex } from '../../protocol/bytes.ts';
import type { Decode, StopReason } from '../../shared/decode.ts';
import { HearthError } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import type { Hex } from '../../shared/units.ts';
import { startRun, type Decoder } from './decoder.ts';
import type { Evidence } from './evidence.ts';
import { startSequence, type SequenceDependencies } from './sequence.ts';

export type GenerateRequest = {
  readonly jobId: Hex;
  readonly provider: Hex;
  readonly promptTokens: readonly number[];
  /** 32 bytes. */
  readonly nonce: Uint8Array;
  readonly decode: Decode;
};

export type Progress = { readonly tokens: readonly number[]; readonly done: number; readonly elapsedMs: number };

export type GenerateDependencies = SequenceDependencies & {
  /** Called between steps with the time the last took: a slowed worker rests here. */
  readonly rest?: (workedMs: number) => Promise<void>;
};

export type Generation = Evidence & {
  readonly tokens: number[];
  readonly stopReason: StopReason;
  /** From the ask to the first computation. */
  readonly waitedMs: number;
  /** From the first computation to the first token, by the clock. */
  readonly firstUnitMs: number;
  /** Time of the device: of each step, its duration divided by the sequences in it. */
  readonly computeMs: number;
  readonly evidenceMs: number;
};

/**
 * The token loop of one sequence alone: one prefill, then one token per step, each chosen by the seeded sampler, with evidence beside it.
 * The runtime blocks the event loop inside a step and lets it turn between steps, so that messages flow. Several at once: {@link createEngine}.
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
    const sequence = startSequence(dependencies, decoder, request);
    let fed = request.promptTokens;
    for (;;) {
      if (signal.aborted) throw cancelled();
      const startMs = dependencies.nowMs();
      const { logits, rows } = await run.step(fed, fed.length - 1);
      const next = fed === request.promptTokens ? sequence.addPrompt(rows, logits.subarray(-decoder.vocabSize)) : sequence.accept(rows, logits);
      const workedMs = dependencies.nowMs() - startMs;
      sequence.charge(workedMs);
      if (next === null) return sequence.finish();
      fed = [next];
      await dependencies.rest?.(workedMs);
    }
  } finally {
    run.close();
  }
}

export const cancelled = (): HearthError => new HearthError('worker.runFailed', { reason: modelReasons.wasCancelled });

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
