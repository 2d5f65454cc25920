import { buildStatement, reconcile } from '../../services/earnings/books.ts';
import { startOfRange } from '../../services/earnings/earnings.ts';
import type { PayoutLog } from '../../services/earnings/payoutLog.ts';
import { jobPriceWei, type Job } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { Recording } from '../../services/rules/recording.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { Books, ReceiptRow } from '../../shared/books.ts';
import type { EarningsRange } from '../../shared/shapes.ts';

/** Above this many jobs the oldest are left out of the books; the reconciliation then calls their payments not booked. */
const mostJobs = 50_000;

/** Gathers both sides of the books for the pure functions that hold them against each other. */
export function createBookSide(dependencies: { readonly journal: Journal; readonly recording: Recording; readonly payouts: PayoutLog; readonly settings: SettingsFile; readonly nowMs: () => number }): { read(range: EarningsRange): Books } {
  const { journal, recording, payouts, settings, nowMs } = dependencies;

  function rowOf(job: Job): ReceiptRow {
    const energy = recording.readJobEnergy(job.jobId);
    return {
      jobId: job.jobId, admittedAtMs: job.admittedAtMs, finishedAtMs: job.finishedAtMs, stage: job.stage, modelName: job.modelName, deviceId: job.started?.deviceId ?? null, priceWei: jobPriceWei(job),
      paidWei: job.settled?.payoutWei ?? null, paidAtMs: job.settled?.atMs ?? null, txHash: job.settled?.txHash ?? null, computeMs: job.result?.receipt.meter.computeMs ?? null,
      // Partly measured is not measured: the share says how much of the job the meter saw.
      wattHours: energy && energy.coveredMs >= energy.spanMs * 0.95 ? energy.wattHours : null, measuredShare: energy && energy.spanMs > 0 ? energy.coveredMs / energy.spanMs : null,
    };
  }

  return {
    read(range) {
      const now = nowMs();
      const paid = journal.payments(0, now + 1);
      const span = { fromMs: startOfRange(range, now, paid[0]?.atMs ?? null), toMs: now + 1 };
      const isInside = (atMs: number): boolean => atMs >= span.fromMs && atMs < span.toMs;
      const all = journal.list({ stage: 'all', search: '', limit: mostJobs, beforeMs: null }).jobs.filter(({ signed }) => signed !== null).map(rowOf);
      const receipts = all.filter((row) => isInside(row.paidAtMs ?? row.admittedAtMs));
      const rows = payouts.read(span.fromMs, span.toMs);
      return {
        statement: buildStatement(span, receipts, rows, recording.readEnergy(span.fromMs, span.toMs), settings.read().tariff?.currency ?? null, paid, now),
        receipts, payouts: rows, reconciliation: reconcile(all, payouts.read(0, now + 1)),
      };
    },
  };
}
