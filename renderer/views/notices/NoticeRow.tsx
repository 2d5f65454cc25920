import './noticeRow.css';
import { noticeFacts, type Notice, type NoticeKind } from '../../../electron/shared/notices.ts';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatSpan, formatWhen } from '../../format/time.ts';
import { noticeWords as text } from '../../strings/noticeCentre.ts';
import { describeNotice, severityWords } from '../../strings/notices.ts';
import { actionOf } from './noticeView.ts';

export type NoticeActs = {
  readonly onMark: (noticeId: string, isRead: boolean) => void;
  readonly onClear: (noticeId: string) => void;
  readonly onMute: (kind: NoticeKind) => void;
  /** False before it is known what is told. */
  readonly canMute: boolean;
};

/** One notice: what, what next, how often, and the one thing to do about it. Without `acts` it is told in short: what, and where it leads. */
export function NoticeRow({ notice, nowMs, acts }: { readonly notice: Notice; readonly nowMs: number; readonly acts?: NoticeActs }) {
  const { noticeId, kind, severity, atMs, firstAtMs, count, isRead } = notice;
  const { what, next } = describeNotice(notice);
  const { action, href } = actionOf(notice);
  return (
    <li className={`notice notice-${severity}`} data-read={isRead}>
      <span className="notice-shape" aria-hidden="true" />
      <div>
        <p>
          <span className="unseen">{severityWords[severity]}{!isRead && `, ${text.unread}`}: </span>
          <span className="notice-what">{what}</span> <NetworkDoubts parts={Object.values(notice.about)} />{acts ? <span className="soft">{next}</span> : <a href={href} aria-label={`${text.actions[action]}: ${what}`}>{text.actions[action]}</a>}
          {acts && count > 1 && <span className="soft num"> {text.times(formatCount(count), formatWhen(firstAtMs, nowMs))}.</span>}
        </p>
        {acts && (
          <p className="notice-acts">
            <a href={href} aria-label={`${text.actions[action]}: ${what}`} onClick={() => !isRead && acts.onMark(noticeId, true)}>{text.actions[action]}</a>
            <Act words={isRead ? text.markUnread : text.markRead} what={what} onClick={() => acts.onMark(noticeId, !isRead)} />
            <Act words={text.clear} what={what} onClick={() => acts.onClear(noticeId)} />
            {acts.canMute && !noticeFacts[kind].isSevere && <Act words={text.mute} what={what} onClick={() => acts.onMute(kind)} />}
          </p>
        )}
      </div>
      <time className="soft small num" dateTime={new Date(atMs).toISOString()} title={formatWhen(atMs, nowMs)}>{formatSpan(nowMs - atMs)}</time>
    </li>
  );
}

const Act = ({ words, what, onClick }: { readonly words: string; readonly what: string; readonly onClick: () => void }) => (
  <button type="button" className="button plain" aria-label={`${words}: ${what}`} onClick={onClick}>{words}</button>
);
