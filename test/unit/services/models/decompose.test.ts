import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { InferenceSession, type Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { decomposeModel } from '../../../../electron/services/models/decompose.ts';
import { nodesUnrolled } from '../../../../electron/services/models/decomposeRecurrent.ts';
import { ModelSchema, type Graph, type Model, type Node, type Tensor as Weight } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { createNumbers, floats, ints, model, node, tensor, value, type AttributeValue, type ElemName } from '../../../support/onnxModels.ts';
import { tensorOf, unfused } from '../../../support/modelTrace.ts';

const ms = 'com.microsoft';
type Feed = { readonly type: ElemName; readonly dims: readonly number[]; readonly data: ArrayLike<number> };
type Fused = { readonly name: string; readonly node: Node; readonly feeds: Readonly<Record<string, Feed>>; readonly weights?: readonly Weight[]; readonly opset?: number };

const numbers = createNumbers(11);
const size = (dims: readonly number[]): number => dims.reduce((a, b) => a * b, 1);
const random = (dims: readonly number[], scale = 2): Feed => ({ type: 'float', dims, data: numbers(size(dims), scale) });
const constant = (dims: readonly number[], x: number): Feed => ({ type: 'float', dims, data: new Float32Array(size(dims)).fill(x) });
const int = (type: 'int32' | 'int64', dims: readonly number[], data: readonly number[]): Feed => ({ type, dims, data });

async function run(of: Model, feeds: Fused['feeds']): Promise<ReadonlyMap<string, Tensor>> {
  const session = await InferenceSession.create(toBinary(ModelSchema, of), unfused);
  try {
    const given = Object.fromEntries(Object.entries(feeds).map(([name, { type, dims, data }]) => [name, tensorOf(type, dims, data)]));
    return new Map(Object.entries(await session.run(given)) as [string, Tensor][]);
  } finally {
    await session.release();
  }
}

const modelOf = ({ node: fused, feeds, weights = [], opset = 17 }: Fused): Model & { graph: Graph } =>
  model({
    opset, domains: { [ms]: 1 }, nodes: [fused], weights: [...weights],
    // A recurrent cell is opened up where the model fixes how long the sequence is.
    inputs: Object.entries(feeds).map(([name, { type, dims }]) => value(name, type, dims.map((dim, i) => (['LSTM', 'GRU', 'RNN'].includes(fused.opType) && i === 0 ? dim : `${name}_${i}`)))),
    outputs: fused.output.filter((name) => name !== '').map((name) => value(name, 'float')),
  });

/** Largest difference of any output, relative to the root mean square of that output. */
async function differenceOf(fused: Fused): Promise<number> {
  const whole = modelOf(fused);
  const opened = decomposeModel(whole);
  expect(opened).toMatchObject({ replaced: 1, opaque: [] });
  expect(opened.model.graph.node.every((each) => each.domain === '')).toBe(true);
  expect(opened.model.graph.node.some((each) => each.opType === fused.node.opType)).toBe(false);
  const [want, got] = [await run(whole, fused.feeds), await run(opened.model, fused.feeds)];
  expect([...got.keys()]).toEqual([...want.keys()]);
  let worst = 0;
  for (const [name, expected] of want) {
    const actual = got.get(name)!;
    expect(actual.dims, name).toEqual(expected.dims);
    const [a, b] = [actual.data as Float32Array, expected.data as Float32Array];
    const rms = Math.sqrt(b.reduce((sum, x) => sum + x * x, 0) / b.length) || 1;
    for (let i = 0; i < b.length; i++) {
      if (Number.isNaN(b[i]!) && Number.isNaN(a[i]!)) continue;
      worst = Math.max(worst, a[i] === b[i] ? 0 : Math.abs(a[i]! - b[i]!) / rms);
    }
  }
  return worst;
}

const shapes = [[1, 1, 8], [1, 5, 32], [2, 3, 64]] as const;
const activations = (opType: string, bias: boolean): Fused[] =>
  [random([3, 64], 6), constant([1, 64], 0), constant([1, 64], -40), constant([1, 64], 1e-39), random([1, 64], 1e4)].map((x, i) => ({
    name: `${opType}${bias ? ' with bias' : ''} ${i}`, node: node(opType, bias ? ['x', 'b'] : ['x'], ['y'], {}, ms), feeds: { x, ...(bias ? { b: random([64]) } : {}) },
  }));

const norms: Fused[] = shapes.flatMap((dims, i) => {
  const width = dims[2];
  const feeds = (x: Feed) => ({ x, skip: random(dims), g: random([width]), beta: random([width]), bias: random([width]) });
  return [random(dims), constant(dims, 0), random(dims, 1e-6), random(dims, 1e4)].flatMap((x, j): Fused[] => [
    { name: `SimplifiedLayerNormalization ${i}.${j}`, node: node('SimplifiedLayerNormalization', ['x', 'g'], ['y', 'inv'], { epsilon: 1e-6, axis: -1n, stash_type: 1n }), feeds: { x, g: feeds(x).g } },
    { name: `SkipSimplifiedLayerNormalization ${i}.${j}`, node: node('SkipSimplifiedLayerNormalization', ['x', 'skip', 'g', 'bias'], ['y', '', '', 'sum'], { epsilon: 1e-6 }, ms), feeds: { x, skip: feeds(x).skip, g: feeds(x).g, bias: feeds(x).bias } },
    { name: `SkipLayerNormalization ${i}.${j}`, node: node('SkipLayerNormalization', ['x', 'skip', 'g', 'beta', 'bias'], ['y', '', '', 'sum'], { epsilon: 1e-5 }, ms), feeds: feeds(x) },
  ]);
});

const table = (positions: number, half: number) => {
  const angle = (i: number): number => Math.floor(i / half) / 10000 ** ((i % half) / half);
  const of = (f: (x: number) => number): Float32Array => Float32Array.from({ length: positions * half }, (_, i) => f(angle(i)));
  return { cos: of(Math.cos), sin: of(Math.sin) };
};
const rotary: Fused[] = [0n, 1n].flatMap((interleaved) => {
  const { cos, sin } = table(16, 4);
  const caches = { cos: { type: 'float' as const, dims: [16, 4], data: cos }, sin: { type: 'float' as const, dims: [16, 4], data: sin } };
  const op = (attributes: Record<string, AttributeValue>) => node('RotaryEmbedding', ['x', 'p', 'cos', 'sin'], ['y'], { interleaved, ...attributes }, ms);
  return [
    { name: `RotaryEmbedding of rank 3, interleaved ${interleaved}`, node: op({}), feeds: { x: random([1, 5, 24]), p: int('int64', [1, 5], [3, 4, 5, 6, 15]), ...caches } },
    { name: `RotaryEmbedding of rank 4, interleaved ${interleaved}`, node: op({}), feeds: { x: random([2, 3, 4, 8]), p: int('int64', [2, 4], [0, 1, 2, 3, 9, 10, 11, 12]), ...caches } },
    { name: `RotaryEmbedding from an offset, interleaved ${interleaved}`, node: op({}), feeds: { x: random([1, 4, 16]), p: int('int64', [1], [7]), ...caches } },
    { name: `RotaryEmbedding of a part of each head, interleaved ${interleaved}`, node: op({ num_heads: 2n, rotary_embedding_dim: 8n }), feeds: { x: random([1, 4, 24]), p: int('int64', [1, 4], [0, 5, 6, 7]), ...caches } },
  ];
});

type Gqa = { readonly length: number; readonly past: number; readonly attributes?: Record<string, AttributeValue>; readonly packed?: boolean; readonly rotary?: boolean; readonly scale?: number };
function gqa({ length, past, attributes = {}, packed = false, rotary: rotates = false, scale = 1 }: Gqa): Fused {
  const [heads, kvHeads, width] = [4, 2, 16];
  const { cos, sin } = table(64, 8);
  const inputs = [packed ? 'qkv' : 'q', packed ? '' : 'k', packed ? '' : 'v', 'pk', 'pv', 'seqlens', 'total', ...(rotates ? ['cos', 'sin'] : [])];
  return {
    name: `GroupQueryAttention of ${length} after ${past} ${JSON.stringify(attributes, (_, x: unknown) => (typeof x === 'bigint' ? Number(x) : x))}${packed ? ' packed' : ''}${rotates ? ' rotary' : ''}${scale === 1 ? '' : ` scale ${scale}`}`,
    node: node('GroupQueryAttention', inputs, ['y', 'nk', 'nv'], { num_heads: BigInt(heads), kv_num_heads: BigInt(kvHeads), ...(rotates ? { do_rotary: 1n } : {}), ...attributes }, ms),
    feeds: {
      ...(packed ? { qkv: random([1, length, (heads + 2 * kvHeads) * width], scale) } : { q: random([1, length, heads * width], scale), k: random([1, length, kvHeads * width], scale), v: random([1, length, kvHeads * width], scale) }),
      pk: random([1, kvHeads, past, width], scale), pv: random([1, kvHeads, past, width], scale), seqlens: int('int32', [1], [past + length - 1]), total: int('int32', [], [past + length]),
      ...(rotates ? { cos: { type: 'float', dims: [64, 8], data: cos }, sin: { type: 'float', dims: [64, 8], data: sin } } : {}),
    },
  };
}
const attention: Fused[] = [
  ...[{ length: 1, past: 7 }, { length: 6, past: 0 }, { length: 1, past: 0 }, { length: 5, past: 4 }].flatMap((at) => [
    gqa(at), gqa({ ...at, rotary: true }), gqa({ ...at, rotary: true, attributes: { rotary_interleaved: 1n } }), gqa({ ...at, packed: true, rotary: true }), gqa({ ...at, attributes: { scale: 0.3, softcap: 5 } }), gqa({ ...at, attributes: { local_window_size: 3n } }), gqa({ ...at, scale: 0 }), gqa({ ...at, scale: 30 }),
  ]),
  ...[0, 4].flatMap((past) => [0n, 1n].flatMap((unidirectional): Fused[] => [{
    name: `MultiHeadAttention after ${past}, unidirectional ${unidirectional}`,
    node: node('MultiHeadAttention', ['q', 'k', 'v', 'b', '', '', ...(past > 0 ? ['pk', 'pv'] : [])], ['y', 'nk', 'nv'], { num_heads: 2n, unidirectional }, ms),
    feeds: { q: random([1, 5, 16]), k: random([1, 5, 16]), v: random([1, 5, 16]), b: random([48]), ...(past > 0 ? { pk: random([1, 2, past, 8]), pv: random([1, 2, past, 8]) } : {}) },
  }])),
  { name: 'MultiHeadAttention across, with an attention bias', node: node('MultiHeadAttention', ['q', 'k', 'v', '', '', 'ab'], ['y'], { num_heads: 2n, scale: 0.2 }, ms), feeds: { q: random([2, 3, 16]), k: random([2, 7, 16]), v: random([2, 7, 16]), ab: random([1, 2, 3, 7]) } },
];

const nbits: Fused[] = [[32, 16, 4], [40, 16, 4], [64, 32, 4], [48, 32, 8], [128, 128, 4]].flatMap(([k, block, bits]) => {
  const rows = 6;
  const blocks = Math.ceil(k! / block!);
  const packed = tensor('b', 'uint8', [rows, blocks, (block! * bits!) / 8], Uint8Array.from({ length: (rows * blocks * block! * bits!) / 8 }, (_, i) => (i * 151 + 7) & 255));
  const zeros = tensor('z', 'uint8', [rows * Math.ceil((blocks * bits!) / 8)], Uint8Array.from({ length: rows * Math.ceil((blocks * bits!) / 8) }, (_, i) => (i * 91 + 3) & 255));
  const attributes = { K: BigInt(k!), N: BigInt(rows), bits: BigInt(bits!), block_size: BigInt(block!) };
  const scales = floats('s', [rows * blocks], numbers(rows * blocks, 0.1));
  const bias = floats('bias', [rows], numbers(rows));
  return [
    { name: `MatMulNBits ${k}/${block}/${bits}`, node: node('MatMulNBits', ['x', 'b', 's'], ['y'], attributes, ms), feeds: { x: random([2, 3, k!]) }, weights: [packed, scales] },
    { name: `MatMulNBits ${k}/${block}/${bits} with zero points and bias`, node: node('MatMulNBits', ['x', 'b', 's', 'z', '', 'bias'], ['y'], attributes, ms), feeds: { x: random([4, k!], 1e3) }, weights: [packed, scales, zeros, bias] },
  ];
});

type Cell = { readonly op: 'LSTM' | 'GRU' | 'RNN'; readonly direction?: string; readonly attributes?: Record<string, AttributeValue>; readonly bias?: boolean; readonly state?: boolean; readonly peepholes?: boolean; readonly opset?: number; readonly steps?: number };
function cell({ op, direction = 'forward', attributes = {}, bias = true, state = false, peepholes = false, opset = 17, steps = 6 }: Cell): Fused {
  const [batch, width, hidden, ways] = [2, 5, 8, direction === 'bidirectional' ? 2 : 1];
  const gates = { LSTM: 4, GRU: 3, RNN: 1 }[op];
  const weight = (name: string, dims: readonly number[]): Weight => floats(name, dims, numbers(size(dims), 0.8));
  const names = ['x', 'w', 'r', bias ? 'b' : '', '', state ? 'h' : '', ...(op === 'LSTM' ? [state ? 'c' : '', peepholes ? 'p' : ''] : [])];
  return {
    name: `${op} ${direction} of ${steps}, opset ${opset} ${Object.keys(attributes).join()}${bias ? ' bias' : ''}${state ? ' state' : ''}${peepholes ? ' peepholes' : ''}`, opset,
    node: node(op, names, op === 'LSTM' ? ['y', 'yh', 'yc'] : ['y', 'yh'], { hidden_size: BigInt(hidden), direction, ...attributes }),
    feeds: { x: random([steps, batch, width]), ...(state ? { h: random([ways, batch, hidden]), ...(op === 'LSTM' ? { c: random([ways, batch, hidden]) } : {}) } : {}) },
    weights: [weight('w', [ways, gates * hidden, width]), weight('r', [ways, gates * hidden, hidden]), ...(bias ? [weight('b', [ways, 2 * gates * hidden])] : []), ...(peepholes ? [weight('p', [ways, 3 * hidden])] : [])],
  };
}
const recurrent: Fused[] = [
  ...(['LSTM', 'GRU', 'RNN'] as const).flatMap((op) => ['forward', 'reverse', 'bidirectional'].flatMap((direction) => [cell({ op, direction }), cell({ op, direction, state: true }), cell({ op, direction, bias: false, steps: 1 })])),
  ...['forward', 'bidirectional'].flatMap((direction) => [false, true].map((state) => cell({ op: 'GRU', direction, state, attributes: { linear_before_reset: 1n } }))),
  cell({ op: 'LSTM', direction: 'bidirectional', peepholes: true, state: true }), cell({ op: 'LSTM', steps: 64 }), cell({ op: 'LSTM', attributes: { activations: ['Sigmoid', 'Tanh', 'Tanh'] } }),
  cell({ op: 'RNN', direction: 'bidirectional', attributes: { activations: ['Relu', 'Relu'] } }),
  ...[9, 11, 13, 14, 18, 21].flatMap((opset) => [cell({ op: 'LSTM', direction: 'bidirectional', opset }), cell({ op: 'GRU', opset })]),
];

/** Relative to the output's root mean square. Measured here: below 6e-7; other instruction sets add differently. */
const tolerance = 2e-6;
const cases: readonly (readonly [string, readonly Fused[]])[] = [
  ['activations', [...activations('Gelu', false), ...activations('BiasGelu', true), ...activations('FastGelu', false), ...activations('FastGelu', true), ...activations('QuickGelu', false)]],
  ['norms', norms],
  ['rotary embeddings', rotary],
  ['attention', attention],
  ['few-bit products', nbits],
  ['recurrent cells', recurrent],
];

describe('a decomposition beside the fused kernel', () => {
  it.each(cases)('agrees: %s', async (_what, all) => {
    const worst: [string, number][] = [];
    for (const fused of all) worst.push([fused.name, await differenceOf(fused)]);
    worst.sort((a, b) => b[1] - a[1]);
    expect(worst.filter(([, difference]) => difference > tolerance)).toEqual([]);
  });

  it('leaves the rest of the model as it was: weights, names, other nodes', async () => {
    const whole = model({
      domains: { [ms]: 1 }, weights: [floats('w', [4, 4], numbers(16))], inputs: [value('x', 'float', [1, 4])], outputs: [value('y', 'float')],
      nodes: [node('MatMul', ['x', 'w'], ['a']), node('Gelu', ['a'], ['g'], {}, ms), node('Tanh', ['g'], ['y'])],
    });
    const { model: opened } = decomposeModel(whole);
    expect(opened.graph.node[0]).toBe(whole.graph.node[0]);
    expect(opened.graph.node.at(-1)).toBe(whole.graph.node[2]);
    expect(opened.graph.initializer).toEqual(whole.graph.initializer);
    const x = random([1, 4]);
    const [want, got] = [await run(whole, { x }), await run(fromBinary(ModelSchema, toBinary(ModelSchema, opened)), { x })];
    expect((got.get('y')!.data as Float32Array)[0]).toBeCloseTo((want.get('y')!.data as Float32Array)[0]!, 6);
    const plain = model({ nodes: [node('Relu', ['x'], ['y'])], inputs: [value('x', 'float')], outputs: [value('y', 'float')] });
    expect(decomposeModel(plain)).toEqual({ model: plain, replaced: 0, opaque: [] });
  });

  it('names what it cannot open up, and leaves it alone', () => {
    const opaqueOf = (fused: Node, type: ElemName = 'float', opset = 17): readonly string[] =>
      decomposeModel(model({ opset, domains: { [ms]: 1 }, nodes: [fused], inputs: [value('x', type, ['n', 4])], outputs: [value('y', type)] })).opaque;
    expect(opaqueOf(node('EmbedLayerNormalization', ['x'], ['y'], {}, ms))).toEqual(['com.microsoft/EmbedLayerNormalization']);
    expect(opaqueOf(node('DynamicQuantizeLinear', ['x'], ['y', 's', 'z']))).toEqual(['ai.onnx/DynamicQuantizeLinear']);
    expect(opaqueOf(node('MatMulNBits', ['x', 'x', 'x'], ['y'], { K: 32n, N: 4n, bits: 4n, block_size: 16n, accuracy_level: 4n }, ms))).toEqual(['com.microsoft/MatMulNBits']);
    expect(opaqueOf(node('GroupQueryAttention', ['x', 'x', 'x', '', '', 'x', 'x'], ['y'], { num_heads: 2n, kv_num_heads: 2n, smooth_softmax: 1n }, ms))).toEqual(['com.microsoft/GroupQueryAttention']);
    expect(opaqueOf(node('RotaryEmbedding', ['x', 'unknown', 'x', 'x'], ['y'], {}, ms))).toEqual(['com.microsoft/RotaryEmbedding']);
    expect(opaqueOf(node('Gelu', ['x'], ['y'], {}, ms), 'float16')).toEqual(['com.microsoft/Gelu']);
    expect(opaqueOf(node('Gelu', ['x'], ['y'], {}, ms), 'float', 12)).toEqual(['com.microsoft/Gelu']);
    expect(opaqueOf(node('Gelu', ['x'], ['y'], {}, ms))).toEqual([]);
  });

  it('leaves a recurrent cell whose sequence has no fixed length, or that does something else, and calls none of them opaque', () => {
    const of = ({ attributes = {}, dims = [6, 'n', 5], lengths = '', type = 'float', opset = 17 }: { readonly attributes?: Record<string, AttributeValue>; readonly dims?: readonly (number | string)[]; readonly lengths?: string; readonly type?: ElemName; readonly opset?: number }) => {
      const { weights = [] } = cell({ op: 'LSTM' });
      const { replaced, opaque } = decomposeModel(model({ opset, nodes: [node('LSTM', ['x', 'w', 'r', 'b', lengths], ['y'], { hidden_size: 8n, ...attributes })], weights: [...weights], inputs: [value('x', type, dims)], outputs: [value('y', type)] }));
      expect(opaque).toEqual([]);
      return replaced;
    };
    expect(of({})).toBe(1);
    expect([
      of({ dims: ['steps', 1, 5] }), of({ dims: [100_000, 1, 5] }), of({ lengths: 'n' }), of({ attributes: { clip: 3 } }), of({ attributes: { layout: 1n } }), of({ attributes: { input_forget: 1n } }),
      of({ attributes: { activations: ['Relu', 'Tanh', 'Tanh'] } }), of({ attributes: { direction: 'sideways' } }), of({ attributes: { hidden_size: 0n } }), of({ type: 'float16' }), of({ opset: 8 }),
    ]).toEqual(Array.from({ length: 11 }, () => 0));
  });

  it('takes the length of a sequence from a reshape only where the runtime would: one open size, and a whole one', () => {
    const replacedBy = (dims: readonly number[], shape: readonly number[], attributes: Record<string, AttributeValue> = {}): number =>
      decomposeModel(model({
        opset: 14, nodes: [node('Reshape', ['x', 'shape'], ['z'], attributes), node('GRU', ['z', 'w', 'r'], ['y', ''], { hidden_size: 4n })], inputs: [value('x', 'float', dims)], outputs: [value('y', 'float')],
        weights: [ints('shape', shape), floats('w', [1, 12, 2], new Array<number>(24).fill(0.1)), floats('r', [1, 12, 4], new Array<number>(48).fill(0.1))],
      })).replaced;
    expect([replacedBy([3, 1, 4], [-1, 1, 2]), replacedBy([3, 1, 2], [0, 0, 0])]).toEqual([1, 1]);
    // 15 numbers are no whole number of steps of 2; two open sizes; below -1; a zero that is meant; more numbers than can be counted.
    expect([replacedBy([3, 1, 5], [-1, 1, 2]), replacedBy([4, 1, 4], [-1, 1, -1]), replacedBy([4, 1, 2], [-2, 1, 2]), replacedBy([4, 1, 2], [0, 1, 2], { allowzero: 1n }), replacedBy([2 ** 40, 2 ** 40, 4], [-1, 1, 1])]).toEqual([0, 0, 0, 0, 0]);
  });

  it('opens up no more than a replay can run', () => {
    const { weights = [] } = cell({ op: 'LSTM' });
    const nodes = Array.from({ length: 40 }, (_, i) => node('LSTM', ['x', 'w', 'r', 'b'], [`y${i}`], { hidden_size: 8n }));
    const { replaced, model: opened } = decomposeModel(model({ nodes, weights: [...weights], inputs: [value('x', 'float', [1024, 1, 5])], outputs: nodes.map((_, i) => value(`y${i}`, 'float')) }));
    expect(replaced).toBeLessThan(10);
    expect(opened.graph.node.length).toBeLessThanOrEqual(20_000);
  });

  it('knows beforehand how many nodes a recurrence becomes, so that nothing is made and thrown away', () => {
    for (const each of [...recurrent, cell({ op: 'LSTM', direction: 'bidirectional', steps: 500 }), cell({ op: 'GRU', direction: 'bidirectional', steps: 500 })]) {
      const count = decomposeModel(modelOf(each)).model.graph.node.length;
      const known = nodesUnrolled(each.node, each.feeds['x']!.dims[0]!);
      expect(known, each.name).toBeGreaterThanOrEqual(count);
      expect(known, each.name).toBeLessThan(1.4 * count + 100);
      expect(known, each.name).toBeLessThanOrEqual(20_000);
    }
  });

  it('is the same rewriting every time', () => {
    const bytes = () => toBinary(ModelSchema, decomposeModel(modelOf(gqa({ length: 3, past: 2, rotary: true }))).model);
    expect(Buffer.compare(Buffer.from(bytes()), Buffer.from(bytes()))).toBe(0);
  });
});
