import { buildProjection, buildStatement, formatCsv, reconcile } from '../../services/earnings/books.ts';
import { isWhole } from '../../services/earnings/energy.ts';
import { startOfRange } from '../../services/earnings/earnings.ts';
import type { RateAt } from '../../services/earnings/rates.ts';
import type { PayoutLog } from '../../services/earnings/payoutLog.ts';
import { computeMsOf, jobPriceWei, type Job } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { Recording } from '../../services/rules/recording.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { Books, NetPerHourUnknown, ReceiptRow } from '../../shared/books.ts';
import { noMeasures, type JobMeasures } from '../../shared/jobMeasures.ts';
import { told, unreadInWords, type Reading } from '../../shared/signals.ts';
import type { EarningsRange } from '../../shared/shapes.ts';

/** Above this many jobs the oldest are left out of the books; the reconciliation then calls their payments not booked. */
const mostJobs = 50_000;

export type BookSide = {
  read(range: EarningsRange): Books;
  /** As CSV, payouts with their value at the rate of their time. */
  readCsv(range: EarningsRange): string;
  /** What arrived from then until now less its energy; energy is read anew every half minute, since reading it writes what is pending to disk. */
  netSince(fromMs: number): Pick<Books['statement'], 'energy' | 'energyCost' | 'net' | 'netUnknown'>;
  /** What one job took, as far as it was measured. */
  measuresOf(job: Job): JobMeasures;
  /** What jobs bring in a day at the pace of the last days; null: not known before a day of own figures. */
  perDayWei(): bigint | null;
  /** What a device earns an hour of computing, from at least a day of own figures and at most a week; unread: a {@link NetPerHourUnknown}. */
  netPerHour(deviceId: string): Reading<number>;
};

const dayMs = 86_400_000;
/** A code, not a sentence: the page and the command line have words for it. */
const notKnown = (why: NetPerHourUnknown): { readonly unread: string } => unreadInWords(why);
/** Own figures of a week move slowly. */
const netEveryMs = 60_000;
const energyEveryMs = 30_000;

/** Gathers both sides of the books for the pure functions that hold them against each other. */
export function createBookSide(dependencies: { readonly journal: Journal; readonly recording: Recording; readonly payouts: PayoutLog; readonly settings: SettingsFile; readonly rateAt: RateAt; readonly nowMs: () => number }): BookSide {
  const { journal, recording, payouts, settings, nowMs } = dependencies;

  const wattHoursOf = (energy: ReturnType<Recording['readJobEnergy']>): number | null => (energy && isWhole(energy) ? energy.wattHours : null);

  function measuresOf({ jobId, started, result }: Job): JobMeasures {
    const run = recording.readJobRun(jobId) ?? noMeasures;
    // A processor's readings know Hearth's memory as a whole; its worker knows its own.
    return { ...run, wattHours: wattHoursOf(recording.readJobEnergy(jobId)), mostMemoryBytes: started?.deviceId === 'cpu' ? (result?.measured?.mostMemoryBytes ?? null) : run.mostMemoryBytes };
  }

  function rowOf(job: Job): ReceiptRow {
    const energy = recording.readJobEnergy(job.jobId);
    return {
      jobId: job.jobId, admittedAtMs: job.admittedAtMs, finishedAtMs: job.finishedAtMs, stage: job.stage, modelName: job.modelName, deviceId: job.started?.deviceId ?? null, priceWei: jobPriceWei(job),
      paidWei: job.settled?.payoutWei ?? null, paidAtMs: job.settled?.atMs ?? null, txHash: job.settled?.txHash ?? null, computeMs: computeMsOf(job),
      wattHours: wattHoursOf(energy), measuredShare: energy && energy.spanMs > 0 ? energy.coveredMs / energy.spanMs : null,
    };
  }

  const rate = () => {
    const currency = settings.read().rate?.currency;
    return currency === undefined ? null : { currency, at: dependencies.rateAt };
  };
  const tariffCurrency = (): string | null => settings.read().tariff?.currency ?? null;
  let energyKnown: { readonly fromMs: number; readonly atMs: number; readonly hours: ReturnType<Recording['readEnergy']> } | null = null;
  let net: { readonly atMs: number; readonly byDevice: ReadonlyMap<string, number> } | { readonly atMs: number; readonly unread: NetPerHourUnknown } = { atMs: -Infinity, unread: 'firstDay' };

  function readNet(now: number): typeof net {
    const paid = journal.payments(0, now + 1);
    const firstMs = paid[0]?.atMs;
    if (firstMs === undefined || now - firstMs < dayMs) return { atMs: now, unread: 'firstDay' };
    const { returns, netUnknown } = read('7d').statement;
    if (netUnknown !== null) return { atMs: now, unread: netUnknown };
    const byDevice = new Map([...Map.groupBy(returns, ({ deviceId }) => deviceId)].flatMap(([deviceId, rows]): [string, number][] => {
      const hours = rows.reduce((sum, { computeMs }) => sum + computeMs, 0);
      return rows.some(({ netPerHour }) => netPerHour === null) || hours === 0 ? [] : [[deviceId, rows.reduce((sum, row) => sum + row.netPerHour! * row.computeMs, 0) / hours]];
    }));
    return { atMs: now, byDevice };
  }

  const read = (range: EarningsRange): Books => {
      const now = nowMs();
      const paid = journal.payments(0, now + 1);
      const span = { fromMs: startOfRange(range, now, paid[0]?.atMs ?? null), toMs: now + 1 };
      const isInside = (atMs: number): boolean => atMs >= span.fromMs && atMs < span.toMs;
      const all = journal.list({ stage: 'all', search: '', limit: mostJobs, beforeMs: null }).jobs.filter(({ signed }) => signed !== null).map(rowOf);
      const receipts = all.filter((row) => isInside(row.paidAtMs ?? row.admittedAtMs));
      const rows = payouts.read(span.fromMs, span.toMs);
      return {
        statement: buildStatement(span, receipts, rows, recording.readEnergy(span.fromMs, span.toMs), tariffCurrency(), paid, now, rate()),
        receipts, payouts: rows, reconciliation: reconcile(all, payouts.read(0, now + 1)),
      };
  };

  return {
    read,
    measuresOf,
    perDayWei: () => buildProjection(journal.payments(0, nowMs() + 1), nowMs())?.perDayWei ?? null,
    readCsv(range) {
      const books = read(range);
      return formatCsv(books, rate(), { hours: recording.readEnergy(books.statement.fromMs, books.statement.toMs), currency: tariffCurrency() });
    },
    netSince(fromMs) {
      const now = nowMs();
      if (!energyKnown || energyKnown.fromMs !== fromMs || Math.abs(now - energyKnown.atMs) >= energyEveryMs) energyKnown = { fromMs, atMs: now, hours: recording.readEnergy(fromMs, now + 1) };
      const { energy, energyCost, net: left, netUnknown } = buildStatement({ fromMs, toMs: now + 1 }, [], payouts.read(fromMs, now + 1), energyKnown.hours, tariffCurrency(), [], now, rate());
      return { energy, energyCost, net: left, netUnknown };
    },
    netPerHour(deviceId) {
      const now = nowMs();
      if (Math.abs(now - net.atMs) >= netEveryMs) net = readNet(now);
      if ('unread' in net) return notKnown(net.unread);
      const found = net.byDevice.get(deviceId);
      return found === undefined ? notKnown('partly') : told(found);
    },
  };
}
