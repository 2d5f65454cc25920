/**
 * One fp32 dot product judged exactly: the reference of the contract `LeafDot`, bit for bit the same verdicts, in plain big integers.
 * Values are integers in units of 2^-298, the product of two smallest denormals.
 *
 * @source docs/protocol/court.md section 1
 */

/** The exact sums over the pairs of a dot, in units of 2^-298. */
export type DotSums = {
  readonly terms: number;
  readonly sum: bigint;
  /** Sum of |a[i] b[i]|. */
  readonly magnitude: bigint;
  /** The part of `magnitude` whose products have a denormal operand. */
  readonly loose: bigint;
};

export type DotRefusal = 'notFinite' | 'lengthOutOfRange';
export type DotVerdict = { readonly ok: true; readonly honest: boolean } | { readonly ok: false; readonly reason: DotRefusal };

/** The longest dot that is summed at once. */
export const maxDotTerms = 4096;

const mantissaOf = (bits: number): number => (bits & 0x7fffff) | (exponentOf(bits) > 0 ? 0x800000 : 0);
const exponentOf = (bits: number): number => (bits >>> 23) & 0xff;
const isNegative = (bits: number): boolean => bits >>> 31 === 1;

/** A finite float32 in units of 2^-298. */
export function exactValue(bits: number): bigint {
  const size = BigInt(mantissaOf(bits)) << BigInt(Math.max(1, exponentOf(bits)) + 148);
  return isNegative(bits) ? -size : size;
}

/** @param a, b  float32 as bits, of one length */
export function sumProducts(a: Uint32Array, b: Uint32Array): DotSums | DotRefusal {
  if (a.length === 0 || a.length > maxDotTerms || a.length !== b.length) return 'lengthOutOfRange';
  let sum = 0n;
  let magnitude = 0n;
  let loose = 0n;
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!;
    const y = b[i]!;
    if (exponentOf(x) === 255 || exponentOf(y) === 255) return 'notFinite';
    const mantissa = mantissaOf(x) * mantissaOf(y);
    if (mantissa === 0) continue;
    const product = BigInt(mantissa) << BigInt(Math.max(1, exponentOf(x)) + Math.max(1, exponentOf(y)) - 2);
    magnitude += product;
    sum += isNegative(x) === isNegative(y) ? product : -product;
    if (exponentOf(x) === 0 || exponentOf(y) === 0) loose += product;
  }
  return { terms: a.length, sum, magnitude, loose };
}

/**
 * |claimed − sum| ≤ gamma(roundings) · magnitude + loose + terms · 2^-124, gamma(r) = r / (2^24 − r).
 *
 * @param claimedBits  a finite float32
 * @param roundings    on the longest way from an operand to the result; the terms of an ordinary dot
 */
export function isWithinBound(sums: DotSums, claimedBits: number, roundings: number): boolean {
  const difference = exactValue(claimedBits) - sums.sum;
  const distance = difference < 0n ? -difference : difference;
  const allowance = sums.loose + (BigInt(sums.terms) << 174n);
  return BigInt(2 ** 24 - roundings) * (distance - allowance) <= BigInt(roundings) * sums.magnitude;
}

/** Whether `claimedBits` could be the result of an honest fp32 evaluation of the dot, in any order, with or without fma. */
export function judgeDot(a: Uint32Array, b: Uint32Array, claimedBits: number): DotVerdict {
  const sums = sumProducts(a, b);
  if (typeof sums === 'string') return { ok: false, reason: sums };
  if (exponentOf(claimedBits) === 255) return { ok: false, reason: 'notFinite' };
  return { ok: true, honest: isWithinBound(sums, claimedBits, sums.terms) };
}
