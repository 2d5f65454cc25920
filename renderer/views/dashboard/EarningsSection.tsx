import { useState } from 'react';
import { earningsRangeShape, type EarningsRange } from '../../../electron/shared/shapes.ts';
import { atTextSize } from '../../appearance.ts';
import { LazyEarningsChart } from '../../charts/LazyEarningsChart.tsx';
import { TestMoney } from '../../components/Money.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Shown } from '../../components/Shown.tsx';
import { words } from '../../strings/words.ts';
import { useEarnings } from '../earnings/useEarnings.ts';

const text = words.earnings;
export const rangeChoices = () => earningsRangeShape.options.map((value) => ({ value, words: text.ranges[value] }));

export function EarningsSection() {
  const [range, setRange] = useState<EarningsRange>('24h');
  const earnings = useEarnings(range);
  return (
    <section className="section" aria-labelledby="earnings-title">
      <div className="section-head">
        <h2 id="earnings-title">{words.dashboard.earnings} <TestMoney /></h2>
        <Segmented label={text.range} name="range" choices={rangeChoices()} value={range} onChange={setRange} />
      </div>
      <div className="earnings-frame">
        <Shown from={earnings} waiting={text.waiting} isEmpty={({ jobs }) => jobs === 0} empty={{ title: text.empty, next: text.emptyNext }}>
          {(shown) => <LazyEarningsChart earnings={shown} height={atTextSize(128)} />}
        </Shown>
      </div>
    </section>
  );
}
