import type { Earnings } from '../../electron/shared/shapes.ts';
import { useCoin } from '../components/Money.tsx';
import { plural } from '../format/numbers.ts';
import { words } from '../strings/words.ts';
import { bucketName } from './bucketName.ts';
import { EarningsTable } from './EarningsTable.tsx';
import { LazyCoinChart } from './LazyCoinChart.tsx';

/** What was paid in each stretch of time, with the same numbers as a table for those who do not see the chart. */
export function LazyEarningsChart({ earnings, height }: { readonly earnings: Earnings; readonly height: number }) {
  const coin = useCoin();
  return (
    <>
      <LazyCoinChart bars={earnings.buckets.map((bucket) => ({ name: bucketName(bucket, earnings.range), wei: bucket.paidWei, note: plural(bucket.jobs, words.jobsCount) }))} coin={coin} height={height} />
      <div className="unseen"><EarningsTable earnings={earnings} /></div>
    </>
  );
}
