import type { Status } from '../../../electron/shared/shapes.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { PauseMenu } from '../../components/PauseMenu.tsx';
import { formatRoute } from '../../route.ts';
import { statusActions } from '../../strings/status.ts';
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
    case 'showNetworks': return <a className="button first" href={formatRoute({ screen: 'network', section: 'networks' })}>{label}</a>;
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
