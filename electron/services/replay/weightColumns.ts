import type { Primitives } from '../../protocol/primitives.ts';
import { columnRoot, columnsRoot } from '../../protocol/trace.ts';
import type { ReplayGraph, ReplayNode } from '../models/replayGraph.ts';

export type RightSide = { readonly values: Float32Array; readonly k: number; readonly n: number; readonly isTransposed: boolean };

/** The registered right side of a product, or null when the node has none that is committed to by columns. */
export function rightSideOf(graph: ReplayGraph, node: ReplayNode): RightSide | null {
  if (node.domain !== '' || (node.opType !== 'MatMul' && node.opType !== 'Gemm')) return null;
  const weight = graph.weight(node.inputs[1] ?? '');
  if (weight?.dtype !== 1 || weight.dims.length !== 2) return null;
  const isTransposed = node.opType === 'Gemm' && (node.attributes.get('transB') ?? 0) !== 0;
  const [rows, columns] = weight.dims as [number, number];
  return { values: new Float32Array(weight.body.slice().buffer), k: isTransposed ? columns : rows, n: isTransposed ? rows : columns, isTransposed };
}

/**
 * The model's weights once more, by columns, as a publisher registers them beside the model id. Null for a model whose fused operators were opened up: its graph is not the
 * registered one.
 *
 * @source docs/protocol/disputes.md section 1
 */
export function columnsRootOf(p: Primitives, graph: ReplayGraph): Uint8Array | null {
  return graph.isAsRegistered ? columnsRoot(p, columnRootsOf(p, graph)) : null;
}

/** Per node in canonical order the columnRoot of its right side; null for a node without one. */
export function columnRootsOf(p: Primitives, graph: ReplayGraph): (Uint8Array | null)[] {
  const roots = new Map<string, Uint8Array>();
  return graph.nodes.map((node) => {
    const side = rightSideOf(graph, node);
    if (!side) return null;
    // Tied weights are hashed once.
    const key = `${node.inputs[1]!}\0${side.isTransposed}`;
    const root = roots.get(key) ?? columnRoot(p, side.values, side.k, side.n, side.isTransposed);
    roots.set(key, root);
    return root;
  });
}
