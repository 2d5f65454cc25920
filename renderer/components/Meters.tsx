import './meters.css';
import { isTold, type Reading } from '../../electron/shared/signals.ts';
import type { DeviceMemory, DeviceReading } from '../../electron/shared/readings.ts';
import { formatList, isolate, leftToRight } from '../format/locale.ts';
import { formatBytes, formatCount } from '../format/numbers.ts';
import { guestWords } from '../strings/guest.ts';
import { wordsOfUnread } from '../strings/unread.ts';
import { words } from '../strings/words.ts';

const text = guestWords.reading;
const unit = (value: number, name: 'celsius' | 'watt' | 'percent'): string => leftToRight(`${formatCount(value)} ${name === 'celsius' ? '°C' : name === 'watt' ? 'W' : '%'}`);

/** What a device says now, in words. What it does not say is said to be so, with the reason where there is room. */
export function Meters({ reading, reasons = false }: { readonly reading: DeviceReading | null; readonly reasons?: boolean }) {
  const { temperatureCelsius, powerWatts, powerLimitWatts, loadPercent, othersLoadPercent, memory } = reading ?? {};
  const powerOf = (watts: number): string => (powerLimitWatts && isTold(powerLimitWatts) ? text.ofLimit(formatCount(watts), unit(powerLimitWatts.value, 'watt')) : unit(watts, 'watt'));
  return (
    <dl className={`meters${reasons ? ' meters-big' : ' small'}`}>
      <Meter name={text.temperature} reading={temperatureCelsius} show={(value) => unit(value, 'celsius')} reasons={reasons} />
      <Meter name={text.power} reading={powerWatts} show={powerOf} reasons={reasons} />
      <Meter name={text.load} reading={loadPercent} show={(value) => unit(value, 'percent')} note={reasons && othersLoadPercent && isTold(othersLoadPercent) ? text.ofOthers(unit(othersLoadPercent.value, 'percent')) : null} reasons={reasons} />
      <div className="meter-memory">
        <dt>{text.memory}</dt>
        <dd>{memory && isTold(memory) ? <MemoryBar memory={memory.value} /> : <Unread reading={memory} reasons={reasons} />}</dd>
      </div>
    </dl>
  );
}

function Meter({ name, reading, show, note = null, reasons }: { readonly note?: string | null; readonly name: string; readonly reading: Reading<number> | undefined; readonly show: (value: number) => string; readonly reasons: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="num">{reading && isTold(reading) ? <span className="meter-value">{show(reading.value)}{note !== null && <span className="meter-note">{note}</span>}</span> : <Unread reading={reading} reasons={reasons} />}</dd>
    </div>
  );
}

function Unread({ reading, reasons }: { readonly reading: Reading<unknown> | undefined; readonly reasons: boolean }) {
  const why = reading && !isTold(reading) ? wordsOfUnread(reading.unread) : null;
  return <span className="soft" title={why ?? undefined}>{words.notReported}{reasons && why !== null && <><br /><span className="small">{why}</span></>}</span>;
}

/** Hearth's, others', free: told apart by hatching as well, and said in words. */
function MemoryBar({ memory: { totalBytes, freeBytes, mineBytes, othersBytes } }: { readonly memory: DeviceMemory }) {
  const share = (bytes: number): string => `${(100 * bytes) / totalBytes}%`;
  const parts = mineBytes === null || othersBytes === null
    ? [{ kind: 'used', bytes: totalBytes - freeBytes, words: `${text.used}, ${text.whose}` }]
    : [{ kind: 'mine', bytes: mineBytes, words: text.mine }, { kind: 'others', bytes: othersBytes, words: text.others }];
  const said = formatList([...parts, { kind: 'free', bytes: freeBytes, words: text.free }].map(({ bytes, words: name }) => isolate(`${formatBytes(bytes)} ${name}`)), 'unit');
  return (
    <span className="memory">
      <span className="memory-bar" role="img" aria-label={text.memoryLabel(said)}>
        {parts.map(({ kind, bytes }) => <span key={kind} className={`memory-${kind}`} style={{ inlineSize: share(bytes) }} />)}
      </span>
      <span className="memory-said num">{said}</span>
    </span>
  );
}
