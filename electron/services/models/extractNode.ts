import { create, toBinary } from '@bufbuild/protobuf';
import { graphsOf, namesRead } from './graphScope.ts';
import { normalDomain } from './operatorSets.ts';
import { GraphSchema, ModelSchema, ValueInfoSchema, type Function as OnnxFunction, type Graph, type Model, type Node } from './onnx/onnx_pb.ts';
import { modelUnsupported } from './unsupported.ts';

/** One node as a model that runs by itself, on the weights the whole model has. */
export type ExtractedNode = {
  readonly node: Node;
  /** Bytes for `InferenceSession.create`. */
  readonly onnx: Uint8Array;
  /** Values to feed, in the order the node reads them; values its subgraphs read from outside come last. */
  readonly inputs: readonly string[];
  /** Values the node makes. */
  readonly outputs: readonly string[];
  /** Initializers that became part of the extract. */
  readonly weights: readonly string[];
  /** External files its weights lie in: give these to the runtime as they were given for the whole model. */
  readonly externalPaths: readonly string[];
};

/**
 * Cuts one node of the main graph out, as a model with the same operator sets and local functions. A node with subgraphs keeps them: what they
 * read from outside becomes an input or a weight of the extract. Nodes inside subgraphs and functions are not cut out; their outer node is.
 *
 * @param node      a node of `model.graph.node`
 * @param elemTypes ONNX element type of each value to feed, as the runtime reports it; declared types are used where it says nothing
 * @throws model.unsupported  not a node of the main graph, a value of unknown type or that is no tensor
 * @source docs/protocol/models.md section 7
 */
export function extractNode(model: Model & { readonly graph: Graph }, node: Node, elemTypes: ReadonlyMap<string, number> = new Map()): ExtractedNode {
  const { graph } = model;
  if (!graph.node.includes(node)) throw modelUnsupported(`${node.opType} is no node of the main graph`);
  const read = namesRead(node);
  const weights = graph.initializer.filter((tensor) => read.has(tensor.name));
  const weightNames = new Set(weights.map((tensor) => tensor.name));
  const inputs = [...read].filter((name) => !weightNames.has(name));
  const outputs = node.output.filter((name) => name !== '');
  const declared = declaredTypes(graph);
  const input = inputs.map((name) => {
    const elemType = elemTypes.get(name) ?? declared.get(name);
    if (!elemType) throw modelUnsupported(`the type of "${name}", which ${node.opType} reads, is not known or no tensor`);
    return create(ValueInfoSchema, { name, type: { tensorType: { elemType } } });
  });
  const onnx = toBinary(ModelSchema, create(ModelSchema, {
    irVersion: model.irVersion,
    opsetImport: model.opsetImport,
    functions: functionsUsed(model, node),
    graph: create(GraphSchema, { name: 'node', node: [node], initializer: weights, input, output: outputs.map((name) => create(ValueInfoSchema, { name })) }),
  }));
  const externalPaths = new Set(weights.flatMap((tensor) => tensor.externalData.filter(({ key }) => key === 'location').map(({ value }) => value)));
  return { node, onnx, inputs, outputs, weights: [...weightNames], externalPaths: [...externalPaths] };
}

function declaredTypes(graph: Graph): Map<string, number> {
  const types = new Map<string, number>();
  for (const value of [...graph.input, ...graph.valueInfo, ...graph.output]) {
    const elemType = value.type?.tensorType?.elemType;
    if (elemType) types.set(value.name, elemType);
  }
  return types;
}

/** Functions of the file that the node calls, and those that they call. An extract without them stays small. */
function functionsUsed(model: Model, node: Node): OnnxFunction[] {
  const keyOf = (domain: string, name: string, overload: string): string => [normalDomain(domain), name, overload].join('\0');
  const byKey = new Map(model.functions.map((each) => [keyOf(each.domain, each.name, each.overload), each]));
  const used = new Set<OnnxFunction>();
  const pending: Node[] = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const called = byKey.get(keyOf(next.domain, next.opType, next.overload));
    if (called && !used.has(called)) {
      used.add(called);
      for (const inner of called.node) pending.push(inner);
    }
    for (const graph of next.attribute.flatMap((attribute) => graphsOf(attribute))) for (const inner of graph.node) pending.push(inner);
  }
  return model.functions.filter((each) => used.has(each));
}
