import { useId } from 'react';
import type { Rule, RuleKind, Simulation } from '../../../electron/shared/rules.ts';
import { Shown } from '../../components/Shown.tsx';
import { formatCount, formatFixed, plural } from '../../format/numbers.ts';
import { formatDay, formatMoment, formatSpan, formatWhen } from '../../format/time.ts';
import { guestWords } from '../../strings/guest.ts';
import { ruleWords } from '../../strings/rules.ts';
import { useAnswer, useThrottled } from '../../useBridge.ts';
import { layOutStops } from './layOutStops.ts';

const text = guestWords.rules;
const outcomes = ['work', 'throttled', 'stopped', 'unknown'] as const;
type Track = Simulation['devices'][number];
const spanOf = (track: Track, outcome: (typeof outcomes)[number]): number => ({ work: track.workMs, throttled: track.throttledMs, stopped: track.stoppedMs, unknown: track.unknownMs })[outcome];

/** Last week, played again: against the saved rules, and beside them against what is not saved yet. */
export function Simulator({ saved, draft, nameOf }: { readonly saved: readonly Rule[]; readonly draft: readonly Rule[] | null; readonly nameOf: (deviceId: string) => string }) {
  const tried = useThrottled(draft ?? saved, 1500);
  const before = useAnswer('simulateRules', { rules: saved });
  const after = useAnswer('simulateRules', { rules: tried });
  return (
    <section className="section" aria-labelledby="simulator-title">
      <div className="section-head"><h2 id="simulator-title">{text.simulator}</h2></div>
      <p className="soft small">{text.simulatorWhy}</p>
      <Shown from={before} waiting={text.simWaiting} isEmpty={({ samples }) => samples < 2} empty={{ title: text.simEmpty, next: text.simEmptyNext }}>
        {(now) => (
          <>
            {now.fromMs !== null && now.toMs !== null && <p className="small num">{text.span(formatMoment(now.fromMs), formatMoment(now.toMs), formatCount(now.samples))}</p>}
            {now.devices.map((track) => <DeviceWeek key={track.deviceId} name={nameOf(track.deviceId)} saved={track} tried={draft && after.state === 'ready' ? (after.value.devices.find(({ deviceId }) => deviceId === track.deviceId) ?? null) : null} />)}
          </>
        )}
      </Shown>
    </section>
  );
}

function DeviceWeek({ name, saved, tried }: { readonly name: string; readonly saved: Track; readonly tried: Track | null }) {
  const shown = tried ?? saved;
  const rules = [...new Set([...Object.keys(saved.byRule), ...Object.keys(tried?.byRule ?? {})])] as RuleKind[];
  const hours = (ms: number): string => formatSpanHours(ms);
  return (
    <div className="week">
      <h3>{name}</h3>
      <div className="week-body">
        <div>
          <ShareBar track={shown} />
          <StopPicture name={name} track={shown} />
        </div>
        <table className="week-table">
          <caption className="unseen">{text.simulator}: {name}</caption>
          <thead><tr><td /><th scope="col" className="end">{text.withSaved}</th>{tried && <th scope="col" className="end">{text.withDraft}</th>}</tr></thead>
          <tbody>
            {outcomes.map((outcome) => <Row key={outcome} kind={outcome} name={text.outcome[outcome]} saved={hours(spanOf(saved, outcome))} tried={tried && hours(spanOf(tried, outcome))} />)}
            {rules.map((rule) => <Row key={rule} name={text.byRule(ruleWords[rule].title)} saved={hours(saved.byRule[rule] ?? 0)} tried={tried && hours(tried.byRule[rule] ?? 0)} />)}
          </tbody>
        </table>
      </div>
      <Stops track={shown} />
    </div>
  );
}

/** Hours to a tenth, so that columns compare. */
const formatSpanHours = (ms: number): string => `${formatFixed(ms / 3_600_000, 1)} h`;

function Row({ kind, name, saved, tried }: { readonly kind?: string; readonly name: string; readonly saved: string; readonly tried: string | null }) {
  return <tr><th scope="row">{kind !== undefined && <span className={`share-key share-${kind}`} aria-hidden="true" />}{name}</th><td className="end">{saved}</td>{tried !== null && <td className="end">{tried}</td>}</tr>;
}

function ShareBar({ track }: { readonly track: Track }) {
  const allMs = outcomes.reduce((sum, outcome) => sum + spanOf(track, outcome), 0);
  return (
    <div className="share-bar" aria-hidden="true">
      {allMs > 0 && outcomes.map((outcome) => <span key={outcome} className={`share-${outcome}`} style={{ inlineSize: `${(100 * spanOf(track, outcome)) / allMs}%` }} />)}
    </div>
  );
}

const [width, lane] = [480, 16] as const;

/** One line for each day from midnight to midnight, with what stopped marked on it. */
function StopPicture({ name, track }: { readonly name: string; readonly track: Track }) {
  const hatch = useId();
  if (track.stops.length === 0) return <p className="soft small">{text.noStops}</p>;
  const days = layOutStops(track.stops);
  return (
    <figure className="week-picture">
      <svg viewBox={`0 0 ${width + 60} ${days.length * lane + 16}`} role="img" aria-label={text.picture(name)}>
        <defs><pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect className="stop-ground" width="4" height="4" /><rect className="stop-line" width="1.8" height="4" /></pattern></defs>
        {days.map(({ startMs, blocks }, row) => (
          <g key={startMs} transform={`translate(0 ${row * lane})`}>
            <text x="0" y="11">{formatDay(startMs)}</text>
            <rect className="lane" x="60" y="3" width={width} height={lane - 6} />
            {blocks.map(({ from, to }) => <rect key={from} className="stop" x={60 + from * width} y="2" width={Math.max(1.5, (to - from) * width)} height={lane - 4} fill={`url(#${hatch})`} />)}
          </g>
        ))}
        {[0, 6, 12, 18, 24].map((hour) => <text key={hour} className="lane-hour" x={60 + (hour / 24) * width} y={days.length * lane + 12} textAnchor={hour === 24 ? 'end' : hour === 0 ? 'start' : 'middle'}>{hour}:00</text>)}
      </svg>
      <figcaption className="soft small">{text.pictureNote}</figcaption>
    </figure>
  );
}

const stopsListed = 1000;

function Stops({ track: { stops } }: { readonly track: Track }) {
  if (stops.length === 0) return null;
  const nowMs = Date.now();
  return (
    <details>
      <summary className="soft small">{text.stops(plural(stops.length, text.stopsWords))}</summary>
      <table className="week-table">
        <thead><tr><th scope="col">{text.rule}</th><th scope="col">{text.from}</th><th scope="col">{text.to}</th><th scope="col" className="end">{text.took}</th></tr></thead>
        <tbody>{stops.map(({ rule, fromMs, toMs }) => <tr key={`${rule} ${fromMs}`}><td>{ruleWords[rule].title}</td><td>{formatWhen(fromMs, nowMs)}</td><td>{formatWhen(toMs, nowMs)}</td><td className="end">{formatSpan(toMs - fromMs)}</td></tr>)}</tbody>
      </table>
      {stops.length >= stopsListed && <p className="soft small">{text.manyStops}</p>}
    </details>
  );
}
