import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findAxeIssues, launchBrowser, openPage, type WatchedPage } from '../support/browser.ts';
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

  it('shows the job slashed, why, in which transaction, and less stake', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'Leave it for later' }).click({ timeout: longMs });
    await page.getByRole('link', { name: 'Jobs' }).first().click();
    await page.locator('tr:has(.stage-slashed) a').first().click({ timeout: longMs });
    await page.getByText(/The receipt was proven false on the chain/).first().waitFor();
    await page.getByText('Slashed in').first().waitFor();
    await page.getByText('5,000.00 EMBER').first().waitFor();
    expect(await findAxeIssues(page)).toEqual([]);
    await page.evaluate(`location.hash = '#/staking'`);
    await page.getByText('Slashed to date').first().waitFor();
    await page.getByText(/^\d+ times?$/).first().waitFor({ timeout: longMs });
  }, 3 * longMs);

  it('is told by hearth jobs as well', async () => {
    const { jobs } = (await runHearth(['jobs', '--stage', 'failed', '--json', '--data', folder])).json() as { jobs: { stage: string; payoutWei: string | null; failure: { code: string } }[] };
    expect(jobs.find(({ stage }) => stage === 'slashed')).toMatchObject({ payoutWei: null, failure: { code: 'job.slashed' } });
    expect((await runHearth(['jobs', '--stage', 'failed', '--data', folder])).stdout).toMatch(/slashed/i);
  });
});
