import { clone, create } from '@bufbuild/protobuf';
import type { GraphEdit } from './editGraph.ts';
import { namesRead, orderNodes } from './graphScope.ts';
import { inferDims } from './inferDims.ts';
import { NodeSchema, ValueInfoSchema, type Graph, type Node, type ValueInfo } from './onnx/onnx_pb.ts';
import { createPathRules, type Layout } from './logitsPath.ts';
import { createRewrite } from './rewriteKit.ts';

/** How a session's bytes differ for whoever says which positions' logits it wants. */
export type WantedLogits = {
  readonly edit: GraphEdit;
  /** An input, int64 [n]: the places of those positions in the step. Logits are then [batch, n, vocabulary]. */
  readonly input: string;
};

const input = 'hearth/logits_positions';
const chosen = 'hearth/logits_rows';
const positionsAxis = 1n;

/**
 * Takes the rows of the wanted positions before the language head multiplies them: of a prompt only the last position chooses a token, and at a vocabulary of 128,000 the logits of 512 others are 256 MB and up to a third of the
 * work. The rows themselves, which evidence is made of, stay as they are.
 *
 * @param rows  the last-hidden rows, [batch, positions, hidden]
 * @returns     or the reason why this graph cannot: something between the rows and the logits does not take each position by itself
 */
export function exposeWantedLogits(graph: Graph, rows: string): WantedLogits | { readonly reason: string } {
  const dims = inferDims(graph);
  const rank = dims.get(rows)?.length;
  if (rank !== undefined && rank !== 3) return { reason: `its last rows are of rank ${rank}` };
  if ([...graph.input, ...graph.initializer].some(({ name }) => name === input) || graph.node.some((node) => node.output.includes(chosen))) return { reason: `it has a value named ${input}` };
  const path = pathOf(graph, rows);
  if (path.length === 0) return { reason: 'no path leads from its last rows to the logits' };
  const [onPath, ofPath] = [new Set(path.flatMap((node) => node.output)), new Set(path)];
  const outside = [...graph.output.map(({ name }) => name).filter((name) => name !== 'logits'), ...graph.node.filter((node) => !ofPath.has(node)).flatMap((node) => [...namesRead(node)])];
  const shared = outside.find((name) => onPath.has(name));
  if (shared !== undefined) return { reason: `${shared} is read elsewhere too` };
  const layouts = new Map<string, Layout>([[rows, { kind: 'rows', width: dims.get(rows)?.at(-1) ?? null }]]);
  const follow = createPathRules(graph, dims, layouts);
  for (const node of path) {
    const layout = follow(node);
    if (!layout) return { reason: `${node.opType} between the last rows and the logits does not take each position by itself` };
    layouts.set(node.output[0]!, layout);
  }
  if (layouts.get('logits')?.kind !== 'rows') return { reason: 'its logits are laid out otherwise' };
  return { edit: editOf(graph, rows, path, onPath), input };
}

/** The nodes through which the rows reach the logits, in an order in which they can be computed. */
function pathOf(graph: Graph, rows: string): Node[] {
  const fromRows = new Set([rows]);
  const below = orderNodes(graph.node).map((index) => graph.node[index]!).filter((node) => {
    const reads = !node.output.includes(rows) && [...namesRead(node)].some((name) => fromRows.has(name));
    if (reads) for (const name of node.output) fromRows.add(name);
    return reads;
  });
  const toLogits = new Set(['logits']);
  return below.toReversed().filter((node) => {
    const leads = node.output.some((name) => toLogits.has(name));
    if (leads) for (const name of namesRead(node)) toLogits.add(name);
    return leads;
  }).reverse();
}

function editOf(graph: Graph, rows: string, path: readonly Node[], onPath: ReadonlySet<string>): GraphEdit {
  const kit = createRewrite(chosen, 0);
  kit.op('Gather', [rows, input], { axis: positionsAxis }, chosen);
  const readers = path.filter((node) => node.input.includes(rows));
  const instead = new Map(readers.map((node, i) => [node, [...(i === 0 ? kit.nodes : []), { ...clone(NodeSchema, node), input: node.input.map((name) => (name === rows ? chosen : name)) }]] as const));
  const logits = graph.output.find(({ name }) => name === 'logits')!;
  return { instead, inputs: [positionsInput()], outputs: [ofOtherLength(logits)], dropped: onPath };
}

const positionsInput = (): ValueInfo => create(ValueInfoSchema, { name: input, type: { tensorType: { elemType: 7, shape: { dim: [{ value: { case: 'dimParam', value: input } }] } } } });

/** The runtime takes sizes of one name to be equal, and shares memory by it. */
function ofOtherLength(logits: ValueInfo): ValueInfo {
  const changed = clone(ValueInfoSchema, logits);
  const dim = changed.type?.tensorType?.shape?.dim;
  if (dim?.length === 3) dim[1]!.value = { case: 'dimParam', value: input };
  else if (changed.type?.tensorType) delete changed.type.tensorType.shape;
  return changed;
}
