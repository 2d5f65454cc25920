import type { Device, Network } from '../../../electron/shared/shapes.ts';
import { DeviceControls, DeviceState, deviceTitle } from '../../components/DeviceControls.tsx';
import { Shown } from '../../components/Shown.tsx';
import { plainText } from '../../format/digest.ts';
import { formatList } from '../../format/locale.ts';
import { formatBytes } from '../../format/numbers.ts';
import { guestWords } from '../../strings/guest.ts';
import { wordsOfReason } from '../../strings/reasons.ts';
import { welcomeWords } from '../../strings/welcome.ts';
import { words } from '../../strings/words.ts';
import { useAnswer, useDevices, useTopic } from '../../useBridge.ts';

const text = welcomeWords.machine;
/** A model and its receipts want some room; this is what the rule about the disk begins with. */
const fewBytes = 5 * 1024 ** 3;
type Check = { readonly name: string; readonly isFine: boolean | null; readonly said: string };

/** What was found on this machine, with a switch each, and what was checked. */
export function Machine() {
  const devices = useDevices();
  const guest = useTopic('guest')?.value ?? null;
  const network = useTopic('network')?.value ?? null;
  const welcome = useAnswer('readWelcome', {});
  const checks = [deviceCheck(devices.state === 'ready' ? devices.value : null), diskCheck(welcome.state === 'ready' ? welcome.value.diskFreeBytes : null), chainCheck(network)];
  return (
    <>
      <h1 className="welcome-title">{text.title}</h1>
      <p className="welcome-lead">{text.lead}</p>
      <Shown from={devices} waiting={guestWords.devices.waiting} isEmpty={(all) => all.length === 0} empty={{ title: guestWords.devices.empty, next: guestWords.devices.emptyNext }}>
        {(all) => (
          <ul>
            {all.map((device) => {
              const decision = guest?.decisions.find(({ deviceId }) => deviceId === device.deviceId) ?? null;
              return (
                <li key={device.deviceId} className="device">
                  <span className="device-name"><h2>{deviceTitle(device)}</h2> <span className="soft small">{factsOf(device)}</span></span>
                  <DeviceState device={device} decision={decision} />
                  <DeviceControls device={device} decision={decision} />
                  {device.reason !== null && <p className="device-reason soft small">{wordsOfReason(device.reason)}</p>}
                </li>
              );
            })}
          </ul>
        )}
      </Shown>
      <section className="section" aria-labelledby="checks-title">
        <h2 id="checks-title">{text.checks}</h2>
        <ul className="checks-now">{checks.map(({ name, isFine, said }) => <li key={name} data-fine={isFine ?? 'unknown'}><span className="check-shape" aria-hidden="true" /><strong>{name}</strong> <span className="soft">{said}</span></li>)}</ul>
      </section>
    </>
  );
}

const factsOf = ({ kind, memoryBytes, driver, executionProviders }: Device): string =>
  formatList([words.device.kind[kind], memoryBytes === null ? null : formatBytes(memoryBytes), driver === null ? null : plainText(driver, 40), formatList(executionProviders, 'unit') || words.device.cannotRun].filter((part) => part !== null), 'unit');

/** @param devices  null: nobody has looked yet */
function deviceCheck(devices: readonly Device[] | null): Check {
  if (devices === null) return { name: text.device, isFine: null, said: guestWords.devices.waiting };
  const able = devices.filter(({ executionProviders }) => executionProviders.length > 0);
  const isFine = able.some(({ enabled }) => enabled);
  return { name: text.device, isFine, said: isFine ? text.deviceFine : able.length > 0 ? text.deviceOff : text.deviceNone };
}
const diskCheck = (freeBytes: number | null): Check => ({ name: text.disk, isFine: freeBytes === null ? null : freeBytes >= fewBytes, said: freeBytes === null ? text.diskUnknown : freeBytes >= fewBytes ? text.diskFine(formatBytes(freeBytes)) : text.diskLow(formatBytes(freeBytes)) });
const chainCheck = (network: Network | null): Check =>
  network?.chain === 'none' ? { name: text.chain, isFine: true, said: text.chainNone } : network?.chain === 'reachable' ? { name: text.chain, isFine: true, said: text.chainFine } : { name: text.chain, isFine: null, said: text.chainGone };
