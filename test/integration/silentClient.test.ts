import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseReceiptFile } from '../../electron/protocol/receiptFile.ts';
import type { Chain } from '../../electron/services/chain/chain.ts';
import { readClaim } from '../../electron/services/chain/claims.ts';
import { startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

/** A Hearth whose practice client takes results and never sends a voucher. */
let hearth: Hearth;
let chain: Chain;
const limitMs = 120_000;

beforeAll(async () => {
  hearth = await startHearth({ practiceArgs: ['--silent-client'], providerArgs: ['--claim-after-ms', '3000'] });
  await hearth.waitUntilReady();
  chain = await hearth.openChain();
}, 200_000);
afterAll(() => hearth?.stop());

describe('a client that takes the result and says nothing', () => {
  it('is claimed from when the deadline and the patience are over, also by a provider that was killed meanwhile, and each job is paid once', async () => {
    await hearth.host.broker.sendJobs(2);
    const jobs = await until('two receipts are anchored', async () => {
      const found = (await hearth.ask('readJobs', {})).jobs;
      const details = await Promise.all(found.map(({ jobId }) => hearth.ask('readJob', { jobId })));
      return found.length === 2 && details.every(({ timeline }) => timeline.some(({ step }) => step === 'anchored')) && found;
    }, limitMs);
    const orderHashes = await Promise.all(jobs.map(async ({ jobId }) => {
      const parsed = parseReceiptFile(Buffer.from((await hearth.ask('exportReceipt', { jobId })).text));
      return parsed.ok ? parsed.file.receipt.orderHash : '';
    }));
    expect(await Promise.all(orderHashes.map(async (orderHash) => (await readClaim(chain, orderHash)).state))).toEqual(['none', 'none']);
    await until('a claim is open', async () => (await Promise.all(orderHashes.map((orderHash) => readClaim(chain, orderHash)))).some(({ state }) => state !== 'none'), limitMs);
    hearth.kill('provider');
    await until('both jobs are paid', async () => (await hearth.ask('readJobs', { stage: 'settled' }).catch(() => null))?.total === 2, limitMs);

    const claims = await Promise.all(orderHashes.map((orderHash) => readClaim(chain, orderHash)));
    expect(claims.map(({ state }) => state)).toEqual(['paid', 'paid']);
    const node = hearth.seen.network!.nodeAddress!;
    // Each transfer reached the node once, and together they are what the jobs show.
    const settledWei = claims.reduce((sum, { amountWei }) => sum + amountWei, 0n);
    expect(settledWei).toBe(jobs.reduce((sum, { priceWei }) => sum + priceWei, 0n));
    for (const { jobId } of jobs) {
      const detail = await hearth.ask('readJob', { jobId });
      expect(detail.timeline.map(({ step }) => step)).toEqual(expect.arrayContaining(['anchored', 'claimed', 'settled']));
      expect(detail.timeline.filter(({ step }) => step === 'settled')).toHaveLength(1);
      expect(detail.path.map(({ kind }) => kind)).toContain('claim');
      expect(detail.summary.payoutWei).toBe((await readClaim(chain, orderHashes[jobs.findIndex((job) => job.jobId === jobId)]!)).paid!.receivedWei);
    }
    const books = await hearth.ask('readBooks', { range: '24h' });
    expect(books.reconciliation.differences.filter(({ name }) => name !== 'share')).toEqual([]);
    expect(node).toMatch(/^0x/);
  }, 4 * limitMs);
});
