import { z } from 'zod';
import { decodeShape, type Decode } from '../shared/decode.ts';
import { hexShape, uint16Shape, uint32Shape, uint8Shape, type Hex } from '../shared/units.ts';
import { fromHex, toHex } from './bytes.ts';
import { jcsSha256 } from './jcs.ts';
import { deriveSalt } from './keys.ts';
import type { Primitives } from './primitives.ts';
import { tensorRoot, tokenTensor, type TensorBytes } from './tensor.ts';
import { merkleRoot, treeTag } from './tree.ts';

const tensorShape = z.strictObject({ dtype: uint8Shape, dims: z.array(uint32Shape).max(8), body: hexShape.max(2 + 2 * 8 * 1024 * 1024) });
const nonceShape = z.string().regex(/^0x[0-9a-f]{64}$/);
/** Absent in what was made before orders pinned a class: still read, so that an old journal opens; it fails the check `numericClass`. */
export const pinnedClassShape = uint16Shape.optional();

/**
 * What an auditor needs beside the signed receipt: input, output, nonce, sketches; no rows. Named by the receipt's bundleHash.
 * @source docs/protocol/receipts.md section 3
 */
const sketchShape = z.string().regex(/^0x[0-9a-f]{256}$/);
export const bundleShape = z.discriminatedUnion('kind', [
  z.strictObject({
    format: z.literal('hearth-bundle/1'), kind: z.literal('classify'), nonce: nonceShape, classId: pinnedClassShape, input: tensorShape, output: tensorShape,
    /** One per tap of the model's plan; absent where it has none. */
    sketches: z.array(sketchShape).min(1).max(64).optional(),
  }),
  z.strictObject({
    format: z.literal('hearth-bundle/1'), kind: z.literal('embed'), nonce: nonceShape, classId: pinnedClassShape, inputTokens: z.array(uint32Shape).max(1_000_000),
    /** The vector, [1, hidden]. */
    output: tensorShape, sketches: z.array(sketchShape).min(1).max(64).optional(),
  }),
  z.strictObject({
    format: z.literal('hearth-bundle/1'), kind: z.literal('generate'), nonce: nonceShape, classId: pinnedClassShape, decode: decodeShape,
    promptTokens: z.array(uint32Shape).max(1_000_000), tokens: z.array(uint32Shape).max(1_000_000),
    sketches: z.array(sketchShape).max(40_000),
  }),
]);
export type Bundle = z.infer<typeof bundleShape>;

export const bundleHashOf = (p: Primitives, bundle: Bundle): Hex => toHex(jcsSha256(p, bundle));

/**
 * What the order commits to as its way of running: the numeric class, and the decode rules (null for a job without tokens). The order's typed
 * data is frozen and has no class of its own; here the client signs it all the same, so a node cannot choose by which thresholds it is judged.
 *
 * @param classId  undefined: the form of before, which pins no class
 * @source docs/protocol/receipts.md section 4
 */
export function decodeHashOf(p: Primitives, decode: Decode | null, classId: number | undefined): Hex {
  if (classId === undefined) return toHex(jcsSha256(p, decode === null ? { format: 'hearth-decode/none' } : decode));
  return toHex(jcsSha256(p, { format: 'hearth-decode/1', classId, decode }));
}

/** Salted root of one side of a job: leaves [salt, tensor root]. */
function sideRoot(p: Primitives, nonce: Uint8Array, jobId: Hex, side: 'input' | 'output', tensor: TensorBytes): Hex {
  return toHex(merkleRoot(p, treeTag[side], [deriveSalt(p, nonce, jobId, side), tensorRoot(p, tensor)]));
}
export const inputRootOf = (p: Primitives, nonce: Uint8Array, jobId: Hex, input: TensorBytes): Hex => sideRoot(p, nonce, jobId, 'input', input);
export const outputRootOf = (p: Primitives, nonce: Uint8Array, jobId: Hex, output: TensorBytes): Hex => sideRoot(p, nonce, jobId, 'output', output);

/** The tensors of a bundle as the roots see them. */
export function bundleTensors(bundle: Bundle): { readonly input: TensorBytes; readonly output: TensorBytes } {
  if (bundle.kind === 'generate') return { input: tokenTensor(bundle.promptTokens), output: tokenTensor(bundle.tokens) };
  const output = { ...bundle.output, body: fromHex(bundle.output.body) };
  return { input: bundle.kind === 'embed' ? tokenTensor(bundle.inputTokens) : { ...bundle.input, body: fromHex(bundle.input.body) }, output };
}

/** Paid units: tokens in and out, tokens in and one vector out, or one item each way. */
export function bundleUnits(bundle: Bundle): { readonly unitsIn: number; readonly unitsOut: number } {
  switch (bundle.kind) {
    case 'classify': return { unitsIn: 1, unitsOut: 1 };
    case 'embed': return { unitsIn: bundle.inputTokens.length, unitsOut: 1 };
    case 'generate': return { unitsIn: bundle.promptTokens.length, unitsOut: bundle.tokens.length };
  }
}

/** The sketches of a job without tokens: one per tap. */
export const bundleTaps = (bundle: Bundle): readonly string[] => (bundle.kind === 'generate' ? [] : (bundle.sketches ?? []));
