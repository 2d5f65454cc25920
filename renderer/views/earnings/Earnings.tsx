import './earnings.css';
import { useState } from 'react';
import { earningsRangeShape, type EarningsRange } from '../../../electron/shared/shapes.ts';
import { atTextSize } from '../../appearance.ts';
import { EarningsTable } from '../../charts/EarningsTable.tsx';
import { LazyEarningsChart } from '../../charts/LazyEarningsChart.tsx';
import { Money, TestMoney } from '../../components/Money.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Shown } from '../../components/Shown.tsx';
import { plural } from '../../format/numbers.ts';
import { words } from '../../strings/words.ts';
import { useAnswer, useSlice } from '../../useBridge.ts';
import { NetSection } from './NetSection.tsx';
import { PayoutPlanner } from './PayoutPlanner.tsx';
import { ReconciliationSection } from './ReconciliationSection.tsx';
import { Statement } from './Statement.tsx';
import { useEarnings } from './useEarnings.ts';

const text = words.earnings;
const choices = () => earningsRangeShape.options.map((value) => ({ value, words: text.ranges[value] }));

export function Earnings() {
  const [range, setRange] = useState<EarningsRange>('7d');
  const earnings = useEarnings(range);
  const now = useSlice('earnings');
  const [turn, setTurn] = useState(0);
  // Asked again when a payment came or a price was set.
  const books = useAnswer('readBooks', { range }, `${turn} ${now.state === 'ready' ? now.value.totalJobs : ''}`);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1 className="earnings-title">{text.paidIn[range]} <TestMoney /></h1>
          {earnings.state === 'ready' && (
            <p className="earnings-sum">
              <Money wei={earnings.value.paidWei} /> <span className="earnings-jobs soft num">{text.forJobs(plural(earnings.value.jobs, words.jobsCount))}</span>
            </p>
          )}
        </div>
        <Segmented label={text.range} name="range" choices={choices()} value={range} onChange={setRange} />
      </div>
      <div className="earnings-chart-frame">
        <Shown from={earnings} waiting={text.waiting} isEmpty={({ jobs }) => jobs === 0} empty={{ title: text.empty, next: text.emptyNext }}>
          {(shown) => (
            <>
              <LazyEarningsChart earnings={shown} height={atTextSize(240)} />
              <details className="earnings-as-table">
                <summary>{text.table}</summary>
                <EarningsTable earnings={shown} />
              </details>
            </>
          )}
        </Shown>
      </div>
      <NetSection range={range} books={books} onPriced={() => setTurn((before) => before + 1)} />
      <PayoutPlanner />
      <Statement />
      <ReconciliationSection books={books} />
    </div>
  );
}
