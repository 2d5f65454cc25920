import { create } from '@bufbuild/protobuf';
import { AttributeSchema, OperatorSetSchema, type Model } from '../../electron/services/models/onnx/onnx_pb.ts';
import { createNumbers, fn, floats, graph, ints, model, node, tensor, value, type ElemName } from './onnxModels.ts';

/** A model that no part of Hearth was written for, with inputs it accepts. */
export type UnseenModel = {
  readonly name: string;
  readonly model: Model & { graph: NonNullable<Model['graph']> };
  readonly feeds: Readonly<Record<string, { readonly type: ElemName; readonly dims: readonly number[]; readonly data: ArrayLike<number> }>>;
  /** Values that every path from the first input to the first output passes, by hand. */
  readonly cuts: readonly string[];
};

const numbers = createNumbers(7);
const float = (dims: readonly number[], scale = 1) => ({ type: 'float' as const, dims, data: numbers(dims.reduce((a, b) => a * b, 1), scale) });
const int64 = (dims: readonly number[], data: readonly number[]) => ({ type: 'int64' as const, dims, data });
const weight = (name: string, dims: readonly number[], scale = 0.5) => floats(name, dims, numbers(dims.reduce((a, b) => a * b, 1), scale));

/** Pre-norm attention block with GPT-2's names: past_N and present_N of [2, batch, heads, length, width], one fused c_attn. */
function gpt2(): UnseenModel {
  const [hidden, heads, width, vocab] = [16, 2, 8, 40];
  const nodes = [
    node('Gather', ['wte', 'input_ids'], ['embedded']),
    node('Shape', ['input_ids'], ['shape']),
    node('LayerNormalization', ['embedded', 'ln_1.weight', 'ln_1.bias'], ['ln_1'], { axis: -1n, epsilon: 1e-5 }),
    node('MatMul', ['ln_1', 'c_attn.weight'], ['c_attn_0']),
    node('Add', ['c_attn_0', 'c_attn.bias'], ['c_attn']),
    node('Split', ['c_attn', 'thirds'], ['q', 'k', 'v'], { axis: 2n }),
    ...['q', 'k', 'v'].flatMap((name) => [node('Reshape', [name, 'split_heads'], [`${name}_4`]), node('Transpose', [`${name}_4`], [`${name}_t`], { perm: [0n, 2n, 1n, 3n] })]),
    node('Split', ['past_0', 'ones'], ['past_k5', 'past_v5'], { axis: 0n }),
    node('Squeeze', ['past_k5', 'axis_0'], ['past_k']),
    node('Squeeze', ['past_v5', 'axis_0'], ['past_v']),
    node('Concat', ['past_k', 'k_t'], ['keys'], { axis: 2n }),
    node('Concat', ['past_v', 'v_t'], ['values'], { axis: 2n }),
    node('Unsqueeze', ['keys', 'axis_0'], ['keys_5']),
    node('Unsqueeze', ['values', 'axis_0'], ['values_5']),
    node('Concat', ['keys_5', 'values_5'], ['present_0'], { axis: 0n }),
    node('Transpose', ['keys'], ['keys_t'], { perm: [0n, 1n, 3n, 2n] }),
    node('MatMul', ['q_t', 'keys_t'], ['scores_0']),
    node('Div', ['scores_0', 'root'], ['scores']),
    node('Softmax', ['scores'], ['weights'], { axis: -1n }),
    node('MatMul', ['weights', 'values'], ['mixed_4']),
    node('Transpose', ['mixed_4'], ['mixed_t'], { perm: [0n, 2n, 1n, 3n] }),
    node('Reshape', ['mixed_t', 'join_heads'], ['mixed']),
    node('Gemm', ['mixed_2', 'c_proj.weight', 'c_proj.bias'], ['projected_2']),
    node('Reshape', ['mixed', 'flat'], ['mixed_2']),
    node('Reshape', ['projected_2', 'like_mixed'], ['projected']),
    node('Concat', ['batch_and_length', 'width_1'], ['like_mixed'], { axis: 0n }),
    node('Slice', ['shape', 'axis_0', 'two_1'], ['batch_and_length']),
    node('Add', ['embedded', 'projected'], ['residual']),
    node('LayerNormalization', ['residual', 'ln_f.weight', 'ln_f.bias'], ['hidden'], { axis: -1n }),
    node('MatMul', ['hidden', 'lm_head'], ['logits']),
  ];
  const weights = [
    weight('wte', [vocab, hidden]), weight('ln_1.weight', [hidden]), weight('ln_1.bias', [hidden]), weight('c_attn.weight', [hidden, 3 * hidden]), weight('c_attn.bias', [3 * hidden]),
    weight('c_proj.weight', [hidden, hidden]), weight('c_proj.bias', [hidden]), weight('ln_f.weight', [hidden]), weight('ln_f.bias', [hidden]), weight('lm_head', [hidden, vocab]),
    ints('thirds', [hidden, hidden, hidden]), ints('ones', [1, 1]), ints('axis_0', [0]), ints('two_1', [2]), ints('width_1', [hidden]),
    ints('split_heads', [0, 0, heads, width]), ints('join_heads', [0, 0, hidden]), ints('flat', [-1, hidden]), floats('root', [], [Math.sqrt(width)]),
  ];
  return {
    name: 'GPT-2-like decoder (opset 17)',
    model: model({
      nodes, weights, inputs: [value('input_ids', 'int64', ['batch', 'length']), value('past_0', 'float', [2, 'batch', heads, 'past', width])],
      outputs: [value('logits', 'float', ['batch', 'length', vocab]), value('present_0', 'float', [2, 'batch', heads, 'total', width])],
    }),
    feeds: { input_ids: int64([1, 4], [3, 9, 27, 11]), past_0: float([2, 1, heads, 3, width]) },
    cuts: ['embedded', 'residual', 'hidden', 'logits'],
  };
}

/** Encoder layer before LayerNormalization and Gelu were operators. */
function bert(): UnseenModel {
  const hidden = 12;
  const norm = (x: string, at: string) => [
    node('ReduceMean', [x], [`${at}/mean`], { axes: [-1n] }), node('Sub', [x, `${at}/mean`], [`${at}/centred`]), node('Pow', [`${at}/centred`, 'two'], [`${at}/square`]),
    node('ReduceMean', [`${at}/square`], [`${at}/variance`], { axes: [-1n] }), node('Add', [`${at}/variance`, 'epsilon'], [`${at}/safe`]), node('Sqrt', [`${at}/safe`], [`${at}/root`]),
    node('Div', [`${at}/centred`, `${at}/root`], [`${at}/normal`]), node('Mul', [`${at}/normal`, `${at}.weight`], [`${at}/scaled`]), node('Add', [`${at}/scaled`, `${at}.bias`], [at]),
  ];
  return {
    name: 'BERT-like encoder (opset 11)',
    model: model({
      opset: 11, ir: 6,
      nodes: [
        node('Gather', ['words', 'input_ids'], ['word']), node('Gather', ['types', 'token_type_ids'], ['type']), node('Add', ['word', 'type'], ['sum']), ...norm('sum', 'embeddings'),
        node('Unsqueeze', ['attention_mask'], ['mask_3'], { axes: [1n] }), node('Cast', ['mask_3'], ['mask_f'], { to: 1n }), node('Sub', ['one', 'mask_f'], ['shut']), node('Mul', ['shut', 'far'], ['bias']),
        node('MatMul', ['embeddings', 'query'], ['q']), node('MatMul', ['embeddings', 'key'], ['k']), node('MatMul', ['embeddings', 'value'], ['v']),
        node('Transpose', ['k'], ['k_t'], { perm: [0n, 2n, 1n] }), node('MatMul', ['q', 'k_t'], ['scores']), node('Add', ['scores', 'bias'], ['masked']), node('Softmax', ['masked'], ['share'], { axis: 2n }),
        node('MatMul', ['share', 'v'], ['context']), node('Add', ['context', 'embeddings'], ['attended']), ...norm('attended', 'output'),
        node('MatMul', ['output', 'wide'], ['inner']), node('Div', ['inner', 'root_two'], ['inner_0']), node('Erf', ['inner_0'], ['erf']), node('Add', ['erf', 'one'], ['erf_1']), node('Mul', ['inner', 'erf_1'], ['gelu_0']), node('Mul', ['gelu_0', 'half'], ['gelu']),
        node('MatMul', ['gelu', 'narrow'], ['back']), node('Dropout', ['back'], ['dropped'], { ratio: 0.1 }), node('Gather', ['dropped', 'first'], ['cls'], { axis: 1n }), node('Tanh', ['cls'], ['pooled']),
      ],
      weights: [
        weight('words', [30, hidden]), weight('types', [2, hidden]), weight('query', [hidden, hidden]), weight('key', [hidden, hidden]), weight('value', [hidden, hidden]), weight('wide', [hidden, 2 * hidden]), weight('narrow', [2 * hidden, hidden]),
        ...['embeddings', 'output'].flatMap((at) => [weight(`${at}.weight`, [hidden]), weight(`${at}.bias`, [hidden])]),
        floats('two', [], [2]), floats('one', [], [1]), floats('half', [], [0.5]), floats('epsilon', [], [1e-12]), floats('root_two', [], [Math.SQRT2]), floats('far', [], [-10000]), ints('first', [0], []),
      ],
      inputs: [value('input_ids', 'int64', ['b', 'n']), value('attention_mask', 'int64', ['b', 'n']), value('token_type_ids', 'int64', ['b', 'n'])],
      outputs: [value('pooled', 'float', ['b', hidden])],
    }),
    feeds: { input_ids: int64([1, 5], [1, 7, 29, 4, 2]), attention_mask: int64([1, 5], [1, 1, 1, 1, 0]), token_type_ids: int64([1, 5], [0, 0, 1, 1, 1]) },
    cuts: ['word', 'sum', 'embeddings/centred', 'embeddings/normal', 'embeddings/scaled', 'embeddings', 'attended', 'output/centred', 'output/normal', 'output/scaled', 'output', 'inner', 'gelu_0', 'gelu', 'back', 'dropped', 'cls', 'pooled'],
  };
}

function cnn(): UnseenModel {
  return {
    name: 'convolutions, batch norm, pooling (opset 9)',
    model: model({
      opset: 9, ir: 4,
      nodes: [
        node('Conv', ['image', 'w1', 'b1'], ['c1'], { kernel_shape: [3n, 3n], pads: [1n, 1n, 1n, 1n] }), node('BatchNormalization', ['c1', 'scale', 'shift', 'mean', 'var'], ['n1'], { epsilon: 1e-5 }),
        node('Relu', ['n1'], ['r1']), node('MaxPool', ['r1'], ['p1'], { kernel_shape: [2n, 2n], strides: [2n, 2n] }),
        node('Conv', ['p1', 'w2'], ['c2'], { kernel_shape: [1n, 1n] }), node('LeakyRelu', ['c2'], ['r2'], { alpha: 0.1 }), node('Add', ['p1', 'r2'], ['joined']),
        node('AveragePool', ['joined'], ['p2'], { kernel_shape: [2n, 2n], strides: [2n, 2n] }), node('GlobalAveragePool', ['p2'], ['p3']), node('Flatten', ['p3'], ['flat']), node('Gemm', ['flat', 'w3', 'b3'], ['scores'], { transB: 1n }),
      ],
      weights: [weight('w1', [4, 3, 3, 3]), weight('b1', [4]), weight('scale', [4]), weight('shift', [4]), weight('mean', [4]), floats('var', [4], [1, 2, 0.5, 1.5]), weight('w2', [4, 4, 1, 1]), weight('w3', [5, 4]), weight('b3', [5])],
      // Before IR 4 every initializer had to be an input too; exporters kept the habit.
      inputs: [value('image', 'float', ['n', 3, 8, 8]), value('w1', 'float', [4, 3, 3, 3]), value('b1', 'float', [4])], outputs: [value('scores', 'float', ['n', 5])],
    }),
    feeds: { image: float([1, 3, 8, 8]) },
    cuts: ['c1', 'n1', 'r1', 'p1', 'joined', 'p2', 'p3', 'flat', 'scores'],
  };
}

function oldOpset(): UnseenModel {
  return {
    name: 'old operators with attributes for inputs (opset 7)',
    model: model({
      opset: 7, ir: 3,
      nodes: [node('Upsample', ['x'], ['big'], { mode: 'nearest', scales: [1, 1, 2, 2] }), node('Slice', ['big'], ['cut'], { starts: [0n, 1n], ends: [1n, 3n], axes: [2n, 3n] }), node('Clip', ['cut'], ['clipped'], { min: -0.5, max: 0.5 }), node('ReduceSum', ['clipped'], ['y'], { axes: [1n], keepdims: 0n })],
      inputs: [value('x', 'float', [1, 2, 2, 2])], outputs: [value('y', 'float')],
    }),
    feeds: { x: float([1, 2, 2, 2]) },
    cuts: ['big', 'cut', 'clipped', 'y'],
  };
}

function upsampling(): UnseenModel {
  return {
    name: 'Resize and ConvTranspose (opset 13)',
    model: model({
      opset: 13,
      nodes: [
        node('ConvTranspose', ['x', 'w'], ['wide'], { strides: [2n, 2n], kernel_shape: [2n, 2n] }), node('InstanceNormalization', ['wide', 'scale', 'shift'], ['normal']), node('HardSigmoid', ['normal'], ['gate']), node('Mul', ['normal', 'gate'], ['swish']),
        node('Resize', ['swish', '', 'scales'], ['resized'], { mode: 'linear', coordinate_transformation_mode: 'half_pixel' }), node('Pad', ['resized', 'pads'], ['padded'], { mode: 'reflect' }),
      ],
      weights: [weight('w', [2, 3, 2, 2]), weight('scale', [3]), weight('shift', [3]), floats('scales', [4], [1, 1, 1.5, 2]), ints('pads', [0, 0, 1, 1, 0, 0, 1, 1])],
      inputs: [value('x', 'float', [1, 2, 4, 4])], outputs: [value('padded', 'float')],
    }),
    feeds: { x: float([1, 2, 4, 4]) },
    cuts: ['wide', 'normal', 'swish', 'resized', 'padded'],
  };
}

function recurrent(): UnseenModel {
  const [length, width, hidden] = [4, 3, 5];
  return {
    name: 'bidirectional LSTM and GRU (opset 14)',
    model: model({
      opset: 14,
      nodes: [
        node('LSTM', ['x', 'w', 'r', 'b'], ['lstm', 'last_h', ''], { hidden_size: BigInt(hidden), direction: 'bidirectional' }), node('Transpose', ['lstm'], ['lstm_t'], { perm: [0n, 2n, 1n, 3n] }), node('Reshape', ['lstm_t', 'join'], ['both']),
        node('GRU', ['both', 'gw', 'gr'], ['gru', ''], { hidden_size: BigInt(hidden), linear_before_reset: 1n }), node('Squeeze', ['gru', 'axis'], ['y']),
      ],
      weights: [weight('w', [2, 4 * hidden, width]), weight('r', [2, 4 * hidden, hidden]), weight('b', [2, 8 * hidden]), weight('gw', [1, 3 * hidden, 2 * hidden]), weight('gr', [1, 3 * hidden, hidden]), ints('join', [0, 0, -1]), ints('axis', [1])],
      inputs: [value('x', 'float', [length, 1, width])], outputs: [value('y', 'float'), value('last_h', 'float')],
    }),
    feeds: { x: float([length, 1, width]) },
    cuts: ['lstm', 'lstm_t', 'both', 'gru', 'y'],
  };
}

/** If, Loop and Scan whose bodies read values and weights of the graph around them, two deep. */
function subgraphs(): UnseenModel {
  const inner = (op: string, output: string) => graph({ name: op, nodes: [node(op, ['x', 'w'], [output])], outputs: [value(output, 'float')] });
  const loopBody = graph({
    name: 'body', weights: [floats('step', [], [0.25])],
    inputs: [value('i', 'int64', []), value('go', 'bool', []), value('carried', 'float')],
    nodes: [
      node('Identity', ['go'], ['again']), node('Add', ['carried', 'step'], ['stepped']), node('Greater', ['stepped', 'limit'], ['over']), node('Cast', ['over'], ['over_f'], { to: 1n }), node('ReduceMax', ['over_f'], ['any_f'], { keepdims: 0n }), node('Cast', ['any_f'], ['any'], { to: 9n }),
      node('If', ['any'], ['next'], { then_branch: graph({ name: 't', nodes: [node('Mul', ['stepped', 'chosen'], ['out_t'])], outputs: [value('out_t', 'float')] }), else_branch: graph({ name: 'e', nodes: [node('Sub', ['stepped', 'chosen'], ['out_e'])], outputs: [value('out_e', 'float')] }) }),
      node('Identity', ['next'], ['trace']),
    ],
    outputs: [value('again', 'bool', []), value('next', 'float'), value('trace', 'float')],
  });
  const scanBody = graph({ name: 'scan', inputs: [value('sum', 'float', [3]), value('row', 'float', [3])], nodes: [node('Add', ['sum', 'row'], ['sum_next']), node('Mul', ['sum_next', 'w'], ['row_out'])], outputs: [value('sum_next', 'float', [3]), value('row_out', 'float', [3])] });
  return {
    name: 'If, Loop and Scan with outer names (opset 16)',
    model: model({
      opset: 16,
      nodes: [
        node('If', ['flag'], ['chosen'], { then_branch: inner('Add', 'sum_out'), else_branch: inner('Mul', 'product_out') }),
        node('Loop', ['trips', '', 'chosen'], ['looped', 'history'], { body: loopBody }),
        node('Scan', ['zero', 'history'], ['total', 'rows'], { body: scanBody, num_scan_inputs: 1n }),
        node('ReduceSum', ['rows'], ['y'], { keepdims: 0n }),
      ],
      weights: [weight('w', [3]), floats('limit', [], [0.4]), ints('trips', [3], []), floats('zero', [3], [0, 0, 0])],
      inputs: [value('x', 'float', [3]), value('flag', 'bool', [])], outputs: [value('y', 'float'), value('looped', 'float'), value('total', 'float')],
    }),
    feeds: { x: float([3]), flag: { type: 'bool', dims: [], data: [1] } },
    cuts: ['chosen', 'history', 'rows', 'y'],
  };
}

function functions(): UnseenModel {
  const scaled = fn('custom.ops', 'Scaled', ['a', 'b'], ['c'], [node('Mul', ['a', 'b'], ['p']), node('LeakyRelu', ['p'], ['c'])], ['slope']);
  scaled.node[1]!.attribute.push(create(AttributeSchema, { name: 'alpha', type: 1, refAttrName: 'slope' }));
  const outer = fn('custom.ops', 'Block', ['a', 'w'], ['c'], [node('Scaled', ['a', 'w'], ['s'], { slope: 0.25 }, 'custom.ops'), node('Add', ['s', 'a'], ['c'])]);
  outer.opsetImport.push(create(OperatorSetSchema, { domain: 'custom.ops', version: 1n }));
  return {
    name: 'local functions that call each other (opset 17)',
    model: model({
      domains: { 'custom.ops': 1 }, functions: [scaled, outer],
      nodes: [node('Block', ['x', 'w'], ['b1'], {}, 'custom.ops'), node('Block', ['b1', 'w'], ['b2'], {}, 'custom.ops'), node('Scaled', ['b2', 'w'], ['y'], { slope: -1 }, 'custom.ops')],
      weights: [weight('w', [4])], inputs: [value('x', 'float', [4])], outputs: [value('y', 'float', [4])],
    }),
    feeds: { x: float([4]) },
    cuts: ['b1', 'b2', 'y'],
  };
}

function sequences(): UnseenModel {
  return {
    name: 'sequence operators (opset 13)',
    model: model({
      opset: 13,
      nodes: [
        node('SplitToSequence', ['x', 'two'], ['parts'], { axis: 0n }), node('SequenceAt', ['parts', 'zero'], ['first']), node('SequenceInsert', ['parts', 'first'], ['more']), node('SequenceLength', ['more'], ['count']),
        node('ConcatFromSequence', ['more'], ['joined'], { axis: 0n }), node('Cast', ['count'], ['count_f'], { to: 1n }), node('Mul', ['joined', 'count_f'], ['y']),
      ],
      weights: [ints('two', [2], []), ints('zero', [0], [])], inputs: [value('x', 'float', [4, 2])], outputs: [value('y', 'float')],
    }),
    feeds: { x: float([4, 2]) },
    cuts: ['parts', 'more', 'joined', 'y'],
  };
}

function quantised(): UnseenModel {
  const bytes = (values: readonly number[]) => Int8Array.from(values);
  return {
    name: 'QDQ, dynamic quantisation and QLinearConv (opset 13)',
    model: model({
      opset: 13,
      nodes: [
        node('QuantizeLinear', ['x', 'xs', 'xz'], ['xq']), node('QLinearConv', ['xq', 'xs', 'xz', 'cw', 'cs', 'cz', 'xs', 'xz'], ['cq'], { kernel_shape: [1n, 1n] }), node('DequantizeLinear', ['cq', 'xs', 'xz'], ['c']), node('Flatten', ['c'], ['f']),
        node('DynamicQuantizeLinear', ['f'], ['fq', 'fs', 'fz']), node('MatMulInteger', ['fq', 'mw', 'fz'], ['acc']), node('Cast', ['acc'], ['acc_f'], { to: 1n }), node('Mul', ['fs', 'ms'], ['s']), node('Mul', ['acc_f', 's'], ['y']),
      ],
      weights: [
        floats('xs', [], [0.02]), tensor('xz', 'uint8', [], Uint8Array.of(128)), tensor('cw', 'int8', [2, 2, 1, 1], bytes([5, -7, 100, 3])), floats('cs', [], [0.01]), tensor('cz', 'int8', [], bytes([0])),
        tensor('mw', 'int8', [8, 3], bytes(Array.from({ length: 24 }, (_, i) => (i * 37) % 128 - 64))), floats('ms', [], [0.01]),
      ],
      inputs: [value('x', 'float', [1, 2, 2, 2])], outputs: [value('y', 'float')],
    }),
    feeds: { x: float([1, 2, 2, 2]) },
    cuts: ['xq', 'cq', 'c', 'f', 'y'],
  };
}

function nbits(): UnseenModel {
  return {
    name: 'MatMulNBits and a fused norm (com.microsoft)',
    model: model({
      domains: { 'com.microsoft': 1 },
      nodes: [node('SimplifiedLayerNormalization', ['x', 'g'], ['n'], { epsilon: 1e-5, axis: -1n }), node('MatMulNBits', ['n', 'b', 'scales'], ['y'], { K: 32n, N: 4n, bits: 4n, block_size: 16n }, 'com.microsoft')],
      weights: [weight('g', [32]), tensor('b', 'uint8', [4, 2, 8], Uint8Array.from({ length: 64 }, (_, i) => (i * 73) & 255)), weight('scales', [8])],
      inputs: [value('x', 'float', ['n', 32])], outputs: [value('y', 'float')],
    }),
    feeds: { x: float([3, 32]) },
    cuts: ['n', 'y'],
  };
}

function newOpset(): UnseenModel {
  return {
    name: 'new operators (opset 23)',
    model: model({
      opset: 23, ir: 11,
      nodes: [
        node('RMSNormalization', ['x', 'g'], ['n'], { axis: -1n }), node('Attention', ['n', 'n', 'n'], ['a'], { q_num_heads: 2n, kv_num_heads: 2n }), node('Gelu', ['a'], ['y'], { approximate: 'tanh' }),
      ],
      weights: [weight('g', [8])], inputs: [value('x', 'float', [1, 3, 8])], outputs: [value('y', 'float')],
    }),
    feeds: { x: float([1, 3, 8]) },
    cuts: ['n', 'a', 'y'],
  };
}

function packed4bit(): UnseenModel {
  const int4 = (name: string, dims: readonly number[], bytes: Uint8Array) => Object.assign(tensor(name, 'uint8', dims, bytes), { dataType: 21 });
  return {
    name: '4-bit weights, block-wise (opset 21)',
    model: model({
      opset: 21, ir: 10,
      nodes: [node('DequantizeLinear', ['w', 's', 'z'], ['wf'], { axis: 0n, block_size: 4n }), node('MatMul', ['x', 'wf'], ['m']), node('Softmax', ['m'], ['y'])],
      weights: [int4('w', [8, 2], Uint8Array.of(0x21, 0x43, 0x65, 0x87, 0xa9, 0xcb, 0xed, 0x0f)), weight('s', [2, 2]), int4('z', [2, 2], Uint8Array.of(0x88, 0x88))],
      inputs: [value('x', 'float', ['n', 8])], outputs: [value('y', 'float')],
    }),
    feeds: { x: float([2, 8]) },
    cuts: ['m', 'y'],
  };
}

export const buildUnseenModels = (): readonly UnseenModel[] => [
  gpt2(), bert(), cnn(), oldOpset(), upsampling(), recurrent(), subgraphs(), functions(), sequences(), quantised(), nbits(), newOpset(), packed4bit(),
];
