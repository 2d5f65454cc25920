import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { JobSummary } from '../../electron/shared/shapes.ts';
import type { Hearth } from '../support/runningHearth.ts';

export type Books = { readonly jobs: number; readonly settled: number; readonly failures: Readonly<Record<string, number>>; readonly findings: readonly string[] };

const pageJobs = 500;

export async function readAllJobs(hearth: Hearth): Promise<readonly JobSummary[]> {
  const all: JobSummary[] = [];
  for (;;) {
    const { jobs, total } = await hearth.ask('readJobs', { limit: pageJobs, offset: all.length });
    all.push(...jobs);
    if (jobs.length === 0 || all.length >= total) return all;
  }
}

const repeated = (values: readonly string[]): readonly string[] => [...Map.groupBy(values, (value) => value)].filter(([, same]) => same.length > 1).map(([value]) => value);

/** Signed once each, without a gap. Pure. */
export function judgeLedger(text: string): string[] {
  const lines = text.split('\n').slice(0, -1).map((line) => JSON.parse(line) as { jobId: string; receiptHash: string; seq: number });
  return [
    ...repeated(lines.map(({ jobId }) => jobId)).map((jobId) => `two receipts were signed for job ${jobId}`),
    ...lines.flatMap(({ seq }, index) => (seq === index ? [] : [`receipt ${index} of the ledger has number ${seq}`])).slice(0, 1),
  ];
}

/** What is signed against what the list of jobs says. */
export const readLedgerFindings = (dataFolder: string): string[] => judgeLedger(readFileSync(join(dataFolder, 'node', 'ledger.jsonl'), 'utf8'));

/**
 * Holds the owner's list of jobs against the chain's own sums, once nothing is on its way any more.
 * @effects reads the chain
 */
export async function readBooks(hearth: Hearth): Promise<Books> {
  const jobs = await readAllJobs(hearth);
  const findings = [...repeated(jobs.map(({ jobId }) => jobId)).map((jobId) => `job ${jobId} is listed twice`), ...readLedgerFindings(hearth.dataFolder)];
  const settled = jobs.filter(({ stage }) => stage === 'settled');
  const failures: Record<string, number> = {};
  for (const { jobId, stage, failure } of jobs) {
    if (stage === 'settled') continue;
    const why = failure?.code ?? stage;
    failures[why] = (failures[why] ?? 0) + 1;
    if (stage === 'failed' && !failure) findings.push(`job ${jobId} failed without a reason`);
    if (stage !== 'failed' && stage !== 'cancelled') findings.push(`job ${jobId} is still ${stage}`);
  }
  const chain = await hearth.openChain();
  const node = hearth.seen.network!.nodeAddress!;
  const [ledger, record] = await Promise.all([chain.readLedger(node), chain.readNode(node)]);
  const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
  const priceWei = sum(settled.map(({ priceWei: wei }) => wei));
  const payoutWei = sum(settled.map(({ payoutWei: wei }) => wei ?? 0n));
  if (Number(ledger.settledCount) !== settled.length) findings.push(`the chain paid ${ledger.settledCount} receipts, ${settled.length} jobs are settled here`);
  if (ledger.settledWei !== priceWei) findings.push(`the chain settled ${ledger.settledWei} wei, the jobs settled here cost ${priceWei}`);
  const { coinWei } = record.bound ? await chain.readBalance(record.payout) : { coinWei: 0n };
  if (coinWei !== payoutWei) findings.push(`${coinWei} wei arrived, ${payoutWei} are listed`);
  return { jobs: jobs.length, settled: settled.length, failures, findings };
}

/** What became of the client's orders, by its own books; those that ended badly have to say why. @effects opens its database, which no program may have open */
export function readClientBooks(dataFolder: string): { readonly states: Readonly<Record<string, number>>; readonly findings: readonly string[] } {
  const database = new Database(join(dataFolder, 'practice', 'practice.sqlite'), { readonly: true });
  try {
    const rows = database.prepare<[], { jobId: string; state: string; reason: string | null }>('SELECT jobId, state, reason FROM jobs').all();
    const states: Record<string, number> = {};
    for (const { state } of rows) states[state] = (states[state] ?? 0) + 1;
    return {
      states,
      findings: [
        ...rows.filter(({ state, reason }) => !['sent', 'accepted', 'acknowledged'].includes(state) && !reason).map(({ jobId, state }) => `the client's job ${jobId} is ${state} without a reason`),
        ...rows.filter(({ state }) => state === 'rejected').map(({ jobId, reason }) => `the client rejected an honest receipt of job ${jobId}: ${reason ?? ''}`),
      ],
    };
  } finally {
    database.close();
  }
}
