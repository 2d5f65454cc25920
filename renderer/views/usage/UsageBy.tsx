import { useState } from 'react';
import type { GatewayUsage } from '../../../electron/shared/gatewayUsage.ts';
import { Digest } from '../../components/Digest.tsx';
import { sayMoney, TestMoney } from '../../components/Money.tsx';
import { NetworkText } from '../../components/NetworkText.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { formatCount, formatPercent } from '../../format/numbers.ts';
import { usageWords as text } from '../../strings/usage.ts';
import { groupUsage, shareOf, sumUsage, usageWays, type UsageWay } from './usageView.ts';

/** The same spending by key, model or provider: bars that are a table, the most first. */
export function UsageBy({ usage }: { readonly usage: GatewayUsage }) {
  const [way, setWay] = useState<UsageWay>('model');
  const groups = groupUsage(usage, way);
  const wholeWei = sumUsage(way === 'provider' ? usage.sellers : usage.rows).spentWei;
  return (
    <section className="section usage-section" aria-labelledby="usage-by-title">
      <div className="section-head">
        <h2 id="usage-by-title">{text.by[way]} <TestMoney isTest /></h2>
        <Segmented label={text.byWhat} name="usage-way" choices={usageWays.map((value) => ({ value, words: text.ways[value] }))} value={way} onChange={setWay} />
      </div>
      {groups.length === 0 ? <p className="soft">{text.providersNone}</p> : (
        <div className="usage-table" tabIndex={0} role="group" aria-label={text.by[way]}>
          <table className="small">
            <thead><tr>
              <th scope="col">{text.ways[way]}</th><th scope="col" className="end">{text.spent}</th><th scope="col"><span className="unseen">{text.share}</span></th>{way !== 'provider' && <th scope="col" className="end">{text.requests}</th>}
              <th scope="col" className="end">{text.answers}</th><th scope="col" className="end">{text.unitsIn}</th><th scope="col" className="end">{text.unitsOut}</th><th scope="col" className="end">{text.replayed}</th>
            </tr></thead>
            <tbody>
              {groups.map(({ name, sums }) => (
                <tr key={name}>
                  <th scope="row">{way === 'provider' ? <Digest value={name} /> : <NetworkText text={name} limit={40} />}</th>
                  <td className="end num">{sayMoney(sums.spentWei, usage.coin)}</td><td><Bar share={shareOf(sums.spentWei, wholeWei)} /></td>{way !== 'provider' && <td className="end num">{formatCount(sums.requests)}</td>}
                  <td className="end num">{formatCount(sums.answers)}</td><td className="end num">{formatCount(sums.unitsIn)}</td><td className="end num">{formatCount(sums.unitsOut)}</td>
                  <td className="end num">{sums.answers === 0 ? text.none : formatPercent(sums.replayed / sums.answers)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {way === 'provider' && <p className="soft small">{text.providersWhy}</p>}
    </section>
  );
}

/** A part of a whole by length and in words. */
export const Bar = ({ share, isSpent = false }: { readonly share: number; readonly isSpent?: boolean }) => (
  <span className="usage-part num"><span className="usage-bar" aria-hidden="true"><span className={isSpent ? 'usage-spent' : 'usage-share'} style={{ inlineSize: `${Math.min(100, 100 * share)}%` }} /></span>{formatPercent(share)}</span>
);
