import { createHash } from 'node:crypto';

/** A seeded stream; the same label gives the same numbers on every machine. */
export type Random = { next(): number; below(limit: number): number; normal(): number; bytes(count: number): Uint8Array };

export function createRandom(label: string): Random {
  let block = 0;
  let words = new Uint32Array(0);
  let at = 0;
  const word = (): number => {
    if (at === words.length) {
      words = new Uint32Array(new Uint8Array(createHash('sha512').update(`${label}|${block++}`).digest()).buffer);
      at = 0;
    }
    return words[at++]!;
  };
  const next = (): number => (word() + 0.5) / 4294967296;
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    normal: () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()),
    bytes: (count) => Uint8Array.from({ length: count }, () => word() & 0xff),
  };
}
