import type { NoticeAbout, NoticeKind } from '../../shared/notices.ts';

/** A proposal as far as reminders go. */
export type VoteFacts = {
  readonly proposalId: string;
  readonly title: string;
  readonly state: 'pending' | 'active' | 'canceled' | 'defeated' | 'succeeded' | 'queued' | 'expired' | 'executed';
  readonly voteEndSeconds: number;
  /** Power of the owner's accounts that have not voted. */
  readonly unusedWei: bigint;
};
/** To be told once under its key; with a kind of null the key is only remembered. */
export type OnceNotice = { readonly key: string; readonly kind: NoticeKind | null; readonly about: NoticeAbout };

const hour = 3600;
const remindSeconds = [48 * hour, 6 * hour] as const;

/** How long before the end of a vote its owner is reminded: two days and six hours; of a vote that is shorter, once, in its last third. Pure. */
export function remindersOf(periodSeconds: number): readonly number[] {
  const fitting = remindSeconds.filter((seconds) => seconds < periodSeconds);
  return fitting.length > 0 ? fitting : [Math.floor(periodSeconds / 3)];
}

/**
 * What to tell about votes now. Only who has power and has not used it is reminded; who heard of an open vote hears how it ended. What was over
 * before anybody looked is nobody's news. Pure.
 */
export function decideVoteNotices(proposals: readonly VoteFacts[], { nowSeconds, periodSeconds, hasKey }: { readonly nowSeconds: number; readonly periodSeconds: number; readonly hasKey: (key: string) => boolean }): readonly OnceNotice[] {
  const told: OnceNotice[] = [];
  for (const { proposalId, title, state, voteEndSeconds, unusedWei } of proposals) {
    const once = (event: string, kind: NoticeKind | null, more: NoticeAbout = {}): void => {
      const key = `${event} ${proposalId}`;
      if (!hasKey(key)) told.push({ key, kind, about: { proposalId, title, ...more } });
    };
    const unused = { unusedWei: unusedWei.toString() };
    if (state === 'pending' || state === 'active' || state === 'succeeded' || state === 'queued') once('vote seen', null);
    if (state === 'active' && unusedWei > 0n) {
      const leftSeconds = Math.max(0, voteEndSeconds - nowSeconds);
      const due = remindersOf(periodSeconds).filter((seconds) => leftSeconds <= seconds);
      if (due.length === 0) once('vote opened', 'voteOpened', { ...unused, endsAtMs: voteEndSeconds * 1000 });
      else {
        // The nearest one stands for those before it, as after a week of being off.
        for (const seconds of due.slice(0, -1)) once(`vote ends ${seconds}`, null);
        once('vote opened', null);
        once(`vote ends ${due.at(-1)}`, 'voteEnds', { ...unused, endsAtMs: voteEndSeconds * 1000 });
      }
    }
    const isOver = state !== 'pending' && state !== 'active' && state !== 'canceled';
    if (isOver && unusedWei > 0n && hasKey(`vote opened ${proposalId}`)) once('vote missed', 'voteMissed', unused);
    if (state === 'executed' && hasKey(`vote seen ${proposalId}`)) once('vote executed', 'proposalExecuted');
  }
  return told;
}
