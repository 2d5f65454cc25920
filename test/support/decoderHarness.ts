import type { JobDecode } from '../../electron/shared/decode.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { auditGeneration, type AuditFindings } from '../../electron/services/audit/auditGeneration.ts';
import { startRun, type Decoder } from '../../electron/services/inference/decoder.ts';
import { openDecoderSession } from '../../electron/services/inference/decoderSession.ts';
import { generate, type Generation, type GenerateRequest } from '../../electron/services/inference/generate.ts';
import type { RuntimeSession, SessionOptions } from '../../electron/services/inference/session.ts';
import { rewriteDecoder } from '../../electron/services/models/decoderBytes.ts';
import { openModelFolder, type OpenedModel } from '../../electron/services/models/openModelFolder.ts';
import { nodePrimitives } from '../../electron/services/primitives/nodePrimitives.ts';

/** A decoder opened in this process, as the worker wires it. */
export type OpenDecoder = { readonly model: OpenedModel; readonly session: RuntimeSession; readonly decoder: Decoder; readonly oneByOne: string | null; readonly allLogits: string | null };

export async function openDecoder(folder: string, options: Partial<SessionOptions> = {}): Promise<OpenDecoder> {
  const model = await openModelFolder(nodePrimitives, folder);
  return { model, ...(await openDecoderSession(model, { executionProvider: 'cpu', threads: 1, ...options }, rewriteDecoder)) };
}

export const sampled: JobDecode = {
  samplerVersion: 1, temperatureMicro: 1_000_000, topK: 0, topPMicro: 1_000_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000, maxNewTokens: 64, stopTokenIds: [],
};
export const hexOf = (byte: number, count: number): Hex => `0x${byte.toString(16).padStart(2, '0').repeat(count)}`;

/** Prompt number `n`: 9 to 40 tokens, seeded. */
export function promptOf(n: number, vocabSize: number): number[] {
  return Array.from({ length: 9 + ((n * 7) % 32) }, (_, i) => (i === 0 ? 0 : 3 + ((n * 7919 + i * 104729 + i * i * 31) % (vocabSize - 3))));
}

export const requestOf = (n: number, vocabSize: number, decode: Partial<JobDecode> = {}): GenerateRequest => ({
  jobId: hexOf(n & 0xff, 32), provider: hexOf(0x22, 20), promptTokens: promptOf(n, vocabSize), nonce: new Uint8Array(32).fill(n + 1), decode: { ...sampled, ...decode },
});

export const runGenerate = (open: OpenDecoder, request: GenerateRequest): Promise<Generation> =>
  generate({ p: nodePrimitives, nowMs: () => performance.now() }, open.decoder, request, new AbortController().signal);

/** Audits what `claim` says about `request` on the auditor's own session. */
export async function runAudit(open: OpenDecoder, request: GenerateRequest, claim: Pick<Generation, 'tokens' | 'sketches' | 'stopReason'>, segmentRows?: number): Promise<AuditFindings> {
  const { decoder } = open;
  const run = startRun(decoder, { wantsCache: segmentRows !== undefined });
  try {
    const replay = { ...run, vocabSize: decoder.vocabSize, hiddenSize: decoder.hiddenSize, maxContext: decoder.maxContext };
    return await auditGeneration(nodePrimitives, replay, { request, tokens: claim.tokens, sketches: claim.sketches, stopReason: claim.stopReason }, segmentRows);
  } finally {
    run.close();
  }
}
