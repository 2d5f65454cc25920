import type { TensorBytes } from './tensor.ts';

/** Elements of a tensor as numbers; half floats as their raw 16 bits, which is all that moving them needs. */
export type Elements = Float32Array | Float64Array | Uint8Array | Int8Array | Uint16Array | Int16Array | Int32Array | Uint32Array | BigInt64Array | BigUint64Array;

/** ONNX element types that the rules read. */
export const elem = { float: 1, uint8: 2, int8: 3, uint16: 4, int16: 5, int32: 6, int64: 7, bool: 9, float16: 10, double: 11, uint32: 12, uint64: 13, bfloat16: 16 } as const;

const arrays: ReadonlyMap<number, new (buffer: ArrayBuffer) => Elements> = new Map<number, new (buffer: ArrayBuffer) => Elements>([
  [elem.float, Float32Array], [elem.uint8, Uint8Array], [elem.int8, Int8Array], [elem.uint16, Uint16Array], [elem.int16, Int16Array], [elem.int32, Int32Array],
  [elem.int64, BigInt64Array], [elem.bool, Uint8Array], [elem.float16, Uint16Array], [elem.double, Float64Array], [elem.uint32, Uint32Array], [elem.uint64, BigUint64Array],
  [elem.bfloat16, Uint16Array],
]);

/** Why a rule cannot judge a node; the code is part of the answer. */
export type Refusal = { readonly refused: 'opaqueOperator' | 'unknownOperator' | 'unsupportedType' | 'badInputs'; readonly reason: string };
export class RefusedOperator extends Error {
  readonly refusal: Refusal;
  constructor(refused: Refusal['refused'], reason: string) {
    super(reason);
    this.refusal = { refused, reason };
  }
}
export const refuseOperator = (code: Refusal['refused'], reason: string): never => {
  throw new RefusedOperator(code, reason);
};

export const elementCount = (dims: readonly number[]): number => dims.reduce((product, dim) => product * dim, 1);

/** An aligned copy; refuses types it does not know and bodies that do not fit their dims. */
export function readElements(tensor: TensorBytes): Elements {
  const make = arrays.get(tensor.dtype) ?? refuseOperator('unsupportedType', `element type ${tensor.dtype}`);
  const values = new make(new Uint8Array(tensor.body).buffer);
  if (values.length !== elementCount(tensor.dims)) refuseOperator('badInputs', `${values.length} elements where the dims need ${elementCount(tensor.dims)}`);
  return values;
}

export const isBig = (values: Elements): values is BigInt64Array | BigUint64Array => values instanceof BigInt64Array || values instanceof BigUint64Array;

/** Elements as float64. 64-bit integers beyond 2^53 are refused, half floats too. */
export function readNumbers(tensor: TensorBytes): Exclude<Elements, BigInt64Array | BigUint64Array> {
  if (tensor.dtype === elem.float16 || tensor.dtype === elem.bfloat16) refuseOperator('unsupportedType', 'half floats');
  const values = readElements(tensor);
  return isBig(values) ? Float64Array.from(values, toNumber) : values;
}

function toNumber(value: bigint): number {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : refuseOperator('badInputs', `the integer ${value}`);
}

/** A small list of integers: shapes, axes, indices. */
export const readIntegers = (tensor: TensorBytes): number[] => Array.from(readElements(tensor) as ArrayLike<number | bigint>, (value) => (typeof value === 'bigint' ? toNumber(value) : value));

export function stridesOf(dims: readonly number[]): number[] {
  const strides = new Array<number>(dims.length).fill(1);
  for (let axis = dims.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * dims[axis + 1]!;
  return strides;
}

/** Row-major position as an index per axis. */
export function indexOf(position: number, dims: readonly number[]): number[] {
  const index = new Array<number>(dims.length);
  let rest = position;
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    index[axis] = rest % dims[axis]!;
    rest = Math.floor(rest / dims[axis]!);
  }
  return index;
}

/** NumPy's rule, as ONNX has it. */
export function broadcastDims(...shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(0, ...shapes.map((dims) => dims.length));
  return Array.from({ length: rank }, (_, axis) => {
    const found = shapes.map((dims) => dims[axis - rank + dims.length] ?? 1);
    const wide = found.find((dim) => dim !== 1) ?? 1;
    if (found.some((dim) => dim !== 1 && dim !== wide)) refuseOperator('badInputs', `shapes [${shapes.map((dims) => dims.join(' ')).join('] [')}] do not broadcast`);
    return wide;
  });
}

/** Where element `position` of the broadcast result comes from in a tensor of `dims`. */
export function broadcastSource(dims: readonly number[], outDims: readonly number[]): (position: number) => number {
  if (elementCount(dims) === 1) return () => 0;
  if (dims.length === outDims.length && dims.every((dim, axis) => dim === outDims[axis])) return (position) => position;
  const strides = stridesOf(dims);
  const shift = outDims.length - dims.length;
  return (position) => {
    let rest = position;
    let source = 0;
    for (let axis = outDims.length - 1; axis >= 0; axis--) {
      const at = rest % outDims[axis]!;
      rest = Math.floor(rest / outDims[axis]!);
      if (axis >= shift && dims[axis - shift] !== 1) source += at * strides[axis - shift]!;
    }
    return source;
  };
}

export const normalAxis = (axis: number, rank: number): number => {
  const normal = axis < 0 ? axis + rank : axis;
  return Number.isInteger(normal) && normal >= 0 && normal < Math.max(rank, 1) ? normal : refuseOperator('badInputs', `axis ${axis} of rank ${rank}`);
};
