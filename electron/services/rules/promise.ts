import type { KeptPromise } from '../../shared/rules.ts';

/** Nearest rank: the smallest measured value that the share of all does not exceed. Pure. */
const rank = (sorted: readonly number[], share: number): number | null => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;

/** @param tookMs  from trigger to memory free, oldest first */
export function buildPromise(tookMs: readonly number[]): KeptPromise {
  const newest = tookMs.slice(-100);
  const sorted = [...newest].sort((a, b) => a - b);
  return { count: newest.length, lastMs: newest.at(-1) ?? null, p50Ms: rank(sorted, 0.5), p95Ms: rank(sorted, 0.95) };
}
