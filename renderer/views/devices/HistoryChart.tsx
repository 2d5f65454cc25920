import '../../charts/coinChart.css';
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { HistoryPoint } from '../../../electron/shared/readings.ts';
import { atTextSize } from '../../appearance.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatDay, formatHour, formatWhen } from '../../format/time.ts';

type Field = Exclude<keyof HistoryPoint, 'startMs'>;
const dayMs = 24 * 3600 * 1000;

/** One measure over time. Where nothing was recorded the line is broken, never bridged. */
export function HistoryChart({ points, field, unit, height }: { readonly points: readonly HistoryPoint[]; readonly field: Field; readonly unit: string; readonly height: number }) {
  const isLong = (points.at(-1)?.startMs ?? 0) - (points[0]?.startMs ?? 0) > 1.5 * dayMs;
  return (
    <ResponsiveContainer width="100%" height={height} className="coin-chart history-chart">
      <AreaChart data={points as HistoryPoint[]} margin={{ top: 8, right: 18, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} />
        <XAxis dataKey="startMs" tickLine={false} minTickGap={atTextSize(48)} height={atTextSize(22)} tickFormatter={(atMs: number) => (isLong ? formatDay(atMs) : formatHour(atMs))} />
        <YAxis width={atTextSize(52)} tickCount={4} tickLine={false} axisLine={false} domain={unit === '%' ? [0, 100] : ['auto', 'auto']} tickFormatter={(value: number) => `${formatNumber(value, 1)} ${unit}`} />
        <Tooltip isAnimationActive={false} content={({ payload }) => <Told point={payload[0]?.payload as HistoryPoint | undefined} field={field} unit={unit} />} />
        <Area dataKey={field} type="linear" connectNulls={false} isAnimationActive={false} dot={({ index, cx, cy }) => <Lonely key={index} points={points} field={field} index={index} cx={cx} cy={cy} />} activeDot={{ r: 3 }} className="history-area" />
      </AreaChart>
    </ResponsiveContainer>
  );
}

/** A stretch between two gaps has no line to be seen by, so it is a dot. */
function Lonely({ points, field, index, cx, cy }: { readonly points: readonly HistoryPoint[]; readonly field: Field; readonly index: number; readonly cx?: number | undefined; readonly cy?: number | undefined }) {
  const isTold = (at: number): boolean => (points[at]?.[field] ?? null) !== null;
  return isTold(index) && !isTold(index - 1) && !isTold(index + 1) ? <circle className="history-lonely" cx={cx} cy={cy} r={2.5} /> : null;
}

function Told({ point, field, unit }: { readonly point: HistoryPoint | undefined; readonly field: Field; readonly unit: string }) {
  const value = point?.[field] ?? null;
  if (!point || value === null) return null;
  return <div className="chart-told"><strong>{formatNumber(value, 1)} {unit}</strong><br /><span className="soft">{formatWhen(point.startMs, Date.now())}</span></div>;
}
