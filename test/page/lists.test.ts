import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { NoticeChoices } from '../../electron/shared/notices.ts';
import { HearthError } from '../../electron/shared/errors.ts';
import { defaultListening } from '../../electron/shared/listening.ts';
import { jobFieldNames, type JobOrder } from '../../electron/shared/jobFields.ts';
import { jobColumnTitle } from '../../renderer/strings/jobColumns.ts';
import { noRefusals, type Refusals } from '../../electron/shared/refusals.ts';
import { refusals as sentences } from '../../electron/shared/saidReasons.ts';
import { findAxeIssues, type WatchedPage } from '../support/browser.ts';
import { useBrowser } from '../support/browserTests.ts';
import { sampleGovernance, sampleGuards, samplePayoutPlan, sampleProposal } from '../support/economySamples.ts';
import type { FakeHandlers, FakeProvider, FakeTopics } from '../support/fakeProvider.ts';
import { sampleModelCache } from '../support/modelCacheSamples.ts';
import { digest, richHandlers, richTopics, sampleDetail, sampleJob, sampleRow } from '../support/pageSamples.ts';
import { sampleAddress } from '../support/walletSamples.ts';

const tests = useBrowser();
let provider: FakeProvider;
let watched: WatchedPage;
async function show(hash: string, handlers: FakeHandlers = {}, topics: FakeTopics = {}): Promise<Page> {
  provider = await tests.serve({ ...richTopics(), ...topics }, { ...richHandlers, ...handlers });
  watched = await tests.open(provider.address);
  await watched.page.locator('[data-state=ready]').first().waitFor();
  await watched.page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  return watched.page;
}
const activeRow = (page: Page): Promise<string | undefined> => page.evaluate("document.activeElement.closest('[data-index]')?.dataset.index");

const place = (title: string): number => jobFieldNames.findIndex((name) => jobColumnTitle(name) === title);
const count = 10_000;
const manyJobs: FakeHandlers = { readJobs: ({ stage, limit, offset }) => (stage === 'all' ? { total: count, jobs: Array.from({ length: Math.min(limit, count - offset) }, (_, place) => sampleJob(offset + place, 'settled')) } : { total: 3, jobs: [sampleJob(1, 'failed'), sampleJob(2, 'failed'), sampleJob(3, 'failed')] }) };

test('ten thousand jobs: only those in sight are drawn and read, and the keyboard reaches every one', async () => {
  const page = await show('#/jobs', manyJobs);
  const table = page.getByRole('table', { name: 'Jobs, newest first.' });
  await table.getByRole('link').first().waitFor();
  expect(await table.getAttribute('aria-rowcount')).toBe(String(count + 1));
  expect(await page.locator('.jobs-table tr[data-index]').count()).toBeLessThan(80);
  await table.getByRole('link').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => activeRow(page)).toBe('1');
  await page.keyboard.press('PageDown');
  await expect.poll(() => activeRow(page)).toBe('11');
  await page.keyboard.press('End');
  await expect.poll(() => activeRow(page)).toBe(String(count - 1));
  const last = page.locator(`tr[aria-rowindex="${count + 1}"]`);
  expect(await last.textContent()).toContain(digest(`job ${count - 1}`).slice(0, 10));
  await expect.poll(() => page.evaluate(`(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.querySelector('tr[aria-rowindex="${count + 1}"]').getBoundingClientRect())`), { timeout: 15_000 }).toBe(true);
  // Scrolled far away the focused row stays, so that Tab and the screen reader go on from it.
  await page.mouse.move(500, 400);
  await page.mouse.wheel(0, -200_000);
  await page.locator('tr[data-index]:has(a)').nth(20).waitFor();
  expect(await activeRow(page)).toBe(String(count - 1));
  expect(await findAxeIssues(page)).toEqual([]);
  await page.keyboard.press('Home');
  await expect.poll(() => activeRow(page)).toBe('0');
  const offsets = provider.asked.filter(({ command }) => command === 'readJobs').map(({ input }) => (input as { offset: number }).offset);
  expect(offsets.length).toBeLessThan(30);
  await page.getByText('Failed', { exact: true }).first().click();
  await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('4');
  expect(watched.wrong).toEqual([]);
});

test('columns are chosen, moved and kept with what sorts them, sorted by the provider, and scrolled within the table beside the first one', async () => {
  let kept: readonly string[] | null = null;
  let order: JobOrder | null = null;
  const page = await show('#/jobs', {
    readJobs: ({ limit, offset, withRecord }) => ({ total: count, jobs: Array.from({ length: Math.min(limit, count - offset) }, (_, place) => (withRecord ? sampleRow : sampleJob)(offset + place, 'settled')) }),
    readJobColumns: () => ({ columns: kept && [...kept, 'columnOfANewerHearth'], order }), setJobColumns: ({ columns }) => ((kept = columns), {}), setJobOrder: (chosen) => ((order = chosen.order), {}),
  });
  const heads = async (): Promise<string[]> => (await page.locator('.jobs-table thead th').allInnerTexts()).map((text) => text.replace(/\s*test money\s*$/i, '').trim());
  await page.locator('.jobs-table a').first().waitFor();
  expect(await heads()).toEqual(['Job', 'Model', 'Stage', 'Done', 'Client', 'Taken', 'Paid']);
  // By the keyboard alone: open, tick, leave.
  await page.getByRole('button', { name: 'Columns' }).focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('group', { name: 'Columns of this list' });
  expect(await menu.getByRole('checkbox').count()).toBe(jobFieldNames.length);
  expect(jobFieldNames.length - (await heads()).length).toBeGreaterThanOrEqual(26);
  expect(await menu.getByRole('checkbox', { name: 'Job', exact: true }).isDisabled()).toBe(true);
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.parentElement.textContent.trim()')).toBe('Model');
  for (const name of ['Price', 'Units a second', 'Anchor', 'Seed', 'Runtime', 'Evidence', 'Paid at', 'Computed for', 'Energy', 'Ended by']) await menu.getByRole('checkbox', { name, exact: true }).check();
  await page.keyboard.press('Escape');
  expect(await menu.isVisible()).toBe(false);
  await expect.poll(heads).toEqual(['Job', 'Model', 'Stage', 'Done', 'Client', 'Taken', 'Paid', 'Units a second', 'Energy', 'Ended by', 'Runtime', 'Computed for', 'Paid at', 'Seed', 'Evidence', 'Price', 'Anchor'].sort((a, b) => place(a) - place(b)));
  const row = page.locator('tr[data-index="1"]');
  await expect.poll(() => row.innerText()).toMatch(/its length[^]*onnxruntime 1\.30\.0[^]*0x/);
  // The page itself is not wider than the window, and the first column stays in sight.
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  const frame = page.getByRole('region', { name: 'Job list, scrolls sideways' });
  await frame.focus();
  await page.keyboard.press('ArrowRight');
  const scrolled = (): Promise<number> => page.evaluate("document.querySelector('.jobs-frame').scrollLeft");
  await expect.poll(scrolled).toBeGreaterThan(0);
  await page.evaluate("document.querySelector('.jobs-frame').scrollLeft = 5000");
  const box = await row.getByRole('link').boundingBox();
  expect(box!.x).toBeGreaterThanOrEqual(0);
  expect(box!.x + box!.width).toBeLessThan(400);
  expect(await page.locator('.jobs-table tr[data-index]').count()).toBeLessThan(80);
  expect(await findAxeIssues(page)).toEqual([]);
  const price = page.getByRole('columnheader', { name: 'Price' });
  await price.getByRole('button').click();
  await page.getByRole('table', { name: 'Jobs by Price, falling.' }).waitFor();
  expect(await price.getAttribute('aria-sort')).toBe('descending');
  await price.getByRole('button').click();
  await expect.poll(() => price.getAttribute('aria-sort')).toBe('ascending');
  await expect.poll(() => provider.asked.filter(({ command }) => command === 'readJobs').at(-1)?.input).toMatchObject({ sort: 'price', descending: false, withRecord: true });
  // Moved by the keyboard, which stays with the column, and by dragging its head.
  await page.getByRole('button', { name: 'Columns' }).click();
  await menu.getByRole('button', { name: 'Move Stage down' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await heads()).slice(0, 6)).toEqual(['Job', 'Model', 'Done', 'Client', 'Stage', 'Taken']);
  await menu.getByText('Stage is now column 5 of 17').waitFor();
  expect(await menu.getByRole('button', { name: 'Move Model up' }).getAttribute('aria-disabled')).toBe('true');
  expect(await findAxeIssues(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.evaluate("document.querySelector('.jobs-frame').scrollLeft = 0");
  await page.getByRole('columnheader', { name: 'Client' }).dragTo(page.getByRole('columnheader', { name: 'Model' }), { targetPosition: { x: 5, y: 5 } });
  await expect.poll(async () => (await heads()).slice(0, 6)).toEqual(['Job', 'Client', 'Model', 'Done', 'Stage', 'Taken']);
  // As the settings have it after a reload, with what only a newer Hearth knows left out.
  expect((kept as readonly string[] | null)?.slice(0, 3)).toEqual(['job', 'client', 'model']);
  const askedBefore = provider.asked.length;
  await page.reload();
  await page.locator('.jobs-table.chosen a').first().waitFor();
  expect((await heads()).length).toBe(17);
  expect((await heads()).slice(0, 6)).toEqual(['Job', 'Client', 'Model', 'Done', 'Stage', 'Taken']);
  await page.getByRole('table', { name: 'Jobs by Price, rising.' }).waitFor();
  expect(provider.asked.slice(askedBefore).filter(({ command }) => command === 'readJobs').map(({ input }) => (input as JobOrder).sort)).not.toContain('at');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'As at first' }).click();
  await expect.poll(heads).toHaveLength(7);
  expect(kept).toBe(null);
  expect(watched.wrong).toEqual([]);
});

test('a thousand proposals: a hundred at first, all on request, drawn as they come into sight', async () => {
  const all = Array.from({ length: 1000 }, (_, index) => sampleProposal(index + 1, { state: index < 3 ? 'active' : 'executed', description: `Proposal ${index}` }));
  const page = await show('#/governance', { readGovernance: ({ limit }) => sampleGovernance({ total: all.length, proposals: all.slice(0, limit) }) });
  await page.getByText(/^Closed/).click();
  await page.getByRole('button', { name: '900 more' }).click();
  await expect.poll(() => page.getByText(/^Closed/).textContent()).toContain('997');
  expect(await page.locator('.proposal').count()).toBeLessThan(60);
  await page.locator('.proposal a').first().focus();
  await page.keyboard.press('End');
  await expect.poll(() => activeRow(page)).toBe('996');
  expect(await page.locator('.proposal[aria-posinset="997"]').getAttribute('aria-setsize')).toBe('997');
  expect(await findAxeIssues(page)).toEqual([]);
});

test('a notice can be muted, cleared and marked, and each is taken back', async () => {
  let choices: NoticeChoices = richTopics().noticeChoices;
  const page = await show('#/notices', {
    setNoticeChoices: ({ choices: next }) => {
      choices = next;
      provider.publish('noticeChoices', next);
      return {};
    },
    clearNotices: ({ noticeIds }) => ({ noticeIds: noticeIds ?? [] }), restoreNotices: () => ({}), markNotices: () => ({}),
  });
  await page.getByRole('button', { name: /^Do not tell me this again: The worker on/ }).click();
  await page.getByText('Not told any more: A worker was restarted.').waitFor();
  expect(choices.switched).toEqual({ woke: false, workerRestarted: false });
  // The keyboard is on the way back.
  await page.keyboard.press('Enter');
  await expect.poll(() => choices.switched).toEqual({ woke: false });
  await page.getByRole('button', { name: /^Clear: The worker on/ }).click();
  await page.getByText('1 notice cleared.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: /^Mark as read: The worker on/ }).click();
  await expect.poll(() => provider.asked.filter(({ command }) => /Notices$/.test(command)).map(({ command, input }) => [command, input])).toEqual([
    ['clearNotices', { noticeIds: ['6'] }], ['restoreNotices', { noticeIds: ['6'] }], ['markNotices', { noticeIds: ['6'], isRead: true }],
  ]);
  // What costs money or harms the machine cannot be muted.
  expect(await page.getByRole('button', { name: /^Do not tell me this again: Set aside/ }).count()).toBe(0);
  await page.getByText(/^Failures 1$/).click();
  expect(await page.locator('.notice').count()).toBe(1);
  expect(await page.getByRole('link', { name: /^Open devices: Set aside/ }).getAttribute('href')).toBe('#/devices');
});

test('quiet hours and kinds are set in the settings', async () => {
  const page = await show('#/settings', { setNoticeChoices: () => ({}) });
  const asked = () => provider.asked.filter(({ command }) => command === 'setNoticeChoices').map(({ input }) => (input as { choices: NoticeChoices }).choices);
  await page.getByLabel('From', { exact: true }).fill('23:30');
  await page.getByLabel('Until', { exact: true }).focus();
  await expect.poll(() => asked().at(-1)?.quiet).toEqual({ fromMinute: 1410, toMinute: 420 });
  await page.getByText(/^Being a guest/).click();
  const woke = page.getByRole('switch', { name: 'Tell: The machine slept' });
  expect(await woke.getAttribute('aria-checked')).toBe('false');
  await woke.click();
  await expect.poll(() => asked().at(-1)?.switched).toEqual({ woke: true });
});

test('a job refuses its model or its client from now on, and takes it back', async () => {
  let refusals: Refusals = noRefusals;
  const job = sampleJob(8);
  const page = await show(`#/jobs/${job.jobId}`, { readRefusals: () => refusals, setRefusals: ({ refusals: next }) => ((refusals = next), {}) });
  await page.getByRole('button', { name: 'Never take this model' }).click();
  await page.getByText(/^Orders for .+ are refused from now on/).waitFor();
  expect(refusals).toEqual({ kinds: [], models: [job.modelId], clients: [] });
  await page.getByRole('button', { name: 'Block this client' }).click();
  await expect.poll(() => refusals.clients).toEqual([job.client]);
  expect(refusals.models).toEqual([job.modelId]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => refusals).toEqual({ kinds: [], models: [job.modelId], clients: [] });
  await page.getByRole('button', { name: 'Take this model again' }).click();
  await expect.poll(() => refusals).toEqual(noRefusals);
  // What the log says of it alone.
  await page.getByRole('link', { name: 'Show its log' }).click();
  const asked = () => provider.asked.filter(({ command }) => command === 'readLog');
  await expect.poll(() => asked().at(-1)?.input).toMatchObject({ filter: job.jobId });
  // It stands still, so that nobody but the owner asks again.
  await page.locator('.segmented-choice', { hasText: 'Paused' }).click();
  provider.answer({ readLog: () => { throw new HearthError('storage.unreadable', { path: 'hearth.log', reason: 'EIO' }); } });
  await page.getByRole('searchbox').fill('nothing yet');
  await page.getByText('hearth.log cannot be read: EIO.').waitFor();
  provider.answer({ readLog: () => ({ lines: ['it is back'], sizeBytes: 10, isCut: false }) });
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.log-lines').getByText('it is back').waitFor();
});

test('a guard is named after it was said who will read what, a node is guarded after it was said what that risks, and both end when asked', async () => {
  let guards = sampleGuards({ guards: [], wards: [] });
  const [second, ward] = [sampleAddress('second machine'), sampleAddress('ward')];
  const setGuards: FakeHandlers['setGuards'] = (next) => (guards = { ...guards, guards: next.guards.map((node) => ({ node, isThere: true, held: 0, declined: null, isRefused: false })), wards: next.wards.map((node) => ({ node, isThere: true })) });
  const page = await show('#/staking', { readGuards: () => guards, setGuards });
  const [button, dialog] = [(name: string) => page.getByRole('button', { name, exact: true }), page.locator('dialog[open]')];
  await button('Name a guard').click();
  await dialog.getByText('gets the prompts and answers').waitFor();
  await dialog.getByLabel('Address of the node').fill('0x12');
  await dialog.getByRole('button', { name: 'Let it guard this node' }).click();
  await dialog.getByRole('alert').waitFor();
  expect(guards.guards).toEqual([]);
  await dialog.getByLabel('Address of the node').fill(` ${second} `);
  expect(await findAxeIssues(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Let it guard this node' }).click();
  await page.locator('[data-guard=there]').waitFor();
  await button('Guard a node').click();
  await dialog.getByText('will lie on this disk as plain files').waitFor();
  await dialog.getByText('Up to 100.00 EMB of the stake').waitFor();
  await dialog.getByLabel('Address of the node').fill(ward);
  await dialog.getByRole('button', { name: 'Guard it' }).click();
  await page.locator('[data-ward=there]').waitFor();
  expect([guards.guards.map(({ node }) => node), guards.wards.map(({ node }) => node)]).toEqual([[second], [ward]]);
  provider.answer({ setGuards: () => Promise.reject(new HearthError('usage.invalid', { reason: sentences.onNoNetwork })) });
  await page.locator('[data-ward]').getByRole('button', { name: /^Remove/ }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await page.locator('.guards .failure-line').waitFor();
  provider.answer({ setGuards });
  await page.locator('[data-ward]').getByRole('button', { name: /^Remove/ }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await page.locator('[data-ward]').waitFor({ state: 'detached' });
  expect([guards.guards.length, guards.wards]).toEqual([1, []]);
});

test("how much of a payment a fee may take is set in the settings, and a job says that it waits for lower fees and when it is tried again", async () => {
  let feeLimitPercent = 5;
  const job = sampleJob(8, 'delivered');
  const page = await show('#/settings', {
    readMoney: () => ({ tariff: null, priceNow: { unknown: 'no tariff' }, rate: { kind: 'fixed', currency: 'EUR' }, rateNow: { value: 0.85, atMs: 0 }, gasRate: { currency: 'EUR', perCoin: 2410 }, feeLimitPercent }),
    setFeeLimit: ({ percent }) => ((feeLimitPercent = percent), {}),
    readJobs: () => ({ jobs: [job], total: 1 }), readPayWaits: () => ({ waits: [{ jobId: job.jobId, wait: { reason: 'fee', againAtMs: null, percent: 12, limitPercent: feeLimitPercent } }] }),
    readJob: () => ({ ...sampleDetail(8, 'delivered'), wait: { reason: 'fee', againAtMs: Date.now() + 60_000, percent: 12, limitPercent: feeLimitPercent } }),
  });
  const limit = page.getByLabel('Most of a payment that its fee may take, in percent');
  const save = page.locator('section', { has: page.getByRole('heading', { name: 'Fees' }) }).getByRole('button', { name: 'Save' });
  expect(await save.isDisabled()).toBe(true);
  await limit.fill('0');
  await save.click();
  await page.getByRole('alert').getByText('A percentage from 0.1 to 100.').waitFor();
  await limit.fill('2,5');
  await save.click();
  await expect.poll(() => feeLimitPercent).toBe(2.5);
  await expect.poll(() => save.isDisabled()).toBe(true);
  expect(await findAxeIssues(page)).toEqual([]);
  await page.evaluate(`location.hash = ${JSON.stringify(`#/jobs/${job.jobId}`)}`);
  await page.getByText(/Waits for lower fees: the fee would take 12% of the price, and your limit is 2\.5%\. Tried again at /).waitFor();
  await page.evaluate(`location.hash = '#/jobs'`);
  await page.locator('[data-wait=fee]').getByText(/Waits for lower fees/).waitFor();
  expect(await findAxeIssues(page)).toEqual([]);
});

test('the payout planner says where earnings wait and what fees take of them, and sets the limit aside when it is told to', async () => {
  let untilMs: number | null = null;
  const page = await show('#/earnings', { readPayoutPlan: () => samplePayoutPlan({ overruledUntilMs: untilMs }), overruleFeeLimit: () => ({ untilMs: (untilMs = Date.now() + 180_000) }) });
  await page.getByText(/^Collect now: 3\.25 .* can be had, and fees take 0\.4% of it\.$/).waitFor();
  const items = page.locator('[data-payout]');
  expect(await items.evaluateAll((all) => all.map((item) => `${item.getAttribute('data-payout')} ${item.getAttribute('data-advice')}`))).toEqual(['royalty collect', 'account wait', 'issuance noFee']);
  expect(await page.locator('[data-payout=account]').innerText()).toMatch(/61% of it[^]*worth it from 0\.25/);
  expect(await page.locator('[data-payout=issuance]').innerText()).toContain('the chain does not say what it would cost');
  await page.getByRole('button', { name: 'Fetch it whatever it costs' }).click();
  await page.getByText(/^Your limit on fees is set aside until /).waitFor();
  expect(await findAxeIssues(page)).toEqual([]);
});

test('who may reach this node: the choice is kept with what it opens, and the provider is asked to start again with it', async () => {
  const page = await show('#/network', { readListening: () => ({ kept: defaultListening, running: defaultListening, reach: 'thisMachine' }) });
  const form = page.locator('.listening-form');
  expect(await form.getByRole('radio', { name: 'This machine' }).isChecked()).toBe(true);
  await form.getByText('Internet', { exact: true }).first().click();
  await form.getByRole('switch', { name: 'Ask the router' }).click();
  // A browser refuses in its own language; the page's words stand in their place, and go when the field is filled.
  const port = form.getByRole('spinbutton', { name: 'Port' });
  const refused = (): Promise<string> => port.evaluate((field) => (field as unknown as { validationMessage: string }).validationMessage);
  await port.fill('80');
  await form.getByRole('button', { name: 'Save and restart the provider' }).click();
  await expect.poll(refused).toBe('At least 1,024.');
  await port.fill('7500');
  expect(await refused()).toBe('');
  await form.getByRole('textbox', { name: 'Country' }).fill('de');
  await form.getByText('Germany', { exact: true }).waitFor();
  expect(await findAxeIssues(page)).toEqual([]);
  const internet = { ...defaultListening, scope: 'internet' as const, port: 7500, mapsPort: true, region: 'DE' };
  provider.answer({ setListening: () => { throw new HearthError('usage.invalid', { reason: 'that port is taken' }); } });
  await form.getByRole('button', { name: 'Save and restart the provider' }).click();
  await form.getByRole('alert').getByText(/that port is taken/).waitFor();
  provider.answer({ setListening: () => ({}), readListening: () => ({ kept: internet, running: defaultListening, reach: 'thisMachine' }) });
  await form.getByRole('button', { name: 'Save and restart the provider' }).click();
  await form.getByText('Until then it runs as: This machine.').waitFor();
  await form.getByText('The provider restarts. Running jobs go on after it.').waitFor();
  expect(provider.asked.filter(({ command }) => command === 'setListening').map(({ input }) => input)).toEqual(Array(2).fill({ listening: internet, restart: true }));
});

test('limits on data: what is used stands beside each, a limit that is reached says so, and what nobody touched stays to the byte', async () => {
  const limits = { sentDay: null, sentMonth: 50_000_000_001, receivedDay: null, receivedMonth: 0 };
  const usage = { sentDay: 2 ** 30, sentMonth: 41 * 2 ** 30, receivedDay: 0, receivedMonth: 5 };
  const page = await show('#/network', { readDataLimits: () => ({ limits, usage, reached: { name: 'receivedMonth', limitBytes: 0 } }), setDataLimits: () => ({}) });
  const form = page.locator('.data-limits');
  await form.getByText('This month’s 0 bytes of received data are used up', { exact: false }).waitFor();
  expect(await form.getByRole('spinbutton', { name: 'Sent in a month' }).inputValue()).toBe('46.566');
  await form.getByText('41 GiB so far').waitFor();
  await form.getByRole('spinbutton', { name: 'Sent in a day' }).fill('2');
  await form.getByRole('spinbutton', { name: 'Received in a month' }).fill('');
  expect(await findAxeIssues(page)).toEqual([]);
  await form.getByRole('button', { name: 'Save the limits' }).click();
  await form.getByText('Saved. They count at once.').waitFor();
  expect(provider.asked.findLast(({ command }) => command === 'setDataLimits')?.input).toEqual({ limits: { ...limits, sentDay: 2 * 2 ** 30, receivedMonth: null } });
});

test('another network: its money is told apart, and the switch is asked for once more with what happens to running jobs', async () => {
  const page = await show('#/network');
  const row = page.locator('[data-network=lichtung]');
  await row.getByText('real money').waitFor();
  expect(await row.locator('.test-money').count()).toBe(0);
  expect(await page.locator('[data-network=hearth-test] .test-money').count()).toBe(1);
  await row.getByRole('button', { name: 'Switch to lichtung' }).click();
  const dialog = page.getByRole('dialog', { name: 'Switch to lichtung?' });
  await dialog.getByText(/running are finished first.*stay with it\.$/).waitFor();
  expect(await findAxeIssues(page)).toEqual([]);
  expect(provider.asked.filter(({ command }) => command === 'switchNetwork')).toEqual([]);
  await dialog.getByRole('button', { name: 'Switch', exact: true }).click();
  await page.getByText(/^The switch is under way/).waitFor();
  expect(provider.asked.filter(({ command }) => command === 'switchNetwork').map(({ input }) => input)).toEqual([{ name: 'lichtung' }]);
});

test('a switch says which receipts wait to be audited, and can be told to wait for them and to stay after all', async () => {
  let goingTo: { name: string | null } | null = null;
  const page = await show('#/network', {
    readNetworks: () => ({ current: null, joined: [{ name: 'lichtung', chainId: 8453, isPractice: false, seeds: 3 }], goingTo, waiting: { receipts: 3, untilMs: Date.UTC(2031, 4, 6, 7, 8) } }),
    switchNetwork: ({ name, whenClear }) => { goingTo = whenClear ? { name } : null; return {}; },
  });
  await page.getByRole('button', { name: 'Switch to lichtung' }).click();
  const dialog = page.getByRole('dialog', { name: 'Switch to lichtung?' });
  await dialog.getByText(/3 receipts of this node may still be audited here\. Until .*2031.* at the latest\./).waitFor();
  await dialog.getByRole('button', { name: 'Switch when none is left' }).click();
  const waits = page.locator('.networks-waits');
  await waits.getByText(/^No more orders are taken\. The switch to lichtung follows .* 3 receipts of this node/).waitFor();
  expect(await findAxeIssues(page)).toEqual([]);
  expect(goingTo).toEqual({ name: 'lichtung' });
  await waits.getByRole('button', { name: 'Stay here' }).click();
  await waits.waitFor({ state: 'detached' });
  expect(goingTo).toBeNull();
});

test('a Hearth without any network is not said to be on the practice one', async () => {
  const page = await show('#/network', { readNetworks: () => ({ current: null, joined: [], goingTo: null, waiting: null }) }, { network: { ...richTopics().network, practice: false, chain: 'none' } });
  const section = page.locator('section[aria-labelledby=networks-title]');
  await section.getByText(/^no chain: receipts stay/i).waitFor();
  expect(await section.getByText('practice network').count()).toBe(0);
});

test('models are given away to peers only once the owner says so, and no faster than said', async () => {
  let shared = { isShared: false, sharedBytesPerSecond: null as number | null };
  const page = await show('#/models', { readModelCache: () => ({ ...sampleModelCache, ...shared }), setModelSharing: ({ isShared, bytesPerSecond }) => { shared = { isShared, sharedBytesPerSecond: bytesPerSecond }; return {}; } });
  const toggle = page.getByRole('switch', { name: 'Give models away to peers' });
  await toggle.waitFor();
  expect(await toggle.getAttribute('aria-checked')).toBe('false');
  await toggle.click();
  const section = page.locator('section[aria-labelledby=share-title]');
  await section.getByRole('spinbutton').fill('2');
  await section.getByRole('button', { name: 'Set' }).click();
  await expect.poll(() => shared).toEqual({ isShared: true, sharedBytesPerSecond: 2 * 2 ** 20 });
  expect(await findAxeIssues(page)).toEqual([]);
});

test('a fleet of several operators: each row says whose it is, and those of one with several nodes stand under their sums', async () => {
  const page = await show('#/fleet');
  const head = page.locator('.fleet-operator');
  await head.first().getByText('2 nodes').waitFor();
  expect(await page.locator('tbody[data-operator]').evaluateAll((bodies) => bodies.map((body) => body.querySelectorAll('tr[data-node]').length))).toEqual([2, 1, 1]);
  expect(await head.count()).toBe(2);
  expect(await head.first().locator('td').first().textContent()).toMatch(/1\.54/);
  expect(await page.locator('tr[data-node] .fleet-line').getByText('Operator').count()).toBe(3);
  expect(await findAxeIssues(page)).toEqual([]);
});
