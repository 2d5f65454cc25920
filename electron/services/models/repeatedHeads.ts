import type { KnownList, Size } from './knownLists.ts';
import type { Node } from './onnx/onnx_pb.ts';
import { intAttribute } from './rewriteKit.ts';

/** Keys or values of few heads, each repeated for several heads of queries that lie side by side: head h of the result is head ⌊h / times⌋. */
export type Repeat = {
  /** Unsqueeze, Expand and Reshape. */
  readonly nodes: readonly Node[];
  /** [batch, heads · times, positions, headDim] */
  readonly output: string;
  readonly heads: number;
  readonly times: number;
};

type Means = {
  /** Of [batch, heads, positions, headDim], in which the heads are a number. */
  readonly sizes: readonly Size[];
  /** The one node that reads a value, of that kind and at that place, where the value is no output. */
  readonly onlyReader: (name: string, opType: string, at: number) => Node | null;
  readonly readList: (name: string) => KnownList | null;
};

const headAxis = 2;
const copied = 0;
const inferred = -1;

/**
 * The repeat that reads a value, where its shapes are certain before it runs: [b, k, n, d] → [b, k, 1, n, d] → [b, k, times, n, d] → [b, k · times, n, d]. Null where anything else
 * reads the value, or where a shape might be another one.
 */
export function findRepeat(name: string, { sizes, onlyReader, readList }: Means): Repeat | null {
  const unsqueeze = onlyReader(name, 'Unsqueeze', 0);
  const expand = unsqueeze && onlyReader(unsqueeze.output[0]!, 'Expand', 0);
  const reshape = expand && onlyReader(expand.output[0]!, 'Reshape', 0);
  const [batch, heads, positions, headDim] = sizes;
  if (!reshape || typeof heads !== 'number' || intAttribute(reshape, 'allowzero', 0) !== 0) return null;
  const axes = unsqueeze.attribute.find((each) => each.name === 'axes')?.ints.map(Number) ?? listOf(readList(unsqueeze.input[1] ?? ''));
  // Of the five axes that Unsqueeze leaves, the third.
  if (![`${headAxis}`, `${headAxis - 5}`].includes(axes.join())) return null;
  const wide = listOf(readList(expand.input[1] ?? ''));
  const times = wide[headAxis];
  if (wide.length !== 5 || typeof times !== 'number' || times < 2) return null;
  if (![batch, heads, times, positions, headDim].every((size, axis) => wide[axis] === 1 || isSame(wide[axis], size))) return null;
  const flat = listOf(readList(reshape.input[1] ?? ''));
  if (flat.length !== 4 || flat.filter((size) => size === inferred).length > 1) return null;
  const isFlat = [batch, heads * times, positions, headDim].every((size, axis) => flat[axis] === inferred || (axis === 0 && flat[axis] === copied) || isSame(flat[axis], size));
  return isFlat ? { nodes: [unsqueeze, expand, reshape], output: reshape.output[0]!, heads, times } : null;
}

const listOf = (list: KnownList | null): readonly Size[] => (list?.rank === 1 ? list.at : []);
const isSame = (a: Size | undefined, b: Size | undefined): boolean => a !== null && a !== undefined && a === b;
