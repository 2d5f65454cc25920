import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { repository } from '../support/programs.ts';
import { until } from '../support/until.ts';
import { seededRandom } from '../bench/scale.ts';
import { adversaryKinds } from './adversaryNotes.ts';
import { readBooks } from './books.ts';
import { judgeAdversary, judgePhase, type AdversaryFigure, type PhaseFigure } from './judge.ts';
import { formatTestnet, type TestnetReport } from './formatTestnet.ts';
import { openTestWorld, type TestGateway, type TestNode } from './testWorld.ts';
import { drive, type Outcome } from './traffic.ts';

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new TypeError(`'${text}' is no whole number`);
  return value;
};
const options = new Command('npm run testnet --')
  .description('Providers, verifiers and gateways as real processes on this machine against one practice chain: steady requests, seven peers that behave badly, and providers that are killed. Ends with 1 where something does not hold.')
  .option('--providers <n>', 'honest providers', whole, 10).option('--gateways <n>', 'gateways', whole, 2)
  .option('--seconds <n>', 'steady requests before anything else', whole, 60).option('--adversary-seconds <n>', 'with the peers that behave badly; 0 leaves them out', whole, 720)
  .option('--minutes <n>', 'of killing 30 % of the providers a minute with SIGKILL; 0 leaves it out', whole, 10)
  .option('--rate <n>', 'requests a second to each gateway', Number, 1).option('--seed <n>', 'of the requests, of who is killed and of the bad peers’ keys', whole, 1)
  .option('--only <kinds>', `these bad peers alone, of ${adversaryKinds.slice(1).join(', ')}`, (text: string) => text.split(',')).option('--write', 'write docs/testnet.md and docs/testnet.json').option('--json', 'print the report as JSON')
  .parse().opts<{ providers: number; gateways: number; seconds: number; adversarySeconds: number; minutes: number; rate: number; seed: number; only?: string[]; write?: boolean; json?: boolean }>();

const killShareAMinute = 0.3;
const startAgainMs = 3000;
/** Vouchers go out, receipts are anchored and their windows of two seconds pass. */
const settleMs = 60_000;
const mostAtOnce = 24;
const say = (text: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
const random = seededRandom(options.seed);
const world = openTestWorld();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => void world.stop().then(() => process.exit(130)));

async function run(): Promise<TestnetReport> {
  const practice = await world.startPractice();
  say('the practice chain runs, with its client and three verifiers');
  const nodes: TestNode[] = [];
  for (let i = 0; i < options.providers; i++) {
    nodes.push(world.startNode(`provider${i + 1}`, practice));
    // A few at a time: together they would all be slow to start.
    await new Promise((resolve) => setTimeout(resolve, 2500));
  }
  const gateways: TestGateway[] = [];
  for (let i = 0; i < options.gateways; i++) gateways.push(await world.startGateway(`gateway${i + 1}`, practice));
  for (const { name, hearth } of gateways) {
    await until(`${name} knows every provider`, async () => (await hearth.models()).every(({ providers }) => providers >= options.providers) && (await hearth.models()).length === 2, 600_000);
  }
  say(`${options.providers} providers are known to ${options.gateways} gateways`);
  const all: Outcome[] = [];
  const phases: PhaseFigure[] = [];
  const phase = async (name: string, seconds: number): Promise<void> => {
    const outcomes = await drive(gateways, { perSecond: options.rate, seconds, random, mostAtOnce });
    all.push(...outcomes);
    const figure = judgePhase(name, outcomes, all, seconds);
    phases.push(figure);
    say(`${name}: ${figure.answered} answered, ${figure.refused} refused, ${figure.lost} lost, p50 ${figure.p50Ms} ms, p95 ${figure.p95Ms} ms`);
  };
  if (options.seconds > 0) await phase('steady', options.seconds);

  const adversaries: AdversaryFigure[] = [];
  if (options.adversarySeconds > 0) {
    const kinds = adversaryKinds.filter((kind) => kind === 'honest' || (options.only?.includes(kind) ?? true));
    const peers = await Promise.all(kinds.map((kind) => world.startAdversary(kind, practice, options.seed)));
    const stakes = await Promise.all(peers.map(async ({ address }) => (await practice.chain.readStake(address)).activeWei));
    say(`${peers.length} peers behave badly: ${kinds.join(', ')}`);
    await practice.setRate(30);
    await phase('with bad peers', options.adversarySeconds);
    await practice.setRate(0);
    // A dispute that nobody answers ends after its time.
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    const honestWei = BigInt(peers.find(({ kind }) => kind === 'honest')!.notes().voucherWei);
    for (const [i, { kind, address, notes, stop }] of peers.entries()) {
      const { activeWei } = await practice.chain.readStake(address);
      const figure = judgeAdversary({ kind, address, note: notes(), honestWei, stakeBeforeWei: stakes[i]!, stakeAfterWei: activeWei, lines: gateways.flatMap(({ lines }) => lines) });
      adversaries.push(figure);
      say(`${kind}: ${figure.orders} orders, ${figure.answers} answers, paid ${figure.paidWei}, false ${figure.falseWei}, unpaid work ${figure.unpaidWorkWei}, slashed ${figure.slashedWei} wei; ${figure.isBarred ? 'barred' : `${figure.complaints} complaints`}, ${figure.peers} peers, sent ${figure.sent}`);
      stop();
    }
  }
  let kills = 0;
  if (options.minutes > 0) {
    const everyMs = 60_000 / (killShareAMinute * options.providers);
    let isOver = false;
    const killing = (async () => {
      while (!isOver) {
        await new Promise((resolve) => setTimeout(resolve, everyMs));
        const alive = nodes.filter((node) => node.isAlive());
        const victim = alive[Math.floor(random() * alive.length)];
        if (isOver || !victim) continue;
        victim.kill();
        kills++;
        setTimeout(() => isOver || victim.start(), startAgainMs);
      }
    })();
    await phase(`churn, ${killShareAMinute * 100} % killed a minute`, options.minutes * 60);
    isOver = true;
    await killing;
    for (const node of nodes) if (!node.isAlive()) node.start();
  }
  say('waiting for what is due to be paid');
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  for (const gateway of gateways) await gateway.stop();
  const books = await readBooks(practice, gateways, all);
  const faults = [...phases.flatMap((figure) => figure.faults), ...adversaries.flatMap((figure) => figure.faults), ...books.faults];
  return {
    format: 'hearth-testnet/1', date: new Date().toISOString().slice(0, 10), machine: `${cpus().length}-core ${process.arch}, ${cpus()[0]?.model ?? 'unknown'}`, seed: options.seed, providers: options.providers, gateways: options.gateways, ratePerGateway: options.rate,
    phases, adversaries, churn: { kills, starts: nodes.reduce((sum, { starts }) => sum + starts, 0) }, paid: { answers: books.paidAnswers, paidWei: books.paidWei.toString(), waitingWei: books.waitingWei.toString() }, faults,
  };
}

try {
  const report = await run();
  const text = formatTestnet(report);
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : `${text}\n`);
  if (options.write) {
    writeFileSync(join(repository, 'docs/testnet.md'), text);
    writeFileSync(join(repository, 'docs/testnet.json'), `${JSON.stringify(report, null, 2)}\n`);
  }
  process.exitCode = report.faults.length === 0 ? 0 : 1;
} finally {
  await world.stop();
}
process.exit();
