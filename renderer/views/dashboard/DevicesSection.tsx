import type { Decision } from '../../../electron/shared/rules.ts';
import type { DeviceReading } from '../../../electron/shared/readings.ts';
import type { Device, JobSummary } from '../../../electron/shared/shapes.ts';
import { DeviceControls, DeviceState, deviceTitle } from '../../components/DeviceControls.tsx';
import { Meters } from '../../components/Meters.tsx';
import { Shown } from '../../components/Shown.tsx';
import { plural } from '../../format/numbers.ts';
import { formatDuration } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { guestWords } from '../../strings/guest.ts';
import { wordsOfReason } from '../../strings/reasons.ts';
import { describeRule } from '../../strings/rules.ts';
import { words } from '../../strings/words.ts';
import { DeviceJobs } from './DeviceJobs.tsx';
import { useDevices, useNow, useTopic } from '../../useBridge.ts';

const text = words.device;

export function DevicesSection() {
  const devices = useDevices();
  const guest = useTopic('guest')?.value ?? null;
  const readings = useTopic('readings')?.value ?? [];
  const jobs = useTopic('jobs')?.value ?? [];
  return (
    <section className="section" id="devices" aria-labelledby="devices-title">
      <div className="section-head">
        <h2 id="devices-title">{words.dashboard.devices}</h2>
        <span className="section-link">{guest && <><Promise promise={guest.promise} /> · </>}<a href={formatRoute({ screen: 'devices' })}>{guestWords.allDevices}</a></span>
      </div>
      <Shown from={devices} waiting={words.dashboard.devicesWaiting} isEmpty={(all) => all.length === 0} empty={{ title: words.dashboard.devicesEmpty, next: words.dashboard.devicesEmptyNext }}>
        {(all) => (
          <ul className="devices">
            {all.map((device) => (
              <DeviceRow key={device.deviceId} device={device} decision={guest?.decisions.find(({ deviceId }) => deviceId === device.deviceId) ?? null} reading={readings.find(({ deviceId }) => deviceId === device.deviceId) ?? null} jobs={jobs.filter(({ deviceId }) => deviceId === device.deviceId)} />
            ))}
          </ul>
        )}
      </Shown>
    </section>
  );
}

/** How quickly memory was given back, as measured; never a figure that was not. */
function Promise({ promise: { p50Ms, count } }: { readonly promise: { readonly p50Ms: number | null; readonly count: number } }) {
  return <span>{p50Ms === null ? guestWords.promiseNone : guestWords.promise(formatDuration(p50Ms), plural(count, guestWords.promiseTimes))}</span>;
}

/** One device. What the system does not say is said to be so; it is never shown as nothing. */
function DeviceRow({ device, decision, reading, jobs }: { readonly device: Device; readonly decision: Decision | null; readonly reading: DeviceReading | null; readonly jobs: readonly JobSummary[] }) {
  const name = deviceTitle(device);
  return (
    <li className="device">
      <div className="device-name">
        <h3>{name}</h3>
        <span className="soft small">{text.kind[device.kind]}</span>
      </div>
      <DeviceState device={device} decision={decision} />
      <DeviceControls device={device} decision={decision} />
      <div className="device-meters"><Meters reading={reading} /></div>
      <DeviceJobs device={name} jobs={jobs} />
      {device.enabled && device.state !== 'unusable' && decision?.winner && <DeviceRule decision={decision} winner={decision.winner} />}
      {(device.unknown || device.reason !== null) && <p className="device-reason soft small">{device.unknown && text.unknownWhy} {device.reason !== null && wordsOfReason(device.reason)}</p>}
    </li>
  );
}

function DeviceRule({ decision, winner }: { readonly decision: Decision; readonly winner: NonNullable<Decision['winner']> }) {
  const nowMs = useNow(1000);
  const { sentence, ends } = describeRule(winner, decision.giveBack ?? winner.giveBack, nowMs);
  return <p className="device-reason small">{sentence} <span className="soft">{ends}</span></p>;
}
