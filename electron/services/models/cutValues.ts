import { namesRead, orderNodes } from './graphScope.ts';
import type { Graph } from './onnx/onnx_pb.ts';

export type CutValue = {
  readonly name: string;
  /** Index of the node that makes it, in `graph.node`. */
  readonly node: number;
};

/** Their outputs say how large a value is, not what is in it. */
const sizeOnly = new Set(['Shape', 'Size', 'SequenceLength']);

/**
 * Values that everything computed from `source` on its way to `target` passes through: where a model without tokens can be tapped, and where a
 * replay can be split with one tensor to carry. Sizes do not count as computed from a value, nor do other inputs and weights.
 *
 * @param source a graph input
 * @param target a value of the graph
 * @returns      in the order they are computed, the target last; none when no path leads from one to the other
 */
export function findCutValues(graph: Graph, source: string, target: string): readonly CutValue[] {
  const order = orderNodes(graph.node);
  const fromSource = new Set([source]);
  const below = order.filter((index) => {
    const node = graph.node[index]!;
    if (sizeOnly.has(node.opType) || ![...namesRead(node)].some((name) => fromSource.has(name))) return false;
    node.output.forEach((name) => name !== '' && fromSource.add(name));
    return true;
  });
  const toTarget = new Set([target]);
  const path = below.toReversed().filter((index) => {
    const node = graph.node[index]!;
    if (!node.output.some((name) => toTarget.has(name))) return false;
    for (const name of namesRead(node)) if (fromSource.has(name)) toTarget.add(name);
    return true;
  }).reverse();
  return sweep(graph, path, source, target, toTarget);
}

/** A value cuts when, at the place where it is made, no other value of the path still waits to be read. */
function sweep(graph: Graph, path: readonly number[], source: string, target: string, wanted: ReadonlySet<string>): CutValue[] {
  const lastRead = new Map([[target, Infinity]]);
  path.forEach((index, at) => {
    for (const name of namesRead(graph.node[index]!)) if (name !== target) lastRead.set(name, at);
  });
  const cuts: CutValue[] = [];
  let waiting = lastRead.get(source) ?? -1;
  path.forEach((index, at) => {
    const made = graph.node[index]!.output.filter((name) => name !== '' && wanted.has(name) && lastRead.has(name));
    const before = waiting;
    for (const name of made) waiting = Math.max(waiting, lastRead.get(name)!);
    if (made.length === 1 && before <= at) cuts.push({ name: made[0]!, node: index });
  });
  return cuts;
}
