import { InferenceSession, type Tensor } from 'onnxruntime-node';
import type { Primitives } from '../../protocol/primitives.ts';
import type { TensorBytes } from '../../protocol/tensor.ts';
import { normaliseNans } from '../../protocol/trace.ts';
import { HearthError } from '../../shared/errors.ts';
import type { OpenedModel } from '../models/openModelFolder.ts';
import type { ReplayGraph } from '../models/replayGraph.ts';
import { fromRuntime, toRuntime } from './tensorFeeds.ts';
import { folderTensors, startTraceFolder, writeTraceIndex, type Trace, type TraceEntry, type TraceIndex, type TracePlace } from './traceFolder.ts';

/** Where a replay keeps its tensors. What no later node reads may be forgotten. */
export type TensorStore = {
  write(place: TracePlace, tensor: TensorBytes): Promise<TraceEntry>;
  read(place: TracePlace, entry: TraceEntry): Promise<TensorBytes>;
  /** Every node that reads it has run. */
  drop(place: TracePlace): void;
};

export type NodeRun = {
  readonly p: Primitives;
  readonly graph: ReplayGraph;
  readonly externalData: OpenedModel['externalData'];
  readonly onProgress?: (done: number, nodes: number) => void;
  readonly signal?: AbortSignal;
  /** For a test or an attack: what a node's outputs become before they are committed to. */
  readonly change?: (node: number, outputs: TensorBytes[]) => TensorBytes[];
};
export type ReplayOptions = NodeRun & {
  /** Where the tensors go; about the size of every activation together. */
  readonly folder: string;
};

export type ReplayResult = {
  readonly trace: Trace;
  /** Largest sum of weights, inputs and outputs of a node in memory at one time; the model's files are not in it. */
  readonly peakBytes: number;
  /** Bytes of all tensors on disk. */
  readonly totalBytes: number;
};

/**
 * Canonical replay: the job as one prefill, node by node in canonical order, on the CPU with one thread and no graph optimisation. Each node runs as a model of its own, so memory
 * holds one node's weights, inputs and outputs, whatever the depth; everything else waits on disk.
 *
 * @param feeds  by graph input name
 * @throws worker.runFailed   the runtime refuses a node
 * @throws model.unsupported  a value that is no tensor of a known type
 * @source docs/protocol/disputes.md section 2 (HVI-1 3.5)
 */
export async function replayCanonical(options: ReplayOptions, feeds: ReadonlyMap<string, TensorBytes>): Promise<ReplayResult> {
  const { p, graph, folder } = options;
  await startTraceFolder(folder);
  const { inputs, nodes, peakBytes, totalBytes } = await replayNodes(options, folderTensors(p, folder), feeds);
  const trace = await writeTraceIndex(p, folder, { modelId: graph.modelId, inputs, nodes, note: 'canonical replay: cpu, unfused, one thread, node by node' });
  return { trace, peakBytes, totalBytes };
}

/** The node after which nobody reads a value any more. */
function lastReaders(graph: ReplayGraph): Map<string, number> {
  const last = new Map<string, number>();
  graph.nodes.forEach((node, index) => {
    for (const name of [...node.outputs, ...node.reads]) last.set(name, index);
  });
  return last;
}

/** The same, with the tensors wherever `store` keeps them. @throws as {@link replayCanonical} */
export async function replayNodes(options: NodeRun, store: TensorStore, feeds: ReadonlyMap<string, TensorBytes>): Promise<Pick<TraceIndex, 'inputs' | 'nodes'> & Omit<ReplayResult, 'trace'>> {
  const { graph } = options;
  const last = lastReaders(graph);
  const places = new Map<string, TracePlace>();
  const elemTypes = new Map<string, number>();
  const entries = new Map<string, TraceEntry>();
  const inputs: { name: string; tensor: TraceEntry }[] = [];
  for (const [slot, { name }] of graph.inputs.entries()) {
    const tensor = feeds.get(name);
    if (!tensor) throw new HearthError('input.wrongShape', { expected: `the graph input ${name}`, found: 'nothing' });
    const entry = await store.write({ node: -1, slot }, normaliseNans({ ...tensor, body: tensor.body.slice() }));
    places.set(name, { node: -1, slot });
    elemTypes.set(name, tensor.dtype);
    entries.set(name, entry);
    inputs.push({ name, tensor: entry });
  }
  const nodes: (TraceEntry | null)[][] = [];
  let peakBytes = 0;
  let totalBytes = 0;
  for (const [index, node] of graph.nodes.entries()) {
    options.signal?.throwIfAborted();
    const read = new Map<string, TensorBytes>();
    for (const name of node.reads) {
      const place = places.get(name);
      if (place) read.set(name, await store.read(place, entries.get(name)!));
    }
    const computed = await runNode(options, index, read, elemTypes);
    const outputs = options.change ? options.change(index, computed) : computed;
    const weights = node.reads.reduce((sum, name) => sum + (places.has(name) ? 0 : (graph.weight(name)?.body.length ?? 0)), 0);
    peakBytes = Math.max(peakBytes, weights + [...read.values(), ...outputs].reduce((sum, tensor) => sum + tensor.body.length, 0));
    const made: (TraceEntry | null)[] = [];
    let wanted = 0;
    for (const [slot, name] of node.outputs.entries()) {
      if (name === '') {
        made.push(null);
        continue;
      }
      const tensor = normaliseNans(outputs[wanted++]!);
      const entry = await store.write({ node: index, slot }, tensor);
      places.set(name, { node: index, slot });
      elemTypes.set(name, tensor.dtype);
      entries.set(name, entry);
      made.push(entry);
      totalBytes += tensor.body.length;
    }
    nodes.push(made);
    for (const name of [...node.reads, ...node.outputs]) {
      const place = places.get(name);
      if (place && last.get(name) === index) store.drop(place);
    }
    options.onProgress?.(index + 1, graph.nodes.length);
  }
  return { inputs, nodes, peakBytes, totalBytes };
}

/** The wanted outputs of one node, from the tensors it reads. */
async function runNode(options: NodeRun, index: number, read: ReadonlyMap<string, TensorBytes>, elemTypes: ReadonlyMap<string, number>): Promise<TensorBytes[]> {
  const { graph, externalData } = options;
  const { name, opType } = graph.nodes[index]!;
  const part = graph.extract(index, elemTypes);
  const files = externalData.filter(({ path }) => part.externalPaths.includes(path)).map(({ path, data }) => ({ path, data }));
  let session: InferenceSession | null = null;
  try {
    session = await InferenceSession.create(part.onnx, {
      executionProviders: ['cpu'], graphOptimizationLevel: 'disabled', intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential',
      enableCpuMemArena: false, enableMemPattern: false, logSeverityLevel: 4, ...(files.length > 0 ? { externalData: files } : {}),
    });
    const feeds = Object.fromEntries(part.inputs.map((each) => [each, toRuntime(read.get(each)!)]));
    const result = await session.run(feeds);
    return part.outputs.map((each) => fromRuntime(result[each] as Tensor, each));
  } catch (error) {
    if (error instanceof HearthError) throw error;
    throw new HearthError('worker.runFailed', { reason: `node ${index}, ${opType} "${name}": ${String(error instanceof Error ? error.message : error).split('\n', 1)[0]!.slice(0, 250)}` }, error);
  } finally {
    await session?.release();
  }
}
