import type { CoinRate } from '../../shared/tariff.ts';
import type { HearthDatabase } from '../storage/database.ts';
import { weiPerCoin } from '../../shared/units.ts';
import { readNumberFile, type OwnerNumber, type OwnerPrograms } from './ownerNumber.ts';

/** From a moment on, a coin was worth so much. */
export type DatedRate = { readonly fromMs: number; readonly perCoin: number };
/** What a coin was worth at a moment; `isEstimated`: no rate is that old, so the first one stands in. null: no rate at all. */
export type RateAt = (atMs: number) => { readonly perCoin: number; readonly isEstimated: boolean } | null;

/** Pure. @param rates  oldest first */
export const rateOfList = (rates: readonly DatedRate[]): RateAt => (atMs) => {
  const first = rates[0];
  if (!first) return null;
  const found = rates.findLast(({ fromMs }) => fromMs <= atMs);
  return { perCoin: (found ?? first).perCoin, isEstimated: !found };
};

/** Money of another kind passes through a float only here, where it stops being coins. Pure. */
export const valueOf = (wei: bigint, perCoin: number): number => (Number(wei) / Number(weiPerCoin)) * perCoin;

/** What coins were worth, by currency: what the owner said with its date, and what was read from the owner's file or program. */
export type RateLog = {
  note(currency: string, rate: DatedRate): void;
  /** Oldest first. */
  read(currency: string): readonly DatedRate[];
};

/** @effects disk */
export function openRateLog(database: HearthDatabase): RateLog {
  database.exec('CREATE TABLE IF NOT EXISTS coinRates (currency TEXT NOT NULL, fromMs INTEGER NOT NULL, perCoin REAL NOT NULL, PRIMARY KEY (currency, fromMs)) STRICT');
  const known = new Map<string, readonly DatedRate[]>();
  const insert = database.prepare('INSERT OR REPLACE INTO coinRates VALUES (?, ?, ?)');
  const select = database.prepare<[string], DatedRate>('SELECT fromMs, perCoin FROM coinRates WHERE currency = ? ORDER BY fromMs');
  return {
    note(currency, { fromMs, perCoin }) {
      insert.run(currency, Math.round(fromMs), perCoin);
      known.delete(currency);
    },
    read(currency) {
      const rates = known.get(currency) ?? select.all(currency);
      known.set(currency, rates);
      return rates;
    },
  };
}

/** The rate now; what a file or program says is kept when it changed, so that the past keeps its own. */
export function createCoinRate(log: RateLog, programs: OwnerPrograms, readRate: () => CoinRate | null, nowMs: () => number): { now(): OwnerNumber; at: RateAt } {
  function now(): OwnerNumber {
    const rate = readRate();
    if (!rate) return { unknown: 'no rate is set' };
    const said = rate.kind === 'file' ? readNumberFile(rate.path, rate.staleAfterSeconds, nowMs()) : rate.kind === 'command' ? programs.read(rate.name, rate.staleAfterSeconds) : null;
    if (said) {
      if ('unknown' in said) return said;
      if (said.value < 0 || said.value > 1e9) return { unknown: 'that is no price of a coin' };
      if (log.read(rate.currency).at(-1)?.perCoin !== said.value) log.note(rate.currency, { fromMs: said.atMs, perCoin: said.value });
      return said;
    }
    const known = log.read(rate.currency).findLast(({ fromMs }) => fromMs <= nowMs());
    return known ? { value: known.perCoin, atMs: known.fromMs } : { unknown: 'the rate begins later' };
  }
  return {
    now,
    at(atMs) {
      const rate = readRate();
      return rate ? rateOfList(log.read(rate.currency))(atMs) : null;
    },
  };
}
