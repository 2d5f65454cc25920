import type { Statement } from '../../electron/shared/books.ts';
import { bookWords as text } from '../strings/books.ts';
import { formatNumber } from './numbers.ts';

export const formatValue = (amount: number, currency: string, decimals = 2): string => `${formatNumber(amount, decimals)} ${currency}`;

/** An amount as exact as it is known: one figure where both ends read the same, else from the least to the most. A cent of a cent keeps its digits. */
export function formatMoneyRange({ currency, least, most }: NonNullable<Statement['energyCost']>): string {
  const size = Math.max(Math.abs(least), Math.abs(most));
  const decimals = size > 0 && size < 0.1 ? Math.min(8, 1 - Math.floor(Math.log10(size))) : 2;
  const [from, to] = [formatNumber(least, decimals), formatNumber(most, decimals)];
  return from === to ? formatValue(least, currency, decimals) : text.range(from, `${to} ${currency}`);
}
