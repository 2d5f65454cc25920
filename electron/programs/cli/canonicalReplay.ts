import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleTensors } from '../../protocol/bundle.ts';
import { fromHex } from '../../protocol/bytes.ts';
import { deriveSketchKey } from '../../protocol/keys.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { sketchRows } from '../../protocol/sketch.ts';
import { tapValues } from '../../protocol/taps.ts';
import { auditGeneration, type Replay } from '../../services/audit/auditGeneration.ts';
import { poolRows } from '../../services/inference/embed.ts';
import { requestFromWire } from '../../services/inference/generate.ts';
import { checkWithModel } from '../../services/jobs/receiptChecks.ts';
import type { OpenedRows } from '../../services/jobs/rowChecks.ts';
import { openModelFolder, type OpenedModel } from '../../services/models/openModelFolder.ts';
import { openReplayGraph, type ReplayGraph } from '../../services/models/replayGraph.ts';
import { nodePrimitives as p } from '../../services/primitives/nodePrimitives.ts';
import { feedsOfJob } from '../../services/replay/jobFeeds.ts';
import { replayCanonical, type ReplayResult } from '../../services/replay/replayCanonical.ts';
import { toRuntime } from '../../services/replay/tensorFeeds.ts';
import { readTraceTensor, type Trace } from '../../services/replay/traceFolder.ts';
import { HearthError } from '../../shared/errors.ts';
import type { Check } from '../../shared/shapes.ts';
import type { Hex } from '../../shared/units.ts';

type Client = Parameters<typeof checkWithModel>[1];
type Loaded = Parameters<typeof checkWithModel>[2];

export type OpenedReplay = { readonly opened: OpenedModel; readonly graph: ReplayGraph };

export async function openForReplay(modelFolder: string): Promise<OpenedReplay> {
  const opened = await openModelFolder(p, modelFolder);
  return { opened, graph: openReplayGraph(p, opened) };
}

export type CanonicalRun = { readonly upTo?: number; readonly onProgress?: (done: number, nodes: number) => void };

/** Replays a job canonically into `folder`. @throws dispute.wrongModel  the receipt names another model */
export async function replayJob({ opened, graph }: OpenedReplay, file: Pick<ReceiptFile, 'receipt' | 'bundle'>, folder: string, run: CanonicalRun = {}): Promise<ReplayResult> {
  const { modelId } = file.receipt.exec;
  if (graph.modelId !== modelId) throw new HearthError('dispute.wrongModel', { expected: modelId, found: graph.modelId });
  return replayCanonical({ p, graph, externalData: opened.externalData, folder, ...(run.onProgress ? { onProgress: run.onProgress } : {}) }, feedsOfJob(graph, file.bundle, run.upTo));
}

/**
 * The receipt's commitments against a canonical replay instead of a fused one: output or sketches, tokens, end. The checks are those of `verify --model`, by names that start with
 * `canonical`.
 */
export async function checkCanonically(file: ReceiptFile, replay: OpenedReplay, trace: Trace, rows: OpenedRows): Promise<Check[]> {
  const { opened } = replay;
  const loaded = {
    modelId: opened.modelId, planRoot: opened.planRoot, name: opened.manifest.name, numericClass: opened.manifest.numericClass, opaque: opened.plan.opaque,
  } as Loaded;
  const ask = async (command: string, input: unknown): Promise<unknown> => {
    if (command === 'classify') return classifyFromTrace(replay, trace, file);
    if (command === 'embed') return embedFromTrace(replay, trace, file);
    const claim = input as Parameters<typeof requestFromWire>[0] & { readonly tokens: number[]; readonly sketches: Uint8Array[]; readonly stopReason: number };
    const { rows: own, ...figures } = await auditGeneration(p, await replayFromTrace(replay, trace), { request: requestFromWire(claim), tokens: claim.tokens, sketches: claim.sketches, stopReason: claim.stopReason }, Infinity);
    return { ...figures, rows: new Uint8Array(own.buffer, own.byteOffset, own.byteLength) };
  };
  const checks = await checkWithModel(file, { ask: ask as Client['ask'] } as Client, loaded, rows);
  const root: Check = { name: 'canonicalTrace', state: 'passed', covers: ['model'], reason: `${trace.index.nodes.length} operators replayed one by one, trace root ${trace.index.traceRoot}` };
  return [root, ...checks.filter(({ name }) => name !== 'modelFiles').map((check) => ({ ...check, name: check.name.replace(/^replay/, 'canonical') }))];
}

/** Finds where the trace holds a value of the graph. */
async function readValue({ graph }: OpenedReplay, trace: Trace, name: string): Promise<{ readonly dims: readonly number[]; readonly dtype: number; readonly body: Uint8Array }> {
  const node = graph.nodes.findIndex(({ outputs }) => outputs.includes(name));
  if (node < 0) throw new HearthError('model.unsupported', { reason: `no node makes the value "${name}"` });
  return readTraceTensor(p, trace, { node, slot: graph.nodes[node]!.outputs.indexOf(name) });
}

async function tapsFromTrace(replay: OpenedReplay, trace: Trace, { bundle, order, receipt }: Pick<ReceiptFile, 'bundle' | 'order' | 'receipt'>): Promise<Uint8Array[]> {
  const key = deriveSketchKey(p, fromHex(bundle.nonce), order.jobId as Hex, receipt.provider as Hex);
  const sketches: Uint8Array[] = [];
  for (const [position, name] of replay.opened.plan.taps.entries()) sketches.push(sketchRows(p, key, position, tapValues(toRuntime(await readValue(replay, trace, name)).data as ArrayLike<number>)));
  return sketches;
}

async function embedFromTrace(replay: OpenedReplay, trace: Trace, file: ReceiptFile): Promise<{ vector: Uint8Array; sketches: Uint8Array[]; computeMs: number }> {
  const { embedding } = replay.opened.spec;
  if (!embedding) throw new HearthError('model.unsupported', { reason: 'not a model for embeddings' });
  const output = await readValue(replay, trace, embedding.output);
  const rows = toRuntime(output).data as Float32Array;
  return { vector: new Uint8Array(poolRows(rows, output.dims.at(-1)!, embedding).buffer), sketches: await tapsFromTrace(replay, trace, file), computeMs: 0 };
}

async function classifyFromTrace(replay: OpenedReplay, trace: Trace, { bundle, order, receipt }: ReceiptFile): Promise<{ logits: Uint8Array; dtype: number; dims: readonly number[]; sketches: Uint8Array[]; computeMs: number }> {
  const { output } = bundleTensors(bundle);
  const sketches = await tapsFromTrace(replay, trace, { bundle, order, receipt });
  const last = replay.graph.outputs[0];
  const { dims, dtype, body } = last === undefined ? { ...output, body: new Uint8Array(0) } : await readValue(replay, trace, last);
  return { logits: body, dtype, dims, sketches, computeMs: 0 };
}

/** The auditor's view of a trace: one step that gives every row and logit. */
async function replayFromTrace(replay: OpenedReplay, trace: Trace): Promise<Replay> {
  const { opened } = replay;
  const [rows, logits] = [await readValue(replay, trace, opened.plan.rowTensor!), await readValue(replay, trace, 'logits')];
  if (rows.dtype !== 1 || logits.dtype !== 1) throw new HearthError('model.unsupported', { reason: 'rows or logits that are not float32' });
  const floats = (body: Uint8Array): Float32Array => new Float32Array(body.slice().buffer);
  return {
    vocabSize: logits.dims.at(-1)!, hiddenSize: rows.dims.at(-1)!, maxContext: opened.spec.maxContext,
    step: () => Promise.resolve({ logits: floats(logits.body), logitsFrom: 0, rows: floats(rows.body) }),
  };
}

/** `work` with a folder that goes afterwards. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-replay-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
