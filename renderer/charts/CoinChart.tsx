import './coinChart.css';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { atTextSize } from '../appearance.ts';
import { sayMoney, TestMoney } from '../components/Money.tsx';
import { coinsForDrawing } from '../format/money.ts';
import { formatAxis } from '../format/numbers.ts';

/** An amount of a stretch of time; `note` stands beneath it. */
export type CoinBar = { readonly name: string; readonly wei: bigint; readonly note: string };
type Drawn = CoinBar & { readonly height: number };

/** Pixels by which the name under the last bar reaches beyond it. */
const lastLabelHangsOver = 30;

/** What was paid in each stretch of time. Hatched, so that it is told apart without colour as well. */
export function CoinChart({ bars, coin, isTest, height }: { readonly bars: readonly CoinBar[]; readonly coin: string; readonly isTest?: boolean | undefined; readonly height: number }) {
  const drawn: readonly Drawn[] = bars.map((bar) => ({ ...bar, height: coinsForDrawing(bar.wei) }));
  return (
    <ResponsiveContainer width="100%" height={height} className="coin-chart">
      <BarChart data={drawn as Drawn[]} margin={{ top: 8, right: atTextSize(lastLabelHangsOver), bottom: 0, left: 0 }} accessibilityLayer={false} barCategoryGap="18%">
        <defs>
          <pattern id="paid-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className="hatch-ground" width="5" height="5" />
            <rect className="hatch-line" width="2.2" height="5" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} />
        <XAxis dataKey="name" tickLine={false} minTickGap={atTextSize(40)} interval="preserveStartEnd" height={atTextSize(22)} />
        <YAxis width={atTextSize(46)} tickCount={3} tickLine={false} axisLine={false} tickFormatter={(value: number) => formatAxis(value)} />
        <Tooltip cursor={{ className: 'chart-cursor' }} isAnimationActive={false} content={({ payload }) => <Told bar={payload[0]?.payload as Drawn | undefined} coin={coin} isTest={isTest} />} />
        <Bar dataKey="height" fill="url(#paid-hatch)" className="chart-bar" isAnimationActive={false} radius={[2, 2, 0, 0]} maxBarSize={36} />
      </BarChart>
    </ResponsiveContainer>
  );
}

function Told({ bar, coin, isTest }: { readonly bar: Drawn | undefined; readonly coin: string; readonly isTest: boolean | undefined }) {
  if (!bar) return null;
  return (
    <div className="chart-told">
      <strong className="num">{sayMoney(bar.wei, coin)}</strong> <TestMoney {...(isTest === undefined ? {} : { isTest })} />
      <br />
      <span className="soft">{bar.name}, {bar.note}</span>
    </div>
  );
}
