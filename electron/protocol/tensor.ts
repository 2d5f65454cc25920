import { concatBytes, u32LE, utf8Bytes } from './bytes.ts';
import type { Primitives } from './primitives.ts';
import { merkleRoot, treeTag } from './tree.ts';

/** ONNX TensorProto data types that occur in receipts. */
export const dtype = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, float16: 10, uint32: 12, bfloat16: 16 } as const;

export type TensorBytes = {
  /** ONNX TensorProto data type. */
  readonly dtype: number;
  readonly dims: readonly number[];
  /** Row-major little-endian. */
  readonly body: Uint8Array;
};

/** Bytes per block of a tensor's body in its tree. */
export const tensorBlockBytes = 4096;

/** "HT1" ‖ dtype u8 ‖ rank u8 ‖ dims u32LE. @throws RangeError  rank over 255 or a dimension outside uint32 */
export function encodeTensorHeader(type: number, dims: readonly number[]): Uint8Array {
  if (dims.length > 255 || dims.some((dim) => !Number.isInteger(dim) || dim < 0 || dim > 0xffff_ffff)) throw new RangeError('bad dims');
  return concatBytes(utf8Bytes('HT1'), Uint8Array.of(type, dims.length), ...dims.map(u32LE));
}

/**
 * Root of a tensor: block 0 is the header, the rest are 4 KiB blocks of the body. Bytes are taken as they are; float
 * evidence with a NaN is refused before it comes here (evidence.nonFinite), and +0 and -0 are kept apart.
 *
 * @source docs/protocol/bytes.md section 4
 */
export function tensorRoot(p: Primitives, tensor: TensorBytes): Uint8Array {
  return merkleRoot(p, treeTag.tensorBlock, tensorBlocks(tensor));
}

function* tensorBlocks({ dtype: type, dims, body }: TensorBytes): Iterable<Uint8Array> {
  yield encodeTensorHeader(type, dims);
  for (let at = 0; at < body.length; at += tensorBlockBytes) yield body.subarray(at, at + tensorBlockBytes);
}

/** Token ids as the protocol commits to them: uint32, shape [n]. */
export function tokenTensor(tokens: readonly number[]): TensorBytes {
  const body = new Uint8Array(tokens.length * 4);
  const view = new DataView(body.buffer);
  tokens.forEach((token, i) => view.setUint32(4 * i, token, true));
  return { dtype: dtype.uint32, dims: [tokens.length], body };
}
