import type { Earnings, EarningsNow, EarningsRange } from '../../shared/shapes.ts';

/** What earnings are derived from; services/jobs has both. */
export type Payments = readonly { readonly atMs: number; readonly payoutWei: bigint }[];
export type Waiting = { readonly voucherWei: bigint; readonly anchorWei: bigint; readonly windowWei: bigint };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Width and number of the bars of a range; `all` is cut into months of 30 days from the first payment. */
const bars: Record<Exclude<EarningsRange, 'all'>, { readonly widthMs: number; readonly count: number }> = {
  '24h': { widthMs: hourMs, count: 24 }, '7d': { widthMs: dayMs, count: 7 }, '30d': { widthMs: dayMs, count: 30 }, '1y': { widthMs: 30 * dayMs, count: 12 },
};

/** Start of what a range shows, ms. */
export function startOfRange(range: EarningsRange, nowMs: number, firstPaymentMs: number | null): number {
  if (range !== 'all') return barsOf(range, nowMs).startMs;
  return firstPaymentMs ?? nowMs - dayMs;
}

/** Bars end at the next full hour or local midnight, so that a bar is an hour or a day people know. */
function barsOf(range: Exclude<EarningsRange, 'all'>, nowMs: number): { readonly startMs: number; readonly widthMs: number; readonly count: number } {
  const { widthMs, count } = bars[range];
  const end = new Date(nowMs);
  if (widthMs === hourMs) end.setMinutes(60, 0, 0);
  else end.setHours(24, 0, 0, 0);
  return { startMs: end.getTime() - count * widthMs, widthMs, count };
}

/** Buckets of paid amounts; every bucket is present, empty ones with zero. Pure. */
export function buildEarnings(range: EarningsRange, payments: Payments, nowMs: number): Earnings {
  const first = payments[0]?.atMs ?? nowMs - dayMs;
  const spanMs = Math.max(1, nowMs - first);
  const widthAllMs = Math.max(hourMs, Math.ceil(spanMs / 24 / hourMs) * hourMs);
  const shape = range === 'all' ? { startMs: first, widthMs: widthAllMs, count: Math.max(1, Math.ceil((spanMs + 1) / widthAllMs)) } : barsOf(range, nowMs);
  const buckets = Array.from({ length: shape.count }, (_, i) => ({ startMs: shape.startMs + i * shape.widthMs, endMs: shape.startMs + (i + 1) * shape.widthMs, paidWei: 0n, jobs: 0 }));
  let paidWei = 0n;
  let jobs = 0;
  for (const payment of payments) {
    const bucket = buckets[Math.floor((payment.atMs - shape.startMs) / shape.widthMs)];
    if (!bucket) continue;
    bucket.paidWei += payment.payoutWei;
    bucket.jobs++;
    paidWei += payment.payoutWei;
    jobs++;
  }
  return { range, buckets, paidWei, jobs };
}

export const startOfToday = (nowMs: number): number => new Date(nowMs).setHours(0, 0, 0, 0);

/** The dashboard's figures. Energy stays null until a power reading exists: unknown is not zero. Pure. */
export function buildEarningsNow(
  today: Payments, rejectedToday: number, totals: { readonly paidWei: bigint; readonly jobs: number }, waiting: Waiting,
): EarningsNow {
  return {
    todayWei: today.reduce((sum, payment) => sum + payment.payoutWei, 0n), todayJobs: today.length, todayRejected: rejectedToday, totalWei: totals.paidWei,
    totalJobs: totals.jobs, waitingAnchorWei: waiting.anchorWei, waitingWindowWei: waiting.windowWei, waitingVoucherWei: waiting.voucherWei, energyWh: null,
  };
}
