import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalsFor, exactCoins, formatCoins } from '../../../../renderer/format/money.ts';

const coin = 10n ** 18n;
const shown = (wei: bigint, fixed?: number): string => formatCoins(wei, fixed, 'en-US');

test.each([
  [0n, '0.00'],
  [1n, '0.000000000000000001'],
  [coin, '1.00'],
  [coin + 1n, '1.00'],
  [123_456_789_000_000_000n, '0.1234'],
  [4_213_000_000_000_000n, '0.004213'],
  [1_234_567n * coin + coin / 2n, '1,234,567.50'],
  [-coin / 4n, '-0.25'],
])('shows %s wei as %s', (wei, text) => expect(shown(wei)).toBe(text));

test('shows amounts far beyond what a float holds to the last digit', () => {
  const wei = 123_456_789_012_345_678_901_234_567_890n;
  expect(exactCoins(wei)).toBe('123456789012.34567890123456789');
  expect(shown(wei, 18)).toBe('123,456,789,012.345678901234567890');
});

test('keeps amounts in a column at the same number of decimals', () => {
  expect(shown(880_000_000_000_000n, 6)).toBe('0.000880');
  expect(shown(0n, 6)).toBe('0.000000');
});

test('says less than the smallest shown amount instead of zero', () => {
  expect(shown(1n, 6)).toBe('< 0.000001');
  expect(shown(-1n, 6)).toBe('> -0.000001');
});

test('follows the locale', () => expect(formatCoins(1234n * coin + coin / 2n, 2, 'de-DE')).toBe('1.234,50'));

test('never shows more than there is, and never loses more than one unit of the last decimal', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.integer({ min: 0, max: 18 }), (wei, decimals) => {
      const text = shown(wei, decimals);
      if (text.startsWith('<')) return wei > 0n && wei < 10n ** BigInt(18 - decimals);
      const [whole = '0', fraction = ''] = text.replaceAll(',', '').split('.');
      const read = BigInt(whole) * coin + BigInt(fraction.padEnd(18, '0') || '0');
      return read <= wei && wei - read < 10n ** BigInt(18 - decimals) && decimalsFor(wei) <= 18;
    }),
  );
});

test('writes exactly what the wei are', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), (wei) => {
      const [whole = '', fraction = ''] = exactCoins(wei).replace('-', '').split('.');
      const size = BigInt(whole) * coin + BigInt(fraction.padEnd(18, '0') || '0');
      return size === (wei < 0n ? -wei : wei) && exactCoins(wei).startsWith('-') === wei < 0n;
    }),
  );
});
