import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildTrayMenu, chooseTrayIcon, emptyTray, formatTrayStatus, minutesUntilMorning, type TrayAction, type TrayItem, type TrayState } from '../../../electron/main/trayMenu.ts';
import { parseLanguageChoice, speakLanguage } from '../../../electron/main/shellLanguage.ts';
import { isUnlocked, watchWallet } from '../../../electron/main/watchWallet.ts';
import { languageTags } from '../../../renderer/strings/languages.ts';
import { serveBridge, type Port } from '../../../electron/shared/bridgeKit.ts';
import type { Decision, Guest, RuleKind } from '../../../electron/shared/rules.ts';
import { noUpdates, type Updates } from '../../../electron/shared/updates.ts';
import { walletBridge } from '../../../electron/shared/walletBridge.ts';
import { statusShape, type Device, type EarningsNow, type JobStage, type JobSummary, type Network, type Status } from '../../../electron/shared/shapes.ts';

const status = (state: Status['state']): Status => ({ state, about: {}, action: null, sinceMs: 1 });
const job = (stage: JobStage): JobSummary => ({
  jobId: `0x${'1'.repeat(64)}`, kind: 'generate', stage, modelId: `0x${'2'.repeat(64)}`, modelName: 'ember', deviceId: 'cpu', client: `0x${'3'.repeat(40)}`,
  admittedAtMs: 1, finishedAtMs: null, unitsDone: 0, unitsMax: 1, attempts: 1, priceWei: 1n, payoutWei: null, verdict: null, failure: null,
});
const device = (change: Partial<Device>): Device => ({
  deviceId: 'cpu', kind: 'cpu', name: 'Xeon', vendor: null, memoryBytes: null, driver: null, unknown: false, executionProviders: ['cpu'], reason: null, enabled: true, state: 'ready', jobId: null, ...change,
});
const earnings = { todayWei: 420_000_000_000_000_000n, todayJobs: 37, todayRejected: 1 } as EarningsNow;
const network = { practice: true, coin: 'tEMB' } as Network;
const promise = { count: 3, lastMs: 640, p50Ms: 600, p95Ms: 900 };
const decision = (deviceId: string, rule: RuleKind): Decision => ({ deviceId, giveBack: 'finish', winner: { rule, deviceId, giveBack: 'finish', value: null, limit: null, sinceMs: 1, endsAtMs: null, isCalming: false }, also: [], blind: [] });
const guest = (decisions: Decision[] = []): Guest => ({ preset: 'balanced', rules: [], decisions, promise });
const state = (change: Partial<TrayState>): TrayState => ({ ...emptyTray, ...change });
const labels = (items: readonly TrayItem[]): string[] => items.flatMap((item) => (item.kind === 'line' ? [] : item.kind === 'menu' ? [item.label, ...labels(item.items)] : [item.label]));
const actions = (items: readonly TrayItem[]): TrayAction[] => items.flatMap((item): TrayAction[] => (item.kind === 'does' ? [item.action] : item.kind === 'menu' ? actions(item.items) : []));
const kinds = (items: readonly TrayItem[]): string[] => actions(items).map(({ kind }) => kind);

const full = state({
  status: status('working'), jobs: [{ ...job('running'), unitsDone: 41, unitsMax: 100 }, job('settled')], earnings, network, guest: guest(), walletUnlocked: true,
  devices: [device({ state: 'working', jobId: job('running').jobId }), device({ deviceId: 'gpu', name: 'RTX 3060' }), device({ name: 'virtio', executionProviders: [] })],
  notices: [{ noticeId: '1', firstAtMs: 1, atMs: 1, count: 1, isRead: false, severity: 'info', kind: 'firstReceipt', about: {} }],
});

describe('buildTrayMenu', () => {
  it('says what runs, what was earned and that it is test money', () => {
    const top = buildTrayMenu(full).map((item) => (item.kind === 'line' ? '-' : item.label));
    expect(top).toEqual([
      'Hearth: Working on 1 job.', 'Xeon: 1 job, 41% done', 'RTX 3060: ready', 'Today: 0.42 tEMB (test money)', 'Jobs today: 37 paid, 1 rejected', 'Memory given back in 0.6s, last time', '-',
      'Pause', 'Pause one device', 'Behave as', '-', 'Open Hearth', 'Why?', 'Notices (1)', 'Lock wallet', '-', 'Quit after the current job', 'Quit now',
    ]);
    expect(labels(buildTrayMenu(full)).length).toBeGreaterThanOrEqual(12);
  });

  it('shows nothing it does not know while the provider is away, and still opens and quits', () => {
    const menu = buildTrayMenu(emptyTray);
    expect(labels(menu)).toEqual(['Hearth: starting', 'Open Hearth', 'Quit']);
    expect(kinds(menu)).toEqual(['open', 'quitNow']);
  });

  it('offers to resume instead of to pause while paused, by a person or by a rule', () => {
    for (const name of ['paused', 'ruled'] as const) expect(kinds(buildTrayMenu(state({ status: status(name) })))).toEqual(['resume', 'open', 'open', 'quitNow']);
  });

  it('pauses one device of several, and resumes only that one', () => {
    const menu = buildTrayMenu({ ...full, guest: guest([decision('gpu', 'pause')]) });
    expect(labels(menu)).toContain('RTX 3060: paused by you');
    expect(actions(menu)).toContainEqual({ kind: 'resume', deviceId: 'gpu' });
    expect(actions(menu)).toContainEqual({ kind: 'pause', minutes: 15, deviceId: 'cpu' });
    expect(labels(buildTrayMenu({ ...full, devices: [device({})] }))).not.toContain('Pause one device');
    expect(labels(buildTrayMenu({ ...full, guest: guest([decision('gpu', 'apps')]) }))).toContain('RTX 3060: paused by a rule');
  });

  it('marks the preset in force, and none when the rules are the owner\'s own', () => {
    const chosen = (preset: Guest['preset']): string[] => buildTrayMenu({ ...full, guest: { ...guest(), preset } }).flatMap((item) => (item.kind === 'menu' ? item.items : [])).flatMap((item) => (item.kind === 'does' && item.isChosen ? [item.label] : []));
    expect(chosen('balanced')).toEqual(['Balanced']);
    expect(chosen(null)).toEqual([]);
  });

  it('hides amounts while the wallet is locked, and offers to lock only what is open', () => {
    const locked = labels(buildTrayMenu({ ...full, walletUnlocked: false }));
    expect(locked.join(' ')).not.toContain('0.42');
    expect(locked).not.toContain('Lock wallet');
    expect(labels(buildTrayMenu({ ...full, walletUnlocked: null }))).not.toContain('Lock wallet');
  });

  it('offers what can be done with an update, and nothing while there is none', () => {
    const update = (change: Partial<Updates>): string[] => labels(buildTrayMenu({ ...full, updates: { ...noUpdates(null), version: '0.2.0', ...change } })).filter((label) => label.includes('0.2.0'));
    expect(update({ state: 'available' })).toEqual(['Fetch version 0.2.0']);
    expect(update({ state: 'downloading', percent: 41 })).toEqual(['Fetching version 0.2.0: 41%']);
    expect(update({ state: 'ready' })).toEqual(['Install version 0.2.0 after the current job']);
    expect(labels(buildTrayMenu({ ...full, jobs: [], updates: { ...noUpdates(null), version: '0.2.0', state: 'ready' } }))).toContain('Install version 0.2.0 and restart');
    expect(update({ state: 'waiting' })).toEqual(['Version 0.2.0 is installed when the job is done']);
    expect(kinds(buildTrayMenu({ ...full, updates: { ...noUpdates(null), version: '0.2.0', state: 'ready' } }))).toContain('installUpdate');
    for (const state of ['idle', 'checking'] as const) expect(update({ state, version: null })).toEqual([]);
    expect(labels(buildTrayMenu({ ...full, updates: noUpdates('noKey') }))).toEqual(labels(buildTrayMenu(full)));
  });

  it('offers to wait for a job only while a device is busy with one', () => {
    expect(kinds(buildTrayMenu(state({ status: status('idle'), jobs: [job('delivered'), job('anchored')] })))).not.toContain('quitAfterJob');
    expect(kinds(buildTrayMenu(state({ status: status('working'), jobs: [job('proving')], quitting: true })))).not.toContain('quitAfterJob');
  });

  it('never shows a small amount as zero nor more than was paid', () => {
    const today = (todayWei: bigint): string | undefined => labels(buildTrayMenu(state({ earnings: { ...earnings, todayWei }, network }))).find((label) => label.startsWith('Today'));
    expect(today(0n)).toBe('Today: 0 tEMB (test money)');
    expect(today(1n)).toBe('Today: less than 0.0001 tEMB (test money)');
    expect(today(1_999_999_999_999_999_999n)).toBe('Today: 1.9999 tEMB (test money)');
  });

  it('has one sentence and one icon for every state', () => {
    for (const name of statusShape.shape.state.options) {
      expect(formatTrayStatus(state({ status: status(name) }))).toMatch(/^Hearth: \S/);
      const icon = chooseTrayIcon(state({ status: status(name) }));
      for (const tint of ['black', 'white']) expect(existsSync(join(import.meta.dirname, `../../../assets/icons/tray/${icon}-${tint}@2x.png`)), icon).toBe(true);
    }
    expect(formatTrayStatus(state({ quitting: true, jobs: [job('running'), job('proving')] }))).toBe('Hearth: 2 jobs to finish, then Hearth quits');
  });

  it.each(languageTags)('speaks %s in every state, locked or not, and offers the same', async (tag) => {
    await speakLanguage(tag, []);
    try {
      for (const walletUnlocked of [true, false, null]) {
        for (const name of statusShape.shape.state.options) {
          const menu = buildTrayMenu({ ...full, status: status(name), walletUnlocked, startsAtLogin: true });
          const said = labels(menu);
          expect(said.filter((label) => label === '' || /undefined|\[object|NaN/.test(label)), name).toEqual([]);
          // What is English in another language was forgotten; names, figures and the coin are everybody's.
          if (tag !== 'en') expect(said.filter((label) => /\b(?:the|paid|hidden|Open|until|working|ready)\b/.test(label.replace(/^Hearth: .*/, ''))), name).toEqual([]);
          if (walletUnlocked === false) expect(said.join(' ')).not.toContain('0.42');
        }
      }
      const kindsOf = kinds(buildTrayMenu(full));
      await speakLanguage('en', []);
      expect(kindsOf).toEqual(kinds(buildTrayMenu(full)));
    } finally {
      await speakLanguage('en', []);
    }
  });

  it('takes only languages that it has, whatever the page says, and the later of two wishes', async () => {
    expect(['de', 'system', 'xx', '__proto__', 7, null].map(parseLanguageChoice)).toEqual(['de', 'system', null, null, null, null]);
    const spoken = await Promise.all([speakLanguage('de', []), speakLanguage('system', ['fr-CA', 'en'])]);
    expect(spoken).toEqual([false, true]);
    expect(labels(buildTrayMenu(emptyTray))).toContain('Ouvrir Hearth');
    await speakLanguage('en', []);
  });

  it('knows how long it is until eight, over a change of the clocks too', () => {
    expect(minutesUntilMorning(new Date(2026, 5, 1, 7, 59, 30))).toBe(1);
    expect(minutesUntilMorning(new Date(2026, 5, 1, 8, 0, 0))).toBe(24 * 60);
    expect(minutesUntilMorning(new Date(2026, 5, 1, 22, 0, 0))).toBe(600);
  });
});

describe('watchWallet', () => {
  it('says whether the wallet is locked, and follows the signer over a restart', async () => {
    const ports: Port[] = [];
    const heard: (boolean | null)[] = [];
    const wallet = watchWallet((port) => {
      ports.push(port);
      const bridge = serveBridge(walletBridge, { lock: () => ({}) } as never, () => 'T-1');
      bridge.publish('wallet', { state: 'ready', roots: [{ rootId: '00'.repeat(8), kind: 'phrase', createdAtMs: 1, backupCheckedAtMs: null, unlocked: ports.length > 1, policy: { coinsPerTransactionWei: 1n, coinsPerDayWei: 1n, gasPerTransactionWei: 1n, gasPerDayWei: 1n, feePerTransactionWei: 1n, typedFromWei: 1n, autoLockMinutes: 5 }, policyVerified: true }], accounts: [], contacts: [], tokens: [], lost: [], payout: { address: `0x${'11'.repeat(20)}`, source: 'builtIn', announced: null }, node: `0x${'22'.repeat(20)}`, protection: 'file', fileReason: 'noWindow', lockHearing: 'noBus', unlockedUntilMs: null, waitUntilMs: null });
      bridge.attach(port);
    }, (unlocked) => void heard.push(unlocked), 10);
    await expect.poll(() => heard).toEqual([false]);
    ports[0]!.close();
    await expect.poll(() => heard).toEqual([false, null, true]);
    await wallet.lock();
    wallet.stop();
    expect(isUnlocked({ state: 'none', roots: [] })).toBeNull();
  });
});
