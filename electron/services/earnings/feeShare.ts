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

/** A fee above the owner's limit, both in percent of what it fetches. 1000 stands for everything above. */
export type FeeWait = { readonly percent: number; readonly limitPercent: number; /** The same as a sentence of the log and the command line. */ readonly inWords: string };

/**
 * Why a payment is not fetched for this fee now; null: it is worth it. Both in wei, of two different coins.
 * @param isLastChance  the payment may be lost if it waits: then anything is fetched that is worth more than its fee
 */
export type WeighFee = (feeWei: bigint, amountWei: bigint, isLastChance?: boolean) => FeeWait | null;

/**
 * The owner's rule on fees. Null where nothing can be weighed: a rate is missing, or the two are of different currencies. Pure.
 */
export function createFeeRule({ coin, gas, limitPercent }: FeeRates): WeighFee | null {
  if (!coin || !gas || coin.currency !== gas.currency) return null;
  return (feeWei, amountWei, isLastChance = false) => {
    const percent = (100 * Number(feeWei) * gas.perCoin) / (Number(amountWei) * coin.perCoin);
    const most = isLastChance ? 100 : limitPercent;
    // Nothing for nothing is no number; it costs nothing either.
    if (!(percent > most)) return null;
    const part = percent < 1000 ? `take ${percent.toFixed(percent < 10 ? 1 : 0)} % of it` : 'be more than ten times what it fetches';
    return { percent: Math.min(percent, 1000), limitPercent: most, inWords: `its fee would ${part}, and the owner pays at most ${most} %; it is tried again when fees are lower` };
  };
}
