import fc from 'fast-check';
import type { Random } from './mutate.ts';

/** What one case came to: the refusal's code, or "passed" when the parser let it through. */
export type FuzzTarget = { readonly name: string; run(random: Random): string };

const encoder = new TextEncoder();

/** Anything JSON can say, and things it cannot, drawn once; a case takes one of them. */
export const drawn: readonly Uint8Array[] = (() => {
  const samples = fc.sample(fc.oneof(fc.json({ maxDepth: 4 }), fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('[', '{"a":', '"\\ud800"', '1e999', '{"a":1,"a":2}', '{"__proto__":{}}')), { numRuns: 2000, seed: 1 });
  return samples.map((text) => encoder.encode(text));
})();
