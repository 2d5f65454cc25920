import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../electron/protocol/bytes.ts';
import { createGrowingTree, merkleProof, merkleRoot, rootBeforeAppend, treeTag, verifyMerkleProof, type MerkleClaim } from '../../../electron/protocol/tree.ts';
import { nodePrimitives as p } from '../../../electron/services/primitives/nodePrimitives.ts';

const leaf = fc.uint8Array({ maxLength: 70 });
const leafList = fc.array(leaf, { maxLength: 40 });
const tagOf = fc.constantFrom(...Object.values(treeTag));
const key = (leaves: readonly Uint8Array[]): string => leaves.map(toHex).join(',');

describe('a tree', () => {
  it('has another root for every other list of leaves', () => {
    const seen = new Map<string, string>();
    fc.assert(fc.property(leafList, (leaves) => {
      const root = toHex(merkleRoot(p, treeTag.row, leaves));
      const list = `${leaves.length}:${key(leaves)}`;
      expect(seen.get(root) ?? list).toBe(list);
      seen.set(root, list);
    }), { numRuns: 300 });
  });

  it('does not mistake an inner node for a leaf, a longer list for a shorter one, or one tag for another', () => {
    fc.assert(fc.property(fc.array(leaf, { minLength: 1, maxLength: 20 }), tagOf, (leaves, tag) => {
      const root = toHex(merkleRoot(p, tag, leaves));
      expect(toHex(merkleRoot(p, tag, [...leaves, leaves.at(-1)!]))).not.toBe(root);
      expect(toHex(merkleRoot(p, tag, leaves.slice(0, -1)))).not.toBe(root);
      for (const other of Object.values(treeTag)) if (other !== tag) expect(toHex(merkleRoot(p, other, leaves))).not.toBe(root);
    }), { numRuns: 60 });
  });

  it('is the same when it grows leaf by leaf, with the same proofs', () => {
    fc.assert(fc.property(leafList, (leaves) => {
      const tree = createGrowingTree(p, treeTag.voucherReceipt);
      leaves.forEach((bytes, i) => {
        tree.append(bytes);
        expect(tree.count).toBe(i + 1);
        expect(toHex(tree.root())).toBe(toHex(merkleRoot(p, treeTag.voucherReceipt, leaves.slice(0, i + 1))));
      });
      leaves.forEach((_, i) => expect(tree.proof(i).map(toHex)).toEqual(merkleProof(p, treeTag.voucherReceipt, leaves, i).map(toHex)));
      expect(() => tree.proof(leaves.length)).toThrow(RangeError);
    }), { numRuns: 40 });
  });

  it('proves each of its leaves, and nothing when any part of the claim is changed', () => {
    fc.assert(fc.property(fc.array(leaf, { minLength: 1, maxLength: 40 }), fc.nat(), fc.nat(), (leaves, pick, bit) => {
      const index = pick % leaves.length;
      const claim: MerkleClaim = {
        tag: treeTag.anchorBatch, count: leaves.length, index, leaf: leaves[index]!, proof: merkleProof(p, treeTag.anchorBatch, leaves, index), root: merkleRoot(p, treeTag.anchorBatch, leaves),
      };
      const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === bit % bytes.length ? byte ^ (1 << (bit % 8)) : byte));
      expect(verifyMerkleProof(p, claim)).toBe(true);
      const wrong: Partial<MerkleClaim>[] = [
        { count: leaves.length + 1 }, { count: leaves.length - 1 }, { index: index + 1 }, { index: index - 1 }, { index: index + 0.5 }, { index: -0.1 }, { count: NaN }, { count: Infinity },
        { index: NaN }, { count: 2 ** 53 }, { leaf: new Uint8Array([...leaves[index]!, 0]) }, { root: flip(claim.root) }, { root: claim.root.subarray(1) }, { root: new Uint8Array(0) }, { tag: treeTag.row },
        { proof: [...claim.proof, claim.root] }, { proof: [claim.root, ...claim.proof] },
        ...(claim.proof.length > 0 ? [{ proof: claim.proof.slice(1) }, { proof: claim.proof.slice(0, -1) }, { proof: claim.proof.map(flip) }, { proof: claim.proof.map((hash) => hash.subarray(1)) }] : []),
        ...(claim.leaf.length > 0 ? [{ leaf: flip(claim.leaf) }] : []),
      ];
      for (const change of wrong) expect(verifyMerkleProof(p, { ...claim, ...change }), Object.keys(change).join()).toBe(false);
    }), { numRuns: 120 });
  });

  it('shows by the proof of its last leaf what it was before, so that nothing is slipped in', () => {
    fc.assert(fc.property(fc.array(leaf, { minLength: 2, maxLength: 40 }), fc.nat(), (leaves, other) => {
      const before = toHex(merkleRoot(p, treeTag.voucherReceipt, leaves.slice(0, -1)));
      const proof = merkleProof(p, treeTag.voucherReceipt, leaves, leaves.length - 1);
      expect(toHex(rootBeforeAppend(p, treeTag.voucherReceipt, leaves.length - 1, proof))).toBe(before);
      const changed = leaves.map((bytes, i) => (i === other % (leaves.length - 1) ? new Uint8Array([...bytes, 1]) : bytes));
      const changedProof = merkleProof(p, treeTag.voucherReceipt, changed, leaves.length - 1);
      expect(toHex(rootBeforeAppend(p, treeTag.voucherReceipt, leaves.length - 1, changedProof))).not.toBe(before);
    }), { numRuns: 150 });
  });
});
