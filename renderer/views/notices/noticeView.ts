import { noticeFacts, type Notice, type NoticeAction, type NoticeKind } from '../../../electron/shared/notices.ts';
import { formatDay } from '../../format/time.ts';
import { formatRoute, type Route } from '../../route.ts';
import { noticeWords as text } from '../../strings/noticeCentre.ts';

export type NoticeFilter = keyof typeof text.filters;
export const isShown = ({ severity, isRead }: Notice, filter: NoticeFilter): boolean => filter === 'all' || (filter === 'unread' ? !isRead : severity === filter);

/** The part of the screen that a kind is about, where its screen has more. */
const sections: { readonly [Kind in NoticeKind]?: Exclude<Route, { screen: 'unknown' }> } = {
  backupDue: { screen: 'wallet', section: 'backup' },
  chainGone: { screen: 'network', section: 'chain' }, chainBack: { screen: 'network', section: 'chain' }, chainDoubt: { screen: 'network', section: 'chain' }, chainSound: { screen: 'network', section: 'chain' }, chainRewound: { screen: 'network', section: 'chain' },
  rpcSetAside: { screen: 'settings', section: 'addresses' },
  dataNear: { screen: 'network', section: 'data' },
  orderRefused: { screen: 'settings', section: 'choices' },
  modelDamaged: { screen: 'models', section: 'installed' }, downloadDone: { screen: 'models', section: 'installed' }, downloadEnded: { screen: 'models', section: 'install' },
  updateReady: { screen: 'settings', section: 'updates' }, updateRefused: { screen: 'settings', section: 'updates' }, updateRolledBack: { screen: 'settings', section: 'updates' },
};

/** Where a notice's action leads: to the very job or vote where it names one, else to the part of a screen that is about it. Pure. */
export function actionOf({ kind, about }: Pick<Notice, 'kind' | 'about'>): { readonly action: NoticeAction; readonly href: string } {
  const { action } = noticeFacts[kind];
  const jobId = about['jobId'];
  const proposalId = about['proposalId'];
  if (action === 'job') return typeof jobId === 'string' && /^0x[0-9a-f]{64}$/.test(jobId) ? { action, href: formatRoute({ screen: 'job', jobId }) } : { action: 'jobs', href: formatRoute({ screen: 'jobs' }) };
  if (action === 'proposal') return typeof proposalId === 'string' && /^[1-9]\d{0,77}$/.test(proposalId) ? { action, href: formatRoute({ screen: 'proposal', proposalId }) } : { action, href: formatRoute({ screen: 'governance' }) };
  return { action, href: formatRoute(sections[kind] ?? { screen: action }) };
}

/** By local day, newest first, in the order they come. Pure but for the time zone. */
export function groupByDay(notices: readonly Notice[], nowMs: number): readonly { readonly title: string; readonly notices: readonly Notice[] }[] {
  const days = new Map<string, Notice[]>();
  for (const notice of notices) {
    const day = new Date(notice.atMs).toDateString();
    days.set(day, [...(days.get(day) ?? []), notice]);
  }
  const yesterday = new Date(nowMs);
  yesterday.setDate(yesterday.getDate() - 1);
  return [...days].map(([day, all]) => ({ title: day === new Date(nowMs).toDateString() ? text.today : day === yesterday.toDateString() ? text.yesterday : formatDay(all[0]!.atMs), notices: all }));
}
