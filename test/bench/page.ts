import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchBrowser, openPage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { startFakeProvider, type FakeProvider } from '../support/fakeProvider.ts';
import { richHandlers, richTopics, sampleJob, sampleNotice } from '../support/pageSamples.ts';
import type { Say } from './measureHearth.ts';
import { makeLedger } from './pageLedger.ts';
import { figureOf, type Figure } from './statistics.ts';

/** The built page in Debian's Chromium, over the real page server and the real bridge, with a journal of many jobs behind it. */
export type PageFigure = {
  readonly jobs: number;
  readonly proposals: number;
  /** From the start of the navigation, in a browser that has nothing of the page yet. */
  readonly firstPaintMs: Figure;
  /** Until the dashboard shows what the provider said. */
  readonly firstDataMs: Figure;
  /** From an input until the frame that answers it is shown (Event Timing). The browser tells of nothing that took less than 16 ms; those count as 16. */
  readonly interactions: readonly { readonly name: string; readonly paintMs: Figure; /** Until what was asked for is on the page. */ readonly doneMs: Figure }[];
  readonly rowsDrawn: number;
  /** What a browser loads in English, and all chunks of every language, gzip. */
  readonly bundle: { readonly firstBytes: number; readonly allBytes: number };
  /** After a garbage collection, while every topic changes once a second. */
  readonly memory: { readonly minutes: number; readonly usedBytes: readonly number[]; readonly nodes: readonly number[]; readonly listeners: readonly number[] };
};

export type PageBenchOptions = { readonly isQuick: boolean; readonly minutes: number };
const jobs = 10_000;
const proposals = 1000;

/** null where no Chromium is. @effects a browser, a server on loopback, a temporary folder */
export async function measurePage({ isQuick, minutes }: PageBenchOptions, say: Say): Promise<PageFigure | { readonly reason: string }> {
  const chromium = findChromium();
  if (chromium.path === null) return { reason: chromium.reason };
  say(`page, making a journal of ${jobs} jobs`);
  const ledger = makeLedger(jobs, proposals);
  const provider = await startFakeProvider(richTopics(), { ...richHandlers, ...ledger.handlers });
  const browser = await launchBrowser(chromium.path);
  try {
    const loads = await measureLoads(browser, provider, isQuick ? 3 : 11);
    say(`page, first paint after ${loads.firstPaintMs.median.toFixed(0)} ms`);
    const { interactions, rowsDrawn } = await measureInteractions(browser, provider, isQuick ? 3 : 11);
    for (const { name, paintMs, doneMs } of interactions) say(`page, ${name}: painted after ${paintMs.median.toFixed(0)} ms, done after ${doneMs.median.toFixed(0)}`);
    const memory = await measureMemory(browser, provider, minutes, say);
    return { jobs, proposals, ...loads, interactions, rowsDrawn, bundle: await measureBundle(), memory };
  } finally {
    await browser.close();
    await provider.close();
    ledger.close();
  }
}

/** Each in a context of its own: no cache, no session. */
async function measureLoads(browser: Browser, provider: FakeProvider, rounds: number): Promise<Pick<PageFigure, 'firstPaintMs' | 'firstDataMs'>> {
  const paints: number[] = [];
  const data: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { page, close } = await openPage(browser, provider.address);
    await page.locator('.live-job').first().waitFor();
    data.push(await page.evaluate('performance.now()'));
    paints.push(await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
    await close();
  }
  return { firstPaintMs: figureOf(paints), firstDataMs: figureOf(data) };
}

const watchEvents = `globalThis.taken = []; new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (entry.interactionId) taken.push(entry.duration); }).observe({ type: 'event', durationThreshold: 16 })`;
/** Two frames: what was drawn is shown. */
const shown = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

type Step = { readonly name: string; readonly hash: string; readonly ready: string; readonly act: (page: Page) => Promise<void>; /** True in the page once it is done. */ readonly isDone: string };
const rowCount = "Number(document.querySelector('.jobs-table')?.getAttribute('aria-rowcount') ?? 1) - 1";
const noneIsRead = "document.querySelectorAll('.jobs-table tbody tr[data-index]:not(:has(a))').length === 0 && document.querySelectorAll('.jobs-table tbody tr[data-index]').length > 0";
const jobsReady = `${rowCount} === ${jobs} && ${noneIsRead}`;
const steps: readonly Step[] = [
  { name: `open ${jobs} jobs`, hash: '#/', ready: "document.querySelector('.live-job') !== null", act: (page) => page.locator('.top-nav a[href="#/jobs"]').click(), isDone: jobsReady },
  { name: 'filter to the failed', hash: '#/jobs', ready: jobsReady, act: (page) => page.getByText('Failed', { exact: true }).first().click(), isDone: `${rowCount} < ${jobs} && ${noneIsRead}` },
  { name: 'to the last row by key', hash: '#/jobs', ready: jobsReady, async act(page) {
    await page.locator('.jobs-table tbody a').first().focus();
    await page.keyboard.press('End');
  }, isDone: `document.activeElement?.closest('[data-index="${jobs - 1}"]') !== null && ${noneIsRead}` },
  { name: 'down a row by key', hash: '#/jobs', ready: jobsReady, async act(page) {
    await page.locator('.jobs-table tbody a').first().focus();
    await page.keyboard.press('ArrowDown');
  }, isDone: "document.activeElement?.closest('[data-index=\"1\"]') !== null" },
  { name: 'type into the search', hash: '#/jobs', ready: jobsReady, async act(page) {
    await page.locator('.jobs-tools input[type=search]').focus();
    await page.keyboard.type('dig');
  }, isDone: `${rowCount} < ${jobs} && ${noneIsRead}` },
  { name: `read all ${proposals} proposals`, hash: '#/governance', ready: "document.querySelector('.proposals-end button') !== null", act: (page) => page.locator('.proposals-end button').click(), isDone: "document.querySelector('.proposals-end') === null" },
  { name: 'show the closed ones', hash: '#/governance', ready: "document.querySelector('.proposals-end button') !== null", act: (page) => page.getByText(/^Closed/).first().click(), isDone: "['defeated', 'executed'].includes(document.querySelector('.proposal')?.dataset.proposal)" },
];

/** Asked from outside: the page's own policy lets nobody evaluate a text in it again and again. */
async function waitUntil(page: Page, isSo: string): Promise<void> {
  const untilMs = performance.now() + 30_000;
  while (!(await page.evaluate<boolean>(isSo))) if (performance.now() > untilMs) throw new Error(`not within 30 s: ${isSo}`);
}

async function measureInteractions(browser: Browser, provider: FakeProvider, rounds: number): Promise<Pick<PageFigure, 'interactions' | 'rowsDrawn'>> {
  const paints = new Map<string, number[]>();
  const dones = new Map<string, number[]>();
  let rowsDrawn = 0;
  for (let round = 0; round < rounds; round++) {
    for (const { name, hash, ready, act, isDone } of steps) {
      const { page, close } = await openPage(browser, provider.address);
      await page.locator('h1').first().waitFor();
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
      await waitUntil(page, ready);
      await page.evaluate(`${watchEvents}; ${shown}`);
      const beganMs = await page.evaluate<number>('performance.now()');
      await act(page);
      await waitUntil(page, isDone);
      await page.evaluate(shown);
      dones.set(name, [...(dones.get(name) ?? []), (await page.evaluate<number>('performance.now()')) - beganMs]);
      // Event Timing is told a little after the frame.
      await sleep(100);
      paints.set(name, [...(paints.get(name) ?? []), Math.max(16, ...(await page.evaluate<number[]>('taken')))]);
      rowsDrawn = Math.max(rowsDrawn, await page.evaluate<number>("document.querySelectorAll('[data-index]').length"));
      await close();
    }
  }
  return { rowsDrawn, interactions: steps.map(({ name }) => ({ name, paintMs: figureOf(paints.get(name)!), doneMs: figureOf(dones.get(name)!) })) };
}

/** The dashboard while everything changes once a second: jobs move on, devices warm up, notices come. */
async function measureMemory(browser: Browser, provider: FakeProvider, minutes: number, say: Say): Promise<PageFigure['memory']> {
  const { page, context, close } = await openPage(browser, provider.address);
  const session = await context.newCDPSession(page);
  // The chart comes in a chunk of its own, with listeners of its own: not a growth.
  await page.locator('.recharts-surface').first().waitFor();
  const read = await openMemoryReader(session);
  const taken = [];
  for (let second = 0; second <= minutes * 60; second++) {
    if (second % 60 === 0) {
      taken.push(await read());
      say(`page, minute ${second / 60} of ${minutes}: ${(taken.at(-1)!.usedBytes / 1e6).toFixed(1)} MB, ${taken.at(-1)!.nodes} nodes`);
    }
    publishSecond(provider, second);
    await sleep(1000);
  }
  await close();
  return { minutes, usedBytes: taken.map(({ usedBytes }) => usedBytes), nodes: taken.map(({ nodes }) => nodes), listeners: taken.map(({ listeners }) => listeners) };
}

async function openMemoryReader(session: CDPSession) {
  await session.send('Performance.enable');
  return async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return { usedBytes: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
  };
}

function publishSecond(provider: FakeProvider, second: number): void {
  const topics = richTopics();
  provider.publish('jobs', Array.from({ length: 50 }, (_, index) => ({ ...sampleJob(second + index, index < 2 ? 'running' : index < 8 ? 'anchored' : 'settled'), unitsDone: second % 64 })));
  provider.publish('pulse', { tokensPerSecond: 100 + (second % 50), stage: 'running' });
  provider.publish('earnings', { ...topics.earnings, todayWei: topics.earnings.todayWei + BigInt(second) * 10n ** 12n, todayJobs: topics.earnings.todayJobs + second });
  provider.publish('network', { ...topics.network, blockNumber: 12_044 + second });
  provider.publish('readings', topics.readings.map((reading) => ({ ...reading, atMs: reading.atMs + second * 1000 })));
  provider.publish('notices', [sampleNotice(100 + second, 'jobRetried', 0), ...topics.notices]);
}

/** The page's files as a browser would get them compressed; fonts and icons are compressed already and loaded as they are needed. */
async function measureBundle(): Promise<PageFigure['bundle']> {
  const folder = join(import.meta.dirname, '../../out/renderer');
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const sizes = await Promise.all((await readdir(join(folder, 'assets'))).filter((name) => /\.(?:js|css|wasm)$/.test(name)).map(async (name) => ({ name, bytes: gzipSync(await readFile(join(folder, 'assets', name)), { level: 9 }).length })));
  const sum = (some: typeof sizes): number => some.reduce((total, { bytes }) => total + bytes, 0);
  return { firstBytes: gzipSync(html, { level: 9 }).length + sum(sizes.filter(({ name }) => html.includes(name))), allBytes: sum(sizes) };
}
