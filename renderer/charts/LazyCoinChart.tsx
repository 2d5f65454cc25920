import { lazy, Suspense } from 'react';
import type { CoinBar } from './CoinChart.tsx';

const CoinChart = lazy(() => import('./CoinChart.tsx').then((module) => ({ default: module.CoinChart })));

/** The chart, loaded after the words around it. Whoever shows it says the same numbers in a table. */
export function LazyCoinChart({ height, ...shown }: { readonly bars: readonly CoinBar[]; readonly coin: string; readonly isTest?: boolean; readonly height: number }) {
  return (
    <div aria-hidden="true" style={{ blockSize: height }}>
      <Suspense fallback={null}>
        <CoinChart height={height} {...shown} />
      </Suspense>
    </div>
  );
}
