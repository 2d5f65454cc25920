import type { PayoutWeights } from '../../services/earnings/advisePayout.ts';
import { createFeeRule, type WeighFee } from '../../services/earnings/feeShare.ts';
import type { OwnerPrograms } from '../../services/earnings/ownerNumber.ts';
import { createCoinRate, type RateAt, type RateLog } from '../../services/earnings/rates.ts';
import { createPrices, type PriceAt } from '../../services/earnings/tariff.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';

/** What energy costs and what a coin is worth: as the owner says, or as the owner's files and programs do. */
export type MoneySide = { readonly prices: PriceAt; readonly rateAt: RateAt; readonly actions: Pick<Handlers<PageBridge>, 'setTariff' | 'setRate' | 'setGasRate' | 'setFeeLimit' | 'readMoney'>; /** The owner's rule on fees as of now; null: nothing can be weighed, or the owner overruled it. */ readonly feeRule: () => WeighFee | null;
  readonly weights: () => PayoutWeights; /** Sets the limit on fees aside for some minutes, and says until when. Not kept over a restart. */ readonly overrule: () => number; readonly overruledUntilMs: () => number | null };

/** Books ask for the rate of every payment; the owner's file is not read for each. */
const lookEveryMs = 10_000;
/** What waits for lower fees is looked at once a minute. */
const overruleMs = 3 * 60_000;

export function createMoneySide({ settings, programs, rates, nowMs }: { readonly settings: SettingsFile; readonly programs: OwnerPrograms; readonly rates: RateLog; readonly nowMs: () => number }): MoneySide {
  const prices = createPrices(() => settings.read().tariff, programs, nowMs);
  const coin = createCoinRate(rates, programs, () => settings.read().rate, nowMs);
  let lookedAtMs = -Infinity;
  let untilMs = -Infinity;
  return {
    prices,
    rateAt(atMs) {
      // What the owner's file or program says now is noted before the past is asked.
      if (Math.abs(nowMs() - lookedAtMs) >= lookEveryMs) {
        lookedAtMs = nowMs();
        coin.now();
      }
      return coin.at(atMs);
    },
    weights() {
      const { rate, gasRate, feeLimitPercent } = settings.read();
      const now = coin.now();
      return { coinsPerFeeCoin: rate && gasRate && 'value' in now && rate.currency === gasRate.currency && now.value > 0 ? gasRate.perCoin / now.value : null, limitPercent: feeLimitPercent };
    },
    overrule: () => (untilMs = nowMs() + overruleMs),
    overruledUntilMs: () => (nowMs() < untilMs ? untilMs : null),
    feeRule() {
      if (nowMs() < untilMs) return null;
      const { rate, gasRate, feeLimitPercent } = settings.read();
      const now = coin.now();
      return createFeeRule({ coin: rate && 'value' in now ? { currency: rate.currency, perCoin: now.value } : null, gas: gasRate, limitPercent: feeLimitPercent });
    },
    actions: {
      setTariff({ tariff }) {
        settings.write({ tariff });
        return {};
      },
      setRate({ rate, perCoin, fromMs }) {
        if ((rate?.kind === 'fixed') !== (perCoin !== null)) throw new HearthError('usage.invalid', { reason: refusals.rateWorth });
        if (fromMs !== null && (rate?.kind !== 'fixed' || fromMs > nowMs())) throw new HearthError('usage.invalid', { reason: refusals.rateDate });
        settings.write({ rate });
        if (rate && perCoin !== null) rates.note(rate.currency, { fromMs: fromMs ?? nowMs(), perCoin });
        return {};
      },
      setGasRate({ gasRate }) {
        settings.write({ gasRate });
        return {};
      },
      setFeeLimit({ percent }) {
        settings.write({ feeLimitPercent: percent });
        return {};
      },
      readMoney() {
        const { tariff, rate, gasRate, feeLimitPercent } = settings.read();
        const price = prices(nowMs());
        return { tariff, priceNow: 'price' in price ? { value: price.price, atMs: nowMs() } : price, rate, rateNow: coin.now(), gasRate, feeLimitPercent };
      },
    },
  };
}
