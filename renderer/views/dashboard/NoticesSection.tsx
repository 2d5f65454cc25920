import { attentionOf } from '../../../electron/shared/notices.ts';
import { Shown } from '../../components/Shown.tsx';
import { formatRoute } from '../../route.ts';
import { noticeWords } from '../../strings/noticeCentre.ts';
import { words } from '../../strings/words.ts';
import { useNow, useSlice } from '../../useBridge.ts';
import { NoticeRow } from '../notices/NoticeRow.tsx';

const shownAtOnce = 3;

/** What needs the owner most: three at most, what is at stake first. All of them are on their own screen. */
export function NoticesSection() {
  const notices = useSlice('notices');
  const nowMs = useNow(10_000);
  return (
    <section className="section" aria-labelledby="notices-title">
      <div className="section-head">
        <h2 id="notices-title">{words.dashboard.notices}</h2>
        <a className="section-link" href={formatRoute({ screen: 'notices' })}>{noticeWords.all}</a>
      </div>
      <Shown from={notices} waiting={words.dashboard.noticesWaiting} isEmpty={(all) => attentionOf(all).length === 0} empty={{ title: words.dashboard.noticesEmpty }}>
        {(all) => <ul className="notices">{attentionOf(all).slice(0, shownAtOnce).map((notice) => <NoticeRow key={notice.noticeId} notice={notice} nowMs={nowMs} />)}</ul>}
      </Shown>
    </section>
  );
}
