import { assertFinite } from '../../protocol/finite.ts';
import { deriveSketchKey, noiseKeyOf } from '../../protocol/keys.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { createSampler } from '../../protocol/sampler.ts';
import { chunkRows, createRowSketcher, sketchDistance } from '../../protocol/sketch.ts';
import { stopFollows } from '../../protocol/stopRule.ts';
import { HearthError } from '../../shared/errors.ts';
import type { GenerateRequest } from '../inference/generate.ts';

/** What the auditor asks of the model: last-hidden rows for the next `tokens.length` positions of one sequence, and the logits of those from `logitsFrom` on, or of more. */
export type Replay = {
  readonly vocabSize: number;
  readonly hiddenSize: number;
  readonly maxContext: number;
  step(tokens: readonly number[], logitsFrom: number): Promise<{ readonly logits: Float32Array; readonly logitsFrom: number; readonly rows: Float32Array }>;
};

/** The order's part (`request`) and what the provider committed to. */
export type AuditClaim = {
  readonly request: GenerateRequest;
  readonly tokens: readonly number[];
  readonly sketches: readonly Uint8Array[];
  readonly stopReason: number;
};

export type AuditFindings = {
  /** Relative L2 distance per sketch; Infinity for one that is missing, surplus or not finite. */
  readonly distances: number[];
  /** By how much each token misses the seeded choice of the replay, in nats; 0 is exact, Infinity is outside the vocabulary or far outside the filters. */
  readonly margins: number[];
  readonly stopReasonFollows: boolean;
  /** The replay's own rows, float32 [tokens, hiddenSize]: what a personal sketch is made of. */
  readonly rows: Float32Array;
};

/**
 * Replays prompt and tokens as one prefill and measures how far the claim is from it. Measures only: thresholds and verdicts are the caller's.
 * Long sequences go through in segments of `segmentRows`, so that the logits of one segment bound the memory.
 *
 * @throws input.wrongShape    no tokens, or one outside the vocabulary
 * @throws input.tooLarge      more positions than the model has
 * @throws evidence.nonFinite  the replay itself is not finite
 * @source docs/protocol/evidence.md (HVI-1 3.7, 3.6)
 */
export async function auditGeneration(p: Primitives, replay: Replay, claim: AuditClaim, segmentRows = 512, onProgress: (positions: number, of: number) => void = () => {}): Promise<AuditFindings> {
  const { request, tokens, sketches } = claim;
  const { vocabSize, hiddenSize, maxContext } = replay;
  const { promptTokens, decode } = request;
  assertClaim(replay, claim);
  const sampler = createSampler(p, { samplerKey: noiseKeyOf(p, request), decode, vocabSize });
  const sketcher = createRowSketcher(p, { sketchKey: deriveSketchKey(p, request.nonce, request.jobId, request.provider), hiddenSize });
  // The last token's own row chose nothing, so it is not fed.
  const fed = [...promptTokens, ...tokens.slice(0, -1)];
  const promptRows = new Float32Array((promptTokens.length - 1) * hiddenSize);
  const ownRows = new Float32Array(tokens.length * hiddenSize);
  const history = [...promptTokens];
  const margins: number[] = [];
  for (let start = 0; start < fed.length; start += segmentRows) {
    const segment = fed.slice(start, start + segmentRows);
    // Before the last position of the prompt nothing was chosen.
    const { logits, logitsFrom, rows } = await replay.step(segment, Math.min(segment.length, Math.max(0, promptTokens.length - 1 - start)));
    for (let i = 0; i < segment.length; i++) {
      const row = rows.subarray(i * hiddenSize, (i + 1) * hiddenSize);
      const at = start + i - (promptTokens.length - 1);
      if (at < 0) {
        promptRows.set(row, (start + i) * hiddenSize);
        continue;
      }
      if (at === 0) {
        assertFinite(promptRows, 'replayed prompt rows');
        sketcher.sketchPrompt(promptRows);
      }
      assertFinite(row, 'replayed row', at);
      const scores = logits.subarray((i - logitsFrom) * vocabSize, (i - logitsFrom + 1) * vocabSize);
      sketcher.add(row);
      ownRows.set(row, at * hiddenSize);
      margins.push(sampler.margin(scores, at, history, tokens[at]!));
      history.push(tokens[at]!);
    }
    onProgress(Math.min(fed.length, start + segment.length), fed.length);
  }
  const replayed = sketcher.finish();
  const distances = Array.from({ length: Math.max(sketches.length, replayed.length) }, (_, i) => {
    const [claimed, own] = [sketches[i], replayed[i]];
    return claimed && own ? sketchDistance(claimed, own) : Infinity;
  });
  const facts = { decode, promptLength: promptTokens.length, maxContext };
  return { distances, margins, stopReasonFollows: stopFollows(facts, tokens, claim.stopReason), rows: ownRows };
}

function assertClaim(replay: Replay, { request, tokens, sketches }: AuditClaim): void {
  const { vocabSize, maxContext } = replay;
  const positions = request.promptTokens.length + tokens.length;
  if (request.nonce.length !== 32) throw new HearthError('input.wrongShape', { expected: 'a nonce of 32 bytes', found: `${request.nonce.length} bytes` });
  if (request.promptTokens.length === 0 || tokens.length === 0) throw new HearthError('input.wrongShape', { expected: 'a prompt and at least one token', found: 'none' });
  if (positions > maxContext) throw new HearthError('input.tooLarge', { what: 'tokens', limit: maxContext, found: positions });
  const sketchLimit = 1 + Math.ceil(maxContext / chunkRows);
  if (sketches.length > sketchLimit) throw new HearthError('input.tooLarge', { what: 'sketches', limit: sketchLimit, found: sketches.length });
  const bad = [...request.promptTokens, ...tokens].find((token) => !Number.isInteger(token) || token < 0 || token >= vocabSize);
  if (bad !== undefined) throw new HearthError('input.wrongShape', { expected: `tokens from 0 to ${vocabSize - 1}`, found: String(bad) });
}
