import { describe, expect, it } from 'vitest';
import { createFeeRule } from '../../../../electron/services/earnings/feeShare.ts';
import { weighSettlement } from '../../../../electron/services/jobs/weighSettlement.ts';
import type { SettlementLine } from '../../../../electron/services/jobs/settlement.ts';

/** Both coins are worth the same, so that wei compare. */
const rule = createFeeRule({ coin: { currency: 'EUR', perCoin: 1 }, gas: { currency: 'EUR', perCoin: 1 }, limitPercent: 5 })!;
const line = (amountWei: bigint): SettlementLine => ({ amountWei, jobIds: [`job of ${amountWei}`] }) as unknown as SettlementLine;
/** 100,000 gas a transaction and 42,000 a line, at one wei each. */
const weigh = (amounts: readonly bigint[], last: readonly bigint[] = []) =>
  weighSettlement(amounts.map(line), { rule, baseFeeWei: 1n, estimateGas: async (lines) => 100_000n + 42_000n * BigInt(lines.length), isLastChance: async ({ amountWei }) => last.includes(amountWei) });
const amountsOf = async (weighed: ReturnType<typeof weigh>) => {
  const { chosen, waiting } = await weighed;
  return { sent: chosen.map(({ amountWei }) => amountWei), waits: [...waiting].map(([{ amountWei }, { percent }]) => [amountWei, Math.round(percent)]) };
};

describe('a settlement and its fee', () => {
  it('is sent with every line that is worth its own part of the gas; the others wait and say how much of them the fee would take', async () => {
    expect(await amountsOf(weigh([10_000_000n, 420_000n, 3_000_000n]))).toEqual({ sent: [10_000_000n, 3_000_000n], waits: [[420_000n, 10]] });
  });

  it('waits as a whole while all its lines together are not worth the transaction', async () => {
    expect(await amountsOf(weigh([1_000_000n, 1_000_000n]))).toEqual({ sent: [], waits: [[1_000_000n, 9], [1_000_000n, 9]] });
    expect(await amountsOf(weigh([1_000_000n, 1_000_000n, 3_000_000n]))).toEqual({ sent: [1_000_000n, 1_000_000n, 3_000_000n], waits: [] });
  });

  it('takes what would be lost by waiting as long as it is worth more than its fee: beside others its part of it, alone the whole', async () => {
    expect(await amountsOf(weigh([150_000n, 140_000n], [150_000n, 140_000n]))).toEqual({ sent: [150_000n, 140_000n], waits: [] });
    expect(await amountsOf(weigh([150_000n, 1_000_000n], [150_000n]))).toEqual({ sent: [150_000n], waits: [[1_000_000n, 14]] });
    expect(await amountsOf(weigh([140_000n], [140_000n]))).toEqual({ sent: [], waits: [[140_000n, 30]] });
    expect(await amountsOf(weigh([10_000_000n, 50_000n, 40_000n], [50_000n, 40_000n]))).toEqual({ sent: [10_000_000n, 50_000n], waits: [[40_000n, 105]] });
  });
});
