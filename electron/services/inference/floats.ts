import { Tensor, type OnnxValue } from 'onnxruntime-node';

/** Types of rows and logits that evidence is made of: 16 bits are widened, which is exact. */
export const isFloat = (type: string | undefined): boolean => type === 'float32' || type === 'float16';

const Half = (globalThis as unknown as { Float16Array?: new () => Iterable<number> & ArrayLike<number> }).Float16Array;

/** The numbers of a tensor of such a type, widened where they are of 16 bits. */
export function floatsOf(value: OnnxValue): Float32Array {
  const { type, data } = value as Tensor;
  if (type !== 'float16') return data as Float32Array;
  // Engines without an array of half floats give their bits.
  return Half && data instanceof Half ? new Float32Array(data) : Float32Array.from(data as Uint16Array, widen);
}

/** The number that the bits of a half float stand for. */
export function widen(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

/**
 * Feeds as the native binding reads them: it knows half floats by their bits alone, while the tensors of its own library hold the engine's array of half floats where there is one, whose bytes it counts as none.
 * Views, nothing is copied.
 */
export function withHalfBits(feeds: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(feeds).map(([name, tensor]) => [name, Half && tensor.type === 'float16' && tensor.data instanceof Half ? asBits(tensor) : tensor]));
}

function asBits({ data, dims }: Tensor): Tensor {
  const { buffer, byteOffset, length } = data as unknown as Uint16Array<ArrayBuffer>;
  const bits = new Uint16Array(buffer, byteOffset, length);
  return Object.defineProperty(new Tensor('float16', bits, dims), 'data', { value: bits });
}
