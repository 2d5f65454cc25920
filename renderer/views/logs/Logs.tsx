import './logs.css';
import { useEffect, useRef, useState } from 'react';
import { Segmented } from '../../components/Segmented.tsx';
import { Shown } from '../../components/Shown.tsx';
import { plainText } from '../../format/digest.ts';
import { plural } from '../../format/numbers.ts';
import { diagnosticsWords } from '../../strings/diagnostics.ts';
import { words } from '../../strings/words.ts';
import { useAnswer, useNow, useThrottled } from '../../useBridge.ts';
import { saveText } from '../wallet/saveText.ts';

const text = diagnosticsWords.logs;
const shownLines = 500;

/** The newest lines of the log, with a filter, at first of one job where it was asked for from there. It follows what is written until it is told to stand still. */
export function Logs({ jobId }: { readonly jobId?: string | undefined }) {
  const [filter, setFilter] = useState(jobId ?? '');
  const [isFollowing, setIsFollowing] = useState(true);
  const tick = Math.floor(useNow(1000) / 2000);
  const log = useAnswer('readLog', { lines: shownLines, filter: useThrottled(filter, 300) }, isFollowing ? tick : 0);
  const lines = log.state === 'ready' ? log.value.lines : null;
  const list = useRef<HTMLOListElement>(null);
  const newest = lines?.at(-1);
  useEffect(() => {
    if (isFollowing && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [newest, isFollowing]);
  return (
    <div className="page logs">
      <div className="page-head">
        <h1>{text.title}</h1>
        <div className="logs-tools">
          <label className="small"><span className="unseen">{text.filter}</span><input type="search" className="field" placeholder={text.filter} maxLength={100} value={filter} onChange={(event) => setFilter(event.target.value)} /></label>
          <Segmented label={text.follow} name="follow" choices={[{ value: 'on', words: text.follow }, { value: 'off', words: words.device.statePaused }]} value={isFollowing ? 'on' : 'off'} onChange={(next) => setIsFollowing(next === 'on')} />
        </div>
      </div>
      <Shown from={log} waiting={text.waiting} isEmpty={(found) => found.lines.length === 0} empty={filter === '' ? { title: text.empty, next: text.emptyNext } : { title: text.none, next: text.noneNext }}>
        {(found) => (
          <>
            <ol ref={list} className="log-lines mono" tabIndex={0} aria-label={text.title}>{found.lines.map((line, index) => <li key={`${index} ${line.slice(0, 40)}`}>{plainText(line, 2000)}</li>)}</ol>
            <p className="soft small">{plural(found.lines.length, text.count)}{found.isCut && `; ${text.cut}`}</p>
            <div className="buttons logs-save"><button type="button" className="button" onClick={() => saveText('hearth-log.txt', `${found.lines.join('\n')}\n`, 'text/plain')}>{text.export}</button><span className="soft small">{text.exportWhy}</span></div>
          </>
        )}
      </Shown>
    </div>
  );
}
