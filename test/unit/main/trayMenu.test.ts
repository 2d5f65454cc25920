import { describe, expect, it } from 'vitest';
import { buildTrayMenu, chooseTrayIcon, emptyTray, formatTrayStatus, type TrayItem, type TrayState } from '../../../electron/main/trayMenu.ts';
import { statusShape, type Device, type EarningsNow, type JobStage, type JobSummary, type Network, type Status } from '../../../electron/shared/shapes.ts';

const status = (state: Status['state']): Status => ({ state, about: {}, action: null, sinceMs: 1 });
const job = (stage: JobStage): JobSummary => ({
  jobId: `0x${'1'.repeat(64)}`, kind: 'generate', stage, modelId: `0x${'2'.repeat(64)}`, modelName: 'ember', deviceId: 'cpu', client: `0x${'3'.repeat(40)}`,
  admittedAtMs: 1, finishedAtMs: null, unitsDone: 0, unitsMax: 1, attempts: 1, priceWei: 1n, payoutWei: null, verdict: null, failure: null,
});
const device = (change: Partial<Device>): Device => ({
  deviceId: 'cpu', kind: 'cpu', name: 'Xeon', vendor: null, memoryBytes: null, driver: null, unknown: false, executionProviders: ['cpu'], reason: null, enabled: true, state: 'ready', jobId: null, ...change,
});
const earnings = { todayWei: 420_000_000_000_000_000n, todayJobs: 37 } as EarningsNow;
const network = { practice: true, coin: 'tEMB' } as Network;
const state = (change: Partial<TrayState>): TrayState => ({ ...emptyTray, ...change });
const labels = (items: readonly TrayItem[]): string[] => items.flatMap((item) => (item.kind === 'line' ? [] : item.kind === 'menu' ? [item.label, ...labels(item.items)] : [item.label]));
const actions = (items: readonly TrayItem[]): string[] => items.flatMap((item) => (item.kind === 'does' ? [item.action] : item.kind === 'menu' ? actions(item.items) : []));

describe('buildTrayMenu', () => {
  it('says what runs, what was earned and that it is test money', () => {
    const menu = buildTrayMenu(state({ status: status('working'), jobs: [job('running'), job('settled')], devices: [device({ state: 'working' }), device({ name: 'virtio', executionProviders: [] })], earnings, network }));
    expect(labels(menu)).toEqual(['Hearth: working on 1 job', 'Xeon: working', 'Today: 0.42 tEMB (test money), 37 jobs', 'Open Hearth', 'Pause', 'For 1 hour', 'Until I resume', 'Quit after the current job', 'Quit now']);
  });

  it('shows nothing it does not know while the provider is away, and still opens and quits', () => {
    const menu = buildTrayMenu(emptyTray);
    expect(labels(menu)).toEqual(['Hearth: starting', 'Open Hearth', 'Quit']);
    expect(actions(menu)).toEqual(['open', 'quitNow']);
  });

  it('offers to resume instead of to pause while paused', () => {
    expect(actions(buildTrayMenu(state({ status: status('paused') })))).toEqual(['open', 'resume', 'quitNow']);
  });

  it('offers to wait for a job only while a device is busy with one', () => {
    expect(actions(buildTrayMenu(state({ status: status('idle'), jobs: [job('delivered'), job('anchored')] })))).not.toContain('quitAfterJob');
    expect(actions(buildTrayMenu(state({ status: status('working'), jobs: [job('proving')], quitting: true })))).not.toContain('quitAfterJob');
  });

  it('never shows a small amount as zero nor more than was paid', () => {
    const today = (todayWei: bigint): string | undefined => labels(buildTrayMenu(state({ earnings: { ...earnings, todayWei }, network }))).find((label) => label.startsWith('Today'));
    expect(today(0n)).toBe('Today: 0 tEMB (test money), 37 jobs');
    expect(today(1n)).toBe('Today: less than 0.0001 tEMB (test money), 37 jobs');
    expect(today(1_999_999_999_999_999_999n)).toBe('Today: 1.9999 tEMB (test money), 37 jobs');
  });

  it('has one sentence and one icon for every state', () => {
    for (const name of statusShape.shape.state.options) {
      expect(formatTrayStatus(state({ status: status(name) }))).toMatch(/^Hearth: \S/);
      expect(chooseTrayIcon(state({ status: status(name) }))).toMatch(/^(?:working|idle|paused|attention|starting)$/);
    }
    expect(formatTrayStatus(state({ quitting: true, jobs: [job('running'), job('proving')] }))).toBe('Hearth: finishing 2 jobs, then quitting');
  });
});
