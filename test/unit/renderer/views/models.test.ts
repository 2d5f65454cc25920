import { expect, test } from 'vitest';
import { sumByModel } from '../../../../electron/programs/provider/marketSide.ts';
import { perHourOf } from '../../../../renderer/views/models/perHour.ts';

const job = (modelId: string, paidWei: bigint | null, computeMs: number, admittedAtMs = 100) =>
  ({ request: { order: { modelId } }, settled: paidWei === null ? null : { payoutWei: paidWei + 5n, receivedWei: paidWei }, result: { receipt: { meter: { computeMs } } }, admittedAtMs }) as never;

test('what a model earns is what was received for time that really ran, and unknown is not zero', () => {
  const sums = sumByModel([job('a', 10n, 1000), job('a', 20n, 2000), job('a', 99n, 500, 5), job('a', null, 9000), job('b', 0n, 100)], 50);
  expect(sums.get('a')).toEqual({ jobs: 2, paidWei: 30n, computeMs: 3000 });
  expect(perHourOf(sums.get('a')!)).toBe(36_000n);
  expect(perHourOf(sums.get('b')!)).toBe(0n);
  expect(perHourOf({ jobs: 0, paidWei: 0n, computeMs: 0 })).toBeNull();
});
