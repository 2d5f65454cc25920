import { fromBinary, toBinary } from '@bufbuild/protobuf';
import type { OpenedModel } from '../../electron/services/models/openModelFolder.ts';
import { ModelSchema, type Tensor } from '../../electron/services/models/onnx/onnx_pb.ts';
import { toBf16 } from '../bench/toploc.ts';
import type { Random } from './random.ts';

/** What a cheap provider does to a matrix: the values it would compute with, back in float32. */
export type Rounding = (values: Float32Array, rows: number, columns: number) => void;

const half = new Uint16Array(1);
const halfView = new DataView(half.buffer);
const toHalf = (value: number): number => {
  halfView.setFloat16(0, value);
  return halfView.getFloat16(0);
};
const word = new Uint32Array(1);
const single = new Float32Array(word.buffer);
const fromBf16 = (pattern: number): number => {
  word[0] = pattern << 16;
  return single[0]!;
};

/** Nearest value of E4M3 (largest 448). */
function toE4m3(value: number): number {
  const magnitude = Math.min(448, Math.abs(value));
  const exponent = Math.max(-6, Math.floor(Math.log2(magnitude || 2 ** -20)));
  const step = 2 ** (exponent - 3);
  return Math.sign(value) * Math.min(448, Math.round(magnitude / step) * step);
}

const each = (change: (value: number) => number): Rounding => (values) => {
  for (let i = 0; i < values.length; i++) values[i] = change(values[i]!);
};

/** Symmetric integers of `levels` on each side, one scale per `group` rows of a column (Infinity: per column). */
const integers = (levels: number, group: number): Rounding => (values, rows, columns) => {
  for (let column = 0; column < columns; column++) {
    for (let start = 0; start < rows; start += group) {
      const end = Math.min(rows, start + group);
      let most = 0;
      for (let row = start; row < end; row++) most = Math.max(most, Math.abs(values[row * columns + column]!));
      const scale = most / levels || 1;
      for (let row = start; row < end; row++) values[row * columns + column] = Math.round(values[row * columns + column]! / scale) * scale;
    }
  }
};

/** Ten bits of mantissa and the range of float32, to nearest even: what tensor cores make of operands in TF32. */
const toTf32 = (value: number): number => {
  single[0] = value;
  word[0] = (word[0]! + 0xfff + ((word[0]! >>> 13) & 1)) & 0xffffe000;
  return single[0];
};

export const fp16: Rounding = each(toHalf);
export const tf32: Rounding = each(toTf32);
export const bf16: Rounding = each((value) => fromBf16(toBf16(value)));
export const int8: Rounding = integers(127, 32);
export const int4: Rounding = integers(7, 32);
export const fp8: Rounding = (values) => {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  const scale = most / 448 || 1;
  for (let i = 0; i < values.length; i++) values[i] = toE4m3(values[i]! / scale) * scale;
};

/** Other weights of the same shape and spread: what is left of the true ones is a half. */
export const perturb = (random: Random): Rounding => (values) => {
  let square = 0;
  for (const value of values) square += value * value;
  const spread = Math.sqrt(square / values.length);
  for (let i = 0; i < values.length; i++) values[i] = 0.5 * values[i]! + 0.5 * spread * random.normal();
};

/** A little more training: what a later or earlier revision of the same model differs by, and less. */
export const drift = (random: Random): Rounding => (values) => {
  let square = 0;
  for (const value of values) square += value * value;
  const step = 0.01 * Math.sqrt(square / values.length);
  for (let i = 0; i < values.length; i++) values[i] = values[i]! + step * random.normal();
};

type Change = (tensor: Tensor, values: Float32Array) => void;

/** The same model with other float initializers; the graph stays. */
function editWeights(model: OpenedModel, change: Change): OpenedModel {
  const parsed = fromBinary(ModelSchema, model.sessionBytes);
  for (const tensor of parsed.graph!.initializer) {
    if (tensor.dataType !== 1 || tensor.rawData.length < 1024) continue;
    const bytes = tensor.rawData.slice();
    change(tensor, new Float32Array(bytes.buffer));
    tensor.rawData = bytes;
  }
  return { ...model, sessionBytes: toBinary(ModelSchema, parsed) };
}

export const roundWeights = (model: OpenedModel, rounding: Rounding): OpenedModel =>
  editWeights(model, (tensor, values) => {
    // Position tables are no weights.
    if (tensor.dims.length === 2 && tensor.name.endsWith('.weight')) rounding(values, Number(tensor.dims[0]), Number(tensor.dims[1]));
  });

/** A layer that adds nothing: what early exit and layer skipping compute. */
export const skipLayer = (model: OpenedModel, layer: number): OpenedModel =>
  editWeights(model, (tensor, values) => {
    if (tensor.name.startsWith(`model.layers.${layer}.`) && /(?:o_proj|down_proj)\.weight$/.test(tensor.name)) values.fill(0);
  });
