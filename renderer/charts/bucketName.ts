import type { EarningsRange } from '../../electron/shared/shapes.ts';
import { formatClock, formatDay, formatHour, formatMonth } from '../format/time.ts';

const dayMs = 24 * 3600 * 1000;

/** How a bucket is called, as finely as its length needs: an hour, a day or a month. */
export function bucketName({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }, range: EarningsRange): string {
  const lengthMs = endMs - startMs;
  if (lengthMs > 25 * dayMs) return formatMonth(startMs);
  if (lengthMs >= dayMs - 2 * 3600 * 1000) return formatDay(startMs);
  // Buckets that start on the hour need no minutes.
  const clock = startMs % (3600 * 1000) === 0 ? formatHour(startMs) : formatClock(startMs);
  return range === '24h' ? clock : `${formatDay(startMs)}, ${clock}`;
}
