import { statusWords } from '../../renderer/strings/status.ts';
import type { Device, EarningsNow, JobSummary, Network, Status } from '../shared/shapes.ts';
import { weiPerCoin } from '../shared/units.ts';

/** What the tray knows: the provider's topics, null until heard or while the provider is away. */
export type TrayState = {
  readonly status: Status | null;
  readonly devices: readonly Device[] | null;
  readonly jobs: readonly JobSummary[] | null;
  readonly earnings: EarningsNow | null;
  readonly network: Network | null;
  /** Hearth ends by itself once the running job is done. */
  readonly quitting: boolean;
};
export type TrayAction = 'open' | 'pauseHour' | 'pause' | 'resume' | 'quitAfterJob' | 'quitNow';
export type TrayItem =
  | { readonly kind: 'says'; readonly label: string }
  | { readonly kind: 'does'; readonly label: string; readonly action: TrayAction }
  | { readonly kind: 'menu'; readonly label: string; readonly items: readonly TrayItem[] }
  | { readonly kind: 'line' };

export const emptyTray: TrayState = { status: null, devices: null, jobs: null, earnings: null, network: null, quitting: false };

/** Stages in which a device is busy with the job; later ones wait for others and survive an end of Hearth. */
const busyStages: ReadonlySet<JobSummary['stage']> = new Set(['loading', 'running', 'proving']);
export const countBusyJobs = (jobs: readonly JobSummary[] | null): number => jobs?.filter(({ stage }) => busyStages.has(stage)).length ?? 0;

/** The whole menu, top to bottom. What is not known is left out or said to be unknown, never shown as zero. */
export function buildTrayMenu(state: TrayState): readonly TrayItem[] {
  const paused = state.status?.state === 'paused' || state.status?.state === 'ruled';
  return [
    { kind: 'says', label: formatTrayStatus(state) },
    ...(state.devices ?? []).filter(({ enabled, executionProviders }) => enabled && executionProviders.length > 0).map((device): TrayItem => ({ kind: 'says', label: `${shorten(device.name)}: ${deviceWords[device.state]}` })),
    ...(state.earnings ? [{ kind: 'says', label: formatToday(state.earnings, state.network) } as const] : []),
    { kind: 'line' },
    { kind: 'does', label: 'Open Hearth', action: 'open' },
    ...(state.status === null ? [] : paused
      ? [{ kind: 'does', label: 'Resume', action: 'resume' } as const]
      : [{ kind: 'menu', label: 'Pause', items: [{ kind: 'does', label: 'For 1 hour', action: 'pauseHour' }, { kind: 'does', label: 'Until I resume', action: 'pause' }] } as const]),
    { kind: 'line' },
    ...(countBusyJobs(state.jobs) > 0 && !state.quitting ? [{ kind: 'does', label: 'Quit after the current job', action: 'quitAfterJob' } as const] : []),
    { kind: 'does', label: countBusyJobs(state.jobs) > 0 ? 'Quit now' : 'Quit', action: 'quitNow' },
  ];
}

const deviceWords: Readonly<Record<Device['state'], string>> = { working: 'working', ready: 'ready', off: 'off', unusable: 'cannot be used', setAside: 'set aside after failures' };

/** One line: what Hearth is doing. Also the tooltip. */
export function formatTrayStatus({ status, jobs, quitting }: TrayState): string {
  const busy = countBusyJobs(jobs);
  if (quitting) return busy === 1 ? 'Hearth: finishing 1 job, then quitting' : `Hearth: finishing ${busy} jobs, then quitting`;
  if (status === null) return 'Hearth: starting';
  switch (status.state) {
    case 'starting': return 'Hearth: starting';
    case 'working': return busy === 1 ? 'Hearth: working on 1 job' : `Hearth: working on ${busy} jobs`;
    case 'idle': return 'Hearth: ready, no orders right now';
    case 'paused': return 'Hearth: paused by you';
    case 'ruled': return `Hearth: ${statusWords.ruled(status.about, { nowMs: Date.now(), devices: [], jobs: null, tokensPerSecond: 0 }, status.sinceMs).sentence}`;
    case 'chainGone': return 'Hearth: the chain does not answer, receipts wait';
    case 'noDevice': return 'Hearth: no device is switched on';
    case 'workerLost': return 'Hearth: a worker died, the job is tried again';
    case 'diskFull': return 'Hearth: the disk is full';
    case 'failing': return 'Hearth: something is wrong, open Hearth to see';
    case 'disconnected': return 'Hearth: starting again';
  }
}

export type TrayIcon = 'working' | 'idle' | 'paused' | 'attention' | 'starting';

/** Five states, told apart by shape (assets/icons). */
export function chooseTrayIcon({ status }: TrayState): TrayIcon {
  switch (status?.state) {
    case 'working': return 'working';
    case 'idle': return 'idle';
    case 'paused': case 'ruled': return 'paused';
    case 'chainGone': case 'noDevice': case 'workerLost': case 'diskFull': case 'failing': return 'attention';
    case 'starting': case 'disconnected': case undefined: return 'starting';
  }
}

function formatToday({ todayWei, todayJobs }: EarningsNow, network: Network | null): string {
  const coin = network === null ? '' : ` ${network.coin}${network.practice ? ' (test money)' : ''}`;
  return `Today: ${formatCoins(todayWei)}${coin}, ${todayJobs} ${todayJobs === 1 ? 'job' : 'jobs'}`;
}

/** Four decimals, cut and not rounded: the tray never shows more than was paid. */
function formatCoins(wei: bigint): string {
  const parts = (wei * 10_000n) / weiPerCoin;
  if (parts === 0n && wei > 0n) return 'less than 0.0001';
  const fraction = (parts % 10_000n).toString().padStart(4, '0').replace(/0+$/, '');
  return `${parts / 10_000n}${fraction === '' ? '' : `.${fraction}`}`;
}

const shorten = (name: string): string => (name.length > 40 ? `${name.slice(0, 39)}…` : name);
