import { bundleShape, type Bundle } from '../../protocol/bundle.ts';
import { fromHex } from '../../protocol/bytes.ts';
import type { TensorBytes } from '../../protocol/tensor.ts';
import { auditGeneration, type AuditFindings } from '../../services/audit/auditGeneration.ts';
import { requestFromWire } from '../../services/inference/generate.ts';
import { withCheatWeights } from '../../services/models/cheatWeights.ts';
import { openModelFolder } from '../../services/models/openModelFolder.ts';
import { openReplayGraph } from '../../services/models/replayGraph.ts';
import { nodePrimitives as p } from '../../services/primitives/nodePrimitives.ts';
import { replayForGame, type GameReplay } from '../../services/replay/gameReplay.ts';
import type { Takes } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import type { ReplayAnswer, workerBridge } from '../../shared/workerBridge.ts';

type Asked = Takes<typeof workerBridge, 'replay'>;

/**
 * The worker's `replay`: opens the model anew, replays one job canonically in memory, and forgets both.
 *
 * @throws model.*, input.malformed, input.wrongShape, worker.runFailed, evidence.nonFinite
 */
export async function replayForDispute(asked: Asked, signal: AbortSignal): Promise<ReplayAnswer> {
  const startMs = performance.now();
  const parsed = bundleShape.safeParse(asked.bundle);
  if (!parsed.success) throw new HearthError('input.malformed', { reason: 'not a bundle' });
  const opened = await openModelFolder(p, asked.folder);
  if (opened.modelId !== asked.modelId) throw new HearthError('model.unknown', { modelId: asked.modelId });
  const run = asked.cheat && opened.spec.kind === 'generate' ? withCheatWeights(opened, asked.cheat) : opened;
  const registered = openReplayGraph(p, opened);
  const graph = run === opened ? registered : openReplayGraph(p, run);
  const { rows, ...made } = await replayForGame({ p, opened, registered, run: { graph, externalData: run.externalData }, bundle: parsed.data, signal }, {
    wantsRows: asked.measures, sketchKey: asked.sketchKey === null ? null : fromHex(asked.sketchKey), against: asked.against, open: asked.open,
  });
  const figures = rows && parsed.data.kind === 'generate' ? await measureClaim(asked, parsed.data, opened.spec.maxContext, rows) : null;
  return { ...made, named: [...made.named], figures, computeMs: performance.now() - startMs };
}

/** What a receipt claims against the rows and logits of a canonical replay. */
async function measureClaim(asked: Asked, bundle: Extract<Bundle, { kind: 'generate' }>, maxContext: number, { hidden, logits }: NonNullable<GameReplay['rows']>): Promise<Omit<AuditFindings, 'rows'>> {
  if (hidden.dtype !== 1 || logits.dtype !== 1) throw new HearthError('model.unsupported', { reason: 'rows or logits that are not float32' });
  const floats = ({ body }: TensorBytes): Float32Array => new Float32Array(body.slice().buffer);
  const replay = { vocabSize: logits.dims.at(-1)!, hiddenSize: hidden.dims.at(-1)!, maxContext, step: () => Promise.resolve({ logits: floats(logits), logitsFrom: 0, rows: floats(hidden) }) };
  const claim = { request: requestFromWire({ ...bundle, jobId: asked.jobId, provider: asked.provider }), tokens: bundle.tokens, sketches: bundle.sketches.map(fromHex), stopReason: asked.stopReason };
  const { distances, margins, stopReasonFollows } = await auditGeneration(p, replay, claim, Infinity);
  return { distances, margins, stopReasonFollows };
}
