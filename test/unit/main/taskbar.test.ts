import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseDeepLink } from '../../../electron/main/deepLink.ts';
import { countGpuLosses } from '../../../electron/main/gpuLoss.ts';
import { parseShellArguments } from '../../../electron/main/shellArguments.ts';
import { buildAutostart, createStartAtLogin } from '../../../electron/main/startAtLogin.ts';
import { buildDockMenu, buildJumpTasks, buildTaskbar, isScreenTaken } from '../../../electron/main/taskbar.ts';
import { buildTrayMenu, emptyTray, type TrayState } from '../../../electron/main/trayMenu.ts';
import type { Notice } from '../../../electron/shared/notices.ts';
import type { Finding, Guest } from '../../../electron/shared/rules.ts';
import type { JobStage, JobSummary, Status } from '../../../electron/shared/shapes.ts';

const folders: string[] = [];
const newFolder = (): string => folders[folders.push(mkdtempSync(join(tmpdir(), 'hearth-taskbar-'))) - 1]!;
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const state = (change: Partial<TrayState>): TrayState => ({ ...emptyTray, ...change });
const status = (word: Status['state']): Status => ({ state: word, about: {}, action: null, sinceMs: 1 });
const job = (stage: JobStage, unitsDone: number, unitsMax: number): JobSummary => ({ stage, unitsDone, unitsMax }) as JobSummary;
const notice = (severity: Notice['severity'], isRead: boolean): Notice => ({ severity, isRead }) as Notice;

describe('the taskbar', () => {
  it.each<[string, Partial<TrayState>, object]>([
    ['nothing before the provider says a word', {}, { progress: null, badge: 0 }],
    ['no bar without a job that computes', { status: status('idle'), jobs: [job('settled', 5, 5), job('anchored', 5, 5)] }, { progress: null }],
    ['how far all running jobs are together', { status: status('working'), jobs: [job('running', 10, 100), job('running', 50, 100), job('settled', 9, 9)] }, { progress: 0.3, mode: 'normal' }],
    ['that something runs which does not say how far it is', { status: status('working'), jobs: [job('loading', 0, 0)] }, { progress: 0, mode: 'indeterminate' }],
    ['a job that a pause lets finish', { status: status('paused'), jobs: [job('running', 1, 2)] }, { progress: 0.5, mode: 'paused' }],
    ['never more than all of it', { status: status('working'), jobs: [job('running', 12, 10)] }, { progress: 1 }],
    ['how many notices want the owner, not those for information or read', { notices: [notice('attention', false), notice('info', false), notice('attention', true)] }, { badge: 1 }],
  ])('shows %s', (_name, change, wanted) => {
    expect(buildTaskbar(state(change))).toMatchObject(wanted);
  });
  it('offers in the dock what the tray offers, without a way to spend or to sign', () => {
    const working = state({ status: status('working'), jobs: [job('running', 1, 2)] });
    expect(buildDockMenu(working).map((item) => ('label' in item ? item.label : '')))
      .toEqual(['Hearth: Working on 1 job.', 'Pause', 'Quit after the current job']);
    expect(buildDockMenu(state({})).map((item) => ('label' in item ? item.label : ''))).toEqual(['Hearth: starting']);
  });
  it('has a jump list whose links a running Hearth follows', () => {
    expect(buildJumpTasks().map(({ link }) => parseDeepLink(link))).toEqual(['#/', '#/jobs', '#/earnings', '#/rules']);
  });
});

describe('a screen that another program fills', () => {
  const found = (rule: Finding['rule'], isCalming = false): Finding => ({ rule, deviceId: 'cpu', giveBack: 'kill', value: 'game.exe', limit: null, sinceMs: 1, endsAtMs: null, isCalming });
  const guest = (winner: Finding | null, also: Finding[] = []): Guest => ({ preset: null, rules: [], promise: { count: 0, lastMs: null, p50Ms: null, p95Ms: null }, decisions: [{ deviceId: 'cpu', giveBack: 'kill', winner, also, blind: [] }] });
  it('is known from the rule, also behind a stronger one, and not while it only waits to end', () => {
    expect([guest(found('fullScreen')), guest(found('temperature'), [found('fullScreen')]), guest(found('fullScreen', true)), guest(null), null].map(isScreenTaken)).toEqual([true, true, false, false, false]);
  });
});

describe('a driver that dies under the window', () => {
  it('is let go after the third time in ten minutes, for a week', () => {
    let nowMs = 0;
    const lines: string[] = [];
    const losses = countGpuLosses({ nowMs: () => nowMs, log: (line) => void lines.push(line) });
    const at = (minutes: number): number | null => ((nowMs = minutes * 60_000), losses.lost('crashed'));
    expect([at(0), at(6), at(12), at(13)]).toEqual([null, null, null, 13 * 60_000 + 7 * 24 * 3_600_000]);
    expect(lines).toHaveLength(5);
  });
});

describe('starting with the session', () => {
  const login = { getLoginItemSettings: () => ({ openAtLogin: false }), setLoginItemSettings: () => {} };
  it('is a file on Linux, hidden in the tray, that names what an AppImage really is', () => {
    const home = newFolder();
    const starts = createStartAtLogin({ app: login, platform: 'linux', environment: { APPIMAGE: '/home/a b/Hearth.AppImage' }, home, exec: '/tmp/.mount_x/hearth' });
    expect(starts.isOn()).toBe(false);
    starts.set(true);
    expect(starts.isOn()).toBe(true);
    const path = join(home, '.config', 'autostart', 'hearth.desktop');
    expect(readFileSync(path, 'utf8')).toContain('Exec="/home/a b/Hearth.AppImage" "--hidden"\n');
    writeFileSync(path, readFileSync(path, 'utf8').replace('enabled=true', 'enabled=false'));
    expect(starts.isOn()).toBe(false);
    starts.set(true);
    starts.set(false);
    starts.set(false);
    expect(starts.isOn()).toBe(false);
  });
  it('keeps to the folder that the session names', () => {
    const config = newFolder();
    mkdirSync(join(config, 'autostart'));
    createStartAtLogin({ app: login, platform: 'linux', environment: { XDG_CONFIG_HOME: config }, home: '/nowhere', exec: '/opt/hearth' }).set(true);
    expect(readFileSync(join(config, 'autostart', 'hearth.desktop'), 'utf8')).toContain('Exec="/opt/hearth"');
  });
  it('quotes a path as the desktop reads it', () => {
    expect(buildAutostart('/o`p$t/10%/"x"\\y')).toContain('Exec="/o\\\\`p\\\\$t/10%%/\\\\"x\\\\"\\\\\\\\y" "--hidden"');
  });
  it('is the list of the system elsewhere, with the words that keep the window shut', () => {
    const asked: unknown[] = [];
    const starts = createStartAtLogin({
      app: { getLoginItemSettings: (options) => (asked.push(options), { openAtLogin: true }), setLoginItemSettings: (settings) => void asked.push(settings) }, platform: 'win32', environment: {}, home: 'C:\\', exec: 'C:\\Hearth.exe',
    });
    expect(starts.isOn()).toBe(true);
    starts.set(false);
    expect(asked).toEqual([{ args: ['--hidden'] }, { openAtLogin: false, args: ['--hidden'] }]);
    expect(parseShellArguments(['--hidden']).hidden).toBe(true);
  });
  it('is a switch in the tray of an installed copy alone', () => {
    const entry = (startsAtLogin: boolean | null) => buildTrayMenu(state({ startsAtLogin })).find((item) => item.kind === 'does' && item.action.kind === 'startAtLogin');
    expect(entry(null)).toBeUndefined();
    expect(entry(true)).toMatchObject({ isOn: true, action: { on: false } });
    expect(entry(false)).toMatchObject({ isOn: false, action: { on: true } });
  });
});
