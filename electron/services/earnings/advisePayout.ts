import type { PayoutAdvice } from '../../shared/payoutPlan.ts';

export type PayoutWeights = {
  /** How many EMBER one coin of the fee currency is worth, by the owner's rates; null: they are missing, or of two currencies. */
  readonly coinsPerFeeCoin: number | null;
  /** The most of a payment that its fee may take, in percent. */
  readonly limitPercent: number;
};

/**
 * Whether an amount is worth fetching now. The fee does not grow with the amount, so what is too little today is worth it from some amount on; rates are estimates, and so is that amount. Pure.
 *
 * @param amountWei  of EMBER
 * @param feeWei     of the chain's own currency; null: unknown
 */
export function advisePayout(amountWei: bigint, feeWei: bigint | null, { coinsPerFeeCoin, limitPercent }: PayoutWeights): PayoutAdvice {
  if (amountWei === 0n) return { kind: 'nothing' };
  if (feeWei === null) return { kind: 'noFee' };
  if (coinsPerFeeCoin === null) return { kind: 'unknown' };
  const feeInCoins = Number(feeWei) * coinsPerFeeCoin;
  const percent = Math.min(1000, (100 * feeInCoins) / Number(amountWei));
  if (percent <= limitPercent) return { kind: 'collect', percent };
  return { kind: 'wait', percent, fromWei: BigInt(Math.ceil((100 * feeInCoins) / limitPercent)) };
}
