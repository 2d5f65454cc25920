const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const unit = (value: number, name: 'second' | 'minute' | 'hour' | 'day', locale?: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: name === 'day' ? 'long' : 'narrow' }).format(value).replace(/(\d)([a-z])/, '$1 $2');

/** A stretch of time in its largest fitting unit: "42 s", "3 m", "2 h", "5 days". Cut to whole units. */
export function formatSpan(spanMs: number, locale?: string): string {
  const ms = Math.max(0, spanMs);
  if (ms < minute) return unit(Math.floor(ms / second), 'second', locale);
  if (ms < hour) return unit(Math.floor(ms / minute), 'minute', locale).replace(/m$/, 'min');
  if (ms < 2 * day) return unit(Math.floor(ms / hour), 'hour', locale);
  return unit(Math.floor(ms / day), 'day', locale);
}

/** A measured duration, finer: "840 ms", "2.41 s", "3 min 5 s". */
export function formatDuration(durationMs: number, locale?: string): string {
  const ms = Math.max(0, durationMs);
  if (ms < second) return `${new Intl.NumberFormat(locale).format(Math.round(ms))} ms`;
  if (ms < minute) return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(ms / second)} s`;
  if (ms < hour) return `${formatSpan(ms, locale)} ${unit(Math.floor((ms % minute) / second), 'second', locale)}`;
  return `${formatSpan(ms, locale)}`;
}

/** Time of day, with seconds where events lie close together. */
export const formatClock = (atMs: number, seconds = false, locale?: string): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}) }).format(atMs);

/** Only the hour: "8 PM", or "20:00" where days have 24 of them. */
export function formatHour(atMs: number, locale?: string): string {
  const format = new Intl.DateTimeFormat(locale, { hour: 'numeric' });
  return format.resolvedOptions().hour12 ? format.format(atMs) : formatClock(atMs, false, locale);
}

export const formatDay = (atMs: number, locale?: string): string => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' }).format(atMs);

export const formatMonth = (atMs: number, locale?: string): string => new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric' }).format(atMs);

export const formatMoment = (atMs: number, locale?: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(atMs);

/** Time of day if that is today, else with its date. */
export const formatWhen = (atMs: number, nowMs: number, locale?: string): string =>
  new Date(atMs).toDateString() === new Date(nowMs).toDateString()
    ? formatClock(atMs, true, locale)
    : `${formatDay(atMs, locale)}, ${formatClock(atMs, false, locale)}`;
