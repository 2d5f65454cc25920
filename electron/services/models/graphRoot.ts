import { isFieldSet } from '@bufbuild/protobuf';
import { concatBytes, u32LE, utf8Bytes } from '../../protocol/bytes.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { tensorRoot } from '../../protocol/tensor.ts';
import { merkleRoot, treeTag } from '../../protocol/tree.ts';
import { compareUtf8, orderNodes, refKind, resolve, type Scope, type ValueRef } from './graphScope.ts';
import { AttributeSchema, type Attribute, type Function as OnnxFunction, type Graph, type Model, type Node, type OperatorSet, type Tensor } from './onnx/onnx_pb.ts';
import { readTensor, type ExternalBytes } from './tensorBytes.ts';
import { modelUnsupported } from './unsupported.ts';

type Context = {
  readonly p: Primitives;
  readonly externalBytes: ExternalBytes;
  /** Operator set version by domain ("" is ai.onnx), as in force where the node stands. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly depth: number;
};
const maxDepth = 32;

export type ModelRoots = { readonly weightsRoot: Uint8Array; readonly graphRoot: Uint8Array; readonly nodeCount: number };

/**
 * What the model computes with, and what it computes.
 *
 * `weightsRoot` is a tree over the initializers in name order, leaf = tensor root. `graphRoot` is a tree over the graph's header and its
 * nodes in canonical order; values are named by where they come from, so renaming values or nodes changes nothing.
 *
 * @throws model.unsupported  what {@link readTensor} and {@link resolve} refuse, cycles, undeclared domains, unreadable attributes
 * @source docs/protocol/models.md sections 3 and 4
 */
export function computeModelRoots(p: Primitives, model: Model, externalBytes: ExternalBytes): ModelRoots {
  const graph = model.graph!;
  const context: Context = { p, externalBytes, opsets: readOpsets(model.opsetImport), depth: 0 };
  const weightsRoot = weightsRootOf(context, graph.initializer);
  const functionRoots = [...model.functions]
    .sort((a, b) => compareUtf8(a.domain, b.domain) || compareUtf8(a.name, b.name) || compareUtf8(a.overload, b.overload))
    .map((each) => functionRoot(context, each));
  // The main graph's weights stand beside it in the model's description; a subgraph's are part of the subgraph.
  const root = graphRootOf(context, graph, null, null, functionRoots);
  return { weightsRoot, graphRoot: root, nodeCount: graph.node.length };
}

const text = (value: string): Uint8Array => sized(utf8Bytes(value));
const sized = (bytes: Uint8Array): Uint8Array => concatBytes(u32LE(bytes.length), bytes);
const list = (items: readonly Uint8Array[]): Uint8Array => concatBytes(u32LE(items.length), ...items);
const encodeRef = (ref: ValueRef): Uint8Array => concatBytes(Uint8Array.of(ref.kind, ref.depth), u32LE(ref.index), u32LE(ref.slot));

export const normalDomain = (domain: string): string => (domain === 'ai.onnx' ? '' : domain);

/** @throws model.unsupported  a domain given twice (ai.onnx and "" are one) or a version outside uint32 */
export function readOpsets(imports: readonly OperatorSet[]): Map<string, number> {
  const opsets = new Map<string, number>();
  for (const { domain, version } of imports) {
    const name = normalDomain(domain);
    if (opsets.has(name)) throw modelUnsupported(`operator set "${name}" is imported twice`);
    if (version < 1n || version > 0xffff_ffffn) throw modelUnsupported(`operator set version ${version}`);
    opsets.set(name, Number(version));
  }
  return opsets;
}

const encodeOpsets = (opsets: ReadonlyMap<string, number>): Uint8Array =>
  list([...opsets].sort(([a], [b]) => compareUtf8(a, b)).map(([domain, version]) => concatBytes(text(domain), u32LE(version))));

const byName = (tensors: readonly Tensor[]): Tensor[] => [...tensors].sort((a, b) => compareUtf8(a.name, b.name));

const weightsRootOf = (context: Context, tensors: readonly Tensor[]): Uint8Array =>
  merkleRoot(context.p, treeTag.weight, byName(tensors).map((tensor) => tensorRoot(context.p, readTensor(tensor, context.externalBytes))));

function graphRootOf(context: Context, graph: Graph, parent: Scope | null, weightsRoot: Uint8Array | null, functionRoots: readonly Uint8Array[]): Uint8Array {
  if (context.depth > maxDepth) throw modelUnsupported(`subgraphs nested deeper than ${maxDepth}`);
  const initializers = byName(graph.initializer).map((tensor) => tensor.name);
  const weights = new Set(initializers);
  const inputs = graph.input.filter((value) => !weights.has(value.name));
  const order = orderNodes(graph.node);
  const scope = buildScope(parent, inputs.map((value) => value.name), initializers, order.map((index) => graph.node[index]!));
  const header = concatBytes(
    utf8Bytes('HG1'),
    encodeOpsets(context.opsets),
    list(inputs.map((value) => concatBytes(text(value.name), u32LE(value.type?.tensorType?.elemType ?? 0)))),
    list(graph.output.map((value) => concatBytes(text(value.name), encodeRef(resolve(scope, value.name))))),
    u32LE(initializers.length),
    sized(weightsRoot ?? new Uint8Array(0)),
    list(functionRoots),
  );
  return merkleRoot(context.p, treeTag.node, [header, ...order.map((from, index) => encodeNode(context, scope, graph.node[from]!, index))]);
}

function functionRoot(outer: Context, body: OnnxFunction): Uint8Array {
  const context = { ...outer, opsets: readOpsets(body.opsetImport) };
  const order = orderNodes(body.node);
  const scope = buildScope(null, body.input, [], order.map((index) => body.node[index]!));
  const header = concatBytes(
    utf8Bytes('HF1'), text(body.domain), text(body.name), text(body.overload),
    encodeOpsets(context.opsets),
    u32LE(body.input.length),
    list(body.output.map((name) => encodeRef(resolve(scope, name)))),
    list([...body.attribute].sort(compareUtf8).map(text)),
    list(sortedAttributes(body.attributeProto).map((attribute) => encodeAttribute(context, scope, attribute))),
  );
  return merkleRoot(context.p, treeTag.node, [header, ...order.map((from, index) => encodeNode(context, scope, body.node[from]!, index))]);
}

/** @throws model.unsupported  a value defined twice in one graph */
function buildScope(parent: Scope | null, inputs: readonly string[], initializers: readonly string[], nodes: readonly Node[]): Scope {
  const values = new Map<string, Omit<ValueRef, 'depth'>>();
  const define = (name: string, kind: number, index: number, slot: number): void => {
    if (values.has(name)) throw modelUnsupported(`the value "${name}" is defined twice`);
    values.set(name, { kind, index, slot });
  };
  inputs.forEach((name, index) => define(name, refKind.input, index, 0));
  initializers.forEach((name, index) => define(name, refKind.initializer, index, 0));
  nodes.forEach((node, index) => node.output.forEach((name, slot) => name !== '' && define(name, refKind.node, index, slot)));
  return { parent, values };
}

/**
 * "HN1" ‖ index ‖ domain ‖ operator ‖ overload ‖ operator set version ‖ attributes by name ‖ inputs ‖ which outputs are wanted
 */
function encodeNode(context: Context, scope: Scope, node: Node, index: number): Uint8Array {
  const domain = normalDomain(node.domain);
  const version = context.opsets.get(domain);
  if (version === undefined) throw modelUnsupported(`operator ${node.opType} of the undeclared domain "${domain}"`);
  return concatBytes(
    utf8Bytes('HN1'), u32LE(index), text(domain), text(node.opType), text(node.overload), u32LE(version),
    list(sortedAttributes(node.attribute).map((attribute) => encodeAttribute(context, scope, attribute))),
    list(node.input.map((name) => encodeRef(resolve(scope, name)))),
    list(node.output.map((name) => Uint8Array.of(name === '' ? 0 : 1))),
  );
}

function sortedAttributes(attributes: readonly Attribute[]): Attribute[] {
  if (new Set(attributes.map((attribute) => attribute.name)).size !== attributes.length) throw modelUnsupported('an attribute is given twice');
  return [...attributes].sort((a, b) => compareUtf8(a.name, b.name));
}

/** AttributeProto type → the one field that may hold its value. */
const fieldOfType = new Map([[1, 'f'], [2, 'i'], [3, 's'], [4, 't'], [5, 'g'], [6, 'floats'], [7, 'ints'], [8, 'strings'], [9, 'tensors'], [10, 'graphs']]);
const valueFields = ['f', 'i', 's', 't', 'g', 'floats', 'ints', 'strings', 'tensors', 'graphs', 'tp', 'typeProtos', 'sparseTensor', 'sparseTensors'] as const;

/** name ‖ type u8 ‖ value; type 0xff for a reference to an attribute of the enclosing function. */
function encodeAttribute(context: Context, scope: Scope, attribute: Attribute): Uint8Array {
  const name = text(attribute.name);
  const given = valueFields.filter((field) => isFieldSet(attribute, AttributeSchema.field[field]));
  if (attribute.refAttrName !== '') {
    if (given.length > 0) throw modelUnsupported(`attribute ${attribute.name} is both a value and a reference`);
    return concatBytes(name, Uint8Array.of(0xff, attribute.type & 0xff), text(attribute.refAttrName));
  }
  const field = fieldOfType.get(attribute.type);
  if (!field || given.some((each) => each !== field)) {
    throw modelUnsupported(`attribute ${attribute.name} of type ${attribute.type} holds ${given.join(' and ') || 'nothing'}`);
  }
  return concatBytes(name, Uint8Array.of(attribute.type), encodeValue(context, scope, attribute));
}

function encodeValue(context: Context, scope: Scope, attribute: Attribute): Uint8Array {
  const { p, externalBytes } = context;
  const tensor = (value: Tensor | undefined): Uint8Array => {
    if (!value) throw modelUnsupported(`attribute ${attribute.name} holds no tensor`);
    return tensorRoot(p, readTensor(value, externalBytes));
  };
  const graph = (value: Graph | undefined): Uint8Array => {
    if (!value) throw modelUnsupported(`attribute ${attribute.name} holds no graph`);
    return graphRootOf({ ...context, depth: context.depth + 1 }, value, scope, weightsRootOf(context, value.initializer), []);
  };
  switch (attribute.type) {
    case 1: return new Uint8Array(Float32Array.of(attribute.f).buffer);
    case 2: return new Uint8Array(BigInt64Array.of(attribute.i).buffer);
    case 3: return sized(attribute.s);
    case 4: return tensor(attribute.t);
    case 5: return graph(attribute.g);
    case 6: return list(attribute.floats.map((value) => new Uint8Array(Float32Array.of(value).buffer)));
    case 7: return list(attribute.ints.map((value) => new Uint8Array(BigInt64Array.of(value).buffer)));
    case 8: return list(attribute.strings.map(sized));
    case 9: return list(attribute.tensors.map(tensor));
    default: return list(attribute.graphs.map(graph));
  }
}
