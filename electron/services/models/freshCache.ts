import { create } from '@bufbuild/protobuf';
import type { GraphEdit } from './editGraph.ts';
import { ValueInfoSchema, type Graph, type Node } from './onnx/onnx_pb.ts';
import { readPastApart, type Join } from './readPastApart.ts';
import { intAttribute } from './rewriteKit.ts';

/** How a session's bytes differ for a runtime that keeps the key-value cache outside of the graph. */
export type FreshCache = {
  readonly edit: GraphEdit;
  /** By cache input: the value that holds only the new positions' keys or values, [batch, heads, count, headDim]. */
  readonly fresh: ReadonlyMap<string, string>;
  /** An input, int64 [batch, count], for the places of the new positions in their sequences; null where the edit needs none. */
  readonly input: string | null;
};

/**
 * Exposes the keys and values of the new positions in place of the whole cache. An export joins past and new with one Concat, whose result
 * it gives as `present.*`: fetching that copies every position at every step, which at eight sequences of 256 positions took longer than the
 * weights (docs/bench.md). The caller appends the new rows to a cache of its own. Where only attention reads the joined cache it is not made at
 * all ({@link readPastApart}); elsewhere it is a passing value of one layer. All other nodes stay as they are.
 *
 * @returns  or the reason why this graph cannot: another operator makes a `present.*`
 */
export function exposeFreshCache(graph: Graph, opset: number): FreshCache | { readonly reason: string } {
  const makers = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const given = new Set([...graph.input, ...graph.initializer].map(({ name }) => name));
  const fresh = new Map<string, string>();
  const joins: Join[] = [];
  for (const { name: past } of graph.input.filter(({ name }) => name.startsWith('past_key_values.'))) {
    const present = past.replace(/^past_key_values\./, 'present.');
    const maker = makers.get(present);
    const added = maker && isJoin(maker, past) ? maker.input[1]! : null;
    if (!maker || added === null || given.has(added)) return { reason: `${present} is made by ${maker?.opType ?? 'nothing'}, not by joining the past with new positions` };
    fresh.set(past, added);
    joins.push({ node: maker, past, added });
  }
  if (fresh.size === 0) return { reason: 'it has no key-value cache' };
  const known = new Set(graph.output.map(({ name }) => name));
  return {
    fresh, input: null,
    edit: {
      instead: readPastApart(graph, opset, joins), inputs: [], dropped: new Set(joins.map(({ node }) => node.output[0]!)),
      outputs: [...new Set(fresh.values())].filter((name) => !known.has(name)).map((name) => create(ValueInfoSchema, { name })),
    },
  };
}

/** Concat of exactly the past and one other value, along the positions of [batch, heads, positions, headDim]. */
const isJoin = (node: Node, past: string): boolean =>
  node.opType === 'Concat' && (node.domain === '' || node.domain === 'ai.onnx') && node.input.length === 2 && node.input[0] === past && node.input[1] !== past && [2, -2].includes(intAttribute(node, 'axis', 0));
