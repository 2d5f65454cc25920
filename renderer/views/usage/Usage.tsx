import './usage.css';
import { useState } from 'react';
import { usageDays, type GatewayUsage } from '../../../electron/shared/gatewayUsage.ts';
import { atTextSize } from '../../appearance.ts';
import { LazyCoinChart } from '../../charts/LazyCoinChart.tsx';
import { sayMoney, TestMoney } from '../../components/Money.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Shown } from '../../components/Shown.tsx';
import { formatCount, formatPercent, plural } from '../../format/numbers.ts';
import { formatDay, formatMonth } from '../../format/time.ts';
import { usageWords as text } from '../../strings/usage.ts';
import { words } from '../../strings/words.ts';
import { useAnswer, useNow } from '../../useBridge.ts';
import { Clouds } from './Clouds.tsx';
import { Budgets } from './Budgets.tsx';
import { UsageBy } from './UsageBy.tsx';
import { bucketUsage, sumUsage } from './usageView.ts';

type Days = (typeof usageDays)[number];
const askEveryMs = 10_000;

/** What applications bought through this machine's gateway: how much, of whom, whether it was checked, what is left of budgets, and what a cloud would take. */
export function Usage() {
  const [days, setDays] = useState<Days>(30);
  const turn = Math.floor(useNow(askEveryMs) / askEveryMs);
  const usage = useAnswer('readUsage', { days }, turn);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1 className="earnings-title">{text.spentIn[days]} <TestMoney isTest /></h1>
          {usage.state === 'ready' && usage.value.isUsed && <p className="usage-sum num">{sayMoney(sumUsage(usage.value.rows).spentWei, usage.value.coin)}</p>}
        </div>
        <Segmented label={text.time} name="usage-days" choices={usageDays.map((value) => ({ value: String(value), words: text.days[value] }))} value={String(days)} onChange={(value) => setDays(Number(value) as Days)} />
      </div>
      <Shown from={usage} waiting={text.waiting} isEmpty={({ isUsed }) => !isUsed} empty={{ title: text.empty, next: text.emptyNext, action: <Commands /> }}>
        {(value) => <Ready usage={value} />}
      </Shown>
    </div>
  );
}

const Commands = () => <p className="mono small usage-commands" dir="ltr">hearth gateway-key create NAME<br />hearth gateway</p>;

function Ready({ usage }: { readonly usage: GatewayUsage }) {
  const { requests, answers, replayed, unitsIn, unitsOut } = sumUsage(usage.rows);
  const { unit, buckets } = bucketUsage(usage);
  const nameOf = (atMs: number): string => (unit === 'month' ? formatMonth(atMs) : formatDay(atMs));
  const isQuiet = usage.rows.length === 0;
  return (
    <>
      {isQuiet ? <p className="soft usage-quiet">{text.quiet}</p> : (
        <>
          <dl className="usage-facts">
            <div><dt>{text.requests}</dt><dd className="num">{formatCount(requests)}</dd></div>
            <div><dt>{text.answers}</dt><dd className="num">{formatCount(answers)}</dd></div>
            <div><dt>{text.unitsIn}</dt><dd className="num">{formatCount(unitsIn)}</dd></div>
            <div><dt>{text.unitsOut}</dt><dd className="num">{formatCount(unitsOut)}</dd></div>
            <div><dt>{text.replayed}</dt><dd className="num">{answers === 0 ? text.none : formatPercent(replayed / answers)}</dd></div>
            {usage.refunds.length > 0 && <div><dt>{text.refunded}</dt><dd className="num">{sayMoney(usage.refunds.reduce((sum, { refundedWei }) => sum + refundedWei, 0n), usage.coin)}</dd></div>}
          </dl>
          <p className="soft small usage-checked">{text.checked}{usage.refunds.length > 0 && ` ${text.refundedWhy}`}</p>
          <LazyCoinChart bars={buckets.map(({ atMs, sums }) => ({ name: nameOf(atMs), wei: sums.spentWei, note: plural(sums.answers, text.answersCount) }))} coin={usage.coin} isTest height={atTextSize(220)} />
          <details className="earnings-as-table">
            <summary>{words.earnings.table}</summary>
            <table className="chart-table">
              <caption className="unseen">{text.byTime}</caption>
              <thead><tr><th scope="col">{unit === 'month' ? text.month : text.day}</th><th scope="col" className="end">{text.requests}</th><th scope="col" className="end">{text.answers}</th><th scope="col" className="end">{text.spent}</th></tr></thead>
              <tbody>
                {[...buckets].reverse().map(({ atMs, sums }) => (
                  <tr key={atMs}><td>{nameOf(atMs)}</td><td className="end">{formatCount(sums.requests)}</td><td className="end">{formatCount(sums.answers)}</td><td className="end">{sayMoney(sums.spentWei, usage.coin)}</td></tr>
                ))}
              </tbody>
            </table>
          </details>
          <UsageBy usage={usage} />
        </>
      )}
      <Budgets usage={usage} />
      {!isQuiet && <Clouds clouds={usage.clouds} />}
    </>
  );
}
