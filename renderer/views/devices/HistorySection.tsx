import { lazy, Suspense, useState } from 'react';
import type { History, HistoryPoint } from '../../../electron/shared/readings.ts';
import { atTextSize } from '../../appearance.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { Shown } from '../../components/Shown.tsx';
import { formatWhen } from '../../format/time.ts';
import { guestWords } from '../../strings/guest.ts';
import type { Loaded } from '../../useBridge.ts';

const HistoryChart = lazy(() => import('./HistoryChart.tsx').then((module) => ({ default: module.HistoryChart })));
const text = guestWords.devices;

export const measures = {
  temperature: { key: 'temperatureMostCelsius', unit: '°C' }, power: { key: 'powerMeanWatts', unit: 'W' }, load: { key: 'othersLoadMeanPercent', unit: '%' }, memory: { key: 'othersMemoryMeanPercent', unit: '%' },
} as const satisfies Readonly<Record<string, { readonly key: Exclude<keyof HistoryPoint, 'startMs'>; readonly unit: string }>>;
export type Measure = keyof typeof measures;
const choices = () => (Object.keys(measures) as Measure[]).map((value) => ({ value, words: text.measures[value] }));
const chartHeightPx = 168;

/** What was recorded of one device: one measure at a time, gaps as gaps, and the same as a table. */
export function HistorySection({ deviceId, name, history }: { readonly deviceId: string; readonly name: string; readonly history: Loaded<History> }) {
  const [measure, setMeasure] = useState<Measure | null>(null);
  const pointsOf = ({ devices }: History): readonly HistoryPoint[] => devices.find((one) => one.deviceId === deviceId)?.points ?? [];
  const isTold = (points: readonly HistoryPoint[], one: Measure): boolean => points.some((point) => point[measures[one].key] !== null);
  return (
    <div className="history">
      <h3>{text.history}</h3>
      <Shown from={history} waiting={text.historyWaiting} isEmpty={(value) => !choices().some((choice) => isTold(pointsOf(value), choice.value))} empty={{ title: text.historyEmpty, next: text.historyEmptyNext }}>
        {(value) => {
          const points = pointsOf(value);
          // Until one is chosen: the first that has something to show.
          const shown = measure ?? choices().find((choice) => isTold(points, choice.value))?.value ?? 'temperature';
          const { key, unit } = measures[shown];
          return (
            <>
              <Segmented label={text.measure} name={`measure-${deviceId}`} choices={choices()} value={shown} onChange={setMeasure} />
              {isTold(points, shown) ? (
                <>
                  <div aria-hidden="true" style={{ blockSize: atTextSize(chartHeightPx) }}><Suspense fallback={null}><HistoryChart points={points} field={key} unit={unit} height={atTextSize(chartHeightPx)} /></Suspense></div>
                  <details>
                    <summary className="soft small">{text.table}</summary>
                    <HistoryTable caption={text.chart(text.measures[shown], name)} points={points} field={key} unit={unit} />
                  </details>
                </>
              ) : <p className="soft small history-none">{text.noneOf(text.measures[shown])}</p>}
            </>
          );
        }}
      </Shown>
    </div>
  );
}

function HistoryTable({ caption, points, field, unit }: { readonly caption: string; readonly points: readonly HistoryPoint[]; readonly field: Exclude<keyof HistoryPoint, 'startMs'>; readonly unit: string }) {
  const nowMs = Date.now();
  return (
    <div className="history-table" tabIndex={0} role="group" aria-label={caption}>
      <table className="small">
        <caption className="unseen">{caption}</caption>
        <thead><tr><th scope="col">{text.from}</th><th scope="col" className="end">{unit}</th></tr></thead>
        <tbody>{[...points].reverse().map((point) => <tr key={point.startMs}><td>{formatWhen(point.startMs, nowMs)}</td><td className="end">{point[field] === null ? <span className="soft">{text.gap}</span> : new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(point[field])}</td></tr>)}</tbody>
      </table>
    </div>
  );
}
