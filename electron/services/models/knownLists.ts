import { integersOf } from './inferDims.ts';
import type { Graph, Node } from './onnx/onnx_pb.ts';
import { normalDomain } from './operatorSets.ts';
import { intAttribute } from './rewriteKit.ts';

/** A number; a name for one that is the same wherever the name stands; null where nothing is known. */
export type Size = number | string | null;
/** A short list of integers, or a scalar of rank 0: what a graph computes shapes from. */
export type KnownList = { readonly rank: 0 | 1; readonly at: readonly Size[] };

/** Nobody computes a shape in more steps, nor of more axes. */
const deepest = 32;
const longest = 8;
const int64 = 7;

/** Reads an input of the node by its place. */
type Rule = (node: Node, read: (at: number) => KnownList | null) => KnownList | null;

/** Of lists of one length, where one element stands for any. */
function pointwise(lists: readonly (KnownList | null)[], combine: (sizes: readonly Size[]) => Size): KnownList | null {
  const known = lists.flatMap((list) => list ?? []);
  const length = Math.max(...known.map(({ at }) => at.length));
  if (known.length < lists.length || known.some(({ at }) => at.length !== length && at.length !== 1)) return null;
  return { rank: known.some(({ rank }) => rank === 1) ? 1 : 0, at: Array.from({ length }, (_, i) => combine(known.map(({ at }) => at[at.length === 1 ? 0 : i]!))) };
}

const times = ([a, b]: readonly Size[]): Size =>
  a === 1 ? b! : b === 1 ? a! : typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a * b) ? a * b : null;
/** A name stands for a size, which is never below zero. */
function equal([a, b]: readonly Size[]): Size {
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 1 : 0;
  const number = typeof a === 'number' ? a : typeof b === 'number' ? b : 0;
  return a !== null && b !== null && number < 0 ? 0 : null;
}

/** One of [0] and [-1], as an attribute or as an input. */
const isFirstAxis = (node: Node, list: KnownList | null): boolean => ['0', '-1'].includes((node.attribute.find(({ name }) => name === 'axes')?.ints ?? list?.at ?? []).join());

const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['Identity', (_node, read) => read(0)],
  ['Cast', (node, read) => (intAttribute(node, 'to', 0) === int64 ? read(0) : null)],
  ['Mul', (_node, read) => pointwise([read(0), read(1)], times)],
  ['Equal', (_node, read) => pointwise([read(0), read(1)], equal)],
  ['Where', (_node, read) => pointwise([read(0), read(1), read(2)], ([condition, a, b]) => (condition === 1 ? a! : condition === 0 ? b! : null))],
  ['Unsqueeze', (node, read) => { const list = read(0); return list?.rank === 0 && isFirstAxis(node, read(1)) ? { ...list, rank: 1 } : null; }],
  ['Squeeze', (node, read) => { const list = read(0); return list?.rank === 1 && list.at.length === 1 && isFirstAxis(node, read(1)) ? { ...list, rank: 0 } : null; }],
  ['Reshape', (_node, read) => { const [list, shape] = [read(0), read(1)]; return list && shape?.rank === 1 && shape.at.join() === '-1' ? { ...list, rank: 1 } : null; }],
  ['Concat', (node, read) => {
    const lists = node.input.map((_name, at) => read(at));
    return [0, -1].includes(intAttribute(node, 'axis', 1)) && lists.every((list) => list?.rank === 1) ? { rank: 1, at: lists.flatMap((list) => list!.at) } : null;
  }],
  ['Gather', (node, read) => {
    const [list, which] = [read(0), read(1)];
    if (list?.rank !== 1 || !which || ![0, -1].includes(intAttribute(node, 'axis', 0))) return null;
    const found = which.at.map((place) => (typeof place === 'number' ? list.at.at(place) : undefined));
    return found.includes(undefined) ? null : { rank: which.rank, at: found.map((size) => size ?? null) };
  }],
  ['ConstantOfShape', (node, read) => {
    const [shape, value] = [read(0), node.attribute.find(({ name }) => name === 'value')?.t];
    const [length, fill] = [shape?.at[0], value && integersOf('', value)[0]?.[1]];
    return shape?.rank === 1 && shape.at.length === 1 && typeof length === 'number' && length >= 0 && length <= longest && fill?.length === 1 ? { rank: 1, at: Array.from({ length }, () => fill[0]!) } : null;
  }],
]);

/**
 * Reads lists of integers as far as a graph computes them from constants and from shapes that are known, by the few operators that exports use for it. What is not
 * known is null, never guessed.
 *
 * @param makers   by value, the node that makes it
 * @param shapeOf  of the values whose shape is known
 */
export function createListReader(graph: Graph, makers: ReadonlyMap<string, Node>, shapeOf: (name: string) => readonly Size[] | null): (name: string) => KnownList | null {
  const given = new Set(graph.input.map(({ name }) => name));
  const known = new Map<string, KnownList | null>();
  for (const tensor of graph.initializer) {
    const list = given.has(tensor.name) ? undefined : integersOf(tensor.name, tensor)[0]?.[1];
    if (list) known.set(tensor.name, { rank: tensor.dims.length === 0 ? 0 : 1, at: list });
  }
  const follow = (node: Node, depth: number): KnownList | null => {
    if (node.opType === 'Constant') {
      const value = node.attribute.find(({ name }) => name === 'value')?.t;
      const list = value && integersOf('', value)[0]?.[1];
      return list ? { rank: value.dims.length === 0 ? 0 : 1, at: list } : null;
    }
    if (node.opType !== 'Shape') return rules.get(node.opType)?.(node, (at) => (node.input[at] ? read(node.input[at], depth + 1) : null)) ?? null;
    const of = node.input[0] ?? '';
    const list = shapeOf(of) ? null : read(of, depth + 1);
    const shape = shapeOf(of) ?? (list && (list.rank === 0 ? [] : [list.at.length]));
    const [start, end] = ['start', 'end'].map((name) => node.attribute.find((each) => each.name === name)?.i);
    return shape && { rank: 1, at: shape.slice(start === undefined ? 0 : Number(start), end === undefined ? undefined : Number(end)) };
  };
  function read(name: string, depth: number): KnownList | null {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, null);
    const node = makers.get(name);
    const list = node && node.output.length === 1 && normalDomain(node.domain) === '' && depth < deepest ? follow(node, depth) : null;
    const made = list && list.at.length <= longest ? list : null;
    known.set(name, made);
    return made;
  }
  return (name) => read(name, 0);
}
