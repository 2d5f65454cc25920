import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../electron/protocol/bytes.ts';
import { encodeTensorHeader, tensorBlockBytes, tensorRoot, tokenTensor, type TensorBytes } from '../../../electron/protocol/tensor.ts';
import { merkleProof, merkleRoot, treeTag, verifyMerkleProof } from '../../../electron/protocol/tree.ts';
import { nodePrimitives as p } from '../../../electron/services/primitives/nodePrimitives.ts';

const rootOf = (tensor: TensorBytes): string => toHex(tensorRoot(p, tensor));

describe('the root of a tensor', () => {
  it('is another one for every other type, shape or content', () => {
    const seen = new Map<string, string>();
    const some = fc.record({ dtype: fc.constantFrom(1, 2, 3, 7, 10), dims: fc.array(fc.nat({ max: 3 }), { maxLength: 4 }), body: fc.uint8Array({ maxLength: 12 }) });
    fc.assert(fc.property(some, (tensor) => {
      const content = `${tensor.dtype}:${tensor.dims.join('x')}:${toHex(tensor.body)}`;
      const root = rootOf(tensor);
      expect(seen.get(root) ?? content).toBe(content);
      seen.set(root, content);
    }), { numRuns: 1500 });
    expect(rootOf(tokenTensor([]))).not.toBe(rootOf({ dtype: 12, dims: [], body: new Uint8Array(0) }));
  });

  it('changes with every bit, wherever blocks begin and end, and for one byte more', () => {
    for (const size of [1, tensorBlockBytes - 1, tensorBlockBytes, tensorBlockBytes + 1, 3 * tensorBlockBytes]) {
      const tensor: TensorBytes = { dtype: 2, dims: [size], body: Uint8Array.from({ length: size }, (_, i) => i & 255) };
      const root = rootOf(tensor);
      for (const at of [0, size >> 1, size - 1]) expect(rootOf({ ...tensor, body: tensor.body.map((byte, i) => (i === at ? byte ^ 0x10 : byte)) })).not.toBe(root);
      expect(rootOf({ ...tensor, body: Uint8Array.from([...tensor.body, 0]) })).not.toBe(root);
    }
  });

  it('keeps no more than it must of 64 MiB, and its blocks can be proved', () => {
    const body = new Uint8Array(64 * 2 ** 20);
    body[5_000_000] = 9;
    const tensor: TensorBytes = { dtype: 2, dims: [body.length], body };
    const before = process.memoryUsage().arrayBuffers;
    const root = tensorRoot(p, tensor);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(48 * 2 ** 20);
    const blocks = [encodeTensorHeader(2, tensor.dims)];
    for (let at = 0; at < body.length; at += tensorBlockBytes) blocks.push(body.subarray(at, at + tensorBlockBytes));
    expect(toHex(merkleRoot(p, treeTag.tensorBlock, blocks))).toBe(toHex(root));
    const index = 1 + Math.floor(5_000_000 / tensorBlockBytes);
    const proof = merkleProof(p, treeTag.tensorBlock, blocks, index);
    expect(verifyMerkleProof(p, { tag: treeTag.tensorBlock, count: blocks.length, index, leaf: blocks[index]!, proof, root })).toBe(true);
  }, 30_000);

  it('is made leaf by leaf: a tree over leaves that are made while they are read is the same', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 5 }), { maxLength: 70 }), (leaves) => {
      const read = function* (): Iterable<Uint8Array> { yield* leaves; };
      const root = merkleRoot(p, treeTag.row, read());
      expect(toHex(root)).toBe(toHex(merkleRoot(p, treeTag.row, leaves)));
      leaves.forEach((leaf, index) => expect(verifyMerkleProof(p, { tag: treeTag.row, count: leaves.length, index, leaf, proof: merkleProof(p, treeTag.row, leaves, index), root })).toBe(true));
    }), { numRuns: 60 });
  });
});
