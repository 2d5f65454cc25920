import type { Node } from './onnx/onnx_pb.ts';
import { floatAttribute, inputOf, intAttribute, outputOf, type Rewrite, type ValueFacts } from './rewriteKit.ts';

/** Fused attention as standard operators, for one sequence at a time (batch 1), which is how Hearth runs decoders. */

/** Length of one axis, int64 [1]. */
const lengthOf = (b: Rewrite, x: string, axis: number): string => b.op('Slice', [b.op('Shape', [x]), b.ints([axis]), b.ints([axis + 1])]);

/** [batch, length, heads · width] → [batch, heads, length, width] */
const splitHeads = (b: Rewrite, x: string, heads: number): string => b.op('Transpose', [b.op('Reshape', [x, b.ints([0, 0, heads, -1])])], { perm: [0n, 2n, 1n, 3n] });

/**
 * Rotates the first 2 · (width of the cache) coordinates of x [batch, heads, length, width].
 * @param cos, sin  [1 or batch, 1, length, half]
 */
function rotate(b: Rewrite, x: string, cos: string, sin: string, interleaved: boolean, output?: string): string {
  const half = lengthOf(b, cos, 3);
  const end = b.op('Mul', [half, b.ints([2])]);
  const axis = b.ints([3]);
  const cut = (from: string, to: string): string => b.op('Slice', [x, from, to, axis]);
  const rest = cut(end, b.ints([2 ** 31 - 1]));
  const turn = (first: string, second: string): [string, string] => [
    b.op('Sub', [b.op('Mul', [first, cos]), b.op('Mul', [second, sin])]),
    b.op('Add', [b.op('Mul', [first, sin]), b.op('Mul', [second, cos])]),
  ];
  if (!interleaved) {
    const [low, high] = turn(cut(b.ints([0]), half), cut(half, end));
    return b.op('Concat', [low, high, rest], { axis: 3n }, output);
  }
  const pairs = b.op('Reshape', [cut(b.ints([0]), end), b.ints([0, 0, 0, -1, 2])]);
  const [even, odd] = turn(b.op('Gather', [pairs, b.ints(0)], { axis: 4n }), b.op('Gather', [pairs, b.ints(1)], { axis: 4n }));
  const last = b.ints([4]);
  const woven = b.op('Concat', [b.op('Unsqueeze', [even, last]), b.op('Unsqueeze', [odd, last])], { axis: 4n });
  return b.op('Concat', [b.op('Reshape', [woven, b.ints([0, 0, 0, -1])]), rest], { axis: 3n }, output);
}

/** Rows of a cache [positions, half] → [1 or batch, 1, length, half] */
const cacheRows = (b: Rewrite, cache: string, positions: string): string => b.op('Unsqueeze', [b.op('Gather', [cache, positions]), b.ints([1])]);

export function rotaryEmbedding(node: Node, b: Rewrite, facts: ReadonlyMap<string, ValueFacts>): boolean {
  const [x, positions, cos, sin] = [0, 1, 2, 3].map((at) => inputOf(node, at));
  if (!x || !positions || !cos || !sin) return false;
  const rank = facts.get(x)?.rank;
  const positionRank = facts.get(positions)?.rank;
  const heads = intAttribute(node, 'num_heads', 0);
  const width = intAttribute(node, 'rotary_embedding_dim', 0);
  if ((rank !== 3 && rank !== 4) || (positionRank !== 1 && positionRank !== 2) || (width > 0 && heads === 0) || intAttribute(node, 'is_packed_batching', 0) !== 0) return false;
  // Without a head count the cache is as wide as half a head.
  const apart = (): string => {
    if (heads > 0) return splitHeads(b, x, heads);
    const shape = b.op('Concat', [b.ints([0, 0, -1]), b.op('Mul', [lengthOf(b, cos, 1), b.ints([2])])], { axis: 0n });
    return b.op('Transpose', [b.op('Reshape', [x, shape])], { perm: [0n, 2n, 1n, 3n] });
  };
  const headed = rank === 4 ? x : apart();
  const length = b.op('Squeeze', [lengthOf(b, headed, 2), b.ints([0])]);
  const places = positionRank === 2 ? positions : b.op('Unsqueeze', [b.op('Add', [b.op('Range', [b.ints(0), length, b.ints(1)]), positions]), b.ints([0])]);
  const rotated = rotate(b, headed, cacheRows(b, cos, places), cacheRows(b, sin, places), intAttribute(node, 'interleaved', 0) === 1, rank === 4 ? outputOf(node, 0) : undefined);
  if (rank === 3) b.op('Reshape', [b.op('Transpose', [rotated], { perm: [0n, 2n, 1n, 3n] }), b.ints([0, 0, -1])], {}, outputOf(node, 0));
  return true;
}

/** [batch, few, length, width] → [batch, few · times, length, width] */
function repeatHeads(b: Rewrite, x: string, few: number, times: number): string {
  if (times === 1) return x;
  const wide = b.op('Expand', [b.op('Unsqueeze', [x, b.ints([2])]), b.ints([1, 1, times, 1, 1])]);
  return b.op('Reshape', [wide, b.op('Concat', [b.ints([0, few * times, -1]), lengthOf(b, x, 3)], { axis: 0n })]);
}

type Scores = { readonly q: string; readonly k: string; readonly v: string; readonly scale: number; readonly softcap: number; readonly bias: string | null; readonly allowed: string | null; readonly output: string | undefined };

/** softmax(q kᵀ · scale + bias, where allowed) v, heads joined again. */
function attend(b: Rewrite, { q, k, v, scale, softcap, bias, allowed, output }: Scores): void {
  const factor = scale !== 0 ? b.float(scale) : b.op('Div', [b.float(1), b.op('Sqrt', [b.op('Cast', [lengthOf(b, q, 3)], { to: 1n })])]);
  let scores = b.op('Mul', [b.op('MatMul', [q, b.op('Transpose', [k], { perm: [0n, 1n, 3n, 2n] })]), factor]);
  if (softcap > 0) scores = b.op('Mul', [b.op('Tanh', [b.op('Div', [scores, b.float(softcap)])]), b.float(softcap)]);
  if (bias) scores = b.op('Add', [scores, bias]);
  if (allowed) scores = b.op('Where', [allowed, scores, b.float(-3.4028234663852886e38)]);
  const mixed = b.op('MatMul', [b.op('Softmax', [scores], { axis: -1n }), v]);
  b.op('Reshape', [b.op('Transpose', [mixed], { perm: [0n, 2n, 1n, 3n] }), b.ints([0, 0, -1])], {}, output);
}

/** Key places a query may see: its own and earlier ones, `window` in all (any number when it is below 0). bool [length, total] */
function causal(b: Rewrite, pastLength: string, total: string, window: number): string {
  const keys = b.op('Range', [b.ints(0), total, b.ints(1)]);
  const queries = b.op('Unsqueeze', [b.op('Range', [pastLength, total, b.ints(1)]), b.ints([1])]);
  const early = b.op('LessOrEqual', [keys, queries]);
  return window < 0 ? early : b.op('And', [early, b.op('Greater', [keys, b.op('Sub', [queries, b.ints(window)])])]);
}

/** Attributes that stand for another computation than the one written here. */
const otherGroupQuery = ['smooth_softmax', 'qk_output', 'k_quant_type', 'v_quant_type', 'kv_cache_bit_width'];

export function groupQueryAttention(node: Node, b: Rewrite): boolean {
  const [query, key, value, pastKey, pastValue, , totalLength, cosCache, sinCache, positionIds, attentionBias, sink] = Array.from({ length: 12 }, (_, at) => inputOf(node, at));
  const [heads, kvHeads] = [intAttribute(node, 'num_heads', 0), intAttribute(node, 'kv_num_heads', 0)];
  const rotates = intAttribute(node, 'do_rotary', 0) === 1;
  const isOther = sink || node.input.length > 12 || outputOf(node, 3) || node.attribute.some((each) => otherGroupQuery.includes(each.name) && (each.i !== 0n || (each.s.length > 0 && Buffer.from(each.s).toString() !== 'NONE')));
  if (!query || !totalLength || isOther || heads < 1 || kvHeads < 1 || heads % kvHeads !== 0 || (key === null) !== (value === null) || (pastKey === null) !== (pastValue === null) || (rotates && (!cosCache || !sinCache))) return false;
  const [q3, k3, v3] = key && value ? [query, key, value] : b.split(b.op('Reshape', [query, b.ints([0, 0, heads + 2 * kvHeads, -1])]), [heads, kvHeads, kvHeads], 2);
  const flip = (x: string, count: number): string => (key ? splitHeads(b, x, count) : b.op('Transpose', [x], { perm: [0n, 2n, 1n, 3n] }));
  let q = flip(q3!, heads);
  let k = flip(k3!, kvHeads);
  const total = b.op('Cast', [b.op('Reshape', [totalLength, b.ints([])])], { to: 7n });
  const pastLength = b.op('Sub', [total, b.op('Squeeze', [lengthOf(b, q, 2), b.ints([0])])]);
  if (rotates) {
    const places = positionIds ?? b.op('Unsqueeze', [b.op('Range', [pastLength, total, b.ints(1)]), b.ints([0])]);
    const [cos, sin] = [cacheRows(b, cosCache!, places), cacheRows(b, sinCache!, places)];
    const interleaved = intAttribute(node, 'rotary_interleaved', 0) === 1;
    q = rotate(b, q, cos, sin, interleaved);
    k = rotate(b, k, cos, sin, interleaved);
  }
  const keys = pastKey ? b.op('Concat', [pastKey, k], { axis: 2n }, outputOf(node, 1)) : b.op('Identity', [k], {}, outputOf(node, 1));
  const newValue = flip(v3!, kvHeads);
  const values = pastValue ? b.op('Concat', [pastValue, newValue], { axis: 2n }, outputOf(node, 2)) : b.op('Identity', [newValue], {}, outputOf(node, 2));
  attend(b, {
    q, k: repeatHeads(b, keys, kvHeads, heads / kvHeads), v: repeatHeads(b, values, kvHeads, heads / kvHeads), scale: floatAttribute(node, 'scale', 0), softcap: floatAttribute(node, 'softcap', 0),
    bias: attentionBias ?? null, allowed: causal(b, pastLength, total, intAttribute(node, 'local_window_size', -1)), output: outputOf(node, 0),
  });
  return true;
}

export function multiHeadAttention(node: Node, b: Rewrite, facts: ReadonlyMap<string, ValueFacts>): boolean {
  const [query, key, value, bias, paddingMask, attentionBias, pastKey, pastValue] = Array.from({ length: 8 }, (_, at) => inputOf(node, at));
  const heads = intAttribute(node, 'num_heads', 0);
  if (!query || !key || !value || paddingMask || node.input.length > 8 || outputOf(node, 3) || heads < 1 || (pastKey === null) !== (pastValue === null)) return false;
  // Keys of rank 4 or 5 are packed or come from a cache: other layouts.
  if ([query, key, value].some((name) => facts.get(name)?.rank !== 3)) return false;
  const widthOf = (x: string): string => lengthOf(b, x, 2);
  const biasPart = (from: string, to: string): string => b.op('Slice', [bias!, from, to]);
  const [qWidth, vWidth] = [widthOf(query), widthOf(value)];
  const twice = b.op('Mul', [qWidth, b.ints([2])]);
  const add = (x: string, from: string, to: string): string => (bias ? b.op('Add', [x, biasPart(from, to)]) : x);
  const q = splitHeads(b, add(query, b.ints([0]), qWidth), heads);
  const newKey = splitHeads(b, add(key, qWidth, twice), heads);
  const newValue = splitHeads(b, add(value, twice, b.op('Add', [twice, vWidth])), heads);
  const k = pastKey ? b.op('Concat', [pastKey, newKey], { axis: 2n }, outputOf(node, 1)) : b.op('Identity', [newKey], {}, outputOf(node, 1));
  const v = pastValue ? b.op('Concat', [pastValue, newValue], { axis: 2n }, outputOf(node, 2)) : b.op('Identity', [newValue], {}, outputOf(node, 2));
  const total = b.op('Squeeze', [lengthOf(b, k, 2), b.ints([0])]);
  const pastLength = b.op('Sub', [total, b.op('Squeeze', [lengthOf(b, q, 2), b.ints([0])])]);
  const allowed = intAttribute(node, 'unidirectional', 0) === 1 ? causal(b, pastLength, total, -1) : null;
  attend(b, { q, k, v, scale: floatAttribute(node, 'scale', 0), softcap: 0, bias: attentionBias ?? null, allowed, output: outputOf(node, 0) });
  return true;
}
