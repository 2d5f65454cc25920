import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { excessWidth, findAxeIssues, launchBrowser, openPage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { startFakeProvider } from '../support/fakeProvider.ts';
import { richHandlers, richTopics } from '../support/pageSamples.ts';
import { pageScreens, pageStates } from '../support/pageScreens.ts';

const chromium = findChromium();
let browser: Browser | undefined;
beforeAll(async () => {
  if (chromium.path !== null) browser = await launchBrowser(chromium.path);
});
afterAll(() => browser?.close());
beforeEach(({ skip }) => skip(chromium.path === null, chromium.reason ?? ''));

/** Screens that always have something to say: an empty job is one without anything yet, in words. */
const neverEmpty: ReadonlySet<string> = new Set(['Job', 'Welcome', 'Network', 'About']);
/** Nothing on them is asked for by itself, so nothing can fail before a button is pressed: without the provider's word they wait. */
const neverFailing: ReadonlySet<string> = new Set(['About', 'Notices']);
const withoutMoney: ReadonlySet<string> = new Set(['Devices', 'Rules', 'Welcome', 'Log', 'About']);

describe.each(pageStates)('when everything is $name', ({ name: state, topics, handlers, shows }) => {
  test.each(['light', 'dark'])('every screen says so in %s, fits the window and has no serious accessibility issue', async (theme) => {
    const provider = await startFakeProvider(topics, handlers);
    const { page, wrong, close } = await openPage(browser!, provider.address, { dark: theme === 'dark' });
    await page.locator('h1').first().waitFor();
    for (const { name, hash } of pageScreens) {
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
      await page.waitForFunction(`document.title === '${name} · Hearth'`);
      const marker = state === 'empty' && neverEmpty.has(name) ? '[data-state=ready]' : state === 'failed' && neverFailing.has(name) ? '[data-state=waiting]' : shows;
      await page.locator(marker).first().waitFor();
      if (state === 'ready' && (name === 'Dashboard' || name === 'Earnings')) await page.locator('.recharts-bar-rectangle').first().waitFor();
      expect(await excessWidth(page), `${name} is too wide`).toBeLessThanOrEqual(0);
      if (name === 'Dashboard') expect(await page.evaluate('document.documentElement.scrollHeight'), 'the dashboard scrolls').toBeLessThanOrEqual(700);
      expect(await page.locator('h1').count(), `${name} has one heading`).toBe(1);
      // A theme changes colours and nothing else.
      expect(await findAxeIssues(page, theme === 'dark' ? { only: ['color-contrast'] } : {}), name).toEqual([]);
      const loose = (await page.locator('body').innerText()).match(/undefined|NaN|\[object|Infinity/);
      expect(loose, `${name} shows ${loose?.[0]}`).toBeNull();
      // With the network known to be the practice one, no screen with money is without the word.
      if (state === 'ready' && !withoutMoney.has(name)) expect(await page.locator('main .test-money').count(), name).toBeGreaterThan(0);
    }
    expect(wrong).toEqual([]);
    await close();
    await provider.close();
  });
});

test('every screen works at 200 % zoom, which halves the window', async () => {
  const provider = await startFakeProvider(richTopics(), richHandlers);
  const { page, close } = await openPage(browser!, provider.address, { width: 512, height: 350 });
  for (const { name, hash } of pageScreens) {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await page.waitForFunction(`document.title === '${name} · Hearth'`);
    await page.locator('[data-state=ready]').first().waitFor();
    expect(await excessWidth(page), name).toBeLessThanOrEqual(0);
    expect(await findAxeIssues(page), name).toEqual([]);
  }
  await close();
  await provider.close();
});

test('axe does find what is wrong', async () => {
  const provider = await startFakeProvider(richTopics(), richHandlers);
  const { page, close } = await openPage(browser!, provider.address);
  await page.locator('.device').first().waitFor();
  await page.evaluate(`document.querySelector('.device h3').style.color = 'rgb(220, 210, 200)'; document.querySelector('[role=switch]').removeAttribute('aria-label'); document.querySelector('[role=switch]').textContent = ''`);
  const ids = (await findAxeIssues(page)).map((issue) => issue.split(':')[0]);
  expect(ids).toEqual(expect.arrayContaining(['color-contrast', 'button-name']));
  await close();
  await provider.close();
});
