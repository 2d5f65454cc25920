import { expect, test } from 'vitest';
import { formatWorth } from '../../../../renderer/format/worth.ts';

const coin = 10n ** 18n;

test.each([
  [coin, 2410, '2,410.00 EUR'],
  [coin / 1000n, 2410, '2.41 EUR'],
  [21_000n * 10n ** 9n, 2410, '0.05 EUR'],
  // Less than the smallest that is shown is said to be less, never to be nothing.
  [1n, 2410, '< 0.01 EUR'],
  [0n, 2410, '0.00 EUR'],
  [coin, 0, '0.00 EUR'],
])('shows %s wei at %s a coin as %s', (wei, perCoin, text) => expect(formatWorth(wei, { currency: 'EUR', perCoin })).toBe(text));
