import type { Books, Difference, PayoutRow, ReceiptRow, Reconciliation, Statement } from '../../shared/books.ts';
import type { Payments } from './earnings.ts';
import { buildEnergy, type EnergyTold } from './energyCost.ts';
import { valueOf, type RateAt } from './rates.ts';

const dayMs = 86_400_000;
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
const waits: Readonly<Record<string, Difference['name']>> = { delivered: 'waitingVoucher', acknowledged: 'waitingAnchor', anchored: 'waitingWindow' };

/**
 * Holds receipts against what the chain paid. Every coin between the two has a name; `isWhole`: the named differences explain it all and
 * nothing is missing. Pure.
 */
export function reconcile(receipts: readonly ReceiptRow[], payouts: readonly PayoutRow[]): Reconciliation {
  const found = new Map<Difference['name'], { amountWei: bigint; count: number; examples: string[] }>();
  const add = (name: Difference['name'], amountWei: bigint, example: string): void => {
    const one = found.get(name) ?? { amountWei: 0n, count: 0, examples: [] };
    found.set(name, { amountWei: one.amountWei + amountWei, count: one.count + 1, examples: one.examples.length < 10 ? [...one.examples, example] : one.examples });
  };
  const booked = new Map<string, bigint>();
  for (const receipt of receipts) {
    if (receipt.paidWei !== null && receipt.txHash !== null) booked.set(receipt.txHash, (booked.get(receipt.txHash) ?? 0n) + receipt.paidWei);
    else if (waits[receipt.stage]) add(waits[receipt.stage]!, receipt.priceWei, receipt.jobId);
  }
  const paid = new Map(payouts.map((payout) => [payout.txHash, payout]));
  for (const [txHash, amountWei] of booked) {
    const payout = paid.get(txHash);
    const settledWei = payout?.settledWei ?? 0n;
    if (settledWei < amountWei) add('missing', amountWei - settledWei, txHash);
  }
  for (const { txHash, settledWei, arrivedWei } of payouts) {
    if (settledWei > (booked.get(txHash) ?? 0n)) add('notBooked', settledWei - (booked.get(txHash) ?? 0n), txHash);
    if (settledWei > arrivedWei) add('share', settledWei - arrivedWei, txHash);
  }
  const differences = [...found].map(([name, one]): Difference => ({ name, ...one }));
  const of = (name: Difference['name']): bigint => found.get(name)?.amountWei ?? 0n;
  const signedWei = sum(receipts.map(({ paidWei, priceWei, stage }) => paidWei ?? (waits[stage] ? priceWei : 0n)));
  const arrivedWei = sum(payouts.map((payout) => payout.arrivedWei));
  const explainedWei = signedWei - of('waitingVoucher') - of('waitingAnchor') - of('waitingWindow') - of('missing') + of('notBooked') - of('share');
  return { signedWei, arrivedWei, differences, isWhole: explainedWei === arrivedWei && !found.has('missing') && !found.has('notBooked') };
}

/** The figures of a span from its rows, hours of energy and payments; unknown stays unknown. Pure. */
export function buildStatement(
  span: { readonly fromMs: number; readonly toMs: number }, receipts: readonly ReceiptRow[], payouts: readonly PayoutRow[], hours: readonly EnergyTold[], currency: string | null, payments: Payments, nowMs: number, rate: { readonly currency: string; readonly at: RateAt } | null = null,
): Statement {
  const grossWei = sum(receipts.map(({ paidWei }) => paidWei ?? 0n));
  const settledWei = sum(payouts.map((payout) => payout.settledWei));
  const arrivedWei = sum(payouts.map((payout) => payout.arrivedWei));
  const { energy, energyCost, perWattHour } = buildEnergy(hours, currency);
  const value = rate && buildValue(payouts, rate, nowMs);
  const isOneCurrency = value !== null && energyCost !== null && value.currency === energyCost.currency;
  const shareOf = settledWei > 0n ? Number(((settledWei - arrivedWei) * 1_000_000n) / settledWei) / 1e6 : 0;
  return {
    ...span, grossWei, arrivedWei, shareWei: settledWei > arrivedWei ? settledWei - arrivedWei : 0n,
    energy, energyCost, value, net: isOneCurrency ? { currency: value.currency, least: value.arrived - energyCost.most, most: value.arrived - energyCost.least } : null,
    netUnknown: !energy ? 'noMeter' : !energyCost ? 'noTariff' : !value ? 'noRate' : !isOneCurrency ? 'twoCurrencies' : null,
    returns: buildReturns(receipts, { rateAt: rate?.at ?? null, shareOf, pricePerWattHour: isOneCurrency ? perWattHour : null }), projection: buildProjection(payments, nowMs),
  };
}

/** Each payment at the rate of its time; null: there is none. */
function buildValue(payouts: readonly PayoutRow[], rate: { readonly currency: string; readonly at: RateAt }, nowMs: number): Statement['value'] {
  if (!rate.at(nowMs)) return null;
  const parts = payouts.map(({ settledWei, arrivedWei, atMs }) => {
    const { perCoin, isEstimated } = rate.at(atMs)!;
    return { gross: valueOf(settledWei > arrivedWei ? settledWei : arrivedWei, perCoin), arrived: valueOf(arrivedWei, perCoin), isEstimated };
  });
  const gross = parts.reduce((all, one) => all + one.gross, 0);
  const arrived = parts.reduce((all, one) => all + one.arrived, 0);
  return { currency: rate.currency, gross, arrived, shares: gross - arrived, isEstimated: parts.some(({ isEstimated }) => isEstimated) };
}

type Money = { readonly rateAt: RateAt | null; /** Of what was paid, what others took. */ readonly shareOf: number; readonly pricePerWattHour: number | null };

function buildReturns(receipts: readonly ReceiptRow[], { rateAt, shareOf, pricePerWattHour }: Money): Statement['returns'] {
  const groups = Map.groupBy(receipts.filter(({ paidWei, deviceId }) => paidWei !== null && deviceId !== null), ({ modelName, deviceId }) => JSON.stringify([modelName, deviceId]));
  return [...groups].map(([key, rows]) => {
    const [modelName, deviceId] = JSON.parse(key) as [string, string];
    const grossWei = sum(rows.map(({ paidWei }) => paidWei!));
    const computeMs = rows.reduce((all, row) => all + (row.computeMs ?? 0), 0);
    // One job without a reading makes the sum of all unknown: a quotient of different jobs would flatter.
    const wattHours = rows.every((row) => row.wattHours !== null) ? rows.reduce((all, row) => all + row.wattHours!, 0) : null;
    const values = rows.map(({ paidWei, paidAtMs, admittedAtMs }) => {
      const rate = rateAt?.(paidAtMs ?? admittedAtMs) ?? null;
      return rate && valueOf(paidWei!, rate.perCoin);
    });
    const value = values.includes(null) ? null : values.reduce<number>((all, one) => all + one!, 0);
    const hours = computeMs / 3_600_000;
    return {
      valuePerHour: value !== null && hours > 0 ? value / hours : null, valuePerKilowattHour: value !== null && wattHours !== null && wattHours > 0 ? (value * 1000) / wattHours : null,
      netPerHour: value !== null && hours > 0 && wattHours !== null && pricePerWattHour !== null ? (value * (1 - shareOf) - wattHours * pricePerWattHour) / hours : null,
      modelName, deviceId, jobs: rows.length, grossWei, computeMs, weiPerHour: computeMs > 0 ? (grossWei * 3_600_000_000n) / BigInt(Math.max(1, Math.round(computeMs * 1000))) : null,
      wattHours, weiPerKilowattHour: wattHours !== null && wattHours > 0 ? (grossWei * 1_000_000_000n) / BigInt(Math.max(1, Math.round(wattHours * 1_000_000))) : null,
    };
  });
}

/** What a day brings, from at most the last seven days of one's own payments and at least one; beside it, what was said a day ago and what came. Pure. */
export function buildProjection(payments: Payments, nowMs: number): Statement['projection'] {
  const first = payments[0]?.atMs;
  if (first === undefined || nowMs - first < dayMs) return null;
  const perDay = (atMs: number): { readonly perDayWei: bigint; readonly fromDays: number } => {
    const fromMs = Math.max(first, atMs - 7 * dayMs);
    const paidWei = sum(payments.filter((payment) => payment.atMs >= fromMs && payment.atMs < atMs).map(({ payoutWei }) => payoutWei));
    return { perDayWei: (paidWei * BigInt(dayMs)) / BigInt(atMs - fromMs), fromDays: (atMs - fromMs) / dayMs };
  };
  const yesterdayMs = nowMs - dayMs;
  const wasWei = sum(payments.filter(({ atMs }) => atMs >= yesterdayMs && atMs < nowMs).map(({ payoutWei }) => payoutWei));
  return { ...perDay(nowMs), last: yesterdayMs - first < dayMs ? null : { saidWei: perDay(yesterdayMs).perDayWei, wasWei } };
}

/** A cell that a spreadsheet takes for text, not for a formula or two cells. */
const cell = (value: string | number | bigint | null): string => {
  if (value === null) return '';
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

export type EnergyRows = { readonly hours: readonly (EnergyTold & { readonly hourMs: number; readonly deviceId: string })[]; readonly currency: string | null };

/**
 * One row per receipt, then one per payout, then one per device and hour of energy, amounts in wei so that sums are exact. An empty cell is unknown,
 * never zero. Energy of an hour holds idle time too, so it is more than its receipts'. Pure.
 */
export function formatCsv({ receipts, payouts }: Pick<Books, 'receipts' | 'payouts'>, rate: { readonly currency: string; readonly at: RateAt } | null = null, energy: EnergyRows = { hours: [], currency: null }): string {
  const valued = ({ atMs, arrivedWei }: PayoutRow): (string | number | null)[] => {
    const found = rate?.at(atMs) ?? null;
    return found && rate ? [valueOf(arrivedWei, found.perCoin), rate.currency, found.isEstimated ? 'estimated' : 'at its time'] : [null, null, null];
  };
  const head = ['row', 'id', 'admitted', 'finished', 'stage', 'model', 'device', 'priceWei', 'paidWei', 'arrivedWei', 'paidAt', 'transaction', 'computeMs', 'wattHours', 'measuredShare', 'value', 'currency', 'rate', 'hour', 'energyCost', 'pricedWattHours'];
  const rows = [
    ...receipts.map((one) => ['receipt', one.jobId, time(one.admittedAtMs), time(one.finishedAtMs), one.stage, one.modelName, one.deviceId, one.priceWei, one.paidWei, null, time(one.paidAtMs), one.txHash, one.computeMs, one.wattHours, one.measuredShare, null, null, null, null, null, null]),
    ...payouts.map((one) => ['payout', one.txHash, null, null, null, null, null, null, one.settledWei, one.arrivedWei, time(one.atMs), one.txHash, null, null, null, ...valued(one), null, null, null]),
    ...energy.hours.map((one) => {
      const isPriced = energy.currency !== null && one.costedWattHours > 0;
      return ['energy', null, null, null, null, null, one.deviceId, null, null, null, null, null, null, one.coveredMs > 0 ? one.wattHours : null, one.seenMs > 0 ? one.coveredMs / one.seenMs : null, null, isPriced ? energy.currency : null, null, time(one.hourMs), isPriced ? one.cost : null, isPriced ? one.costedWattHours : null];
    }),
  ];
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\n') + '\n';
}
