import { create } from '@bufbuild/protobuf';
import { AttributeSchema, NodeSchema, TensorSchema, type Attribute, type Graph, type Node } from './onnx/onnx_pb.ts';

/** What is known of a value without running the model. */
export type ValueFacts = { readonly elemType: number; readonly rank: number | null };

/** Declared types and ranks of inputs, outputs, inner values and weights. */
export function declaredFacts(graph: Graph): Map<string, ValueFacts> {
  const facts = new Map<string, ValueFacts>();
  for (const { name, type } of [...graph.valueInfo, ...graph.input, ...graph.output]) {
    const tensor = type?.tensorType;
    if (tensor?.elemType) facts.set(name, { elemType: tensor.elemType, rank: tensor.shape ? tensor.shape.dim.length : null });
  }
  for (const tensor of graph.initializer) facts.set(tensor.name, { elemType: tensor.dataType, rank: tensor.dims.length });
  return facts;
}

type Value = bigint | readonly bigint[] | number;
/** Collects the standard nodes that stand for one fused node. Values get the prefix, so that they clash with nothing of the graph. */
export type Rewrite = {
  readonly nodes: readonly Node[];
  readonly opset: number;
  /** Adds a node; returns its output, which is `output` where that is given. */
  op(opType: string, inputs: readonly string[], attributes?: Readonly<Record<string, Value>>, output?: string): string;
  /** Adds a node with several outputs; an empty name gets one of the prefix. */
  split(input: string, sizes: readonly number[] | number, axis: number): string[];
  float(value: number): string;
  /** int64 [n], or a scalar for a single number. */
  ints(values: readonly number[] | number): string;
  /** Mean over the last axis, which stays with length 1. */
  lastMean(x: string): string;
};

const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
const attributeOf = (name: string, value: Value): Attribute =>
  typeof value === 'bigint' ? create(AttributeSchema, { name, type: 2, i: value })
  : typeof value === 'number' ? create(AttributeSchema, { name, type: 1, f: value })
  : create(AttributeSchema, { name, type: 7, ints: [...value] });

export function createRewrite(prefix: string, opset: number): Rewrite {
  const nodes: Node[] = [];
  const fresh = (): string => `${prefix}/${nodes.length}`;
  const add = (opType: string, input: readonly string[], output: readonly string[], attribute: readonly Attribute[]): void =>
    void nodes.push(create(NodeSchema, { opType, name: output[0]!, input: [...input], output: [...output], attribute: [...attribute] }));
  const constant = (dataType: number, dims: readonly number[], view: ArrayBufferView): string => {
    const output = fresh();
    add('Constant', [], [output], [create(AttributeSchema, { name: 'value', type: 4, t: create(TensorSchema, { dataType, dims: dims.map(BigInt), rawData: bytesOf(view) }) })]);
    return output;
  };
  const op: Rewrite['op'] = (opType, inputs, attributes = {}, output = fresh()) => {
    add(opType, inputs, [output], Object.entries(attributes).map(([name, value]) => attributeOf(name, value)));
    return output;
  };
  const ints: Rewrite['ints'] = (values) => (typeof values === 'number' ? constant(7, [], BigInt64Array.of(BigInt(values))) : constant(7, [values.length], BigInt64Array.from(values, BigInt)));
  return {
    nodes, opset, op, ints,
    float: (value) => constant(1, [], Float32Array.of(value)),
    split(input, sizes, axis) {
      const base = fresh();
      const count = typeof sizes === 'number' ? sizes : sizes.length;
      const outputs = Array.from({ length: count }, (_, i) => `${base}/${i}`);
      const lengths = typeof sizes === 'number' || opset < 13 ? [] : [ints(sizes)];
      const asAttribute = typeof sizes !== 'number' && opset < 13 ? [attributeOf('split', sizes.map(BigInt))] : [];
      add('Split', [input, ...lengths], outputs, [attributeOf('axis', BigInt(axis)), ...asAttribute, ...(typeof sizes === 'number' && opset >= 18 ? [attributeOf('num_outputs', BigInt(sizes))] : [])]);
      return outputs;
    },
    lastMean: (x) => (opset >= 18 ? op('ReduceMean', [x, ints([-1])], { keepdims: 1n }) : op('ReduceMean', [x], { axes: [-1n], keepdims: 1n })),
  };
}

export const intAttribute = (node: Node, name: string, otherwise: number): number => Number(node.attribute.find((each) => each.name === name)?.i ?? otherwise);
export const floatAttribute = (node: Node, name: string, otherwise: number): number => node.attribute.find((each) => each.name === name)?.f ?? otherwise;
/** The name of input `at`, null when it is absent. */
export const inputOf = (node: Node, at: number): string | null => node.input[at] || null;
/** The name of output `at`, undefined when it is not wanted. */
export const outputOf = (node: Node, at: number): string | undefined => node.output[at] || undefined;
