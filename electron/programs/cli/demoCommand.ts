import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { HearthError } from '../../shared/errors.ts';
import type { JobSummary } from '../../shared/shapes.ts';
import { startHost } from '../host/startHost.ts';
import { bundledModelFolders, projectFolder, version } from './places.ts';
import { readTopic, withRunning, type RunningHearth } from './running.ts';
import type { Output } from './output.ts';

export type DemoOptions = { readonly jobs: number; readonly out?: string; readonly timeoutSeconds: number; readonly keep: boolean };
export type DemoReceipt = { id: string; kind: string; deviceId: string | null; verified: boolean; anchorTx: string | null; payoutWei: string | null; file: string };
export type DemoSummary = { jobs: number; settled: number; failed: number; paidWei: string; firstReceiptMs: number | null; seconds: number; network: string; receipts: DemoReceipt[] };

/**
 * Runs a whole practice network in a temporary folder, has it do `jobs` mixed jobs, waits until all are settled, and verifies every receipt in a
 * separate process. The receipt files outlive it; everything else is removed.
 */
export async function runDemo(options: DemoOptions, output: Output): Promise<DemoSummary> {
  const startMs = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'hearth-demo-'));
  const receiptsFolder = resolve(options.out ?? mkdtempSync(join(tmpdir(), 'hearth-receipts-')));
  mkdirSync(receiptsFolder, { recursive: true });
  output.say(`Practice network in ${folder}: test money, real chain, real models. ${options.jobs} jobs.`);
  let fatal: HearthError | null = null;
  const stopping = new AbortController();
  const host = await startHost({
    dataFolder: folder, version, modelFolders: bundledModelFolders, page: null, practice: ['--rate', '0'], providerArgs: ['--polling-ms', '500', '--anchor-every-ms', '1000', '--no-self-test'],
    onFatal: (error) => {
      fatal ??= error;
      stopping.abort();
    },
    onQuit: () => stopping.abort(),
    ...(process.env['HEARTH_DEBUG'] ? { log: (line: string) => output.say(line) } : {}),
  });
  const interrupt = (): void => stopping.abort();
  process.once('SIGINT', interrupt);
  try {
    return await withRunning(folder, (hearth) => watchDemo(hearth, host.broker, options, receiptsFolder, startMs, stopping.signal, output));
  } catch (error) {
    throw fatal ?? error;
  } finally {
    process.removeListener('SIGINT', interrupt);
    await host.stop();
    if (!options.keep) rmSync(folder, { recursive: true, force: true });
  }
}

async function watchDemo(
  hearth: RunningHearth, broker: { sendJobs(jobs: number): Promise<void> }, options: DemoOptions, receiptsFolder: string, startMs: number, signal: AbortSignal, output: Output,
): Promise<DemoSummary> {
  const limitMs = options.timeoutSeconds * 1000;
  let firstReceiptMs: number | null = null;
  const over = new Map<string, JobSummary>();
  hearth.watch('status', (status) => output.progress(status.state === 'starting' ? `Starting: ${status.about['step']}…` : `${over.size} of ${options.jobs} settled`));
  await readTopic(hearth, 'network', (network) => network.clients > 0 && network.stakeWei !== null && network.stakeWei > 0n, signal);
  output.say(`Ready after ${((performance.now() - startMs) / 1000).toFixed(1)} s. Sending ${options.jobs} jobs.`);
  await broker.sendJobs(options.jobs);

  while (over.size < options.jobs) {
    if (signal.aborted) throw new HearthError('bridge.closed', {});
    if (performance.now() - startMs > limitMs) break;
    const { jobs } = await hearth.ask('readJobs', { stage: 'all', search: '', limit: 500, beforeMs: null });
    if (firstReceiptMs === null && jobs.some((job) => ['delivered', 'acknowledged', 'anchored', 'settled'].includes(job.stage))) firstReceiptMs = Math.round(performance.now() - startMs);
    for (const job of jobs) if (['settled', 'failed', 'cancelled'].includes(job.stage)) over.set(job.jobId, job);
    output.progress(`${over.size} of ${options.jobs} over, ${jobs.filter((job) => job.stage === 'anchored').length} in their window, ${jobs.filter((job) => job.stage === 'running').length} running`);
    await sleep(200);
  }

  const receipts: DemoReceipt[] = [];
  for (const job of over.values()) {
    if (job.stage !== 'settled') continue;
    const { fileName, text } = await hearth.ask('exportReceipt', { jobId: job.jobId });
    const file = join(receiptsFolder, fileName);
    writeFileSync(file, text);
    const { anchor } = JSON.parse(text) as { anchor: { txHash: string } | null };
    receipts.push({ id: job.jobId, kind: job.kind, deviceId: job.deviceId, verified: false, anchorTx: anchor?.txHash ?? null, payoutWei: job.payoutWei?.toString() ?? null, file });
  }
  output.progress('Verifying every receipt in a separate process…');
  await verifySeparately(receipts);
  const settled = receipts.length;
  const summary: DemoSummary = {
    jobs: options.jobs, settled, failed: [...over.values()].filter((job) => job.stage !== 'settled').length, paidWei: receipts.reduce((sum, receipt) => sum + BigInt(receipt.payoutWei ?? 0), 0n).toString(),
    firstReceiptMs, seconds: Math.round((performance.now() - startMs) / 100) / 10, network: 'practice: test money', receipts,
  };
  if (over.size < options.jobs) output.say(`Only ${settled} of ${options.jobs} jobs were settled within ${options.timeoutSeconds} s. The rest may still be running; try a longer --timeout.`);
  return summary;
}

/** One child process per batch of files runs `hearth verify` on them; what it says is what counts. */
async function verifySeparately(receipts: readonly DemoReceipt[]): Promise<void> {
  const cli = join(import.meta.dirname, '..', import.meta.filename.endsWith('.ts') ? 'cli.ts' : 'cli.js');
  if (receipts.length === 0) return;
  const child = spawn(process.execPath, [cli, 'verify', ...receipts.map(({ file }) => file), '--json'], { cwd: projectFolder, stdio: ['ignore', 'pipe', 'ignore'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((done) => child.once('close', done));
  const answer = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { reports?: { file: string; ok: boolean }[]; ok?: boolean };
  for (const receipt of receipts) receipt.verified = answer.reports ? answer.reports.some(({ file, ok }) => file === receipt.file && ok) : answer.ok === true;
}

