import type { Hex } from '../../shared/units.ts';

/** The newest block of one source, and which block it holds at the height all of them have. */
export type SourceHead = { readonly url: string; readonly number: number; readonly hash: Hex; readonly timeSeconds: number };

/**
 * Whether the chain's data is good enough to decide on.
 * stale: the newest block anybody shows is older than allowed. disagreement: two sources hold different blocks of one number.
 */
export type ChainTrust =
  | { readonly state: 'sound'; readonly ageSeconds: number; readonly blockNumber: number; /** Sources left behind by the others. */ readonly behind: readonly { readonly url: string; readonly lagSeconds: number }[] }
  | { readonly state: 'stale'; readonly url: string; readonly ageSeconds: number; readonly blockNumber: number }
  | { readonly state: 'disagreement'; readonly blockNumber: number; readonly url: string; readonly otherUrl: string };

/**
 * Judges what several sources say of their newest blocks. Pure.
 *
 * @param heads     at least one, each source once
 * @param hashesAt  what each source holds at `height`, the lowest of the newest block numbers; a source that could not say is left out
 */
export function decideTrust(heads: readonly SourceHead[], hashesAt: { readonly height: number; readonly hashes: readonly { readonly url: string; readonly hash: Hex }[] }, nowSeconds: number, staleSeconds: number): ChainTrust {
  const [first, ...others] = hashesAt.hashes;
  const other = others.find(({ hash }) => hash !== first!.hash);
  if (first && other) return { state: 'disagreement', blockNumber: hashesAt.height, url: first.url, otherUrl: other.url };
  const newest = heads.reduce((best, head) => (head.timeSeconds > best.timeSeconds ? head : best));
  const ageSeconds = Math.max(0, Math.floor(nowSeconds) - newest.timeSeconds);
  if (ageSeconds > staleSeconds) return { state: 'stale', url: newest.url, ageSeconds, blockNumber: newest.number };
  const behind = heads.filter(({ timeSeconds }) => newest.timeSeconds - timeSeconds > staleSeconds).map(({ url, timeSeconds }) => ({ url, lagSeconds: newest.timeSeconds - timeSeconds }));
  return { state: 'sound', ageSeconds, blockNumber: newest.number, behind };
}

/** The source whose newest block is the newest of all. */
export const freshestOf = (heads: readonly SourceHead[]): SourceHead => heads.reduce((best, head) => (head.timeSeconds > best.timeSeconds ? head : best));
