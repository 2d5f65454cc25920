import { weiPerCoin } from '../../electron/shared/units.ts';
import { shownLocale } from './locale.ts';

const decimalsInCoin = 18;

/** The exact amount in coins, as a decimal string: 1500000000000000000n -> "1.5". */
export function exactCoins(wei: bigint): string {
  const sign = wei < 0n ? '-' : '';
  const size = wei < 0n ? -wei : wei;
  const fraction = (size % weiPerCoin).toString().padStart(decimalsInCoin, '0').replace(/0+$/, '');
  return `${sign}${size / weiPerCoin}${fraction === '' ? '' : `.${fraction}`}`;
}

/**
 * How many decimals show an amount well: two from a thousand on, four from one on, and below one as many as its first four
 * significant digits need. Amounts that stand together should share the decimals of the smallest that matters.
 */
export function decimalsFor(wei: bigint): number {
  const size = wei < 0n ? -wei : wei;
  if (size === 0n) return 2;
  if (size >= 1000n * weiPerCoin) return 2;
  if (size >= weiPerCoin) return 4;
  return Math.min(decimalsInCoin, decimalsInCoin - size.toString().length + 4);
}

/**
 * An amount in coins for people, without the coin's name. Cut, never rounded up: it must not show more than there is.
 * The value never passes through a float; Intl takes the decimal string as it is.
 *
 * @param fixed  exactly this many decimals, for amounts that stand in a column; default: {@link decimalsFor}, zeros at the end left out
 */
export function formatCoins(wei: bigint, fixed?: number, locale = shownLocale()): string {
  const decimals = fixed ?? decimalsFor(wei);
  const unit = 10n ** BigInt(decimalsInCoin - decimals);
  const cut = (wei / unit) * unit;
  if (cut === 0n && wei !== 0n) return `${wei < 0n ? '> -' : '< '}${formatCoins(unit, fixed, locale)}`;
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: fixed ?? Math.min(2, decimals), maximumFractionDigits: decimals });
  return format.format(exactCoins(cut) as `${number}`);
}

/** Only for lengths and areas in a drawing, never for a number that is shown. */
export const coinsForDrawing = (wei: bigint): number => Number(wei) / 1e18;
