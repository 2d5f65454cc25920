import { shownLocale } from './locale.ts';

/** What one coin is worth, as the owner said. */
export type PerCoin = { readonly currency: string; readonly perCoin: number };

/**
 * An amount in the owner's currency, to its hundredth; less than that is said to be less. An estimate, so a float will do.
 *
 * @param wei  of the very currency that `perCoin` is about
 */
export function formatWorth(wei: bigint, { currency, perCoin }: PerCoin): string {
  const worth = (Number(wei) / 1e18) * perCoin;
  const format = new Intl.NumberFormat(shownLocale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return worth > 0 && worth < 0.01 ? `< ${format.format(0.01)} ${currency}` : `${format.format(worth)} ${currency}`;
}
