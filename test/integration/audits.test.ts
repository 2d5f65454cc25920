import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceFileShape } from '../../electron/protocol/messages.ts';
import { parseReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { verifyReceiptFile } from '../../electron/protocol/verify.ts';
import { readEpochCommits, readEpochPay, readOperator, readVoidedOf } from '../../electron/services/chain/auditReads.ts';
import type { Chain } from '../../electron/services/chain/chain.ts';
import { readFaults } from '../../electron/services/chain/receiptProofs.ts';
import { grants } from '../../electron/services/practice/faucet.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { sameAddress } from '../../electron/shared/units.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { openPayingClient, type PayingClient } from '../support/payingClient.ts';
import { startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

/** One practice network: an honest Hearth that runs it, and one that joined it and invents half of its tokens. Every program is a real process. */
let honest: Hearth;
let inventor: Hearth;
let chain: Chain;
let client: PayingClient;
const limitMs = 120_000;
const nodeOf = (hearth: Hearth): string => hearth.seen.network!.nodeAddress!;
const startBlock = (): number => chain.deployment.startBlock;
const seatedOf = (hearth: Hearth) => hearth.seen.audits?.seated ?? [];

beforeAll(async () => {
  honest = await startHearth();
  await until('the honest node has stake', () => (honest.seen.network?.stakeWei ?? 0n) > 0n, 2 * limitMs);
  chain = await honest.openChain();
  inventor = await startHearth({ join: honest.dataFolder, providerArgs: ['--cheat', 'invent-tokens'] });
  await until('the node that joined has stake', () => (inventor.seen.network?.stakeWei ?? 0n) > 0n, 2 * limitMs);
  // Each has an operator of its own: nobody judges a node of his own operator.
  expect(sameAddress((await readOperator(chain, nodeOf(honest)))!, (await readOperator(chain, nodeOf(inventor)))!)).toBe(false);
  await until('both have seats, beside the three verifiers', () => [honest, inventor].every(({ seen }) => seen.audits?.seats?.every(({ held, of }) => held === 1 && of === 5)), limitMs);
  client = await openPayingClient(inventor, honest);
  await honest.ask('setPracticeRate', { jobsPerMinute: 12 });
}, 6 * limitMs);
afterAll(async () => {
  await client?.close();
  await inventor?.stop();
  await honest?.stop();
});

describe('audits by the chain\'s draw', () => {
  it('void the job of a node that invents tokens, with the penalty, and its node sees it', async () => {
    // Only a text that ends at its limit is invented, and few of the practice client's are: four are ordered here.
    for (let count = 0; count < 4; count++) expect(await client.run(client.build(client.tale(64)), { isPaying: false })).toMatchObject({ kind: 'result' });
    const job = await until('a job is void', async () => (await inventor.ask('readJobs', { stage: 'failed' })).jobs.find(({ stage }) => stage === 'voided'), 4 * limitMs);
    // By the file alone it is a fine receipt: only a replay shows it.
    const file = parseReceiptFile(Buffer.from((await inventor.ask('exportReceipt', { jobId: job.jobId })).text));
    if (!file.ok) throw new Error(file.code);
    expect(verifyReceiptFile(p, file.file).checks.filter(({ state }) => state === 'failed')).toEqual([]);
    const voided = await readVoidedOf(chain, nodeOf(inventor), startBlock());
    const mine = voided.find(({ orderHash }) => orderHash === file.file.receipt.orderHash)!;
    expect(mine.penaltyWei).toBe((job.priceWei * 10_000n) / 500n);
    expect(job).toMatchObject({ payoutWei: null, failure: { code: 'job.voided', about: { penaltyWei: mine.penaltyWei.toString(), txHash: mine.transactionHash } } });
    await until('a notice tells it', () => inventor.notices('voided').some(({ about }) => about['jobId'] === job.jobId));
    const own = await until('its audits show it', () => inventor.seen.audits?.own.find((one) => one.jobId === job.jobId && one.state === 'rejected'), limitMs);
    expect(own.committee).toHaveLength(3);
    expect(own.case).toMatchObject({ stage: 'closed', verdict: 'rejected' });
    expect(await readFaults(chain, {}, startBlock())).toEqual([]);
  }, 6 * limitMs);

  it('seat the owner\'s own node: it accepts what is honest, rejects what is not, and its receipts stand', async () => {
    // The practice client orders little from a node that was caught: four honest jobs are ordered here too.
    for (let count = 0; count < 4; count++) expect(await client.run(client.build(client.digit()))).toMatchObject({ kind: 'result' });
    await until('it accepted one and rejected one', () => (['accepted', 'rejected'] as const).every((verdict) => seatedOf(honest).some((one) => one.verdict === verdict && one.state === 'committed')), 4 * limitMs);
    expect(seatedOf(honest).every(({ node }) => sameAddress(node, nodeOf(inventor)))).toBe(true);
    expect(await readVoidedOf(chain, nodeOf(honest), startBlock())).toEqual([]);
    expect((await chain.readStake(nodeOf(honest))).activeWei).toBe(grants.stakeWei);
  }, 6 * limitMs);

  it('go on after the verifier is killed between its commit and its pay, with one vote per receipt and one root per epoch', async () => {
    const waiting = await until('a committed epoch waits for its pay', () => honest.seen.audits?.epochs.find(({ state }) => state === 'committed'), 2 * limitMs);
    honest.kill('provider');
    // The page's connection breaks with it.
    await until('it is back', () => honest.ask('setPracticeRate', { jobsPerMinute: 30 }).then(() => true, () => false), limitMs);
    // Votes about a node are paid from what its clients paid, and the practice client hardly orders from one that was caught: honest jobs are ordered and paid for here until its budget has enough.
    await until('what was committed is paid', async () => {
      if (honest.seen.audits?.epochs.some(({ epoch, state }) => epoch === waiting.epoch && state === 'paid')) return true;
      expect(await client.run(client.build(client.digit()))).toMatchObject({ kind: 'result' });
      await sleep(1000);
      return false;
    }, 3 * limitMs);
    // Before the chain is read: another epoch may be paid meanwhile.
    const { earnedWei } = honest.seen.audits!;
    const [commits, paid] = await Promise.all([readEpochCommits(chain, { verifier: nodeOf(honest) }, startBlock()), readEpochPay(chain, nodeOf(honest), startBlock())]);
    expect(new Set(commits.map(({ root }) => root)).size).toBe(commits.length);
    expect(new Set(commits.map(({ epoch }) => epoch)).size).toBe(commits.length);
    // An epoch may be paid in parts, each of which leaves less.
    expect(new Set(paid.map(({ epoch, leftWei }) => `${epoch} ${leftWei}`)).size).toBe(paid.length);
    expect(earnedWei).toBeGreaterThan(0n);
    // What the owner reads at the command line is what the chain paid.
    const told = (await runHearth(['audits', '--data', honest.dataFolder, '--json'])).json() as { epochs: { epoch: number; state: string; payWei: string }[]; earnedWei: string };
    const shown = told.epochs.find(({ epoch }) => epoch === waiting.epoch)!;
    expect(shown.state).toBe('paid');
    expect(BigInt(shown.payWei)).toBeGreaterThan(0n);
    expect(BigInt(told.earnedWei)).toBeGreaterThan(0n);
    expect(earnedWei).toBeLessThanOrEqual(paid.reduce((sum, { amountWei }) => sum + amountWei, 0n));
    const votes = readFileSync(join(honest.dataFolder, 'node', 'votes.jsonl'), 'utf8').split('\n').slice(0, -1).map((line) => JSON.parse(line) as { receiptHash: string; round: number });
    expect(new Set(votes.map(({ receiptHash, round }) => `${receiptHash} ${round}`)).size).toBe(votes.length);
    const firstRound = new Set(votes.filter(({ round }) => round === 0).map(({ receiptHash }) => receiptHash));
    expect(commits.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(firstRound.size);
  }, 6 * limitMs);

  it('pay the practice verifiers too, whatever they voted', async () => {
    const { verifiers } = practiceFileShape.parse(JSON.parse(readFileSync(join(honest.dataFolder, 'practice', 'practice.json'), 'utf8')));
    await until('each is paid for an epoch', async () => (await Promise.all(verifiers.map((verifier) => readEpochPay(chain, verifier, startBlock())))).every((paid) => paid.length > 0), 2 * limitMs);
  }, 3 * limitMs);
});
