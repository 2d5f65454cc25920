import { compareBytes, equalBytes } from './bytes.ts';
import type { Primitives } from './primitives.ts';
import { leafHash, rootHash, type TreeTag } from './tree.ts';

/**
 * A tree whose leaves have keys, in which no key can be shown at two places: an inner node also binds its pivot, the smallest key on its right, and a
 * path goes left only with a key below it. Two leaves part at one node, so one key cannot take both ways, whatever tree somebody committed to.
 * SearchTree.sol checks the same.
 * @source docs/protocol/bytes.md section 3, docs/protocol/court.md section 3
 */

/** @param key  32 bytes, which the content must bind; compared as unsigned big-endian numbers */
export type SearchLeaf = { readonly key: Uint8Array; readonly content: Uint8Array };

/** One level of a path, from the leaf upwards; a level at which an odd last node is promoted has none. */
export type SearchStep = { readonly pivot: Uint8Array; readonly sibling: Uint8Array };

type SearchNode = { readonly least: Uint8Array; readonly hash: Uint8Array };

const keyBytes = 32;
const nodeMark = Uint8Array.of(0x03);

/** node = sha256(0x03 ‖ tag ‖ pivot ‖ left ‖ right) */
export const searchNode = (p: Primitives, tag: TreeTag, pivot: Uint8Array, left: Uint8Array, right: Uint8Array): Uint8Array => p.sha256(nodeMark, Uint8Array.of(tag), pivot, left, right);

function levelAbove(p: Primitives, tag: TreeTag, level: readonly SearchNode[]): SearchNode[] {
  const above: SearchNode[] = [];
  for (let i = 0; i + 1 < level.length; i += 2) {
    const [left, right] = [level[i]!, level[i + 1]!];
    above.push({ least: left.least, hash: searchNode(p, tag, right.least, left.hash, right.hash) });
  }
  if (level.length % 2 === 1) above.push(level.at(-1)!);
  return above;
}

export type SearchTree = {
  readonly root: Uint8Array;
  /** @throws RangeError  no such leaf */
  path(index: number): SearchStep[];
};

/**
 * @param leaves  at least one, in strictly ascending order of their keys
 * @throws RangeError  none, out of order, a key twice or not of 32 bytes
 */
export function buildSearchTree(p: Primitives, tag: TreeTag, leaves: readonly SearchLeaf[]): SearchTree {
  if (leaves.length === 0) throw new RangeError('a search tree has leaves');
  if (leaves.some(({ key }, i) => key.length !== keyBytes || (i > 0 && compareBytes(leaves[i - 1]!.key, key) >= 0))) throw new RangeError('keys of 32 bytes in ascending order, each once');
  const levels: SearchNode[][] = [leaves.map(({ key, content }, i) => ({ least: key, hash: leafHash(p, tag, i, content) }))];
  while (levels.at(-1)!.length > 1) levels.push(levelAbove(p, tag, levels.at(-1)!));
  return {
    root: rootHash(p, tag, leaves.length, levels.at(-1)![0]!.hash),
    path(index) {
      if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError('no such leaf');
      return levels.flatMap((level, depth) => {
        const at = index >> depth;
        const sibling = level[at ^ 1];
        return sibling ? [{ pivot: level[at | 1]!.least, sibling: sibling.hash }] : [];
      });
    },
  };
}

export type SearchClaim = SearchLeaf & {
  readonly tag: TreeTag;
  /** Leaves in the tree. */
  readonly count: number;
  readonly index: number;
  readonly path: readonly SearchStep[];
  readonly root: Uint8Array;
};

/** Whether this is leaf number `index` of the `count` leaves under this root, and its key belongs there. Never throws on hostile input. */
export function verifySearchPath(p: Primitives, claim: SearchClaim): boolean {
  const { tag, count, index, key } = claim;
  if (!Number.isSafeInteger(count) || !Number.isSafeInteger(index) || index < 0 || index >= count || key.length !== keyBytes) return false;
  let hash = leafHash(p, tag, index, claim.content);
  let used = 0;
  for (let at = index, width = count; width > 1; at = Math.floor(at / 2), width = Math.ceil(width / 2)) {
    const isPromoted = at === width - 1 && width % 2 === 1;
    if (isPromoted) continue;
    const step = claim.path[used++];
    if (!step || step.pivot.length !== keyBytes || step.sibling.length !== 32) return false;
    const isLeft = at % 2 === 0;
    if (isLeft !== compareBytes(key, step.pivot) < 0) return false;
    hash = isLeft ? searchNode(p, tag, step.pivot, hash, step.sibling) : searchNode(p, tag, step.pivot, step.sibling, hash);
  }
  return used === claim.path.length && equalBytes(rootHash(p, tag, count, hash), claim.root);
}
