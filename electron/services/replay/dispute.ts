import { fromHex } from '../../protocol/bytes.ts';
import { judgeOperator, largestDifferences, type OperatorFinding, type Verdict } from '../../protocol/operatorRules.ts';
import type { Refusal } from '../../protocol/operatorRulesTensor.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { sketchDistance, sketchRows } from '../../protocol/sketch.ts';
import type { TensorBytes } from '../../protocol/tensor.ts';
import { disputeKey, locateCandidates, type NodeDistances } from '../../protocol/trace.ts';
import { HearthError } from '../../shared/errors.ts';
import type { JudgingRule } from '../../shared/openings.ts';
import type { ReplayGraph, ReplayNode } from '../models/replayGraph.ts';
import { entryAt, readTraceTensor, type Trace, type TracePlace } from './traceFolder.ts';

/** Two canonical replays on different builds stay closer than this, per tensor. @source docs/protocol/disputes.md section 3 */
export const agreementTolerance = 1e-5;
/** Multiply-adds that judging one node of one side may cost; beyond it the elements that differ most are judged. */
const judgeBudget = 2e9;

export type SideJudgement = {
  readonly verdict: Verdict | 'notJudged';
  readonly finding: OperatorFinding | null;
  /** Why no rule could judge it: opaqueOperator, unknownOperator, unsupportedType, badInputs. */
  readonly refused: Refusal['refused'] | null;
  readonly reason: string | null;
  /** Whether the contract judges this rule, or a committee with the same float64 value. */
  readonly judge: 'contract' | 'committee';
};

export type JudgedNode = {
  readonly index: number;
  readonly opType: string;
  readonly name: string;
  readonly output: string;
  readonly distance: number;
  readonly inputsAgree: boolean;
  readonly accused: SideJudgement;
  readonly challenger: SideJudgement;
};

export type DisputeReport = {
  /** providerFault, challengerFault, bothFault: a node of that side breaks its rule. softFail: only a probabilistic bound is broken. agree: bit for bit the same.
      noFault: every judged node passes on both sides, so the rows decide (committee). notJudged: the traces part at a node that no rule judges. */
  readonly outcome: 'providerFault' | 'challengerFault' | 'bothFault' | 'softFail' | 'agree' | 'noFault' | 'notJudged';
  readonly accusedRoot: string;
  readonly challengerRoot: string;
  /** The node that decides; null when there is none. */
  readonly decisive: JudgedNode | null;
  readonly judged: readonly JudgedNode[];
  /** Nodes of which some output is not bit for bit the same. */
  readonly different: number;
};

export type DisputeInput = {
  readonly p: Primitives;
  readonly graph: ReplayGraph;
  /** Whoever is accused: the provider. */
  readonly accused: Trace;
  readonly challenger: Trace;
  /** 32 bytes drawn after both roots were fixed; zeros when both traces lie here whole, and nobody can still choose. */
  readonly beacon: Uint8Array;
  /** Nodes to judge at most. */
  readonly mostNodes: number;
};

/**
 * Finds where two replays of one job part and judges each side by itself: "is your output what this operator makes of your own inputs?"
 *
 * @throws dispute.badTrace    a tensor that is not what its root commits to, a trace of another graph or of other inputs
 * @throws dispute.wrongModel  a trace of another model
 * @source docs/protocol/disputes.md section 3 (HVI-1 3.9)
 */
export async function disputeTraces(input: DisputeInput): Promise<DisputeReport> {
  const { accused, challenger } = input;
  for (const trace of [accused, challenger]) assertFits(input.graph, trace);
  assertSameInputs(accused, challenger);
  const places = placesOf(input.graph);
  const distances = await measure(input);
  const candidates = locateCandidates(distances, new Map(), agreementTolerance);
  const judged: JudgedNode[] = [];
  const base = { accusedRoot: accused.index.traceRoot, challengerRoot: challenger.index.traceRoot, different: candidates.length };
  for (const candidate of candidates.slice(0, input.mostNodes)) {
    const node = input.graph.nodes[candidate.index]!;
    const sides = { accused: await judgeSide(input, places, accused, challenger, candidate.index), challenger: await judgeSide(input, places, challenger, accused, candidate.index) };
    const entry: JudgedNode = { ...candidate, opType: node.opType, name: node.name, output: node.outputs.find((name) => name !== '') ?? '', ...sides };
    judged.push(entry);
    // Corner case: both sides may pass here, and then the next diverging node counts.
    if (entry.accused.verdict === 'slash' || entry.challenger.verdict === 'slash') {
      const outcome = entry.accused.verdict === 'slash' ? (entry.challenger.verdict === 'slash' ? 'bothFault' : 'providerFault') : 'challengerFault';
      return { ...base, outcome, decisive: entry, judged };
    }
  }
  const soft = judged.find((entry) => entry.accused.verdict === 'softFail' || entry.challenger.verdict === 'softFail');
  if (soft) return { ...base, outcome: 'softFail', decisive: soft, judged };
  const open = judged.find((entry) => entry.accused.verdict === 'notJudged');
  if (open) return { ...base, outcome: 'notJudged', decisive: open, judged };
  return { ...base, outcome: candidates.length === 0 ? 'agree' : 'noFault', decisive: null, judged };
}

function assertFits(graph: ReplayGraph, trace: Trace): void {
  const refuse = (reason: string): never => {
    throw new HearthError('dispute.badTrace', { folder: trace.folder, reason });
  };
  if (trace.index.modelId !== graph.modelId) throw new HearthError('dispute.wrongModel', { expected: graph.modelId, found: trace.index.modelId });
  if (trace.index.nodes.length !== graph.nodes.length) refuse(`${trace.index.nodes.length} nodes, the model has ${graph.nodes.length}`);
  if (trace.index.inputs.map(({ name }) => name).join('\0') !== graph.inputs.map(({ name }) => name).join('\0')) refuse('its inputs are not those of the model');
  graph.nodes.forEach((node, index) => {
    const outputs = trace.index.nodes[index]!;
    if (outputs.length !== node.outputs.length || node.outputs.some((name, slot) => (name === '') !== (outputs[slot] === null))) refuse(`node ${index} has other outputs than the model's`);
  });
}

/** What goes in is fixed by the receipt; two replays of different inputs say nothing about each other. */
function assertSameInputs(accused: Trace, challenger: Trace): void {
  const other = accused.index.inputs.find(({ tensor }, slot) => tensor.root !== challenger.index.inputs[slot]!.tensor.root);
  if (other) throw new HearthError('dispute.badTrace', { folder: accused.folder, reason: `its input "${other.name}" is not the one of the other trace` });
}

function placesOf(graph: ReplayGraph): Map<string, TracePlace> {
  const places = new Map<string, TracePlace>(graph.inputs.map(({ name }, slot) => [name, { node: -1, slot }]));
  graph.nodes.forEach((node, index) => node.outputs.forEach((name, slot) => name !== '' && places.set(name, { node: index, slot })));
  return places;
}

/** Distance of every output, from sketches under the key of this dispute; equal roots are at 0 without reading anything. */
async function measure(input: DisputeInput): Promise<NodeDistances[]> {
  const { p, graph, accused, challenger } = input;
  const key = disputeKey(p, fromHex(challenger.index.traceRoot), fromHex(accused.index.traceRoot), input.beacon);
  const found: NodeDistances[] = [];
  let position = 0;
  for (const [index, node] of graph.nodes.entries()) {
    const outputs: { name: string; distance: number }[] = [];
    for (const [slot, name] of node.outputs.entries()) {
      if (name === '') continue;
      const place = { node: index, slot };
      outputs.push({ name, distance: entryAt(accused, place)!.root === entryAt(challenger, place)!.root ? 0 : await distanceAt(input, key, position, place) });
      position++;
    }
    found.push({ index, reads: node.reads, outputs });
  }
  return found;
}

async function distanceAt({ p, accused, challenger }: DisputeInput, key: Uint8Array, position: number, place: TracePlace): Promise<number> {
  const [theirs, ours] = [await readTraceTensor(p, accused, place), await readTraceTensor(p, challenger, place)];
  if (theirs.dtype !== 1 || ours.dtype !== 1 || theirs.body.length !== ours.body.length) return Infinity;
  const sketch = (tensor: TensorBytes): Uint8Array => sketchRows(p, key, position, new Float32Array(tensor.body.slice().buffer));
  try {
    // Different bytes whose sketches are equal (one sign of a zero) still differ.
    return Math.max(sketchDistance(sketch(theirs), sketch(ours)), Number.MIN_VALUE);
  } catch (error) {
    if (error instanceof HearthError && error.code === 'evidence.nonFinite') return Infinity;
    throw error;
  }
}

async function judgeSide(input: DisputeInput, places: ReadonlyMap<string, TracePlace>, side: Trace, other: Trace, index: number): Promise<SideJudgement> {
  const { p, graph } = input;
  const node = graph.nodes[index]!;
  const inputs: (TensorBytes | null)[] = [];
  // A weight is the registered one, whatever the side computed with.
  for (const name of node.inputs) inputs.push(name === '' ? null : places.has(name) ? await readTraceTensor(p, side, places.get(name)!) : graph.weight(name));
  const read = (trace: Trace): Promise<(TensorBytes | null)[]> => Promise.all(node.outputs.map((name, slot) => (name === '' ? Promise.resolve(null) : readTraceTensor(p, trace, { node: index, slot }))));
  const [claimed, opposite] = [await read(side), await read(other)];
  const judgement = judgeOperator({ ...node, inputs }, claimed, (slot, count, cost) => largestDifferences(claimed[slot]!, opposite[slot]!, count, cost, judgeBudget));
  if (judgement.state === 'refused') return { verdict: 'notJudged', finding: null, refused: judgement.refused, reason: judgement.reason, judge: 'committee' };
  const { finding } = judgement;
  return { verdict: finding.verdict, finding, refused: null, reason: finding.reason, judge: judgingRuleOf(graph, node) === 'committee' ? 'committee' : 'contract' };
}

/** What the contract's LeafJudge recomputes: elements that stay where they are (move), and plain products of at most 4096 terms with a registered weight (dot). */
export function judgingRuleOf(graph: ReplayGraph, node: ReplayNode): JudgingRule {
  if (!graph.isAsRegistered || node.domain !== '' || graph.weight(node.inputs[0] ?? '') !== null) return 'committee';
  if (['Identity', 'Reshape', 'Flatten', 'Squeeze', 'Unsqueeze', 'Relu'].includes(node.opType)) return 'move';
  return isPlainDot(graph, node) ? 'dot' : 'committee';
}

function isPlainDot(graph: ReplayGraph, node: ReplayNode): boolean {
  if (node.opType !== 'MatMul' && (node.opType !== 'Gemm' || ['alpha', 'beta'].some((name) => (node.attributes.get(name) ?? 1) !== 1) || (node.attributes.get('transA') ?? 0) !== 0)) return false;
  const weight = graph.weight(node.inputs[1] ?? '');
  const terms = weight?.dims[node.opType === 'Gemm' && node.attributes.get('transB') === 1 ? 1 : 0] ?? Infinity;
  return node.inputs.length === 2 && weight?.dims.length === 2 && weight.dtype === 1 && terms <= 4096;
}
