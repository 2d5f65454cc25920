import { exactly, inputOf, listAttribute, numberAttribute, type Expectation, type OperatorCall, type Reference, type Rule, type RuleName } from './operatorRulesCall.ts';
import { broadcastDims, broadcastSource, elem, elementCount, isBig, readElements, readNumbers, refuseOperator } from './operatorRulesTensor.ts';
import type { TensorBytes } from './tensor.ts';

/** Elementwise operators with one right answer: integers wrap, floats are the real result rounded once. */

/** Rounds or wraps a float64 result to an element type. */
function fit(dtype: number): (value: number) => number {
  switch (dtype) {
    case elem.float: return Math.fround;
    case elem.double: return (value) => value;
    case elem.uint8: return (value) => value & 0xff;
    case elem.int8: return (value) => (value << 24) >> 24;
    case elem.uint16: return (value) => value & 0xffff;
    case elem.int16: return (value) => (value << 16) >> 16;
    case elem.int32: return (value) => value | 0;
    case elem.uint32: return (value) => value >>> 0;
    case elem.bool: return (value) => (value === 0 ? 0 : 1);
    default: return refuseOperator('unsupportedType', `arithmetic on element type ${dtype}`);
  }
}

const isFloat = (dtype: number): boolean => dtype === elem.float || dtype === elem.double;
const ruleOf = (dtype: number): RuleName => (isFloat(dtype) ? 'rounded' : 'exact');

type Pair = { readonly number: (a: number, b: number, dtype: number) => number; readonly big: (a: bigint, b: bigint) => bigint };
/** Products of 32-bit integers do not fit float64. */
const product = (a: number, b: number, dtype: number): number => (dtype === elem.int32 || dtype === elem.uint32 ? Math.imul(a, b) : a * b);
const quotient = (a: number, b: number, dtype: number): number => (isFloat(dtype) ? a / b : b === 0 ? refuseOperator('badInputs', 'integer division by zero') : Math.trunc(a / b));
const largest = (a: number, b: number): number => (Number.isNaN(a) || Number.isNaN(b) ? NaN : Math.max(a, b));
const smallest = (a: number, b: number): number => (Number.isNaN(a) || Number.isNaN(b) ? NaN : Math.min(a, b));
/** The sign of the divisor, as integers have it; floats need `fmod`, which has the sign of the dividend. */
const remainder = (a: number, b: number): number => (b === 0 ? refuseOperator('badInputs', 'a remainder by zero') : ((a % b) + b) % b);
const pairs: Readonly<Record<string, Pair>> = {
  Add: { number: (a, b) => a + b, big: (a, b) => a + b },
  Sub: { number: (a, b) => a - b, big: (a, b) => a - b },
  Mul: { number: product, big: (a, b) => a * b },
  Div: { number: quotient, big: (a, b) => (b === 0n ? refuseOperator('badInputs', 'integer division by zero') : a / b) },
  Mod: { number: (a, b) => remainder(a, b), big: (a, b) => (b === 0n ? refuseOperator('badInputs', 'a remainder by zero') : ((a % b) + b) % b) },
  Max: { number: largest, big: (a, b) => (a > b ? a : b) },
  Min: { number: smallest, big: (a, b) => (a < b ? a : b) },
};

/** Add, Sub, Mul, Div with two inputs; Max and Min with any number. */
function combine(call: OperatorCall, pair: Pair): Reference[] {
  const tensors = call.inputs.map((_, i) => inputOf(call, i));
  const dtype = inputOf(call, 0).dtype;
  if (dtype === elem.float16 || dtype === elem.bfloat16) refuseOperator('unsupportedType', 'half floats');
  if (tensors.some((tensor) => tensor.dtype !== dtype)) refuseOperator('badInputs', `${call.opType} of two types`);
  if (isFloat(dtype) && tensors.length > 2 && (call.opType === 'Add' || call.opType === 'Mul')) refuseOperator('badInputs', `${call.opType} of ${tensors.length} inputs`);
  const dims = broadcastDims(...tensors.map((tensor) => tensor.dims));
  const sides = tensors.map((tensor) => ({ values: readElements(tensor), source: broadcastSource(tensor.dims, dims) }));
  const anyZero = call.opType === 'Max' || call.opType === 'Min';
  if (sides.every(({ values }) => isBig(values))) {
    const wrap = dtype === elem.int64 ? (value: bigint) => BigInt.asIntN(64, value) : (value: bigint) => BigInt.asUintN(64, value);
    return [{ rule: 'exact', dtype, dims, cost: 1, at: (position) => exactly(sides.map(({ values, source }) => values[source(position)] as bigint).reduce((a, b) => wrap(pair.big(a, b)))) }];
  }
  const round = fit(dtype);
  return [{ rule: ruleOf(dtype), dtype, dims, cost: 1, anyZero, at: (position) => exactly(sides.map(({ values, source }) => values[source(position)] as number).reduce((a, b) => round(pair.number(a, b, dtype)))) }];
}

const comparisons: Readonly<Record<string, (a: number | bigint, b: number | bigint) => boolean>> = {
  Equal: (a, b) => a === b, Less: (a, b) => a < b, Greater: (a, b) => a > b, LessOrEqual: (a, b) => a <= b, GreaterOrEqual: (a, b) => a >= b,
  And: (a, b) => Boolean(a) && Boolean(b), Or: (a, b) => Boolean(a) || Boolean(b), Xor: (a, b) => Boolean(a) !== Boolean(b),
};

function compare(call: OperatorCall, decide: (a: number | bigint, b: number | bigint) => boolean): Reference[] {
  const [a, b] = [inputOf(call, 0), inputOf(call, 1)];
  if ([a, b].some(({ dtype }) => dtype === elem.float16 || dtype === elem.bfloat16)) refuseOperator('unsupportedType', 'half floats');
  const dims = broadcastDims(a.dims, b.dims);
  const [left, right] = [a, b].map((tensor) => ({ values: readElements(tensor), source: broadcastSource(tensor.dims, dims) }));
  return [{ rule: 'exact', dtype: elem.bool, dims, cost: 1, at: (position) => exactly(decide(left!.values[left!.source(position)]!, right!.values[right!.source(position)]!) ? 1 : 0) }];
}

/** Half to even, as ONNX Round and the quantising operators have it. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

const singles: Readonly<Record<string, (value: number) => number>> = {
  Neg: (x) => -x, Abs: Math.abs, Relu: (x) => (x > 0 || Number.isNaN(x) ? x : 0), Sqrt: Math.sqrt, Floor: Math.floor, Ceil: Math.ceil, Round: roundHalfEven,
  Sign: (x) => (Number.isNaN(x) ? 0 : Math.sign(x)),
};

function single(call: OperatorCall, compute: (value: number) => number): Reference[] {
  const data = inputOf(call, 0);
  const values = readNumbers(data);
  const isLong = data.dtype === elem.int64 || data.dtype === elem.uint64;
  const round = isLong ? (value: number) => value : fit(data.dtype);
  return [{
    rule: ruleOf(data.dtype), dtype: data.dtype, dims: data.dims, cost: 1, anyZero: call.opType !== 'Neg',
    at: (position) => exactly(isLong ? BigInt(compute(values[position]!)) : round(compute(values[position]!))),
  }];
}

function not(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const values = readElements(data);
  return [{ rule: 'exact', dtype: elem.bool, dims: data.dims, cost: 1, at: (position) => exactly(values[position] ? 0 : 1) }];
}

function clip(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const values = readElements(data);
  if (isBig(values)) return refuseOperator('unsupportedType', 'Clip of 64-bit integers');
  const bound = (input: number, name: string, fallback: number): number => (call.inputs[input] ? (readNumbers(call.inputs[input])[0] ?? fallback) : numberAttribute(call, name, fallback));
  const [least, most] = [bound(1, 'min', -Infinity), bound(2, 'max', Infinity)];
  return [{ rule: 'exact', dtype: data.dtype, dims: data.dims, cost: 1, anyZero: true, at: (position) => exactly(Math.min(Math.max(values[position]!, least), most)) }];
}

function leakyRelu(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const alpha = Math.fround(numberAttribute(call, 'alpha', 0.01));
  const values = readNumbers(data);
  const round = fit(data.dtype);
  return [{ rule: 'rounded', dtype: data.dtype, dims: data.dims, cost: 1, anyZero: true, at: (position) => exactly(values[position]! >= 0 ? values[position]! : round(alpha * values[position]!)) }];
}

function cast(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const to = numberAttribute(call, 'to', 0);
  const values = readElements(data);
  if ([data.dtype, to].some((type) => type === elem.float16 || type === elem.bfloat16)) return refuseOperator('unsupportedType', 'a cast of half floats');
  const toLong = to === elem.int64 || to === elem.uint64;
  const wrap = (value: bigint): bigint => (to === elem.int64 ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value));
  const round = toLong ? null : fit(to);
  const convert = (value: number | bigint): number | bigint => {
    if (to === elem.bool) return value ? 1 : 0;
    if (typeof value === 'bigint') return toLong ? wrap(value) : isFloat(to) ? round!(Number(value)) : round!(Number(BigInt.asIntN(32, value)));
    if (isFloat(to)) return round!(value);
    // What a float beyond the integer's range becomes, the standard leaves open.
    if (isFloat(data.dtype) && !(Math.abs(value) < 2 ** 31)) return refuseOperator('badInputs', `a cast of ${value} to an integer`);
    return toLong ? wrap(BigInt(Math.trunc(value))) : round!(Math.trunc(value));
  };
  return [{ rule: isFloat(to) ? 'rounded' : 'exact', dtype: to, dims: data.dims, cost: 1, anyZero: true, at: (position) => exactly(convert(values[position]!)) }];
}

/** A scale or zero point per tensor, or per slice along `axis`. */
function perAxis(call: OperatorCall, tensor: TensorBytes | null | undefined, dims: readonly number[]): (position: number) => number {
  if (!tensor) return () => 0;
  const values = readNumbers(tensor);
  if (values.length === 1) return () => values[0]!;
  const given = numberAttribute(call, 'axis', 1);
  const axis = given < 0 ? given + dims.length : given;
  if (tensor.dims.length !== 1 || dims[axis] !== values.length) return refuseOperator('unknownOperator', `${call.opType} in blocks`);
  const inner = elementCount(dims.slice(axis + 1));
  return (position) => values[Math.floor(position / inner) % values.length]!;
}

function dequantize(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const values = readNumbers(data);
  const [scale, zero] = [perAxis(call, inputOf(call, 1), data.dims), perAxis(call, call.inputs[2], data.dims)];
  return [{ rule: 'rounded', dtype: elem.float, dims: data.dims, cost: 1, anyZero: true, at: (position) => exactly(Math.fround(Math.fround(values[position]! - zero(position)) * scale(position))) }];
}

export const saturate = (dtype: number, value: number): number => (dtype === elem.int8 ? Math.min(Math.max(value, -128), 127) : Math.min(Math.max(value, 0), 255));

function quantize(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const values = readNumbers(data);
  const dtype = call.inputs[2]?.dtype ?? elem.uint8;
  if (dtype !== elem.uint8 && dtype !== elem.int8) return refuseOperator('unsupportedType', `QuantizeLinear to element type ${dtype}`);
  const [scale, zero] = [perAxis(call, inputOf(call, 1), data.dims), perAxis(call, call.inputs[2], data.dims)];
  return [{ rule: 'exact', dtype, dims: data.dims, cost: 1, at: (position): Expectation => exactly(saturate(dtype, roundHalfEven(Math.fround(values[position]! / scale(position))) + zero(position))) }];
}

function argMax(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const values = readNumbers(data);
  const given = numberAttribute(call, 'axis', 0);
  const axis = given < 0 ? given + data.dims.length : given;
  const keeps = numberAttribute(call, 'keepdims', 1) === 1;
  if (listAttribute(call, 'axes') || numberAttribute(call, 'select_last_index', 0) === 1) return refuseOperator('unknownOperator', 'ArgMax of the last index');
  const size = data.dims[axis]!;
  const inner = elementCount(data.dims.slice(axis + 1));
  const dims = data.dims.flatMap((dim, each) => (each !== axis ? [dim] : keeps ? [1] : []));
  const sign = call.opType === 'ArgMin' ? -1 : 1;
  return [{
    rule: 'exact', dtype: elem.int64, dims, cost: size,
    at(position) {
      const start = Math.floor(position / inner) * size * inner + (position % inner);
      let best = 0;
      for (let i = 1; i < size; i++) if (sign * values[start + i * inner]! > sign * values[start + best * inner]!) best = i;
      return exactly(BigInt(best));
    },
  }];
}

function mod(call: OperatorCall): Reference[] {
  if (numberAttribute(call, 'fmod', 0) === 0) return isFloat(inputOf(call, 0).dtype) ? refuseOperator('badInputs', 'Mod of floats without fmod') : combine(call, pairs['Mod']!);
  return combine(call, { number: (a, b) => a % b, big: (a, b) => (b === 0n ? refuseOperator('badInputs', 'a remainder by zero') : a % b) });
}

export const arithmeticRules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...Object.entries(pairs).map(([name, pair]) => [name, (call: OperatorCall) => combine(call, pair)] as const),
  ...Object.entries(comparisons).map(([name, decide]) => [name, (call: OperatorCall) => compare(call, decide)] as const),
  ...Object.entries(singles).map(([name, compute]) => [name, (call: OperatorCall) => single(call, compute)] as const),
  ['Mod', mod], ['Not', not], ['Clip', clip], ['LeakyRelu', leakyRelu], ['Cast', cast], ['DequantizeLinear', dequantize], ['QuantizeLinear', quantize], ['ArgMax', argMax], ['ArgMin', argMax],
]);
