import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ExecutionProvider } from '../../shared/shapes.ts';
import { runtimeReason } from './session.ts';

/** Whether this machine multiplies 8-bit integers without saturating, as a model of the exact tier needs. */
export type IntegerArithmetic = { readonly exact: boolean; readonly reason: string | null };

/** What one product should be and what the runtime made of it. */
export type IntegerProduct = { readonly name: string; readonly expected: ArrayLike<number>; readonly found: ArrayLike<number> };

const rows = 4;
const depth = 64;
const columns = 16;
/** Of the constant matrix in the model. */
const constantWeight = 127;
const outputScale = 8192;

/**
 * ONNX bytes, IR 7, opset 13: x uint8 [4, 64], w int8 [64, 16] → fed = MatMulInteger(x, w), packed = MatMulInteger(x, C) and scaled =
 * QLinearMatMul(x, C) / 8192, with C a constant of 127, which the runtime lays out for its kernels beforehand.
 */
const products = Buffer.from(
  'CAc6hgMKNgoFc2hhcGUSAWMaACIPQ29uc3RhbnRPZlNoYXBlKhUKBXZhbHVlKgkIARADQgBKAX+gAQQ6AAoeCgF4CgF3EgNmZWQaACINTWF0TXVsSW50ZWdlcjoACiEKAXgKAWMSBnBhY2tlZBoAIg1NYXRNdWxJbnRlZ2VyOgAKOwoBeAoDb25lCgJ1MAoBYwoDb25lCgJzMAoCeXMKAnUwEgZzY2FsZWQaACINUUxpbmVhck1hdE11bDoAEgVncmFwaCodCAIQB0IFc2hhcGVKEEAAAAAAAAAAEAAAAAAAAAAqDRABQgNvbmVKBAAAgD8qDBABQgJ5c0oEAAAARioJEAJCAnUwSgEAKgkQA0ICczBKAQBaEwoBeBIOCgwIAhIICgIIBAoCCEBaEwoBdxIOCgwIAxIICgIIQAoCCBBiFQoDZmVkEg4KDAgGEggKAggECgIIEGIYCgZwYWNrZWQSDgoMCAYSCAoCCAQKAggQYhgKBnNjYWxlZBIOCgwIAhIICgIIBAoCCBBCBAoAEA0=',
  'base64',
);

/** Exact when every product is. Processors without VNNI add pairs of u8 x s8 in 16 bits, where 2 x 255 x 127 does not fit. */
export function decideIntegerArithmetic(made: readonly IntegerProduct[]): IntegerArithmetic {
  if (made.length === 0) return { exact: false, reason: 'no product was computed' };
  for (const { name, expected, found } of made) {
    if (found.length !== expected.length) return { exact: false, reason: `${name}: ${found.length} values where ${expected.length} belong` };
    for (let i = 0; i < expected.length; i++) if (found[i] !== expected[i]) return { exact: false, reason: `${name}: ${found[i]} where ${expected[i]} is right` };
  }
  return { exact: true, reason: null };
}

type Operands = { readonly name: string; readonly x: Uint8Array; readonly w: Int8Array };

/** The largest sums of either sign, mixed ones, and some without a pattern. */
function buildOperands(): readonly Operands[] {
  const of = (name: string, x: (i: number) => number, w: (i: number) => number): Operands => ({ name, x: Uint8Array.from({ length: rows * depth }, (_, i) => x(i)), w: Int8Array.from({ length: depth * columns }, (_, i) => w(i)) });
  return [
    of('255 x 127', () => 255, () => 127),
    of('255 x -128', () => 255, () => -128),
    of('255 by turns', () => 255, (i) => (Math.floor(i / columns) % 4 < 2 ? 127 : -128)),
    of('mixed', (i) => (i * 167 + 13) & 255, (i) => ((i * 89 + 7) & 255) - 128),
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

/** What a machine makes of x · w, of x · C and of x · C / 8192, each [4, 16] row-major. */
export type IntegerKernels = (x: Uint8Array, w: Int8Array) => Promise<{ readonly fed: ArrayLike<number>; readonly packed: ArrayLike<number>; readonly scaled: ArrayLike<number> }>;
/** Shapes of what the kernels are asked: x [rows, depth] uint8, w [depth, columns] int8, C of `constantWeight` everywhere. */
export const integerShapes = { rows, depth, columns, constantWeight, outputScale } as const;

/** Asks kernels for products whose result is known. */
export async function testKernels(kernels: IntegerKernels): Promise<IntegerArithmetic> {
  const made: IntegerProduct[] = [];
  for (const { name, x, w } of buildOperands()) {
    const { fed, packed, scaled } = await kernels(x, w);
    const constant = multiply(x, () => constantWeight);
    made.push(
      { name: `${name}, MatMulInteger`, expected: multiply(x, (k, column) => w[k * columns + column]!), found: fed },
      { name: `${name}, MatMulInteger by a constant`, expected: constant, found: packed },
      { name: `${name}, QLinearMatMul`, expected: constant.map((sum) => Math.min(255, roundEven(sum / outputScale))), found: scaled },
    );
  }
  return decideIntegerArithmetic(made);
}

/** Asks the runtime. Milliseconds; once per process and provider. */
export async function testIntegerArithmetic(executionProvider: ExecutionProvider): Promise<IntegerArithmetic> {
  try {
    const session = await InferenceSession.create(products, { executionProviders: [executionProvider], graphOptimizationLevel: 'all', logSeverityLevel: 4 });
    try {
      return await testKernels(async (x, w) => {
        const { fed, packed, scaled } = await session.run({ x: new Tensor('uint8', x, [rows, depth]), w: new Tensor('int8', w, [depth, columns]) });
        return { fed: fed!.data as Int32Array, packed: packed!.data as Int32Array, scaled: scaled!.data as Uint8Array };
      });
    } finally {
      await session.release();
    }
  } catch (error) {
    return { exact: false, reason: runtimeReason(error) };
  }
}
