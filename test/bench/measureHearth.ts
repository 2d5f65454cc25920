import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchFigures, ProgramFigure } from './figures.ts';
import { deliveredStages, paidStages, startHearthRun, type HearthRun } from './hearthRun.ts';
import { readTree, type ProcessReading } from './processes.ts';
import { cli } from '../support/programs.ts';
import { figureOf, medianOf } from './statistics.ts';

export type Say = (line: string) => void;
const limitMs = 180_000;

async function withHearth<T>(models: readonly string[], use: (run: HearthRun) => Promise<T>): Promise<T> {
  const run = await startHearthRun(models);
  try {
    return await use(run);
  } finally {
    await run.stop();
  }
}

/** Cold start in a fresh folder to the first receipt that a separate process verified, each time with everything ended and started anew. */
export async function measureStart(rounds: number, say: Say): Promise<Pick<BenchFigures, 'startToFirstReceiptMs' | 'startSpread'>> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    times.push(await withHearth([], async (run) => {
      run.sendJobs(1);
      const [job] = await run.waitForJobs((jobs) => jobs.some(({ stage }) => deliveredStages.has(stage)), limitMs);
      const { text } = await run.hearth.ask('exportReceipt', { jobId: job!.jobId });
      await verifySeparately(text);
      return performance.now() - run.forkedAtMs;
    }));
    say(`start ${round + 1} of ${rounds}: first receipt verified after ${(times.at(-1)! / 1000).toFixed(1)} s`);
  }
  const startSpread = figureOf(times);
  return { startToFirstReceiptMs: startSpread.median, startSpread };
}

/** `hearth verify` on the receipt, as its reader would. @throws Error  it does not hold */
async function verifySeparately(text: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-bench-receipt-'));
  try {
    const file = join(folder, 'receipt.json');
    await writeFile(file, text);
    const child = spawn(process.execPath, [cli, 'verify', file, '--json'], { stdio: 'ignore' });
    const code = await new Promise((done) => child.once('close', done));
    if (code !== 0) throw new Error(`the first receipt does not verify (exit ${String(code)})`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Classify jobs one at a time, so that none waits for another: admitted to signed by the journal's own times, less the receipt's compute time. */
export async function measureOverhead(run: HearthRun, jobs: number, say: Say): Promise<Pick<BenchFigures, 'jobOverheadMs' | 'jobOverheadSpread'>> {
  const known = new Set((await run.waitForJobs(() => true, limitMs)).map(({ jobId }) => jobId));
  const overheads: number[] = [];
  for (let i = 0; i < jobs; i++) {
    run.sendJobs(1);
    // Paid, not only signed: checking and paying for the one before must not share the core with the next.
    const all = await run.waitForJobs((now) => now.some(({ jobId, stage }) => !known.has(jobId) && paidStages.has(stage)), limitMs);
    const { jobId } = all.find((job) => !known.has(job.jobId))!;
    known.add(jobId);
    const { timeline } = await run.hearth.ask('readJob', { jobId });
    const receipt = JSON.parse((await run.hearth.ask('exportReceipt', { jobId })).text) as { receipt: { meter: { computeMs: number } } };
    const at = (step: string): number => timeline.find((entry) => entry.step === step)!.atMs;
    overheads.push(at('signed') - at('admitted') - receipt.receipt.meter.computeMs);
  }
  const jobOverheadSpread = figureOf(overheads);
  say(`overhead of ${jobs} jobs: ${jobOverheadSpread.median.toFixed(1)} ms each`);
  return { jobOverheadMs: jobOverheadSpread.median, jobOverheadSpread };
}

/** Classify jobs as fast as the practice client's four places allow, in rounds; then waits until the chain has paid all. */
export async function measureClassify(run: HearthRun, rounds: number, jobsPerRound: number, say: Say): Promise<BenchFigures['classify']> {
  const rates: number[] = [];
  await waitUntilOver(run);
  const known = new Set((await run.waitForJobs(() => true, limitMs)).map(({ jobId }) => jobId));
  const before = readTree(run.hostPid);
  const startMs = performance.now();
  const done = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const roundMs = performance.now();
    run.sendJobs(jobsPerRound);
    const all = await run.waitForJobs((jobs) => jobs.filter(({ jobId, stage }) => !known.has(jobId) && !done.has(jobId) && paidStages.has(stage)).length >= jobsPerRound, limitMs);
    for (const { jobId } of all) if (!known.has(jobId)) done.add(jobId);
    rates.push((jobsPerRound / (performance.now() - roundMs)) * 1000);
    say(`classify ${round + 1} of ${rounds}: ${rates.at(-1)!.toFixed(1)} jobs/s`);
  }
  const after = readTree(run.hostPid);
  await waitUntilOver(run);
  const jobs = rounds * jobsPerRound;
  const spread = figureOf(rates);
  return {
    jobsPerSecond: spread.median, jobs, settled: (await countJobs(run, 'settled')) - known.size, spread, settledAfterMs: performance.now() - startMs,
    cpuMsPerJob: Object.fromEntries(sharesOf(before, after, 1).map(({ name, cpuShare }) => [name, Math.round((cpuShare / jobs) * 100) / 100])),
  };
}

const countJobs = async (run: HearthRun, stage: 'live' | 'settled'): Promise<number> => (await run.hearth.ask('readJobs', { stage, search: '', limit: 1, beforeMs: null })).total;

/** Waits until no job is on its way. Counts instead of looking: of those that are over the topic shows only the newest. */
async function waitUntilOver(run: HearthRun): Promise<void> {
  const endMs = performance.now() + limitMs;
  while ((await countJobs(run, 'live')) > 0) {
    if (performance.now() > endMs) throw new Error(`jobs were not settled within ${limitMs} ms`);
    await sleep(200);
  }
}

/** The digits model alone is offered, so that every order is a classify job. */
export const measureClassifyParts = (part: 'overhead' | 'classify' | 'both', isQuick: boolean, say: Say) =>
  withHearth(['digits'], async (run) => {
    // The first job starts the worker and loads the model; the next ones are all audited until the client trusts the node (ten).
    run.sendJobs(12);
    await run.waitForJobs((jobs) => jobs.filter(({ stage }) => paidStages.has(stage)).length >= 12, limitMs);
    return {
      ...(part === 'classify' ? { jobOverheadMs: null, jobOverheadSpread: null } : await measureOverhead(run, isQuick ? 10 : 40, say)),
      classify: part === 'overhead' ? null : await measureClassify(run, isQuick ? 2 : 5, isQuick ? 30 : 60, say),
    };
  });

/** Practice rate 0. Fresh, then busy with mixed jobs, then idle again with what the jobs left behind. */
export const measureIdleAndBusy = (isQuick: boolean, say: Say) =>
  withHearth([], async (run): Promise<Pick<BenchFigures, 'idle' | 'busy'>> => {
    const seconds = 20;
    run.closePage();
    await sleep(5000);
    const fresh = await watchTree(run, seconds);
    say(`idle before any job, just after the start: ${describe(fresh)}`);
    await sleep(40_000);
    const calm = await watchTree(run, seconds);
    say(`idle before any job, a minute later: ${describe(calm)}`);
    await run.openPage();

    const jobs = isQuick ? 40 : 160;
    const busyMs = performance.now();
    const before = readTree(run.hostPid);
    run.sendJobs(jobs);
    const peak = new Map<string, number>();
    await run.waitForJobs((rows) => {
      for (const { name, rssBytes } of readTree(run.hostPid)) peak.set(name, Math.max(peak.get(name) ?? 0, rssBytes));
      return rows.filter(({ stage }) => paidStages.has(stage)).length >= jobs;
    }, limitMs);
    const tookMs = performance.now() - busyMs;
    const busy = sharesOf(before, readTree(run.hostPid), tookMs).map((one) => ({ ...one, rssBytes: peak.get(one.name) ?? one.rssBytes }));
    say(`busy: ${describe(busy)}`);
    await waitUntilOver(run);

    // The practice client's vouchers and the settlement still come in after the last job.
    await sleep(25_000);
    const looked = await watchTree(run, seconds);
    say(`idle after ${jobs} jobs, its page open: ${describe(looked)}`);
    run.closePage();
    await sleep(5000);
    const windows: ProgramFigure[][] = [];
    for (let i = 0; i < (isQuick ? 1 : 3); i++) windows.push(await watchTree(run, seconds));
    const idle = windows.at(-1)!;
    const shares = windows.map((window) => provider(window).cpuShare);
    say(`idle after ${jobs} jobs: ${describe(idle)}`);
    return {
      idle: {
        seconds: seconds * windows.length, providerRssBytes: provider(idle).rssBytes, providerCpuShare: medianOf(shares), providerCpuSpread: figureOf(shares), programs: idle,
        pageOpen: { providerRssBytes: provider(looked).rssBytes, providerCpuShare: provider(looked).cpuShare },
        fresh: { providerRssBytes: provider(fresh).rssBytes, providerCpuShare: provider(fresh).cpuShare },
      },
      busy: { seconds: tookMs / 1000, jobs, providerRssBytes: provider(busy).rssBytes, providerCpuShare: provider(busy).cpuShare, programs: busy },
    };
  });

function provider(programs: readonly ProgramFigure[]): ProgramFigure {
  const found = programs.find(({ name }) => name === 'provider');
  if (!found) throw new Error('the system does not show the provider process (only Linux has /proc)');
  return found;
}

async function watchTree(run: HearthRun, seconds: number): Promise<ProgramFigure[]> {
  const before = readTree(run.hostPid);
  const startMs = performance.now();
  await sleep(seconds * 1000);
  return sharesOf(before, readTree(run.hostPid), performance.now() - startMs);
}

/** CPU time between two readings as a share of `wallMs`; memory of the second. A process that came in between counts from its start. */
export function sharesOf(before: readonly ProcessReading[], after: readonly ProcessReading[], wallMs: number): ProgramFigure[] {
  return after.map(({ name, pid, rssBytes, cpuMs }) => ({ name, rssBytes, cpuShare: (cpuMs - (before.find((one) => one.pid === pid)?.cpuMs ?? 0)) / wallMs }));
}

const describe = (programs: readonly ProgramFigure[]): string => programs.map(({ name, rssBytes, cpuShare }) => `${name} ${Math.round(rssBytes / 1e6)} MB ${(cpuShare * 100).toFixed(2)} %`).join(', ');
