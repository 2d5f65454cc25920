import type { Decision } from '../../../electron/shared/rules.ts';
import type { History } from '../../../electron/shared/readings.ts';
import type { Device } from '../../../electron/shared/shapes.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { plainText, shortDigest } from '../../format/digest.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatWhen } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { wordsOfEnd } from '../../strings/ends.ts';
import { guestWords } from '../../strings/guest.ts';
import { wordsOfReason } from '../../strings/reasons.ts';
import { useAct, useNow, type Loaded } from '../../useBridge.ts';

const text = guestWords.devices;

/** Whether the device can be relied on; if it was set aside, why, and the way back. */
export function Health({ device, decision, history }: { readonly device: Device; readonly decision: Decision | null; readonly history: Loaded<History> }) {
  const nowMs = useNow(10_000);
  const retry = useAct((_input: null, connection) => connection.ask('resume', { deviceId: device.deviceId }));
  const health = history.state === 'ready' ? (history.value.devices.find(({ deviceId }) => deviceId === device.deviceId)?.health ?? null) : null;
  const fault = [decision?.winner, ...(decision?.also ?? [])].find((finding) => finding?.rule === 'fault') ?? null;
  const isAside = device.state === 'setAside' || fault !== null;
  return (
    <div className="health">
      <h3>{text.health}</h3>
      {isAside && (
        <div className="health-aside" role="status">
          <p><strong>{text.setAside}.</strong> {typeof fault?.value === 'string' ? `${wordsOfReason(fault.value)}.` : ''} {fault && <span className="soft">{text.when(formatWhen(fault.sinceMs, nowMs))}.</span>}</p>
          <p className="soft small">{text.setAsideNext}</p>
          <button type="button" className="button" disabled={retry.busy} onClick={() => retry.run(null)}>{text.retry}</button>
          <FailureLine error={retry.error} />
        </div>
      )}
      {health && !isAside && <p className="small">{health.lost.length === 0 ? text.healthy : text.lost(formatCount(health.lost.length))}</p>}
      {health && health.lost.length > 0 && (
        <ul className="small soft">
          {health.lost.map(({ jobId, how, atMs }) => <li key={jobId}>{jobId.startsWith('0x') ? <a href={formatRoute({ screen: 'job', jobId })} className="mono">{shortDigest(jobId)}</a> : plainText(jobId, 40)} {wordsOfEnd(how)}, {formatWhen(atMs, nowMs)}</li>)}
        </ul>
      )}
      {!health && !isAside && history.state === 'waiting' && <p className="soft small">{text.healthUnknown}</p>}
    </div>
  );
}
