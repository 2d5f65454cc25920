import { toBinary } from '@bufbuild/protobuf';
import { InferenceSession, type Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { judgeOperator, type OperatorFinding } from '../../../electron/protocol/operatorRules.ts';
import type { AttributeValue } from '../../../electron/protocol/operatorRulesCall.ts';
import type { TensorBytes } from '../../../electron/protocol/tensor.ts';
import { ModelSchema } from '../../../electron/services/models/onnx/onnx_pb.ts';
import { fromRuntime, toRuntime } from '../../../electron/services/replay/tensorFeeds.ts';
import { createNumbers, model, node, value, type ElemName } from '../../support/onnxModels.ts';

/** Every rule against the runtime's own kernel: honest outputs pass, one changed element is found and named. */

const bytes = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
const random = createNumbers(7);
const f32 = (dims: readonly number[], scale = 1, shift = 0): TensorBytes => ({ dtype: 1, dims, body: bytes(random(dims.reduce((a, b) => a * b, 1), scale).map((x) => x + shift)) });
const floats = (dims: readonly number[], values: readonly number[]): TensorBytes => ({ dtype: 1, dims, body: bytes(Float32Array.from(values)) });
const longs = (values: readonly number[], dims: readonly number[] = [values.length]): TensorBytes => ({ dtype: 7, dims, body: bytes(BigInt64Array.from(values, BigInt)) });
const wholes = (dtype: 2 | 3 | 6, dims: readonly number[], least: number, most: number): TensorBytes => {
  const drawn = Array.from(random(dims.reduce((a, b) => a * b, 1)), (x) => Math.round(least + ((x + 1) / 2) * (most - least)));
  return { dtype, dims, body: bytes(dtype === 2 ? Uint8Array.from(drawn) : dtype === 3 ? Int8Array.from(drawn) : Int32Array.from(drawn)) };
};
const flags = (dims: readonly number[]): TensorBytes => ({ dtype: 9, dims, body: Uint8Array.from(random(dims.reduce((a, b) => a * b, 1)), (x) => (x > 0 ? 1 : 0)) });

type Case = { readonly op: string; readonly inputs: readonly (TensorBytes | null)[]; readonly attributes?: Readonly<Record<string, bigint | number | string | readonly bigint[]>>; readonly opset?: number; readonly outputs?: number };

const typeOf: Readonly<Record<number, ElemName>> = { 1: 'float', 2: 'uint8', 3: 'int8', 6: 'int32', 7: 'int64', 9: 'bool', 11: 'double' };

const attribute = (each: bigint | number | string | readonly bigint[]): AttributeValue => (typeof each === 'bigint' ? Number(each) : typeof each === 'object' ? each.map(Number) : each);

async function run({ op, inputs, attributes = {}, opset = 17, outputs = 1 }: Case): Promise<TensorBytes[]> {
  const names = inputs.map((input, i) => (input ? `x${i}` : ''));
  const made = Array.from({ length: outputs }, (_, i) => `y${i}`);
  const onnx = toBinary(ModelSchema, model({
    opset, ir: 9, nodes: [node(op, names, made, attributes)], inputs: inputs.flatMap((input, i) => (input ? [value(`x${i}`, typeOf[input.dtype]!, input.dims.map((_, axis) => `d${i}_${axis}`))] : [])),
    outputs: made.map((name) => ({ $typeName: 'hearth.onnx.ValueInfo' as const, name, docString: '' })),
  }));
  const session = await InferenceSession.create(onnx, { graphOptimizationLevel: 'disabled', intraOpNumThreads: 1, logSeverityLevel: 4 });
  const result = await session.run(Object.fromEntries(inputs.flatMap((input, i) => (input ? [[`x${i}`, toRuntime(input)]] : []))));
  const tensors = made.map((name) => fromRuntime(result[name] as Tensor, name));
  await session.release();
  return tensors;
}

function judge({ op, inputs, attributes = {}, opset = 17 }: Case, claimed: readonly TensorBytes[]): OperatorFinding {
  const judgement = judgeOperator({ domain: '', opType: op, version: opset, attributes: new Map(Object.entries(attributes).map(([name, each]) => [name, attribute(each)])), inputs }, claimed);
  if (judgement.state === 'refused') throw new Error(`${op}: ${judgement.refused}, ${judgement.reason}`);
  return judgement.finding;
}

const x = f32([2, 3, 4, 5], 3);
const matrix = f32([6, 40], 2);
const image = f32([2, 4, 9, 11]);
const cases: readonly Case[] = [
  { op: 'Identity', inputs: [x] }, { op: 'Reshape', inputs: [x, longs([0, -1, 5])] }, { op: 'Flatten', inputs: [x], attributes: { axis: 2n } },
  { op: 'Squeeze', inputs: [f32([1, 3, 1, 2]), longs([0, 2])] }, { op: 'Unsqueeze', inputs: [x, longs([0, -1])] }, { op: 'Transpose', inputs: [x], attributes: { perm: [0n, 2n, 1n, 3n] } },
  { op: 'Gather', inputs: [x, longs([2, -1, 0], [3])], attributes: { axis: 1n } }, { op: 'GatherElements', inputs: [x, longs(Array.from({ length: 120 }, (_, i) => (i % 5) - 2), [2, 3, 4, 5])], attributes: { axis: 3n } },
  { op: 'Concat', inputs: [x, f32([2, 1, 4, 5]), x], attributes: { axis: 1n } }, { op: 'Slice', inputs: [x, longs([1, -1]), longs([9, -5]), longs([2, 3]), longs([2, -2])] },
  { op: 'Expand', inputs: [f32([3, 1]), longs([2, 1, 6])] }, { op: 'Tile', inputs: [f32([2, 3]), longs([2, 3])] }, { op: 'Split', inputs: [x, longs([1, 3])], attributes: { axis: 2n }, outputs: 2 },
  { op: 'Pad', inputs: [matrix, longs([1, 2, 0, 3]), floats([], [0.5])] }, { op: 'Pad', inputs: [matrix, longs([2, 3, 1, 4])], attributes: { mode: 'reflect' } }, { op: 'Pad', inputs: [matrix, longs([2, 3, 1, 4])], attributes: { mode: 'edge' } },
  { op: 'Mod', inputs: [wholes(6, [3, 4], -99, 99), wholes(6, [4], 2, 9)] }, { op: 'Mod', inputs: [x, floats([], [0.7])], attributes: { fmod: 1n } }, { op: 'Mod', inputs: [longs([7, -9, 4]), longs([2, 4, -3])] }, { op: 'Where', inputs: [flags([3, 4, 1]), x, floats([], [-1e9])] }, { op: 'Shape', inputs: [x] }, { op: 'Size', inputs: [x] },
  { op: 'Range', inputs: [longs([2], []), longs([11], []), longs([3], [])] }, { op: 'ConstantOfShape', inputs: [longs([2, 3])] }, { op: 'Trilu', inputs: [matrix], attributes: { upper: 0n } },
  ...['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min'].flatMap((op) => [{ op, inputs: [x, f32([4, 1], 2, 5)] }, { op, inputs: [wholes(6, [3, 4], -99, 99), wholes(6, [4], 1, 9)] }, { op, inputs: [longs([7, -9, 4]), longs([2, 4, -3])] }]),
  ...['Equal', 'Less', 'Greater', 'LessOrEqual', 'GreaterOrEqual'].map((op) => ({ op, inputs: [wholes(6, [3, 4], 0, 3), wholes(6, [4], 0, 3)] })), ...['And', 'Or', 'Xor'].map((op) => ({ op, inputs: [flags([3, 4]), flags([4])] })),
  { op: 'Not', inputs: [flags([9])] }, ...['Neg', 'Abs', 'Relu', 'Floor', 'Ceil', 'Round', 'Sign'].map((op) => ({ op, inputs: [x] })), { op: 'Sqrt', inputs: [f32([300], 4, 5)] },
  { op: 'Clip', inputs: [x, floats([], [-1]), floats([], [1.5])] }, { op: 'LeakyRelu', inputs: [x], attributes: { alpha: 0.1 } }, { op: 'Cast', inputs: [x], attributes: { to: 7n } }, { op: 'Cast', inputs: [longs([5, -3])], attributes: { to: 1n } },
  { op: 'Cast', inputs: [x], attributes: { to: 2n } }, { op: 'ArgMax', inputs: [x], attributes: { axis: 2n, keepdims: 0n } },
  { op: 'DequantizeLinear', inputs: [wholes(3, [4, 6], -128, 127), floats([6], [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]), null] }, { op: 'QuantizeLinear', inputs: [x, floats([], [0.037]), wholes(2, [], 100, 130)] },
  { op: 'MatMul', inputs: [f32([2, 3, 5, 70]), f32([70, 9])] }, { op: 'MatMul', inputs: [f32([2, 1, 5, 64]), f32([2, 3, 64, 7])] }, { op: 'MatMul', inputs: [f32([64]), f32([64, 7])] },
  { op: 'Gemm', inputs: [f32([40, 6]), f32([8, 40]), f32([8])], attributes: { transA: 1n, transB: 1n, alpha: 0.7, beta: 1.3 } },
  { op: 'Conv', inputs: [image, f32([6, 4, 3, 3]), f32([6])], attributes: { pads: [1n, 1n, 1n, 1n], strides: [2n, 1n] } }, { op: 'Conv', inputs: [image, f32([8, 1, 3, 3])], attributes: { group: 4n, dilations: [2n, 2n] } }, { op: 'Conv', inputs: [image, f32([2, 4, 3, 2])], attributes: { strides: [2n, 1n], auto_pad: 'SAME_UPPER' } },
  { op: 'Conv', inputs: [f32([1, 3, 30]), f32([5, 3, 4])] }, { op: 'MatMulInteger', inputs: [wholes(2, [3, 50], 0, 255), wholes(3, [50, 7], -64, 63), wholes(2, [], 3, 9), wholes(3, [], -3, 3)] },
  { op: 'ConvInteger', inputs: [wholes(2, [1, 3, 8, 8], 0, 255), wholes(2, [4, 3, 3, 3], 0, 255), wholes(2, [], 9, 20), wholes(2, [], 99, 128)], attributes: { pads: [1n, 1n, 1n, 1n] } },
  { op: 'QLinearMatMul', inputs: [wholes(2, [5, 40], 0, 255), floats([], [0.02]), wholes(2, [], 100, 130), wholes(3, [40, 6], -64, 63), floats([], [0.013]), wholes(3, [], 0, 0), floats([], [0.21]), wholes(2, [], 100, 130)] },
  { op: 'QLinearConv', inputs: [wholes(2, [1, 3, 8, 8], 0, 255), floats([], [0.02]), wholes(2, [], 100, 130), wholes(3, [4, 3, 3, 3], -64, 63), floats([4], [0.01, 0.02, 0.03, 0.04]), wholes(3, [4], 0, 0), floats([], [0.2]), wholes(2, [], 100, 130), wholes(6, [4], -500, 500)] },
  { op: 'Softmax', inputs: [f32([7, 200], 20)] }, { op: 'Softmax', inputs: [x], attributes: { axis: 1n } }, { op: 'Softmax', inputs: [x], attributes: { axis: 2n }, opset: 11 }, { op: 'LogSoftmax', inputs: [f32([7, 50], 9)] },
  ...['ReduceMean', 'ReduceMax', 'ReduceMin', 'ReduceL1', 'ReduceL2', 'ReduceSumSquare'].map((op) => ({ op, inputs: [x], attributes: { axes: [1n, -1n], keepdims: 0n } })), { op: 'ReduceSum', inputs: [x, longs([0, 2])] },
  ...['Exp', 'Erf', 'Tanh', 'Sigmoid', 'Sin', 'Cos', 'Softplus', 'Elu', 'HardSigmoid', 'HardSwish'].map((op) => ({ op, inputs: [f32([3000], 12)] })), ...['Tanh', 'Erf', 'Sigmoid', 'Sin'].map((op) => ({ op, inputs: [f32([3000], 0.02)] })),
  { op: 'Sigmoid', inputs: [f32([2000], 90)] }, { op: 'Exp', inputs: [f32([2000], 85)] }, ...['Log', 'Reciprocal'].map((op) => ({ op, inputs: [f32([3000], 9, 9.01)] })), { op: 'Pow', inputs: [x, floats([], [2])] },
  { op: 'Pow', inputs: [f32([500], 2, 3), floats([], [-0.7])] }, { op: 'Gelu', inputs: [f32([3000], 6)], opset: 20 }, { op: 'Gelu', inputs: [f32([3000], 6)], attributes: { approximate: 'tanh' }, opset: 20 },
  { op: 'LayerNormalization', inputs: [f32([5, 256], 3, 2), f32([256]), f32([256])] }, { op: 'BatchNormalization', inputs: [image, f32([4]), f32([4]), f32([4]), f32([4], 0.4, 1)] }, { op: 'InstanceNormalization', inputs: [image, f32([4]), f32([4])] },
  { op: 'MaxPool', inputs: [image], attributes: { kernel_shape: [3n, 3n], strides: [2n, 2n], pads: [1n, 1n, 1n, 1n] } }, { op: 'AveragePool', inputs: [image], attributes: { kernel_shape: [2n, 3n], pads: [0n, 1n, 0n, 1n] } }, { op: 'GlobalAveragePool', inputs: [image] },
];

/** Moves one element by more than any bound: integers by one, floats by their own size and a little. */
function spoil(tensor: TensorBytes, element: number): TensorBytes {
  const body = tensor.body.slice();
  const view = new DataView(body.buffer);
  if (tensor.dtype === 1) view.setFloat32(4 * element, view.getFloat32(4 * element, true) * 1.01 + 0.05, true);
  else if (tensor.dtype === 6) view.setInt32(4 * element, view.getInt32(4 * element, true) ^ 1, true);
  else if (tensor.dtype === 7) view.setBigInt64(8 * element, view.getBigInt64(8 * element, true) ^ 1n, true);
  else body[element]! ^= tensor.dtype === 9 ? 1 : 4;
  return { ...tensor, body };
}

describe('operator rules against the kernels of the runtime', () => {
  it.each(cases.map((each, i) => [`${each.op} #${i}`, each] as const))('%s', async (_name, each) => {
    const honest = await run(each);
    const finding = judge(each, honest);
    expect(finding, JSON.stringify(finding, (_key, item: unknown) => (typeof item === 'bigint' ? String(item) : item))).toMatchObject({ verdict: 'noFault', softFails: 0, faults: 0 });
    const count = honest[0]!.dims.reduce((a, b) => a * b, 1);
    const element = Math.floor(count * 0.7);
    expect(judge(each, [spoil(honest[0]!, element), ...honest.slice(1)])).toMatchObject({ verdict: 'slash', faults: 1, worst: { slot: 0, element } });
  });

  it('finds a wrong shape and a wrong type without an element', () => {
    const sum: Case = { op: 'Add', inputs: [x, x] };
    expect(judge(sum, [{ ...x, dims: [2, 3, 20] }])).toMatchObject({ verdict: 'slash', worst: null, reason: 'shape [2 3 20] instead of [2 3 4 5]' });
    expect(judge(sum, [{ ...x, dtype: 6 }])).toMatchObject({ verdict: 'slash', reason: 'element type 6 instead of 1' });
  });

  it('refuses what it cannot open, by name', () => {
    const ask = (opType: string, inputs: readonly TensorBytes[], domain = '') => judgeOperator({ domain, opType, version: 17, attributes: new Map(), inputs }, [x]);
    expect(ask('If', [])).toMatchObject({ state: 'refused', refused: 'opaqueOperator' });
    expect(ask('GroupQueryAttention', [], 'com.microsoft')).toMatchObject({ state: 'refused', refused: 'opaqueOperator' });
    expect(ask('NoSuchOperator', [])).toMatchObject({ state: 'refused', refused: 'unknownOperator' });
    expect(ask('Add', [{ dtype: 10, dims: [2], body: new Uint8Array(4) }, { dtype: 10, dims: [2], body: new Uint8Array(4) }])).toMatchObject({ state: 'refused', refused: 'unsupportedType' });
    expect(ask('Add', [x, f32([7])])).toMatchObject({ state: 'refused', refused: 'badInputs' });
  });

  it('tells a NaN and an infinity from a number, and one zero from the other where that matters', () => {
    const sum = (claimed: number) => judge({ op: 'Add', inputs: [floats([1], [-0]), floats([1], [-0])] }, [floats([1], [claimed])]).verdict;
    expect([sum(-0), sum(0), sum(NaN), sum(Infinity)]).toEqual(['noFault', 'slash', 'slash', 'slash']);
    expect(judge({ op: 'Mul', inputs: [floats([1], [1e30]), floats([1], [1e30])] }, [floats([1], [Infinity])]).verdict).toBe('noFault');
  });

  it('puts int8 weights beyond the sound bound of 4096 terms, bf16 weights only beyond the probabilistic one, fp16 weights within both', async () => {
    const k = 4096;
    const n = 64;
    const weights = random(k * n, Math.sqrt(3 / k));
    const most = weights.reduce((best, each) => Math.max(best, Math.abs(each)), 0);
    const cut = (bits: number) => (each: number): number => {
      const step = 2 ** (Math.floor(Math.log2(Math.abs(each) || 1)) - bits);
      return Math.round(each / step) * step;
    };
    const a = f32([4, k]);
    const registered: Case = { op: 'MatMul', inputs: [a, { dtype: 1, dims: [k, n], body: bytes(weights) }] };
    const verdictOf = async (round: (each: number) => number): Promise<string> => judge(registered, await run({ ...registered, inputs: [a, { dtype: 1, dims: [k, n], body: bytes(weights.map(round)) }] })).verdict;
    const found = [await verdictOf((each) => (Math.round((each / most) * 127) * most) / 127), await verdictOf(cut(7)), await verdictOf(cut(10)), await verdictOf((each) => each)];
    expect(found).toEqual(['slash', 'softFail', 'noFault', 'noFault']);
  });
});
