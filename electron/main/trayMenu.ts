import { shownLocale } from '../../renderer/format/locale.ts';
import { formatCount, formatPercent, plural } from '../../renderer/format/numbers.ts';
import { presetWords } from '../../renderer/strings/guest.ts';
import { statusWords } from '../../renderer/strings/status.ts';
import { trayWords as say } from '../../renderer/strings/tray.ts';
import type { Guest, Preset } from '../shared/rules.ts';
import type { Notice, NoticeChoices } from '../shared/notices.ts';
import type { Device, EarningsNow, JobSummary, Network, Status } from '../shared/shapes.ts';
import { weiPerCoin } from '../shared/units.ts';
import type { Updates } from '../shared/updates.ts';

/** What the tray knows: the provider's topics, null until heard or while the provider is away. */
export type TrayState = {
  readonly status: Status | null;
  readonly devices: readonly Device[] | null;
  readonly jobs: readonly JobSummary[] | null;
  readonly earnings: EarningsNow | null;
  readonly network: Network | null;
  readonly guest: Guest | null;
  readonly notices: readonly Notice[] | null;
  readonly noticeChoices: NoticeChoices | null;
  /** Whether an account of the owner is unlocked; null where there is no wallet. Amounts are hidden while it is locked. */
  readonly walletUnlocked: boolean | null;
  readonly updates: Updates | null;
  /** Whether Hearth starts with the session; null: this copy cannot (a start from source). */
  readonly startsAtLogin: boolean | null;
  /** Hearth ends by itself once the running job is done. */
  readonly quitting: boolean;
};
export type TrayAction =
  /** A fragment of the page, null for where it is. */
  | { readonly kind: 'open'; readonly fragment: string | null }
  /** minutes null: until resumed; 'morning': until 08:00. */
  | { readonly kind: 'pause'; readonly minutes: number | 'morning' | null; readonly deviceId?: string }
  | { readonly kind: 'resume'; readonly deviceId?: string }
  | { readonly kind: 'preset'; readonly preset: Preset }
  | { readonly kind: 'lockWallet' | 'quitAfterJob' | 'quitNow' | 'downloadUpdate' | 'installUpdate' }
  | { readonly kind: 'startAtLogin'; readonly on: boolean };
export type TrayItem =
  | { readonly kind: 'says'; readonly label: string }
  | { readonly kind: 'does'; readonly label: string; readonly action: TrayAction; /** One of several, and whether it holds now. */ readonly isChosen?: boolean; /** A switch, and whether it is on. */ readonly isOn?: boolean }
  | { readonly kind: 'menu'; readonly label: string; readonly items: readonly TrayItem[] }
  | { readonly kind: 'line' };

export const emptyTray: TrayState = { status: null, devices: null, jobs: null, earnings: null, network: null, guest: null, notices: null, noticeChoices: null, walletUnlocked: null, updates: null, startsAtLogin: null, quitting: false };

/** Stages in which a device is busy with the job; later ones wait for others and survive an end of Hearth. */
const busyStages: ReadonlySet<JobSummary['stage']> = new Set(['loading', 'running', 'proving']);
export const isBusy = ({ stage }: JobSummary): boolean => busyStages.has(stage);
export const countBusyJobs = (jobs: readonly JobSummary[] | null): number => jobs?.filter(isBusy).length ?? 0;

const says = (label: string): TrayItem => ({ kind: 'says', label });
const does = (label: string, action: TrayAction): TrayItem => ({ kind: 'does', label, action });
const line: TrayItem = { kind: 'line' };

/** The whole menu, top to bottom. What is not known is left out or said to be unknown, never shown as zero. */
export function buildTrayMenu(state: TrayState): readonly TrayItem[] {
  const { earnings, network, notices, guest } = state;
  const usable = (state.devices ?? []).filter(({ enabled, executionProviders }) => enabled && executionProviders.length > 0);
  const busy = countBusyJobs(state.jobs) > 0;
  const unread = notices?.filter(({ isRead }) => !isRead).length ?? 0;
  return [
    says(formatTrayStatus(state)),
    ...usable.map((device) => says(formatDevice(device, state))),
    ...(earnings ? [says(state.walletUnlocked === false ? say.todayHidden : formatToday(earnings, network)), says(say.jobsToday(formatCount(earnings.todayJobs), formatCount(earnings.todayRejected)))] : []),
    ...(guest?.promise.lastMs != null ? [says(say.gaveBack(formatSeconds(guest.promise.lastMs)))] : []),
    line,
    ...buildPauseItems(state, usable),
    ...(guest ? [{ kind: 'menu', label: say.behave, items: presets.map((preset): TrayItem => ({ kind: 'does', label: presetWords[preset].title, action: { kind: 'preset', preset }, isChosen: guest.preset === preset })) } as const] : []),
    line,
    does(say.open, { kind: 'open', fragment: null }),
    ...(state.status === null ? [] : [does(say.why, { kind: 'open', fragment: '#/' })]),
    ...(unread > 0 ? [does(say.notices(formatCount(unread)), { kind: 'open', fragment: '#/notices' })] : []),
    ...(state.walletUnlocked === true ? [does(say.lock, { kind: 'lockWallet' })] : []),
    ...buildUpdateItems(state),
    ...(state.startsAtLogin === null ? [] : [{ kind: 'does', label: say.startAtLogin, action: { kind: 'startAtLogin', on: !state.startsAtLogin }, isOn: state.startsAtLogin } as const]),
    line,
    ...(busy && !state.quitting ? [does(say.quitAfter, { kind: 'quitAfterJob' })] : []),
    does(busy ? say.quitNow : say.quit, { kind: 'quitNow' }),
  ];
}

/** An update is offered, on its way, or ready; what else is to be said of it stands in the settings. */
function buildUpdateItems({ updates, jobs, quitting }: TrayState): readonly TrayItem[] {
  if (updates?.version == null) return [];
  switch (updates.state) {
    case 'available': return [does(say.update.fetch(updates.version), { kind: 'downloadUpdate' })];
    case 'downloading': return [says(say.update.fetching(updates.version, formatPercent((updates.percent ?? 0) / 100)))];
    case 'ready': return quitting ? [] : [does((countBusyJobs(jobs) > 0 ? say.update.installAfter : say.update.install)(updates.version), { kind: 'installUpdate' })];
    case 'waiting': case 'installing': return [says(say.update.waits(updates.version))];
    case 'idle': case 'checking': return [];
  }
}

const presets: readonly Preset[] = ['guest', 'balanced', 'dedicated'];
const pauseChoices: readonly (readonly [number | 'morning' | null, keyof typeof say.pauses])[] = [[15, 'minutes15'], [60, 'hour'], [240, 'hours4'], ['morning', 'morning'], [null, 'resumed']];

export function buildPauseItems({ status, guest }: TrayState, usable: readonly Device[]): readonly TrayItem[] {
  if (status === null) return [];
  const isStopped = status.state === 'paused' || status.state === 'ruled';
  const choices = (deviceId?: string): readonly TrayItem[] => pauseChoices.map(([minutes, word]) => does(say.pauses[word], { kind: 'pause', minutes, ...(deviceId === undefined ? {} : { deviceId }) }));
  // One device of several; with a single one both menus would say the same.
  const single = usable.length < 2 ? [] : usable.map((device): TrayItem => {
    const isPaused = guest?.decisions.some(({ deviceId, winner }) => deviceId === device.deviceId && winner?.rule === 'pause') ?? false;
    return isPaused ? does(say.resumeOne(shorten(device.name)), { kind: 'resume', deviceId: device.deviceId }) : { kind: 'menu', label: shorten(device.name), items: choices(device.deviceId) };
  });
  return [
    isStopped ? does(say.resume, { kind: 'resume' }) : { kind: 'menu', label: say.pause, items: choices() },
    ...(single.length > 0 && !isStopped ? [{ kind: 'menu', label: say.pauseOne, items: single } as const] : []),
  ];
}

/** Whole minutes from now until the next 08:00 of this machine's clock. */
export function minutesUntilMorning(now: Date): number {
  const morning = new Date(now);
  morning.setHours(8, 0, 0, 0);
  if (morning <= now) morning.setDate(morning.getDate() + 1);
  return Math.max(1, Math.ceil((morning.getTime() - now.getTime()) / 60_000));
}

/** A device's line: what it does, its jobs' progress or the rule that stops it. */
function formatDevice(device: Device, { jobs, guest }: TrayState): string {
  const own = (jobs ?? []).filter(({ deviceId, stage }) => deviceId === device.deviceId && busyStages.has(stage));
  const stopping = guest?.decisions.find(({ deviceId }) => deviceId === device.deviceId);
  const rule = stopping?.winner && stopping.giveBack !== null && stopping.giveBack !== 'throttle' ? stopping.winner.rule : null;
  const doing = rule !== null ? (rule === 'pause' ? say.device.paused : say.device.ruled) : own.length > 0 ? formatJobs(own) : say.device[device.state];
  return `${shorten(device.name)}: ${doing}`;
}

/** How far its jobs are, all together: an engine runs several at once. */
function formatJobs(own: readonly JobSummary[]): string {
  const most = own.reduce((sum, { unitsMax }) => sum + unitsMax, 0);
  const jobs = plural(own.length, say.device.jobs);
  // Cut, not rounded: what reads 100 % is done.
  return most === 0 ? jobs : say.device.progress(jobs, formatPercent(Math.floor((100 * own.reduce((sum, { unitsDone }) => sum + unitsDone, 0)) / most) / 100));
}

/** One line: what Hearth is doing, as the page says it. Also the tooltip. */
export function formatTrayStatus({ status, jobs, devices, quitting }: TrayState): string {
  if (quitting) return `Hearth: ${plural(countBusyJobs(jobs), say.finishing)}`;
  if (status === null) return `Hearth: ${say.starting}`;
  return `Hearth: ${statusWords[status.state](status.about, { nowMs: Date.now(), devices: devices ?? [], jobs: null, tokensPerSecond: 0 }, status.sinceMs).sentence}`;
}

export type TrayIcon = 'working' | 'idle' | 'paused' | 'ruled' | 'attention' | 'offline' | 'starting';

/** Seven states, told apart by shape (assets/icons). */
export function chooseTrayIcon({ status }: TrayState): TrayIcon {
  switch (status?.state) {
    case 'working': return 'working';
    case 'idle': return 'idle';
    case 'leaving':
    case 'paused': return 'paused';
    case 'ruled': return 'ruled';
    case 'chainGone':
    case 'chainDoubt': return 'offline';
    case 'cheating': case 'noDevice': case 'workerLost': case 'diskFull': case 'failing': return 'attention';
    case 'starting': case 'disconnected': case undefined: return 'starting';
  }
}

function formatToday({ todayWei }: EarningsNow, network: Network | null): string {
  const amount = `${formatCoins(todayWei)}${network === null ? '' : ` ${network.coin}`}`;
  return say.today(network?.practice ? say.testMoney(amount) : amount);
}

/** Four decimals, cut and not rounded: the tray never shows more than was paid. */
function formatCoins(wei: bigint): string {
  const parts = (wei * 10_000n) / weiPerCoin;
  if (parts === 0n && wei > 0n) return say.lessThan('0.0001');
  const fraction = (parts % 10_000n).toString().padStart(4, '0').replace(/0+$/, '');
  return `${parts / 10_000n}${fraction === '' ? '' : `.${fraction}`}`;
}

const formatSeconds = (ms: number): string => new Intl.NumberFormat(shownLocale(), { style: 'unit', unit: 'second', unitDisplay: 'narrow', maximumFractionDigits: 1 }).format(ms / 1000);

const shorten = (name: string): string => (name.length > 40 ? `${name.slice(0, 39)}…` : name);
