import { fromHex, toHex } from '../../protocol/bytes.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { encodeTensorHeader, tensorBlockBytes, type TensorBytes } from '../../protocol/tensor.ts';
import { columnLeaves, traceHeader, traceNode } from '../../protocol/trace.ts';
import { merkleProof, treeTag, type TreeTag } from '../../protocol/tree.ts';
import { HearthError } from '../../shared/errors.ts';
import type { JudgingRule, OpenedLeaf, OpenedTensor, Opening } from '../../shared/openings.ts';
import type { ReplayGraph, ReplayNode } from '../models/replayGraph.ts';
import type { TraceIndex, TracePlace } from './traceFolder.ts';
import { columnRootsOf, rightSideOf } from './weightColumns.ts';

/** What an opening is made of: the registered graph, and one replay of it. */
export type OpenedReplayFacts = {
  readonly p: Primitives;
  /** The registered model's graph; weights are its own, whatever the replay computed with. */
  readonly graph: ReplayGraph;
  readonly graphLeaves: readonly Uint8Array[];
  readonly index: Pick<TraceIndex, 'modelId' | 'inputs' | 'nodes'>;
  readonly read: (place: TracePlace) => Promise<TensorBytes>;
};

/** Leaf `at` of a tree with its proof. */
export const openLeaf = (p: Primitives, tag: TreeTag, leaves: readonly Uint8Array[], at: number): OpenedLeaf => ({ data: toHex(leaves[at]!), proof: merkleProof(p, tag, leaves, at).map(toHex) });

/** Where the value that a node reads first was made; null for a weight. */
export function firstInputPlace(graph: ReplayGraph, node: ReplayNode): TracePlace | null {
  const name = node.inputs[0] ?? '';
  const input = graph.inputs.findIndex((each) => each.name === name);
  if (input >= 0) return { node: -1, slot: input };
  const maker = graph.nodes.findIndex(({ outputs }) => outputs.includes(name));
  return maker < 0 ? null : { node: maker, slot: graph.nodes[maker]!.outputs.indexOf(name) };
}

/**
 * Opens one element of output 0 of a node, as LeafJudge takes it: everything it is made of, each under its root.
 *
 * @throws model.unsupported  the node is not of this rule
 * @source docs/protocol/disputes.md section 1, "Proofs"
 */
export async function openElement(facts: OpenedReplayFacts, rule: Exclude<JudgingRule, 'committee'>, at: number, element: number): Promise<Opening> {
  const { p, graph, graphLeaves, index } = facts;
  const node = graph.nodes[at];
  const from = node && firstInputPlace(graph, node);
  if (!node || !from) throw new HearthError('model.unsupported', { reason: `no contract judges node ${at}` });
  const traceLeaves = [
    traceHeader(fromHex(index.modelId), index.inputs.map(({ tensor }) => fromHex(tensor.root))),
    ...index.nodes.map((outputs, i) => traceNode(i, outputs.map((output) => (output ? fromHex(output.root) : null)))),
  ];
  const [y, a] = [await facts.read({ node: at, slot: 0 }), await facts.read(from)];
  const common = {
    traceCount: graphLeaves.length, node: openLeaf(p, treeTag.node, graphLeaves, at + 1),
    output: openLeaf(p, treeTag.trace, traceLeaves, at + 1), input: openLeaf(p, treeTag.trace, traceLeaves, from.node + 1),
  };
  if (rule === 'move') {
    const width = y.dims.length === 0 ? y.body.length : y.body.length / Math.max(1, y.dims.reduce((all, dim) => all * dim, 1));
    return { rule, opened: { ...common, y: openTensor(p, y, element * width, width), a: openTensor(p, a, element * width, width) } };
  }
  const side = rightSideOf(graph, node);
  if (!side) throw new HearthError('model.unsupported', { reason: `node ${at} has no registered right side` });
  const k = a.dims.at(-1) ?? 0;
  const n = y.dims.at(-1) ?? 1;
  const roots = columnRootsOf(p, graph);
  const columns = columnLeaves(side.values, side.k, side.n, side.isTransposed);
  const parts = columns.length / side.n;
  return {
    rule,
    opened: {
      ...common, y: openTensor(p, y, 4 * element, 4), a: openTensor(p, a, Math.floor(element / n) * k * 4, k * 4), columnRoot: toHex(roots[at]!),
      columnRootProof: merkleProof(p, treeTag.nodeColumns, roots.map((root) => root ?? new Uint8Array(0)), at).map(toHex),
      column: openLeaf(p, treeTag.weightColumn, columns, (element % side.n) * parts),
    },
  };
}

/** The header of a tensor, and the blocks in which these bytes lie; none when it does not have them. */
function openTensor(p: Primitives, tensor: TensorBytes, fromByte: number, sizeBytes: number): OpenedTensor {
  const { body } = tensor;
  const leaves = [encodeTensorHeader(tensor.dtype, tensor.dims)];
  for (let at = 0; at < body.length; at += tensorBlockBytes) leaves.push(body.subarray(at, at + tensorBlockBytes));
  const isInside = sizeBytes > 0 && fromByte + sizeBytes <= body.length;
  const first = Math.floor(fromByte / tensorBlockBytes);
  const blocks = isInside ? Array.from({ length: Math.floor((fromByte + sizeBytes - 1) / tensorBlockBytes) - first + 1 }, (_, i) => openLeaf(p, treeTag.tensorBlock, leaves, 1 + first + i)) : [];
  return { count: leaves.length, header: openLeaf(p, treeTag.tensorBlock, leaves, 0), blocks };
}
