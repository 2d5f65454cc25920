import type { Graph, Node, Tensor, Type_OfTensor } from './onnx/onnx_pb.ts';
import { intAttribute } from './rewriteKit.ts';

/** Null for a dimension that the model leaves open. */
export type Dims = readonly (number | null)[];
type Known = ReadonlyMap<string, Dims>;
type Inference = (node: Node, known: Known, constants: ReadonlyMap<string, readonly number[]>) => Dims | null;

const first: Inference = (node, known) => known.get(node.input[0] ?? '') ?? null;
const axisOf = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** Dimensions where both agree or one is 1; what is open stays open. */
const broadcast: Inference = (node, known) => {
  const sides = node.input.map((name) => known.get(name));
  if (sides.some((dims) => dims === undefined)) return null;
  const rank = Math.max(...sides.map((dims) => dims!.length));
  return Array.from({ length: rank }, (_, axis) => {
    const met = sides.map((dims) => dims!.at(axis - rank + dims!.length)).filter((_dim, i) => axis - rank + sides[i]!.length >= 0);
    return met.find((dim) => dim !== 1 && dim !== null) ?? (met.includes(null) ? null : 1);
  });
};

const transpose: Inference = (node, known) => {
  const dims = known.get(node.input[0] ?? '');
  const perm = node.attribute.find(({ name }) => name === 'perm')?.ints.map(Number);
  if (!dims) return null;
  return perm ? perm.map((axis) => dims[axis] ?? null) : dims.toReversed();
};

const listed = (node: Node, at: number, attribute: string, constants: ReadonlyMap<string, readonly number[]>): readonly number[] | null =>
  node.attribute.find(({ name }) => name === attribute)?.ints.map(Number) ?? constants.get(node.input[at] ?? '') ?? null;

const reshape: Inference = (node, known, constants) => {
  const shape = listed(node, 1, 'shape', constants);
  if (!shape) return null;
  const dims = known.get(node.input[0] ?? '');
  const copies = intAttribute(node, 'allowzero', 0) === 0;
  const copied = shape.map((dim, axis) => (dim === 0 && copies ? (dims?.[axis] ?? null) : dim < 0 ? null : dim));
  const [all, rest] = [product(dims ?? [null]), product(copied.filter((_dim, axis) => shape[axis] !== -1))];
  // A shape that the runtime refuses, with two open sizes or one that is no whole number, is followed no further.
  const open = all !== null && rest && shape.filter((dim) => dim === -1).length === 1 && Number.isSafeInteger(all / rest) ? all / rest : null;
  return copied.map((dim, axis) => (shape[axis] === -1 ? open : dim));
};
const product = (dims: Dims): number | null => dims.reduce<number | null>((all, dim) => (all === null || dim === null ? null : all * dim), 1);

const squeeze: Inference = (node, known, constants) => {
  const [dims, axes] = [known.get(node.input[0] ?? ''), listed(node, 1, 'axes', constants)];
  if (!dims || !axes) return null;
  const gone = new Set(axes.map((axis) => axisOf(axis, dims.length)));
  return dims.filter((_dim, axis) => !gone.has(axis));
};

const unsqueeze: Inference = (node, known, constants) => {
  const [dims, axes] = [known.get(node.input[0] ?? ''), listed(node, 1, 'axes', constants)];
  if (!dims || !axes || axes.length > 8) return null;
  const made = new Set(axes.map((axis) => axisOf(axis, dims.length + axes.length)));
  let from = 0;
  return Array.from({ length: dims.length + axes.length }, (_, axis) => (made.has(axis) ? 1 : (dims[from++] ?? null)));
};

const gather: Inference = (node, known) => {
  const [dims, indices] = [known.get(node.input[0] ?? ''), known.get(node.input[1] ?? '')];
  if (!dims || !indices) return null;
  const axis = axisOf(intAttribute(node, 'axis', 0), dims.length);
  return [...dims.slice(0, axis), ...indices, ...dims.slice(axis + 1)];
};

const matMul: Inference = (node, known) => {
  const [a, b] = [known.get(node.input[0] ?? ''), known.get(node.input[1] ?? '')];
  return a && b?.length === 2 && a.length >= 2 ? [...a.slice(0, -1), b[1]!] : null;
};

/** [steps, directions, batch, hidden], the first output; the others have no steps. */
const recurrent: Inference = (node, known) => {
  const [x, r] = [known.get(node.input[0] ?? ''), known.get(node.input[2] ?? '')];
  return x?.length === 3 && r?.length === 3 ? [x[0]!, r[0]!, x[1]!, r[2]!] : null;
};

const rules: ReadonlyMap<string, Inference> = new Map([
  ...['Identity', 'Cast', 'Relu', 'LeakyRelu', 'Elu', 'Sigmoid', 'Tanh', 'Exp', 'Log', 'Sqrt', 'Erf', 'Gelu', 'Neg', 'Abs', 'Clip', 'Dropout', 'Softmax', 'LayerNormalization', 'BatchNormalization', 'InstanceNormalization'].map((name) => [name, first] as const),
  ...['Add', 'Sub', 'Mul', 'Div', 'Pow', 'Where'].map((name) => [name, broadcast] as const),
  ...['LSTM', 'GRU', 'RNN'].map((name) => [name, recurrent] as const),
  ['Transpose', transpose], ['Reshape', reshape], ['Squeeze', squeeze], ['Unsqueeze', unsqueeze], ['Gather', gather], ['MatMul', matMul],
]);

/**
 * Dimensions of values as far as simple operators carry them from the declared ones: enough to know how long a sequence is that a recurrent node reads. The first
 * output of a node only. A value that is missing is unknown, never guessed.
 */
export function inferDims(graph: Graph): ReadonlyMap<string, Dims> {
  const known = new Map<string, Dims>();
  for (const { name, type } of [...graph.valueInfo, ...graph.output, ...graph.input]) if (type?.tensorType?.shape) known.set(name, declared(type.tensorType));
  for (const tensor of graph.initializer) known.set(tensor.name, tensor.dims.map(Number));
  const constants = new Map(graph.initializer.flatMap((tensor) => integersOf(tensor.name, tensor)));
  for (const node of graph.node) {
    const value = node.opType === 'Constant' ? node.attribute.find(({ name }) => name === 'value')?.t : undefined;
    const output = node.output[0] ?? '';
    if (value) {
      known.set(output, value.dims.map(Number));
      for (const [name, list] of integersOf(output, value)) constants.set(name, list);
      continue;
    }
    const dims = node.domain === '' || node.domain === 'ai.onnx' ? rules.get(node.opType)?.(node, known, constants) : null;
    // What the model declares is as good, unless it leaves open what follows from the rest.
    if (dims && dims.length <= 8 && (known.get(output) ?? [null]).includes(null)) known.set(output, dims);
  }
  return known;
}

const declared = ({ shape }: Type_OfTensor): Dims => shape!.dim.map((dim) => (dim.value.case === 'dimValue' ? Number(dim.value.value) : null));

/** Short lists of int64, as shapes and axes are given. */
export function integersOf(name: string, { dataType, dims, rawData, int64Data }: Tensor): [string, readonly number[]][] {
  if (dataType !== 7 || dims.length > 1 || Number(dims[0] ?? 1n) > 8) return [];
  if (rawData.length === 0) return int64Data.length > 0 ? [[name, int64Data.map(Number)]] : [];
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  return [[name, Array.from({ length: Math.floor(rawData.length / 8) }, (_, i) => Number(view.getBigInt64(8 * i, true)))]];
}
