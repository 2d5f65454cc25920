import { expect, test } from 'vitest';
import { weiPerCoin } from '../../../../electron/shared/units.ts';
import { formatCountdown } from '../../../../renderer/format/time.ts';
import { ageSecondsOf, previewStake, unbondingLeftMs, unstakeWarnings, whatStakeBuys } from '../../../../renderer/views/staking/figures.ts';
import { changeGuards, problemOfGuard } from '../../../../renderer/views/staking/guardLists.ts';
import { sampleStaking } from '../../../support/economySamples.ts';
import { sampleAddress } from '../../../support/walletSamples.ts';

const coin = weiPerCoin;
const asOf = { blockNumber: 9, chainSeconds: 1000, ageSeconds: 3 };
const unbonding = { wei: coin, readyAtSeconds: 1060 };

test('counts down by the chain’s clock, and at its end says ready for good', () => {
  expect(unbondingLeftMs({ asOf, unbonding }, 50_000, 50_000)).toBe(60_000);
  expect(unbondingLeftMs({ asOf, unbonding }, 50_000, 80_000)).toBe(30_000);
  for (const laterMs of [110_000, 111_000, 10_000_000]) expect(unbondingLeftMs({ asOf, unbonding }, 50_000, laterMs)).toBe(0);
});

test('the age of a reading grows while the page stays open', () => {
  expect(ageSecondsOf(asOf, 50_000, 50_000)).toBe(3);
  expect(ageSecondsOf(asOf, 50_000, 890_000)).toBe(843);
});

test('shows before and after, and what one fault takes of all that is left or leaving', () => {
  const staking = sampleStaking({ stakedWei: 1000n * coin, requiredWei: 38n * coin, unbonding: null });
  expect(previewStake(staking, 500n * coin)).toEqual({ stakedWei: 1500n * coin, limitWei: 15_000n * coin, surplusWei: 1462n * coin, worstWei: 750n * coin });
  // Unstaked coins can be taken until they are freed: one fault costs as much as before.
  expect(previewStake(staking, -990n * coin)).toEqual({ stakedWei: 10n * coin, limitWei: 100n * coin, surplusWei: 0n, worstWei: 500n * coin });
});

test('promises nothing where the stake is not what holds the node back, and says when it does not know', () => {
  const bound = { inFlightWei: 11_000n * coin, inFlightLimitWei: 12_000n * coin, stakedWei: 1200n * coin };
  expect(whatStakeBuys(sampleStaking(), coin)).toEqual({ kind: 'nothing' });
  expect(whatStakeBuys(sampleStaking({ ...bound, dayEarnedWei: null }), coin)).toEqual({ kind: 'unknown' });
  expect(whatStakeBuys(sampleStaking({ ...bound, dayEarnedWei: 12n * coin }), 600n * coin)).toEqual({ kind: 'upTo', wei: 6n * coin });
});

test('warns of what an unstake would stop, and of a countdown that begins anew', () => {
  const staking = sampleStaking({ unbonding: null });
  expect(unstakeWarnings(staking, coin)).toEqual(['slashable']);
  expect(unstakeWarnings(staking, staking.stakedWei)).toEqual(['inactive', 'slashable']);
  expect(unstakeWarnings(staking, staking.stakedWei - coin)).toEqual(['belowRequired', 'slashable']);
  expect(unstakeWarnings(sampleStaking({ seats: { held: 1, needWei: 1000n * coin } }), 300n * coin)).toEqual(['seats', 'restarts', 'slashable']);
});

test('a guard is added once, and neither itself nor the seventeenth', () => {
  const [own, one, other] = [sampleAddress('node'), sampleAddress('one'), sampleAddress('other')];
  const now = { guards: [{ node: one, isThere: true, held: 0, declined: null, isRefused: false }], wards: [{ node: other, isThere: true }] };
  expect(changeGuards(now, { act: 'add', list: 'guards', node: other })).toEqual({ guards: [one, other], wards: [other] });
  expect(changeGuards(now, { act: 'remove', list: 'wards', node: other.toLowerCase() })).toEqual({ guards: [one], wards: [] });
  expect(['0x12', own.toLowerCase(), one, other].map((written) => problemOfGuard(written, 'guards', now, own))).toEqual(['bad', 'isOwn', 'known', null]);
  expect(problemOfGuard(other, 'guards', { ...now, guards: Array.from({ length: 16 }, (_, n) => ({ ...now.guards[0]!, node: sampleAddress(`full ${n}`) })) }, own)).toBe('full');
});

test('a countdown is told to the second near its end', () => {
  expect([800, 59_000, 185_000, 120_000, 7_800_000, 51 * 3_600_000].map((ms) => formatCountdown(ms, 'en'))).toEqual(['1 s', '59 s', '3 min 5 s', '2 min', '2 h 10 min', '2 days 3 h']);
});
