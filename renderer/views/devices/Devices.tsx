import './devices.css';
import { useState } from 'react';
import type { Decision, Guest, Rule } from '../../../electron/shared/rules.ts';
import type { BenchmarkState } from '../../../electron/shared/benchmark.ts';
import type { DeviceReading, History } from '../../../electron/shared/readings.ts';
import type { Device } from '../../../electron/shared/shapes.ts';
import { DeviceControls, DeviceState, deviceTitle } from '../../components/DeviceControls.tsx';
import { Meters } from '../../components/Meters.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Shown } from '../../components/Shown.tsx';
import { plainText } from '../../format/digest.ts';
import { formatList } from '../../format/locale.ts';
import { formatBytes, plural } from '../../format/numbers.ts';
import { formatDate, formatDuration } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { formatLimits, guestWords } from '../../strings/guest.ts';
import { wordsOfReason } from '../../strings/reasons.ts';
import { describeRule, ruleWords } from '../../strings/rules.ts';
import { words } from '../../strings/words.ts';
import { type Loaded, useAnswer, useDevices, useNow, useTopic } from '../../useBridge.ts';
import { ruleFor, ruleKinds } from '../rules/draft.ts';
import { AcceleratorSection } from './AcceleratorSection.tsx';
import { BenchmarkSection } from './BenchmarkSection.tsx';
import { Health } from './Health.tsx';
import { HistorySection } from './HistorySection.tsx';

const text = guestWords.devices;
const spans = () => [{ value: '24', words: text.spans.day }, { value: '168', words: text.spans.week }] as const;

export function Devices() {
  const devices = useDevices();
  const guest = useTopic('guest')?.value ?? null;
  const readings = useTopic('readings')?.value ?? [];
  const benchmarks = useTopic('benchmarks')?.value ?? [];
  const [span, setSpan] = useState<'24' | '168'>('24');
  // Asked again each minute, as often as a sample is kept.
  const history = useAnswer('readHistory', { hours: span === '24' ? 24 : 168 }, Math.floor(useNow(10_000) / 60_000));
  return (
    <div className="page device-page">
      <div className="page-head">
        <div>
          <h1>{text.title}</h1>
          {guest && <PromiseKept promise={guest.promise} />}
        </div>
        <Segmented label={text.span} name="span" choices={spans()} value={span} onChange={setSpan} />
      </div>
      <Shown from={devices} waiting={text.waiting} isEmpty={(all) => all.length === 0} empty={{ title: text.empty, next: text.emptyNext }}>
        {(all) => all.map((device) => <DevicePanel key={device.deviceId} device={device} guest={guest} reading={readings.find(({ deviceId }) => deviceId === device.deviceId) ?? null} benchmark={benchmarks.find(({ deviceId }) => deviceId === device.deviceId) ?? null} history={history} />)}
      </Shown>
      <AcceleratorSection devices={devices.state === 'ready' ? devices.value : []} />
    </div>
  );
}

function PromiseKept({ promise: { count, p50Ms, p95Ms } }: Pick<Guest, 'promise'>) {
  return <p className="soft">{p50Ms === null || p95Ms === null ? guestWords.promiseNoneLong : guestWords.promiseLong(plural(count, guestWords.promiseTimes), formatDuration(p50Ms), formatDuration(p95Ms))}</p>;
}

type PanelProps = { readonly device: Device; readonly guest: Guest | null; readonly reading: DeviceReading | null; readonly benchmark: BenchmarkState | null; readonly history: Loaded<History> };

function DevicePanel({ device, guest, reading, benchmark, history }: PanelProps) {
  const decision = guest?.decisions.find(({ deviceId }) => deviceId === device.deviceId) ?? null;
  const name = deviceTitle(device);
  const title = `device-${device.deviceId}`;
  return (
    <section className="section device-panel" aria-labelledby={title}>
      <div className="device-panel-head">
        <h2 id={title}>{name}</h2>
        <span className="soft small">{words.device.kind[device.kind]}</span>
        <DeviceState device={device} decision={decision} />
        <DeviceControls device={device} decision={decision} />
      </div>
      {decision?.winner && device.enabled && <Held decision={decision} />}
      {(device.unknown || device.reason !== null) && <p className="soft">{device.unknown && words.device.unknownWhy} {device.reason !== null && wordsOfReason(device.reason)}</p>}
      <Meters reading={reading} reasons />
      <div className="device-columns">
        <HistorySection deviceId={device.deviceId} name={name} history={history} />
        <div className="device-side">
          <Health device={device} decision={decision} history={history} />
          <Identity device={device} />
        </div>
      </div>
      <BenchmarkSection device={device} state={benchmark} />
      {guest && device.state !== 'unusable' && <DeviceRules rules={guest.rules} deviceId={device.deviceId} />}
    </section>
  );
}

function Held({ decision: { winner, giveBack } }: { readonly decision: Decision }) {
  const nowMs = useNow(1000);
  if (!winner) return null;
  const { sentence, ends } = describeRule(winner, giveBack ?? winner.giveBack, nowMs);
  return <p>{sentence} <span className="soft">{ends}</span></p>;
}

function Identity({ device }: { readonly device: Device }) {
  const or = (value: string | null): string => (value === null ? words.notReported : plainText(value, 80));
  const facts = [[text.vendor, or(device.vendor)], [text.driver, driverOf(device)], [text.memory, device.memoryBytes === null ? words.notReported : formatBytes(device.memoryBytes)], [text.runs, formatList(device.executionProviders, 'unit') || words.device.cannotRun], [text.id, plainText(device.deviceId, 80)]] as const;
  return (
    <div>
      <h3>{text.identity}</h3>
      <dl className="device-identity small">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </div>
  );
}

/** A processor has no driver that ages. */
function driverOf({ kind, driver, driverDate }: Device): string {
  if (driver === null) return words.notReported;
  const shown = plainText(driver, 80);
  return driverDate !== undefined ? text.driverBuilt(shown, formatDate(Date.parse(`${driverDate}T12:00:00`))) : kind === 'gpu' ? text.driverAgeless(shown) : shown;
}

/** What this device obeys: its own rule before the general one of the kind. */
function DeviceRules({ rules, deviceId }: { readonly rules: readonly Rule[]; readonly deviceId: string }) {
  const obeyed = ruleKinds.flatMap((kind) => ruleFor(rules, kind, deviceId) ?? []).filter(({ isOn }) => isOn);
  return (
    <div>
      <h3>{text.rules} <a className="section-link" href={formatRoute({ screen: 'rules' })}>{text.edit}</a></h3>
      {obeyed.length === 0 ? <p className="soft small">{text.rulesNone}</p> : (
        <ul className="device-rules small">
          {obeyed.map((rule) => <li key={rule.kind}><strong>{ruleWords[rule.kind].title}</strong> {formatLimits(rule)} <span className="soft">({rule.deviceId === null ? text.general : text.own})</span></li>)}
        </ul>
      )}
    </div>
  );
}
