import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Command } from 'commander';
import { seededRandom } from '../bench/scale.ts';
import { setup } from '../support/preparePractice.ts';
import { newFolder, startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';
import { describeBlow, drawBlow, strike } from './chaosBlows.ts';
import { readAllJobs, readBooks, readClientBooks, readLedgerFindings } from './chaosBooks.ts';
import { judgeGrowth, type Sample } from './chaosGrowth.ts';
import { readResources, watchProcesses, type ProgramKind } from './chaosProcesses.ts';

const options = new Command('npm run chaos --')
  .description('A whole headless Hearth on its practice network, whose programs are killed (SIGKILL) or held still (SIGSTOP) at random instants, one or two at once, also while they start. After each blow another job has to be settled, with nothing left behind. Linux only. Ends with 1 where something does not hold.')
  .option('--minutes <n>', 'how long', Number, 5).option('--seed <n>', 'of what is struck, when and how', Number, 1).option('--limit <seconds>', 'for the next job to be settled after a blow', Number, 120)
  .option('--rate <n>', 'orders a minute', Number, 30).option('--log <file>', 'where the lines of the programs go when something is found')
  .parse().opts<{ minutes: number; seed: number; limit: number; rate: number; log?: string }>();

/** An error state may be true for a while after a blow; it may not stay. */
const calm: ReadonlySet<string> = new Set(['idle', 'working']);
const programs: readonly ProgramKind[] = ['provider', 'signer', 'devnet', 'chain'];
const leftOverMs = 20_000;
const drainMs = 240_000;

const random = seededRandom(options.seed);
const watch = watchProcesses();
const findings: string[] = [];
const samples: Sample[] = [];
const tookMs: number[] = [];
const say = (text: string): void => void process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
const find = (what: string): void => {
  findings.push(what);
  say(`  FOUND: ${what}`);
};
const seconds = (ms: number): string => (ms / 1000).toFixed(1);

/** Runs a check that waits; what it waits for in vain is a finding with the sentence of the wait. */
async function expectSoon(hearth: Hearth, what: string, look: () => unknown, limitMs: number): Promise<boolean> {
  return until(what, async () => {
    const fatal = hearth.fatal();
    if (fatal) throw fatal;
    return Boolean(await look());
  }, limitMs).then(() => true, (error: unknown) => {
    find(error instanceof Error ? error.message : String(error));
    return false;
  });
}

async function recover(hearth: Hearth, blowAtMs: number): Promise<boolean> {
  const isSettled = await expectSoon(hearth, 'a job that was ordered after the blow is settled', () => hearth.seen.jobs?.some(({ stage, admittedAtMs }) => stage === 'settled' && admittedAtMs > blowAtMs), options.limit * 1000);
  if (!isSettled) return false;
  tookMs.push(Date.now() - blowAtMs);
  await expectSoon(hearth, `the status is calm again (it is ${hearth.seen.status?.state})`, () => calm.has(hearth.seen.status?.state ?? ''), 30_000);
  if (!hearth.seen.devices?.some(({ state }) => state === 'ready' || state === 'working')) find('no device is ready');
  return true;
}

function judgeProcesses(): string | null {
  const living = watch.look();
  for (const kind of programs) {
    const count = living.filter((one) => one.kind === kind).length;
    if (count !== 1) return `${count} processes of the ${kind}`;
  }
  const [left] = watch.leftOver();
  return left ? `process ${left.pid} (${left.kind}) is left over` : null;
}

async function expectCleanProcesses(hearth: Hearth): Promise<void> {
  await expectSoon(hearth, 'one process of each program and no other', () => judgeProcesses() === null, leftOverMs).then((isClean) => isClean || say(`  ${judgeProcesses()}`));
  // Told once.
  for (const { pid } of watch.leftOver()) process.kill(pid, 'SIGKILL');
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Of the host, which runs in this process, what is left when garbage is collected; of the others what the system counts. */
function sample(): Sample {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  const own = readResources(process.pid);
  const of = (kind: ProgramKind) => {
    const found = watch.find(kind)?.pid;
    return found === undefined ? null : readResources(found);
  };
  return { host: own && { ...own, memoryBytes: heapUsed + external }, provider: of('provider'), signer: of('signer'), devnet: of('devnet') };
}

async function run(hearth: Hearth): Promise<void> {
  await hearth.waitUntilReady();
  await recover(hearth, 0);
  samples.push(sample());
  const escrow = (await hearth.openChain()).deployment.contracts.JobEscrow.address;
  const endMs = Date.now() + options.minutes * 60_000;
  for (let number = 1; Date.now() < endMs; number++) {
    const blow = drawBlow(random);
    const before = findings.length;
    const isStruck = await strike(blow, watch).then(() => true, (error: unknown) => (find(error instanceof Error ? error.message : String(error)), false));
    const blowAtMs = Date.now();
    const isBack = isStruck && (await recover(hearth, blowAtMs));
    if (isBack) {
      await expectCleanProcesses(hearth);
      readLedgerFindings(hearth.dataFolder).forEach(find);
    }
    const now = sample();
    samples.push(now);
    say(`#${number} ${describeBlow(blow)}: ${isBack ? `next job settled after ${seconds(tookMs.at(-1)!)} s` : 'NO JOB SETTLED'}, status ${hearth.seen.status?.state}, ${Object.entries(now).map(([name, one]) => `${name} ${one ? `${Math.round(one.memoryBytes / 1e6)} MB ${one.files} files` : 'away'}`).join(', ')}${findings.length > before ? ' <<<' : ''}`);
    if (hearth.fatal() || !isBack) return;
  }
  await hearth.ask('setPracticeRate', { jobsPerMinute: 0 });
  await expectSoon(hearth, 'every job has ended', async () => (await readAllJobs(hearth).catch(() => null))?.every(({ stage }) => ['settled', 'failed', 'cancelled'].includes(stage)), drainMs);
  if ((await hearth.openChain()).deployment.contracts.JobEscrow.address !== escrow) find('the practice chain lost its state: its contracts are others now');
  const books = await readBooks(hearth);
  books.findings.forEach(find);
  say(`${books.jobs} jobs, ${books.settled} settled, others ${JSON.stringify(books.failures)}`);
}

const forget = await setup();
const dataFolder = newFolder('chaos');
const hearth = await startHearth({ dataFolder, practiceArgs: ['--rate', String(options.rate)] });
let isEnding = false;
async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await hearth.stop();
  await until('every process has ended', () => watch.look().length === 0 && watch.leftOver().length === 0, leftOverMs).catch(() => {
    for (const { pid, kind } of [...watch.look(), ...watch.leftOver()]) {
      find(`process ${pid} (${kind}) is left over at the end`);
      process.kill(pid, 'SIGKILL');
    }
  });
}
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => void end().finally(() => process.exit(130)));
try {
  say(`seed ${options.seed}, ${options.minutes} minutes, ${options.rate} orders a minute`);
  await run(hearth).catch((error: unknown) => find(error instanceof Error ? (error.stack ?? error.message) : String(error)));
} finally {
  await end();
}
const client = readClientBooks(dataFolder);
client.findings.forEach(find);
say(`the client's books: ${JSON.stringify(client.states)}`);
judgeGrowth(samples).forEach(find);
const sorted = tookMs.slice(1).toSorted((a, b) => a - b);
say(`${sorted.length} blows, next job settled after p50 ${seconds(sorted[Math.floor(sorted.length / 2)] ?? 0)} s, p95 ${seconds(sorted[Math.floor(sorted.length * 0.95)] ?? 0)} s, at most ${seconds(sorted.at(-1) ?? 0)} s; ${findings.length} findings`);
if (findings.length > 0 && options.log !== undefined) writeFileSync(options.log, `${hearth.lines.join('\n')}\n`);
rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
forget();
await sleep(100);
process.exit(findings.length > 0 ? 1 : 0);
