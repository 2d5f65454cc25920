import { concatBytes, toHex, u32LE, utf8Bytes } from '../../electron/protocol/bytes.ts';
import { encodeTensorHeader, tensorBlockBytes, tensorRoot } from '../../electron/protocol/tensor.ts';
import { columnLeaves, columnRoot, columnsRoot, traceHeader, traceNode } from '../../electron/protocol/trace.ts';
import { merkleProof, merkleRoot, treeTag } from '../../electron/protocol/tree.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { nextRandom } from './dots.ts';

/** A float32 tensor. */
export type Floats = { readonly dims: readonly number[]; readonly values: Float32Array };
type Ref = { readonly kind: 'input' | 'weight' | 'node'; readonly index: number };
type GraphNode = {
  readonly operator: string;
  readonly reads: readonly Ref[];
  readonly attributes?: readonly Uint8Array[];
  /** Its right side: float32 [k, n], or [n, k] when transposed. */
  readonly weight?: { readonly k: number; readonly n: number; readonly isTransposed: boolean; readonly values: Float32Array };
  compute(inputs: readonly Floats[]): Floats;
};
export type Leaf = { readonly data: Hex; readonly proof: readonly Hex[] };

const random = nextRandom(99);
const floats = (dims: readonly number[], scale = 1): Floats => ({
  dims,
  values: Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => (random() * 2 - 1) * scale),
});
const weightOf = (k: number, n: number, isTransposed = false) => ({ k, n, isTransposed, values: floats([k * n], 0.1).values });

/** An honest product in plain float32, summed in order. */
function multiply(a: Floats, weight: NonNullable<GraphNode['weight']>): Floats {
  const { k, n, isTransposed, values } = weight;
  const rows = a.values.length / k;
  const out = new Float32Array(rows * n);
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = 0; i < k; i++) sum = Math.fround(sum + Math.fround(a.values[r * k + i]! * values[isTransposed ? j * k + i : i * n + j]!));
      out[r * n + j] = sum;
    }
  }
  return { dims: [...a.dims.slice(0, -1), n], values: out };
}
const product = (operator: string, reads: readonly Ref[], weight: NonNullable<GraphNode['weight']>, attributes: readonly Uint8Array[] = []): GraphNode => ({
  operator, reads, weight, attributes, compute: ([a]) => multiply(a!, weight),
});

const text = (value: string) => concatBytes(u32LE(utf8Bytes(value).length), utf8Bytes(value));
const integer = (name: string, value: number) => concatBytes(text(name), Uint8Array.of(2), u32LE(value), u32LE(0));
const strings = (name: string, values: readonly string[]) => concatBytes(text(name), Uint8Array.of(8), u32LE(values.length), ...values.map(text));

export const longTerms = 4100;
export const graphInputs: readonly Floats[] = [floats([2, 8]), floats([1, 4096]), floats([1, longTerms])];
/** One node of every kind that the game treats differently. */
export const graph: readonly GraphNode[] = [
  product('MatMul', [{ kind: 'input', index: 0 }, { kind: 'weight', index: 0 }], weightOf(8, 6)),
  { operator: 'Relu', reads: [{ kind: 'node', index: 0 }], compute: ([a]) => ({ dims: a!.dims, values: a!.values.map((x) => Math.max(0, x)) }) },
  {
    operator: 'Reshape', reads: [{ kind: 'node', index: 1 }, { kind: 'weight', index: 9 }],
    attributes: [integer('allowzero', 0)], compute: ([a]) => ({ dims: [3, 4], values: a!.values }),
  },
  { operator: 'Softmax', attributes: [strings('note', ['any', 'words'])], reads: [{ kind: 'node', index: 2 }], compute: ([a]) => softmax(a!) },
  product('Gemm', [{ kind: 'node', index: 2 }, { kind: 'weight', index: 1 }], weightOf(4, 5, true), [integer('transB', 1)]),
  product('MatMul', [{ kind: 'input', index: 1 }, { kind: 'weight', index: 2 }], weightOf(4096, 3)),
  product('MatMul', [{ kind: 'input', index: 2 }, { kind: 'weight', index: 3 }], weightOf(longTerms, 2)),
  product('Gemm', [{ kind: 'node', index: 2 }, { kind: 'weight', index: 1 }], weightOf(4, 5, true), [
    concatBytes(text('alpha'), Uint8Array.of(1), new Uint8Array(new Float32Array([2]).buffer)), integer('transB', 1),
  ]),
];
export const nodeOf = { matMul: 0, relu: 1, reshape: 2, softmax: 3, gemm: 4, matMul4096: 5, matMulLong: 6, gemmScaled: 7 } as const;

function softmax(a: Floats): Floats {
  const width = a.dims.at(-1)!;
  const values = a.values.map((x, i) => {
    const row = a.values.subarray(Math.floor(i / width) * width, (Math.floor(i / width) + 1) * width);
    return Math.exp(x) / row.reduce((sum, y) => sum + Math.exp(y), 0);
  });
  return { dims: a.dims, values };
}

const refBytes = ({ kind, index }: Ref) => concatBytes(Uint8Array.of({ input: 1, weight: 2, node: 3 }[kind], 0), u32LE(index), u32LE(0));
const graphLeaves = [
  utf8Bytes('HG1 and what follows'),
  ...graph.map((node, i) =>
    concatBytes(
      utf8Bytes('HN1'), u32LE(i), text(''), text(node.operator), text(''), u32LE(17),
      u32LE(node.attributes?.length ?? 0), ...(node.attributes ?? []),
      u32LE(node.reads.length), ...node.reads.map(refBytes), u32LE(1), Uint8Array.of(1),
    ),
  ),
];
const columnRoots = graph.map(({ weight }) => (weight ? columnRoot(p, weight.values, weight.k, weight.n, weight.isTransposed) : null));
export const graphCount = graphLeaves.length;
export const modelRoots = {
  weightsRoot: toHex(new Uint8Array(32).fill(1)),
  graphRoot: toHex(merkleRoot(p, treeTag.node, graphLeaves)),
  planRoot: toHex(new Uint8Array(32).fill(2)),
  columnsRoot: toHex(columnsRoot(p, columnRoots)),
};

const leafOf = (tag: Parameters<typeof merkleProof>[1], leaves: readonly Uint8Array[], index: number): Leaf => ({
  data: toHex(leaves[index]!),
  proof: merkleProof(p, tag, leaves, index).map(toHex),
});
/** A node of the model, under graphRoot. */
export const graphLeaf = (node: number): Leaf => leafOf(treeTag.node, graphLeaves, node + 1);

const bytesOf = ({ values }: Floats) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
const tensorLeaves = (tensor: Floats): Uint8Array[] => {
  const body = bytesOf(tensor);
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < body.length; at += tensorBlockBytes) blocks.push(body.subarray(at, at + tensorBlockBytes));
  return [encodeTensorHeader(1, tensor.dims), ...blocks];
};
function openTensor(tensor: Floats, fromByte: number, sizeBytes: number) {
  const leaves = tensorLeaves(tensor);
  const first = Math.floor(fromByte / tensorBlockBytes);
  const last = Math.floor((fromByte + sizeBytes - 1) / tensorBlockBytes);
  const isInside = fromByte + sizeBytes <= tensor.values.byteLength;
  const blocks = isInside ? Array.from({ length: last - first + 1 }, (_, i) => leafOf(treeTag.tensorBlock, leaves, 1 + first + i)) : [];
  return { count: leaves.length, header: leafOf(treeTag.tensorBlock, leaves, 0), blocks };
}

export type Replay = {
  readonly root: Hex;
  readonly outputs: readonly Floats[];
  openDot(node: number, element: number): unknown;
  openMove(node: number, element: number): unknown;
};

/** A replay of the graph. `forge` may change what a node gives; later nodes go on from that, as a cheat's would. */
export function replay(modelId: Hex, forge: (node: number, output: Floats) => Floats = (_, output) => output): Replay {
  const outputs: Floats[] = [];
  const read = ({ kind, index }: Ref): Floats | null => (kind === 'input' ? graphInputs[index]! : kind === 'node' ? outputs[index]! : null);
  graph.forEach((node, i) => outputs.push(forge(i, node.compute(node.reads.map(read).filter((each) => each !== null)))));
  const rootOf = (tensor: Floats) => tensorRoot(p, { dtype: 1, dims: tensor.dims, body: bytesOf(tensor) });
  const leaves = [
    traceHeader(Buffer.from(modelId.slice(2), 'hex'), graphInputs.map(rootOf)),
    ...outputs.map((output, i) => traceNode(i, [rootOf(output)])),
  ];
  const common = (node: number) => {
    const from = graph[node]!.reads[0]!;
    return {
      traceCount: leaves.length,
      node: graphLeaf(node),
      output: leafOf(treeTag.trace, leaves, node + 1),
      input: leafOf(treeTag.trace, leaves, from.kind === 'input' ? 0 : from.index + 1),
      a: read(from)!,
    };
  };
  return {
    root: toHex(merkleRoot(p, treeTag.trace, leaves)),
    outputs,
    openDot(node, element) {
      const { a, ...rest } = common(node);
      const weight = graph[node]!.weight!;
      const k = a.dims.at(-1)!;
      const n = outputs[node]!.dims.at(-1)!;
      const column = columnLeaves(weight.values, weight.k, weight.n, weight.isTransposed);
      const whole = columnRoots.map((root) => root ?? new Uint8Array(0));
      return {
        ...rest,
        y: openTensor(outputs[node]!, 4 * element, 4),
        a: openTensor(a, Math.floor(element / n) * k * 4, k * 4),
        columnRoot: toHex(columnRoots[node]!),
        columnRootProof: merkleProof(p, treeTag.nodeColumns, whole, node).map(toHex),
        column: leafOf(treeTag.weightColumn, column, (element % n) * Math.ceil(weight.k / 4096)),
      };
    },
    openMove(node, element) {
      const { a, ...rest } = common(node);
      return { ...rest, y: openTensor(outputs[node]!, 4 * element, 4), a: openTensor(a, 4 * element, 4) };
    },
  };
}

/** A forger that adds to one element of one node. */
export const forgeAt = (node: number, element: number, by: number) => (at: number, output: Floats): Floats => {
  if (at !== node) return output;
  const values = output.values.slice();
  values[element] = Math.fround(values[element]! + by);
  return { dims: output.dims, values };
};
