import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { concatBytes } from '../../protocol/bytes.ts';
import { GraphSchema, ModelSchema, NodeSchema, ValueInfoSchema, type Graph, type Node, type ValueInfo } from './onnx/onnx_pb.ts';
import { modelUnsupported } from './unsupported.ts';

/** What a session's bytes have otherwise than the file. Weights stay as they lie. */
export type GraphEdit = {
  /** By node, what stands in its place; nothing at all for one that goes. */
  readonly instead: ReadonlyMap<Node, readonly Node[]>;
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  /** Outputs that are none any more, and inner values whose declared sizes no longer hold. */
  readonly dropped: ReadonlySet<string>;
};

/** Field numbers of onnx.proto, with wire type 2. */
const graphOfModel = 7;
const nodeOfGraph = 1;
const outputOfGraph = 12;
const valueOfGraph = 13;
const lengthDelimited = 2;

/**
 * The bytes of a model with edits of different nodes. Field by field, since weights are most of a file: writing the parsed model anew took seconds for 100 MB.
 *
 * @param graph  of these bytes, parsed
 * @returns      `bytes` itself where there is nothing to do
 */
export function editGraph(bytes: Uint8Array, graph: Graph, edits: readonly GraphEdit[]): Uint8Array {
  if (edits.length === 0) return bytes;
  const instead = graph.node.map((node) => edits.find((edit) => edit.instead.has(node))?.instead.get(node));
  const dropped = new Set(edits.flatMap((edit) => [...edit.dropped]));
  // A message that follows another of its kind is merged into it.
  const more = toBinary(ModelSchema, create(ModelSchema, { graph: create(GraphSchema, { input: edits.flatMap(({ inputs }) => inputs), output: edits.flatMap(({ outputs }) => outputs) }) }));
  let at = 0;
  const rewrite = ({ number, wireType, content, whole }: Field): Uint8Array[] => {
    if (wireType !== lengthDelimited) return [whole];
    if (number === outputOfGraph || number === valueOfGraph) return dropped.has(fromBinary(ValueInfoSchema, content).name) ? [] : [whole];
    const nodes = number === nodeOfGraph ? instead[at++] : undefined;
    return nodes ? nodes.flatMap((node) => field(nodeOfGraph, [toBinary(NodeSchema, node)])) : [whole];
  };
  const pieces = fieldsOf(bytes).flatMap((one) => (one.number === graphOfModel && one.wireType === lengthDelimited ? field(graphOfModel, fieldsOf(one.content).flatMap(rewrite)) : [one.whole]));
  return concatBytes(...pieces, more);
}

const field = (number: number, pieces: readonly Uint8Array[]): Uint8Array[] =>
  [varint((number << 3) | lengthDelimited), varint(pieces.reduce((sum, { length }) => sum + length, 0)), ...pieces];

type Field = { readonly number: number; readonly wireType: number; readonly whole: Uint8Array; readonly content: Uint8Array };

/** The fields of a message that a parser has accepted, as they lie. */
function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const readVarint = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const start = at;
    const tag = readVarint();
    const wireType = tag & 7;
    const length = wireType === lengthDelimited ? readVarint() : wireType === 0 ? (readVarint(), 0) : wireType === 1 ? 8 : wireType === 5 ? 4 : NaN;
    if (Number.isNaN(length)) throw modelUnsupported('its file holds groups');
    const content = bytes.subarray(at, at + length);
    at += length;
    fields.push({ number: Math.floor(tag / 8), wireType, whole: bytes.subarray(start, at), content });
  }
  return fields;
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}
