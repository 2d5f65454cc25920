import { expect, it } from 'vitest';
import { withReserve } from '../../../electron/shared/gasReserve.ts';

it('allows small calls what new vote checkpoints take, large ones a quarter more, and a plain transfer nothing', () => {
  expect([21_000n, 50_000n, 125_000n, 265_200n, 300_000n, 2_000_000n].map(withReserve)).toEqual([21_000n, 116_300n, 191_300n, 331_500n, 375_000n, 2_500_000n]);
});
