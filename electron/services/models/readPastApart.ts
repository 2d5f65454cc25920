import { namesRead } from './graphScope.ts';
import { createListReader, type Size } from './knownLists.ts';
import type { Graph, Node } from './onnx/onnx_pb.ts';
import { normalDomain } from './operatorSets.ts';
import { findRepeat, type Repeat } from './repeatedHeads.ts';
import { createRewrite, type Rewrite } from './rewriteKit.ts';

/** A join of past and new positions, [batch, heads, positions, headDim] along the positions. */
export type Join = { readonly node: Node; readonly past: string; readonly added: string };

/** Slice takes its bounds as inputs since this version of the standard operators. */
const leastOpset = 10;
const lastAxis = -1;
const farthest = 2 ** 53 - 1;

/**
 * Nodes to put in place of others, so that attention reads the past where it lies and not a copy that a join made of it:
 * q·[past new]ᵀ = [q·pastᵀ q·newᵀ], and p·[past; new] = p₁·past + p₂·new. Only sums are taken in another order. Keys and values that are repeated for several heads of queries are
 * not repeated: the rows of those heads are taken as more rows of one. Who asks for the size of the join is told it without. A join that anything else reads stays.
 *
 * @returns  by node, what stands in its place; nothing at all for the join itself
 */
export function readPastApart(graph: Graph, opset: number, joins: readonly Join[]): ReadonlyMap<Node, readonly Node[]> {
  const instead = new Map<Node, readonly Node[]>();
  if (opset < leastOpset) return instead;
  const readers = new Map<string, Node[]>();
  for (const node of graph.node) for (const name of namesRead(node)) readers.set(name, [...(readers.get(name) ?? []), node]);
  const makers = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const given = new Set(graph.output.map(({ name }) => name));
  const declared = new Map(graph.input.map(({ name, type }) => [name, type?.tensorType?.shape?.dim.map(({ value }): Size => (value.case === 'dimValue' ? Number(value.value) : null))]));
  /** The one node that reads a value for more than its size, if it reads it once and as the input of that place. */
  const soleReader = (name: string, opType: string, at: number): Node | null => {
    const [reader, ...more] = (readers.get(name) ?? []).filter((one) => !isShape(one));
    const isIt = reader !== undefined && more.length === 0 && reader.opType === opType && normalDomain(reader.domain) === '' && reader.input.every((input, i) => (input === name) === (i === at));
    return isIt ? reader : null;
  };
  /** The same of a value of which nobody takes the size either, and that is no output. */
  const onlyReader = (name: string, opType: string, at: number): Node | null => ((readers.get(name) ?? []).length === 1 && !given.has(name) ? soleReader(name, opType, at) : null);
  const sized: { readonly node: Node; readonly join: Join; readonly repeat: Repeat | null }[] = [];

  for (const join of joins) {
    const { node, past } = join;
    const joined = node.output[0]!;
    const [batch, heads, , headDim] = declared.get(past) ?? [];
    const sizes: readonly Size[] = [batch ?? 'batch', heads ?? null, 'positions', headDim ?? 'width'];
    const readList = createListReader(graph, makers, (name) => (name === joined ? sizes : null));
    const repeat = findRepeat(joined, { sizes, readList, onlyReader: (name, ...rest) => (name === joined ? soleReader(name, ...rest) : onlyReader(name, ...rest)) });
    const read = repeat?.output ?? joined;
    const turn = given.has(read) && repeat ? null : soleReader(read, 'Transpose', 0);
    const scores = turn && isLastTwo(turn) ? onlyReader(turn.output[0]!, 'MatMul', 1) : null;
    const mix = given.has(read) && repeat ? null : soleReader(read, 'MatMul', 1);
    const kit = createRewrite(`${joined}/apart`, opset);
    if (turn && scores) {
      scoresApart(kit, join, scores, repeat);
      instead.set(turn, []).set(scores, kit.nodes);
    } else if (mix) {
      mixApart(kit, join, mix, repeat);
      instead.set(mix, kit.nodes);
    } else continue;
    for (const gone of [node, ...(repeat?.nodes ?? [])]) instead.set(gone, []);
    for (const name of new Set([joined, read])) for (const shape of readers.get(name) ?? []) if (isShape(shape)) sized.push({ node: shape, join, repeat: name === joined ? null : repeat });
  }
  dropUnread(graph, makers, instead, given);
  for (const { node, join, repeat } of sized) if (!instead.has(node)) instead.set(node, sizeApart(node, join, repeat, opset));
  return instead;
}

/** q·[past new]ᵀ */
function scoresApart(kit: Rewrite, { past, added }: Join, scores: Node, repeat: Repeat | null): void {
  const rows = asRowsOf(kit, scores.input[0]!, repeat);
  const product = (keys: string): string => kit.op('MatMul', [rows.of, kit.op('Transpose', [keys], { perm: lastTwo })]);
  rows.back('Concat', [product(past), product(added)], { axis: BigInt(lastAxis) }, scores.output[0]!);
}

/** p·[past; new] */
function mixApart(kit: Rewrite, { past, added }: Join, mix: Node, repeat: Repeat | null): void {
  const rows = asRowsOf(kit, mix.input[0]!, repeat);
  const axis = kit.ints([lastAxis]);
  const bound = kit.op('Slice', [kit.op('Shape', [past]), kit.ints([2]), kit.ints([3]), kit.ints([0])]);
  const product = (from: string, to: string, values: string): string => kit.op('MatMul', [kit.op('Slice', [rows.of, from, to, axis]), values]);
  rows.back('Add', [product(kit.ints([0]), bound, past), product(bound, kit.ints([farthest]), added)], {}, mix.output[0]!);
}

type Rows = { readonly of: string; readonly back: (opType: string, inputs: readonly string[], attributes: Readonly<Record<string, bigint>>, output: string) => void };

/**
 * [batch, heads · times, n, d] as [batch, heads, times · n, d], and back. No size is inferred (0 copies one): what has other heads, or another rank, ends in an error of the runtime
 * and never in another result than the repeated heads give.
 */
function asRowsOf(kit: Rewrite, value: string, repeat: Repeat | null): Rows {
  if (!repeat) return { of: value, back: (opType, inputs, attributes, output) => void kit.op(opType, inputs, attributes, output) };
  const { heads, times } = repeat;
  const shape = kit.op('Shape', [value]);
  const sized = (each: number, inAll: number): string => kit.op('Add', [kit.op('Mul', [shape, kit.ints([0, 0, each, 0])]), kit.ints([0, inAll, 0, 0])]);
  return {
    of: kit.op('Reshape', [value, sized(times, heads)]),
    back: (opType, inputs, attributes, output) => void kit.op('Reshape', [kit.op(opType, inputs, attributes), sized(1, heads * times)], {}, output),
  };
}

/** The size of a join, or of what repeats it, for a Shape that reads it. */
function sizeApart(shape: Node, { past, added }: Join, repeat: Repeat | null, opset: number): readonly Node[] {
  const kit = createRewrite(`${shape.output[0]!}/apart`, opset);
  const [whole, more, axis] = [kit.op('Shape', [past]), kit.op('Shape', [added]), kit.ints([0])];
  const part = (of: string, from: number, to: number): string => kit.op('Slice', [of, kit.ints([from]), kit.ints([to]), axis]);
  const heads = repeat ? kit.ints([repeat.heads * repeat.times]) : part(whole, 1, 2);
  const all = [part(whole, 0, 1), heads, kit.op('Add', [part(whole, 2, 3), part(more, 2, 3)]), part(whole, 3, 4)];
  const [start, end] = ['start', 'end'].map((name) => shape.attribute.find((each) => each.name === name)?.i);
  const asked = all.slice(start === undefined ? 0 : Number(start), end === undefined ? undefined : Number(end));
  if (asked.length === 0) kit.op('Slice', [whole, axis, axis], {}, shape.output[0]!);
  else kit.op('Concat', asked, { axis: 0n }, shape.output[0]!);
  return kit.nodes;
}

/** What only nodes read that are gone now, and what only those read, goes too: the runtime would compute it all the same. */
function dropUnread(graph: Graph, makers: ReadonlyMap<string, Node>, instead: Map<Node, readonly Node[]>, given: ReadonlySet<string>): void {
  const reads = new Map<string, number>();
  const count = (nodes: readonly Node[], by: number): void => nodes.forEach((node) => namesRead(node).forEach((name) => reads.set(name, (reads.get(name) ?? 0) + by)));
  count(graph.node.flatMap((node) => instead.get(node) ?? [node]), 1);
  const open = [...instead.keys()];
  for (let gone = open.pop(); gone; gone = open.pop()) {
    for (const name of namesRead(gone)) {
      const maker = makers.get(name);
      if (!maker || instead.has(maker) || maker.output.some((made) => given.has(made) || (reads.get(made) ?? 0) > 0)) continue;
      instead.set(maker, []);
      count([maker], -1);
      open.push(maker);
    }
  }
}

const isShape = ({ opType, domain }: Node): boolean => opType === 'Shape' && normalDomain(domain) === '';
const lastTwo = [0n, 1n, 3n, 2n];
const isLastTwo = ({ attribute }: Node): boolean => attribute.length === 1 && attribute[0]!.name === 'perm' && attribute[0]!.ints.join() === lastTwo.join();
