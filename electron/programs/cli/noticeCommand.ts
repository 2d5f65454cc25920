import { describeNotice } from '../../../renderer/strings/notices.ts';
import { defaultNoticeChoices, isTold, noticeFacts, noticeKinds, type NoticeKind } from '../../shared/notices.ts';
import { formatMoment, printable, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { readTopic, withRunning } from './running.ts';

/** The notices that are kept, newest first, as the page shows them; `read` marks them as read afterwards. */
export async function showNotices(dataFolder: string, { isUnread, read }: { readonly isUnread: boolean; readonly read: boolean }, output: Output): Promise<void> {
  const notices = await withRunning(dataFolder, async (hearth) => {
    const kept = (await readTopic(hearth, 'notices')).filter((notice) => !isUnread || !notice.isRead);
    if (read && kept.length > 0) await hearth.ask('markNotices', { noticeIds: kept.map(({ noticeId }) => noticeId), isRead: true });
    return kept;
  });
  const rows = notices.map((notice) => {
    const { what, next } = describeNotice(notice);
    return [formatMoment(notice.atMs), notice.isRead ? '' : 'new', notice.severity, notice.kind, printable(`${what} ${next}`) + (notice.count > 1 ? ` (${notice.count} times)` : '')];
  });
  output.result({ notices }, rows.length > 0 ? formatTable([['when', '', 'severity', 'kind', 'what'], ...rows]) : isUnread ? 'Nothing is unread.' : 'Nothing has happened yet.');
}

/** Every kind there is: how bad, when it is raised, and whether it is told; of the running Hearth's choices after a change. */
export async function showNoticeKinds(dataFolder: string, change: { readonly kind: string; readonly isOn: boolean } | null, output: Output): Promise<void> {
  if (change && !noticeKinds.some((kind) => kind === change.kind)) throw usage(`there is no kind ${change.kind}; hearth notices --kinds lists them`);
  if (change && !change.isOn && noticeFacts[change.kind as NoticeKind].isSevere) throw usage(`${change.kind} is about money or the machine and is always told`);
  const choices = change
    ? await withRunning(dataFolder, async (hearth) => {
      const before = await readTopic(hearth, 'noticeChoices');
      const next = { ...before, switched: { ...before.switched, [change.kind]: change.isOn } };
      await hearth.ask('setNoticeChoices', { choices: next });
      return next;
    })
    : await withRunning(dataFolder, (hearth) => readTopic(hearth, 'noticeChoices')).catch(() => defaultNoticeChoices);
  const kinds = noticeKinds.map((kind) => ({ kind, ...noticeFacts[kind], isTold: isTold(kind, choices) }));
  output.result({ kinds, choices }, formatTable([['kind', 'severity', 'told', 'when'], ...kinds.map(({ kind, severity, isTold: told, isSevere, when }) => [kind, severity, isSevere ? 'always' : told ? 'yes' : 'no', when])]));
}
