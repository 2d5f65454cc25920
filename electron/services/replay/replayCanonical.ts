import { InferenceSession, type Tensor } from 'onnxruntime-node';
import type { Primitives } from '../../protocol/primitives.ts';
import type { TensorBytes } from '../../protocol/tensor.ts';
import { normaliseNans } from '../../protocol/trace.ts';
import { HearthError } from '../../shared/errors.ts';
import type { OpenedModel } from '../models/openModelFolder.ts';
import type { ReplayGraph } from '../models/replayGraph.ts';
import { fromRuntime, toRuntime } from './tensorFeeds.ts';
import { readTraceTensor, startTraceFolder, writeTraceIndex, writeTraceTensor, type Trace, type TraceEntry, type TracePlace } from './traceFolder.ts';

export type ReplayOptions = {
  readonly p: Primitives;
  readonly graph: ReplayGraph;
  readonly externalData: OpenedModel['externalData'];
  /** Where the tensors go; about the size of every activation together. */
  readonly folder: string;
  readonly onProgress?: (done: number, nodes: number) => void;
  readonly signal?: AbortSignal;
  /** For a test or an attack: what a node's outputs become before they are committed to. */
  readonly change?: (node: number, outputs: TensorBytes[]) => TensorBytes[];
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
  const places = new Map<string, TracePlace>();
  const elemTypes = new Map<string, number>();
  const inputs: { name: string; tensor: TraceEntry }[] = [];
  for (const [slot, { name }] of graph.inputs.entries()) {
    const tensor = feeds.get(name);
    if (!tensor) throw new HearthError('input.wrongShape', { expected: `the graph input ${name}`, found: 'nothing' });
    places.set(name, { node: -1, slot });
    elemTypes.set(name, tensor.dtype);
    inputs.push({ name, tensor: await writeTraceTensor(p, folder, { node: -1, slot }, normaliseNans({ ...tensor, body: tensor.body.slice() })) });
  }
  const partial: Trace = { folder, index: { format: 'hearth-trace/1', modelId: graph.modelId, traceRoot: graph.modelId, inputs, nodes: [], note: '' } };
  const nodes: (TraceEntry | null)[][] = partial.index.nodes;
  let peakBytes = 0;
  let totalBytes = 0;
  for (const [index, node] of graph.nodes.entries()) {
    options.signal?.throwIfAborted();
    const read = new Map<string, TensorBytes>();
    for (const name of node.reads) {
      const place = places.get(name);
      if (place) read.set(name, await readTraceTensor(p, partial, place));
    }
    const computed = await runNode(options, index, read, elemTypes);
    const outputs = options.change ? options.change(index, computed) : computed;
    const weights = node.reads.reduce((sum, name) => sum + (places.has(name) ? 0 : (graph.weight(name)?.body.length ?? 0)), 0);
    peakBytes = Math.max(peakBytes, weights + [...read.values(), ...outputs].reduce((sum, tensor) => sum + tensor.body.length, 0));
    const entries: (TraceEntry | null)[] = [];
    let wanted = 0;
    for (const [slot, name] of node.outputs.entries()) {
      if (name === '') {
        entries.push(null);
        continue;
      }
      const tensor = normaliseNans(outputs[wanted++]!);
      places.set(name, { node: index, slot });
      elemTypes.set(name, tensor.dtype);
      entries.push(await writeTraceTensor(p, folder, { node: index, slot }, tensor));
      totalBytes += tensor.body.length;
    }
    nodes.push(entries);
    options.onProgress?.(index + 1, graph.nodes.length);
  }
  const trace = await writeTraceIndex(p, folder, { modelId: graph.modelId, inputs, nodes, note: 'canonical replay: cpu, unfused, one thread, node by node' });
  return { trace, peakBytes, totalBytes };
}

/** The wanted outputs of one node, from the tensors it reads. */
async function runNode(options: ReplayOptions, index: number, read: ReadonlyMap<string, TensorBytes>, elemTypes: ReadonlyMap<string, number>): Promise<TensorBytes[]> {
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
