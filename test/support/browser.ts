import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

// Each site in a process of its own, which the smaller browser leaves out: what a page held is gone with its process.
const quiet = ['--site-per-process', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @param path  from findChromium */
export const launchBrowser = (path: string): Promise<Browser> => chromium.launch({ executablePath: path, args: quiet });

/** A page that keeps what went wrong in it: errors, violations of its policy, and requests to anywhere but loopback. */
export type WatchedPage = { readonly page: Page; readonly context: BrowserContext; readonly wrong: readonly string[]; close(): Promise<void> };

export type PageOptions = { readonly dark?: boolean; readonly width?: number; readonly height?: number; readonly stillMotion?: boolean };

export async function openPage(browser: Browser, address: string, { dark = false, width = 1024, height = 700, stillMotion = true }: PageOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: stillMotion ? 'reduce' : 'no-preference', locale: 'en-US', timezoneId: 'UTC', permissions: ['clipboard-read', 'clipboard-write'],
  });
  // No claim about speed: beside other programs on two cores, what takes a second alone took more than the 30 that are the driver's own.
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => {
    // A refused or interrupted connection is the browser's own line about what the page handles.
    if (message.type() === 'error' && !/WebSocket connection|Failed to load resource/.test(message.text())) wrong.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(http|ws):\/\/(127\.0\.0\.1|localhost)[:/]|^(data|blob):/.test(request.url())) wrong.push(`asked for ${request.url()}`);
  });
  await page.goto(address);
  return { page, context, wrong, close: () => context.close() };
}

/** Serious and critical findings of axe, one line each, with the size of targets, which WCAG 2.2 AA asks for and axe does not by itself. Axe runs in a world of its own, where the page's policy does not hold it up. */
export async function findAxeIssues(page: Page, { only = [] }: { /** Rules of axe; none: all of them. */ readonly only?: readonly string[] } = {}): Promise<readonly string[]> {
  // Colours in the middle of a transition are not colours anybody reads.
  await page.evaluate('Promise.allSettled(document.getAnimations().filter((a) => a.effect.getComputedTiming().iterations !== Infinity).map((a) => a.finished))');
  if (!await page.evaluate('"axe" in window')) await page.evaluate(`${axeSource}; undefined`);
  const found = (await page.evaluate(`axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...(only.length > 0 ? { runOnly: only } : { rules: { 'target-size': { enabled: true } } }) })})`)) as { violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[] };
  return found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary.split('\n')[1] ?? ''}`));
}

/**
 * From the list of jobs to the newest one that has reached a stage, by the address of its row: where jobs come by themselves, no row stands still long enough to be pressed.
 * @returns  the job's id
 */
export async function openListedJob(page: Page, stage: string, { timeout }: { readonly timeout: number }): Promise<string> {
  const hash = await page.locator(`tr:has(.stage-${stage}) a`).first().getAttribute('href', { timeout });
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  return hash!.replace('#/jobs/', '');
}

/** How far the page is wider than the window, in CSS pixels. */
export const excessWidth = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
