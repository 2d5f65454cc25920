import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { startFakeProvider } from '../support/fakeProvider.ts';
import { createFakeSigner } from '../support/fakeSigner.ts';
import { pageScreens, pageStates, type PageState } from '../support/pageScreens.ts';
import { signerHandlers } from '../support/walletSamples.ts';

/**
 * Contact sheets of every screen in every state, light and dark, in every language that is written differently enough to look at, and
 * in high contrast: `npm run screenshots [-- FOLDER [NAME…]]`. The same fakes as the tests, so a command added to the bridge is in them.
 */
const usage = 'npm run screenshots [-- FOLDER [NAME…]]: one sheet of all screens for each state, light and dark, or those named only (ready-light, german, arabic, contrast…)\n';
const { values, positionals } = (() => {
  try {
    return parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } }, allowPositionals: true });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}`);
    process.exit(2);
  }
})();
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const [folder = join(import.meta.dirname, '../../docs/screenshots'), ...only] = positionals;
const chromium = findChromium();
if (chromium.path === null) {
  process.stderr.write(`${chromium.reason}\n`);
  process.exit(2);
}
const size = { width: 1024, height: 700 };
const columns = 3;

type Sheet = { readonly name: string; readonly state: PageState; readonly colors: 'light' | 'dark'; readonly language: string; readonly contrast?: boolean };
const ready = pageStates.find(({ name }) => name === 'ready')!;
const sheets: readonly Sheet[] = [
  ...pageStates.flatMap((state) => (['light', 'dark'] as const).map((colors) => ({ name: `${state.name}-${colors}`, state, colors, language: 'en' }))),
  { name: 'german', state: ready, colors: 'light', language: 'de' },
  { name: 'arabic', state: ready, colors: 'light', language: 'ar' },
  { name: 'contrast', state: ready, colors: 'dark', language: 'en', contrast: true },
];

async function takeShots(browser: Browser, { state, colors, language, contrast = false }: Sheet): Promise<{ title: string; image: string }[]> {
  const signer = createFakeSigner(state.wallet, signerHandlers);
  const provider = await startFakeProvider(state.topics, state.handlers, 0, signer.attach);
  const context = await browser.newContext({ viewport: size, colorScheme: colors, reducedMotion: 'reduce', locale: language, timezoneId: 'UTC', contrast: contrast ? 'more' : 'no-preference', forcedColors: contrast ? 'active' : 'none' });
  const page = await context.newPage();
  await page.goto(provider.address);
  await page.locator('h1').first().waitFor();
  const shots: { title: string; image: string }[] = [];
  for (const { name, hash } of pageScreens) {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await page.locator(`main [data-state], main [data-wallet]`).first().waitFor();
    // Answers come over the bridge, charts in a chunk of their own.
    await page.waitForTimeout(500);
    if (state.name === 'ready' && ['Dashboard', 'Earnings', 'Devices'].includes(name)) await page.locator('.recharts-surface').first().waitFor();
    shots.push({ title: name, image: (await page.screenshot({ type: 'jpeg', quality: 88 })).toString('base64') });
  }
  await context.close();
  await provider.close();
  return shots;
}

async function writeSheet(browser: Browser, sheet: Sheet): Promise<void> {
  const shots = await takeShots(browser, sheet);
  const cells = shots.map(({ title, image }) => `<figure><img src="data:image/jpeg;base64,${image}" alt=""><figcaption>${title}</figcaption></figure>`).join('');
  const page = await browser.newPage({ viewport: { width: 1560, height: 400 } });
  await page.setContent(`<style>body{margin:0;padding:12px;display:grid;grid-template-columns:repeat(${columns},1fr);gap:12px;background:#777;font:15px sans-serif;color:#fff}figure{margin:0}img{display:block;width:100%}figcaption{padding-top:3px}</style>${cells}`);
  const path = join(folder, `${sheet.name}.jpg`);
  await page.screenshot({ path, type: 'jpeg', quality: 72, fullPage: true });
  await page.close();
  process.stderr.write(`${path}\n`);
}

await mkdir(folder, { recursive: true });
const browser = await launchBrowser(chromium.path);
for (const sheet of sheets) if (only.length === 0 || only.includes(sheet.name)) await writeSheet(browser, sheet);
await browser.close();
