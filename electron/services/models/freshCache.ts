import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { ModelSchema, ValueInfoSchema, type Node } from './onnx/onnx_pb.ts';
import { intAttribute } from './rewriteKit.ts';

/** A model's bytes for a runtime that keeps the key-value cache outside of the graph. */
export type FreshCache = {
  readonly bytes: Uint8Array;
  /** By cache input: the value that holds only the new positions' keys or values, [batch, heads, count, headDim]. */
  readonly fresh: ReadonlyMap<string, string>;
};

/** Writing such a file needs its bytes twice more; weights of large models lie beside the graph anyway. */
const sizeLimitBytes = 512 * 2 ** 20;

/**
 * Exposes the keys and values of the new positions in place of the whole cache. An export joins past and new with one Concat, whose result
 * it gives as `present.*`: fetching that copies every position at every step, which at eight sequences of 256 positions took longer than the
 * weights (docs/bench.md). Without those outputs the joined cache is a passing value of one layer, and the caller appends the new rows to a
 * cache of its own. The nodes stay as they are, so nothing is computed differently.
 *
 * @param bytes  the session's bytes, as checked
 * @returns      or the reason why this graph cannot: another operator makes a `present.*`
 */
export function exposeFreshCache(bytes: Uint8Array): FreshCache | { readonly reason: string } {
  if (bytes.length > sizeLimitBytes) return { reason: `its graph file is over ${sizeLimitBytes / 2 ** 20} MiB` };
  const model = fromBinary(ModelSchema, bytes);
  const graph = model.graph!;
  const makers = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const given = new Set([...graph.input, ...graph.initializer].map(({ name }) => name));
  const fresh = new Map<string, string>();
  const presents = new Set<string>();
  for (const { name: past } of graph.input.filter(({ name }) => name.startsWith('past_key_values.'))) {
    const present = past.replace(/^past_key_values\./, 'present.');
    const maker = makers.get(present);
    const added = maker && isJoin(maker, past) ? maker.input[1]! : null;
    if (added === null || given.has(added)) return { reason: `${present} is made by ${maker?.opType ?? 'nothing'}, not by joining the past with new positions` };
    fresh.set(past, added);
    presents.add(present);
  }
  if (fresh.size === 0) return { reason: 'it has no key-value cache' };
  const kept = graph.output.filter(({ name }) => !presents.has(name));
  const known = new Set(kept.map(({ name }) => name));
  graph.output = [...kept, ...[...new Set(fresh.values())].filter((name) => !known.has(name)).map((name) => create(ValueInfoSchema, { name }))];
  return { bytes: toBinary(ModelSchema, model), fresh };
}

/** Concat of exactly the past and one other value, along the positions of [batch, heads, positions, headDim]. */
const isJoin = (node: Node, past: string): boolean =>
  node.opType === 'Concat' && (node.domain === '' || node.domain === 'ai.onnx') && node.input.length === 2 && node.input[0] === past && node.input[1] !== past && [2, -2].includes(intAttribute(node, 'axis', 0));
