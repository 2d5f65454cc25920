import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findAxeIssues, launchBrowser, openListedJob, openPage, type WatchedPage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { newServedFolder, serveHearth, type ServedHearth } from '../support/servedHearth.ts';
import { runCommand } from '../support/runCommand.ts';
import { cli } from '../support/programs.ts';

/** What a newcomer does: start Hearth, open the printed address, watch a job being paid, check it. Nothing is faked. */
const root = join(import.meta.dirname, '../..');
const chromium = findChromium();

const longMs = 120_000;

describe('a newcomer with a browser', () => {
  const folder = newServedFolder('newcomer');
  let hearth: ServedHearth;
  let browser: Browser;
  let address = '';
  let watched: WatchedPage;

  beforeEach(({ skip }) => skip(chromium.path === null, chromium.reason ?? ''));
  beforeAll(async () => {
    if (chromium.path === null) return;
    hearth = await serveHearth(folder, ['--rate', '60']);
    ({ address } = hearth);
    browser = await launchBrowser(chromium.path);
    watched = await openPage(browser, address);
  });
  afterAll(async () => {
    await watched?.close();
    await browser?.close();
    await hearth?.stop();
  });

  it('sees real jobs run and get paid in test money', async () => {
    const { page } = watched;
    // A fresh Hearth opens with its introduction, which can be left at once.
    await page.getByRole('button', { name: 'Leave it for later' }).click({ timeout: longMs });
    await page.getByText('test money').first().waitFor();
    await page.locator('.recharts-bar-rectangle').first().waitFor({ timeout: longMs });
    await page.getByRole('link', { name: 'Jobs' }).first().click();
    await page.locator('tr:has(.stage-settled) a').first().waitFor({ timeout: longMs });
    expect(await findAxeIssues(page)).toEqual([]);
  });

  it('verifies a paid job on this machine, through the model and the chain', async () => {
    const { page } = watched;
    await openListedJob(page, 'settled', { timeout: longMs });
    await page.getByRole('button', { name: 'Verify again' }).click();
    await page.locator('.verdict .check').waitFor({ timeout: longMs });
    expect(await page.locator('.verdict').innerText()).toMatch(/passed/);
    expect(await page.locator('.verdict').innerText()).not.toMatch(/failed [1-9]/);
  });

  it('saves the receipt as a file that another process verifies', async () => {
    const { page } = watched;
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export receipt' }).click()]);
    const file = join(folder, 'exported.json');
    await download.saveAs(file);
    const kind = (JSON.parse(readFileSync(file, 'utf8')) as { bundle: { kind: string } }).bundle.kind;
    const model = join(root, 'assets/models', kind === 'classify' ? 'digits' : 'ember');
    const verified = await runCommand(process.execPath, [cli, 'verify', file, '--model', model, '--json'], { cwd: root, limitMs: longMs });
    expect(verified.status, verified.output).toBe(0);
  });

  it('pauses and resumes from the page', async () => {
    const { page } = watched;
    await page.getByRole('link', { name: 'Dashboard' }).click();
    const hero = page.locator('.hero');
    await hero.getByRole('button', { name: 'Pause', exact: true }).click();
    await hero.getByText('Until I resume').click();
    await page.getByText('Paused until you resume.').waitFor();
    await hero.getByRole('button', { name: 'Resume now' }).click();
    await page.getByText(/^(Ready|Working)/).first().waitFor();
    expect(watched.wrong).toEqual([]);
  });

  it('sees what a device reads, pauses it for a time, reads why and until when, and resumes it', async () => {
    const { page } = watched;
    await page.getByRole('link', { name: 'Devices', exact: true }).click();
    const panel = page.locator('.device-panel', { has: page.getByRole('button', { name: /^Pause / }) }).first();
    await panel.getByText(/ mine, .* others, .* free/).waitFor({ timeout: longMs });
    await panel.getByRole('button', { name: /^Pause / }).click();
    await panel.getByRole('button', { name: 'For 1 hour' }).click();
    const paused = page.locator('.device-panel', { has: page.getByRole('button', { name: /^Resume / }) }).first();
    await paused.getByText('Paused: You paused it.').waitFor({ timeout: longMs });
    await paused.getByText(/Resumes by itself in [45]\d min|Resumes by itself in 1 h|Resumes by itself at/).waitFor();
    await page.getByRole('link', { name: 'Dashboard', exact: true }).click();
    await page.getByRole('button', { name: 'Why?' }).click();
    await page.locator('.why-panel').getByText('Paused: You paused it.').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.device').getByRole('button', { name: /^Resume / }).first().click();
    await page.locator('.device').getByRole('button', { name: /^Pause / }).first().waitFor({ timeout: longMs });
    expect(await findAxeIssues(page)).toEqual([]);
  });

  it('takes a preset, then changes one number, and the command line says the same', async () => {
    const { page } = watched;
    const readRules = async (): Promise<{ preset: string | null; stopCelsius: number | undefined }> => {
      const { stdout, output } = await runCommand(process.execPath, [cli, 'rules', '--json', '--data', folder], { cwd: root, limitMs: longMs });
      const said = JSON.parse(stdout || `"${output}"`) as { preset: string | null; rules: { kind: string; stopCelsius?: number }[] };
      return { preset: said.preset, stopCelsius: said.rules.find(({ kind }) => kind === 'temperature')?.stopCelsius };
    };
    await page.getByRole('link', { name: 'Rules', exact: true }).click();
    await page.getByRole('button', { name: 'Use Dedicated' }).click();
    await page.getByText('Dedicated is in use.').waitFor({ timeout: longMs });
    expect(await readRules()).toEqual({ preset: 'dedicated', stopCelsius: 83 });
    await page.getByRole('button', { name: 'Change rule: Temperature' }).click();
    await page.getByRole('spinbutton', { name: 'Stop at' }).fill('91');
    await page.getByRole('spinbutton', { name: 'Stop at' }).press('Enter');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor({ timeout: longMs });
    expect(await readRules()).toEqual({ preset: null, stopCelsius: 91 });
    await page.locator('.change-bar').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(readRules, { timeout: longMs, interval: 1000 }).toEqual({ preset: 'dedicated', stopCelsius: 83 });
    expect(await findAxeIssues(page)).toEqual([]);
    expect(watched.wrong).toEqual([]);
  });
});
