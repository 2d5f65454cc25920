import { searchNode, type SearchLeaf, type SearchStep } from '../../electron/protocol/searchTree.ts';
import { leafHash, rootHash, type TreeTag } from '../../electron/protocol/tree.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';

/**
 * A search tree as a cheat builds it: any leaves in any order, any number of times, with whatever pivots it likes. Root and paths fit together; only the
 * order of the keys is not what a verifier of a path asks for.
 *
 * @param pivotOf  the pivot of the inner node over the leaves `from` (included) to `to` (not included), whose right side begins with leaf `middle`
 */
export function forgeSearchTree(tag: TreeTag, leaves: readonly SearchLeaf[], pivotOf: (from: number, middle: number, to: number) => Uint8Array) {
  const paths: SearchStep[][] = leaves.map(() => []);
  let level = leaves.map(({ content }, i) => ({ hash: leafHash(p, tag, i, content), from: i, to: i + 1 }));
  while (level.length > 1) {
    const above: typeof level = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i]!, level[i + 1]];
      if (!right) {
        above.push(left);
        continue;
      }
      const pivot = pivotOf(left.from, right.from, right.to);
      for (let leaf = left.from; leaf < right.to; leaf++) paths[leaf]!.push({ pivot, sibling: leaf < right.from ? right.hash : left.hash });
      above.push({ hash: searchNode(p, tag, pivot, left.hash, right.hash), from: left.from, to: right.to });
    }
    level = above;
  }
  return { root: rootHash(p, tag, leaves.length, level[0]!.hash), paths };
}
