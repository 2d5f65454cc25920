import type { Primitives } from '../../protocol/primitives.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import { startBytes } from './byteWriter.ts';
import { encodeNode, list, type NodeContext } from './encodeNode.ts';
import { namesRead, orderNodes, refKind, type Scope, type ScopeValue } from './graphScope.ts';
import type { Node } from './onnx/onnx_pb.ts';
import { modelUnsupported } from './unsupported.ts';

export type NodesInScope = {
  readonly nodes: readonly Node[];
  /** Inputs and initializers of the graph. */
  readonly given: ReadonlyMap<string, ScopeValue>;
  readonly parent: Scope | null;
  /** Names of the graph's outputs. */
  readonly outputs: readonly string[];
};

/**
 * The order of nodes that does not depend on their order in the file: topological by Kahn's algorithm, of the ready nodes the one with the
 * smallest role. A node's role hashes what it computes (operator, attributes, and the same of everything before it) and what is done with it (the
 * roles of its readers, the outputs of the graph it is). Nodes of one role are interchangeable, and stay as in the file.
 *
 * @returns indices into `nodes`
 * @throws  model.unsupported  a cycle, a value defined twice or by nothing, and what `encodeNode` refuses
 * @source docs/protocol/models.md section 4
 */
export function canonicalOrder(p: Primitives, context: NodeContext, { nodes, given, parent, outputs }: NodesInScope): number[] {
  const fileOrder = orderNodes(nodes);
  const values = new Map(given);
  const scope: Scope = { parent, values };
  const contents = new Array<Uint8Array>(nodes.length);
  for (const index of fileOrder) {
    const node = nodes[index]!;
    const place = p.sha256(encodeNode(context, scope, node, 0));
    contents[index] = place;
    node.output.forEach((name, slot) => define(values, name, { kind: refKind.node, place, slot }));
  }
  const readings = readingsOf(nodes);
  const placesOf = Map.groupBy(outputs.map((name, place) => ({ name, place })), ({ name }) => name);
  const roles = new Array<Uint8Array>(nodes.length);
  for (const index of fileOrder.toReversed()) {
    const uses: Uint8Array[] = [];
    nodes[index]!.output.forEach((name, slot) => {
      for (const { reader, at } of readings.get(name) ?? []) uses.push(useOf(slot, at, roles[reader]!));
      for (const { place } of placesOf.get(name) ?? []) uses.push(useOf(slot, place, null));
    });
    roles[index] = p.sha256(contents[index]!, list(uses.sort((a, b) => Buffer.compare(a, b))));
  }
  return orderNodes(nodes, roles);
}

/** What is done with an output: the input and role of a node that reads it, or (null) its place among the graph's outputs. */
function useOf(slot: number, place: number, role: Uint8Array | null): Uint8Array {
  const out = startBytes();
  out.u32(slot);
  out.u32(place);
  if (role) out.bytes(role);
  return out.finish();
}

/** @throws model.unsupported  a name that has a value already */
export function define(values: Map<string, ScopeValue>, name: string, value: ScopeValue): void {
  if (name === '') return;
  if (values.has(name)) throw modelUnsupported(modelReasons.valueTwice(name));
  values.set(name, value);
}

/** Stands for an input's place where a value is read by a subgraph of the node. */
const throughSubgraph = 0xffff_ffff;

/** By value: which nodes read it, and at which input. */
function readingsOf(nodes: readonly Node[]): Map<string, { reader: number; at: number }[]> {
  const readings = new Map<string, { reader: number; at: number }[]>();
  const add = (name: string, reader: number, at: number): void => {
    const known = readings.get(name);
    if (known) known.push({ reader, at });
    else readings.set(name, [{ reader, at }]);
  };
  nodes.forEach((node, reader) => {
    node.input.forEach((name, at) => name !== '' && add(name, reader, at));
    if (node.attribute.length === 0) return;
    const direct = new Set(node.input);
    for (const name of namesRead(node)) if (!direct.has(name)) add(name, reader, throughSubgraph);
  });
  return readings;
}
