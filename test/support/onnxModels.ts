import { create } from '@bufbuild/protobuf';
import {
  AttributeSchema, FunctionSchema, GraphSchema, ModelSchema, NodeSchema, TensorSchema, ValueInfoSchema,
  type Attribute, type Function as OnnxFunction, type Graph, type Model, type Node, type Tensor, type ValueInfo,
} from '../../electron/services/models/onnx/onnx_pb.ts';

/** Small ONNX graphs, written as one writes them on paper. */
export const elem = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7, string: 8, bool: 9, float16: 10, double: 11 } as const;
export type ElemName = keyof typeof elem;

/** A bigint is an integer attribute, a number a float. */
export type AttributeValue = number | bigint | string | readonly bigint[] | readonly number[] | readonly string[] | Tensor | Graph;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

export function attr(name: string, value: AttributeValue): Attribute {
  if (typeof value === 'bigint') return create(AttributeSchema, { name, type: 2, i: value });
  if (typeof value === 'number') return create(AttributeSchema, { name, type: 1, f: value });
  if (typeof value === 'string') return create(AttributeSchema, { name, type: 3, s: text(value) });
  if ('$typeName' in value) return value.$typeName === 'hearth.onnx.Graph' ? create(AttributeSchema, { name, type: 5, g: value as Graph }) : create(AttributeSchema, { name, type: 4, t: value as Tensor });
  const list = value as readonly (bigint | number | string)[];
  if (typeof list[0] === 'bigint') return create(AttributeSchema, { name, type: 7, ints: list as bigint[] });
  if (typeof list[0] === 'string') return create(AttributeSchema, { name, type: 8, strings: (list as string[]).map(text) });
  return create(AttributeSchema, { name, type: 6, floats: list as number[] });
}

export const attrs = (values: Readonly<Record<string, AttributeValue>>): Attribute[] => Object.entries(values).map(([name, value]) => attr(name, value));

export const node = (opType: string, input: readonly string[], output: readonly string[], attributes: Readonly<Record<string, AttributeValue>> = {}, domain = ''): Node =>
  create(NodeSchema, { opType, name: `${opType}:${output.join()}`, input: [...input], output: [...output], attribute: attrs(attributes), domain });

const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

export const tensor = (name: string, type: ElemName, dims: readonly number[], data: ArrayBufferView): Tensor =>
  create(TensorSchema, { name, dataType: elem[type], dims: dims.map(BigInt), rawData: bytesOf(data) });
export const floats = (name: string, dims: readonly number[], values: ArrayLike<number>): Tensor => tensor(name, 'float', dims, Float32Array.from(values));
export const ints = (name: string, values: readonly number[], dims: readonly number[] = [values.length]): Tensor => tensor(name, 'int64', dims, BigInt64Array.from(values, BigInt));

export const value = (name: string, type: ElemName, dims?: readonly (number | string)[]): ValueInfo =>
  create(ValueInfoSchema, {
    name,
    type: {
      tensorType: {
        elemType: elem[type],
        ...(dims ? { shape: { dim: dims.map((dim) => ({ value: typeof dim === 'number' ? { case: 'dimValue' as const, value: BigInt(dim) } : { case: 'dimParam' as const, value: dim } })) } } : {}),
      },
    },
  });

export type GraphParts = { readonly nodes: readonly Node[]; readonly inputs?: readonly ValueInfo[]; readonly outputs: readonly ValueInfo[]; readonly weights?: readonly Tensor[]; readonly name?: string };
export const graph = ({ nodes, inputs = [], outputs, weights = [], name = 'graph' }: GraphParts): Graph =>
  create(GraphSchema, { name, node: [...nodes], input: [...inputs], output: [...outputs], initializer: [...weights] });

export type ModelParts = GraphParts & { readonly opset?: number; readonly domains?: Readonly<Record<string, number>>; readonly functions?: readonly OnnxFunction[]; readonly ir?: number };
export const model = ({ opset = 17, domains = {}, functions = [], ir = 8, ...parts }: ModelParts): Model & { graph: Graph } =>
  create(ModelSchema, {
    irVersion: BigInt(ir), graph: graph(parts), functions: [...functions],
    opsetImport: [{ domain: '', version: BigInt(opset) }, ...Object.entries(domains).map(([domain, version]) => ({ domain, version: BigInt(version) }))],
  }) as Model & { graph: Graph };

export const fn = (domain: string, name: string, input: readonly string[], output: readonly string[], nodes: readonly Node[], attributes: readonly string[] = [], opset = 17): OnnxFunction =>
  create(FunctionSchema, { domain, name, input: [...input], output: [...output], node: [...nodes], attribute: [...attributes], opsetImport: [{ domain: '', version: BigInt(opset) }] });

/** Repeatable numbers in (-1, 1). */
export function createNumbers(seed: number): (count: number, scale?: number) => Float32Array {
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
  return (count, scale = 1) =>
    Float32Array.from({ length: count }, () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (((state >>> 0) / 2147483648) - 1) * scale;
    });
}
