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

type AxeFinding = { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[] };

/** Runs axe in a world of its own, where the page's policy does not hold it up. @param within  what of the page, an expression of the page; @returns serious and critical findings, one line each */
async function runAxe(page: Page, within: string, options: object): Promise<readonly string[]> {
  // Colours in the middle of a transition are not colours anybody reads.
  await page.evaluate('Promise.allSettled(document.getAnimations().filter((a) => a.effect.getComputedTiming().iterations !== Infinity).map((a) => a.finished))');
  if (!await page.evaluate('"axe" in window')) await page.evaluate(`${axeSource}; undefined`);
  const found = (await page.evaluate(`axe.run(${within}, ${JSON.stringify({ resultTypes: ['violations', 'incomplete'], ...options })}).then(({ violations, incomplete }) => (window.axeUntold = incomplete.flatMap(({ nodes }) => nodes.map(({ element }) => element)), violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })) }))))`)) as readonly AxeFinding[];
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary.split('\n')[1] ?? ''}`));
}

/** Serious and critical findings of axe, one line each, with the size of targets, which WCAG 2.2 AA asks for and axe does not by itself. */
export const findAxeIssues = (page: Page, { only = [] }: { /** Rules of axe; none: all of them. */ readonly only?: readonly string[] } = {}): Promise<readonly string[]> =>
  runAxe(page, 'document', only.length > 0 ? { runOnly: only } : { rules: { 'target-size': { enabled: true } } });

/** Texts of the page by kind: what has the same colour, size and weight on the same ground has the same contrast. The first and the last of each. */
const textsByKind = `(() => {
  const grounds = new Map(), kinds = new Map();
  const groundOf = (e) => {
    if (e === null) return '';
    if (!grounds.has(e)) {
      const { backgroundColor: colour, backgroundImage: image, opacity } = getComputedStyle(e);
      const own = (colour === 'rgba(0, 0, 0, 0)' ? '' : colour) + (image === 'none' ? '' : image) + (opacity === '1' ? '' : ' at ' + opacity);
      grounds.set(e, /^rgb\\([^)]*\\)$/.test(own) ? own : groundOf(e.parentElement) + ' ' + own);
    }
    return grounds.get(e);
  };
  for (const e of document.body.querySelectorAll('*')) {
    if (!e.matches('input, select, textarea') && ![...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '')) continue;
    if (!e.checkVisibility() || e.closest('.unseen') !== null) continue;
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(e);
    const isOff = e.closest(':disabled, [aria-disabled=true]') !== null || e.closest('label')?.control?.disabled === true;
    const kind = [e.localName === 'a' ? 'link in ' + getComputedStyle(e.parentElement).color : '', color, fontSize, fontWeight, textShadow, isOff, groundOf(e).trim()].join(';');
    kinds.set(kind, [kinds.get(kind)?.[0] ?? e, e]);
  }
  return kinds;
})()`;

/**
 * What axe finds by colours alone, in texts of a kind that it has not judged before: many times cheaper than asking each text of each screen, for pages that {@link findAxeIssues}
 * looks at whole in other colours.
 * @param judged  kinds that hold in these colours; what holds here is added. What axe could not tell is asked again on the next page.
 */
export async function findColourIssues(page: Page, judged: Set<string>): Promise<readonly string[]> {
  await page.evaluate(`window.newKinds = [...${textsByKind}].filter(([kind]) => !${JSON.stringify([...judged])}.includes(kind))`);
  const kinds = (await page.evaluate('newKinds.map(([kind]) => kind)')) as readonly string[];
  if (kinds.length === 0) return [];
  const issues = await runAxe(page, '{ include: newKinds.flatMap(([, texts]) => texts) }', { runOnly: ['color-contrast', 'link-in-text-block'], elementRef: true });
  const untold = (await page.evaluate('newKinds.filter(([, texts]) => texts.some((text) => axeUntold.includes(text))).map(([kind]) => kind)')) as readonly string[];
  for (const kind of kinds) if (issues.length === 0 && !untold.includes(kind)) judged.add(kind);
  return issues;
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
