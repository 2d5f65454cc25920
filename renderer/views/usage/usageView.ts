import type { GatewayUsage } from '../../../electron/shared/gatewayUsage.ts';

export type UsageSums = { readonly requests: number; readonly answers: number; readonly replayed: number; readonly unitsIn: number; readonly unitsOut: number; readonly spentWei: bigint };
export const usageWays = ['key', 'model', 'provider'] as const;
export type UsageWay = (typeof usageWays)[number];

const none: UsageSums = { requests: 0, answers: 0, replayed: 0, unitsIn: 0, unitsOut: 0, spentWei: 0n };
type Row = Omit<UsageSums, 'requests'> & { readonly requests?: number };

export const sumUsage = (rows: readonly Row[]): UsageSums => rows.reduce<UsageSums>((sum, row) => ({
  requests: sum.requests + (row.requests ?? 0), answers: sum.answers + row.answers, replayed: sum.replayed + row.replayed, unitsIn: sum.unitsIn + row.unitsIn, unitsOut: sum.unitsOut + row.unitsOut, spentWei: sum.spentWei + row.spentWei,
}), none);

/** Sums of each key, model or provider, the most spent first. Pure. */
export function groupUsage({ rows, sellers }: Pick<GatewayUsage, 'rows' | 'sellers'>, way: UsageWay): readonly { readonly name: string; readonly sums: UsageSums }[] {
  const groups: ReadonlyMap<string, readonly Row[]> = way === 'provider' ? Map.groupBy(sellers, ({ node }) => node) : Map.groupBy(rows, (row) => row[way]);
  return [...groups].map(([name, group]) => ({ name, sums: sumUsage(group) })).sort((a, b) => (a.sums.spentWei === b.sums.spentWei ? a.name.localeCompare(b.name) : a.sums.spentWei < b.sums.spentWei ? 1 : -1));
}

const dayMs = 86_400_000;
/** Above so many days each bar is a month. */
const mostDays = 60;

/** Every day of the span, also those without anything, or every month of a long one; oldest first. `atMs`: within it, at noon UTC. Pure. */
export function bucketUsage({ rows, sinceDay, untilDay }: Pick<GatewayUsage, 'rows' | 'sinceDay' | 'untilDay'>): { readonly unit: 'day' | 'month'; readonly buckets: readonly { readonly atMs: number; readonly sums: UsageSums }[] } {
  const noonOf = (day: string): number => Date.parse(`${day}T12:00:00Z`);
  const days = Array.from({ length: Math.round((noonOf(untilDay) - noonOf(sinceDay)) / dayMs) + 1 }, (_, index) => new Date(noonOf(sinceDay) + index * dayMs).toISOString().slice(0, 10));
  const unit = days.length > mostDays ? 'month' : 'day';
  const nameOf = (day: string): string => (unit === 'month' ? day.slice(0, 7) : day);
  const found = Map.groupBy(rows, ({ day }) => nameOf(day));
  return { unit, buckets: [...new Set(days.map(nameOf))].map((name) => ({ atMs: noonOf(unit === 'month' ? `${name}-15` : name), sums: sumUsage(found.get(name) ?? []) })) };
}

/** What of its budget a key may still spend; null: it has no limit. Pure. */
export const leftOf = ({ budgetWei, spentWei }: Pick<GatewayUsage['keys'][number], 'budgetWei' | 'spentWei'>): bigint | null => (budgetWei === null ? null : budgetWei > spentWei ? budgetWei - spentWei : 0n);

/** A share of the whole, 0 to 1, for a bar's length. Pure. */
export const shareOf = (part: bigint, whole: bigint): number => (whole <= 0n ? 0 : Number((part * 10_000n) / whole) / 10_000);
