import { roundHalfEven, saturate } from './operatorRulesArithmetic.ts';
import { exactly, inputOf, listAttribute, numberAttribute, textAttribute, type Expectation, type OperatorCall, type Reference, type Rule } from './operatorRulesCall.ts';
import { broadcastDims, broadcastSource, elem, elementCount, indexOf, readNumbers, refuseOperator, stridesOf } from './operatorRulesTensor.ts';
import type { TensorBytes } from './tensor.ts';

/** Half the distance from 1 to the next float32. */
export const unitRoundoff = 2 ** -24;
/** Below it a float32 is denormal: a kernel may flush it to zero, as an operand or as a result. */
const smallestNormal = 2 ** -126;
const isDenormal = (x: number): boolean => x !== 0 && Math.abs(x) < smallestNormal;

/**
 * A float32 sum of `count` terms, each rounded at most once more: sound in any order of summation, with or without fused multiply-add, and the
 * probabilistic bound that rounding errors of random sign keep. No narrower than the contract's (court.md section 1).
 *
 * @param loose  sum of the products with a denormal operand, which a kernel may take as zero
 * @source docs/protocol/disputes.md section 4 (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1)
 */
export function dotBounds(count: number, magnitude: number, loose = 0): { readonly soft: number; readonly hard: number } {
  const lost = loose + count * 2 ** -124;
  const hard = ((count * unitRoundoff) / (1 - count * unitRoundoff)) * magnitude + lost;
  return { soft: Math.min(hard, 8 * Math.sqrt(count) * unitRoundoff * magnitude + lost), hard };
}

type Matrices = {
  readonly dims: readonly number[];
  readonly k: number;
  /** Start of the row and of the column of an output element, with the steps along them. */
  place(position: number): { readonly a: number; readonly b: number };
  readonly stepA: number;
  readonly stepB: number;
};

/** MatMul of any rank: NumPy's rules, a vector is a row on the left and a column on the right. */
function matrices(aDims: readonly number[], bDims: readonly number[]): Matrices {
  if (aDims.length === 0 || bDims.length === 0) return refuseOperator('badInputs', 'a product with a scalar');
  const a = aDims.length === 1 ? [1, ...aDims] : aDims;
  const b = bDims.length === 1 ? [...bDims, 1] : bDims;
  const [rows, k, columns] = [a.at(-2)!, a.at(-1)!, b.at(-1)!];
  if (b.at(-2) !== k) return refuseOperator('badInputs', `a product of [${aDims.join(' ')}] and [${bDims.join(' ')}]`);
  const batch = broadcastDims(a.slice(0, -2), b.slice(0, -2));
  const [sourceA, sourceB] = [broadcastSource(a.slice(0, -2), batch), broadcastSource(b.slice(0, -2), batch)];
  return {
    dims: [...batch, ...(aDims.length === 1 ? [] : [rows]), ...(bDims.length === 1 ? [] : [columns])], k, stepA: 1, stepB: columns,
    place(position) {
      const [column, rest] = [position % columns, Math.floor(position / columns)];
      const [row, at] = [rest % rows, Math.floor(rest / rows)];
      return { a: (sourceA(at) * rows + row) * k, b: sourceB(at) * k * columns + column };
    },
  };
}

function matMul(call: OperatorCall): Reference[] {
  const [a, b] = [inputOf(call, 0), inputOf(call, 1)];
  if (a.dtype !== elem.float || b.dtype !== elem.float) return refuseOperator('unsupportedType', `MatMul of element types ${a.dtype} and ${b.dtype}`);
  const shape = matrices(a.dims, b.dims);
  const [left, right] = [readNumbers(a), readNumbers(b)];
  return [{
    rule: 'dot', dtype: elem.float, dims: shape.dims, cost: shape.k,
    at(position) {
      const at = shape.place(position);
      let [value, magnitude, loose] = [0, 0, 0];
      for (let i = 0; i < shape.k; i++) {
        const x = left[at.a + i]!;
        const y = right[at.b + i * shape.stepB]!;
        value += x * y;
        magnitude += Math.abs(x * y);
        if (isDenormal(x) || isDenormal(y)) loose += Math.abs(x * y);
      }
      return { value, ...dotBounds(shape.k, magnitude, loose) };
    },
  }];
}

function gemm(call: OperatorCall): Reference[] {
  const [a, b, c] = [inputOf(call, 0), inputOf(call, 1), call.inputs[2] ?? null];
  if (a.dtype !== elem.float) return refuseOperator('unsupportedType', `Gemm of element type ${a.dtype}`);
  const [transA, transB] = [numberAttribute(call, 'transA', 0) !== 0, numberAttribute(call, 'transB', 0) !== 0];
  const [alpha, beta] = [Math.fround(numberAttribute(call, 'alpha', 1)), Math.fround(numberAttribute(call, 'beta', 1))];
  const [rows, k] = transA ? [a.dims[1]!, a.dims[0]!] : [a.dims[0]!, a.dims[1]!];
  const columns = transB ? b.dims[0]! : b.dims[1]!;
  const [left, right] = [readNumbers(a), readNumbers(b)];
  const dims = [rows, columns];
  const bias = c ? { values: readNumbers(c), source: broadcastSource(c.dims, dims) } : null;
  return [{
    rule: 'dot', dtype: elem.float, dims, cost: k,
    at(position) {
      const [row, column] = [Math.floor(position / columns), position % columns];
      let sum = 0;
      let magnitude = 0;
      for (let i = 0; i < k; i++) {
        const term = left[transA ? i * rows + row : row * k + i]! * right[transB ? column * k + i : i * columns + column]!;
        sum += term;
        magnitude += Math.abs(term);
      }
      const added = bias ? beta * bias.values[bias.source(position)]! : 0;
      // alpha, beta and the addition of C round once each.
      return { value: alpha * sum + added, ...dotBounds(k + 3, Math.abs(alpha) * magnitude + Math.abs(added)) };
    },
  }];
}

export type Windows = { readonly outDims: readonly number[]; readonly kernel: readonly number[]; readonly strides: readonly number[]; readonly dilations: readonly number[]; readonly before: readonly number[] };

/** Spatial geometry of Conv and the pooling operators. */
export function windowsOf(call: OperatorCall, spatial: readonly number[], kernel: readonly number[]): Windows {
  const ones = kernel.map(() => 1);
  const strides = listAttribute(call, 'strides') ?? ones;
  const dilations = listAttribute(call, 'dilations') ?? ones;
  const mode = textAttribute(call, 'auto_pad', 'NOTSET');
  const given = listAttribute(call, 'pads') ?? [...ones, ...ones].map(() => 0);
  const before = [...given.slice(0, kernel.length)];
  const outDims = spatial.map((size, axis) => {
    const reach = (kernel[axis]! - 1) * dilations[axis]! + 1;
    if (mode === 'SAME_UPPER' || mode === 'SAME_LOWER') {
      const out = Math.ceil(size / strides[axis]!);
      const total = Math.max(0, (out - 1) * strides[axis]! + reach - size);
      before[axis] = mode === 'SAME_UPPER' ? Math.floor(total / 2) : Math.ceil(total / 2);
      return out;
    }
    const padded = size + (mode === 'VALID' ? 0 : before[axis]! + given[axis + kernel.length]!);
    if (mode === 'VALID') before[axis] = 0;
    const steps = (padded - reach) / strides[axis]!;
    return (numberAttribute(call, 'ceil_mode', 0) === 1 ? Math.ceil(steps) : Math.floor(steps)) + 1;
  });
  return { outDims, kernel, strides, dilations, before };
}

/** Calls back with (offset in the plane, offset in the kernel) for each place of a window that lies inside. */
export function eachInWindow(windows: Windows, spatial: readonly number[], at: readonly number[], visit: (plane: number, kernel: number) => void): void {
  const { kernel, strides, dilations, before } = windows;
  const planeStrides = stridesOf(spatial);
  const count = elementCount(kernel);
  for (let i = 0; i < count; i++) {
    const index = indexOf(i, kernel);
    let plane = 0;
    let inside = true;
    for (let axis = 0; axis < kernel.length && inside; axis++) {
      const place = at[axis]! * strides[axis]! - before[axis]! + index[axis]! * dilations[axis]!;
      inside = place >= 0 && place < spatial[axis]!;
      plane += place * planeStrides[axis]!;
    }
    if (inside) visit(plane, i);
  }
}

type ConvParts = { readonly x: TensorBytes; readonly w: TensorBytes; readonly xZero: number; readonly wZero: (channel: number) => number };

/** Sum and sum of magnitudes per output element; the caller turns them into an expectation. */
function convolve(call: OperatorCall, parts: ConvParts, finish: (sum: number, magnitude: number, count: number, channel: number) => Expectation, rule: Reference['rule'], dtype: number): Reference {
  const { x, w, xZero, wZero } = parts;
  const spatial = x.dims.slice(2);
  const windows = windowsOf(call, spatial, w.dims.slice(2));
  const groups = numberAttribute(call, 'group', 1);
  const [channelsOut, channelsIn] = [w.dims[0]!, w.dims[1]!];
  const [plane, window] = [elementCount(spatial), elementCount(windows.kernel)];
  const dims = [x.dims[0]!, channelsOut, ...windows.outDims];
  const [values, weights] = [readNumbers(x), readNumbers(w)];
  return {
    rule, dtype, dims, cost: channelsIn * window,
    at(position) {
      const [batch, channel, ...at] = indexOf(position, dims);
      const first = Math.floor(channel! / (channelsOut / groups)) * channelsIn;
      let sum = 0;
      let magnitude = 0;
      for (let c = 0; c < channelsIn; c++) {
        const from = (batch! * x.dims[1]! + first + c) * plane;
        const weight = (channel! * channelsIn + c) * window;
        eachInWindow(windows, spatial, at, (place, kernel) => {
          const term = (values[from + place]! - xZero) * (weights[weight + kernel]! - wZero(channel!));
          sum += term;
          magnitude += Math.abs(term);
        });
      }
      return finish(sum, magnitude, channelsIn * window, channel!);
    },
  };
}

function conv(call: OperatorCall): Reference[] {
  const [x, w, b] = [inputOf(call, 0), inputOf(call, 1), call.inputs[2] ?? null];
  if (x.dtype !== elem.float) return refuseOperator('unsupportedType', `Conv of element type ${x.dtype}`);
  const bias = b ? readNumbers(b) : null;
  return [convolve(call, { x, w, xZero: 0, wZero: () => 0 }, (sum, magnitude, count, channel) => {
    const added = bias?.[channel] ?? 0;
    return { value: sum + added, ...dotBounds(count + 1, magnitude + Math.abs(added)) };
  }, 'dot', elem.float)];
}

const zeroOf = (tensor: TensorBytes | null | undefined): number => (tensor ? readNumbers(tensor)[0]! : 0);
/** One zero point or scale, or one per channel. */
const perChannel = (tensor: TensorBytes | null | undefined): ((channel: number) => number) => {
  if (!tensor) return () => 0;
  const values = readNumbers(tensor);
  return (channel) => values[values.length === 1 ? 0 : channel]!;
};

function convInteger(call: OperatorCall): Reference[] {
  const parts = { x: inputOf(call, 0), w: inputOf(call, 1), xZero: zeroOf(call.inputs[2]), wZero: perChannel(call.inputs[3]) };
  return [convolve(call, parts, (sum) => exactly(sum | 0), 'exact', elem.int32)];
}

/** Integer sums below 2^53 are exact in float64; the result wraps as int32 does. */
function integerDot(call: OperatorCall, a: TensorBytes, b: TensorBytes, aZero: TensorBytes | null | undefined, bZero: TensorBytes | null | undefined): Matrices & { sum(position: number): number } {
  const shape = matrices(a.dims, b.dims);
  const columns = shape.stepB;
  if (aZero && elementCount(aZero.dims) !== 1) return refuseOperator('unknownOperator', `${call.opType} with a zero point per row`);
  const [zeroA, zeroB] = [zeroOf(aZero), perChannel(bZero)];
  const [left, right] = [readNumbers(a), readNumbers(b)];
  return {
    ...shape,
    sum(position) {
      const at = shape.place(position);
      const zero = zeroB(position % columns);
      let sum = 0;
      for (let i = 0; i < shape.k; i++) sum += (left[at.a + i]! - zeroA) * (right[at.b + i * columns]! - zero);
      return sum;
    },
  };
}

function matMulInteger(call: OperatorCall): Reference[] {
  const dot = integerDot(call, inputOf(call, 0), inputOf(call, 1), call.inputs[2], call.inputs[3]);
  return [{ rule: 'exact', dtype: elem.int32, dims: dot.dims, cost: dot.k, at: (position) => exactly(dot.sum(position) | 0) }];
}

/** (integer sum · scale) rounded half to even; a kernel may fold the scales in float32, which moves a tie by one step. */
function requantized(dtype: number, sum: number, scale: number, zero: number): Expectation {
  const exact = sum * scale;
  const value = saturate(dtype, roundHalfEven(exact) + zero);
  const nearTie = Math.abs(Math.abs(exact - Math.floor(exact)) - 0.5) < 4 * unitRoundoff * Math.max(1, Math.abs(exact));
  return nearTie ? { value, soft: 1, hard: 1 } : exactly(value);
}

function qLinearMatMul(call: OperatorCall): Reference[] {
  const [a, b] = [inputOf(call, 0), inputOf(call, 3)];
  const dot = integerDot(call, a, b, call.inputs[2], call.inputs[5]);
  const [scaleA, scaleB, scaleY] = [zeroOf(inputOf(call, 1)), perChannel(inputOf(call, 4)), zeroOf(inputOf(call, 6))];
  const output = inputOf(call, 7);
  const columns = dot.stepB;
  return [{ rule: 'exact', dtype: output.dtype, dims: dot.dims, cost: dot.k, at: (position) => requantized(output.dtype, dot.sum(position), (scaleA * scaleB(position % columns)) / scaleY, zeroOf(output)) }];
}

function qLinearConv(call: OperatorCall): Reference[] {
  const [x, w, output, b] = [inputOf(call, 0), inputOf(call, 3), inputOf(call, 7), call.inputs[8] ?? null];
  const [scaleX, scaleW, scaleY, zeroY] = [zeroOf(inputOf(call, 1)), perChannel(inputOf(call, 4)), zeroOf(inputOf(call, 6)), zeroOf(output)];
  const bias = perChannel(b);
  return [convolve(call, { x, w, xZero: zeroOf(call.inputs[2]), wZero: perChannel(call.inputs[5]) },
    (sum, _magnitude, _count, channel) => requantized(output.dtype, sum + bias(channel), (scaleX * scaleW(channel)) / scaleY, zeroY), 'exact', output.dtype)];
}

export const dotRules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['MatMul', matMul], ['Gemm', gemm], ['Conv', conv], ['MatMulInteger', matMulInteger], ['ConvInteger', convInteger], ['QLinearMatMul', qLinearMatMul], ['QLinearConv', qLinearConv],
]);
