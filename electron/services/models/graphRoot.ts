import { u32LE, utf8Bytes } from '../../protocol/bytes.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { tensorRoot } from '../../protocol/tensor.ts';
import { merkleRoot, treeTag } from '../../protocol/tree.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import { encodeAttribute, encodeNode, encodeOpsets, encodeRef, join, list, sized, sortedAttributes, text, type NodeContext } from './encodeNode.ts';
import { compareUtf8, refKind, resolve, type Scope, type ScopeValue } from './graphScope.ts';
import { canonicalOrder, define } from './nodeOrder.ts';
import type { Function as OnnxFunction, Graph, Model, Node, Tensor } from './onnx/onnx_pb.ts';
import { normalDomain, readOpsets } from './operatorSets.ts';
import { readTensor, type ExternalBytes } from './tensorBytes.ts';
import { modelUnsupported } from './unsupported.ts';

const maxDepth = 32;

export type ModelRoots = {
  readonly weightsRoot: Uint8Array;
  readonly graphRoot: Uint8Array;
  /** Indices into the main graph's nodes, in canonical order. */
  readonly nodeOrder: readonly number[];
  /** What graphRoot is over: the header, then the nodes in canonical order. Whoever shows a node to a court opens one of them. */
  readonly graphLeaves: readonly Uint8Array[];
};

type Context = NodeContext & {
  readonly p: Primitives;
  readonly depth: number;
  /** Found once per graph: finding it encodes every node, and a graph is read again for each reading of the one around it. */
  readonly orders: Map<Graph, readonly number[]>;
  /** The same with other operator sets: inside a function. */
  withOpsets(opsets: ReadonlyMap<string, number>): Context;
};

/**
 * What the model computes with, and what it computes.
 *
 * `weightsRoot` is a tree over the initializers in name order, leaf = tensor root. `graphRoot` is a tree over the graph's header and its
 * nodes in canonical order; values are named by where they come from, so renaming values or reordering nodes changes nothing.
 *
 * @throws model.unsupported  what {@link readTensor}, {@link resolve} and {@link canonicalOrder} refuse
 * @source docs/protocol/models.md sections 3 and 4
 */
export function computeModelRoots(p: Primitives, model: Model, externalBytes: ExternalBytes): ModelRoots {
  const graph = model.graph!;
  const context = createContext(p, externalBytes, readOpsets(model.opsetImport));
  const weightsRoot = weightsRootOf(context, graph.initializer);
  const functionRoots = [...model.functions]
    .sort((a, b) => compareUtf8(normalDomain(a.domain), normalDomain(b.domain)) || compareUtf8(a.name, b.name) || compareUtf8(a.overload, b.overload))
    .map((each) => functionRoot(context, each));
  // The main graph's weights stand beside it in the model's description; a subgraph's are part of the subgraph.
  const graphLeaves = graphLeavesOf(context, graph, null, null, functionRoots);
  return { weightsRoot, graphRoot: merkleRoot(p, treeTag.node, graphLeaves), nodeOrder: context.orders.get(graph)!, graphLeaves };
}

function createContext(p: Primitives, externalBytes: ExternalBytes, opsets: ReadonlyMap<string, number>): Context {
  const tensors = new Map<Tensor, Uint8Array>();
  const orders: Context['orders'] = new Map();
  const at = (depth: number, opsetsHere: ReadonlyMap<string, number>): Context => ({
    p, depth, orders, opsets: opsetsHere,
    withOpsets: (other) => at(0, other),
    // Nodes are encoded twice, once for their order and once in it; what is large is hashed once.
    tensorRoot(tensor) {
      const known = tensors.get(tensor);
      if (known) return known;
      const root = tensorRoot(p, readTensor(tensor, externalBytes));
      tensors.set(tensor, root);
      return root;
    },
    subgraphRoot: (graph, scope) => {
      const inner = at(depth + 1, opsetsHere);
      return merkleRoot(p, treeTag.node, graphLeavesOf(inner, graph, scope, weightsRootOf(inner, graph.initializer), []));
    },
  });
  return at(0, opsets);
}

const byName = (tensors: readonly Tensor[]): Tensor[] => [...tensors].sort((a, b) => compareUtf8(a.name, b.name));

const weightsRootOf = (context: Context, tensors: readonly Tensor[]): Uint8Array => merkleRoot(context.p, treeTag.weight, byName(tensors).map((tensor) => context.tensorRoot(tensor)));

function graphLeavesOf(context: Context, graph: Graph, parent: Scope | null, weightsRoot: Uint8Array | null, functionRoots: readonly Uint8Array[]): Uint8Array[] {
  if (context.depth > maxDepth) throw modelUnsupported(modelReasons.nestedDeep(maxDepth));
  const initializers = byName(graph.initializer).map((tensor) => tensor.name);
  const weights = new Set(initializers);
  const inputs = graph.input.filter((value) => !weights.has(value.name));
  const given = givenValues(inputs.map((value) => value.name), initializers);
  const outputs = graph.output.map((value) => value.name);
  const order = context.orders.get(graph) ?? canonicalOrder(context.p, context, { nodes: graph.node, given, parent, outputs });
  context.orders.set(graph, order);
  const ordered = order.map((index) => graph.node[index]!);
  const scope = scopeOf(parent, given, ordered);
  const header = join([
    utf8Bytes('HG1'),
    encodeOpsets(context.opsets),
    list(inputs.map((value) => join([text(value.name), u32LE(value.type?.tensorType?.elemType ?? 0)]))),
    list(outputs.map((name) => join([text(name), encodeRef(resolve(scope, name))]))),
    u32LE(initializers.length),
    sized(weightsRoot ?? new Uint8Array(0)),
    list(functionRoots),
  ]);
  return nodeLeaves(context, header, scope, ordered);
}

function functionRoot(outer: Context, body: OnnxFunction): Uint8Array {
  const context = outer.withOpsets(readOpsets(body.opsetImport));
  const given = givenValues(body.input, []);
  const order = canonicalOrder(context.p, context, { nodes: body.node, given, parent: null, outputs: body.output });
  const ordered = order.map((index) => body.node[index]!);
  const scope = scopeOf(null, given, ordered);
  const header = join([
    utf8Bytes('HF1'), text(body.domain), text(body.name), text(body.overload),
    encodeOpsets(context.opsets),
    u32LE(body.input.length),
    list(body.output.map((name) => encodeRef(resolve(scope, name)))),
    list([...body.attribute].sort(compareUtf8).map(text)),
    list(sortedAttributes(body.attributeProto).map((attribute) => encodeAttribute(context, scope, attribute))),
  ]);
  return merkleRoot(context.p, treeTag.node, nodeLeaves(context, header, scope, ordered));
}

const nodeLeaves = (context: Context, header: Uint8Array, scope: Scope, ordered: readonly Node[]): Uint8Array[] =>
  [header, ...ordered.map((node, index) => encodeNode(context, scope, node, index))];

/** @throws model.unsupported  a value defined twice in one graph */
function givenValues(inputs: readonly string[], initializers: readonly string[]): Map<string, ScopeValue> {
  const values = new Map<string, ScopeValue>();
  inputs.forEach((name, index) => define(values, name, { kind: refKind.input, place: u32LE(index), slot: 0 }));
  initializers.forEach((name, index) => define(values, name, { kind: refKind.initializer, place: u32LE(index), slot: 0 }));
  return values;
}

function scopeOf(parent: Scope | null, given: ReadonlyMap<string, ScopeValue>, ordered: readonly Node[]): Scope {
  const values = new Map(given);
  ordered.forEach((node, index) => node.output.forEach((name, slot) => define(values, name, { kind: refKind.node, place: u32LE(index), slot })));
  return { parent, values };
}
