import { describe, expect, it } from 'vitest';
import { createFeeRule, type FeeRates } from '../../../../electron/services/earnings/feeShare.ts';

const euro = (perCoin: number) => ({ currency: 'EUR', perCoin });
const rates: FeeRates = { coin: euro(0.5), gas: euro(2000), limitPercent: 5 };
const coin = 10n ** 18n;

describe("the owner's rule on fees", () => {
  it('compares what the two coins are worth, not their wei: at the limit it pays, above it waits and says so', () => {
    const weigh = createFeeRule(rates)!;
    // 0.0001 of the chain's coin is 0.20 EUR: 5 % of 8 EMBER at 0.50 EUR.
    expect(weigh(coin / 10_000n, 8n * coin)).toBeNull();
    expect(weigh(coin / 10_000n, 4n * coin)).toEqual({ percent: 10, limitPercent: 5, inWords: 'its fee would take 10 % of it, and the owner pays at most 5 %; it is tried again when fees are lower' });
    expect(createFeeRule({ ...rates, limitPercent: 10 })!(coin / 10_000n, 4n * coin)).toBeNull();
    expect(weigh(coin, 1n)).toMatchObject({ percent: 1000, inWords: expect.stringContaining('more than ten times what it fetches') as string });
  });

  it('fetches at its last chance whatever is worth more than its fee, and nothing that is not', () => {
    const weigh = createFeeRule(rates)!;
    expect(weigh(coin / 10_000n, coin / 2n, true)).toBeNull();
    expect(weigh(coin / 10_000n, coin / 4n, true)).toMatchObject({ percent: 160, limitPercent: 100 });
  });

  it('waits for what is worth nothing, and lets a free fee pass', () => {
    expect(createFeeRule({ ...rates, coin: euro(0) })!(1n, coin)?.inWords).toContain('more than ten times');
    expect(createFeeRule(rates)!(1n, 0n)?.inWords).toContain('more than ten times');
    expect(createFeeRule(rates)!(0n, coin)).toBeNull();
  });

  it('weighs nothing while a rate is missing or the rates are of two currencies', () => {
    expect([createFeeRule({ ...rates, coin: null }), createFeeRule({ ...rates, gas: null }), createFeeRule({ ...rates, gas: { currency: 'USD', perCoin: 1 } })]).toEqual([null, null, null]);
  });
});
