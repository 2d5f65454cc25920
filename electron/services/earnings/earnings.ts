import type { Earnings, EarningsNow, EarningsRange } from '../../shared/shapes.ts';

/** What earnings are derived from; services/jobs has both. */
export type Payments = readonly { readonly atMs: number; readonly payoutWei: bigint }[];
export type Waiting = { readonly voucherWei: bigint; readonly anchorWei: bigint; readonly windowWei: bigint };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Bars of a range: hours by the clock, or whole local days in groups. `all` is cut into 24 parts of whole hours from the first payment. */
const bars: Record<Exclude<EarningsRange, 'all'>, { readonly unit: 'hour' | 'day'; readonly units: number; readonly count: number }> = {
  '24h': { unit: 'hour', units: 1, count: 24 }, '7d': { unit: 'day', units: 1, count: 7 }, '30d': { unit: 'day', units: 1, count: 30 }, '1y': { unit: 'day', units: 30, count: 12 },
};

/** Start of what a range shows, ms. */
export function startOfRange(range: EarningsRange, nowMs: number, firstPaymentMs: number | null): number {
  if (range !== 'all') return edgesOf(range, nowMs)[0]!;
  return firstPaymentMs ?? nowMs - dayMs;
}

/**
 * Edges of the bars, one more than bars. Bars end at the next full hour or local midnight, so that each is an hour or a day people know: a day
 * on which the clock is changed has 23 or 25 hours, so days are counted as dates.
 */
function edgesOf(range: Exclude<EarningsRange, 'all'>, nowMs: number): readonly number[] {
  const { unit, units, count } = bars[range];
  const now = new Date(nowMs);
  const back = Array.from({ length: count + 1 }, (_, i) => (count - i) * units);
  if (unit === 'day') return back.map((days) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1 - days).getTime());
  const end = new Date(nowMs).setMinutes(60, 0, 0);
  return back.map((hours) => end - hours * hourMs);
}

function edgesOfAll(payments: Payments, nowMs: number): readonly number[] {
  const first = payments[0]?.atMs ?? nowMs - dayMs;
  const spanMs = Math.max(1, nowMs - first);
  const widthMs = Math.max(hourMs, Math.ceil(spanMs / 24 / hourMs) * hourMs);
  return Array.from({ length: Math.max(1, Math.ceil((spanMs + 1) / widthMs)) + 1 }, (_, i) => first + i * widthMs);
}

/** Buckets of paid amounts; every bucket is present, empty ones with zero. Pure. */
export function buildEarnings(range: EarningsRange, payments: Payments, nowMs: number): Earnings {
  const edges = range === 'all' ? edgesOfAll(payments, nowMs) : edgesOf(range, nowMs);
  const buckets = edges.slice(1).map((endMs, i) => ({ startMs: edges[i]!, endMs, paidWei: 0n, jobs: 0 }));
  let paidWei = 0n;
  let jobs = 0;
  for (const payment of payments) {
    const bucket = buckets.find(({ startMs, endMs }) => payment.atMs >= startMs && payment.atMs < endMs);
    if (!bucket) continue;
    bucket.paidWei += payment.payoutWei;
    bucket.jobs++;
    paidWei += payment.payoutWei;
    jobs++;
  }
  return { range, buckets, paidWei, jobs };
}

export const startOfToday = (nowMs: number): number => new Date(nowMs).setHours(0, 0, 0, 0);

/** The dashboard's figures. Energy is null where no power was read, and its cost where no price was known: unknown is not zero. Pure. */
export function buildEarningsNow(
  today: Payments, rejectedToday: number, totals: { readonly paidWei: bigint; readonly jobs: number }, waiting: Waiting, left: Pick<EarningsNow, 'energy' | 'energyCost' | 'net' | 'netUnknown'>, uptime: EarningsNow['uptime'],
): EarningsNow {
  return {
    todayWei: today.reduce((sum, payment) => sum + payment.payoutWei, 0n), todayJobs: today.length, todayRejected: rejectedToday, totalWei: totals.paidWei,
    totalJobs: totals.jobs, waitingAnchorWei: waiting.anchorWei, waitingWindowWei: waiting.windowWei, waitingVoucherWei: waiting.voucherWei, ...left, uptime,
  };
}
