/** Numbers that a seed fixes; the same on every machine. */
export type Random = { below(limit: number): number; pick<T>(items: readonly T[]): T; bytes(length: number): Uint8Array };

export function createRandom(seed: number, index: number): Random {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let i = 0; i < 4; i++) next();
  const below = (limit: number): number => (limit <= 0 ? 0 : next() % limit);
  return { below, pick: (items) => items[below(items.length)]!, bytes: (length) => Uint8Array.from({ length }, () => next() & 255) };
}

const oddBytes = [0x00, 0x01, 0x7f, 0x80, 0xff, 0xfe, 0xc0, 0xed, 0x22, 0x5c, 0x7b, 0x5b];
const join = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

/** One to eight edits: bits and bytes, cuts, copies, repeats, pieces of another file, endings. */
export function mutate(random: Random, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  let out: Uint8Array = Uint8Array.from(bytes);
  for (let edits = 1 + random.below(8); edits > 0; edits--) {
    const at = random.below(out.length);
    const to = Math.min(out.length, at + 1 + random.below(random.below(4) === 0 ? 400 : 12));
    switch (random.below(8)) {
      case 0: if (out.length > 0) out[at]! ^= 1 << random.below(8); break;
      case 1: if (out.length > 0) out[at] = random.pick(oddBytes); break;
      case 2: out = join(out.subarray(0, at), out.subarray(to)); break;
      case 3: out = join(out.subarray(0, to), out.subarray(at, to), out.subarray(to)); break;
      case 4: out = join(out.subarray(0, at), random.bytes(1 + random.below(10)), out.subarray(at)); break;
      case 5: { const from = random.below(other.length); out = join(out.subarray(0, at), other.subarray(from, from + random.below(64)), out.subarray(to)); break; }
      case 6: if (random.below(4) === 0) out = out.subarray(0, at); break;
      // The largest varint there is, where a length or a dimension stood.
      default: out = join(out.subarray(0, at), Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01), out.subarray(at + 1));
    }
  }
  return out;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const oddValues: readonly Json[] = [null, true, -1, -0, 0.5, 1e300, 2 ** 53, '', '0x', `0x${'FF'.repeat(32)}`, `0x${'00'.repeat(65)}`, '9'.repeat(90), '-1', '\ud800', '__proto__', [], {}, [[]], 'x'.repeat(5000)];

/** A JSON text with some of its values replaced, removed, repeated or given another name. */
export function mutateJson(random: Random, text: string): string {
  const root = JSON.parse(text) as Json;
  for (let edits = 1 + random.below(3); edits > 0; edits--) {
    let holder: Json = root;
    for (let depth = random.below(6); depth > 0; depth--) {
      const inner: Json[] = typeof holder === 'object' && holder !== null ? Object.values(holder).filter((value) => typeof value === 'object' && value !== null) : [];
      if (inner.length > 0) holder = random.pick(inner);
    }
    if (typeof holder !== 'object' || holder === null) continue;
    const keys = Object.keys(holder);
    const key = keys.length > 0 ? random.pick(keys) : '0';
    const map = holder as Record<string, Json>;
    switch (random.below(4)) {
      case 0: Reflect.deleteProperty(map, key); break;
      case 1: map[`${key}x`] = map[key] ?? null; break;
      case 2: if (Array.isArray(holder)) holder.push(...holder.slice(0, 50)); break;
      // A copy: a later edit may change what is inside.
      default: map[key] = structuredClone(random.pick(oddValues));
    }
  }
  return JSON.stringify(root);
}
