/** What a coin of a currency is worth, as the owner says. */
type Rate = { readonly currency: string; readonly perCoin: number };
export type FeeRates = {
  /** Of EMBER; null: unknown. */
  readonly coin: Rate | null;
  /** Of the chain's own currency, which pays fees; null: unknown. */
  readonly gas: Rate | null;
  /** The most of a payment that its fee may take, in percent. */
  readonly limitPercent: number;
};

/** Why a payment is not fetched for this fee now, in words; null: it is worth it. Both in wei, of two different coins. */
export type WeighFee = (feeWei: bigint, amountWei: bigint) => string | null;

/**
 * The owner's rule on fees. Null where nothing can be weighed: a rate is missing, or the two are of different currencies. Pure.
 */
export function createFeeRule({ coin, gas, limitPercent }: FeeRates): WeighFee | null {
  if (!coin || !gas || coin.currency !== gas.currency) return null;
  return (feeWei, amountWei) => {
    const percent = (100 * Number(feeWei) * gas.perCoin) / (Number(amountWei) * coin.perCoin);
    // Nothing for nothing is no number; it costs nothing either.
    if (!(percent > limitPercent)) return null;
    const part = percent < 1000 ? `take ${percent.toFixed(percent < 10 ? 1 : 0)} % of it` : 'be more than ten times what it fetches';
    return `its fee would ${part}, and the owner pays at most ${limitPercent} %; it is tried again when fees are lower`;
  };
}
