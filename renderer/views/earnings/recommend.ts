import type { PayoutPlan } from '../../../electron/shared/payoutPlan.ts';

export type Recommendation =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown'; readonly wei: bigint }
  | { readonly kind: 'collect'; readonly wei: bigint; readonly percent: number }
  | { readonly kind: 'wait'; readonly wei: bigint; readonly limitPercent: number }
  | { readonly kind: 'settle'; readonly wei: bigint; readonly percent: number; readonly limitPercent: number; readonly fromWei: bigint; readonly perDayWei: bigint | null };

/** What to do about all that waits, in one: what is worth its fee goes before what has to wait. Pure. */
export function recommend({ items, settlement, limitPercent, perDayWei }: Pick<PayoutPlan, 'items' | 'settlement' | 'limitPercent' | 'perDayWei'>): Recommendation {
  const amountOf = (some: PayoutPlan['items']): bigint => some.reduce((sum, { dueWei, issuableWei }) => sum + dueWei + issuableWei, 0n);
  const worth = items.filter(({ advice }) => advice.kind === 'collect');
  if (worth.length > 0) {
    const wei = amountOf(worth);
    // Each is weighed for itself; together the fees take the mean of their parts.
    const percent = worth.reduce((sum, { advice, dueWei, issuableWei }) => sum + ('percent' in advice ? advice.percent : 0) * (Number(dueWei + issuableWei) / Number(wei)), 0);
    return { kind: 'collect', wei, percent };
  }
  if (settlement.advice.kind === 'wait') return { kind: 'settle', wei: settlement.dueWei, percent: settlement.advice.percent, limitPercent, fromWei: settlement.advice.fromWei, perDayWei };
  if (items.some(({ advice }) => advice.kind === 'wait')) return { kind: 'wait', wei: amountOf(items), limitPercent };
  const wei = amountOf(items);
  return wei > 0n ? { kind: 'unknown', wei } : { kind: 'nothing' };
}

/** Whole days until so much more has come, at least one; null: no pace is known, or it would take longer than anybody plans. Pure. */
export function daysUntil(moreWei: bigint, perDayWei: bigint | null): number | null {
  if (perDayWei === null || perDayWei <= 0n) return null;
  const days = Number((moreWei + perDayWei - 1n) / perDayWei);
  return days > 3650 ? null : Math.max(1, days);
}
