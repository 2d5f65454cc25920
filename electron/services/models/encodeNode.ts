import { isFieldSet } from '@bufbuild/protobuf';
import { u32LE, utf8Bytes } from '../../protocol/bytes.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import { startBytes } from './byteWriter.ts';
import { compareUtf8, resolve, type Scope, type ValueRef } from './graphScope.ts';
import { AttributeSchema, type Attribute, type Graph, type Node, type Tensor } from './onnx/onnx_pb.ts';
import { normalDomain } from './operatorSets.ts';
import { modelUnsupported } from './unsupported.ts';

/** What the bytes of a node need from outside it. */
export type NodeContext = {
  /** Operator set version by domain ("" is ai.onnx), as in force where the node stands. */
  readonly opsets: ReadonlyMap<string, number>;
  tensorRoot(tensor: Tensor): Uint8Array;
  /** Root of a graph that is an attribute of a node in `scope`. */
  subgraphRoot(graph: Graph, scope: Scope): Uint8Array;
};

/** Lists may be long: spreading them into arguments would overflow the stack. */
export const join = (parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);
export const sized = (bytes: Uint8Array): Uint8Array => join([u32LE(bytes.length), bytes]);
export const text = (value: string): Uint8Array => sized(utf8Bytes(value));
export const list = (items: readonly Uint8Array[]): Uint8Array => join([u32LE(items.length), ...items]);
export const encodeRef = (ref: ValueRef): Uint8Array => join([Uint8Array.of(ref.kind, ref.depth), ref.place, u32LE(ref.slot)]);

export const encodeOpsets = (opsets: ReadonlyMap<string, number>): Uint8Array =>
  list([...opsets].sort(([a], [b]) => compareUtf8(a, b)).map(([domain, version]) => join([text(domain), u32LE(version)])));

/**
 * "HN1" ‖ index ‖ domain ‖ operator ‖ overload ‖ operator set version ‖ attributes by name ‖ inputs ‖ which outputs are wanted
 *
 * @throws model.unsupported  an undeclared domain, an attribute that is given twice or whose value is not in the field of its type
 * @source docs/protocol/models.md section 4
 */
export function encodeNode(context: NodeContext, scope: Scope, node: Node, index: number): Uint8Array {
  const domain = normalDomain(node.domain);
  const version = context.opsets.get(domain);
  if (version === undefined) throw modelUnsupported(modelReasons.undeclared(node.opType, domain));
  // First, for a subgraph among them encodes nodes of its own; the writer is one for all.
  const attributes = node.attribute.length === 0 ? noAttributes : list(sortedAttributes(node.attribute).map((attribute) => encodeAttribute(context, scope, attribute)));
  const out = startBytes();
  out.bytes(nodeMark);
  out.u32(index);
  out.text(domain);
  out.text(node.opType);
  out.text(node.overload);
  out.u32(version);
  out.bytes(attributes);
  out.u32(node.input.length);
  for (const name of node.input) {
    const { kind, depth, place, slot } = resolve(scope, name);
    out.u8(kind);
    out.u8(depth);
    out.bytes(place);
    out.u32(slot);
  }
  out.u32(node.output.length);
  for (const name of node.output) out.u8(name === '' ? 0 : 1);
  return out.finish();
}

const nodeMark = utf8Bytes('HN1');
const noAttributes = list([]);

/** @throws model.unsupported  an attribute given twice */
export function sortedAttributes(attributes: readonly Attribute[]): Attribute[] {
  if (new Set(attributes.map((attribute) => attribute.name)).size !== attributes.length) throw modelUnsupported(modelReasons.attributeTwice);
  return [...attributes].sort((a, b) => compareUtf8(a.name, b.name));
}

/** AttributeProto type → the one field that may hold its value. */
const fieldOfType = new Map([[1, 'f'], [2, 'i'], [3, 's'], [4, 't'], [5, 'g'], [6, 'floats'], [7, 'ints'], [8, 'strings'], [9, 'tensors'], [10, 'graphs']]);
const valueFields = ['f', 'i', 's', 't', 'g', 'floats', 'ints', 'strings', 'tensors', 'graphs', 'tp', 'typeProtos', 'sparseTensor', 'sparseTensors'] as const;

/** name ‖ type u8 ‖ value; type 0xff for a reference to an attribute of the enclosing function. */
export function encodeAttribute(context: NodeContext, scope: Scope, attribute: Attribute): Uint8Array {
  const name = text(attribute.name);
  const given = valueFields.filter((field) => isFieldSet(attribute, AttributeSchema.field[field]));
  if (attribute.refAttrName !== '') {
    if (given.length > 0) throw modelUnsupported(modelReasons.attributeWrong(attribute.name, 'ref_attr_name'));
    return join([name, Uint8Array.of(0xff, attribute.type & 0xff), text(attribute.refAttrName)]);
  }
  const field = fieldOfType.get(attribute.type);
  if (!field || given.some((each) => each !== field)) {
    throw modelUnsupported(modelReasons.attributeWrong(attribute.name, `${attribute.type}: ${given.join(' + ') || '-'}`));
  }
  return join([name, Uint8Array.of(attribute.type), encodeValue(context, scope, attribute)]);
}

const counted = (count: number, view: ArrayBufferView): Uint8Array => join([u32LE(count), new Uint8Array(view.buffer, view.byteOffset, view.byteLength)]);

function encodeValue(context: NodeContext, scope: Scope, attribute: Attribute): Uint8Array {
  const tensor = (value: Tensor | undefined): Uint8Array => {
    if (!value) throw modelUnsupported(modelReasons.attributeWrong(attribute.name, 't'));
    return context.tensorRoot(value);
  };
  const graph = (value: Graph | undefined): Uint8Array => {
    if (!value) throw modelUnsupported(modelReasons.attributeWrong(attribute.name, 'g'));
    return context.subgraphRoot(value, scope);
  };
  switch (attribute.type) {
    case 1: return new Uint8Array(Float32Array.of(attribute.f).buffer);
    case 2: return new Uint8Array(BigInt64Array.of(attribute.i).buffer);
    case 3: return sized(attribute.s);
    case 4: return tensor(attribute.t);
    case 5: return graph(attribute.g);
    case 6: return counted(attribute.floats.length, Float32Array.from(attribute.floats));
    case 7: return counted(attribute.ints.length, BigInt64Array.from(attribute.ints));
    case 8: return list(attribute.strings.map(sized));
    case 9: return list(attribute.tensors.map(tensor));
    default: return list(attribute.graphs.map(graph));
  }
}
