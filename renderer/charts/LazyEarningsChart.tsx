import { lazy, Suspense } from 'react';
import type { Earnings } from '../../electron/shared/shapes.ts';
import { EarningsTable } from './EarningsTable.tsx';

const EarningsChart = lazy(() => import('./EarningsChart.tsx').then((module) => ({ default: module.EarningsChart })));

/** The chart, loaded after the words around it, with the same numbers as a table for those who do not see it. */
export function LazyEarningsChart({ earnings, height }: { readonly earnings: Earnings; readonly height: number }) {
  return (
    <>
      <div aria-hidden="true" style={{ blockSize: height }}>
        <Suspense fallback={null}>
          <EarningsChart earnings={earnings} height={height} />
        </Suspense>
      </div>
      <div className="unseen"><EarningsTable earnings={earnings} /></div>
    </>
  );
}
