import { describeNotice } from '../../renderer/strings/notices.ts';
import { noticeTitles } from '../../renderer/strings/noticeCentre.ts';
import { isQuiet, noticeFacts, type Notice, type NoticeChoices } from '../shared/notices.ts';

export type NativeFacts = {
  readonly choices: NoticeChoices;
  /** The owner looks at Hearth: the page tells it. */
  readonly isWindowSeen: boolean;
  /** Another program fills the screen. */
  readonly isScreenTaken: boolean;
  readonly startedAtMs: number;
  /** Of those shown already. */
  readonly shownIds: ReadonlySet<string>;
  /** When the last one was shown; null: none yet. */
  readonly lastShownMs: number | null;
  readonly nowMs: number;
};
export type NativeDecision = { readonly show: true } | { readonly show: false; readonly why: 'off' | 'notNative' | 'read' | 'old' | 'shown' | 'seen' | 'fullScreen' | 'quiet' | 'soon' };

/** What is not severe comes at most this often: a bad night is not a hundred banners. */
const betweenMs = 30_000;

/**
 * Whether the desktop shows a notice. What is severe comes through the quiet hours and the pause between two; nothing is shown twice, nothing
 * that happened before the shell started, nothing while the owner looks at Hearth or another program fills the screen (what is severe comes when it no longer does), and nothing at all when the owner switched it off. Pure.
 */
export function decideNative(notice: Notice, { choices, isWindowSeen, isScreenTaken, startedAtMs, shownIds, lastShownMs, nowMs }: NativeFacts): NativeDecision {
  const { isSevere, isNative } = noticeFacts[notice.kind];
  if (!choices.isNative) return { show: false, why: 'off' };
  // A rule that protects the machine is raised above its kind.
  if (!isNative && notice.severity === 'info') return { show: false, why: 'notNative' };
  if (!isNative && noticeFacts[notice.kind].severity === notice.severity) return { show: false, why: 'notNative' };
  if (notice.isRead) return { show: false, why: 'read' };
  if (notice.firstAtMs < startedAtMs) return { show: false, why: 'old' };
  if (shownIds.has(notice.noticeId)) return { show: false, why: 'shown' };
  if (isWindowSeen) return { show: false, why: 'seen' };
  if (isScreenTaken) return { show: false, why: 'fullScreen' };
  if (isSevere) return { show: true };
  if (isQuiet(choices.quiet, nowMs)) return { show: false, why: 'quiet' };
  return lastShownMs !== null && nowMs - lastShownMs < betweenMs ? { show: false, why: 'soon' } : { show: true };
}

export type NativeBanner = { readonly noticeId: string; readonly title: string; readonly body: string };

/**
 * Decides about every list of notices that comes from the provider, and remembers what was shown.
 * @param show  asks the system
 */
export function createNativeNotices(dependencies: { readonly nowMs: () => number; readonly isWindowSeen: () => boolean; readonly isScreenTaken: () => boolean; readonly show: (banner: NativeBanner) => void }): (notices: readonly Notice[] | null, choices: NoticeChoices | null) => void {
  const startedAtMs = dependencies.nowMs();
  const shownIds = new Set<string>();
  let lastShownMs: number | null = null;
  return (notices, choices) => {
    if (!notices || !choices) return;
    // Oldest first, so that the banners come in the order of what happened.
    for (const notice of notices.toReversed()) {
      const decision = decideNative(notice, { choices, isWindowSeen: dependencies.isWindowSeen(), isScreenTaken: dependencies.isScreenTaken(), startedAtMs, shownIds, lastShownMs, nowMs: dependencies.nowMs() });
      if (!decision.show) {
        // Decided once: what was seen or kept quiet is not shown an hour later. What is severe waits until the screen is free.
        if ((decision.why === 'fullScreen' && !noticeFacts[notice.kind].isSevere) || decision.why === 'seen' || decision.why === 'quiet' || decision.why === 'soon') shownIds.add(notice.noticeId);
        continue;
      }
      shownIds.add(notice.noticeId);
      lastShownMs = dependencies.nowMs();
      const { what, next } = describeNotice(notice);
      dependencies.show({ noticeId: notice.noticeId, title: noticeTitles[notice.kind], body: `${what} ${next}` });
    }
  };
}
