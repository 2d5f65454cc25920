import type { Status } from '../../../electron/shared/shapes.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { formatRoute } from '../../route.ts';
import { pauseChoices, statusActions } from '../../strings/status.ts';
import { useAct, useConnection } from '../../useBridge.ts';

/** The one button of the status sentence. */
export function StatusAction({ status }: { readonly status: Status }) {
  const { retryNow } = useConnection();
  const resume = useAct((_input: null, connection) => connection.ask('resume', {}));
  if (status.action === null) return null;
  const label = statusActions[status.action];
  switch (status.action) {
    case 'pause': return <PauseMenu label={label} />;
    case 'showJobs': return <a className="button first" href={formatRoute({ screen: 'jobs' })}>{label}</a>;
    case 'enableDevice': return <button type="button" className="button first" onClick={focusDevices}>{label}</button>;
    case 'resume':
    case 'retry': return (
      <>
        <button type="button" className="button first" disabled={resume.busy} onClick={() => (status.state === 'disconnected' ? retryNow() : resume.run(null))}>{label}</button>
        <FailureLine error={resume.error} />
      </>
    );
  }
}

function focusDevices(): void {
  const section = document.getElementById('devices');
  section?.scrollIntoView({ block: 'center' });
  section?.querySelector<HTMLElement>('[role="switch"]')?.focus();
}

/** A disclosed list of buttons in the browser's own popover: light dismissal, Escape and the top layer come with it. */
function PauseMenu({ label }: { readonly label: string }) {
  const pause = useAct((minutes: number | null, connection) => connection.ask('pause', { minutes }));
  return (
    <div className="pause">
      <button type="button" className="button pause-button" popoverTarget="pause-menu" disabled={pause.busy}>
        {label} <span className="caret" aria-hidden="true" />
      </button>
      <div id="pause-menu" className="pause-menu" popover="auto">
        <ul>
          {pauseChoices.map(({ minutes, words }) => (
            <li key={words}>
              <button type="button" popoverTarget="pause-menu" popoverTargetAction="hide" onClick={() => pause.run(minutes)}>{words}</button>
            </li>
          ))}
        </ul>
      </div>
      <FailureLine error={pause.error} />
    </div>
  );
}
