import type { Staking } from '../../../electron/shared/staking.ts';

/** Older than this nobody should decide on it: a public chain makes a block in seconds. */
export const staleAfterSeconds = 120;

/** Time until stake may be freed by the chain's own clock, which the page carries on from the last block it heard of. Never below zero: then it is ready. */
export const unbondingLeftMs = ({ asOf, unbonding }: Pick<Staking, 'asOf' | 'unbonding'>, readAtMs: number, nowMs: number): number =>
  Math.max(0, ((unbonding?.readyAtSeconds ?? 0) - asOf.chainSeconds) * 1000 - (nowMs - readAtMs));

/** How old a reading of the chain is by now. */
export const ageSecondsOf = ({ ageSeconds }: Staking['asOf'], readAtMs: number, nowMs: number): number => ageSeconds + Math.max(0, nowMs - readAtMs) / 1000;

export type Preview = { readonly stakedWei: bigint; readonly limitWei: bigint; readonly surplusWei: bigint; readonly worstWei: bigint };

/** The figures as they are, or after a change; unstaking moves coins to the unbonding part, which one fault takes its share of as well. */
export function previewStake(staking: Staking, changeWei: bigint): Preview {
  const stakedWei = staking.stakedWei + changeWei;
  const leavingWei = (staking.unbonding?.wei ?? 0n) + (changeWei < 0n ? -changeWei : 0n);
  const surplusWei = stakedWei - staking.requiredWei;
  return { stakedWei, limitWei: stakedWei * BigInt(staking.kappa), surplusWei: surplusWei > 0n ? surplusWei : 0n, worstWei: ((stakedWei + leavingWei) * BigInt(staking.rates.faultBps)) / 10_000n };
}

export type Buys = { readonly kind: 'nothing' } | { readonly kind: 'unknown' } | { readonly kind: 'upTo'; readonly wei: bigint };

/** What more stake could earn in a day. The limit binds only when open jobs come near it; below half of it the answer is nothing. */
export function whatStakeBuys({ stakedWei, inFlightWei, inFlightLimitWei, dayEarnedWei }: Staking, addedWei: bigint): Buys {
  if (stakedWei > 0n && inFlightWei * 2n < inFlightLimitWei) return { kind: 'nothing' };
  if (dayEarnedWei === null || stakedWei === 0n) return { kind: 'unknown' };
  return { kind: 'upTo', wei: (dayEarnedWei * addedWei) / stakedWei };
}

export type UnstakeWarning = 'inactive' | 'belowRequired' | 'seats' | 'restarts' | 'slashable';

/** What to know before taking stake out, the gravest first. */
export function unstakeWarnings(staking: Staking, amountWei: bigint): readonly UnstakeWarning[] {
  const leftWei = staking.stakedWei - amountWei;
  return [
    ...(leftWei < staking.seats.needWei ? ['seats' as const] : []),
    ...(leftWei <= 0n ? ['inactive' as const] : leftWei < staking.requiredWei ? ['belowRequired' as const] : []),
    ...(staking.unbonding ? ['restarts' as const] : []),
    'slashable',
  ];
}
