import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { presets } from '../../electron/services/rules/presets.ts';
import type { AcceleratorView } from '../../electron/shared/accelerators.ts';
import type { Decision, Finding, Guest, Rule } from '../../electron/shared/rules.ts';
import { wordsOfUnread } from '../../renderer/strings/unread.ts';
import { reasonOf } from '../../electron/shared/reasons.ts';
import { findAxeIssues, type WatchedPage } from '../support/browser.ts';
import { useBrowser } from '../support/browserTests.ts';
import type { FakeHandlers, FakeProvider, FakeTopics } from '../support/fakeProvider.ts';
import { digest, nowMs, richHandlers, richTopics, sampleHistory } from '../support/pageSamples.ts';

/** Devices and rules on the page: every state and theme of the screens is in screens.test.ts; here is what one can do with them. */
const tests = useBrowser();
let provider: FakeProvider;
let watched: WatchedPage | undefined;
afterEach(() => expect(watched?.wrong ?? []).toEqual([]));

const show = async (hash: string, topics: FakeTopics = {}, handlers: FakeHandlers = {}): Promise<Page> => {
  provider = await tests.serve({ ...richTopics(), ...topics }, { ...richHandlers, ...handlers });
  watched = await tests.open(provider.address);
  const { page } = watched;
  await page.locator('[data-state=ready]').first().waitFor();
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  return page;
};
const asked = (command: string): unknown[] => provider.asked.filter((one) => one.command === command).map(({ input }) => input);
const finding = (change: Partial<Finding>): Finding => ({ rule: 'pause', deviceId: 'gpu-0', giveBack: 'finish', value: 'device', limit: null, sinceMs: nowMs, endsAtMs: null, isCalming: false, ...change });
const deciding = (winner: Finding | null, also: Finding[] = []): Guest => {
  const { guest } = richTopics();
  const decision: Decision = { deviceId: 'gpu-0', giveBack: winner?.giveBack ?? null, winner, also, blind: [] };
  return { ...guest, decisions: [decision, guest.decisions[1]!] };
};

describe('the accelerator', () => {
  const view = { state: 'stopped', why: null, fetchedBytes: 2_000_000_000, diskBytes: 3_000_000_000, doneBytes: null, totalBytes: null, failure: null, needsRestart: false } as const;
  test('goes on where it was stopped, shows how far it is, stops, and says what is wrong and what comes next', async () => {
    let now: AcceleratorView = { ...view };
    const page = await show('#/devices', {}, { readAccelerator: () => now, fetchAccelerator: () => { now = { ...view, state: 'fetching', doneBytes: 500_000_000, totalBytes: 2_000_000_000 }; return {}; }, stopAccelerator: () => { now = { ...view, state: 'failed', failure: { code: 'download.wrongBytes', about: { file: 'libcudnn.so.9' } } }; return {}; } });
    const row = page.locator('[data-accelerator]');
    await row.getByText(/^[\d.]+ .i?B are fetched from/).waitFor();
    await row.getByRole('button', { name: 'Go on' }).click();
    expect(await row.getByRole('progressbar').getAttribute('value')).toBe('500000000');
    await row.getByText(/^[\d.]+ .i?B of [\d.]+ .i?B$/).waitFor();
    await row.getByRole('button', { name: 'Stop' }).click();
    await row.getByText('What came for libcudnn.so.9 is not what was named').waitFor();
    await row.getByRole('button', { name: 'Take away what came' }).click();
    await expect.poll(() => asked('removeAccelerator').length).toBe(1);
    expect(await findAxeIssues(page)).toEqual([]);
  });

  test('is said not to be had where this Hearth has no list, with no button that could do nothing', async () => {
    const page = await show('#/devices', {}, { readAccelerator: () => ({ ...view, state: 'none', why: 'noList', fetchedBytes: null, diskBytes: null }) });
    const row = page.locator('[data-accelerator=none]');
    await row.getByText('This Hearth was built without a list of what may be fetched').waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
  });

  test('is removed after a question, and asks for a new start', async () => {
    let now: AcceleratorView = { ...view, state: 'installed' };
    const page = await show('#/devices', {}, { readAccelerator: () => now, removeAccelerator: () => { now = { ...view, state: 'absent', needsRestart: true }; return {}; } });
    await page.getByRole('button', { name: 'Remove', exact: true }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.locator('[data-accelerator=absent]').getByText('Start Hearth again').waitFor();
  });
});

describe('the dashboard', () => {
  test('pauses one device for a time, says so with its end, and resumes that device', async () => {
    const page = await show('#/');
    const row = page.locator('.device').first();
    await row.getByRole('button', { name: 'Pause GeForce RTX 4070' }).click();
    await row.getByRole('button', { name: 'For 1 hour' }).click();
    await expect.poll(() => asked('pause')).toEqual([{ minutes: 60, deviceId: 'gpu-0' }]);
    provider.publish('guest', deciding(finding({ endsAtMs: Date.now() + 59.9 * 60_000 })));
    await row.getByText('Paused: You paused it.').waitFor();
    await row.getByText(/^Resumes by itself in 5\d min\.$/).waitFor();
    expect(await findAxeIssues(page)).toEqual([]);
    await row.getByRole('button', { name: 'Resume GeForce RTX 4070' }).click();
    await expect.poll(() => asked('resume')).toEqual([{ deviceId: 'gpu-0' }]);
  });

  test('pauses at once when asked to, and until tomorrow morning', async () => {
    const page = await show('#/');
    const row = page.locator('.device').first();
    await row.getByRole('button', { name: 'Pause GeForce RTX 4070' }).click();
    await row.getByText('Hand the running job back at once').click();
    await row.getByRole('button', { name: /^Until tomorrow/ }).click();
    await expect.poll(() => asked('pause')).toMatchObject([{ deviceId: 'gpu-0', giveBack: 'kill' }]);
    const { minutes } = asked('pause')[0] as { minutes: number };
    const wakes = new Date(Date.now() + minutes * 60_000);
    expect(wakes.getUTCHours() * 60 + wakes.getUTCMinutes()).toBeGreaterThanOrEqual(8 * 60 - 1);
    expect(wakes.getUTCHours() * 60 + wakes.getUTCMinutes()).toBeLessThanOrEqual(8 * 60 + 1);
  });

  test('Why? names the rule, the value, the limit, the end, and what else holds', async () => {
    const hot = finding({ rule: 'temperature', giveBack: 'kill', value: 81, limit: 78, sinceMs: Date.now() - 4 * 60_000 });
    const page = await show('#/', { guest: deciding(hot, [finding({ rule: 'fullScreen', value: 'mpv', giveBack: 'kill' })]) });
    await page.getByRole('button', { name: 'Why?' }).click();
    const panel = page.locator('.why-panel');
    const said = await panel.innerText();
    for (const words of ['The device is at 81 °C, and 78 °C is the most you allow.', 'Read\n81', 'Limit\n78', 'Since\n4 min', 'Does\nStop at once', 'Resumes once it has cooled some degrees below 78 °C.', 'Also true: Full screen.']) expect(said.replaceAll(/[\t ]*\n\s*/g, '\n')).toContain(words);
    await panel.getByText('Cannot be obeyed here: 1').click();
    await panel.getByText('this machine shows no temperature of its processor').waitFor();
    expect(await findAxeIssues(page)).toEqual([]);
    // Safety is not overruled, so no button pretends that it could be.
    expect(await page.getByRole('button', { name: /^Resume/ }).count()).toBe(0);
    await panel.getByRole('link', { name: 'All rules' }).click();
    await page.getByRole('heading', { name: 'Rules', exact: true }).waitFor();
  });

  test('shows what is read as it comes, and never a figure that is not', async () => {
    const page = await show('#/');
    const [gpu, cpu] = [page.locator('.device').nth(0), page.locator('.device').nth(1)];
    expect(await gpu.innerText()).toMatch(/63 °C[\s\S]*118 of 200 W[\s\S]*94 %[\s\S]*5\.2 GiB mine, 1 GiB others, 5\.8 GiB free/);
    expect(await cpu.innerText()).toMatch(/Temperature\s*not reported[\s\S]*Power\s*not reported[\s\S]*22 %/);
    provider.publish('readings', []);
    await expect.poll(() => gpu.innerText()).toMatch(/Temperature\s*not reported/);
    await page.getByText('Memory given back in 410 ms, median of 12 times').waitFor();
    provider.publish('guest', { ...richTopics().guest, promise: { count: 0, lastMs: null, p50Ms: null, p95Ms: null } });
    await page.getByText('Give-back: not measured yet').waitFor();
  });
});

describe('Devices', () => {
  test('draws what was recorded, leaves gaps as gaps, and gives the same as a table', async () => {
    const page = await show('#/devices');
    const panel = page.locator('.device-panel').first();
    await panel.locator('.recharts-area-curve').waitFor();
    // A broken line starts anew after the gap.
    expect((await panel.locator('.recharts-area-curve').getAttribute('d'))!.match(/M/g)).toHaveLength(2);
    await panel.getByText('As a table').click();
    const cells = await panel.locator('.history-table tbody td:last-child').allInnerTexts();
    const points = sampleHistory(24).devices[0]!.points;
    expect(cells).toHaveLength(points.length);
    expect(cells.filter((cell) => cell === 'not recorded')).toHaveLength(points.filter(({ temperatureMostCelsius }) => temperatureMostCelsius === null).length);
    await page.getByText('7 days', { exact: true }).click();
    await expect.poll(() => asked('readHistory')).toContainEqual({ hours: 168 });
    // The processor has no thermometer: its first picture is of something it does report.
    const cpu = page.locator('.device-panel').nth(1);
    await cpu.locator('.history').getByText('Temperature', { exact: true }).click();
    await cpu.getByText('Temperature: not reported in this time.').waitFor();
    await cpu.getByText('this machine shows no temperature of its processor').waitFor();
  });

  test('shows a Hearth that has just begun: one sample is a dot, none is said to be none', async () => {
    const history = sampleHistory(24);
    const young = history.devices.map((one) => ({ ...one, points: one.points.map((point, index) => (index === one.points.length - 1 ? { ...point, temperatureMostCelsius: 50 } : { ...point, temperatureMostCelsius: null, powerMeanWatts: null, othersLoadMeanPercent: null, othersMemoryMeanPercent: null })) }));
    const page = await show('#/devices', {}, { readHistory: () => ({ ...history, devices: young.slice(0, 1) }) });
    await expect.poll(() => page.locator('.device-panel').first().locator('.history-lonely').count()).toBe(1);
    await page.locator('.device-panel').nth(1).getByText('Nothing is recorded of this device yet.').waitFor();
  });

  test('says why a device was set aside, and offers the way back', async () => {
    const fault = finding({ rule: 'fault', giveBack: 'kill', value: reasonOf('fault.workers', 3, 'signal SIGKILL') });
    const devices = richTopics().devices.map((device) => (device.deviceId === 'gpu-0' ? { ...device, state: 'setAside' as const, jobId: null } : device));
    const lost = [1, 2, 3].map((job) => ({ jobId: digest(`job ${job}`), how: 'signal SIGKILL', atMs: nowMs }));
    const history = sampleHistory(24);
    const page = await show('#/devices', { devices, guest: deciding(fault) }, { readHistory: () => ({ ...history, devices: history.devices.map((one) => ({ ...one, health: { lost, setAsideAtMs: nowMs } })) }) });
    const health = page.locator('.health').first();
    await health.getByText('the workers of 3 jobs in a row ended here (signal SIGKILL).').waitFor();
    await expect.poll(() => health.getByRole('link').count()).toBe(3);
    expect(await findAxeIssues(page)).toEqual([]);
    await health.getByRole('button', { name: 'Give it another try' }).click();
    await expect.poll(() => asked('resume')).toEqual([{ deviceId: 'gpu-0' }]);
  });
});

describe('Rules', () => {
  test('shows precedence and every preset in numbers, takes one, and goes back', async () => {
    const page = await show('#/rules');
    await page.locator('.rule-class h3').first().waitFor();
    expect(await page.locator('.rule-class h3').allInnerTexts()).toEqual(['Safety', 'Your word', 'Money', 'Presence', 'Hours']);
    await page.getByRole('button', { name: 'Use Guest' }).waitFor();
    const row = page.locator('.presets tr', { hasText: 'Temperature' });
    expect((await row.locator('td').allInnerTexts()).map((cell) => cell.split('\n')[0])).toEqual(['from 70 °C, until 62 °C', 'from 78 °C, until 70 °C', 'from 83 °C, until 75 °C']);
    await page.getByText('Cannot be obeyed for Ryzen 7 7700X: this machine shows no temperature of its processor').waitFor();
    await page.getByRole('button', { name: 'Use Guest' }).click();
    await expect.poll(() => asked('setPreset')).toEqual([{ preset: 'guest' }]);
    await page.getByText('Guest is in use.').waitFor();
    await page.locator('.change-bar').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => asked('setPreset')).toEqual([{ preset: 'guest' }, { preset: 'balanced' }]);
  });

  test('lists a program by choosing it among those that run, and says why there are none to choose from', async () => {
    const page = await show('#/rules');
    await page.getByRole('button', { name: 'Change rule: Listed programs' }).click();
    const choice = page.getByLabel('Add one that runs now');
    await choice.selectOption('elden-ring');
    await expect.poll(() => page.getByLabel('Programs, one a line').inputValue()).toBe('elden-ring');
    expect(await choice.locator('option').allInnerTexts()).toEqual(['', 'firefox', 'obs']);
    expect(await findAxeIssues(page)).toEqual([]);
    await page.locator('.change-bar').getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => (asked('setRules') as { rules: Rule[] }[]).map(({ rules }) => rules.find(({ kind }) => kind === 'apps'))).toMatchObject([{ names: ['elden-ring'] }]);
    await page.reload();
    provider.answer({ readPrograms: () => ({ names: [], unread: 'addon.notBuilt' }) });
    await page.getByRole('button', { name: 'Change rule: Listed programs' }).click();
    await page.getByText(wordsOfUnread('addon.notBuilt')).waitFor();
    expect(await page.getByLabel('Add one that runs now').isDisabled()).toBe(true);
  });

  test('edits with undo and redo, tries the edit on last week, saves it, and takes the saving back', async () => {
    const page = await show('#/rules');
    const bar = page.locator('.change-bar');
    await page.getByRole('button', { name: 'Change rule: Temperature' }).click();
    const stopAt = page.getByRole('spinbutton', { name: 'Stop at' });
    await stopAt.fill('500');
    await page.getByText('A number from 30 to 120').waitFor();
    await stopAt.press('Enter');
    expect(await bar.getByRole('button').count()).toBe(0);
    await stopAt.fill('70');
    await stopAt.press('Enter');
    await bar.getByText('1 change not saved').waitFor();
    await page.getByRole('button', { name: 'Add rule: Only when idle' }).click();
    await bar.getByText('2 changes not saved').waitFor();
    await page.getByText('With your changes').first().waitFor();
    expect(await findAxeIssues(page)).toEqual([]);
    await bar.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Add rule: Only when idle' }).waitFor();
    await bar.getByRole('button', { name: 'Redo' }).click();
    await page.getByRole('button', { name: 'Change rule: Only when idle' }).waitFor();
    await bar.getByRole('button', { name: 'Save' }).click();
    await bar.getByText('Saved.').waitFor();
    const [{ rules }] = asked('setRules') as [Pick<Guest, 'rules'>];
    expect(rules.find(({ kind }) => kind === 'temperature')).toMatchObject({ stopCelsius: 70, bandCelsius: 8, isOn: true });
    expect(rules.find(({ kind }) => kind === 'idle')).toMatchObject({ minutes: 10, deviceId: null });
    expect(rules).toHaveLength(presets.balanced.length + 1);
    await bar.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => asked('setPreset')).toEqual([{ preset: 'balanced' }]);
  });

  test('gives one device a rule of its own, and hours of the week', async () => {
    const page = await show('#/rules');
    await page.getByText('GeForce RTX 4070', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Make its own: Power' }).click();
    const share = page.getByRole('spinbutton', { name: 'Share of its limit' });
    await share.fill('50');
    await share.press('Enter');
    await page.getByRole('button', { name: 'Add rule: Weekly hours' }).click();
    await page.getByRole('checkbox', { name: 'Sun' }).uncheck();
    await page.getByLabel('from', { exact: true }).fill('23:30');
    await page.locator('.change-bar').getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => asked('setRules')).toHaveLength(1);
    const [{ rules }] = asked('setRules') as [Pick<Guest, 'rules'>];
    expect(rules.filter(({ kind }) => kind === 'power')).toMatchObject([{ deviceId: null, percentMost: 80 }, { deviceId: 'gpu-0', percentMost: 50 }]);
    expect(rules.find(({ kind }) => kind === 'schedule')).toMatchObject({ deviceId: 'gpu-0', windows: [{ days: [1, 2, 3, 4, 5, 6], fromMinute: 23 * 60 + 30, toMinute: 7 * 60 }] });
  });

  test('plays last week again: a picture, its table, and every stop', async () => {
    const page = await show('#/rules');
    const week = page.locator('.week').first();
    await week.getByRole('img', { name: 'GeForce RTX 4070: when it would have stopped, day by day' }).waitFor();
    expect(await week.locator('.stop').count()).toBeGreaterThanOrEqual(7);
    expect(await week.locator('.week-table').first().innerText()).toMatch(/Stopped by: Full screen\s+18\.5 h/);
    await week.getByText('7 stops as a table').click();
    expect(await week.locator('details tbody tr').count()).toBe(7);
    await page.locator('.week').nth(1).getByText('It would not have stopped at all.').waitFor();
  });

  test('a refused saving stays a draft, and says so', async () => {
    const page = await show('#/rules', {}, { setRules: () => Promise.reject(new Error('broken on purpose')) });
    await page.getByRole('switch', { name: 'Rule: Battery' }).click();
    await page.locator('.change-bar').getByRole('button', { name: 'Save' }).click();
    await page.locator('.change-bar [role=alert]').waitFor();
    await page.getByText('1 change not saved').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    expect(await page.getByRole('switch', { name: 'Rule: Battery' }).getAttribute('aria-checked')).toBe('true');
  });
});
