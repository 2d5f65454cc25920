/**
 * TOPLOC's published rule, to stand beside ours on the same data: the 128 largest of 32 last-hidden rows as a polynomial modulo 65497.
 * Written from the rule's description; checked against proofs and results of the original. For comparison only; no product code uses it.
 */
const prime = 65497;
const topCount = 128;

const inverse = new Uint32Array(prime);
inverse[1] = 1;
for (let i = 2; i < prime; i++) inverse[i] = (prime - ((Math.floor(prime / i) * inverse[prime % i]!) % prime)) % prime;

const word = new Float32Array(1);
const bits = new Uint32Array(word.buffer);
/** bf16 bit pattern, round to nearest even. */
export function toBf16(value: number): number {
  word[0] = value;
  const pattern = bits[0]!;
  return ((pattern + 0x7fff + ((pattern >>> 16) & 1)) >>> 16) & 0xffff;
}

/** Positions of the largest magnitudes; the lower index goes first where magnitudes tie. */
export function largest(patterns: Uint16Array, count = topCount): number[] {
  const order = Uint32Array.from(patterns, (_, i) => i);
  return Array.from(order.sort((a, b) => (patterns[b]! & 0x7fff) - (patterns[a]! & 0x7fff) || a - b).subarray(0, count));
}

export type ToplocProof = { readonly modulus: number; readonly coefficients: Uint16Array };

/** @param indices  which positions to commit to; the largest unless a test says so */
export function prove(patterns: Uint16Array, indices = largest(patterns)): ToplocProof {
  let modulus = prime;
  while (modulus > 0 && new Set(indices.map((index) => index % modulus)).size < indices.length) modulus--;
  const x = indices.map((index) => index % modulus);
  const n = x.length;
  // Newton's divided differences, then to coefficients of powers.
  const newton = indices.map((index) => patterns[index]! % prime);
  for (let level = 1; level < n; level++) {
    for (let i = n - 1; i >= level; i--) {
      const span = (x[i]! - x[i - level]! + prime) % prime;
      newton[i] = (((newton[i]! - newton[i - 1]! + prime) % prime) * inverse[span]!) % prime;
    }
  }
  const coefficients = new Uint16Array(n);
  for (let i = n - 1; i >= 0; i--) {
    for (let k = n - 1; k >= 0; k--) {
      const carried = k > 0 ? coefficients[k - 1]! : 0;
      coefficients[k] = (carried + (prime - x[i]!) * coefficients[k]! + (k === 0 ? newton[i]! : 0)) % prime;
    }
  }
  return { modulus, coefficients };
}

/** 258 bytes: modulus, then coefficients from the constant up, each big-endian. */
export function proofBytes({ modulus, coefficients }: ToplocProof): Uint8Array {
  const bytes = new Uint8Array(2 + 2 * coefficients.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, modulus);
  coefficients.forEach((value, i) => view.setUint16(2 + 2 * i, value));
  return bytes;
}

export type ToplocError = { readonly exponents: number; readonly mean: number; readonly median: number };

/** Compares the verifier's own activations with a proof: exponents that differ, mantissa differences where they agree. */
export function compare({ modulus, coefficients }: ToplocProof, patterns: Uint16Array, indices = largest(patterns)): ToplocError {
  const differences: number[] = [];
  for (const index of indices) {
    const x = index % modulus;
    let value = 0;
    for (let k = coefficients.length - 1; k >= 0; k--) value = (value * x + coefficients[k]!) % prime;
    const own = patterns[index]!;
    if (((value ^ own) & 0x7f80) === 0) differences.push(Math.abs((value & 0x7f) - (own & 0x7f)));
  }
  if (differences.length === 0) return { exponents: indices.length, mean: 2 ** 64, median: 2 ** 64 };
  differences.sort((a, b) => a - b);
  return { exponents: indices.length - differences.length, mean: differences.reduce((sum, one) => sum + one, 0) / differences.length, median: differences[differences.length >> 1]! };
}

/** Thresholds of the peer's repository: at least 90 of 128 exponents agree, mean at most 10, median at most 8. */
export const publishedLimits: ToplocError = { exponents: 38, mean: 10, median: 8 };

/** The worst of each figure over chunks of 32 rows of a job; null when there is no chunk to compare. */
export function compareJob(claimed: Float32Array, replayed: Float32Array, hiddenSize: number): ToplocError | null {
  const size = 32 * hiddenSize;
  let worst: ToplocError | null = null;
  for (let at = 0; at < Math.min(claimed.length, replayed.length); at += size) {
    const [own, theirs] = [replayed, claimed].map((rows) => Uint16Array.from(rows.subarray(at, at + size), toBf16)) as [Uint16Array, Uint16Array];
    const error = compare(prove(theirs), own);
    worst = worst === null ? error : { exponents: Math.max(worst.exponents, error.exponents), mean: Math.max(worst.mean, error.mean), median: Math.max(worst.median, error.median) };
  }
  return worst;
}

export const exceeds = (error: ToplocError, limits: ToplocError): boolean => error.exponents > limits.exponents || error.mean > limits.mean || error.median > limits.median;
