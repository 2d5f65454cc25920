import { create } from '@bufbuild/protobuf';
import type { FreshCache } from './freshCache.ts';
import { createListReader } from './knownLists.ts';
import { ValueInfoSchema, type Graph, type Node } from './onnx/onnx_pb.ts';
import { normalDomain } from './operatorSets.ts';
import { createRewrite, inputOf } from './rewriteKit.ts';

const input = 'hearth/cache_places';
/** Unsqueeze takes its axes as an input since this version of the standard operators. */
const leastOpset = 13;
const positionsAxis = 2n;
const place = { seqlens: 5, total: 6, bias: 10 } as const;

/**
 * GroupQueryAttention reads one length per sequence, takes a past without gaps from position 0 of any width, and writes the new keys and values, turned by their positions where it does that itself, each at its own sequence's length. So sequences of unequal
 * length can share a step, and what they gain are the rows of `present.*` at those places: a Gather in the session's bytes gives those in place of the whole.
 *
 * @returns  or the reason why this graph cannot
 */
export function exposeCountedCache(graph: Graph, opset: number): FreshCache | { readonly reason: string } {
  if (opset < leastOpset) return { reason: `its operators are of version ${opset}` };
  if ([...graph.input, ...graph.initializer].some(({ name }) => name === input)) return { reason: `it has a value named ${input}` };
  const makers = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const counts = createCounts(graph, makers);
  const fresh = new Map<string, string>();
  const instead = new Map<Node, Node[]>();
  const kit = createRewrite(input, opset);
  const indices = new Map<string, string>();
  for (const { name: past, type } of graph.input.filter(({ name }) => name.startsWith('past_key_values.'))) {
    const present = past.replace(/^past_key_values\./, 'present.');
    const node = makers.get(present);
    if (!node || !isPlaceOf(node, past, present)) return { reason: `${present} is made by ${node?.opType ?? 'nothing'} in another way` };
    if (inputOf(node, place.bias) !== null) return { reason: 'its attention adds a bias of its own' };
    if (!counts.isLength(node.input[place.seqlens] ?? '') || !counts.isTotal(node.input[place.total] ?? '')) return { reason: 'its attention counts positions in another way than from the mask' };
    const [, heads, , headDim] = type?.tensorType?.shape?.dim.map(({ value }) => (value.case === 'dimValue' ? Number(value.value) : 0)) ?? [];
    if (!heads || !headDim) return { reason: `${past} leaves its heads open` };
    const before = kit.nodes.length;
    const key = `${heads}x${headDim}`;
    const index = indices.get(key) ?? indexOf(kit, heads, headDim);
    indices.set(key, index);
    fresh.set(past, kit.op('GatherElements', [present, index], { axis: positionsAxis }));
    instead.set(node, [...(instead.get(node) ?? [node]), ...kit.nodes.slice(before)]);
  }
  if (fresh.size === 0) return { reason: 'it has no key-value cache' };
  const places = create(ValueInfoSchema, { name: input, type: { tensorType: { elemType: 7, shape: { dim: ['hearth/batch', 'hearth/count'].map((name) => ({ value: { case: 'dimParam' as const, value: name } })) } } } });
  const dropped = new Set([...fresh.keys()].map((past) => past.replace(/^past_key_values\./, 'present.')));
  return { fresh, input, edit: { instead, dropped, inputs: [places], outputs: [...fresh.values()].map((name) => create(ValueInfoSchema, { name })) } };
}

/** The places [batch, count] for every head and number of [batch, heads, count, headDim]. */
function indexOf(kit: ReturnType<typeof createRewrite>, heads: number, headDim: number): string {
  const size = kit.op('Shape', [input]);
  const part = (axis: number): string => kit.op('Gather', [size, kit.ints([axis])]);
  const shape = kit.op('Concat', [part(0), kit.ints([heads]), part(1), kit.ints([headDim])], { axis: 0n });
  return kit.op('Expand', [kit.op('Unsqueeze', [input, kit.ints([1, 3])]), shape]);
}

const isPlaceOf = (node: Node, past: string, present: string): boolean =>
  node.opType === 'GroupQueryAttention' && node.domain === 'com.microsoft' && [[3, 1], [4, 2]].some(([from, to]) => node.input[from!] === past && node.output[to!] === present);

/** Recognises the two numbers that exports compute from the mask: of each sequence its positions less one, and how many places the mask has. */
function createCounts(graph: Graph, makers: ReadonlyMap<string, Node>): { readonly isLength: (name: string) => boolean; readonly isTotal: (name: string) => boolean } {
  const mask = 'attention_mask';
  const readList = createListReader(graph, makers, (name) => (name === mask ? ['batch', 'total'] : null));
  const standard = (name: string, opType: string): Node | null => {
    const node = makers.get(name);
    return node?.opType === opType && normalDomain(node.domain) === '' ? node : null;
  };
  const plain = (name: string): string => {
    const node = standard(name, 'Cast') ?? standard(name, 'Identity');
    return node ? plain(node.input[0]!) : name;
  };
  const isList = (name: string, values: readonly number[]): boolean => readList(name)?.at.join() === values.join();
  return {
    isLength(name) {
      const less = standard(plain(name), 'Sub');
      const sum = less && isList(less.input[1] ?? '', [1]) ? standard(plain(less.input[0]!), 'ReduceSum') : null;
      const axes = sum?.attribute.find((each) => each.name === 'axes')?.ints.map(Number);
      return sum !== null && plain(sum.input[0]!) === mask && [1, -1].some((axis) => (axes ? axes.join() === `${axis}` : isList(sum.input[1] ?? '', [axis])));
    },
    isTotal: (name) => readList(plain(name))?.at.join() === 'total',
  };
}
