import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import OpenAI from 'openai';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGateway } from '../../electron/programs/gateway/startGateway.ts';
import { openChain, type Chain } from '../../electron/services/chain/chain.ts';
import { readDeploymentFile } from '../../electron/services/chain/deployment.ts';
import { openAppKeys } from '../../electron/services/gateway/appKeys.ts';
import { weiPerCoin } from '../../electron/shared/units.ts';
import { findAxeIssues, launchBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { newServedFolder, serveHearth, type ServedHearth } from '../support/servedHearth.ts';
import { readChainPid } from '../support/runningHearth.ts';
import { forkBuilt } from '../support/programs.ts';
import { until } from '../support/until.ts';

/** A newcomer's introduction, then an operator's stake and vote, in a browser over the real headless Hearth and its practice network. Nothing is faked. */
const root = join(import.meta.dirname, '../..');
const chromium = findChromium();
const passphrase = 'vermilion otter quietly juggles lanterns';
const longMs = 90_000;

describe('a newcomer who becomes an operator', () => {
  const folder = newServedFolder('operator');
  const models = join(folder, 'published');
  const contributor = `0x${'c0'.repeat(20)}`;
  let hearth: ServedHearth;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let chain: Chain;

  beforeEach(({ skip }) => skip(chromium.path === null, chromium.reason ?? ''));
  beforeAll(async () => {
    if (chromium.path === null) return;
    // What Ember can, under another id: its context is part of what a model is.
    for (const name of ['digits', 'ember']) cpSync(join(root, 'assets/models', name), join(models, name), { recursive: true });
    cpSync(join(models, 'ember'), join(models, 'tales'), { recursive: true });
    const manifest = JSON.parse(readFileSync(join(models, 'tales/manifest.json'), 'utf8')) as object;
    writeFileSync(join(models, 'tales/manifest.json'), JSON.stringify({ ...manifest, name: 'tales', title: 'Tales', maxContext: 480 }));
    hearth = await serveHearth(folder, ['--rate', '0']);
    browser = await launchBrowser(chromium.path);
    watched = await openPage(browser, hearth.address);
    ({ page } = watched);
    page.setDefaultTimeout(longMs);
  });
  afterAll(async () => {
    await watched?.close();
    await browser?.close();
    await hearth?.stop();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const dialogButton = (name: string) => page.locator('dialog[open]').getByRole('button', { name, exact: true });
  const go = (hash: string) => page.evaluate(`location.hash = '${hash}'`);
  /** Holds the clock of the chain until {@link skip}: a vote is open for a minute of it, and a slow machine may want more. */
  const hold = (): Promise<unknown> => chain.request('anvil_setBlockTimestampInterval', [0]);
  /** The clock of the chain, and a block that carries it: what depends on the time holds when this returns. */
  const skip = async (seconds: number): Promise<void> => {
    await chain.request('anvil_removeBlockTimestampInterval', []);
    await chain.request('evm_increaseTime', [seconds]);
    await chain.request('evm_mine', []);
  };
  const staked = () => page.locator('.staking-hero .money').innerText();

  it('is introduced once, leaves and comes back, and ends with this machine’s first receipt, verified here', async () => {
    await page.locator('[data-step="1"]').waitFor();
    expect(await findAxeIssues(page)).toEqual([]);
    await button('Go on').click();
    await page.getByRole('heading', { name: 'What can work here' }).waitFor();
    await page.locator('.checks-now').waitFor();
    await button('Leave it for later').click();
    await page.locator('.hero').waitFor();
    await page.reload();
    await page.locator('.hero').waitFor();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'Take it up at step 2' }).click();
    await page.locator('[data-step="2"]').waitFor();
    await button('Go on').click();
    // Whoever tests on a busy machine must not be stopped by its load.
    await button('Use Dedicated').click();
    await page.locator('.preset-in-use').waitFor();
    await button('Go on').click();
    await page.getByText('How do you want to start?').waitFor();
    await button('Skip the wallet for now').click();
    await page.locator('.network-dot.reachable').waitFor();
    // Without a client that orders by itself there is nothing until one is asked for; the node must be known to it first.
    await expect.poll(async () => {
      // It goes when a receipt comes, which may be before it is pressed.
      if ((await page.locator('[data-receipt=waiting]').count()) > 0 && (await button('Ask for one now').count()) > 0) await button('Ask for one now').click({ timeout: 3000 }).catch(() => {});
      return page.locator('[data-receipt=holds], [data-receipt=checking]').count();
    }, { timeout: longMs, interval: 3000 }).toBe(1);
    await page.locator('[data-receipt=holds]').waitFor();
    await page.getByText('Your first receipt holds.').waitFor();
    expect(await findAxeIssues(page)).toEqual([]);
    await button('To the dashboard').click();
    await page.locator('.hero').waitFor();
    expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toMatchObject({ welcome: { state: 'done' } });
  });

  it('stakes more through the signer, and the stake grows when the chain says so', async () => {
    chain = openChain({ deployment: await readDeploymentFile(join(folder, 'practice', 'deployment.json')), pollingMs: 200 });
    await go('#/staking');
    await page.getByText('Its key is not in this wallet').waitFor();
    expect(await staked()).toContain('10,000');
    const { operator } = JSON.parse(readFileSync(join(folder, 'practice', 'keys.json'), 'utf8')) as { operator: string };
    await page.getByRole('link', { name: 'To the wallet' }).click();
    await page.getByText('Private key', { exact: true }).first().click();
    await page.getByLabel('Private key', { exact: true }).last().fill(operator);
    for (const label of ['New passphrase', 'The same passphrase again']) await page.getByLabel(label, { exact: true }).fill(passphrase);
    await button('Import the key').click();
    await page.locator('[data-wallet=ready]').waitFor();

    await go('#/staking');
    await button('Stake more').click();
    await page.locator('dialog[open]').getByLabel('Amount').fill('25');
    await page.locator('dialog[open] .preview').getByText('10,025.00').first().waitFor();
    await dialogButton('Review').click();
    await page.locator('dialog[open]').getByText('The chain would take it').waitFor();
    expect(await staked()).toContain('10,000');
    await dialogButton('Sign and stake').click();
    await page.locator('[data-transaction=confirmed]').first().waitFor();
    await expect.poll(staked, { timeout: longMs }).toContain('10,025');
    expect(await findAxeIssues(page)).toEqual([]);
  });

  it('publishes a model through the signer, and a reload between the two transactions loses nothing', async () => {
    await go('#/models');
    await page.getByLabel('Folder', { exact: true }).fill(models);
    await button('Look at it').click();
    await page.getByText(`There is no model in ${models}.`).waitFor();
    await page.getByLabel('Folder', { exact: true }).fill(join(models, 'tales'));
    await button('Look at it').click();
    await button('Offer it').click();
    await page.getByText('It is offered from now on.').waitFor();
    await button('Publish it').click();
    const dialog = page.locator('dialog[open]');
    await dialog.getByLabel('Royalty, in percent of a job’s price').fill('5');
    await dialog.getByLabel('Shares of contributors').fill(`${contributor} 40`);
    expect(await findAxeIssues(page)).toEqual([]);
    await dialogButton('Go on').click();
    await page.locator('[data-publication=planned]').waitFor();
    await button('Announce: Tales').click();
    await page.locator('dialog[open]').getByText('The chain would take it').waitFor();
    // The announcement must not say which model it is.
    expect(await page.locator('dialog[open]').innerText()).not.toContain('Tales');
    await dialogButton('Sign and announce').click();
    await page.locator('[data-publication=announced], [data-publication=ready]').waitFor();
    await page.reload();
    await page.locator('[data-publication=ready]').waitFor();
    await button('Register: Tales').click();
    await page.locator('dialog[open]').getByText('The chain would take it').waitFor();
    expect(await page.locator('dialog[open] .review-call').innerText()).toContain('royaltyBps = 500');
    await dialogButton('Sign and register').click();
    await page.locator('[data-publication=registered]').waitFor();
    const modelId = (await page.locator('[data-registered]', { hasText: 'Tales' }).getAttribute('data-registered'))!;
    const [holders, sharesBps] = await chain.readContract('ModelRegistry', 'sharesOf', [modelId]);
    expect([[...holders as string[]].map((holder) => holder.toLowerCase()), [...sharesBps as bigint[]]]).toEqual([[expect.any(String), contributor.toLowerCase()], [6000n, 4000n]]);
    expect(await findAxeIssues(page)).toEqual([]);
  });

  it('earns a royalty with a job that was bought, and collects it from the planner', async () => {
    const gateway = await startGateway({ dataFolder: folder, modelsFolder: models, port: 0, log: () => {}, fork: forkBuilt(() => {}) });
    try {
      const key = openAppKeys(join(folder, 'gateway', 'keys.json'), Date.now).create('test', { budgetWei: weiPerCoin, maxPriceWei: null });
      const buyer = new OpenAI({ apiKey: key, baseURL: gateway.address, maxRetries: 0 });
      await until('the node offers the model', async () => (await buyer.models.list()).data.some(({ id }) => id === 'tales'), longMs);
      const answer = await buyer.completions.create({ model: 'tales', prompt: 'date: January 13, 2099 =', max_tokens: 16, temperature: 0 });
      expect(answer.choices[0]!.text).toBe(' 2099-01-13');
      const modelId = (await page.locator('[data-registered]', { hasText: 'Tales' }).getAttribute('data-registered'))!;
      const dueWei = async (): Promise<bigint> => (await chain.readContract('JobEscrow', 'royaltyDueOf', [modelId, 0]))[1] as bigint;
      await until('the job is settled and paid its royalty', async () => (await dueWei()) > 0n, longMs);
      await go('#/earnings');
      const item = page.locator('[data-payout=royalty]');
      await item.waitFor();
      // Nobody said what the coins are worth: then there is no share, and no recommendation either way.
      expect(await item.getAttribute('data-advice')).toBe('unknown');
      expect(await findAxeIssues(page)).toEqual([]);
      await item.getByRole('button', { name: /^Collect/ }).click();
      await page.locator('dialog[open]').getByText('The chain would take it').waitFor();
      const [holder] = await chain.readContract('ModelRegistry', 'modelOf', [modelId]);
      const [before, owed] = [(await chain.readBalance(holder as string)).coinWei, await dueWei()];
      await dialogButton('Sign and collect').click();
      await item.waitFor({ state: 'detached' });
      expect(await dueWei()).toBe(0n);
      expect((await chain.readBalance(holder as string)).coinWei - before).toBeGreaterThanOrEqual(owed);
    } finally {
      await gateway.stop();
    }
  });

  it('unstakes with a warning, counts down, and frees it at the end', async () => {
    await go('#/staking');
    await button('Unstake').click();
    await page.locator('dialog[open]').getByLabel('Amount').fill('25');
    await page.locator('dialog[open] [data-warning=slashable]').waitFor();
    await dialogButton('Review').click();
    await hold();
    await dialogButton('Sign and unstake').click();
    await page.locator('[data-unbonding=running]').waitFor();
    expect(await page.locator('[data-unbonding=running]').innerText()).toMatch(/ready in \d+/);
    await skip(3600);
    await page.locator('[data-unbonding=ready]').waitFor();
    await button('Free it').click();
    await dialogButton('Sign and free it').click();
    await expect.poll(() => page.locator('[data-unbonding]').count(), { timeout: longMs }).toBe(0);
    expect(await staked()).toContain('10,000');
  });

  it('proposes by form, votes with a reason, and carries the decision out', async () => {
    await go('#/governance');
    await button('Vote with them myself').click();
    await dialogButton('Sign and delegate').click();
    await page.locator('[data-delegate=self]').waitFor();
    await skip(5);
    await button('Propose a change').click();
    const dialog = page.locator('dialog[open]');
    await dialog.getByLabel('Number', { exact: true }).selectOption('AuditFloorBps');
    await dialog.getByLabel('New value, in percent').fill('7');
    await dialog.getByLabel('Why').fill('Audit a little more\nThe figures say so.');
    await dialogButton('Review').click();
    await dialog.getByText('Share of receipts audited: 5% → 7%.').waitFor();
    await dialogButton('Sign and propose').click();
    await page.getByRole('link', { name: 'Audit a little more' }).click();
    await page.getByText('About 7% of your receipts would be audited; now 5%.').waitFor();
    await page.locator('[data-proposal=active]').waitFor();
    await hold();
    // The owner's votes are unused: a notice says so, and leads there.
    await go('#/notices');
    await page.getByRole('link', { name: /^Open the vote: A vote .*: Audit a little more\./ }).click();
    await page.locator('[data-proposal=active]').waitFor();
    await page.getByLabel('Reason, if you want').fill('Seven is still few.');
    await button('Review').click();
    await dialogButton('Sign and vote').click();
    await page.locator('[data-vote=for]').waitFor();
    await page.getByText('Seven is still few.').waitFor();
    expect(await findAxeIssues(page)).toEqual([]);
    await skip(3600);
    await button('Queue it').click();
    await dialogButton('Sign and queue').click();
    await page.locator('[data-proposal=queued]').waitFor();
    await skip(3600);
    await page.reload();
    await button('Carry it out').click();
    await page.locator('dialog[open]').getByText('The chain would take it').waitFor();
    await dialogButton('Sign and carry out').click();
    await page.locator('[data-proposal=executed]').waitFor();
    const [value] = await chain.readContract('HearthParameters', 'valueOf', [0]);
    expect(value).toBe(700n);
    await go('#/notices');
    await page.getByText('A proposal took effect: Audit a little more.').waitFor();
  });

  it('says how old the chain data is when the chain falls silent, and signs nothing on it', async () => {
    await go('#/staking');
    await button('Stake more').waitFor();
    const pid = readChainPid(folder);
    process.kill(pid, 'SIGSTOP');
    try {
      await page.getByText(/The chain data is .* old\./).waitFor();
      expect(await button('Stake more').isDisabled()).toBe(true);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await expect.poll(() => page.locator('.stale-chain').count(), { timeout: longMs }).toBe(0);
    expect(watched.wrong).toEqual([]);
  });
});
