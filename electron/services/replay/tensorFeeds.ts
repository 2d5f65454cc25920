import { Tensor } from 'onnxruntime-node';
import type { TensorBytes } from '../../protocol/tensor.ts';
import { HearthError } from '../../shared/errors.ts';

/** ONNX element type ↔ the runtime's name for it. */
const typeNames: ReadonlyMap<number, Tensor.Type> = new Map<number, Tensor.Type>([
  [1, 'float32'], [2, 'uint8'], [3, 'int8'], [4, 'uint16'], [5, 'int16'], [6, 'int32'], [7, 'int64'], [9, 'bool'], [10, 'float16'], [11, 'float64'], [12, 'uint32'], [13, 'uint64'],
]);
const typeCodes: ReadonlyMap<string, number> = new Map([...typeNames].map(([code, name]) => [name, code]));

type Buffers = new (buffer: ArrayBuffer) => Tensor['data'];
const arrays = new Map<string, Buffers>([
  ['float32', Float32Array], ['uint8', Uint8Array], ['int8', Int8Array], ['uint16', Uint16Array], ['int16', Int16Array], ['int32', Int32Array], ['int64', BigInt64Array],
  ['bool', Uint8Array], ['float16', Uint16Array], ['float64', Float64Array], ['uint32', Uint32Array], ['uint64', BigUint64Array],
] as unknown as [string, Buffers][]);

/** @throws model.unsupported  an element type that the runtime's binding does not carry */
export function toRuntime(tensor: TensorBytes): Tensor {
  const type = typeNames.get(tensor.dtype);
  if (!type) throw new HearthError('model.unsupported', { reason: `a replay through element type ${tensor.dtype}` });
  // A fresh, aligned copy: these bytes may start anywhere in a file.
  const data = new (arrays.get(type)!)(new Uint8Array(tensor.body).buffer) as Tensor.DataTypeMap[Tensor.Type];
  const fed = new Tensor(type, data, tensor.dims);
  // The binding knows half floats by their bits alone; a tensor of its library holds the engine's array of half floats where there is one.
  return type === 'float16' ? Object.defineProperty(fed, 'data', { value: data }) : fed;
}

/** A copy: the runtime's own buffer goes with its session. @throws model.unsupported */
export function fromRuntime(tensor: Tensor, name: string): TensorBytes {
  const dtype = typeCodes.get(tensor.type);
  if (dtype === undefined) throw new HearthError('model.unsupported', { reason: `a replay through "${name}" of type ${tensor.type}` });
  const view = tensor.data as unknown as ArrayBufferView;
  return { dtype, dims: [...tensor.dims], body: new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice() };
}
