import { freivaldsResidual, freivaldsTolerance, prepareFreivalds, type LinearLayer } from '../../protocol/freivalds.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { TensorBytes } from '../../protocol/tensor.ts';
import { HearthError } from '../../shared/errors.ts';
import type { ReplayGraph, ReplayNode } from '../models/replayGraph.ts';
import { readTraceTensor, type Trace, type TracePlace } from './traceFolder.ts';
import { rightSideOf } from './weightColumns.ts';

export type SpotLayer = { readonly index: number; readonly opType: string; readonly output: string; readonly kind: 'float' | 'integer'; readonly residual: number; readonly limit: number; readonly passes: boolean };

/**
 * Checks the linear layers of a trace by Freivalds against the registered weights: no operator is run, and one row costs k + n multiplications per vector instead
 * of k · n. A layer that fails is where a dispute looks first; the secret vectors make it no evidence for anybody else.
 *
 * @param randomBytes  secret and fresh
 * @throws dispute.badTrace, dispute.wrongModel
 * @source docs/protocol/audits.md section 7
 */
export async function spotCheckTrace(
  p: Primitives, graph: ReplayGraph, trace: Trace, randomBytes: (count: number) => Uint8Array, onProgress: (done: number, nodes: number) => void = () => {},
): Promise<SpotLayer[]> {
  if (trace.index.modelId !== graph.modelId) throw new HearthError('dispute.wrongModel', { expected: graph.modelId, found: trace.index.modelId });
  const places = new Map<string, TracePlace>(graph.inputs.map(({ name }, slot) => [name, { node: -1, slot }]));
  graph.nodes.forEach((node, index) => node.outputs.forEach((name, slot) => name !== '' && places.set(name, { node: index, slot })));
  const layers: SpotLayer[] = [];
  for (const [index, node] of graph.nodes.entries()) {
    onProgress(index + 1, graph.nodes.length);
    const found = linearLayerOf(graph, node);
    const from = places.get(node.inputs[0] ?? '');
    if (!found || !from) continue;
    const [x, y] = [await readTraceTensor(p, trace, from), await readTraceTensor(p, trace, { node: index, slot: 0 })];
    const [given, made] = [numbersOf(x), numbersOf(y)];
    const residual = given && made ? freivaldsResidual(prepareFreivalds(found.layer, randomBytes), given, made, found.kind) : Infinity;
    const limit = found.kind === 'integer' ? 0 : freivaldsTolerance;
    layers.push({ index, opType: node.opType, output: node.outputs[0] ?? '', kind: found.kind, residual, limit, passes: residual <= limit });
  }
  return layers;
}

/** Products of an activation with a registered weight and nothing else: no bias, no zero points, weights not turned. */
function linearLayerOf(graph: ReplayGraph, node: ReplayNode): { readonly layer: LinearLayer; readonly kind: 'float' | 'integer' } | null {
  if (node.inputs.length !== 2 || node.domain !== '') return null;
  if (node.opType === 'MatMul') {
    const side = rightSideOf(graph, node);
    return side && { kind: 'float', layer: { weights: side.values, inputs: side.k, outputs: side.n } };
  }
  const weight = node.opType === 'MatMulInteger' ? graph.weight(node.inputs[1]!) : null;
  if (!weight || weight.dims.length !== 2 || (weight.dtype !== 2 && weight.dtype !== 3)) return null;
  const body = new Uint8Array(weight.body);
  return { kind: 'integer', layer: { weights: weight.dtype === 3 ? new Int8Array(body.buffer) : body, inputs: weight.dims[0]!, outputs: weight.dims[1]! } };
}

/** float32, uint8, int8 and int32 as numbers; null for what no linear layer here has. */
function numbersOf({ dtype, body }: TensorBytes): ArrayLike<number> | null {
  const { buffer } = new Uint8Array(body);
  switch (dtype) {
    case 1: return new Float32Array(buffer);
    case 2: return new Uint8Array(buffer);
    case 3: return new Int8Array(buffer);
    case 6: return new Int32Array(buffer);
    default: return null;
  }
}
