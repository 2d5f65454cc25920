import './earningsChart.css';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Earnings } from '../../electron/shared/shapes.ts';
import { Money, TestMoney } from '../components/Money.tsx';
import { coinsForDrawing } from '../format/money.ts';
import { formatAxis, plural } from '../format/numbers.ts';
import { words } from '../strings/words.ts';
import { bucketName } from './bucketName.ts';

type Drawn = { readonly name: string; readonly height: number; readonly paidWei: bigint; readonly jobs: number };

/** Pixels by which the name under the last bar reaches beyond it. */
const lastLabelHangsOver = 30;

/** What was paid in each stretch of time. Hatched, so that it is told apart without colour as well. */
export function EarningsChart({ earnings, height }: { readonly earnings: Earnings; readonly height: number }) {
  const drawn: readonly Drawn[] = earnings.buckets.map((bucket) => ({ name: bucketName(bucket, earnings.range), height: coinsForDrawing(bucket.paidWei), paidWei: bucket.paidWei, jobs: bucket.jobs }));
  return (
    <ResponsiveContainer width="100%" height={height} className="earnings-chart">
      <BarChart data={drawn as Drawn[]} margin={{ top: 8, right: lastLabelHangsOver, bottom: 0, left: 0 }} accessibilityLayer={false} barCategoryGap="18%">
        <defs>
          <pattern id="paid-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className="hatch-ground" width="5" height="5" />
            <rect className="hatch-line" width="2.2" height="5" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} />
        <XAxis dataKey="name" tickLine={false} minTickGap={40} interval="preserveStartEnd" height={22} />
        <YAxis width={46} tickCount={3} tickLine={false} axisLine={false} tickFormatter={(value: number) => formatAxis(value)} />
        <Tooltip cursor={{ className: 'chart-cursor' }} isAnimationActive={false} content={({ payload }) => <Told bucket={payload[0]?.payload as Drawn | undefined} />} />
        <Bar dataKey="height" fill="url(#paid-hatch)" className="chart-bar" isAnimationActive={false} radius={[2, 2, 0, 0]} maxBarSize={36} />
      </BarChart>
    </ResponsiveContainer>
  );
}

function Told({ bucket }: { readonly bucket: Drawn | undefined }) {
  if (!bucket) return null;
  return (
    <div className="chart-told">
      <strong><Money wei={bucket.paidWei} /></strong> <TestMoney />
      <br />
      <span className="soft">{bucket.name}, {plural(bucket.jobs, words.jobsCount)}</span>
    </div>
  );
}
