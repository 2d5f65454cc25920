import { fromHex, toHex } from '../../protocol/bytes.ts';
import type { Bundle } from '../../protocol/bundle.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { sketchBytes, sketchDistance, sketchRows } from '../../protocol/sketch.ts';
import { tensorRoot, type TensorBytes } from '../../protocol/tensor.ts';
import { locateCandidates, type NodeDistances } from '../../protocol/trace.ts';
import { treeTag } from '../../protocol/tree.ts';
import { HearthError } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import type { NamedNode, Opening } from '../../shared/openings.ts';
import type { Hex } from '../../shared/units.ts';
import type { OpenedModel } from '../models/openModelFolder.ts';
import type { ReplayGraph } from '../models/replayGraph.ts';
import { agreementTolerance, judgingRuleOf } from './dispute.ts';
import { feedsOfJob } from './jobFeeds.ts';
import { firstInputPlace, openElement, openLeaf } from './openElement.ts';
import { replayNodes, type TensorStore } from './replayCanonical.ts';
import { rootOfIndex, type TraceEntry, type TraceIndex, type TracePlace } from './traceFolder.ts';

/** Nodes a challenger is told of, the most telling first; it has three tries. */
const namedLimit = 24;

export type GameReplayFacts = {
  readonly p: Primitives;
  /** The registered model. */
  readonly opened: OpenedModel;
  readonly registered: ReplayGraph;
  /** What is computed with, and its files: the registered graph, but for a node that cheats on purpose. */
  readonly run: { readonly graph: ReplayGraph; readonly externalData: OpenedModel['externalData'] };
  readonly bundle: Bundle;
  readonly signal?: AbortSignal;
};

export type GameReplayWishes = {
  /** Whether to give the rows and logits, against which a receipt is measured. */
  readonly wantsRows: boolean;
  /** Key of the dispute's sketches, 32 bytes; null: no list is made. */
  readonly sketchKey: Uint8Array | null;
  /** The other side's list under the same key: gives the nodes to name. */
  readonly against: Uint8Array | null;
  /** The element to open. */
  readonly open: { readonly rule: 'dot' | 'move'; readonly node: number; readonly element: number } | null;
};

export type GameReplay = {
  readonly traceRoot: Hex;
  /** Leaves under graphRoot, and under traceRoot. */
  readonly graphCount: number;
  /** float32 of the last-hidden rows and the logits, one per position; null where they were not asked for or the job makes no tokens. */
  readonly rows: { readonly hidden: TensorBytes; readonly logits: TensorBytes } | null;
  /** 128 bytes per wanted output, in order; empty without a key. */
  readonly list: Uint8Array;
  readonly named: readonly NamedNode[];
  readonly opening: Opening | null;
  /** Most bytes of tensors that were held at one time. */
  readonly heldBytes: number;
};

/**
 * One canonical replay for a dispute on the chain. Nothing is written: tensors stay in memory until their last reader has run, so that a confined worker can do it. The same
 * job gives the same root each time, so what a later message needs is replayed again instead of kept.
 *
 * @throws worker.runFailed, model.unsupported, input.wrongShape
 * @source docs/protocol/disputes.md section 3, "In a game on the chain"
 */
export async function replayForGame(facts: GameReplayFacts, wishes: GameReplayWishes): Promise<GameReplay> {
  const { p, opened, registered, run, bundle } = facts;
  const { graph } = run;
  const kept = keptPlaces(facts, wishes);
  const sketcher = wishes.sketchKey ? createListSketcher(p, graph, wishes.sketchKey, wishes.against) : null;
  const tensors = memoryTensors(p, (place) => kept.has(keyOf(place)), (place, tensor, entry) => sketcher?.add(place, tensor, entry));
  const made = await replayNodes({ p, graph, externalData: run.externalData, ...(facts.signal ? { signal: facts.signal } : {}) }, tensors, feedsOfJob(graph, bundle));
  const index: TraceIndex = { format: 'hearth-trace/1', modelId: opened.modelId, traceRoot: opened.modelId, inputs: made.inputs, nodes: made.nodes, note: '' };
  const read = (place: TracePlace): Promise<TensorBytes> => tensors.read(place);
  return {
    traceRoot: toHex(rootOfIndex(p, index)), graphCount: opened.graphLeaves.length, list: sketcher?.list() ?? new Uint8Array(0), heldBytes: tensors.heldBytes(),
    rows: wishes.wantsRows && bundle.kind === 'generate' ? { hidden: await read(placeOf(graph, opened.plan.rowTensor!)), logits: await read(placeOf(graph, 'logits')) } : null,
    named: sketcher && wishes.against ? nameNodes(facts, sketcher) : [],
    opening: wishes.open && (await openElement({ p, graph: registered, graphLeaves: opened.graphLeaves, index, read }, wishes.open.rule, wishes.open.node, wishes.open.element)),
  };
}

const keyOf = ({ node, slot }: TracePlace): string => `${node}:${slot}`;

function keptPlaces({ run: { graph }, opened, bundle }: GameReplayFacts, { wantsRows, open }: GameReplayWishes): ReadonlySet<string> {
  const kept = new Set<string>();
  if (wantsRows && bundle.kind === 'generate') for (const name of [opened.plan.rowTensor!, 'logits']) kept.add(keyOf(placeOf(graph, name)));
  const node = open && graph.nodes[open.node];
  if (open && node) {
    const from = firstInputPlace(graph, node);
    for (const place of [{ node: open.node, slot: 0 }, ...(from ? [from] : [])]) kept.add(keyOf(place));
  }
  return kept;
}

function placeOf(graph: ReplayGraph, name: string): TracePlace {
  const node = graph.nodes.findIndex(({ outputs }) => outputs.includes(name));
  if (node < 0) throw new HearthError('model.unsupported', { reason: modelReasons.noMaker(name) });
  return { node, slot: graph.nodes[node]!.outputs.indexOf(name) };
}

function memoryTensors(p: Primitives, isKept: (place: TracePlace) => boolean, onWritten: (place: TracePlace, tensor: TensorBytes, entry: TraceEntry) => void) {
  const held = new Map<string, TensorBytes>();
  let nowBytes = 0;
  let mostBytes = 0;
  const read = (place: TracePlace): Promise<TensorBytes> => {
    const tensor = held.get(keyOf(place));
    return tensor ? Promise.resolve(tensor) : Promise.reject(new HearthError('model.unsupported', { reason: `the tensor of output ${place.slot} of node ${place.node} is not there any more` }));
  };
  const store: TensorStore = {
    write(place, tensor) {
      const entry: TraceEntry = { dtype: tensor.dtype, dims: [...tensor.dims], sizeBytes: tensor.body.length, root: toHex(tensorRoot(p, tensor)) };
      held.set(keyOf(place), tensor);
      nowBytes += tensor.body.length;
      mostBytes = Math.max(mostBytes, nowBytes);
      onWritten(place, tensor, entry);
      return Promise.resolve(entry);
    },
    read,
    drop(place) {
      if (isKept(place)) return;
      nowBytes -= held.get(keyOf(place))?.body.length ?? 0;
      held.delete(keyOf(place));
    },
  };
  return { ...store, read, heldBytes: () => mostBytes };
}

/** What a list says of one output: its sketch, or its root where there is none (no float32, or a value that is not finite). */
function listEntry(p: Primitives, key: Uint8Array, position: number, tensor: TensorBytes, entry: TraceEntry): { readonly bytes: Uint8Array; readonly isSketch: boolean } {
  const plain = new Uint8Array(sketchBytes);
  plain.set(fromHex(entry.root));
  if (tensor.dtype !== 1 || tensor.body.length === 0) return { bytes: plain, isSketch: false };
  try {
    return { bytes: sketchRows(p, key, position, new Float32Array(tensor.body.slice().buffer)), isSketch: true };
  } catch (error) {
    if (error instanceof HearthError && error.code === 'evidence.nonFinite') return { bytes: plain, isSketch: false };
    throw error;
  }
}

/** Makes the list while the tensors pass by, and measures the other side's against it. */
function createListSketcher(p: Primitives, graph: ReplayGraph, key: Uint8Array, against: Uint8Array | null) {
  const entries: Uint8Array[] = [];
  const distances: NodeDistances[] = graph.nodes.map((node, index) => ({ index, reads: node.reads, outputs: [] }));
  const largest = new Map<string, number[]>();
  return {
    add(place: TracePlace, tensor: TensorBytes, entry: TraceEntry): void {
      if (place.node < 0) return;
      const position = entries.length;
      const { bytes, isSketch } = listEntry(p, key, position, tensor, entry);
      entries.push(bytes);
      if (!against) return;
      const theirs = against.subarray(position * sketchBytes, (position + 1) * sketchBytes);
      const isSame = Buffer.compare(theirs, bytes) === 0;
      // A list that is too short says nothing about what it leaves out: that is a difference.
      const distance = isSame ? 0 : isSketch && theirs.length === sketchBytes ? Math.max(sketchDistance(theirs, bytes), Number.MIN_VALUE) : Infinity;
      (distances[place.node]!.outputs as { name: string; distance: number }[]).push({ name: graph.nodes[place.node]!.outputs[place.slot]!, distance });
      if (distance > 0) largest.set(keyOf(place), largestElements(tensor));
    },
    list: (): Uint8Array => new Uint8Array(Buffer.concat(entries)),
    distances, largest,
  };
}

/** The elements of largest size: where a replay with other weights is off the most in absolute terms. Element 0 of what is no float32. */
function largestElements({ dtype, body }: TensorBytes): number[] {
  if (dtype !== 1 || body.length === 0) return [0];
  const values = new Float32Array(body.slice().buffer);
  const best: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (best.length === 3 && !(size > Math.abs(values[best[2]!]!))) continue;
    best.push(i);
    best.sort((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!));
    best.length = Math.min(best.length, 3);
  }
  return best;
}

function nameNodes({ p, opened, registered }: GameReplayFacts, { distances, largest }: ReturnType<typeof createListSketcher>): NamedNode[] {
  return locateCandidates(distances, new Map(), agreementTolerance).slice(0, namedLimit).map(({ index, distance, inputsAgree }) => {
    const node = registered.nodes[index]!;
    const slot = node.outputs.findIndex((name) => (distances[index]!.outputs.find((each) => each.name === name)?.distance ?? 0) > 0);
    return {
      node: index, slot, opType: node.opType, name: node.name, distance, inputsAgree, rule: slot === 0 ? judgingRuleOf(registered, node) : 'committee' as const,
      elements: largest.get(keyOf({ node: index, slot })) ?? [0], leaf: openLeaf(p, treeTag.node, opened.graphLeaves, index + 1),
    };
  });
}
