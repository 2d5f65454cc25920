import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBytes, toHex } from '../../../electron/protocol/bytes.ts';
import { buildSearchTree, verifySearchPath, type SearchClaim, type SearchLeaf } from '../../../electron/protocol/searchTree.ts';
import { treeTag } from '../../../electron/protocol/tree.ts';
import { nodePrimitives as p } from '../../../electron/services/primitives/nodePrimitives.ts';
import { forgeSearchTree } from '../../support/forgedSearchTree.ts';
import { bytesOf } from '../../vectors/labels.ts';

const tag = treeTag.voteBatch;
const keyOf = (n: number): Uint8Array => bytesOf(`key ${n}`);
/** Several contents may have one key: a verifier may sign what it likes, under any salt. */
const leafOf = (n: number, salt = 0): SearchLeaf => ({ key: keyOf(n), content: bytesOf(`vote about ${n}, salt ${salt}`) });
const sorted = (leaves: readonly SearchLeaf[]): SearchLeaf[] => leaves.toSorted((a, b) => compareBytes(a.key, b.key));
const distinct = fc.uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 40 });

describe('a search tree', () => {
  it('shows each of its leaves, and nothing when any part of the claim is changed', () => {
    fc.assert(fc.property(distinct, fc.nat(), fc.nat(), (numbers, pick, bit) => {
      const leaves = sorted(numbers.map((n) => leafOf(n)));
      const tree = buildSearchTree(p, tag, leaves);
      const claimOf = (index: number): SearchClaim => ({ ...leaves[index]!, tag, count: leaves.length, index, path: tree.path(index), root: tree.root });
      leaves.forEach((_, index) => expect(verifySearchPath(p, claimOf(index))).toBe(true));
      const index = pick % leaves.length;
      const claim = claimOf(index);
      const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === bit % bytes.length ? byte ^ (1 << (bit % 8)) : byte));
      const wrong: Partial<SearchClaim>[] = [
        { count: leaves.length + 1 }, { count: leaves.length - 1 }, { index: index + 1 }, { index: index - 1 }, { index: index + 0.5 }, { count: NaN }, { count: 2 ** 53 }, { content: flip(claim.content) }, { root: flip(claim.root) },
        { tag: treeTag.anchorBatch }, { key: claim.key.subarray(1) }, { key: new Uint8Array(0) }, { path: [...claim.path, { pivot: claim.root, sibling: claim.root }] },
        ...(claim.path.length > 0 ? [
          { path: claim.path.slice(1) }, { path: claim.path.map(({ pivot, sibling }) => ({ pivot, sibling: flip(sibling) })) }, { path: claim.path.map(({ pivot, sibling }) => ({ pivot: flip(pivot), sibling })) },
          { path: claim.path.map(({ pivot, sibling }) => ({ pivot: pivot.subarray(1), sibling })) },
        ] : []),
      ];
      for (const change of wrong) expect(verifySearchPath(p, { ...claim, ...change }), Object.keys(change).join()).toBe(false);
    }), { numRuns: 80 });
  });

  it('is not built out of order, with a key twice, or of nothing', () => {
    const leaves = sorted([1, 2, 3, 4].map((n) => leafOf(n)));
    for (const wrong of [leaves.toReversed(), [leaves[0]!, ...leaves], [{ ...leaves[0]!, key: new Uint8Array(31) }], []]) expect(() => buildSearchTree(p, tag, wrong)).toThrow(RangeError);
    expect(() => buildSearchTree(p, tag, leaves).path(4)).toThrow(RangeError);
  });

  it('lets nobody show one key at two places, whatever was committed: repeated, out of order, under false pivots', () => {
    const anyList = fc.array(fc.tuple(fc.nat(6), fc.nat(2)), { minLength: 1, maxLength: 33 });
    fc.assert(fc.property(anyList, fc.boolean(), fc.array(fc.nat(6), { minLength: 33, maxLength: 33 }), fc.constantFrom('honest', 'any', 'lowest', 'highest'), (list, isSorted, drawn, how) => {
      const made = list.map(([n, salt]) => leafOf(n, salt));
      const leaves = isSorted ? sorted(made) : made;
      const forged = forgeSearchTree(tag, leaves, (from, middle, to) => {
        if (how === 'honest') return leaves[middle]!.key;
        if (how === 'any') return keyOf(drawn[(from + to) % drawn.length]!);
        return new Uint8Array(32).fill(how === 'lowest' ? 0 : 255);
      });
      const shown = leaves.flatMap((leaf, index) => (verifySearchPath(p, { ...leaf, tag, count: leaves.length, index, path: forged.paths[index]!, root: forged.root }) ? [toHex(leaf.key)] : []));
      expect(new Set(shown).size).toBe(shown.length);
      expect(shown.length).toBeLessThanOrEqual(new Set(list.map(([n]) => n)).size);
    }), { numRuns: 400 });
  });

  it('shows one of a thousand copies of a vote, wherever the pivots send it', () => {
    const copies = Array.from({ length: 1000 }, (_, salt) => leafOf(7, salt));
    for (const pivot of [new Uint8Array(32), keyOf(7), keyOf(8), new Uint8Array(32).fill(255)]) {
      const { root, paths } = forgeSearchTree(tag, copies, () => pivot);
      expect(copies.filter((leaf, index) => verifySearchPath(p, { ...leaf, tag, count: 1000, index, path: paths[index]!, root }))).toHaveLength(1);
    }
  });
});
