import type { JobSort } from '../../shared/jobFields.ts';
import type { HearthDatabase } from '../storage/database.ts';
import { jobPriceWei, type Job } from './job.ts';

/** Amounts of up to 78 digits, so that their text sorts as they do. */
const widthOfWei = 78;
const inOrder = (column: string): string => `substr('${'0'.repeat(widthOfWei)}' || ${column}, -${widthOfWei})`;

/** What each sort compares: columns of `jobs` and of `jobFigures`. */
const expressions: Readonly<Record<JobSort, string>> = {
  at: 'admittedAtMs', startedAt: 'startedAtMs', finishedAt: 'finishedAtMs', paidAt: 'settledAtMs', model: 'lower(modelName)', client: 'lower(client)', device: 'deviceId', attempts: 'attempts',
  stage: "CASE stage WHEN 'queued' THEN 0 WHEN 'loading' THEN 1 WHEN 'running' THEN 2 WHEN 'proving' THEN 3 WHEN 'delivered' THEN 4 WHEN 'acknowledged' THEN 5 WHEN 'anchored' THEN 6 WHEN 'settled' THEN 7 WHEN 'cancelled' THEN 8 WHEN 'failed' THEN 9 WHEN 'voided' THEN 10 ELSE 11 END",
  unitsIn: 'unitsIn', unitsOut: 'unitsOut', speed: 'unitsOut * 1000.0 / nullif(computeMs, 0)', wait: 'queueMs', compute: 'computeMs', duration: 'finishedAtMs - admittedAtMs', price: inOrder('priceWei'), paid: inOrder('payoutWei'),
};
/** Newest first among equals; what is not there yet stands last, either way. */
export const orderBy = (sort: JobSort, descending: boolean): string =>
  sort === 'at' ? `admittedAtMs ${descending ? 'DESC' : 'ASC'}, jobId` : `(${expressions[sort]}) IS NULL, ${expressions[sort]} ${descending ? 'DESC' : 'ASC'}, admittedAtMs DESC, jobId`;

/** Figures of each job beside its journal, which no query can look into. A cache of the fold: jobs of before there was one are added when it is opened. */
export function openJobFigures(database: HearthDatabase, fold: (jobId: string) => Job | null): { readonly write: (job: Job) => void } {
  database.exec(`CREATE TABLE IF NOT EXISTS jobFigures (
    jobId TEXT PRIMARY KEY, deviceId TEXT, attempts INTEGER NOT NULL, startedAtMs INTEGER, finishedAtMs INTEGER, queueMs INTEGER, computeMs INTEGER, unitsIn INTEGER, unitsOut INTEGER, priceWei TEXT NOT NULL
  ) STRICT;`);
  const upsert = database.prepare('INSERT OR REPLACE INTO jobFigures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const write = (job: Job): void => {
    const receipt = job.result?.receipt;
    upsert.run(job.jobId, job.started?.deviceId ?? null, job.attempts, job.started?.atMs ?? null, job.finishedAtMs, receipt?.meter.queueMs ?? (job.started && job.started.atMs - job.admittedAtMs), receipt?.meter.computeMs ?? null, receipt?.io.unitsIn ?? null, receipt?.io.unitsOut ?? null, jobPriceWei(job).toString());
  };
  const missing = database.prepare<[], { jobId: string }>('SELECT jobId FROM jobs WHERE jobId NOT IN (SELECT jobId FROM jobFigures)').all();
  if (missing.length > 0) database.transaction(() => missing.forEach(({ jobId }) => {
    const job = fold(jobId);
    if (job) write(job);
  }))();
  return { write };
}
