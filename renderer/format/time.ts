import { formatNumber } from './numbers.ts';
import { shownLocale } from './locale.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

type Unit = 'millisecond' | 'second' | 'minute' | 'hour' | 'day';
/** The symbols of the SI and its friends, for every language that writes in Latin letters; the others have words of their own. */
const symbols: Readonly<Record<Unit, string | null>> = { millisecond: 'ms', second: 's', minute: 'min', hour: 'h', day: null };
const hasSymbols = (locale: string | undefined): boolean => new Intl.Locale(locale ?? new Intl.NumberFormat().resolvedOptions().locale).maximize().script === 'Latn';

function unit(value: number, name: Unit, locale = shownLocale(), decimals = 0): string {
  const symbol = symbols[name];
  if (symbol !== null && hasSymbols(locale)) return `${formatNumber(value, decimals, locale)} ${symbol}`;
  return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: name === 'day' ? 'long' : 'short', maximumFractionDigits: decimals }).format(value);
}

/** A stretch of time in its largest fitting unit: "42 s", "3 min", "2 h", "5 days". Cut to whole units. */
export function formatSpan(spanMs: number, locale = shownLocale()): string {
  const ms = Math.max(0, spanMs);
  if (ms < minute) return unit(Math.floor(ms / second), 'second', locale);
  if (ms < hour) return unit(Math.floor(ms / minute), 'minute', locale);
  if (ms < 2 * day) return unit(Math.floor(ms / hour), 'hour', locale);
  return unit(Math.floor(ms / day), 'day', locale);
}

/** A measured duration, finer: "840 ms", "2.41 s", "3 min 5 s". */
export function formatDuration(durationMs: number, locale = shownLocale()): string {
  const ms = Math.max(0, durationMs);
  if (ms < second) return unit(ms < 10 ? ms : Math.round(ms), 'millisecond', locale, 2);
  if (ms < minute) return unit(ms / second, 'second', locale, 2);
  if (ms < hour) return `${formatSpan(ms, locale)} ${unit(Math.floor((ms % minute) / second), 'second', locale)}`;
  return `${formatSpan(ms, locale)}`;
}

/** Time of day, with seconds where events lie close together. */
export const formatClock = (atMs: number, seconds = false, locale = shownLocale()): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}) }).format(atMs);

/** Only the hour: "8 PM", or "20:00" where days have 24 of them. */
export function formatHour(atMs: number, locale = shownLocale()): string {
  const format = new Intl.DateTimeFormat(locale, { hour: 'numeric' });
  return format.resolvedOptions().hour12 ? format.format(atMs) : formatClock(atMs, false, locale);
}

export const formatDay = (atMs: number, locale = shownLocale()): string => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' }).format(atMs);

export const formatMonth = (atMs: number, locale = shownLocale()): string => new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric' }).format(atMs);

/** A whole date: "28 Nov 2026". */
export const formatDate = (atMs: number, locale = shownLocale()): string => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(atMs);

export const formatMoment = (atMs: number, locale = shownLocale()): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(atMs);

/** Time of day if that is today, else with its date. */
export const formatWhen = (atMs: number, nowMs: number, locale = shownLocale()): string =>
  new Date(atMs).toDateString() === new Date(nowMs).toDateString()
    ? formatClock(atMs, true, locale)
    : `${formatDay(atMs, locale)}, ${formatClock(atMs, false, locale)}`;

/** The clock alone names a moment of the next day and night; a later one has its date too. */
export const formatUntil = (atMs: number, nowMs: number, locale = shownLocale()): string => (atMs - nowMs < day ? '' : `${formatDay(atMs, locale)}, `) + formatClock(atMs, false, locale);

/** Time left to a moment hours away, to the minute begun: "2 h", "1 h 59 min", "1 min". */
export const formatMinutesLeft = (leftMs: number, locale = shownLocale()): string => formatCountdown(Math.ceil(leftMs / minute) * minute, locale);

/** Sunday is 0; 2023-01-01 was one. */
export const formatWeekday = (day: number, locale = shownLocale()): string => new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2023, 0, 1 + day));

/** Time that runs down, to the second in its last hour, then to the minute: "59 s", "3 min 5 s", "2 h 10 min", "5 days 3 h". */
export function formatCountdown(leftMs: number, locale = shownLocale()): string {
  const ms = Math.max(0, leftMs);
  if (ms < minute) return formatSpan(ms + 999, locale);
  const rest = ms < hour ? ms % minute : ms < 2 * day ? ms % hour : ms % day;
  const isRound = rest < (ms < hour ? second : ms < 2 * day ? minute : hour);
  return isRound ? formatSpan(ms, locale) : `${formatSpan(ms, locale)} ${formatSpan(rest, locale)}`;
}
