import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { Publication } from '../../shared/publishing.ts';

export type PublicationFacts = {
  /** Who registered the model; null: nobody. */
  readonly isRegistered: 'here' | 'elsewhere' | 'no';
  /** When it was announced, by the chain's clock; null: never. */
  readonly announcedAtSeconds: number | null;
  readonly chainSeconds: number;
  /** How old an announcement must be, and may be at most. */
  readonly leastSeconds: number;
  readonly mostSeconds: number;
};

/** Where a publication stands, from what the chain says alone: so it is the same after any interruption. Pure. */
export function decidePublication({ isRegistered, announcedAtSeconds, chainSeconds, leastSeconds, mostSeconds }: PublicationFacts): Pick<Publication, 'state' | 'readyAtMs' | 'untilMs'> {
  if (isRegistered !== 'no') return { state: isRegistered === 'here' ? 'registered' : 'taken', readyAtMs: null, untilMs: null };
  if (announcedAtSeconds === null) return { state: 'planned', readyAtMs: null, untilMs: null };
  const [readySeconds, untilSeconds] = [announcedAtSeconds + leastSeconds, announcedAtSeconds + mostSeconds];
  const state = chainSeconds > untilSeconds ? 'expired' : chainSeconds < readySeconds ? 'announced' : 'ready';
  return { state, readyAtMs: readySeconds * 1000, untilMs: untilSeconds * 1000 };
}

/** @throws usage.invalid  an address twice, nothing for somebody, or more than the whole */
export function requireShares(contributors: readonly { readonly holder: string; readonly shareBps: number }[]): void {
  if (new Set(contributors.map(({ holder }) => holder.toLowerCase())).size !== contributors.length) throw new HearthError('usage.invalid', { reason: refusals.sharesTwice });
  if (contributors.some(({ holder, shareBps }) => shareBps === 0 || BigInt(holder) === 0n)) throw new HearthError('usage.invalid', { reason: refusals.sharesNothing });
  if (contributors.reduce((sum, { shareBps }) => sum + shareBps, 0) > 10_000) throw new HearthError('usage.invalid', { reason: refusals.sharesMany });
}
