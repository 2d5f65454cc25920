import type { Earnings } from '../../electron/shared/shapes.ts';
import { Money, TestMoney } from '../components/Money.tsx';
import { decimalsFor } from '../format/money.ts';
import { formatCount } from '../format/numbers.ts';
import { words } from '../strings/words.ts';
import { bucketName } from './bucketName.ts';

const text = words.earnings;

/** Every bucket of the chart with its numbers, newest first. */
export function EarningsTable({ earnings }: { readonly earnings: Earnings }) {
  const decimals = Math.max(2, ...earnings.buckets.filter(({ paidWei }) => paidWei > 0n).map(({ paidWei }) => decimalsFor(paidWei)));
  return (
    <table className="chart-table">
      <caption className="unseen">{text.chart}</caption>
      <thead>
        <tr><th scope="col">{text.head.from}</th><th scope="col" className="end">{text.head.jobs}</th><th scope="col" className="end">{text.head.paid} <TestMoney /></th></tr>
      </thead>
      <tbody>
        {[...earnings.buckets].reverse().map((bucket) => (
          <tr key={bucket.startMs}>
            <td>{bucketName(bucket, earnings.range)}</td>
            <td className="end">{formatCount(bucket.jobs)}</td>
            <td className="end"><Money wei={bucket.paidWei} decimals={decimals} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
