import type { Decision } from '../../electron/shared/rules.ts';
import type { Device } from '../../electron/shared/shapes.ts';
import { plainText } from '../format/digest.ts';
import { guestWords } from '../strings/guest.ts';
import { words } from '../strings/words.ts';
import { useAct } from '../useBridge.ts';
import { FailureLine } from './Failure.tsx';
import { PauseMenu } from './PauseMenu.tsx';
import { Switch } from './Switch.tsx';

export const deviceTitle = ({ unknown, name }: Pick<Device, 'unknown' | 'name'>): string => (unknown ? words.device.unknown : plainText(name));

export const stops = (decision: Decision | null): boolean => decision?.giveBack === 'finish' || decision?.giveBack === 'kill';
const overrulable = (decision: Decision | null): boolean => stops(decision) && decision?.winner?.rule !== 'temperature' && decision?.winner?.rule !== 'disk' && decision?.winner?.rule !== 'fault';

/** A device's one word about its state; a rule that stops it counts before "ready". */
export function DeviceState({ device, decision }: { readonly device: Device; readonly decision: Decision | null }) {
  const isPaused = device.enabled && device.state !== 'unusable' && device.state !== 'setAside' && stops(decision);
  const state = isPaused ? 'paused' : device.state;
  return <span className={`device-state state-${state}`}><span className="state-shape" aria-hidden="true" />{state === 'paused' ? words.device.statePaused : words.device.state[state]}</span>;
}

/** Pause or resume, and the switch. A device that cannot compute has the switch only. */
export function DeviceControls({ device, decision }: { readonly device: Device; readonly decision: Decision | null }) {
  const set = useAct((enabled: boolean, connection) => connection.ask('setDevice', { deviceId: device.deviceId, enabled }));
  const resume = useAct((_input: null, connection) => connection.ask('resume', { deviceId: device.deviceId }));
  const name = deviceTitle(device);
  return (
    <>
      <span className="device-buttons">
        {device.state !== 'unusable' && device.enabled && (overrulable(decision)
          ? <button type="button" className="button pause-small" aria-label={guestWords.resumeDevice(name)} disabled={resume.busy} onClick={() => resume.run(null)}>{guestWords.resume}</button>
          : !stops(decision) && <PauseMenu small label={guestWords.pause} name={guestWords.pauseDevice(name)} deviceId={device.deviceId} />)}
        <Switch on={device.enabled} label={words.device.use(name)} words={words.device} busy={set.busy} onChange={set.run} />
      </span>
      <FailureLine error={set.error ?? resume.error} />
    </>
  );
}
