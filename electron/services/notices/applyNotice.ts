import { isTold, noticeFacts, noticesKept, severityOf, type Notice, type NoticeAbout, type NoticeChoices, type NoticeKind } from '../../shared/notices.ts';

export type Raised = { readonly kind: NoticeKind; readonly about: NoticeAbout; readonly atMs: number };
export type Applied = {
  /** Newest first. */
  readonly notices: readonly Notice[];
  /** The one that was made or grew; null: its owner does not want to hear of it. */
  readonly told: Notice | null;
  readonly isNew: boolean;
  /** Went to make room. */
  readonly dropped: readonly string[];
};

/**
 * What becomes of the list when something happens. What is the same as an unread one not long ago makes that one larger, so that a storm of
 * a thousand is one line; one that was read is done, and the next stands for itself. Pure.
 *
 * @param newId  taken only by a new one
 */
export function applyNotice(notices: readonly Notice[], { kind, about, atMs }: Raised, choices: NoticeChoices, newId: string): Applied {
  if (!isTold(kind, choices)) return { notices, told: null, isNew: false, dropped: [] };
  const { sameBy, joinMinutes } = noticeFacts[kind];
  const same = notices.find((one) => one.kind === kind && !one.isRead && atMs - one.firstAtMs < joinMinutes * 60_000 && sameBy.every((key) => (one.about[key] ?? null) === (about[key] ?? null)));
  const severity = severityOf(kind, about);
  const told: Notice = same ? { ...same, about, severity, atMs, count: same.count + 1 } : { noticeId: newId, kind, severity, about, firstAtMs: atMs, atMs, count: 1, isRead: false };
  const all = [told, ...notices.filter((one) => one !== same)];
  return { notices: all.slice(0, noticesKept), told, isNew: !same, dropped: all.slice(noticesKept).map(({ noticeId }) => noticeId) };
}
