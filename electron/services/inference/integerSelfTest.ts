import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ExecutionProvider } from '../../shared/shapes.ts';
import { runtimeReason } from './session.ts';

/** How wide the weights may be that this machine multiplies with 8-bit values exactly, in bits; 0: none. `reason` says why not all 8; null when it is 8. */
export type IntegerArithmetic = { readonly weightBits: 0 | 7 | 8; readonly reason: string | null };

/** What one product should be and what the runtime made of it. */
export type IntegerProduct = { readonly name: string; readonly expected: ArrayLike<number>; readonly found: ArrayLike<number> };

const rows = 4;
const depth = 64;
const columns = 16;
/** The largest weights tried, of either sign: with those of 7 bits 2 x 255 x 64 fits into 16 bits. */
const largestWeight = { 7: 64, 8: 127 } as const;
const outputScale = 8192;

/**
 * ONNX bytes, IR 7, opset 13: x uint8 [4, 64], w int8 [64, 16] → fed = MatMulInteger(x, w), packed = MatMulInteger(x, C) and scaled =
 * QLinearMatMul(x, C) / 8192, with C a constant of 127, which the runtime lays out for its kernels beforehand.
 */
const productsOf127 = Buffer.from(
  'CAc6hgMKNgoFc2hhcGUSAWMaACIPQ29uc3RhbnRPZlNoYXBlKhUKBXZhbHVlKgkIARADQgBKAX+gAQQ6AAoeCgF4CgF3EgNmZWQaACINTWF0TXVsSW50ZWdlcjoACiEKAXgKAWMSBnBhY2tlZBoAIg1NYXRNdWxJbnRlZ2VyOgAKOwoBeAoDb25lCgJ1MAoBYwoDb25lCgJzMAoCeXMKAnUwEgZzY2FsZWQaACINUUxpbmVhck1hdE11bDoAEgVncmFwaCodCAIQB0IFc2hhcGVKEEAAAAAAAAAAEAAAAAAAAAAqDRABQgNvbmVKBAAAgD8qDBABQgJ5c0oEAAAARioJEAJCAnUwSgEAKgkQA0ICczBKAQBaEwoBeBIOCgwIAhIICgIIBAoCCEBaEwoBdxIOCgwIAxIICgIIQAoCCBBiFQoDZmVkEg4KDAgGEggKAggECgIIEGIYCgZwYWNrZWQSDgoMCAYSCAoCCAQKAggQYhgKBnNjYWxlZBIOCgwIAhIICgIIBAoCCBBCBAoAEA0=',
  'base64',
);

/** The same with another C: the one byte of its value, field 9 of the tensor. */
function productsOf(constant: number): Buffer {
  const bytes = Buffer.from(productsOf127);
  bytes[bytes.indexOf(Uint8Array.of(0x4a, 1, 127)) + 2] = constant;
  return bytes;
}

/** What is wrong about products; null when every one is right. Processors without VNNI add pairs of u8 x s8 in 16 bits, where 2 x 255 x 127 does not fit. */
export function findWrongProduct(made: readonly IntegerProduct[]): string | null {
  if (made.length === 0) return 'no product was computed';
  for (const { name, expected, found } of made) {
    if (found.length !== expected.length) return `${name}: ${found.length} values where ${expected.length} belong`;
    for (let i = 0; i < expected.length; i++) if (found[i] !== expected[i]) return `${name}: ${found[i]} where ${expected[i]} is right`;
  }
  return null;
}

type Operands = { readonly name: string; readonly x: Uint8Array; readonly w: Int8Array };

/** The largest sums of either sign, mixed ones, and some without a pattern. */
function buildOperands(most: number): readonly Operands[] {
  const least = most === 127 ? -128 : -most;
  const of = (name: string, x: (i: number) => number, w: (i: number) => number): Operands => ({ name, x: Uint8Array.from({ length: rows * depth }, (_, i) => x(i)), w: Int8Array.from({ length: depth * columns }, (_, i) => w(i)) });
  return [
    of(`255 x ${most}`, () => 255, () => most),
    of(`255 x ${least}`, () => 255, () => least),
    of('255 by turns', () => 255, (i) => (Math.floor(i / columns) % 4 < 2 ? most : least)),
    of('mixed', (i) => (i * 167 + 13) & 255, (i) => ((i * 89 + 7) % (most - least + 1)) + least),
  ];
}

/** x · w in whole numbers, int32 [rows, columns]. */
function multiply(x: Uint8Array, w: (k: number, column: number) => number): Int32Array {
  return Int32Array.from({ length: rows * columns }, (_, at) => {
    let sum = 0;
    for (let k = 0; k < depth; k++) sum += x[Math.floor(at / columns) * depth + k]! * w(k, at % columns);
    return sum;
  });
}

/** Rounds half to even, as ONNX does. */
function roundEven(value: number): number {
  const down = Math.floor(value);
  return value - down === 0.5 ? down + (down & 1) : Math.round(value);
}

/** What a machine makes of x · w, of x · C and of x · C / 8192, with C of `constant` everywhere; each [4, 16] row-major. */
export type IntegerKernels = (x: Uint8Array, w: Int8Array, constant: number) => Promise<{ readonly fed: ArrayLike<number>; readonly packed: ArrayLike<number>; readonly scaled: ArrayLike<number> }>;
/** Shapes of what the kernels are asked: x [rows, depth] uint8, w [depth, columns] int8, C as w. */
export const integerShapes = { rows, depth, columns, outputScale } as const;

/** Asks kernels for products whose result is known: first with weights of 8 bits, then, where those are wrong, of 7. */
export async function testKernels(kernels: IntegerKernels): Promise<IntegerArithmetic> {
  const reason = await findWrong(kernels, largestWeight[8]);
  if (reason === null) return { weightBits: 8, reason };
  return { weightBits: (await findWrong(kernels, largestWeight[7])) === null ? 7 : 0, reason };
}

async function findWrong(kernels: IntegerKernels, most: number): Promise<string | null> {
  const made: IntegerProduct[] = [];
  for (const { name, x, w } of buildOperands(most)) {
    const { fed, packed, scaled } = await kernels(x, w, most);
    const constant = multiply(x, () => most);
    made.push(
      { name: `${name}, MatMulInteger`, expected: multiply(x, (k, column) => w[k * columns + column]!), found: fed },
      { name: `${name}, MatMulInteger by a constant`, expected: constant, found: packed },
      { name: `${name}, QLinearMatMul`, expected: constant.map((sum) => Math.min(255, roundEven(sum / outputScale))), found: scaled },
    );
  }
  return findWrongProduct(made);
}

/** Asks the runtime. Milliseconds; once per process and provider. */
export async function testIntegerArithmetic(executionProvider: ExecutionProvider): Promise<IntegerArithmetic> {
  const sessions = new Map<number, InferenceSession>();
  const open = (constant: number): Promise<InferenceSession> => InferenceSession.create(productsOf(constant), { executionProviders: [executionProvider], graphOptimizationLevel: 'all', logSeverityLevel: 4 });
  try {
    return await testKernels(async (x, w, constant) => {
      const session = sessions.get(constant) ?? (await open(constant));
      sessions.set(constant, session);
      const { fed, packed, scaled } = await session.run({ x: new Tensor('uint8', x, [rows, depth]), w: new Tensor('int8', w, [depth, columns]) });
      return { fed: fed!.data as Int32Array, packed: packed!.data as Int32Array, scaled: scaled!.data as Uint8Array };
    });
  } catch (error) {
    return { weightBits: 0, reason: runtimeReason(error) };
  } finally {
    for (const session of sessions.values()) await session.release();
  }
}
