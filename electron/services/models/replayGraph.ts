import { fromBinary } from '@bufbuild/protobuf';
import type { AttributeValue, OperatorNode } from '../../protocol/operatorRulesCall.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { TensorBytes } from '../../protocol/tensor.ts';
import { decomposeModel } from './decompose.ts';
import { extractNode, type ExtractedNode } from './extractNode.ts';
import { computeModelRoots } from './graphRoot.ts';
import { namesRead } from './graphScope.ts';
import { normalDomain, readOpsets } from './operatorSets.ts';
import { ModelSchema, type Attribute, type Node } from './onnx/onnx_pb.ts';
import type { OpenedModel } from './openModelFolder.ts';
import { readTensor, type ExternalBytes } from './tensorBytes.ts';
import { modelUnsupported } from './unsupported.ts';

/** One node in canonical order, as a replay and a judge see it. */
export type ReplayNode = OperatorNode & {
  readonly name: string;
  /** Values of the main graph that the node reads, through its subgraphs too; without repeats. */
  readonly reads: readonly string[];
  /** '' for an input that is absent. */
  readonly inputs: readonly string[];
  /** '' for an output that is not wanted. */
  readonly outputs: readonly string[];
};

/** A model's graph in canonical order, from which each node can be cut out and run alone. */
export type ReplayGraph = {
  readonly modelId: OpenedModel['modelId'];
  /** False: fused operators were opened up, and leaf i of a trace is a node of the opened graph, not of graphRoot. */
  readonly isAsRegistered: boolean;
  readonly nodes: readonly ReplayNode[];
  /** Graph inputs that are not initializers, in the order of the file. */
  readonly inputs: readonly { readonly name: string; readonly elemType: number; readonly dims: readonly (number | null)[] }[];
  /** Names of the graph's outputs. */
  readonly outputs: readonly string[];
  /** Null when the value is no initializer. */
  weight(name: string): TensorBytes | null;
  /** Node `index` as a model of its own; `elemTypes` are the ONNX types of values as they were computed. */
  extract(index: number, elemTypes: ReadonlyMap<string, number>): ExtractedNode;
};

/** @throws model.unsupported  what `readTensor` refuses */
export function openReplayGraph(p: Primitives, opened: Pick<OpenedModel, 'modelId' | 'sessionBytes' | 'externalData' | 'nodeOrder'>): ReplayGraph {
  const session = fromBinary(ModelSchema, opened.sessionBytes);
  const { model, replaced } = decomposeModel({ ...session, graph: session.graph! });
  const { graph } = model;
  const opsets = readOpsets(model.opsetImport);
  const external = new Map(opened.externalData.map(({ path, data }) => [path, data]));
  const externalBytes: ExternalBytes = (path) => {
    const data = external.get(path);
    if (!data) throw modelUnsupported(`external data "${path}"`);
    return data;
  };
  const initializers = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
  const order = replaced === 0 ? opened.nodeOrder : computeModelRoots(p, model, externalBytes).nodeOrder;
  const ordered = order.map((index) => graph.node[index]!);
  const bodies = new Map<string, TensorBytes>();
  const weight = (name: string): TensorBytes | null => {
    const tensor = initializers.get(name);
    if (!tensor) return null;
    const known = bodies.get(name) ?? readTensor(tensor, externalBytes);
    // A view into the file's bytes costs nothing to keep; what was converted is made again when it is asked for.
    if (tensor.rawData.length > 0 || tensor.externalData.length > 0) bodies.set(name, known);
    return known;
  };
  return {
    modelId: opened.modelId,
    isAsRegistered: replaced === 0,
    nodes: ordered.map((node) => describeNode(node, opsets.get(normalDomain(node.domain)) ?? 0)),
    inputs: graph.input.filter(({ name }) => !initializers.has(name)).map(({ name, type }) => ({
      name, elemType: type?.tensorType?.elemType ?? 0,
      dims: type?.tensorType?.shape?.dim.map((dim) => (dim.value.case === 'dimValue' ? Number(dim.value.value) : null)) ?? [],
    })),
    outputs: graph.output.map(({ name }) => name),
    weight,
    extract: (index, elemTypes) => extractNode(model, ordered[index]!, elemTypes),
  };
}

function describeNode(node: Node, version: number): ReplayNode {
  return {
    name: node.name, domain: normalDomain(node.domain), opType: node.opType, version,
    attributes: new Map(node.attribute.map((attribute) => [attribute.name, valueOf(attribute)])),
    inputs: node.input, outputs: node.output, reads: [...namesRead(node)],
  };
}

const decoder = new TextDecoder();

/** An attribute as the rules read it; a graph or a reference is opaque to them. */
function valueOf(attribute: Attribute): AttributeValue {
  switch (attribute.type) {
    case 1: return attribute.f;
    case 2: return Number(attribute.i);
    case 3: return decoder.decode(attribute.s);
    case 4: return attribute.t ? readTensor(attribute.t, () => { throw modelUnsupported('external data in an attribute'); }) : null;
    case 6: return attribute.floats;
    case 7: return attribute.ints.map(Number);
    default: return null;
  }
}
