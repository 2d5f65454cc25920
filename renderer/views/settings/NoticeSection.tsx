import { useState } from 'react';
import { isTold, noticeFacts, noticeGroups, noticeKinds, quietHoursShape, type NoticeChoices, type NoticeGroup, type NoticeKind } from '../../../electron/shared/notices.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { Shown } from '../../components/Shown.tsx';
import { Switch } from '../../components/Switch.tsx';
import { parseMinute } from '../../format/minute.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatMinute } from '../../strings/guest.ts';
import { noticeTitles, noticeWords } from '../../strings/noticeCentre.ts';
import { useAct, useSlice } from '../../useBridge.ts';

const text = noticeWords.settings;
const night = { fromMinute: 22 * 60, toMinute: 7 * 60 };

/** Of what the owner is told, and when the desktop may. */
export function NoticeSection() {
  const choices = useSlice('noticeChoices');
  const save = useAct((next: NoticeChoices, connection) => connection.ask('setNoticeChoices', { choices: next }));
  return (
    <section className="section" aria-labelledby="notice-choices-title">
      <h2 id="notice-choices-title">{text.title}</h2>
      <p className="soft small">{text.why}</p>
      <Shown from={choices} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {(now) => (
          <div className="choices">
            <Choice name={text.native} label={text.native} isOn={now.isNative} busy={save.busy} onFlip={(isNative) => save.run({ ...now, isNative })} />
            <p className="soft small">{text.nativeWhy}</p>
            <Choice name={text.quiet} label={text.quiet} isOn={now.quiet !== null} busy={save.busy} onFlip={(isOn) => save.run({ ...now, quiet: isOn ? night : null })} />
            {now.quiet && <Hours key={`${now.quiet.fromMinute} ${now.quiet.toMinute}`} quiet={now.quiet} onChange={(quiet) => save.run({ ...now, quiet })} />}
            <p className="soft small">{text.quietWhy}</p>
            {noticeGroups.map((group) => <Group key={group} group={group} choices={now} busy={save.busy} onFlip={(kind, isOn) => save.run({ ...now, switched: { ...now.switched, [kind]: isOn } })} />)}
            <FailureLine error={save.error} />
          </div>
        )}
      </Shown>
    </section>
  );
}

function Hours({ quiet, onChange }: { readonly quiet: NonNullable<NoticeChoices['quiet']>; readonly onChange: (quiet: NonNullable<NoticeChoices['quiet']>) => void }) {
  const [isWrong, setWrong] = useState(false);
  const set = (key: keyof typeof quiet, written: string): void => {
    const minute = parseMinute(written);
    if (minute === null) return;
    const next = quietHoursShape.safeParse({ ...quiet, [key]: minute });
    setWrong(!next.success);
    if (next.success) onChange(next.data);
  };
  return (
    <p className="quiet-hours">
      <label>{text.from} <input type="time" className="field num" defaultValue={formatMinute(quiet.fromMinute)} aria-invalid={isWrong} onBlur={(event) => set('fromMinute', event.target.value)} /></label>
      <label>{text.to} <input type="time" className="field num" defaultValue={formatMinute(quiet.toMinute)} aria-invalid={isWrong} onBlur={(event) => set('toMinute', event.target.value)} /></label>
      {isWrong && <span className="form-problem" role="alert">{text.same}</span>}
    </p>
  );
}

function Group({ group, choices, busy, onFlip }: { readonly group: NoticeGroup; readonly choices: NoticeChoices; readonly busy: boolean; readonly onFlip: (kind: NoticeKind, isOn: boolean) => void }) {
  const kinds = noticeKinds.filter((kind) => noticeFacts[kind].group === group);
  return (
    <details className="notice-group">
      <summary>{text.groups[group]} <span className="soft small num">{text.count(formatCount(kinds.filter((kind) => isTold(kind, choices)).length), formatCount(kinds.length))}</span></summary>
      {kinds.map((kind) => (noticeFacts[kind].isSevere
        ? <p key={kind} className="choice"><span>{noticeTitles[kind]}</span> <span className="soft small">{text.always}</span></p>
        : <Choice key={kind} name={noticeTitles[kind]} label={text.tell(noticeTitles[kind])} isOn={isTold(kind, choices)} busy={busy} onFlip={(isOn) => onFlip(kind, isOn)} />))}
    </details>
  );
}

function Choice({ name, label, isOn, busy, onFlip }: { readonly name: string; readonly label: string; readonly isOn: boolean; readonly busy: boolean; readonly onFlip: (isOn: boolean) => void }) {
  return <p className="choice"><span>{name}</span> <Switch on={isOn} busy={busy} label={label} words={{ on: text.on, off: text.off }} onChange={onFlip} /></p>;
}
