import './notices.css';
import { useState } from 'react';
import type { Notice, NoticeChoices, NoticeKind } from '../../../electron/shared/notices.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { TestMoney } from '../../components/Money.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Placeholder, Shown } from '../../components/Shown.tsx';
import { UndoLine } from '../../components/UndoLine.tsx';
import { formatCount, plural } from '../../format/numbers.ts';
import { formatRoute } from '../../route.ts';
import { noticeTitles, noticeWords as text } from '../../strings/noticeCentre.ts';
import { useAct, useNow, useSlice, useTopic } from '../../useBridge.ts';
import { NoticeRow, type NoticeActs } from './NoticeRow.tsx';
import { groupByDay, isShown, type NoticeFilter } from './noticeView.ts';

type Undo = { readonly kind: 'clear'; readonly noticeIds: readonly string[] } | { readonly kind: 'mute'; readonly notice: NoticeKind; readonly before: NoticeChoices };

/** What happened, why, and what comes next: kept, by day. */
export function Notices() {
  const notices = useSlice('notices');
  return (
    <div className="page notices-page">
      <div className="page-head"><h1>{text.title} <TestMoney /> {notices.state === 'ready' && <span className="page-count num">{formatCount(notices.value.length)}</span>}</h1><a className="section-link" href={formatRoute({ screen: 'settings' })}>{text.choose}</a></div>
      <List notices={notices} />
    </div>
  );
}

function List({ notices }: { readonly notices: ReturnType<typeof useSlice<'notices'>> }) {
  const choices = useTopic('noticeChoices')?.value ?? null;
  const [filter, setFilter] = useState<NoticeFilter>('all');
  const [undo, setUndo] = useState<Undo | null>(null);
  const mark = useAct((input: { noticeIds: string[] | null; isRead: boolean }, connection) => connection.ask('markNotices', input));
  const clear = useAct((noticeIds: string[] | null, connection) => connection.ask('clearNotices', { noticeIds }), (gone) => setUndo({ kind: 'clear', noticeIds: gone.noticeIds }));
  const mute = useAct(async (notice: NoticeKind, connection) => {
    if (choices) await connection.ask('setNoticeChoices', { choices: { ...choices, switched: { ...choices.switched, [notice]: false } } });
    return choices && { kind: 'mute' as const, notice, before: choices };
  }, setUndo);
  const back = useAct((what: Undo, connection) => (what.kind === 'clear' ? connection.ask('restoreNotices', { noticeIds: [...what.noticeIds] }) : connection.ask('setNoticeChoices', { choices: what.before })), () => setUndo(null));
  const acts: NoticeActs = { onMark: (noticeId, isRead) => mark.run({ noticeIds: [noticeId], isRead }), onClear: (noticeId) => clear.run([noticeId]), onMute: mute.run, canMute: choices !== null };
  const said = undo && (undo.kind === 'mute' ? text.muted(noticeTitles[undo.notice]) : plural(undo.noticeIds.length, text.cleared));
  return (
    <>
      {undo && said && <UndoLine key={JSON.stringify(undo)} said={said} busy={back.busy} onUndo={() => back.run(undo)} />}
      <FailureLine error={mark.error ?? clear.error ?? mute.error ?? back.error} />
      <Shown from={notices} waiting={text.waiting} isEmpty={(all) => all.length === 0} empty={{ title: text.empty, next: text.emptyNext }}>
        {(all) => (
          <>
            <div className="notices-tools">
              <Segmented label={text.filter} name="severity" choices={(Object.keys(text.filters) as NoticeFilter[]).map((value) => ({ value, words: `${text.filters[value]} ${formatCount(all.filter((notice) => isShown(notice, value)).length)}` }))} value={filter} onChange={setFilter} />
              <span className="buttons">
                <button type="button" className="button" disabled={mark.busy || all.every(({ isRead }) => isRead)} onClick={() => mark.run({ noticeIds: null, isRead: true })}>{text.readAll}</button>
                <button type="button" className="button" disabled={clear.busy} onClick={() => clear.run(null)}>{text.clearAll}</button>
              </span>
            </div>
            <Days notices={all.filter((notice) => isShown(notice, filter))} acts={acts} onShowAll={() => setFilter('all')} />
          </>
        )}
      </Shown>
    </>
  );
}

function Days({ notices, acts, onShowAll }: { readonly notices: readonly Notice[]; readonly acts: NoticeActs; readonly onShowAll: () => void }) {
  const nowMs = useNow(10_000);
  if (notices.length === 0) return <Placeholder kind="empty" title={text.none} action={<button type="button" className="button" onClick={onShowAll}>{text.showAll}</button>} />;
  return groupByDay(notices, nowMs).map(({ title, notices: all }) => (
    <section key={title} className="section" aria-label={title}>
      <h2>{title}</h2>
      <ul className="notices">{all.map((notice) => <NoticeRow key={notice.noticeId} notice={notice} nowMs={nowMs} acts={acts} />)}</ul>
    </section>
  ));
}
