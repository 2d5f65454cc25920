import { expect, test } from 'vitest';
import type { GatewayUsage } from '../../../../electron/shared/gatewayUsage.ts';
import { bucketUsage, groupUsage, leftOf, shareOf, sumUsage } from '../../../../renderer/views/usage/usageView.ts';

const row = (day: string, key: string, model: string, spentWei: bigint, more: Partial<GatewayUsage['rows'][number]> = {}): GatewayUsage['rows'][number] => ({ day, key, model, kind: 'generate', requests: 2, answers: 1, replayed: 1, unitsIn: 3, unitsOut: 4, spentWei, ...more });
const rows = [row('2026-03-02', 'app', 'ember', 2n ** 80n), row('2026-03-01', 'app', 'digits', 5n), row('2026-03-01', 'other', 'ember', 7n)];
const node = `0x${'1'.repeat(40)}`;

test('every way of splitting adds up to what was spent, to the wei', () => {
  const all = sumUsage(rows);
  expect(all).toEqual({ requests: 6, answers: 3, replayed: 3, unitsIn: 9, unitsOut: 12, spentWei: 2n ** 80n + 12n });
  for (const way of ['key', 'model'] as const) expect(sumUsage(groupUsage({ rows, sellers: [] }, way).map(({ sums }) => sums))).toEqual(all);
  expect(groupUsage({ rows, sellers: [] }, 'key').map(({ name }) => name)).toEqual(['app', 'other']);
  expect(groupUsage({ rows, sellers: [{ day: '2026-03-01', node, answers: 1, replayed: 0, unitsIn: 1, unitsOut: 1, spentWei: 5n }, { day: '2026-03-02', node, answers: 1, replayed: 0, unitsIn: 1, unitsOut: 1, spentWei: 6n }] }, 'provider')).toEqual([{ name: node, sums: { requests: 0, answers: 2, replayed: 0, unitsIn: 2, unitsOut: 2, spentWei: 11n } }]);
});

test('a chart has every day of its time, and months of a long one', () => {
  const week = bucketUsage({ rows, sinceDay: '2026-02-25', untilDay: '2026-03-03' });
  expect(week.unit).toBe('day');
  expect(week.buckets.map(({ sums }) => sums.spentWei)).toEqual([0n, 0n, 0n, 0n, 12n, 2n ** 80n, 0n]);
  const year = bucketUsage({ rows, sinceDay: '2025-03-04', untilDay: '2026-03-03' });
  expect([year.unit, year.buckets.length]).toEqual(['month', 13]);
  expect(year.buckets.at(-1)!.sums.spentWei).toBe(2n ** 80n + 12n);
});

test('a budget is never left below nothing, and none is no limit', () => {
  expect([leftOf({ budgetWei: 10n, spentWei: 4n }), leftOf({ budgetWei: 10n, spentWei: 12n }), leftOf({ budgetWei: null, spentWei: 12n })]).toEqual([6n, 0n, null]);
  expect([shareOf(1n, 4n), shareOf(5n, 0n)]).toEqual([0.25, 0]);
});
