import type { JobSort } from '../../shared/jobFields.ts';
import type { HearthDatabase } from '../storage/database.ts';
import { computeMsOf, jobPriceWei, type Job } from './job.ts';

/** Amounts of up to 78 digits, so that their text sorts as they do. */
const widthOfWei = 78;
const inOrder = (column: string): string => `substr('${'0'.repeat(widthOfWei)}' || ${column}, -${widthOfWei})`;

/** What each sort compares: columns of `jobs` and of `jobFigures`. */
const expressions: Readonly<Record<JobSort, string>> = {
  at: 'admittedAtMs', startedAt: 'startedAtMs', finishedAt: 'finishedAtMs', paidAt: 'settledAtMs', model: 'lower(modelName)', client: 'lower(client)', device: 'deviceId', attempts: 'attempts',
  stage: "CASE stage WHEN 'queued' THEN 0 WHEN 'loading' THEN 1 WHEN 'running' THEN 2 WHEN 'proving' THEN 3 WHEN 'delivered' THEN 4 WHEN 'acknowledged' THEN 5 WHEN 'anchored' THEN 6 WHEN 'settled' THEN 7 WHEN 'cancelled' THEN 8 WHEN 'failed' THEN 9 WHEN 'voided' THEN 10 ELSE 11 END",
  unitsIn: 'unitsIn', unitsOut: 'unitsOut', speed: 'unitsOut * 1e6 / nullif(computeMicros, 0)', wait: 'queueMs', compute: 'computeMicros', duration: 'finishedAtMs - admittedAtMs', price: inOrder('priceWei'), paid: inOrder('payoutWei'),
};
/** Newest first among equals; what is not there yet stands last, either way. */
export const orderBy = (sort: JobSort, descending: boolean): string =>
  sort === 'at' ? `admittedAtMs ${descending ? 'DESC' : 'ASC'}, jobId` : `(${expressions[sort]}) IS NULL, ${expressions[sort]} ${descending ? 'DESC' : 'ASC'}, admittedAtMs DESC, jobId`;

/** Figures of each job beside its journal, which no query can look into. A cache of the fold: jobs of before there was one are added when it is opened. */
export function openJobFigures(database: HearthDatabase, fold: (jobId: string) => Job | null): { readonly write: (job: Job) => void } {
  database.exec(`CREATE TABLE IF NOT EXISTS jobFigures (
    jobId TEXT PRIMARY KEY, deviceId TEXT, attempts INTEGER NOT NULL, startedAtMs INTEGER, finishedAtMs INTEGER, queueMs INTEGER, computeMicros INTEGER, unitsIn INTEGER, unitsOut INTEGER, priceWei TEXT NOT NULL
  ) STRICT;`);
  renewFigures(database);
  const upsert = database.prepare('INSERT OR REPLACE INTO jobFigures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const write = (job: Job): void => {
    const receipt = job.result?.receipt;
    const computeMs = computeMsOf(job);
    upsert.run(job.jobId, job.started?.deviceId ?? null, job.attempts, job.started?.atMs ?? null, job.finishedAtMs, receipt?.meter.queueMs ?? (job.started && job.started.atMs - job.admittedAtMs), computeMs === null ? null : Math.round(computeMs * 1000), receipt?.io.unitsIn ?? null, receipt?.io.unitsOut ?? null, jobPriceWei(job).toString());
  };
  const missing = database.prepare<[], { jobId: string }>('SELECT jobId FROM jobs WHERE jobId NOT IN (SELECT jobId FROM jobFigures)').all();
  if (missing.length > 0) database.transaction(() => missing.forEach(({ jobId }) => {
    const job = fold(jobId);
    if (job) write(job);
  }))();
  return { write };
}

/** Until now the figures held whole milliseconds, so that a job of less than half of one had no speed. What a job of then took is known no finer. */
function renewFigures(database: HearthDatabase): void {
  const columns = database.prepare<[], { name: string }>("SELECT name FROM pragma_table_info('jobFigures')").all();
  if (!columns.some(({ name }) => name === 'computeMs')) return;
  database.transaction(() => database.exec('ALTER TABLE jobFigures RENAME COLUMN computeMs TO computeMicros; UPDATE jobFigures SET computeMicros = computeMicros * 1000'))();
}
