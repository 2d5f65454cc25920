import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { concatBytes } from '../../protocol/bytes.ts';
import { GraphSchema, ModelSchema, NodeSchema, ValueInfoSchema, type Node } from './onnx/onnx_pb.ts';
import { normalDomain } from './operatorSets.ts';
import { readPastApart, type Join } from './readPastApart.ts';
import { intAttribute } from './rewriteKit.ts';
import { modelUnsupported } from './unsupported.ts';

/** A model's bytes for a runtime that keeps the key-value cache outside of the graph. */
export type FreshCache = {
  readonly bytes: Uint8Array;
  /** By cache input: the value that holds only the new positions' keys or values, [batch, heads, count, headDim]. */
  readonly fresh: ReadonlyMap<string, string>;
};

/**
 * Exposes the keys and values of the new positions in place of the whole cache. An export joins past and new with one Concat, whose result
 * it gives as `present.*`: fetching that copies every position at every step, which at eight sequences of 256 positions took longer than the
 * weights (docs/bench.md). The caller appends the new rows to a cache of its own. Where only attention reads the joined cache it is not made at
 * all ({@link readPastApart}); elsewhere it is a passing value of one layer. All other nodes stay as they are.
 *
 * @param bytes  the session's bytes, as checked
 * @returns      or the reason why this graph cannot: another operator makes a `present.*`
 */
export function exposeFreshCache(bytes: Uint8Array): FreshCache | { readonly reason: string } {
  const model = fromBinary(ModelSchema, bytes);
  const graph = model.graph!;
  const makers = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const given = new Set([...graph.input, ...graph.initializer].map(({ name }) => name));
  const fresh = new Map<string, string>();
  const joins: Join[] = [];
  for (const { name: past } of graph.input.filter(({ name }) => name.startsWith('past_key_values.'))) {
    const present = past.replace(/^past_key_values\./, 'present.');
    const maker = makers.get(present);
    const added = maker && isJoin(maker, past) ? maker.input[1]! : null;
    if (!maker || added === null || given.has(added)) return { reason: `${present} is made by ${maker?.opType ?? 'nothing'}, not by joining the past with new positions` };
    fresh.set(past, added);
    joins.push({ node: maker, past, added });
  }
  if (fresh.size === 0) return { reason: 'it has no key-value cache' };
  const opset = Number(model.opsetImport.find(({ domain }) => normalDomain(domain) === '')?.version ?? 0);
  const instead = readPastApart(graph, opset, joins);
  const known = new Set(graph.output.map(({ name }) => name));
  const added = [...new Set(fresh.values())].filter((name) => !known.has(name)).map((name) => create(ValueInfoSchema, { name }));
  // A message that follows another of its kind is merged into it.
  const more = toBinary(ModelSchema, create(ModelSchema, { graph: create(GraphSchema, { output: added }) }));
  const pieces = rewriteGraph(bytes, new Set(joins.map(({ node }) => node.output[0]!)), graph.node.map((node) => instead.get(node)));
  return { bytes: concatBytes(...pieces, more), fresh };
}

/** Field numbers of onnx.proto, with wire type 2. */
const graphOfModel = 7;
const nodeOfGraph = 1;
const outputOfGraph = 12;
const lengthDelimited = 2;

/**
 * The bytes of a model without some of the graph's outputs and with other nodes in place of some, in pieces. Field by field, since weights are most of
 * a file: writing the parsed model anew took seconds for 100 MB.
 *
 * @param instead  by node, in their order; undefined leaves it as it lies
 */
function rewriteGraph(bytes: Uint8Array, dropped: ReadonlySet<string>, instead: readonly (readonly Node[] | undefined)[]): Uint8Array[] {
  let at = 0;
  const rewrite = ({ number, wireType, content, whole }: Field): Uint8Array[] => {
    if (wireType !== lengthDelimited) return [whole];
    if (number === outputOfGraph) return dropped.has(fromBinary(ValueInfoSchema, content).name) ? [] : [whole];
    const nodes = number === nodeOfGraph ? instead[at++] : undefined;
    return nodes ? nodes.flatMap((node) => field(nodeOfGraph, [toBinary(NodeSchema, node)])) : [whole];
  };
  return fieldsOf(bytes).flatMap((one) => (one.number === graphOfModel && one.wireType === lengthDelimited ? field(graphOfModel, fieldsOf(one.content).flatMap(rewrite)) : [one.whole]));
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

/** Concat of exactly the past and one other value, along the positions of [batch, heads, positions, headDim]. */
const isJoin = (node: Node, past: string): boolean =>
  node.opType === 'Concat' && (node.domain === '' || node.domain === 'ai.onnx') && node.input.length === 2 && node.input[0] === past && node.input[1] !== past && [2, -2].includes(intAttribute(node, 'axis', 0));
