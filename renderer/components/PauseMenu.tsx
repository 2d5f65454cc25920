import './pauseMenu.css';
import { useId, useState, type CSSProperties } from 'react';
import { formatClock } from '../format/time.ts';
import { guestWords } from '../strings/guest.ts';
import { pauseChoices, pauseWords } from '../strings/status.ts';
import { useAct } from '../useBridge.ts';
import { FailureLine } from './Failure.tsx';

/** Tomorrow at eight, local time. */
const tomorrow = (nowMs: number): number => new Date(nowMs).setHours(24 + 8, 0, 0, 0);

/**
 * A disclosed list of buttons in the browser's own popover: light dismissal, Escape and the top layer come with it.
 *
 * @param deviceId  absent: every device
 */
export function PauseMenu({ label, name, deviceId, small = false }: { readonly label: string; readonly name?: string; readonly deviceId?: string; readonly small?: boolean }) {
  const id = useId();
  const anchor = `--pause-${id.replace(/[^a-zA-Z0-9]/g, '')}`;
  const [atOnce, setAtOnce] = useState(false);
  const pause = useAct((minutes: number | null, connection) => connection.ask('pause', { minutes, ...(deviceId === undefined ? {} : { deviceId }), ...(atOnce ? { giveBack: 'kill' } : {}) }));
  const minutesTo = (atMs: number): number => Math.max(1, Math.round((atMs - Date.now()) / 60_000));
  return (
    <div className="pause">
      <button type="button" className={`button pause-button${small ? ' pause-small' : ''}`} aria-label={name} popoverTarget={id} disabled={pause.busy} style={{ anchorName: anchor } as CSSProperties}>
        {label} <span className="caret" aria-hidden="true" />
      </button>
      <div id={id} className="pause-menu" popover="auto" style={{ positionAnchor: anchor } as CSSProperties}>
        <ul>
          {pauseChoices.map((minutes) => (
            <li key={minutes}><button type="button" popoverTarget={id} popoverTargetAction="hide" onClick={() => pause.run(minutes)}>{pauseWords[minutes ?? 'untilResumed']}</button></li>
          ))}
          <li><button type="button" popoverTarget={id} popoverTargetAction="hide" onClick={() => pause.run(minutesTo(tomorrow(Date.now())))}>{guestWords.tomorrow(formatClock(tomorrow(Date.now())))}</button></li>
        </ul>
        <label className="pause-once small"><input type="checkbox" checked={atOnce} onChange={(event) => setAtOnce(event.target.checked)} /> <span>{guestWords.atOnce}<br /><span className="soft">{guestWords.atOnceWhy}</span></span></label>
      </div>
      <FailureLine error={pause.error} />
    </div>
  );
}
