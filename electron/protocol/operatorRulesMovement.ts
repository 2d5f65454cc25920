import { exactly, inputOf, listAttribute, numberAttribute, textAttribute, type OperatorCall, type Reference, type Rule } from './operatorRulesCall.ts';
import {
  broadcastDims, broadcastSource, elem, elementCount, indexOf, normalAxis, readElements, readIntegers, refuseOperator, stridesOf, type Elements,
} from './operatorRulesTensor.ts';
import type { TensorBytes } from './tensor.ts';

/** Operators that only move elements: the output is the input's bits in other places. */

const moved = (dtype: number, dims: readonly number[], values: Elements, source: (position: number) => number): Reference =>
  ({ rule: 'exact', dtype, dims, cost: 1, at: (position) => exactly(values[source(position)]!) });

const sameBody = (tensor: TensorBytes, dims: readonly number[]): Reference => {
  const values = readElements(tensor);
  if (elementCount(dims) !== values.length) refuseOperator('badInputs', `${values.length} elements as [${dims.join(' ')}]`);
  return moved(tensor.dtype, dims, values, (position) => position);
};

const integers = (dtype: number, dims: readonly number[], values: readonly number[]): Reference =>
  ({ rule: 'exact', dtype, dims, cost: 1, at: (position) => exactly(dtype === elem.int64 ? BigInt(values[position]!) : values[position]!) });

/** Axes from the attribute of old versions or the input of new ones. */
function axesOf(call: OperatorCall, input: number): readonly number[] | null {
  const given = call.inputs[input];
  return given ? readIntegers(given) : listAttribute(call, 'axes');
}

function reshape(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const wanted = call.inputs[1] ? readIntegers(call.inputs[1]) : (listAttribute(call, 'shape') ?? refuseOperator('badInputs', 'no shape'));
  const keepsZero = numberAttribute(call, 'allowzero', 0) === 1;
  const dims = wanted.map((dim, axis) => (dim === 0 && !keepsZero ? (data.dims[axis] ?? 0) : dim));
  const known = dims.reduce((product, dim) => (dim === -1 ? product : product * dim), 1);
  return [sameBody(data, dims.map((dim) => (dim === -1 ? elementCount(data.dims) / known : dim)))];
}

function flatten(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const given = numberAttribute(call, 'axis', 1);
  const axis = given < 0 ? given + data.dims.length : given;
  return [sameBody(data, [elementCount(data.dims.slice(0, axis)), elementCount(data.dims.slice(axis))])];
}

function squeeze(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const axes = axesOf(call, 1)?.map((axis) => normalAxis(axis, data.dims.length));
  return [sameBody(data, data.dims.filter((dim, axis) => (axes ? !axes.includes(axis) : dim !== 1)))];
}

function unsqueeze(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const axes = axesOf(call, 1) ?? refuseOperator('badInputs', 'no axes');
  const rank = data.dims.length + axes.length;
  const added = new Set(axes.map((axis) => normalAxis(axis, rank)));
  let next = 0;
  return [sameBody(data, Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : data.dims[next++]!)))];
}

function transpose(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const perm = listAttribute(call, 'perm') ?? data.dims.map((_, axis) => data.dims.length - 1 - axis);
  const dims = perm.map((axis) => data.dims[axis]!);
  const strides = stridesOf(data.dims);
  return [moved(data.dtype, dims, readElements(data), (position) => indexOf(position, dims).reduce((at, index, axis) => at + index * strides[perm[axis]!]!, 0))];
}

function gather(call: OperatorCall): Reference[] {
  const [data, indices] = [inputOf(call, 0), inputOf(call, 1)];
  const axis = normalAxis(numberAttribute(call, 'axis', 0), data.dims.length);
  const size = data.dims[axis]!;
  const places = readIntegers(indices).map((index) => (index < 0 ? index + size : index));
  if (places.some((place) => place < 0 || place >= size)) refuseOperator('badInputs', 'an index outside the data');
  const dims = [...data.dims.slice(0, axis), ...indices.dims, ...data.dims.slice(axis + 1)];
  const inner = elementCount(data.dims.slice(axis + 1));
  return [moved(data.dtype, dims, readElements(data), (position) => {
    const rest = Math.floor(position / inner);
    return (Math.floor(rest / places.length) * size + places[rest % places.length]!) * inner + (position % inner);
  })];
}

function gatherElements(call: OperatorCall): Reference[] {
  const [data, indices] = [inputOf(call, 0), inputOf(call, 1)];
  const axis = normalAxis(numberAttribute(call, 'axis', 0), data.dims.length);
  const places = readIntegers(indices);
  const strides = stridesOf(data.dims);
  return [moved(data.dtype, indices.dims, readElements(data), (position) => {
    const place = places[position]!;
    const index = indexOf(position, indices.dims);
    index[axis] = place < 0 ? place + data.dims[axis]! : place;
    return index.reduce((at, value, each) => at + value * strides[each]!, 0);
  })];
}

function concat(call: OperatorCall): Reference[] {
  const parts = call.inputs.map((_, i) => inputOf(call, i));
  const first = parts[0] ?? refuseOperator('badInputs', 'nothing to join');
  const axis = normalAxis(numberAttribute(call, 'axis', 0), first.dims.length);
  const dims = first.dims.map((dim, each) => (each === axis ? parts.reduce((sum, part) => sum + part.dims[axis]!, 0) : dim));
  const values = parts.map(readElements);
  const inner = elementCount(first.dims.slice(axis + 1));
  const width = dims[axis]! * inner;
  return [{
    rule: 'exact', dtype: first.dtype, dims, cost: 1,
    at(position) {
      const outer = Math.floor(position / width);
      let at = position % width;
      let part = 0;
      for (; at >= parts[part]!.dims[axis]! * inner; part++) at -= parts[part]!.dims[axis]! * inner;
      return exactly(values[part]![outer * parts[part]!.dims[axis]! * inner + at]!);
    },
  }];
}

function slice(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const read = (input: number, name: string): readonly number[] | null => (call.inputs[input] ? readIntegers(call.inputs[input]) : listAttribute(call, name));
  const starts = read(1, 'starts') ?? refuseOperator('badInputs', 'no starts');
  const ends = read(2, 'ends') ?? refuseOperator('badInputs', 'no ends');
  const axes = read(3, 'axes') ?? starts.map((_, i) => i);
  const steps = call.inputs[4] ? readIntegers(call.inputs[4]) : starts.map(() => 1);
  const cuts = data.dims.map((size) => ({ from: 0, step: 1, count: size }));
  axes.forEach((given, i) => {
    const axis = normalAxis(given, data.dims.length);
    const size = data.dims[axis]!;
    const step = steps[i]!;
    const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value < 0 ? value + size : value, least), most);
    const from = step > 0 ? clamp(starts[i]!, 0, size) : clamp(starts[i]!, 0, size - 1);
    const to = step > 0 ? clamp(ends[i]!, 0, size) : clamp(ends[i]!, -1, size - 1);
    cuts[axis] = { from, step, count: Math.max(0, Math.ceil((to - from) / step)) };
  });
  const dims = cuts.map(({ count }) => count);
  const strides = stridesOf(data.dims);
  return [moved(data.dtype, dims, readElements(data), (position) => indexOf(position, dims).reduce((at, index, axis) => at + (cuts[axis]!.from + index * cuts[axis]!.step) * strides[axis]!, 0))];
}

function expand(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const dims = broadcastDims(data.dims, readIntegers(inputOf(call, 1)));
  return [moved(data.dtype, dims, readElements(data), broadcastSource(data.dims, dims))];
}

function tile(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const repeats = readIntegers(inputOf(call, 1));
  const dims = data.dims.map((dim, axis) => dim * repeats[axis]!);
  const strides = stridesOf(data.dims);
  return [moved(data.dtype, dims, readElements(data), (position) => indexOf(position, dims).reduce((at, index, axis) => at + (index % data.dims[axis]!) * strides[axis]!, 0))];
}

function split(call: OperatorCall, outputs: number): Reference[] {
  const data = inputOf(call, 0);
  const axis = normalAxis(numberAttribute(call, 'axis', 0), data.dims.length);
  const size = data.dims[axis]!;
  const even = Math.ceil(size / outputs);
  const sizes = call.inputs[1] ? readIntegers(call.inputs[1]) : (listAttribute(call, 'split') ?? Array.from({ length: outputs }, (_, i) => Math.min(even, size - i * even)));
  const values = readElements(data);
  const inner = elementCount(data.dims.slice(axis + 1));
  let from = 0;
  return sizes.map((count) => {
    const start = from;
    from += count;
    const dims = data.dims.map((dim, each) => (each === axis ? count : dim));
    return moved(data.dtype, dims, values, (position) => {
      const rest = Math.floor(position / inner);
      return (Math.floor(rest / count) * size + start + (rest % count)) * inner + (position % inner);
    });
  });
}

function pad(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const rank = data.dims.length;
  const given = call.inputs[1] ? readIntegers(call.inputs[1]) : (listAttribute(call, 'pads') ?? refuseOperator('badInputs', 'no pads'));
  const axes = call.inputs[3] ? readIntegers(call.inputs[3]).map((axis) => normalAxis(axis, rank)) : data.dims.map((_, axis) => axis);
  const before = new Array<number>(rank).fill(0);
  const after = new Array<number>(rank).fill(0);
  axes.forEach((axis, i) => {
    before[axis] = given[i]!;
    after[axis] = given[i + axes.length]!;
  });
  const mode = textAttribute(call, 'mode', 'constant');
  if (mode !== 'constant' && mode !== 'edge' && mode !== 'reflect') refuseOperator('unknownOperator', `Pad in mode ${mode}`);
  const fold = (value: number, size: number): number => {
    if (mode === 'edge') return Math.min(Math.max(value, 0), size - 1);
    if (mode === 'reflect') return value < 0 ? -value : value >= size ? 2 * size - 2 - value : value;
    return value;
  };
  const values = readElements(data);
  const fill = call.inputs[2] ? readElements(call.inputs[2])[0]! : numberAttribute(call, 'value', 0);
  const dims = data.dims.map((dim, axis) => dim + before[axis]! + after[axis]!);
  const strides = stridesOf(data.dims);
  return [{
    rule: 'exact', dtype: data.dtype, dims, cost: 1,
    at(position) {
      const index = indexOf(position, dims).map((value, axis) => fold(value - before[axis]!, data.dims[axis]!));
      const inside = index.every((value, axis) => value >= 0 && value < data.dims[axis]!);
      return exactly(inside ? values[index.reduce((at, value, axis) => at + value * strides[axis]!, 0)]! : typeof values[0] === 'bigint' ? BigInt(fill) : fill);
    },
  }];
}

function where(call: OperatorCall): Reference[] {
  const [condition, yes, no] = [inputOf(call, 0), inputOf(call, 1), inputOf(call, 2)];
  const dims = broadcastDims(condition.dims, yes.dims, no.dims);
  const [asks, whenTrue, whenFalse] = [condition, yes, no].map((tensor) => ({ values: readElements(tensor), source: broadcastSource(tensor.dims, dims) }));
  return [{
    rule: 'exact', dtype: yes.dtype, dims, cost: 1,
    at(position) {
      const from = asks!.values[asks!.source(position)] ? whenTrue! : whenFalse!;
      return exactly(from.values[from.source(position)]!);
    },
  }];
}

function shape(call: OperatorCall): Reference[] {
  const { dims } = inputOf(call, 0);
  const clamp = (value: number): number => Math.min(Math.max(value < 0 ? value + dims.length : value, 0), dims.length);
  const found = dims.slice(clamp(numberAttribute(call, 'start', 0)), clamp(numberAttribute(call, 'end', dims.length)));
  return [integers(elem.int64, [found.length], found)];
}

function range(call: OperatorCall): Reference[] {
  const [start, limit, delta] = [0, 1, 2].map((i) => inputOf(call, i));
  if (start!.dtype === elem.float || start!.dtype === elem.double) refuseOperator('unsupportedType', 'Range over floats');
  const [from, to, by] = [start!, limit!, delta!].map((tensor) => readIntegers(tensor)[0]!);
  const count = Math.max(0, Math.ceil((to! - from!) / by!));
  return [integers(start!.dtype, [count], Array.from({ length: count }, (_, i) => from! + i * by!))];
}

function constant(call: OperatorCall): Reference[] {
  const value = call.attributes.get('value');
  if (value && typeof value === 'object' && 'body' in value) return [sameBody(value, value.dims)];
  const one = call.attributes.get('value_int');
  if (typeof one === 'number') return [integers(elem.int64, [], [one])];
  const many = listAttribute(call, 'value_ints');
  if (many) return [integers(elem.int64, [many.length], many)];
  const float = call.attributes.get('value_float');
  if (typeof float === 'number') return [integers(elem.float, [], [float])];
  const floats = listAttribute(call, 'value_floats');
  return floats ? [integers(elem.float, [floats.length], floats)] : refuseOperator('unsupportedType', 'a constant of another kind');
}

function constantOfShape(call: OperatorCall): Reference[] {
  const dims = readIntegers(inputOf(call, 0));
  const value = call.attributes.get('value');
  if (value && typeof value === 'object' && 'body' in value) return [moved(value.dtype, dims, readElements(value), () => 0)];
  return [{ rule: 'exact', dtype: elem.float, dims, cost: 1, at: () => exactly(0) }];
}

function trilu(call: OperatorCall): Reference[] {
  const data = inputOf(call, 0);
  const k = call.inputs[1] ? readIntegers(call.inputs[1])[0]! : 0;
  const upper = numberAttribute(call, 'upper', 1) === 1;
  const values = readElements(data);
  const columns = data.dims.at(-1)!;
  const rows = data.dims.at(-2)!;
  return [{
    rule: 'exact', dtype: data.dtype, dims: data.dims, cost: 1,
    at(position) {
      const offset = (position % columns) - (Math.floor(position / columns) % rows);
      const kept = upper ? offset >= k : offset <= k;
      return exactly(kept ? values[position]! : typeof values[0] === 'bigint' ? 0n : 0);
    },
  }];
}

const identity: Rule = (call) => [sameBody(inputOf(call, 0), inputOf(call, 0).dims)];

/** @param outputs  how many the node declares: Split divides by it */
export const movementRules = (outputs: number): ReadonlyMap<string, Rule> => new Map<string, Rule>([
  ['Identity', identity], ['Dropout', (call) => [...identity(call), null]], ['Reshape', reshape], ['Flatten', flatten], ['Squeeze', squeeze], ['Unsqueeze', unsqueeze],
  ['Transpose', transpose], ['Gather', gather], ['GatherElements', gatherElements], ['Concat', concat], ['Slice', slice], ['Expand', expand], ['Tile', tile],
  ['Split', (call) => split(call, outputs)], ['Pad', pad], ['Where', where], ['Shape', shape], ['Size', (call) => [integers(elem.int64, [], [elementCount(inputOf(call, 0).dims)])]],
  ['Range', range], ['Constant', constant], ['ConstantOfShape', constantOfShape], ['Trilu', trilu],
]);
