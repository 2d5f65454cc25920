import type { CountForms } from '../strings/localized.ts';
import { leftToRight, shownLocale } from './locale.ts';

export const formatCount = (value: number, locale = shownLocale()): string => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);

/** At most so many decimals, none of them needless. */
export const formatNumber = (value: number, decimals: number, locale = shownLocale()): string => new Intl.NumberFormat(locale, { maximumFractionDigits: decimals }).format(value);

/** Always so many decimals, for numbers in a column. */
export const formatFixed = (value: number, decimals: number, locale = shownLocale()): string => new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);

/** Two significant digits and a short word for the size, only for the axis of a chart. */
export const formatAxis = (value: number, locale = shownLocale()): string => new Intl.NumberFormat(locale, { maximumSignificantDigits: 2, notation: 'compact' }).format(value);

/** One decimal below ten, none from there: "0.4", "142". */
export const formatRate = (value: number, locale = shownLocale()): string => formatNumber(value, value < 10 ? 1 : 0, locale);

const sizes = ['byte', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** Binary units, and named so: memory is sold in them and systems report it in them. */
export function formatBytes(bytes: number, locale = shownLocale()): string {
  let size = bytes;
  let step = 0;
  while (size >= 1024 && step < sizes.length - 1) {
    size /= 1024;
    step += 1;
  }
  if (step === 0) return new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long', maximumFractionDigits: 0 }).format(size);
  return leftToRight(`${formatNumber(size, size >= 100 ? 0 : size >= 10 ? 1 : 2, locale)} ${sizes[step]}`);
}

/** Arabic says "one job" and "two jobs" in the word alone; a figure beside it would say it twice. */
const saysItself = (rule: Intl.LDMLPluralRule, locale: string): boolean => /^ar\b/.test(locale) && (rule === 'one' || rule === 'two');

/** "1 job", "3 jobs": a count with its word, by the language's own rule. */
export function plural(count: number, words: CountForms, locale = shownLocale()): string {
  const rules = new Intl.PluralRules(locale);
  const rule = rules.select(count);
  const word = words[rule] ?? words.other;
  return saysItself(rule, rules.resolvedOptions().locale) && words[rule] !== undefined ? word : `${formatCount(count, locale)} ${word}`;
}

/** The word alone, where the count stands elsewhere. */
export const pluralWord = (count: number, words: CountForms, locale = shownLocale()): string => words[new Intl.PluralRules(locale).select(count)] ?? words.other;

/** A share of one: "50%", "0.4%". Below a thousandth it says so and not zero. */
export function formatPercent(share: number, locale = shownLocale()): string {
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 });
  return share > 0 && share < 0.001 ? `< ${format.format(0.001)}` : format.format(share);
}

/** US dollars; below one, as many decimals as the first digits need. */
export const formatUsd = (usd: number, locale = shownLocale()): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', maximumFractionDigits: usd > 0 && usd < 1 ? Math.min(8, Math.max(2, 2 - Math.floor(Math.log10(usd)))) : 2 }).format(usd);
