import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advisePayout } from '../../../../electron/services/earnings/advisePayout.ts';
import { weiPerCoin as coin } from '../../../../electron/shared/units.ts';
import type { PayoutPlan } from '../../../../electron/shared/payoutPlan.ts';
import { daysUntil, recommend } from '../../../../renderer/views/earnings/recommend.ts';

// A fee coin is worth 2,000 EMBER.
const weights = { coinsPerFeeCoin: 2000, limitPercent: 5 };

test('is collected when its fee is within the limit, and says from which amount on it would be', () => {
  expect(advisePayout(100n * coin, coin / 1000n, weights)).toEqual({ kind: 'collect', percent: 2 });
  expect(advisePayout(40n * coin, coin / 1000n, weights)).toEqual({ kind: 'collect', percent: 5 });
  expect(advisePayout(10n * coin, coin / 1000n, weights)).toEqual({ kind: 'wait', percent: 20, fromWei: 40n * coin });
  expect(advisePayout(1n, coin, weights)).toMatchObject({ kind: 'wait', percent: 1000 });
});

test('says what is not known instead of inventing a share', () => {
  expect(advisePayout(0n, null, weights)).toEqual({ kind: 'nothing' });
  expect(advisePayout(coin, null, weights)).toEqual({ kind: 'noFee' });
  expect(advisePayout(coin, coin, { ...weights, coinsPerFeeCoin: null })).toEqual({ kind: 'unknown' });
});

test('is worth it at the amount that it named, whatever fee and limit', () => {
  const wei = fc.bigInt({ min: 10n ** 12n, max: 10n ** 21n });
  fc.assert(fc.property(wei, wei, fc.integer({ min: 1, max: 100 }), (amountWei, feeWei, limitPercent) => {
    const advice = advisePayout(amountWei, feeWei, { coinsPerFeeCoin: 2000, limitPercent });
    // An estimate in floats: a part in a thousand more is surely enough.
    if (advice.kind === 'wait') expect(advisePayout(advice.fromWei + advice.fromWei / 1000n + 1n, feeWei, { coinsPerFeeCoin: 2000, limitPercent }).kind).toBe('collect');
  }));
});

const fetched = (coins: bigint, advice: PayoutPlan['settlement']['advice']) => ({ dueWei: coins * coin, issuableWei: 0n, feeWei: 1n, advice });
const account = (coins: bigint, advice: PayoutPlan['settlement']['advice']) => ({ kind: 'account' as const, account: `0x${'1'.repeat(40)}`, ...fetched(coins, advice) });
const plan = { items: [], settlement: { jobs: 0, ...fetched(0n, { kind: 'nothing' }) }, limitPercent: 5, perDayWei: 2n * coin } satisfies Parameters<typeof recommend>[0];

test('recommends one thing: what is worth it now, before what has to wait', () => {
  const wait = { kind: 'wait', percent: 20, fromWei: 40n * coin } as const;
  expect(recommend(plan)).toEqual({ kind: 'nothing' });
  expect(recommend({ ...plan, items: [account(10n, wait), account(30n, { kind: 'collect', percent: 2 }), account(10n, { kind: 'collect', percent: 4 })] })).toEqual({ kind: 'collect', wei: 40n * coin, percent: 2.5 });
  expect(recommend({ ...plan, items: [account(10n, wait)] })).toEqual({ kind: 'wait', wei: 10n * coin, limitPercent: 5 });
  expect(recommend({ ...plan, items: [account(10n, wait)], settlement: { jobs: 3, ...fetched(10n, wait) } })).toMatchObject({ kind: 'settle', percent: 20, fromWei: 40n * coin, perDayWei: 2n * coin });
  expect(recommend({ ...plan, items: [account(3n, { kind: 'unknown' })] })).toEqual({ kind: 'unknown', wei: 3n * coin });
});

test('counts days at a known pace only', () => {
  expect([daysUntil(30n * coin, 2n * coin), daysUntil(31n * coin, 2n * coin), daysUntil(-5n, coin), daysUntil(coin, null), daysUntil(coin, 0n), daysUntil(10_000n * coin, coin)]).toEqual([15, 16, 1, null, null, null]);
});
