import { Shown } from '../../components/Shown.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatSpan, formatWhen } from '../../format/time.ts';
import { describeNotice, severityWords } from '../../strings/notices.ts';
import { words } from '../../strings/words.ts';
import { useNow, useSlice } from '../../useBridge.ts';

const shownAtOnce = 3;

/** What happened, why, and what comes next; the newest three, the rest behind a fold. */
export function NoticesSection() {
  const notices = useSlice('notices');
  return (
    <section className="section" aria-labelledby="notices-title">
      <div className="section-head"><h2 id="notices-title">{words.dashboard.notices}</h2></div>
      <Shown from={notices} waiting={words.dashboard.noticesWaiting} isEmpty={(all) => all.length === 0} empty={{ title: words.dashboard.noticesEmpty }}>
        {(all) => (
          <>
            <NoticeList notices={all.slice(0, shownAtOnce)} />
            {all.length > shownAtOnce && (
              <details className="notices-more">
                <summary className="soft small">{words.dashboard.more(formatCount(all.length - shownAtOnce))}</summary>
                <NoticeList notices={all.slice(shownAtOnce)} />
              </details>
            )}
          </>
        )}
      </Shown>
    </section>
  );
}

type Notices = Extract<ReturnType<typeof useSlice<'notices'>>, { state: 'ready' }>['value'];

function NoticeList({ notices }: { readonly notices: Notices }) {
  const nowMs = useNow(10_000);
  return (
    <ul className="notices">
      {notices.map(({ noticeId, severity, kind, about, atMs }) => {
        const { what, next } = describeNotice({ kind, about });
        return (
          <li key={noticeId} className={`notice notice-${severity}`}>
            <span className="notice-shape" aria-hidden="true" />
            <p>
              <span className="unseen">{severityWords[severity]}: </span>
              {what} <span className="soft">{next}</span>
            </p>
            <time className="soft small num" dateTime={new Date(atMs).toISOString()} title={formatWhen(atMs, nowMs)}>{formatSpan(nowMs - atMs)}</time>
          </li>
        );
      })}
    </ul>
  );
}
