import { exactValue, isWithinBound, type DotSums } from '../../electron/protocol/leafDot.ts';

/** A dot as bits of float32, and what is nasty about it. */
export type Dot = { readonly a: Uint32Array; readonly b: Uint32Array; readonly what: string };
export type Random = () => number;

const scratch = new DataView(new ArrayBuffer(4));
/** The bits of the float32 nearest to a number. */
export const bitsOf = (value: number): number => {
  scratch.setFloat32(0, value);
  return scratch.getUint32(0);
};
export const valueOf = (bits: number): number => {
  scratch.setUint32(0, bits);
  return scratch.getFloat32(0);
};

/** Mulberry32: the same cases in every run. */
export const nextRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Operands as the contract takes them: little-endian, zeros up to a multiple of 32 bytes. */
export function padOperand(bits: Uint32Array): Buffer {
  const bytes = Buffer.alloc(Math.ceil((bits.length * 4) / 32) * 32);
  bits.forEach((word, i) => bytes.writeUInt32LE(word, 4 * i));
  return bytes;
}

const anyFinite = (random: Random): number => {
  const bits = Math.floor(random() * 2 ** 32) >>> 0;
  return ((bits >>> 23) & 0xff) === 255 ? (bits & 0x807fffff) >>> 0 : bits;
};
const normal = (random: Random) => bitsOf(Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random()));
const withExponent = (random: Random, low: number, high: number): number =>
  ((Math.floor(random() * 2) << 31) | ((low + Math.floor(random() * (high - low + 1))) << 23) | Math.floor(random() * 2 ** 23)) >>> 0;

const families: readonly { what: string; pick: (random: Random) => readonly [number, number] }[] = [
  { what: 'activations and weights', pick: (r) => [normal(r), bitsOf((r() - 0.5) * 0.1)] },
  { what: 'after a rectifier', pick: (r) => [r() < 0.6 ? 0 : normal(r) & 0x7fffffff, normal(r)] },
  { what: 'any finite bits', pick: (r) => [anyFinite(r), anyFinite(r)] },
  { what: 'denormals', pick: (r) => [withExponent(r, 0, 1), withExponent(r, 100, 250)] },
  { what: 'products that underflow', pick: (r) => [withExponent(r, 1, 70), withExponent(r, 1, 70)] },
  { what: 'denormal times denormal', pick: (r) => [withExponent(r, 0, 0), withExponent(r, 0, 0)] },
  { what: 'huge and tiny', pick: (r) => [withExponent(r, r() < 0.5 ? 180 : 20, r() < 0.5 ? 185 : 185), withExponent(r, 40, 190)] },
  { what: 'near overflow', pick: (r) => [withExponent(r, 180, 189), withExponent(r, 180, 189)] },
  { what: 'signed zeros', pick: (r) => [r() < 0.5 ? 0x80000000 : 0, r() < 0.5 ? anyFinite(r) : 0x80000000] },
  { what: 'powers of two', pick: (r) => [withExponent(r, 120, 134) & 0xff800000, withExponent(r, 120, 134) & 0xff800000] },
  { what: 'all ones in the mantissa', pick: (r) => [withExponent(r, 126, 128) | 0x7fffff, withExponent(r, 126, 128) | 0x7fffff] },
];
const lengths = [1, 2, 3, 7, 8, 9, 16, 31, 64, 100];

/** Dots of every family, a third of them with cancellation: the second half undoes the first up to a few last bits. */
export function adversarialDots(random: Random, count: number): Dot[] {
  return Array.from({ length: count }, (_, i) => {
    const family = families[i % families.length]!;
    const long = i % 400 === 0 ? 1 + Math.floor(random() * 2048) : lengths[Math.floor(random() * lengths.length)]!;
    const a = new Uint32Array(long);
    const b = new Uint32Array(long);
    for (let k = 0; k < long; k++) [a[k], b[k]] = family.pick(random) as [number, number];
    const cancels = i % 3 === 0 && long > 1;
    if (cancels) {
      for (let k = Math.ceil(long / 2); k < long; k++) {
        a[k] = (a[k - Math.ceil(long / 2)]! ^ 0x80000000) >>> 0;
        b[k] = b[k - Math.ceil(long / 2)]! ^ (random() < 0.1 ? 1 : 0);
        if (((b[k]! >>> 23) & 0xff) === 255) b[k] = 0;
      }
    }
    return { a, b, what: cancels ? `${family.what}, cancelling` : family.what };
  });
}

const flush = (x: number) => (Math.abs(x) < 2 ** -126 ? 0 : x);

/** Results of honest float32 machines: orders of summation, fused or not, flushing denormals or not, and float64 rounded once. */
export function honestResults(random: Random, dot: Dot): { how: string; value: number }[] {
  const x = Array.from(dot.a, valueOf);
  const y = Array.from(dot.b, valueOf);
  const order = x.map((_, i) => i).sort(() => random() - 0.5);
  const forwards = (step: (sum: number, i: number) => number, indices = x.map((_, i) => i)) => indices.reduce(step, 0);
  const ways = [
    { how: 'in order', value: () => forwards((s, i) => Math.fround(s + Math.fround(x[i]! * y[i]!))) },
    { how: 'shuffled, fused', value: () => forwards((s, i) => Math.fround(s + x[i]! * y[i]!), order) },
    { how: 'in pairs', value: () => sumInPairs(x.map((v, i) => Math.fround(v * y[i]!))) },
    {
      how: 'in eight lanes',
      value: () =>
        sumInPairs(
          Array.from({ length: 8 }, (_, l) =>
            forwards(
              (s, i) => Math.fround(s + x[i]! * y[i]!),
              order.filter((i) => i % 8 === l),
            ),
          ),
        ),
    },
    { how: 'flushing results', value: () => forwards((s, i) => flush(Math.fround(s + flush(Math.fround(x[i]! * y[i]!)))), order) },
    {
      how: 'flushing operands and results',
      value: () => forwards((s, i) => flush(Math.fround(s + flush(Math.fround(flush(x[i]!) * flush(y[i]!)))))),
    },
    { how: 'in float64', value: () => Math.fround(forwards((s, i) => s + x[i]! * y[i]!)) },
  ];
  const chosen = [ways[Math.floor(random() * ways.length)]!, ways[Math.floor(random() * ways.length)]!];
  return chosen.map((way) => ({ how: way.how, value: way.value() }));
}

function sumInPairs(values: readonly number[]): number {
  if (values.length === 1) return values[0]!;
  const half = Math.ceil(values.length / 2);
  return Math.fround(sumInPairs(values.slice(0, half)) + sumInPairs(values.slice(half)));
}

/** The float32 nearest to the sum that is outside its bound, on a random side; null when there is none. */
export function errorAboveBound(random: Random, sums: DotSums): number | null {
  const isUp = random() < 0.5;
  // Bits as one line of integers, from the most negative number to the largest.
  const bitsAt = (place: number) => (place >= 0 ? place : (0x80000000 - place) >>> 0);
  let inside = 0;
  let outside = isUp ? 0x7f7fffff : -0x7f7fffff;
  if (isWithinBound(sums, bitsAt(outside), sums.terms)) return null;
  for (let low = -0x7f7fffff, high = 0x7f7fffff; low <= high;) {
    const middle = Math.floor((low + high) / 2);
    if (exactValue(bitsAt(middle)) <= sums.sum) [inside, low] = [middle, middle + 1];
    else high = middle - 1;
  }
  if (!isWithinBound(sums, bitsAt(inside), sums.terms)) return bitsAt(inside);
  while (Math.abs(outside - inside) > 1) {
    const middle = Math.trunc((inside + outside) / 2);
    if (isWithinBound(sums, bitsAt(middle), sums.terms)) inside = middle;
    else outside = middle;
  }
  return bitsAt(outside);
}
