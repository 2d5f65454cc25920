import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { noticeKinds } from '../../electron/shared/notices.ts';
import { statusShape, type Device, type Status } from '../../electron/shared/shapes.ts';
import { sectionsOf } from '../../renderer/route.ts';
import { findAxeIssues, type PageOptions, type WatchedPage } from '../support/browser.ts';
import { useBrowser } from '../support/browserTests.ts';
import type { FakeHandlers, FakeProvider, FakeTopics } from '../support/fakeProvider.ts';
import { digest, failingReport, nowMs, passingReport, richHandlers, richTopics, sampleJob, sampleNotice } from '../support/pageSamples.ts';
import { sampleAddress } from '../support/walletSamples.ts';

const tests = useBrowser();
let provider: FakeProvider;
let watched: WatchedPage;

const show = async (topics: FakeTopics = {}, handlers: FakeHandlers = {}, hash = '', options: PageOptions = {}): Promise<Page> => {
  provider = await tests.serve({ ...richTopics(), ...topics }, { ...richHandlers, ...handlers });
  watched = await tests.open(provider.address, options);
  const { page } = watched;
  await page.locator('[data-state=ready]').first().waitFor();
  if (hash !== '') await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  return page;
};
const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.textContent');
const status = (state: Status['state'], about: Status['about'] = {}, action: Status['action'] = null): Status => ({ state, about, action, sinceMs: nowMs });
const toWei = (coins: string): bigint => {
  const [whole = '0', fraction = ''] = coins.split('.');
  return BigInt(whole) * 10n ** 18n + BigInt(fraction.padEnd(18, '0'));
};
const settledJob = `#/jobs/${digest('job 8')}`;

test('takes the token out of the address, and a reload keeps the session', async () => {
  const page = await show();
  expect(page.url()).toMatch(/\/#\/$/);
  await page.reload();
  await page.getByText('Working on 2 jobs').waitFor();
  const cookies = await watched.context.cookies();
  expect(cookies).toMatchObject([{ name: `hearth_session_${provider.port}`, httpOnly: true, sameSite: 'Strict' }]);
  expect(await page.evaluate('document.cookie')).toBe('');
  expect(watched.wrong).toEqual([]);
});

test.each(['#t=wrong', ''])('lets nobody in with the address %s, and says what helps', async (fragment) => {
  provider = await tests.serve(richTopics(), richHandlers);
  watched = await tests.open(`http://127.0.0.1:${provider.port}/${fragment}`);
  await watched.page.getByRole('heading', { name: 'This page has no key to this Hearth.' }).waitFor();
  expect(await watched.page.getByText('Open the address Hearth printed').count()).toBeGreaterThan(0);
  expect(await findAxeIssues(watched.page)).toEqual([]);
});

test('a page on another port of this machine, to which the browser does send our cookie, does not reach the bridge', async () => {
  const page = await show();
  const cookies: (string | undefined)[] = [];
  const other = createServer((request, response) => {
    cookies.push(request.headers.cookie);
    response.setHeader('content-type', 'text/html').end('<title>elsewhere</title>');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
  const target = `127.0.0.1:${provider.port}`;
  const tried = await page.evaluate(`Promise.all([
    new Promise((done) => { const s = new WebSocket('ws://${target}/bridge'); s.onopen = () => done('open'); s.onerror = () => done('refused'); }),
    fetch('http://${target}/session', { credentials: 'include' }).then((answer) => 'read ' + answer.status, () => 'refused'),
    fetch('http://${target}/').then(() => 'read', () => 'refused'),
  ])`);
  expect(tried).toEqual(['refused', 'refused', 'refused']);
  expect(cookies[0]).toContain('hearth_session_');
  other.closeAllConnections();
  other.close();
});

test('a link to a part of a screen brings it into sight, with the keyboard there, and leaves whoever moves on alone', async () => {
  // What stands above comes late, as it does from a node that is asked over a slow line.
  const late = Object.fromEntries((['readReach', 'readModels', 'readModelCache', 'readDataLimits'] as const).map((name) => [name, async (...asked: never[]) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    return (richHandlers[name] as (...all: never[]) => unknown)(...asked);
  }]));
  const page = await show({}, late as FakeHandlers);
  const sees = (section: string): Promise<boolean> => page.evaluate(`((title) => document.activeElement === title && title.getBoundingClientRect().top > -1 && title.getBoundingClientRect().bottom <= innerHeight)(document.getElementById('${section}-title'))`);
  // The wallet's are with the signer (wallet.test.ts).
  const all = Object.entries(sectionsOf).filter(([screen]) => screen !== 'wallet').flatMap(([screen, sections]) => sections.map((section) => ({ screen, section })));
  for (const { screen, section } of all) {
    await page.evaluate(`location.hash = '#/${screen}/${section}'`);
    await page.waitForTimeout(600);
    await expect.poll(() => sees(section), { message: `${screen}/${section}` }).toBe(true);
  }
  await page.reload();
  const { section } = all.at(-1)!;
  await page.locator(`#${section}-title`).waitFor();
  await expect.poll(() => sees(section)).toBe(true);
  await page.keyboard.press('Shift');
  await page.evaluate('scrollTo(0, 0)');
  await page.waitForTimeout(300);
  expect(await page.evaluate('scrollY')).toBe(0);
});

test('the way to other networks leads to their list', async () => {
  const page = await show();
  provider.publish('status', status('leaving', { to: 'winter', receipts: 2, untilMs: null, isClearing: 0 }, 'showNetworks'));
  await page.getByRole('link', { name: 'Show the networks' }).click();
  await expect.poll(() => focused(page)).toBe('Networks');
  expect(page.url()).toMatch(/#\/network\/networks$/);
});

test('no device while Hearth starts is waited for, and none after that is said so', async () => {
  const page = await show();
  provider.publish('status', status('starting', { step: 'the practice network' }));
  provider.publish('devices', []);
  for (const hash of ['#/devices', '#/']) {
    await page.evaluate(`location.hash = '${hash}'`);
    await page.getByText('Looking for devices.').first().waitFor();
    expect(await page.getByText('No device was found.').count()).toBe(0);
  }
  provider.publish('status', status('noDevice'));
  await page.getByText('No device was found.').first().waitFor();
});

test('says in one sentence what it does, and why, in every state', async () => {
  const page = await show();
  for (const state of statusShape.shape.state.options.filter((option) => option !== 'disconnected')) {
    provider.publish('status', status(state, { code: 'signer.unavailable', jobs: 1, device: 'gpu-0', waiting: 3, rpcUrl: 'http://127.0.0.1:8545', attempts: 2, path: '/home/ada', step: 'the practice network' }));
    await page.locator(`[data-status=${state}]`).waitFor();
    expect(await page.locator('h1.hero-sentence').textContent()).toMatch(/\.$/);
    expect((await page.locator('.hero-why').textContent())!.length).toBeGreaterThan(15);
  }
});

test('pauses for as long as is chosen, by keyboard alone', async () => {
  const page = await show();
  await page.getByRole('button', { name: 'Pause', exact: true }).focus();
  await press(page, 'Enter', 'Tab', 'Tab', 'Tab');
  expect(await focused(page)).toBe('For 4 hours');
  await press(page, 'Enter');
  await expect.poll(() => provider.asked.find(({ command }) => command === 'pause')?.input).toEqual({ minutes: 240 });
  provider.publish('status', status('paused', { untilMs: Date.now() + 240 * 60_000 }, 'resume'));
  await page.getByRole('heading', { name: 'Paused until' }).waitFor();
  await page.getByRole('button', { name: 'Resume now' }).click();
  await expect.poll(() => provider.asked.some(({ command }) => command === 'resume')).toBe(true);
});

test('every screen is reached, left and gone back to by keyboard', async () => {
  const page = await show();
  await press(page, 'Tab');
  expect(await focused(page)).toBe('Skip to the page');
  await press(page, 'Tab', 'Tab', 'Tab');
  expect(await focused(page)).toBe('Jobs');
  await press(page, 'Enter');
  await page.getByRole('heading', { name: /^Jobs/ }).waitFor();
  await page.locator('tbody a').first().waitFor();
  expect(await page.evaluate('document.activeElement.localName')).toBe('main');
  await page.locator('tbody a').nth(8).focus();
  await press(page, 'Enter');
  await page.getByRole('heading', { name: 'Paid.' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: /^Jobs/ }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: /^Working/ }).waitFor();
});

test('marks every node by what was checked, in shape and word, and lists each check with its reason', async () => {
  const page = await show({}, {}, settledJob);
  expect(await page.locator('.node [data-mark], .node .check').count()).toBe(0);
  await page.getByRole('button', { name: 'Verify again' }).click();
  await page.getByText('Nothing failed. 8 checks passed, 2 not checked here.').waitFor();
  const marks = Object.fromEntries(await page.locator('.node').evaluateAll((nodes) => nodes.map((node) => [node.getAttribute('data-node'), `${node.getAttribute('data-mark')} ${node.querySelector('.check')?.textContent}`])));
  expect(marks).toMatchObject({ receipt: 'passed Passed', outputRoot: 'passed Passed', anchor: 'partly Partly checked', payment: 'notChecked Not checked', voucher: 'notChecked Not checked' });
  expect(await page.locator('[data-check]').count()).toBe(passingReport.checks.length);
  expect(await page.locator('.checks').innerText()).toContain('Run again through the model; every token and draw is the same.');
  expect(await findAxeIssues(page)).toEqual([]);

  provider.answer({ verifyJob: () => failingReport });
  await page.getByRole('button', { name: 'Verify again' }).click();
  await page.getByText('1 check failed. Do not rely on this receipt.').waitFor();
  expect(await page.locator('[data-node=outputRoot]').getAttribute('data-mark')).toBe('failed');
  expect(await page.locator('[data-node=order]').getAttribute('data-mark')).toBe('notChecked');
  expect(await findAxeIssues(page)).toEqual([]);
});

test('walks the path with the arrow keys and copies the digest it stands on', async () => {
  const page = await show({}, {}, settledJob);
  await page.locator('[data-node=receipt]').focus();
  await press(page, 'ArrowRight');
  expect(await page.locator('[aria-pressed=true]').getAttribute('data-node')).toBe('anchor');
  await press(page, 'End');
  await page.getByRole('heading', { name: 'Payment', exact: true }).waitFor();
  await press(page, 'ArrowLeft', 'ArrowDown');
  const panel = page.locator('.panel');
  expect(await panel.locator('h3').textContent()).toBe('Voucher');
  await press(page, 'Tab', 'Enter');
  // That it was copied is said for two seconds, which a slow machine may not look within.
  await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(digest('voucher 8'));
});

test('saves the receipt as a file', async () => {
  const page = await show({}, {}, settledJob);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export receipt' }).click()]);
  expect(download.suggestedFilename()).toBe(`receipt-${digest('job 8').slice(2, 10)}.json`);
  expect(await readFile(await download.path(), 'utf8')).toBe('{"version":1}');
});

test('asks before it cancels a running job', async () => {
  const page = await show({}, {}, `#/jobs/${digest('job 0')}`);
  await page.getByRole('button', { name: 'Cancel job' }).click();
  await page.getByRole('button', { name: 'Keep it running' }).click();
  expect(provider.asked.some(({ command }) => command === 'cancelJob')).toBe(false);
  await page.getByRole('button', { name: 'Cancel job' }).click();
  await page.getByRole('button', { name: 'Cancel the job' }).click();
  await expect.poll(() => provider.asked.find(({ command }) => command === 'cancelJob')?.input).toEqual({ jobId: digest('job 0') });
});

test('follows a job through its stages as they happen', async () => {
  const page = await show({ jobs: [sampleJob(0, 'queued')] });
  const line = page.locator('.live-job');
  for (const [stage, words] of [['loading', 'Loading the model'], ['running', 'Running, 30 of 64'], ['proving', 'Proving'], ['delivered', 'Waits for voucher'], ['acknowledged', 'Waits for anchor'], ['anchored', 'Waits for window'], ['settled', 'Paid']] as const) {
    provider.publish('jobs', [sampleJob(0, stage)]);
    await line.getByText(words, { exact: true }).waitFor();
  }
});

test('searches and filters the jobs, and says when none matches', async () => {
  const page = await show({}, {}, '#/jobs');
  await page.getByText('Failed', { exact: true }).first().click();
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
  expect(await page.locator('tbody').innerText()).toContain('The job did not finish before its deadline.');
  await page.getByRole('searchbox').fill('nothing like it');
  await page.getByText('No job matches.').waitFor();
  await page.getByRole('button', { name: 'Show all jobs' }).click();
  await expect.poll(() => page.locator('tbody tr').count()).toBeGreaterThan(20);
});

test('shows an unknown device as unknown, and what is not reported as not reported', async () => {
  const unknown: Device = { deviceId: 'gpu-9', kind: 'gpu', name: '', vendor: null, memoryBytes: null, driver: null, unknown: true, executionProviders: [], reason: 'The runtime cannot open it.', enabled: true, state: 'unusable', jobId: null };
  const page = await show({ devices: [unknown] });
  const row = page.locator('.device');
  expect(await row.innerText()).toMatch(/Unknown device/);
  expect((await row.innerText()).match(/not reported/g)).toHaveLength(4);
  expect(await row.innerText()).not.toMatch(/\b0\b/);
  await row.getByRole('switch').click();
  await expect.poll(() => provider.asked.find(({ command }) => command === 'setDevice')?.input).toEqual({ deviceId: 'gpu-9', enabled: false });
});

test('keeps what it knows when Hearth is lost, greyed and with its age, and comes back by itself', async () => {
  const page = await show();
  provider.drop(true);
  await page.getByRole('heading', { name: 'Hearth does not answer.' }).waitFor();
  await page.getByText(/^For (?![01] s)\d+ \S+ now/).waitFor();
  expect(await page.locator('main').evaluate((main) => (main as unknown as { computedStyleMap(): Map<string, unknown> }).computedStyleMap().get('filter')?.toString())).toBe('grayscale(1)');
  expect(await page.locator('.today-sum').textContent()).toContain('0.4213');
  expect(await findAxeIssues(page)).toEqual([]);
  await page.getByRole('link', { name: 'Earnings' }).click();
  await page.getByText(/What you see is \d+ \S+ old/).waitFor();
  provider.drop(false);
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect.poll(() => page.locator('.banner').count()).toBe(0);
});

test('says what happened and what is next for every kind of notice', async () => {
  const page = await show({ notices: noticeKinds.map((kind, index) => sampleNotice(index, kind, index * 60_000)) });
  expect(await page.locator('.notice').count()).toBe(3);
  await page.getByRole('link', { name: `Notices, ${noticeKinds.length} unread` }).click();
  await expect.poll(() => page.locator('.notice').count()).toBe(noticeKinds.length);
  expect(await findAxeIssues(page)).toEqual([]);
});

test('keeps the chosen theme over a reload', async () => {
  const page = await show({}, {}, '#/settings');
  const ground = (): Promise<string> => page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
  expect(await ground()).toBe('rgb(245, 239, 228)');
  await page.getByText('Dark', { exact: true }).click();
  await expect.poll(ground).toBe('rgb(28, 24, 21)');
  await page.reload();
  await expect.poll(ground).toBe('rgb(28, 24, 21)');
});

test('sets the size of text by keyboard: letters, gaps and layout follow, and a reload keeps it', async () => {
  const page = await show({}, {}, '#/settings');
  const pixels = (of: string, property: string): Promise<number> => page.evaluate(`Number.parseFloat(getComputedStyle(document.querySelector('${of}'))['${property}'])`);
  await page.getByRole('radio', { name: '100%' }).waitFor({ state: 'attached' });
  const [letters, head, gap] = [await pixels('main p', 'fontSize'), await pixels('h1', 'fontSize'), await pixels('.settings h1', 'marginBlockEnd')];
  await page.getByRole('radio', { name: '100%' }).focus();
  await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await expect.poll(() => pixels('main p', 'fontSize')).toBeCloseTo(letters * 1.5, 1);
  expect(await pixels('h1', 'fontSize')).toBeCloseTo(head * 1.5, 1);
  expect(await pixels('.settings h1', 'marginBlockEnd')).toBeCloseTo(gap * 1.5, 1);
  await page.reload();
  await page.getByRole('radio', { name: '150%' }).and(page.locator(':checked')).waitFor();
  // Larger letters are laid out as a narrower window: one column.
  await page.evaluate("location.hash = '#/'");
  await page.locator('.dashboard-columns').waitFor();
  await expect.poll(() => page.evaluate("getComputedStyle(document.querySelector('.dashboard-columns')).gridTemplateColumns.split(' ').length")).toBe(1);
  expect(await findAxeIssues(page)).toEqual([]);
});

test('sets the rate of the practice client by keyboard', async () => {
  const page = await show({}, {}, '#/settings');
  await page.getByRole('slider').focus();
  await press(page, 'ArrowRight', 'ArrowRight');
  await expect.poll(() => provider.asked.find(({ command }) => command === 'setPracticeRate')?.input).toEqual({ jobsPerMinute: 14 });
});

test('resets what is ticked and no more, the node key with its records, the wallet for its address alone', async () => {
  const page = await show({}, {}, '#/settings');
  await page.getByRole('button', { name: 'Choose what goes' }).click();
  const box = (name: string) => page.locator('dialog[open]').getByRole('checkbox', { name });
  const ticked = async (): Promise<boolean[]> => [await box('App data').isChecked(), await box('Models').isChecked(), await box('Node key').isChecked(), await box('Wallet').isChecked()];
  await box('App data').waitFor();
  expect(await ticked()).toEqual([true, false, false, false]);
  expect(await findAxeIssues(page)).toEqual([]);
  await box('App data').uncheck();
  expect(await page.getByRole('button', { name: 'Stop Hearth and let it go' }).isDisabled()).toBe(true);
  await box('Node key').check();
  expect(await ticked()).toEqual([true, false, true, false]);
  await box('App data').uncheck();
  expect(await ticked()).toEqual([false, false, false, false]);
  await box('Wallet').check();
  await page.getByLabel(/^Type 0x[0-9a-fA-F]{40} to let the wallet go$/).fill(` ${sampleAddress('owner')} `);
  await page.getByRole('button', { name: 'Stop Hearth and let it go' }).click();
  await page.getByText('Hearth stops. What you chose goes once it has ended.').waitFor();
  expect(provider.asked.find(({ command }) => command === 'resetHearth')?.input).toEqual({ parts: ['wallet'], typed: sampleAddress('owner') });
});

test('the ember stands still under reduced motion and breathes with work otherwise', async () => {
  const moving = 'document.getAnimations().filter((a) => a.effect.getComputedTiming().iterations === Infinity).length';
  let page = await show();
  expect(await page.evaluate(moving)).toBe(0);
  page = await show({}, {}, '', { stillMotion: false });
  await expect.poll(() => page.evaluate(moving)).toBe(1);
  provider.publish('pulse', { tokensPerSecond: 0, stage: null });
  await expect.poll(() => page.evaluate(moving)).toBe(0);
});

test('shows the earnings of a range as a table too, with the same sum', async () => {
  const page = await show({}, {}, '#/earnings');
  await page.getByText('24 h', { exact: true }).click();
  await page.getByText('Paid in the last 24 hours').waitFor();
  await page.getByText('As a table').click();
  const exact = (selector: string): Promise<bigint[]> => page.locator(selector).evaluateAll((shown) => shown.map((money) => money.getAttribute('title')!.split(' ')[0]!)).then((coins) => coins.map(toWei));
  const rows = await exact('details .chart-table td .money');
  expect(rows).toHaveLength(24);
  expect(rows.reduce((sum, wei) => sum + wei, 0n)).toBe((await exact('.earnings-sum .money'))[0]);
  // The ledger goes from what was signed for to what arrived, and names what does not agree.
  await page.locator('.segmented-choice', { hasText: '24 h' }).click();
  const ledger = page.locator('.ledger');
  await ledger.locator('[data-difference=missing]').waitFor();
  expect(await page.locator('.ledger-verdict').getAttribute('data-whole')).toBe('false');
  await ledger.locator('[data-difference=waitingWindow] summary').click();
  expect(await ledger.locator('[data-difference=waitingWindow] li a').count()).toBe(10);
  expect(await ledger.locator('[data-difference=waitingWindow]').innerText()).toContain('and 4 more');
  // A tariff by the clock is set here too; half of one is asked for, and none is invented.
  await page.getByRole('button', { name: 'Set prices' }).click();
  await page.locator('.segmented-choice', { hasText: 'Day and night' }).click();
  await page.getByLabel('A kWh by day').fill('0,36');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('A price by day and one by night, please.').waitFor();
  await page.getByLabel('A kWh by night').fill('0.21');
  await page.getByLabel('Day begins').fill('06:30');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(() => provider.asked.find(({ command }) => command === 'setTariff')?.input).toEqual({ tariff: { kind: 'dayNight', currency: 'EUR', dayPerKilowattHour: 0.36, nightPerKilowattHour: 0.21, dayFromMinute: 390, nightFromMinute: 1320 } });
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
});
