import type { Device } from '../../../electron/shared/shapes.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { Shown } from '../../components/Shown.tsx';
import { Switch } from '../../components/Switch.tsx';
import { plainText } from '../../format/digest.ts';
import { formatBytes } from '../../format/numbers.ts';
import { words } from '../../strings/words.ts';
import { useAct, useSlice } from '../../useBridge.ts';

const text = words.device;

export function DevicesSection() {
  const devices = useSlice('devices');
  return (
    <section className="section" id="devices" aria-labelledby="devices-title">
      <div className="section-head"><h2 id="devices-title">{words.dashboard.devices}</h2></div>
      <Shown from={devices} waiting={words.dashboard.devicesWaiting} isEmpty={(all) => all.length === 0} empty={{ title: words.dashboard.devicesEmpty, next: words.dashboard.devicesEmptyNext }}>
        {(all) => <ul className="devices">{all.map((device) => <DeviceRow key={device.deviceId} device={device} />)}</ul>}
      </Shown>
    </section>
  );
}

/** One device. What the system does not say is said to be so; it is never shown as nothing. */
function DeviceRow({ device }: { readonly device: Device }) {
  const set = useAct((enabled: boolean, connection) => connection.ask('setDevice', { deviceId: device.deviceId, enabled }));
  const name = device.unknown ? text.unknown : plainText(device.name);
  const runs = device.executionProviders.length === 0 ? text.cannotRun : device.executionProviders.join(', ');
  return (
    <li className="device">
      <div className="device-name">
        <h3>{name}</h3>
        <span className="soft small">{text.kind[device.kind]}{device.unknown ? '' : `, ${device.vendor === null ? `vendor ${words.notReported}` : plainText(device.vendor, 40)}`}</span>
      </div>
      <span className={`device-state state-${device.state}`}><span className="state-shape" aria-hidden="true" />{text.state[device.state]}</span>
      <Switch on={device.enabled} label={text.use(name)} words={text} busy={set.busy} onChange={set.run} />
      <dl className="device-facts small">
        <div><dt>{text.memory}</dt><dd className="num">{device.memoryBytes === null ? words.notReported : formatBytes(device.memoryBytes)}</dd></div>
        <div><dt>{text.driver}</dt><dd>{device.driver === null ? words.notReported : plainText(device.driver, 40)}</dd></div>
        <div><dt>{text.runs}</dt><dd>{runs}</dd></div>
      </dl>
      {(device.unknown || device.reason !== null) && <p className="device-reason soft small">{device.unknown && text.unknownWhy} {device.reason !== null && plainText(device.reason, 300)}</p>}
      <FailureLine error={set.error} />
    </li>
  );
}
