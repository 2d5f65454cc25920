import { formatJobField } from '../../../renderer/format/jobField.ts';
import { formatCoins } from '../../../renderer/format/money.ts';
import { jobColumnTitle, jobColumnWords } from '../../../renderer/strings/jobColumns.ts';
import { wordsOfWait } from '../../../renderer/strings/payments.ts';
import { isJobField, jobFieldNames, jobFields, type JobFieldName, type JobRow, type JobSort } from '../../shared/jobFields.ts';
import { formatMoment, printable, shortId, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { withRunning } from './running.ts';

export type JobsOptions = { readonly stage: string; readonly search: string; readonly limit: number; readonly columns?: string; readonly sort?: string; readonly ascending?: boolean };

const stages = ['all', 'live', 'settled', 'failed'] as const;

/** Names of columns, as `--columns` takes them. @throws usage.invalid */
function parseColumns(text: string): JobFieldName[] {
  const names = text.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const wrong = names.find((name) => !isJobField(name));
  if (wrong !== undefined || names.length === 0) throw usage(`--columns: ${wrong === undefined ? 'name at least one' : `there is no column ${printable(wrong).slice(0, 40)}`}; hearth jobs --columns list shows all of them`);
  return names.filter(isJobField);
}

/** @throws usage.invalid */
function parseSort(name: string): JobSort {
  const sort = isJobField(name) ? (jobFields[name] as { readonly sort?: JobSort }).sort : undefined;
  if (sort === undefined) throw usage(`--sort takes one of ${jobFieldNames.filter((known) => 'sort' in jobFields[known]).join(', ')}, not ${printable(name).slice(0, 40)}`);
  return sort;
}

/** Every column with its name on the page; needs no running Hearth. */
function listColumns(output: Output): void {
  const rows = jobFieldNames.map((name) => ({ name, title: jobColumnTitle(name), group: jobColumnWords.groups[jobFields[name].group], isSortable: 'sort' in jobFields[name] }));
  output.result({ columns: rows }, formatTable([['column', 'what', 'group', 'sorts'], ...rows.map(({ name, title, group, isSortable }) => [name, title, group, isSortable ? 'yes' : ''])]));
}

const paidOf = ({ payoutWei, refundedWei, priceWei }: JobRow): string => (refundedWei !== undefined ? `${formatCoins(refundedWei)} refunded` : payoutWei === null ? `(${formatCoins(priceWei)})` : formatCoins(payoutWei));
const plainRow = (job: JobRow): string[] => [
  shortId(job.jobId), job.kind, job.stage, printable(job.modelName), `${job.unitsDone}/${job.unitsMax}`, paidOf(job), formatMoment(job.admittedAtMs), job.failure?.code ?? '',
];
const plainHead = ['job', 'kind', 'stage', 'model', 'units', 'paid (EMBER, test money)', 'since', 'failure'];

/** `hearth jobs`: the plain list, or the columns that were asked for; in JSON always everything that is recorded. */
export async function showJobs(dataFolder: string, options: JobsOptions, output: Output): Promise<void> {
  if (options.columns === 'list') return listColumns(output);
  const { search, limit } = options;
  const stage = stages.find((known) => known === options.stage);
  if (!stage) throw usage(`--stage is one of ${stages.join(', ')}, not ${options.stage}`);
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw usage('--limit is a whole number from 1 to 500');
  const columns = options.columns === undefined ? null : parseColumns(options.columns);
  const sort = options.sort === undefined ? 'at' : parseSort(options.sort);
  const [{ jobs, total }, { waits }] = await withRunning(dataFolder, (hearth) => Promise.all([hearth.ask('readJobs', { stage, search, limit, sort, descending: options.ascending !== true, withRecord: output.isJson || columns !== null, beforeMs: null }), hearth.ask('readPayWaits', {})]));
  const waitOf = new Map(waits.map(({ jobId, wait }) => [jobId, wait]));
  const now = Date.now();
  const waitLines = jobs.flatMap((job) => (waitOf.has(job.jobId) ? [`${shortId(job.jobId)}  ${printable(wordsOfWait(waitOf.get(job.jobId)!, now))}`] : []));
  const table = columns ? [columns.map((name) => `${jobColumnTitle(name)}${jobFields[name].kind === 'wei' ? ' (EMBER)' : ''}`), ...jobs.map((job) => columns.map((name) => printable(formatJobField(name, job, now) ?? '')))] : [plainHead, ...jobs.map(plainRow)];
  output.result({ jobs, total, waits: waits.filter(({ jobId }) => jobs.some((job) => job.jobId === jobId)) }, jobs.length === 0 ? 'No jobs yet.' : `${formatTable(table)}\n\n${!columns && waitLines.length > 0 ? `${waitLines.join('\n')}\n\n` : ''}${jobs.length} of ${total}`);
}
