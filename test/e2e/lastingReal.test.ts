import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAxeIssues, openListedJob, openPage, type WatchedPage } from '../support/browser.ts';
import { useBrowser } from '../support/browserTests.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { newServedFolder, serveHearth, type ServedHearth } from '../support/servedHearth.ts';

/** What an owner sees of a Hearth that lives on: in another language, after its provider died, and after somebody changed its records. Nothing is faked. */
const longMs = 120_000;

describe('an owner who stays', () => {
  const tests = useBrowser();
  const folder = newServedFolder('lasting');
  let hearth: ServedHearth;
  let watched: WatchedPage;

  beforeAll(async () => {
    if (!tests.isHere) return;
    hearth = await serveHearth(folder, ['--rate', '60']);
    watched = await openPage(tests.browser, hearth.address);
    await watched.page.getByRole('button', { name: 'Leave it for later' }).click({ timeout: longMs });
    await watched.page.locator('.hero').waitFor();
  });
  afterAll(async () => {
    await watched?.close();
    await hearth?.stop();
  });

  it('reads it in Arabic from the right, with live jobs, then in German, and keeps the choice', async () => {
    const { page } = watched;
    await page.evaluate("location.hash = '#/settings'");
    const choice = page.locator('select[aria-labelledby=language-title]');
    const nav = page.locator('.top-nav a');
    const isFromTheRight = async (): Promise<boolean> => (await nav.first().boundingBox())!.x > (await nav.last().boundingBox())!.x;
    expect(await isFromTheRight()).toBe(false);
    await choice.selectOption('ar');
    await page.locator('html[lang=ar][dir=rtl]').waitFor();
    expect(await isFromTheRight()).toBe(true);
    await page.getByRole('link', { name: 'المهام', exact: true }).click();
    await openListedJob(page, 'settled', { timeout: longMs });
    await page.getByRole('button', { name: 'تحقّق مجددًا' }).click();
    await page.locator('.verdict .check').waitFor({ timeout: longMs });
    // What each check found is said in this language as well: no sentence of letters from the left but names and digests.
    const reasons = await page.locator('.checks li > :last-child').allInnerTexts();
    expect(reasons.length).toBeGreaterThan(20);
    expect(reasons.filter((reason) => !/[\u0600-\u06ff]/.test(reason))).toEqual([]);
    expect(await findAxeIssues(page)).toEqual([]);
    await page.evaluate("location.hash = '#/settings'");
    await choice.selectOption('de');
    await page.getByRole('heading', { name: 'Einstellungen', exact: true }).waitFor();
    await page.reload();
    await page.locator('html[lang=de]:not([dir=rtl])').waitFor();
    await choice.selectOption('system');
    await page.getByRole('heading', { name: 'Settings', exact: true }).waitFor();
    expect(watched.wrong).toEqual([]);
  });

  it('is told when the provider dies, and sees it come back by itself with its jobs', async () => {
    const { page } = watched;
    await page.evaluate("location.hash = '#/settings'");
    const provider = page.locator('.programs tr', { has: page.getByRole('rowheader', { name: 'provider', exact: true }) });
    const before = (await runHearth(['jobs', '--stage', 'settled', '--json', '--data', folder])).json() as { total: number };
    // It may be back before anybody looks.
    await page.evaluate("new MutationObserver(() => { if (document.querySelector('.app:not([data-link=open])')) window.wasLost = true; }).observe(document.querySelector('.app'), { attributes: true })");
    process.kill(Number(await provider.locator('.programs-pid').innerText()), 'SIGKILL');
    await expect.poll(() => page.evaluate('window.wasLost === true'), { timeout: longMs }).toBe(true);
    await page.locator('.app[data-link=open]').waitFor({ timeout: longMs });
    await expect.poll(() => provider.locator('td').nth(2).innerText(), { timeout: longMs }).toBe('1');
    await page.evaluate("location.hash = '#/'");
    await page.locator('.hero').getByText(/^(Ready|Working)/).first().waitFor({ timeout: longMs });
    const after = (await runHearth(['jobs', '--stage', 'settled', '--json', '--data', folder])).json() as { total: number };
    expect(after.total).toBeGreaterThanOrEqual(before.total);
    expect(watched.wrong).toEqual([]);
  });

  it('is shown a receipt that somebody changed in the records as one that does not hold, and where', async () => {
    await watched.close();
    await hearth.end();
    const database = new Database(join(folder, 'hearth.sqlite'));
    const { jobId } = database.prepare("SELECT jobId FROM events WHERE kind = 'settled' ORDER BY rowid LIMIT 1").get() as { jobId: string };
    const { data } = database.prepare("SELECT data FROM events WHERE kind = 'signed' AND jobId = ?").get(jobId) as { data: string };
    const changed = data.replace(/("signature":"0x[0-9a-f]{20})([0-9a-f])/, (_all, head: string, digit: string) => `${head}${digit === '0' ? '1' : '0'}`);
    expect(changed).not.toBe(data);
    database.prepare("UPDATE events SET data = ? WHERE kind = 'signed' AND jobId = ?").run(changed, jobId);
    database.close();
    hearth = await serveHearth(folder, ['--rate', '0']);
    watched = await openPage(tests.browser, hearth.address);
    const { page } = watched;
    await page.locator('.top-nav').waitFor({ timeout: longMs });
    await page.evaluate(`location.hash = '#/jobs/${jobId}'`);
    await page.getByRole('button', { name: 'Verify again' }).click({ timeout: longMs });
    await page.locator('.verdict .check-failed').waitFor({ timeout: longMs });
    await page.locator('[data-node=receipt][data-mark=failed]').waitFor();
    await page.getByText(/^not signed by node/).first().waitFor();
    expect(await findAxeIssues(page)).toEqual([]);
  });
});
