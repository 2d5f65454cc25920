import type { Primitives } from './primitives.ts';
import { equalBytes, u64LE } from './bytes.ts';

/**
 * What a tree is over. The tag enters every leaf and the root, so that no tree can pass for another.
 * @source docs/protocol/bytes.md section 3
 */
export const treeTag = {
  tensorBlock: 0x01,
  input: 0x10,
  output: 0x11,
  row: 0x20,
  sketch: 0x21,
  tap: 0x22,
  weight: 0x30,
  node: 0x31,
  trace: 0x32,
  weightColumn: 0x33,
  nodeColumns: 0x34,
  anchorBatch: 0x41,
  voucherReceipt: 0x42,
  /** A search tree (searchTree.ts). */
  voteBatch: 0x43,
} as const;
export type TreeTag = (typeof treeTag)[keyof typeof treeTag];

const leafMark = Uint8Array.of(0x00);
const nodeMark = Uint8Array.of(0x01);
const emptyTop = new Uint8Array(32);

/** leaf = sha256(0x00 ‖ tag ‖ index u64LE ‖ bytes) */
export const leafHash = (p: Primitives, tag: TreeTag, index: number, bytes: Uint8Array): Uint8Array =>
  p.sha256(leafMark, Uint8Array.of(tag), u64LE(index), bytes);

/** root = sha256(0x02 ‖ tag ‖ count u64LE ‖ top); top of no leaves is 32 zero bytes. */
export const rootHash = (p: Primitives, tag: TreeTag, count: number, top: Uint8Array): Uint8Array =>
  p.sha256(Uint8Array.of(0x02), Uint8Array.of(tag), u64LE(count), top);

/** One level up: pairs are hashed, an odd last node is promoted as it is (no duplication). */
function levelAbove(p: Primitives, level: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let i = 0; i + 1 < level.length; i += 2) above.push(p.sha256(nodeMark, level[i]!, level[i + 1]!));
  if (level.length % 2 === 1) above.push(level.at(-1)!);
  return above;
}

/**
 * Root over leaf contents in order. Leaves may be made while they are read: besides them only one hash per level is kept, so that the tree
 * over a tensor of gigabytes costs no memory.
 */
export function merkleRoot(p: Primitives, tag: TreeTag, leaves: Iterable<Uint8Array>): Uint8Array {
  // Tops of complete subtrees, widest first; after n leaves there is one for each bit of n.
  const tops: Uint8Array[] = [];
  let count = 0;
  for (const bytes of leaves) {
    let hash = leafHash(p, tag, count++, bytes);
    for (let width = count; width % 2 === 0; width /= 2) hash = p.sha256(nodeMark, tops.pop()!, hash);
    tops.push(hash);
  }
  const top = tops.reduceRight<Uint8Array | null>((right, left) => (right ? p.sha256(nodeMark, left, right) : left), null);
  return rootHash(p, tag, count, top ?? emptyTop);
}

/** The sibling hashes from a leaf to the top, lowest first. Levels at which the node is promoted have none. */
export function merkleProof(p: Primitives, tag: TreeTag, leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError('no such leaf');
  const proof: Uint8Array[] = [];
  let level = leaves.map((bytes, i) => leafHash(p, tag, i, bytes));
  for (let at = index; level.length > 1; at >>= 1) {
    const sibling = level[at ^ 1];
    if (sibling) proof.push(sibling);
    level = levelAbove(p, level);
  }
  return proof;
}

export type MerkleClaim = {
  readonly tag: TreeTag;
  /** Leaves in the tree. */
  readonly count: number;
  readonly index: number;
  readonly leaf: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
};

/**
 * The root before the newest leaf was appended: a proof of the last leaf is made of exactly the complete subtrees that the leaves before it form. So whoever
 * holds the root before can tell that a tree only grew.
 * @param proof  of the last leaf, of a tree of at least two leaves, checked with {@link verifyMerkleProof}
 */
export function rootBeforeAppend(p: Primitives, tag: TreeTag, countBefore: number, proof: readonly Uint8Array[]): Uint8Array {
  const top = proof.reduce<Uint8Array | null>((right, left) => (right ? p.sha256(nodeMark, left, right) : left), null);
  return rootHash(p, tag, countBefore, top ?? emptyTop);
}

/** Whether `leaf` is leaf number `index` of the tree of `count` leaves with this root. Never throws on hostile input. */
export function verifyMerkleProof(p: Primitives, claim: MerkleClaim): boolean {
  const { count, index } = claim;
  if (!Number.isSafeInteger(count) || !Number.isSafeInteger(index) || index < 0 || index >= count) return false;
  let hash = leafHash(p, claim.tag, index, claim.leaf);
  let used = 0;
  for (let at = index, width = count; width > 1; at = Math.floor(at / 2), width = Math.ceil(width / 2)) {
    const isPromoted = at === width - 1 && width % 2 === 1;
    if (isPromoted) continue;
    const sibling = claim.proof[used++];
    if (!sibling || sibling.length !== 32) return false;
    hash = at % 2 === 0 ? p.sha256(nodeMark, hash, sibling) : p.sha256(nodeMark, sibling, hash);
  }
  return used === claim.proof.length && equalBytes(rootHash(p, claim.tag, count, hash), claim.root);
}


export type GrowingTree = {
  readonly count: number;
  append(bytes: Uint8Array): void;
  root(): Uint8Array;
  proof(index: number): Uint8Array[];
};

/** The same tree, one leaf at a time: appending costs one hash per level, so that a voucher over 100,000 receipts stays cheap. */
export function createGrowingTree(p: Primitives, tag: TreeTag): GrowingTree {
  const levels: Uint8Array[][] = [[]];
  return {
    get count() {
      return levels[0]!.length;
    },
    append(bytes) {
      const base = levels[0]!;
      base.push(leafHash(p, tag, base.length, bytes));
      let at = base.length - 1;
      for (let depth = 0; levels[depth]!.length > 1; depth++) {
        const level = levels[depth]!;
        const above = (levels[depth + 1] ??= []);
        at >>= 1;
        const right = level[2 * at + 1];
        above[at] = right ? p.sha256(nodeMark, level[2 * at]!, right) : level[2 * at]!;
      }
    },
    root: () => rootHash(p, tag, levels[0]!.length, levels.at(-1)![0] ?? emptyTop),
    proof(index) {
      if (!Number.isInteger(index) || index < 0 || index >= levels[0]!.length) throw new RangeError('no such leaf');
      return levels.flatMap((level, depth) => level[(index >> depth) ^ 1] ?? []);
    },
  };
}
