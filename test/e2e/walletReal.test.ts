import { join } from 'node:path';
import { HDNodeWallet } from 'ethers/wallet';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openChain } from '../../electron/services/chain/chain.ts';
import { readDeploymentFile } from '../../electron/services/chain/deployment.ts';
import { descendantsOf, findInMemory, needlesOf } from '../support/findSecrets.ts';
import { isAlive } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';
import { findAxeIssues, launchBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { newServedFolder, serveHearth, type ServedHearth } from '../support/servedHearth.ts';

/** An owner's first wallet, in a browser over the real headless Hearth: its signer, its provider, its practice chain. Nothing is faked. */
const chromium = findChromium();
const passphrase = 'vermilion otter quietly juggles lanterns';
const friend = `0x${'5'.repeat(39)}1`;
const longMs = 90_000;

describe('an owner with a browser', () => {
  const folder = newServedFolder('owner');
  let hearth: ServedHearth;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let phrase: string[] = [];
  let account = '';
  let address = '';
  const overheard: string[] = [];

  beforeEach(({ skip }) => skip(chromium.path === null, chromium.reason ?? ''));
  beforeAll(async () => {
    if (chromium.path === null) return;
    hearth = await serveHearth(folder, ['--rate', '0']);
    ({ address } = hearth);
    browser = await launchBrowser(chromium.path);
    watched = await openPage(browser, 'about:blank');
    ({ page } = watched);
    page.setDefaultTimeout(longMs);
    page.on('websocket', (socket) => {
      if (!socket.url().endsWith('/bridge')) return;
      socket.on('framesent', ({ payload }) => overheard.push(String(payload)));
      socket.on('framereceived', ({ payload }) => overheard.push(String(payload)));
    });
    await page.goto(address);
    await page.getByRole('link', { name: 'Wallet' }).click();
  });
  afterAll(async () => {
    await watched?.close();
    await browser?.close();
    await hearth?.stop();
  });

  const newPassphrase = async (): Promise<void> => {
    await page.getByLabel('New passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('The same passphrase again', { exact: true }).fill(passphrase);
  };
  const unlock = async (text: string): Promise<void> => {
    if ((await page.locator('dialog[open]').count()) === 0) await page.getByRole('button', { name: 'Unlock' }).click();
    await page.locator('dialog[open]').getByLabel('Passphrase', { exact: true }).fill(text);
    await page.locator('dialog[open]').getByRole('button', { name: 'Unlock' }).click();
  };
  /** Through the provider and the chain, as an owner would see it. */
  const review = async (amount: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'To', exact: true }).fill(friend);
    await page.getByRole('textbox', { name: 'Amount' }).fill(amount);
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('heading', { name: 'Check before it is signed' }).waitFor();
  };

  it('refuses a weak passphrase, then makes a wallet after a check of three words', async () => {
    await page.locator('[data-wallet=none]').waitFor();
    for (const label of ['New passphrase', 'The same passphrase again']) await page.getByLabel(label, { exact: true }).fill('password1234');
    await page.getByRole('button', { name: 'Make the phrase' }).click();
    await page.getByText('That passphrase is too easy to guess.').waitFor();
    await newPassphrase();
    await page.getByRole('button', { name: 'Make the phrase' }).click();
    await page.getByRole('button', { name: 'Hold to show the words' }).focus();
    await page.keyboard.down(' ');
    await page.locator('.phrase').waitFor();
    phrase = await page.locator('.phrase li').allInnerTexts();
    await page.keyboard.up(' ');
    expect(phrase).toHaveLength(12);
    await page.getByRole('button', { name: 'I have written them down' }).click();
    await page.getByRole('heading', { name: 'Check what you wrote' }).waitFor();
    for (const label of await page.locator('.form-field label').allInnerTexts()) await page.getByLabel(label, { exact: true }).fill(phrase[Number(label.split(' ')[1]) - 1]!);
    await page.getByRole('button', { name: 'Check and create' }).click();
    await page.locator('[data-wallet=ready] [data-locked], [data-wallet=ready]').first().waitFor();
    account = (await page.locator('[data-account]').first().getAttribute('data-account'))!;
    await page.getByText('Phrase checked today.').waitFor();
    expect(await findAxeIssues(page)).toEqual([]);
  });

  it('keeps the phrase nowhere in the page, and the provider never heard it', async () => {
    const kept = String(await page.evaluate(`[document.documentElement.outerHTML, JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, location.href].join('\\n')`));
    const together = phrase.slice(0, 3).join(' ');
    for (const text of [kept, overheard.join('\n')]) {
      expect(text).not.toContain(together);
      expect(text).not.toContain(phrase.slice(0, 3).join('","'));
      expect(text).not.toContain(passphrase);
    }
    expect(overheard.length).toBeGreaterThan(5);
  });

  it('leaves nothing of it in the memory of the page once its renderer was replaced', async ({ skip }) => {
    skip(process.platform !== 'linux', 'the memory of a process is read through /proc, which only Linux has');
    const needles = needlesOf({ passphrase, phrase, keys: [HDNodeWallet.fromPhrase(phrase.join(' '), '', "m/44'/60'/0'/0/0").privateKey] });
    const renderers = (): number[] => descendantsOf(process.pid).filter(({ command }) => command.includes('--type=renderer')).map(({ pid }) => pid);
    const before = renderers();
    let holding: number[] = [];
    try {
      holding = before.filter((pid) => findInMemory(pid, needles).found.length > 0);
    } catch (error) {
      skip(true, `Chromium's sandbox keeps the memory of its renderer from this user (${(error as Error).message})`);
    }
    // The search finds what is there: this page was shown the phrase and typed the passphrase.
    expect(holding.length).toBeGreaterThan(0);
    await page.goto('data:text/html,replaced');
    await until('the renderer that was shown the phrase is gone', () => !holding.some(isAlive), longMs);
    await page.goto(address);
    await page.getByRole('link', { name: 'Wallet' }).click();
    await page.locator('[data-wallet=ready]').waitFor();
    for (const pid of renderers()) expect(findInMemory(pid, needles).found, `renderer ${pid}`).toEqual([]);
  });

  it('locks, refuses a wrong passphrase, and unlocks with the right one', async () => {
    await page.getByRole('button', { name: 'Lock now' }).click();
    await page.getByText('Jobs, receipts and payments go on.').waitFor();
    await unlock('certainly not this one');
    await page.getByText('That passphrase does not open it.').waitFor();
    await unlock(passphrase);
    await page.getByRole('button', { name: 'Lock now' }).waitFor();
  });

  it('says that there is not enough, and sends what there is once it is there', async () => {
    await page.locator('.network-dot.reachable').waitFor();
    await page.locator('.account-money .num').first().waitFor();
    await review('5');
    await page.getByText('There is not enough: the account has 0').waitFor();
    expect(await page.getByRole('button', { name: 'Sign and send' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Change it' }).click();

    const chain = openChain({ deployment: await readDeploymentFile(join(folder, 'practice', 'deployment.json')), pollingMs: 200 });
    await chain.request('anvil_setBalance', [account, `0x${(10n ** 18n).toString(16)}`]);
    await page.getByText('Fee currency', { exact: true }).first().click();
    await review('0.25');
    await page.getByText('You have not sent to this address from here before.').waitFor();
    await page.getByText('The chain would take it').waitFor();
    await page.getByRole('button', { name: 'Sign and send' }).click();
    await page.getByText('Sent to the chain.').waitFor();
    await page.locator('[data-transaction=confirmed]').first().waitFor();
    expect(BigInt(await chain.request<string>('eth_getBalance', [friend, 'latest']))).toBe(25n * 10n ** 16n);
    expect(await findAxeIssues(page)).toEqual([]);
  });

  it('adds and renames a second account of the phrase', async () => {
    await page.getByRole('button', { name: 'Another account of this phrase' }).click();
    await page.locator('dialog[open]').getByLabel('Name').fill('Savings');
    await page.locator('dialog[open]').getByRole('button', { name: 'Add an account' }).click();
    await page.getByRole('button', { name: 'Rename: Savings' }).click();
    await page.locator('dialog[open]').getByLabel('Name of Savings').fill('Spare');
    await page.locator('dialog[open]').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Spare' }).waitFor();
    expect(await page.locator('[data-account]').count()).toBe(2);
    const spare = (await page.locator('[data-account]').last().getAttribute('data-account'))!;
    await page.getByRole('button', { name: 'Remove: Spare' }).click();
    await page.locator('dialog[open]').getByLabel('Type its address to remove it').fill(spare);
    await page.locator('dialog[open]').getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.locator('dialog[open]').getByRole('button', { name: 'Remove for good' }).click();
    await expect.poll(() => page.locator('[data-account]').count(), { timeout: longMs }).toBe(1);
  });

  it('removes the account by its address and passphrase, and the same phrase brings back the same address', async () => {
    await page.getByRole('button', { name: 'Remove: Main' }).click();
    const dialog = page.locator('dialog[open]');
    await dialog.getByText('the phrase leaves this computer too').waitFor();
    await dialog.getByLabel('Type its address to remove it').fill(account);
    await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await dialog.getByRole('button', { name: 'Remove for good' }).click();
    await page.locator('[data-wallet=none]').waitFor();
    await page.getByText('Recovery phrase', { exact: true }).first().click();
    await page.getByLabel('Recovery phrase', { exact: true }).last().fill(`${phrase.join(' ')} extra`);
    await newPassphrase();
    await page.getByRole('button', { name: 'Import the phrase' }).click();
    await page.getByText('A recovery phrase has 12, 15, 18, 21 or 24 words.').waitFor();
    await page.locator('textarea').fill(phrase.join(' '));
    await newPassphrase();
    await page.getByRole('button', { name: 'Import the phrase' }).click();
    await page.locator('[data-wallet=ready]').waitFor();
    expect(await page.locator('[data-account]').first().getAttribute('data-account')).toBe(account);
    expect(watched.wrong).toEqual([]);
  });
});
