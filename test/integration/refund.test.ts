import { join } from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelsFolder } from '../../electron/programs/cli/places.ts';
import { startGateway, type Gateway } from '../../electron/programs/gateway/startGateway.ts';
import { numericClass } from '../../electron/protocol/numericClass.ts';
import { parseReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { receiptPriceWei } from '../../electron/protocol/pricing.ts';
import type { Chain } from '../../electron/services/chain/chain.ts';
import { readDisputes } from '../../electron/services/chain/disputeReads.ts';
import { readEarned } from '../../electron/services/chain/economy.ts';
import { createEventReader } from '../../electron/services/chain/logs.ts';
import { readRefunds } from '../../electron/services/chain/refunds.ts';
import { openAppKeys } from '../../electron/services/gateway/appKeys.ts';
import { freshNodeRecord } from '../../electron/services/practice/auditPolicy.ts';
import { openPracticeStore } from '../../electron/services/practice/practiceStore.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { forkBuilt } from '../support/programs.ts';
import { startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

/** A Hearth that computes with other weights than the model's, and a client that pays before it has a result audited: audit, dispute, slash, and the client's money back. */
let hearth: Hearth;
let chain: Chain;
const limitMs = 120_000;
const chromium = findChromium();
/** The job that was paid, disputed and refunded. */
let jobId: string;

beforeAll(async () => {
  hearth = await startHearth({ providerArgs: ['--cheat', 'cheap-weights'], practiceArgs: ['--trusting-client'], hasPage: true });
  await hearth.waitUntilReady();
  chain = await hearth.openChain();
});
afterAll(async () => {
  await gateway?.stop();
  await hearth?.stop();
});

/** An application's gateway, that pays without looking, and what it paid for each order. */
let gateway: Gateway;
const bought = new Map<string, string>();

const fileOf = async (id: string) => {
  const parsed = parseReceiptFile(Buffer.from((await hearth.ask('exportReceipt', { jobId: id })).text));
  if (!parsed.ok) throw new Error(parsed.code);
  return parsed.file;
};

describe('a client that paid for a false result', () => {
  it('can be a gateway, of an application: of a node whose record is good it replays one answer in five', async () => {
    const { nodeAddress: node } = hearth.seen.network!;
    const ember = (await hearth.ask('readModels', {})).models.find(({ name }) => name === 'ember')!;
    const books = openPracticeStore(join(hearth.dataFolder, 'gateway', 'gateway.sqlite'));
    books.saveAuditRecord({ node: node!, modelId: ember.modelId, classId: numericClass['cpu-fp32'] }, { ...freshNodeRecord, audits: { ...freshNodeRecord.audits, streak: 100 } });
    books.close();
    // The draw is none of those.
    gateway = await startGateway({ dataFolder: hearth.dataFolder, modelsFolder, port: 0, log: () => undefined, fork: forkBuilt(), random: () => 0.99 });
    const apiKey = openAppKeys(join(hearth.dataFolder, 'gateway', 'keys.json'), Date.now).create('app', { budgetWei: null, maxPriceWei: null });
    const client = new OpenAI({ apiKey, baseURL: gateway.address, maxRetries: 0 });
    await until('the cheat offers its model', async () => (await client.models.list()).data.some(({ id }) => id === 'ember'), limitMs);
    // The chain draws which receipts are looked at.
    for (let i = 0; i < 8; i++) {
      const { hearth: facts } = (await client.completions.create({ model: 'ember', prompt: 'tale:', max_tokens: 40 })) as OpenAI.Completion & { hearth: { receiptId: string; verification: string; paidWei: string } };
      expect(facts).toMatchObject({ verification: 'checked', provider: node });
      bought.set((await client.get<{ receipt: { orderHash: string } }>(`/receipts/${facts.receiptId}`)).receipt.orderHash, facts.paidWei);
    }
  }, 3 * limitMs);

  it('gets its price back, to the wei, out of the stake that the dispute left, and once', async () => {
    const node = hearth.seen.network!.nodeAddress!;
    await hearth.ask('setPracticeRate', { jobsPerMinute: 120 });
    const { disputeId, subject } = await until('the client disputes what it has paid for', async () => (await readDisputes(chain, { accused: node }, chain.deployment.startBlock))[0], limitMs);
    await hearth.ask('setPracticeRate', { jobsPerMinute: 0 });
    const read = async () => (await readDisputes(chain, { disputeId }, chain.deployment.startBlock))[0]!;
    await until('the contract finds the dot false', async () => (await read()).answers.some(({ phase }) => phase === 'fallen'), limitMs);
    jobId = await until('the node knows which job it is about', async () => (await hearth.ask('readDisputes', { which: 'mine' })).disputes.find((one) => one.disputeId === disputeId)?.jobId);
    const disputed = await fileOf(jobId);
    expect(disputed.receipt.orderHash).toBe(subject.orderHash);
    const priceWei = receiptPriceWei(disputed.order, disputed.receipt.io);
    const clientAddress = disputed.order.client;
    await chain.request('evm_increaseTime', [70]);
    const closed = await until('the dispute is lost', async () => {
      const now = await read();
      return now.state === 'closed' ? now : null;
    }, limitMs);
    expect(closed).toMatchObject({ outcome: 'challengerWon' });

    const refund = await until('its price comes back', async () => (await readRefunds(chain, node, chain.deployment.startBlock)).find(({ orderHash }) => orderHash === subject.orderHash), limitMs);
    expect(refund).toMatchObject({ from: 'stake', refundedWei: priceWei });
    await until('the client says so', () => hearth.lines.some((line) => line.includes(`void job ${jobId} of ${node}: ${priceWei} of ${priceWei} wei came back from the node's stake in ${refund.transactionHash}`)));
    // All that came back was collected, and nothing else: the client has no other earnings in the escrow.
    const [refunded, collected] = (['Refunded', 'AccountCollected'] as const).map((event) => createEventReader(chain, 'JobEscrow', event, event === 'Refunded' ? [null, `0x${clientAddress.slice(2).toLowerCase().padStart(64, '0')}`] : [`0x${clientAddress.slice(2).toLowerCase().padStart(64, '0')}`]));
    const sumOf = async (reader: ReturnType<typeof createEventReader>) => (await reader()).reduce((sum, { args }) => sum + (args['amountWei'] as bigint), 0n);
    await until('it is in the account', async () => (await sumOf(collected!)) === (await sumOf(refunded!)) && (await readEarned(chain, clientAddress)).dueWei === 0n, limitMs);
    expect(await sumOf(collected!)).toBeGreaterThanOrEqual(priceWei);
    expect((await (createEventReader(chain, 'JobEscrow', 'Refunded', [subject.orderHash]))())).toHaveLength(1);

    const job = await until('the provider hears of it', async () => {
      const found = await hearth.ask('readJob', { jobId });
      return found.timeline.some(({ step }) => step === 'refunded') ? found : null;
    }, limitMs);
    expect(job.summary).toMatchObject({ failure: { code: expect.stringMatching(/^job\.(slashed|voided)$/) } });
    expect(job.facts).toEqual(expect.arrayContaining([['client had paid', `${priceWei} wei`], ['refunded', `${priceWei} wei`], ['refunded in', refund.transactionHash]]));
    const { jobs } = (await runHearth(['jobs', '--stage', 'failed', '--limit', '500', '--json', '--data', hearth.dataFolder])).json() as { jobs: { jobId: string; refundedWei: string | null }[] };
    expect(jobs.find((one) => one.jobId === jobId)?.refundedWei).toBe(priceWei.toString());
    expect((await runHearth(['jobs', '--stage', 'failed', '--data', hearth.dataFolder])).stdout).toMatch(/refunded/);
  }, 6 * limitMs);

  it('leaves nothing of the node on its way, which the node lists; what is not there cannot be replaced', async () => {
    const listed = async () => (await runHearth(['transactions', '--json', '--data', hearth.dataFolder])).json() as { transactions: { id: string; nonce: number | null }[] };
    await until('all is in the chain', async () => (await listed()).transactions.length === 0, limitMs);
    expect((await runHearth(['transactions', '--data', hearth.dataFolder])).stdout).toContain('Nothing of this node is on its way to the chain.');
    const wrong = await runHearth(['transactions', '--cancel', 'anchor:0xno', '--json', '--data', hearth.dataFolder]);
    expect([wrong.code, wrong.json()]).toMatchObject([2, { code: 'usage.invalid', about: { reason: expect.stringContaining('hearth transactions lists them') as string } }]);
    expect((await runHearth(['transactions', '--cancel', 'a', '--speed-up', 'b', '--data', hearth.dataFolder])).code).toBe(2);
  }, 2 * limitMs);

  it('is told on the page of the job', async ({ skip }) => {
    skip(chromium.path === null, chromium.reason ?? '');
    const browser = await launchBrowser(chromium.path!);
    const watched = await openPage(browser, hearth.host.address!);
    try {
      const { page } = watched;
      await page.getByRole('button', { name: 'Leave it for later' }).click({ timeout: limitMs });
      await page.getByRole('link', { name: 'Jobs' }).first().click({ timeout: limitMs });
      await page.locator('table').first().waitFor();
      await page.evaluate(`location.hash = '#/jobs/${jobId}'`);
      await page.getByText('Client had paid').first().waitFor();
      await page.getByText('Refunded in').first().waitFor();
      await page.getByText(/of the stake back to the client/).first().waitFor();
    } finally {
      await watched.close();
      await browser.close();
    }
  }, 2 * limitMs);

  it('gets it back through an application\'s gateway too, and the usage of the gateway tells it', async () => {
    const node = hearth.seen.network!.nodeAddress!;
    type Usage = { refunds: { orderHash: string; node: string; priceWei: string; refundedWei: string; txHash: string }[] };
    const usage = async (): Promise<Usage> => (await runHearth(['gateway', 'usage', '--data', hearth.dataFolder, '--json'])).json() as Usage;
    const told = await until('its usage tells of a refund', async () => (await usage()).refunds.find(({ orderHash }) => bought.has(orderHash)), 3 * limitMs);
    const paidWei = bought.get(told.orderHash)!;
    expect(told).toMatchObject({ node: node.toLowerCase(), priceWei: paidWei, refundedWei: paidWei });
    const refund = (await readRefunds(chain, node, chain.deployment.startBlock)).find(({ orderHash }) => orderHash === told.orderHash)!;
    expect(refund).toMatchObject({ refundedWei: BigInt(paidWei), transactionHash: told.txHash });
    // In its account, and not only owed to it.
    await until('it is collected', async () => (await readEarned(chain, gateway.account)).dueWei === 0n, limitMs);
    expect((await runHearth(['gateway', 'usage', '--data', hearth.dataFolder])).stdout).toContain('refunded');
    expect((await hearth.ask('readUsage', { days: 7 })).refunds.map(({ orderHash }) => orderHash)).toContain(told.orderHash);
  }, 5 * limitMs);
});
