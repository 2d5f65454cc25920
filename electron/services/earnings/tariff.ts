import { readFileSync, statSync } from 'node:fs';
import { firstNumber, type OwnerNumber, type OwnerPrograms } from './ownerNumber.ts';
import type { Tariff } from '../../shared/tariff.ts';
import { unread } from '../../shared/signals.ts';

/** Price per kilowatt-hour at a moment, or why it is not known. */
export type PriceAt = (atMs: number) => { readonly price: number } | { /** A code of shared/signals.ts. */ readonly unknown: string };
export type HourPrice = { readonly fromMs: number; readonly price: number };

/** A price list further past its last line than this has run out. */
const lastLineHoldsMs = 3_600_000;

/** Lines of "2026-11-22T14:00:00+01:00,0.287"; a head line and empty ones are passed over. Returns the list or the first line that makes no sense. Pure. */
export function parsePrices(csv: string): readonly HourPrice[] | { readonly line: number } {
  const prices: HourPrice[] = [];
  for (const [index, line] of csv.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [time = '', price = ''] = line.split(/[,;]/).map((cell) => cell.trim());
    // Without an offset an hour of the autumn change would be two hours.
    const fromMs = /(?:Z|[+-]\d{2}:?\d{2})$/.test(time) ? Date.parse(time) : NaN;
    const value = price === '' ? NaN : Number(price);
    if (Number.isNaN(fromMs) || !Number.isFinite(value) || Math.abs(value) > 1000) {
      if (index === 0) continue;
      return { line: index + 1 };
    }
    prices.push({ fromMs, price: value });
  }
  return prices.sort((a, b) => a.fromMs - b.fromMs);
}

/** Pure: each price holds until the next, the last for an hour. */
export function priceFromList(prices: readonly HourPrice[]): PriceAt {
  return (atMs) => {
    let low = 0;
    let high = prices.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (prices[middle]!.fromMs <= atMs) low = middle + 1;
      else high = middle;
    }
    const found = prices[low - 1];
    if (!found) return { unknown: unread('price.later').unread };
    if (low === prices.length && atMs - found.fromMs >= lastLineHoldsMs) return { unknown: unread('price.ended').unread };
    return { price: found.price };
  };
}

/** Local clock times, so that a day of 23 or 25 hours needs no care. Pure. */
export function priceOfClock(tariff: Extract<Tariff, { kind: 'flat' | 'dayNight' }>): PriceAt {
  if (tariff.kind === 'flat') return () => ({ price: tariff.perKilowattHour });
  const { dayFromMinute, nightFromMinute } = tariff;
  return (atMs) => {
    const at = new Date(atMs);
    const minute = at.getHours() * 60 + at.getMinutes();
    const isDay = dayFromMinute <= nightFromMinute ? minute >= dayFromMinute && minute < nightFromMinute : minute >= dayFromMinute || minute < nightFromMinute;
    return { price: isDay ? tariff.dayPerKilowattHour : tariff.nightPerKilowattHour };
  };
}

const refreshMs = 30_000;

/** The owner's tariff as prices; files are read again every half minute. Never throws. */
export function createPrices(readTariff: () => Tariff | null, programs: OwnerPrograms, nowMs: () => number): PriceAt {
  let known: { readonly tariff: Tariff; readonly atMs: number; readonly prices: PriceAt } | null = null;
  return (atMs) => {
    const tariff = readTariff();
    if (!tariff) return { unknown: unread('price.none').unread };
    if (tariff.kind === 'command') return priceSaid(programs.read(tariff.name, tariff.staleAfterSeconds), atMs);
    if (!known || known.tariff !== tariff || Math.abs(nowMs() - known.atMs) >= refreshMs) known = { tariff, atMs: nowMs(), prices: openPrices(tariff, nowMs()) };
    return known.prices(atMs);
  };
}

/** A program says what holds now; of other times it says nothing. */
function priceSaid(said: OwnerNumber, atMs: number): ReturnType<PriceAt> {
  if ('unknown' in said) return said;
  if (Math.abs(said.value) > 1000) return { unknown: unread('price.wrong').unread };
  return atMs < said.atMs ? { unknown: unread('price.newer').unread } : { price: said.value };
}

function openPrices(tariff: Exclude<Tariff, { kind: 'command' }>, now: number): PriceAt {
  if (tariff.kind === 'flat' || tariff.kind === 'dayNight') return priceOfClock(tariff);
  const fail = (unknown: string): PriceAt => () => ({ unknown });
  try {
    const text = readFileSync(tariff.path, 'utf8');
    if (tariff.kind === 'csv') {
      const prices = parsePrices(text);
      return 'line' in prices ? fail(unread('price.line:', String(prices.line)).unread) : priceFromList(prices as readonly HourPrice[]);
    }
    const writtenMs = statSync(tariff.path).mtimeMs;
    const price = firstNumber(text);
    if (Number.isNaN(price)) return fail(unread('file.noNumber').unread);
    const from = Math.min(writtenMs, now);
    // A file says what holds now; of other times it says nothing.
    return (atMs) => (atMs < from ? { unknown: unread('price.newer').unread } : atMs - writtenMs > tariff.staleAfterSeconds * 1000 ? { unknown: unread('file.old').unread } : { price });
  } catch {
    return fail(unread('file.unreadable').unread);
  }
}
