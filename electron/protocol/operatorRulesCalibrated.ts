import { inputOf, listAttribute, numberAttribute, textAttribute, type Expectation, type OperatorCall, type Reference, type Rule } from './operatorRulesCall.ts';
import { eachInWindow, unitRoundoff, windowsOf } from './operatorRulesDot.ts';
import { broadcastDims, broadcastSource, elem, elementCount, indexOf, normalAxis, readIntegers, readNumbers, refuseOperator, stridesOf } from './operatorRulesTensor.ts';
import { exp, ln } from './realMath.ts';
import type { TensorBytes } from './tensor.ts';

/**
 * Operators without one right float32 answer: kernels use their own polynomials and orders of summation. The soft bound was measured over honest kernels and
 * widened; a fault is `faultFactor` times that, which a committee decides by the same float64 value.
 *
 * @source docs/protocol/disputes.md section 4
 */
export const faultFactor = 64;
const tiny = 2 ** -126;

const within = (value: number, soft: number): Expectation => ({ value, soft: soft + tiny, hard: faultFactor * soft + tiny });

const float = (call: OperatorCall, index = 0): TensorBytes => {
  const tensor = inputOf(call, index);
  return tensor.dtype === elem.float ? tensor : refuseOperator('unsupportedType', `${call.opType} of element type ${tensor.dtype}`);
};

/** erf by its series of positive terms, accurate to a few units of float64. */
function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  const square = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= (2 * square) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * exp(-square) * sum;
}
const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x)));
const tanh = (x: number): number => (Math.abs(x) < 0.1 ? Math.tanh(x) : x > 0 ? 1 - 2 / (exp(2 * x) + 1) : 2 / (exp(-2 * x) + 1) - 1);
const softplus = (x: number): number => Math.max(x, 0) + ln(1 + exp(-Math.abs(x)));

/** How far an honest kernel may be: `ulps` of the value, and `floor` units of roundoff of 1 where the kernel computes around ½ or 1 and its result may be tiny. */
type Curve = { readonly compute: (x: number, call: OperatorCall) => number; readonly ulps: number; readonly floor: number; /** The kernel works around 1 even where x is near 0. */ readonly aroundOne?: boolean };
const alphaOf = (call: OperatorCall, fallback: number): number => Math.fround(numberAttribute(call, 'alpha', fallback));
const clamp = (x: number, least: number, most: number): number => Math.min(Math.max(x, least), most);
const curves: Readonly<Record<string, Curve>> = {
  Exp: { compute: exp, ulps: 8, floor: 0 },
  Log: { compute: (x) => Math.log(x), ulps: 8, floor: 0 },
  Erf: { compute: erf, ulps: 8, floor: 0 },
  Tanh: { compute: tanh, ulps: 8, floor: 0 },
  Sigmoid: { compute: sigmoid, ulps: 8, floor: 8 },
  Sin: { compute: Math.sin, ulps: 8, floor: 0 },
  Cos: { compute: Math.cos, ulps: 8, floor: 0 },
  Reciprocal: { compute: (x) => 1 / x, ulps: 8, floor: 0 },
  Softplus: { compute: softplus, ulps: 8, floor: 0 },
  Elu: { compute: (x, call) => (x >= 0 ? x : alphaOf(call, 1) * (exp(x) - 1)), ulps: 8, floor: 8, aroundOne: true },
  HardSigmoid: { compute: (x, call) => clamp(alphaOf(call, 0.2) * x + Math.fround(numberAttribute(call, 'beta', 0.5)), 0, 1), ulps: 8, floor: 8, aroundOne: true },
  HardSwish: { compute: (x) => x * clamp(x / 6 + 0.5, 0, 1), ulps: 8, floor: 8 },
};

function curve(call: OperatorCall, { compute, ulps, floor, aroundOne = false }: Curve): Reference[] {
  const data = float(call);
  const values = readNumbers(data);
  return [{
    rule: 'calibrated', dtype: elem.float, dims: data.dims, cost: 8,
    at(position) {
      const x = values[position]!;
      const value = compute(x, call);
      return within(value, 2 * unitRoundoff * (ulps * Math.abs(value) + floor * (aroundOne ? 1 : Math.min(1, Math.max(Math.abs(x), Math.abs(value))))));
    },
  }];
}

function gelu(call: OperatorCall): Reference[] {
  const data = float(call);
  const values = readNumbers(data);
  const isTanh = textAttribute(call, 'approximate', 'none') === 'tanh';
  const compute = (x: number): number => (isTanh ? 0.5 * x * (1 + tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))) : 0.5 * x * (1 + erf(x / Math.SQRT2)));
  return [{ rule: 'calibrated', dtype: elem.float, dims: data.dims, cost: 8, at: (position) => within(compute(values[position]!), 16 * unitRoundoff * Math.abs(values[position]!)) }];
}

function pow(call: OperatorCall): Reference[] {
  const [base, exponent] = [float(call), inputOf(call, 1)];
  const dims = broadcastDims(base.dims, exponent.dims);
  const [values, powers] = [readNumbers(base), readNumbers(exponent)];
  const [from, power] = [broadcastSource(base.dims, dims), broadcastSource(exponent.dims, dims)];
  return [{
    rule: 'calibrated', dtype: elem.float, dims, cost: 8,
    at(position) {
      const value = values[from(position)]! ** powers[power(position)]!;
      return within(value, 16 * unitRoundoff * Math.abs(value));
    },
  }];
}

/** Start and step of each group along one axis. */
function lanes(dims: readonly number[], axis: number): { readonly size: number; readonly inner: number; readonly start: (position: number) => number } {
  const size = dims[axis]!;
  const inner = elementCount(dims.slice(axis + 1));
  return { size, inner, start: (position) => Math.floor(position / (size * inner)) * size * inner + (position % inner) };
}

/** What a group of inputs has in common, worked out once per group and not once per element. */
function remember<T>(compute: (start: number) => T): (start: number) => T {
  let last: { readonly start: number; readonly value: T } | null = null;
  return (start) => (last?.start === start ? last : (last = { start, value: compute(start) })).value;
}

function softmax(call: OperatorCall): Reference[] {
  const data = float(call);
  const axis = normalAxis(numberAttribute(call, 'axis', call.version >= 13 ? -1 : 1), data.dims.length);
  // Before version 13 everything from the axis on is one group.
  const dims = call.version >= 13 ? data.dims : [elementCount(data.dims.slice(0, axis)), elementCount(data.dims.slice(axis))];
  const { size, inner, start } = lanes(dims, call.version >= 13 ? axis : 1);
  const values = readNumbers(data);
  const sums = remember((from) => {
    let most = -Infinity;
    for (let i = 0; i < size; i++) most = Math.max(most, values[from + i * inner]!);
    let sum = 0;
    for (let i = 0; i < size; i++) sum += exp(values[from + i * inner]! - most);
    return { most, sum };
  });
  const isLog = call.opType === 'LogSoftmax';
  return [{
    rule: 'calibrated', dtype: elem.float, dims: data.dims, cost: 8,
    at(position) {
      const { most, sum } = sums(start(position));
      const shifted = values[position]! - most;
      const value = isLog ? shifted - ln(sum) : exp(shifted) / sum;
      // x − max is rounded before exp, so its error counts by its size; the sum of `size` terms rounds size times.
      const relative = 2 * unitRoundoff * (size + 8 + Math.abs(shifted));
      return within(value, isLog ? relative + 4 * unitRoundoff * Math.abs(shifted) : relative * value);
    },
  }];
}

type Group = { readonly count: number; readonly sum: number; readonly absolute: number; readonly squares: number; readonly most: number; readonly least: number };

function reduce(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const values = readNumbers(data);
  const rank = data.dims.length;
  const given = call.inputs[1] ? readIntegers(call.inputs[1]) : listAttribute(call, 'axes');
  if ((!given || given.length === 0) && numberAttribute(call, 'noop_with_empty_axes', 0) === 1) return refuseOperator('unknownOperator', `${call.opType} of no axes`);
  const axes = new Set((given && given.length > 0 ? given : data.dims.map((_, axis) => axis)).map((axis) => normalAxis(axis, rank)));
  const keeps = numberAttribute(call, 'keepdims', 1) === 1;
  const dims = data.dims.flatMap((dim, axis) => (!axes.has(axis) ? [dim] : keeps ? [1] : []));
  const strides = stridesOf(data.dims);
  const kept = data.dims.flatMap((_, axis) => (axes.has(axis) ? [] : [axis]));
  const gone = [...axes].sort((a, b) => a - b);
  const [keptDims, goneDims] = [kept.map((axis) => data.dims[axis]!), gone.map((axis) => data.dims[axis]!)];
  const count = elementCount(goneDims);
  const offsets = Float64Array.from({ length: count }, (_, i) => indexOf(i, goneDims).reduce((at, index, each) => at + index * strides[gone[each]!]!, 0));
  const group = (position: number): Group => {
    const base = indexOf(position, keptDims).reduce((at, index, each) => at + index * strides[kept[each]!]!, 0);
    let [sum, absolute, squares, most, least] = [0, 0, 0, -Infinity, Infinity];
    for (const offset of offsets) {
      const x = values[base + offset]!;
      sum += x;
      absolute += Math.abs(x);
      squares += x * x;
      if (x > most) most = x;
      if (x < least) least = x;
    }
    return { count, sum, absolute, squares, most, least };
  };
  if (call.opType === 'ReduceMax' || call.opType === 'ReduceMin') {
    const isMax = call.opType === 'ReduceMax';
    const big = data.dtype === elem.int64;
    return [{ rule: 'exact', dtype: data.dtype, dims, cost: count, anyZero: true, at: (position) => {
      const { most, least } = group(position);
      const value = isMax ? most : least;
      return { value: big ? BigInt(value) : value, soft: 0, hard: 0 };
    } }];
  }
  if (data.dtype !== elem.float) return refuseOperator('unsupportedType', `${call.opType} of element type ${data.dtype}`);
  const rules: Readonly<Record<string, (g: Group) => readonly [value: number, scale: number]>> = {
    ReduceSum: (g) => [g.sum, g.absolute], ReduceMean: (g) => [g.sum / g.count, g.absolute / g.count], ReduceL1: (g) => [g.absolute, g.absolute],
    ReduceL2: (g) => [Math.sqrt(g.squares), Math.sqrt(g.squares)], ReduceSumSquare: (g) => [g.squares, g.squares],
  };
  const measure = rules[call.opType] ?? refuseOperator('unknownOperator', call.opType);
  return [{ rule: 'calibrated', dtype: elem.float, dims, cost: count, at: (position) => {
    const [value, scale] = measure(group(position));
    return within(value, (count + 8) * unitRoundoff * scale);
  } }];
}

/** (x − mean) / √(variance + ε) · scale + bias over groups that `start` and `next` walk. */
function normalise(call: OperatorCall, data: TensorBytes, size: number, scaleAt: (position: number) => number, biasAt: (position: number) => number, centred: boolean): Reference {
  const values = readNumbers(data);
  const epsilon = Math.fround(numberAttribute(call, 'epsilon', 1e-5));
  const stats = remember((from) => {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < size; i++) sum += values[from + i]!;
    const mean = centred ? sum / size : 0;
    for (let i = 0; i < size; i++) squares += (values[from + i]! - mean) ** 2;
    let meanSquare = 0;
    for (let i = 0; i < size; i++) meanSquare += values[from + i]! ** 2 / size;
    return { mean, deviation: Math.sqrt(squares / size + epsilon), rms: Math.sqrt(meanSquare) };
  });
  return {
    rule: 'calibrated', dtype: elem.float, dims: data.dims, cost: 8,
    at(position) {
      const { mean, deviation, rms } = stats(Math.floor(position / size) * size);
      const [scale, bias] = [scaleAt(position), biasAt(position)];
      const value = ((values[position]! - mean) / deviation) * scale + bias;
      // Variance as E[x²] − mean² loses what the mean takes up of the square.
      const lost = 1 + (rms / deviation) ** 2;
      return within(value, (Math.sqrt(size) + 8) * unitRoundoff * ((Math.abs((values[position]! - mean) / deviation) * lost + rms / deviation) * Math.abs(scale) + Math.abs(bias)));
    },
  };
}

function layerNorm(call: OperatorCall, centred: boolean): (Reference | null)[] {
  const data = float(call);
  const axis = normalAxis(numberAttribute(call, 'axis', -1), data.dims.length);
  const size = elementCount(data.dims.slice(axis));
  const scale = readNumbers(float(call, 1));
  const bias = call.inputs[2] ? readNumbers(call.inputs[2]) : null;
  if (scale.length !== size) return refuseOperator('unknownOperator', `${call.opType} with a broadcast scale`);
  return [normalise(call, data, size, (position) => scale[position % size]!, (position) => bias?.[position % size] ?? 0, centred), null, null];
}

function instanceNorm(call: OperatorCall): Reference[] {
  const data = float(call);
  const size = elementCount(data.dims.slice(2));
  const channels = data.dims[1]!;
  const [scale, bias] = [readNumbers(float(call, 1)), readNumbers(float(call, 2))];
  const channel = (position: number): number => Math.floor(position / size) % channels;
  return [normalise(call, data, size, (position) => scale[channel(position)]!, (position) => bias[channel(position)]!, true)];
}

function batchNorm(call: OperatorCall): (Reference | null)[] {
  if (numberAttribute(call, 'training_mode', 0) !== 0) return refuseOperator('opaqueOperator', 'BatchNormalization in training mode');
  const data = float(call);
  const values = readNumbers(data);
  const [scale, bias, mean, variance] = [1, 2, 3, 4].map((index) => readNumbers(float(call, index)));
  const epsilon = Math.fround(numberAttribute(call, 'epsilon', 1e-5));
  const inner = elementCount(data.dims.slice(2));
  return [{
    rule: 'calibrated', dtype: elem.float, dims: data.dims, cost: 1,
    at(position) {
      const channel = Math.floor(position / inner) % data.dims[1]!;
      const factor = scale![channel]! / Math.sqrt(variance![channel]! + epsilon);
      const value = (values[position]! - mean![channel]!) * factor + bias![channel]!;
      return within(value, 8 * unitRoundoff * ((Math.abs(values[position]!) + Math.abs(mean![channel]!)) * Math.abs(factor) + Math.abs(bias![channel]!)));
    },
  }, null, null];
}

function pool(call: OperatorCall): (Reference | null)[] {
  const data = float(call);
  const values = readNumbers(data);
  const spatial = data.dims.slice(2);
  const isGlobal = call.opType.startsWith('Global');
  const isMax = call.opType.endsWith('MaxPool');
  const kernel = isGlobal ? spatial : (listAttribute(call, 'kernel_shape') ?? refuseOperator('badInputs', 'no kernel_shape'));
  const windows = windowsOf(call, spatial, kernel);
  const countsPadding = numberAttribute(call, 'count_include_pad', 0) === 1;
  if (countsPadding && numberAttribute(call, 'ceil_mode', 0) === 1) return refuseOperator('unknownOperator', 'AveragePool that counts padding and rounds up');
  const plane = elementCount(spatial);
  const dims = [...data.dims.slice(0, 2), ...windows.outDims];
  const window = elementCount(kernel);
  return [{
    rule: isMax ? 'exact' : 'calibrated', dtype: elem.float, dims, cost: window, anyZero: true,
    at(position) {
      const [batch, channel, ...at] = indexOf(position, dims);
      const from = (batch! * dims[1]! + channel!) * plane;
      let [sum, absolute, most, count] = [0, 0, -Infinity, 0];
      eachInWindow(windows, spatial, at, (place) => {
        const x = values[from + place]!;
        sum += x;
        absolute += Math.abs(x);
        if (x > most) most = x;
        count++;
      });
      if (isMax) return { value: most, soft: 0, hard: 0 };
      const divisor = countsPadding ? window : count;
      return within(sum / divisor, ((count + 8) * unitRoundoff * absolute) / divisor);
    },
  }, null];
}

function simplifiedNorm(call: OperatorCall): (Reference | null)[] {
  return layerNorm({ ...call, inputs: [call.inputs[0] ?? null, call.inputs[1] ?? null] }, false);
}

const reductions = ['ReduceSum', 'ReduceMean', 'ReduceMax', 'ReduceMin', 'ReduceL1', 'ReduceL2', 'ReduceSumSquare'];
const pools = ['MaxPool', 'AveragePool', 'GlobalMaxPool', 'GlobalAveragePool'];

export const calibratedRules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...Object.entries(curves).map(([name, each]) => [name, (call: OperatorCall) => curve(call, each)] as const),
  ...reductions.map((name) => [name, reduce] as const), ...pools.map((name) => [name, pool] as const),
  ['Gelu', gelu], ['Pow', pow], ['Softmax', softmax], ['LogSoftmax', softmax], ['LayerNormalization', (call) => layerNorm(call, true)], ['SimplifiedLayerNormalization', simplifiedNorm],
  ['RMSNormalization', simplifiedNorm], ['InstanceNormalization', instanceNorm], ['BatchNormalization', batchNorm],
]);
