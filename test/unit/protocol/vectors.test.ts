import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bundleHashOf, decodeHashOf, inputRootOf, outputRootOf, type Bundle } from '../../../electron/protocol/bundle.ts';
import { fromHex, toHex } from '../../../electron/protocol/bytes.ts';
import { deriveSalt, deriveSamplerKey, deriveSketchKey, nonceCommitOf, seedHashOf } from '../../../electron/protocol/keys.ts';
import { modelIdOf, planRootOf, type AuditPlan, type ModelSpec } from '../../../electron/protocol/modelSpec.ts';
import { exp, ln } from '../../../electron/protocol/realMath.ts';
import { sketchRoot, sketchRows } from '../../../electron/protocol/sketch.ts';
import { tensorRoot } from '../../../electron/protocol/tensor.ts';
import { merkleProof, merkleRoot, treeTag } from '../../../electron/protocol/tree.ts';
import { jobOrderShape, receiptShape, signingDigest, structHash, voteShape, voucherShape, type Domain } from '../../../electron/protocol/typedData.ts';
import { nodePrimitives as p } from '../../../electron/services/primitives/nodePrimitives.ts';
import type { Decode } from '../../../electron/shared/decode.ts';
import type { Hex } from '../../../electron/shared/units.ts';
import { runCommand } from '../../support/runCommand.ts';
import documents from '../../vectors/documents.json' with { type: 'json' };
import keys from '../../vectors/keys.json' with { type: 'json' };
import realMath from '../../vectors/realMath.json' with { type: 'json' };
import sketches from '../../vectors/sketches.json' with { type: 'json' };
import tensors from '../../vectors/tensors.json' with { type: 'json' };
import searchTrees from '../../vectors/searchTrees.json' with { type: 'json' };
import trees from '../../vectors/trees.json' with { type: 'json' };
import typed from '../../vectors/typedData.json' with { type: 'json' };

const sha = (...parts: (Uint8Array | string)[]): Buffer => parts.reduce((h, part) => h.update(part), createHash('sha256')).digest();
const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
/** The tree as its definition reads, from the top down: the left part is the largest power of two below the count. */
function topOf(tag: number, leaves: Uint8Array[], first: number): Buffer {
  if (leaves.length === 1) return sha(Buffer.of(0, tag), u64(first), leaves[0]!);
  const half = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return sha(Buffer.of(1), topOf(tag, leaves.slice(0, half), first), topOf(tag, leaves.slice(half), first + half));
}
type SearchPath = { readonly key: string; readonly content: string; readonly path: readonly { readonly pivot: string; readonly sibling: string }[] };
/** The top that a search path leads to, by the same definition; null when the key belongs elsewhere. */
function searchTopOf(tag: number, count: number, index: number, { key, content, path }: SearchPath, first = 0): Buffer | null {
  if (count === 1) return sha(Buffer.of(0, tag), u64(first), fromHex(content));
  const half = 2 ** Math.ceil(Math.log2(count) - 1);
  const isLeft = index < half;
  const { pivot, sibling } = path.at(-1)!;
  const below = searchTopOf(tag, isLeft ? half : count - half, isLeft ? index : index - half, { key, content, path: path.slice(0, -1) }, isLeft ? first : first + half);
  if (below === null || key < pivot !== isLeft) return null;
  return sha(Buffer.of(3, tag), fromHex(pivot), ...(isLeft ? [below, fromHex(sibling)] : [fromHex(sibling), below]));
}
const bitsToNumber = (bits: string): number => Buffer.from(bits, 'hex').readDoubleBE();
const numberToBits = (value: number): string => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString('hex');
};

describe('golden vectors', () => {
  it('are what the committed script gives, byte for byte', async () => {
    const finished = await runCommand(process.execPath, ['test/vectors/generate.ts', '--check'], { cwd: process.cwd(), limitMs: 60_000 });
    expect(finished.output).toBe('');
    expect(finished.status).toBe(0);
  }, 60_000);

  it('hold for trees of 0 to 33 leaves under every tag, also by a tree built from the top', () => {
    for (const { count, leaves, roots, proofs } of trees) {
      const bytes = leaves.map(fromHex);
      for (const [name, tag] of Object.entries(treeTag)) {
        const root = roots[name as keyof typeof roots];
        expect(toHex(merkleRoot(p, tag, bytes))).toBe(root);
        expect(toHex(sha(Buffer.of(2, tag), u64(count), count === 0 ? Buffer.alloc(32) : topOf(tag, bytes, 0)))).toBe(root);
      }
      proofs.forEach((proof, index) => expect(merkleProof(p, treeTag.anchorBatch, bytes, index).map(toHex)).toEqual(proof));
    }
  });

  it('hold for search trees, also by a walk from the top', () => {
    for (const { name, count, root, leaves, shown } of searchTrees) {
      const tops = leaves.map((leaf, index) => searchTopOf(treeTag.voteBatch, count, index, leaf));
      expect(tops.flatMap((top, index) => (top && toHex(sha(Buffer.of(2, treeTag.voteBatch), u64(count), top)) === root ? [index] : [])), name).toEqual(shown);
      if (name.endsWith(' votes')) expect(shown, name).toHaveLength(count);
      else expect(shown.length, name).toBeLessThanOrEqual(new Set(leaves.map(({ key }) => key)).size);
    }
  });

  it('hold for tensors', () => {
    for (const { dtype, dims, body, root } of tensors) expect(toHex(tensorRoot(p, { dtype, dims, body: fromHex(body) }))).toBe(root);
  });

  it('hold for keys, also by plain HMAC', () => {
    for (const vector of keys) {
      const [nonce, jobId] = [fromHex(vector.nonce), vector.jobId as Hex];
      const samplerKey = deriveSamplerKey(p, nonce, jobId);
      expect(toHex(samplerKey)).toBe(vector.samplerKey);
      expect(`0x${createHmac('sha256', nonce).update('hearth/sampler/1').update(fromHex(jobId)).digest('hex')}`).toBe(vector.samplerKey);
      for (const provider of [vector.provider, `0x${vector.provider.slice(2).toUpperCase()}`]) expect(toHex(deriveSketchKey(p, nonce, jobId, provider as Hex))).toBe(vector.sketchKey);
      expect(toHex(deriveSalt(p, nonce, jobId, 'input'))).toBe(vector.saltInput);
      expect(toHex(deriveSalt(p, nonce, jobId, 'output'))).toBe(vector.saltOutput);
      expect(nonceCommitOf(p, nonce)).toBe(vector.nonceCommit);
      expect(seedHashOf(p, samplerKey)).toBe(vector.seedHash);
    }
  });

  it('hold for ln and exp, bit by bit', () => {
    for (const [x, y] of realMath.ln) expect(numberToBits(ln(bitsToNumber(x!)))).toBe(y);
    for (const [x, y] of realMath.exp) expect(numberToBits(exp(bitsToNumber(x!)))).toBe(y);
  });

  it('hold for sketches', () => {
    for (const { position, rows, sketch } of sketches.cases) expect(toHex(sketchRows(p, fromHex(sketches.key), position, new Float32Array(fromHex(rows).buffer)))).toBe(sketch);
    expect(toHex(sketchRoot(p, sketches.cases.map(({ sketch }) => fromHex(sketch))))).toBe(sketches.root);
  });

  it('hold for orders, receipts, votes and vouchers, however their addresses are written', () => {
    const shapes = { JobOrder: jobOrderShape, Receipt: receiptShape, Vote: voteShape, Voucher: voucherShape };
    for (const { type, value, structHash: struct, digest } of typed.cases) {
      const shape = shapes[type as keyof typeof shapes];
      const upper = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, typeof part === 'string' && part.length === 42 ? `0x${part.slice(2, 22).toUpperCase()}${part.slice(22)}` : part]));
      for (const text of [value, upper]) {
        const parsed = shape.parse(text) as never;
        expect(structHash(type as 'Vote', parsed)).toBe(struct);
        expect(signingDigest(typed.domain as Domain, type as 'Vote', parsed)).toBe(digest);
      }
    }
  });

  it('hold for plans, models, bundles, decoding rules and salted roots', () => {
    expect(planRootOf(p, documents.plan as AuditPlan)).toBe(documents.planRoot);
    expect(modelIdOf(p, documents.spec as ModelSpec)).toBe(documents.modelId);
    for (const { bundle, bundleHash } of documents.bundles) expect(bundleHashOf(p, bundle as Bundle)).toBe(bundleHash);
    const generate = documents.bundles.find(({ bundle }) => bundle.kind === 'generate')!.bundle as { decode: Decode; classId: number };
    expect(decodeHashOf(p, generate.decode, generate.classId)).toBe(documents.decodeHash);
    expect(decodeHashOf(p, null, 10)).toBe(documents.decodeHashNone);
    expect(decodeHashOf(p, generate.decode, undefined)).toBe(documents.decodeHashUnpinned);
    const { nonce, jobId, tensor, inputRoot, outputRoot } = documents.salted;
    const bytes = { ...tensor, body: fromHex(tensor.body) };
    expect(inputRootOf(p, fromHex(nonce), jobId as Hex, bytes)).toBe(inputRoot);
    expect(outputRootOf(p, fromHex(nonce), jobId as Hex, bytes)).toBe(outputRoot);
  });
});
