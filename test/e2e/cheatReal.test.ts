import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatCoins } from '../../renderer/format/money.ts';
import { findAxeIssues, launchBrowser, openListedJob, openPage, type WatchedPage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { newServedFolder, serveHearth, type ServedHearth } from '../support/servedHearth.ts';

/** What the owner of a node that cheats on the practice network gets to see of it, on the page and at the command line. Nothing is faked. */
const chromium = findChromium();
const longMs = 120_000;

describe('a node that stops early and signs that it did not, looked at with a browser', () => {
  const folder = newServedFolder('cheat');
  let hearth: ServedHearth;
  let browser: Browser;
  let watched: WatchedPage;

  beforeEach(({ skip }) => skip(chromium.path === null, chromium.reason ?? ''));
  beforeAll(async () => {
    if (chromium.path === null) return;
    hearth = await serveHearth(folder, ['--rate', '240', '--cheat', 'stop-early']);
    browser = await launchBrowser(chromium.path);
    watched = await openPage(browser, hearth.address);
  });
  afterAll(async () => {
    await watched?.close();
    await browser?.close();
    await hearth?.stop();
  });

  type SlashedJob = { jobId: string; stage: string; payoutWei: string | null; failure: { code: string; about: { slashedWei: string } } };
  const slashedJobs = async (): Promise<readonly SlashedJob[]> =>
    ((await runHearth(['jobs', '--stage', 'failed', '--limit', '500', '--json', '--data', folder])).json() as { jobs: SlashedJob[] }).jobs.filter(({ stage }) => stage === 'slashed');

  it('shows the job slashed, why, in which transaction, and less stake', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'Leave it for later' }).click({ timeout: longMs });
    await page.getByRole('link', { name: 'Jobs' }).first().click();
    const shown = await openListedJob(page, 'slashed', { timeout: longMs });
    await page.getByText(/The receipt was proven false on the chain/).first().waitFor();
    await page.getByText('Slashed in').first().waitFor();
    // Half of what is left goes each time, and on a slow machine the newest slashed job is not the first.
    const slashedWei = BigInt((await slashedJobs()).find(({ jobId }) => jobId === shown)!.failure.about.slashedWei);
    expect(slashedWei).toBeGreaterThan(0n);
    await page.getByText(`${formatCoins(slashedWei)} EMBER`).first().waitFor();
    expect(await findAxeIssues(page)).toEqual([]);
    await page.evaluate(`location.hash = '#/staking'`);
    await page.getByText('Slashed to date').first().waitFor();
    await page.getByText(/^\d+ times?$/).first().waitFor({ timeout: longMs });
  }, 3 * longMs);

  it('is told by hearth jobs as well', async () => {
    expect((await slashedJobs())[0]).toMatchObject({ payoutWei: null, failure: { code: 'job.slashed' } });
    expect((await runHearth(['jobs', '--stage', 'failed', '--data', folder])).stdout).toMatch(/slashed/i);
  });
});
