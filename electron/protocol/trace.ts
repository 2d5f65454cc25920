import { concatBytes, u32LE, utf8Bytes } from './bytes.ts';
import type { Primitives } from './primitives.ts';
import type { TensorBytes } from './tensor.ts';
import { merkleProof, merkleRoot, treeTag } from './tree.ts';

/** One side's answer to the whole graph: roots only. A null output is one that is not wanted. */
export type TraceRoots = {
  readonly modelId: Uint8Array;
  readonly inputs: readonly Uint8Array[];
  /** Per node in canonical order, per output slot. */
  readonly nodes: readonly (readonly (Uint8Array | null)[])[];
};

const unwanted = new Uint8Array(32);

/** "HX1" ‖ modelId ‖ list of input roots. @source docs/protocol/disputes.md section 1 */
export const traceHeader = (modelId: Uint8Array, inputs: readonly Uint8Array[]): Uint8Array => concatBytes(utf8Bytes('HX1'), modelId, u32LE(inputs.length), ...inputs);

/** "HY1" ‖ index ‖ list of output roots. @source docs/protocol/disputes.md section 1 */
export const traceNode = (index: number, outputs: readonly (Uint8Array | null)[]): Uint8Array =>
  concatBytes(utf8Bytes('HY1'), u32LE(index), u32LE(outputs.length), ...outputs.map((root) => root ?? unwanted));

const leavesOf = (roots: TraceRoots): Uint8Array[] => [traceHeader(roots.modelId, roots.inputs), ...roots.nodes.map((outputs, index) => traceNode(index, outputs))];

export const traceRoot = (p: Primitives, roots: TraceRoots): Uint8Array => merkleRoot(p, treeTag.trace, leavesOf(roots));

/** Siblings of leaf `leaf`: 0 is the header, 1 + i is node i. */
export const traceProof = (p: Primitives, roots: TraceRoots, leaf: number): Uint8Array[] => merkleProof(p, treeTag.trace, leavesOf(roots), leaf);

/** Values per leaf of a column. */
export const columnPartValues = 4096;

/**
 * The right side of a product once more, by columns.
 *
 * @param values  float32 [k, n] row-major, or [n, k] when `isTransposed`
 * @source docs/protocol/disputes.md section 1
 */
export function columnLeaves(values: Float32Array, k: number, n: number, isTransposed: boolean): Uint8Array[] {
  const leaves: Uint8Array[] = [];
  for (let column = 0; column < n; column++) {
    const whole = isTransposed ? values.slice(column * k, (column + 1) * k) : Float32Array.from({ length: k }, (_, row) => values[row * n + column]!);
    for (let at = 0; at < k; at += columnPartValues) leaves.push(new Uint8Array(whole.slice(at, at + columnPartValues).buffer));
  }
  return leaves;
}

export const columnRoot = (p: Primitives, values: Float32Array, k: number, n: number, isTransposed: boolean): Uint8Array =>
  merkleRoot(p, treeTag.weightColumn, columnLeaves(values, k, n, isTransposed));

/** One leaf per node: its columnRoot, or nothing. */
export const columnsRoot = (p: Primitives, columnRoots: readonly (Uint8Array | null)[]): Uint8Array =>
  merkleRoot(p, treeTag.nodeColumns, columnRoots.map((root) => root ?? new Uint8Array(0)));

/** Key of the sketches that both sides exchange: drawn from both roots, so that neither could be chosen for it, and from a beacon drawn after them. */
export const disputeKey = (p: Primitives, challenger: Uint8Array, accused: Uint8Array, beacon: Uint8Array): Uint8Array =>
  p.sha256(utf8Bytes('hearth/dispute/1'), challenger, accused, beacon);

/**
 * Key of the sketches in a game on the chain. The dispute's id binds the challenger's root; the accused could choose its list anyway, which nothing checks.
 * @source docs/protocol/disputes.md section 3
 */
export const gameKey = (p: Primitives, disputeId: Uint8Array): Uint8Array => p.sha256(utf8Bytes('hearth/dispute/2'), disputeId);

const nanBytes: ReadonlyMap<number, { readonly width: number; readonly isNan: (view: DataView, at: number) => boolean; readonly bytes: readonly number[] }> = new Map([
  [1, { width: 4, isNan: (view, at) => Number.isNaN(view.getFloat32(at, true)), bytes: [0, 0, 0xc0, 0x7f] }],
  [11, { width: 8, isNan: (view, at) => Number.isNaN(view.getFloat64(at, true)), bytes: [0, 0, 0, 0, 0, 0, 0xf8, 0x7f] }],
  [10, { width: 2, isNan: (view, at) => (view.getUint16(at, true) & 0x7fff) > 0x7c00, bytes: [0, 0x7e] }],
  [16, { width: 2, isNan: (view, at) => (view.getUint16(at, true) & 0x7fff) > 0x7f80, bytes: [0xc0, 0x7f] }],
]);

/** Gives every NaN its one spelling; in place. */
export function normaliseNans(tensor: TensorBytes): TensorBytes {
  const rule = nanBytes.get(tensor.dtype);
  if (!rule) return tensor;
  const view = new DataView(tensor.body.buffer, tensor.body.byteOffset, tensor.body.byteLength);
  for (let at = 0; at < tensor.body.length; at += rule.width) if (rule.isNan(view, at)) tensor.body.set(rule.bytes, at);
  return tensor;
}

/** Where two traces part: one entry per node of which some output differs, in canonical order. */
export type Candidate = {
  readonly index: number;
  /** Largest sketch distance of its outputs; Infinity where sketches cannot compare (integers, other shapes). */
  readonly distance: number;
  /** Whether everything the node reads agrees. */
  readonly inputsAgree: boolean;
};

/** Bitwise equal tensors are at distance 0; for the rest see {@link Candidate}. */
export type NodeDistances = { readonly index: number; readonly reads: readonly string[]; readonly outputs: readonly { readonly name: string; readonly distance: number }[] };

/**
 * The nodes to judge, the most telling first: those whose output differs by more than `tolerance` while all their inputs are within it, then the others
 * that are not bit for bit the same, inputs that agree exactly first. Sketches are hints: only the judge decides.
 *
 * @source docs/protocol/disputes.md section 3 (HVI-1 3.9 D3)
 */
export function locateCandidates(nodes: readonly NodeDistances[], inputDistance: ReadonlyMap<string, number>, tolerance: number): Candidate[] {
  const distance = new Map(inputDistance);
  const found = nodes.map(({ index, reads, outputs }) => {
    const inputs = Math.max(0, ...reads.map((name) => distance.get(name) ?? 0));
    const own = Math.max(0, ...outputs.map((output) => output.distance));
    for (const output of outputs) distance.set(output.name, output.distance);
    return { index, distance: own, inputs };
  });
  const place = (each: (typeof found)[number]): number => (each.distance > tolerance && each.inputs <= tolerance ? 0 : each.inputs === 0 ? 1 : each.inputs <= tolerance ? 2 : 3);
  return found.filter((each) => each.distance > 0).sort((a, b) => place(a) - place(b) || a.index - b.index)
    .map((each) => ({ index: each.index, distance: each.distance, inputsAgree: each.inputs <= tolerance }));
}

