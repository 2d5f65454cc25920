import { trayWords as say } from '../../renderer/strings/tray.ts';
import { words } from '../../renderer/strings/words.ts';
import type { Guest } from '../shared/rules.ts';
import { buildPauseItems, countBusyJobs, formatTrayStatus, isBusy, type TrayItem, type TrayState } from './trayMenu.ts';

/** What the taskbar button (Windows), the dock icon (macOS) or the launcher (Unity's protocol) shows. */
export type Taskbar = {
  /** 0 to 1; null: nothing runs, no bar. */
  readonly progress: number | null;
  /** 'indeterminate': something runs that does not say how far it is. */
  readonly mode: 'normal' | 'paused' | 'indeterminate';
  /** Unread notices that want the owner, 0: none. What is only for information is no reason for a number on an icon. */
  readonly badge: number;
};

export function buildTaskbar({ jobs, status, notices }: TrayState): Taskbar {
  const busy = (jobs ?? []).filter(isBusy);
  const most = busy.reduce((sum, { unitsMax }) => sum + unitsMax, 0);
  const isStopped = status?.state === 'paused' || status?.state === 'ruled';
  return {
    progress: busy.length === 0 ? null : most === 0 ? 0 : Math.min(1, busy.reduce((sum, { unitsDone }) => sum + unitsDone, 0) / most),
    mode: isStopped ? 'paused' : most === 0 ? 'indeterminate' : 'normal',
    badge: notices?.filter(({ isRead, severity }) => !isRead && severity !== 'info').length ?? 0,
  };
}

/** The dock's own menu on macOS: what is going on, and what one wants without opening a window. The system adds its entries below. */
export const buildDockMenu = (state: TrayState): readonly TrayItem[] => {
  const usable = (state.devices ?? []).filter(({ enabled, executionProviders }) => enabled && executionProviders.length > 0);
  return [{ kind: 'says', label: formatTrayStatus(state) }, ...buildPauseItems(state, usable), ...(countBusyJobs(state.jobs) > 0 && !state.quitting ? [{ kind: 'does', label: say.quitAfter, action: { kind: 'quitAfterJob' } } as const] : [])];
};

export type JumpTask = { readonly title: string; /** A link of ours: a second start hands it to the one that runs. */ readonly link: string };

/** The jump list of the Windows taskbar. It is there while Hearth is not: each entry only shows a screen. */
export const buildJumpTasks = (): readonly JumpTask[] =>
  ([['dashboard', 'open'], ['jobs', 'jobs'], ['earnings', 'earnings'], ['rules', 'rules']] as const).map(([screen, path]) => ({ title: words.screens[screen], link: `hearth://${path}` }));

/** Whether somebody else's program fills the screen now: a game, a film, a talk. The rule itself may wait on after it. */
export const isScreenTaken = (guest: Guest | null): boolean =>
  guest?.decisions.some(({ winner, also }) => [winner, ...also].some((found) => found?.rule === 'fullScreen' && !found.isCalming)) ?? false;
