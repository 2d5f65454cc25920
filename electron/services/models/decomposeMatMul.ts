import type { Node } from './onnx/onnx_pb.ts';
import { inputOf, intAttribute, outputOf, type Rewrite, type ValueFacts } from './rewriteKit.ts';

/** uint8 [..., n] of packed values → int32 [..., n · 8/bits], the low bits of a byte first. */
function unpack(b: Rewrite, packed: string, bits: number, shape: readonly number[]): string {
  const wide = b.op('Cast', [packed], { to: 6n });
  if (bits === 8) return b.op('Reshape', [wide, b.ints(shape)]);
  const sixteen = b.op('Cast', [b.ints(16)], { to: 6n });
  const last = b.ints([-1]);
  const parts = [b.op('Mod', [wide, sixteen]), b.op('Div', [wide, sixteen])].map((part) => b.op('Unsqueeze', [part, last]));
  return b.op('Reshape', [b.op('Concat', parts, { axis: -1n }), b.ints(shape)]);
}

/**
 * x · dequantised weightᵀ (+ bias). Left alone: other widths than 4 and 8 bits, shuffled groups, and accuracy level 4, which quantises the
 * activations too and is another computation.
 */
export function matMulNBits(node: Node, b: Rewrite, facts: ReadonlyMap<string, ValueFacts>): boolean {
  const [x, packed, scales, zeroPoints, groupIndex, bias] = [0, 1, 2, 3, 4, 5].map((at) => inputOf(node, at) ?? null);
  const [columns, rows, bits, blockSize] = [intAttribute(node, 'K', 0), intAttribute(node, 'N', 0), intAttribute(node, 'bits', 4), intAttribute(node, 'block_size', 0)];
  if (!x || !packed || !scales || groupIndex || (bits !== 4 && bits !== 8) || columns < 1 || rows < 1 || blockSize < 16 || intAttribute(node, 'accuracy_level', 0) === 4) return false;
  const blocks = Math.ceil(columns / blockSize);
  const whole = b.op('Cast', [unpack(b, packed, bits, [rows, blocks, blockSize])], { to: 1n });
  const centred = b.op('Sub', [whole, zeroPoints ? readZeroPoints(b, zeroPoints, facts.get(zeroPoints)?.elemType, { rows, blocks, bits }) : b.float(2 ** (bits - 1))]);
  const weights = b.op('Reshape', [b.op('Mul', [centred, b.op('Reshape', [scales, b.ints([rows, blocks, 1])])]), b.ints([rows, blocks * blockSize])]);
  const used = b.op('Slice', [weights, b.ints([0]), b.ints([columns]), b.ints([1])]);
  const product = b.op('MatMul', [x, b.op('Transpose', [used], { perm: [1n, 0n] })], {}, bias ? undefined : outputOf(node, 0));
  if (bias) b.op('Add', [product, bias], {}, outputOf(node, 0));
  return true;
}

/** float32 [rows, blocks, 1]; packed per row, each row starting with a whole byte, or floats already. */
function readZeroPoints(b: Rewrite, name: string, elemType: number | undefined, { rows, blocks, bits }: { readonly rows: number; readonly blocks: number; readonly bits: number }): string {
  const shape = b.ints([rows, blocks, 1]);
  if (elemType === 1) return b.op('Reshape', [name, shape]);
  const padded = Math.ceil((blocks * bits) / 8) * (8 / bits);
  const bytes = b.op('Reshape', [name, b.ints([rows, -1])]);
  const values = b.op('Slice', [unpack(b, bytes, bits, [rows, padded]), b.ints([0]), b.ints([blocks]), b.ints([1])]);
  return b.op('Reshape', [b.op('Cast', [values], { to: 1n }), shape]);
}
