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
});
afterAll(() => hearth?.stop());

describe('a client that takes the result and says nothing', () => {
  it('is claimed from when the deadline and the patience are over, also by a provider that was killed meanwhile, and the job is paid once', async () => {
    await hearth.host.broker.sendJobs(3);
    const jobId = await until('a receipt is anchored', async () => {
      for (const job of (await hearth.ask('readJobs', {})).jobs) if ((await hearth.ask('readJob', { jobId: job.jobId })).timeline.some(({ step }) => step === 'anchored')) return job.jobId;
      return null;
    }, limitMs);
    const parsed = parseReceiptFile(Buffer.from((await hearth.ask('exportReceipt', { jobId })).text));
    const orderHash = parsed.ok ? parsed.file.receipt.orderHash : '';
    expect((await readClaim(chain, orderHash)).state).toBe('none');
    await until('a claim is open', async () => (await readClaim(chain, orderHash)).state !== 'none', limitMs);
    // Until it can be paid the job says what its price waits for, and until when.
    const wait = await until('the job waits for its claim', async () => {
      const found = (await hearth.ask('readPayWaits', {})).waits.find((one) => one.jobId === jobId)?.wait;
      return found?.reason === 'claim' ? found : null;
    }, limitMs);
    expect(wait.againAtMs).toBe((await readClaim(chain, orderHash)).payableAtSeconds * 1000);
    expect((await hearth.ask('readJob', { jobId })).wait).toEqual(wait);
    hearth.kill('provider');
    const job = await until('the job is paid', async () => {
      const found = await hearth.readJob(jobId).catch(() => undefined);
      return found?.stage === 'settled' ? found : null;
    }, limitMs);

    const claim = await readClaim(chain, orderHash);
    expect(claim).toMatchObject({ state: 'paid', amountWei: job.priceWei });
    expect(job.payoutWei).toBe(claim.paid!.receivedWei);
    const detail = await hearth.ask('readJob', { jobId });
    expect(detail.timeline.map(({ step }) => step)).toEqual(expect.arrayContaining(['anchored', 'claimed', 'settled']));
    expect(detail.timeline.filter(({ step }) => step === 'settled')).toHaveLength(1);
    expect(detail.path.map(({ kind }) => kind)).toContain('claim');
    const books = await hearth.ask('readBooks', { range: '24h' });
    expect(books.reconciliation.differences.filter(({ name }) => name === 'missing' || name === 'notBooked')).toEqual([]);
  }, 4 * limitMs);
});
