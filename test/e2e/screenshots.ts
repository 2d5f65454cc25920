import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser, openPage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';

/**
 * Takes the pictures of the README from a running Hearth: `node test/e2e/screenshots.ts ADDRESS [FOLDER]`. The address is the one Hearth
 * prints at its start; the folder is docs/images unless named. Waits until at least one job is paid.
 */
const [address, folder = join(import.meta.dirname, '../../docs/images')] = process.argv.slice(2);
const chromium = findChromium();
if (address === undefined || chromium.path === null) {
  process.stderr.write(`${address === undefined ? 'Usage: node test/e2e/screenshots.ts ADDRESS [FOLDER]' : chromium.reason}\n`);
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const browser = await launchBrowser(chromium.path);
for (const theme of ['light', 'dark'] as const) {
  const { page, close } = await openPage(browser, address, { dark: theme === 'dark' });
  const take = async (name: string): Promise<void> => {
    const path = join(folder, `${name}-${theme}.png`);
    await page.screenshot({ path });
    process.stderr.write(`${path}\n`);
  };
  await page.locator('.recharts-bar-rectangle').first().waitFor({ timeout: 120_000 });
  await take('dashboard');
  await page.goto(`${new URL(address).origin}/#/jobs`);
  const paid = page.locator('tr:has(.stage-settled) a').first();
  await paid.waitFor({ timeout: 120_000 });
  await take('jobs');
  await paid.click();
  await page.getByRole('button', { name: 'Verify again' }).click();
  await page.locator('.verdict .check').waitFor({ timeout: 120_000 });
  await take('job');
  await page.getByRole('link', { name: 'Earnings' }).click();
  await page.locator('.recharts-bar-rectangle').first().waitFor();
  await take('earnings');
  for (const name of ['devices', 'rules'] as const) {
    await page.goto(`${new URL(address).origin}/#/${name}`);
    await page.locator(name === 'devices' ? '.history-chart .recharts-surface, .history [data-state=empty]' : '.presets').first().waitFor();
    await take(name);
  }
  await close();
}
await browser.close();
