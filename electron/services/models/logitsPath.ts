import type { Dims } from './inferDims.ts';
import { createListReader, type Size } from './knownLists.ts';
import type { Graph, Node } from './onnx/onnx_pb.ts';
import { normalDomain } from './operatorSets.ts';
import { inputOf, intAttribute } from './rewriteKit.ts';

/**
 * What a value on the way from the last rows to the logits holds. `rows`: [batch, positions, width]; `flat`: [batch · positions, width]; of an open width where that is null. `list`: sizes of such a value, or what is computed of them.
 */
export type Layout = { readonly kind: 'rows' | 'flat'; readonly width: number | null } | { readonly kind: 'list' };
type RowLayout = Exclude<Layout, { kind: 'list' }>;

type Facts = {
  readonly layoutOf: (name: string) => Layout | undefined;
  readonly dimsOf: (name: string) => Dims | undefined;
  /** The integers of a short list, those that are known. */
  readonly listOf: (name: string) => readonly Size[] | null;
};
type Rule = (node: Node, x: RowLayout, facts: Facts) => Layout | null;

const same: Rule = (_node, x) => x;
const unary = ['Identity', 'Cast', 'Tanh', 'Sigmoid', 'Neg'];
const binary = ['Add', 'Sub', 'Mul', 'Div'];
/** What {@link createListReader} follows. */
const listOperators = new Set(['Shape', 'Identity', 'Cast', 'Mul', 'Equal', 'Where', 'Unsqueeze', 'Squeeze', 'Reshape', 'Concat', 'Gather', 'ConstantOfShape']);

/** Two values of one layout, or one and a constant that is the same for every position. */
const pointwise: Rule = (node, x, { layoutOf, dimsOf }) => {
  let { width } = x;
  for (const name of node.input) {
    const [layout, dims] = [layoutOf(name), dimsOf(name)];
    if (layout ? layout.kind !== x.kind || layout.width !== x.width : !dims || dims.length > (x.kind === 'rows' ? 3 : 2) || dims.slice(0, -1).some((size) => size !== 1)) return null;
    if (!layout && ![undefined, 1, x.width].includes(dims?.at(-1))) width = null;
  }
  return { kind: x.kind, width };
};

/** Of the rows on the left with what is the same for all of them. */
const product: Rule = (node, x, { layoutOf, dimsOf }) => {
  const right = node.input[1] ?? '';
  const dims = dimsOf(right);
  if (layoutOf(right) || (dims && dims.length !== 2)) return null;
  return { kind: x.kind, width: dims?.[1] ?? null };
};

const fusedProduct: Rule = (node, x, facts) => {
  const isPlain = ['transA', 'transBatchA', 'transBatchB'].every((name) => intAttribute(node, name, 0) === 0);
  const made = isPlain ? product(node, x, facts) : null;
  return made && intAttribute(node, 'transB', 0) !== 0 ? { kind: x.kind, width: null } : made;
};

const gemm: Rule = (node, x, { layoutOf, dimsOf }) => {
  const [right, bias] = [node.input[1] ?? '', inputOf(node, 2)];
  if (x.kind !== 'flat' || layoutOf(right) || intAttribute(node, 'transA', 0) !== 0) return null;
  const biasDims = bias === null ? [] : layoutOf(bias) ? undefined : dimsOf(bias);
  if (!biasDims || biasDims.length > 2 || (biasDims.length === 2 && biasDims[0] !== 1)) return null;
  return { kind: 'flat', width: dimsOf(right)?.[intAttribute(node, 'transB', 0) === 0 ? 1 : 0] ?? null };
};

/** Of the last axis alone. */
const slice: Rule = (node, x, { listOf, layoutOf }) => {
  const axes = listOf(node.input[3] ?? '');
  const isLast = axes?.length === 1 && (axes[0] === -1 || axes[0] === (x.kind === 'rows' ? 2 : 1));
  return isLast && node.input.slice(1).every((name) => !layoutOf(name)) ? { kind: x.kind, width: null } : null;
};

/** Between the two layouts of rows, with the last axis as it is. */
const reshape: Rule = (node, x, { listOf }) => {
  const to = listOf(node.input[1] ?? '');
  if (!to || intAttribute(node, 'allowzero', 0) !== 0 || to.filter((size) => size === -1).length > 1) return null;
  const { width, kind } = x;
  const isWidth = (size: Size | undefined): boolean => width !== null && size === width;
  const [first, second, last] = to;
  // Rows of an unknown width that are several of that one each give as many logits too many, which whoever runs the step counts.
  if (to.length === 2) return first === -1 && typeof second === 'number' && second > 0 && (width === null || isWidth(second)) ? { kind: 'flat', width: second } : null;
  if (to.length !== 3) return null;
  const isBatch = first === 'batch' || (kind === 'rows' && first === 0);
  const isPositions = second === 'positions' || (kind === 'rows' && second === 0);
  const isWhole = (isBatch && isPositions && (last === -1 || isWidth(last))) || (isBatch && second === -1 && isWidth(last)) || (first === -1 && isPositions && isWidth(last));
  return isWhole ? { kind: 'rows', width } : null;
};

const standard: ReadonlyMap<string, Rule> = new Map([
  ...unary.map((name) => [name, same] as const), ...binary.map((name) => [name, pointwise] as const),
  ['MatMul', product], ['Gemm', gemm], ['Slice', slice], ['Reshape', reshape],
]);
const ofMicrosoft: ReadonlyMap<string, Rule> = new Map([
  ['FusedMatMul', fusedProduct],
  ['MatMulNBits', (node, x, { layoutOf }) => (node.input.slice(1).every((name) => !layoutOf(name)) ? { kind: x.kind, width: intAttribute(node, 'N', 0) || null } : null)],
]);

/**
 * Follows the layout of rows through operators that compute each position from itself alone, so that whoever takes some rows before them gets those rows' results.
 *
 * @param layouts  of the values on the way so far; grows as the caller goes on, in an order in which they can be computed
 * @returns        the layout of a node's output, null where it might depend on other positions
 */
export function createPathRules(graph: Graph, dims: ReadonlyMap<string, Dims>, layouts: ReadonlyMap<string, Layout>): (node: Node) => Layout | null {
  const makers = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const shapeOf = (name: string): readonly Size[] | null => {
    const layout = layouts.get(name);
    return layout?.kind === 'rows' ? ['batch', 'positions', layout.width] : null;
  };
  const readList = createListReader(graph, makers, shapeOf);
  const facts: Facts = {
    layoutOf: (name) => layouts.get(name), dimsOf: (name) => dims.get(name),
    listOf: (name) => { const list = readList(name); return list?.rank === 1 ? list.at : null; },
  };
  return (node) => {
    const read = node.input.flatMap((name) => layouts.get(name) ?? []);
    const isStandard = normalDomain(node.domain) === '';
    if (node.output.length !== 1) return null;
    if (isStandard && listOperators.has(node.opType) && (node.opType === 'Shape' || read.every(({ kind }) => kind === 'list'))) return { kind: 'list' };
    const [x] = read;
    const rule = isStandard ? standard.get(node.opType) : node.domain === 'com.microsoft' ? ofMicrosoft.get(node.opType) : undefined;
    const isRows = x && x.kind !== 'list' && (layouts.get(node.input[0] ?? '') === x || binary.includes(node.opType));
    return rule && isRows ? rule(node, x, facts) : null;
  };
}
