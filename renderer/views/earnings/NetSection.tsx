import { useState } from 'react';
import type { Books, Statement } from '../../../electron/shared/books.ts';
import type { EarningsRange } from '../../../electron/shared/shapes.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { Money, TestMoney } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { NetworkText } from '../../components/NetworkText.tsx';
import { plainText } from '../../format/digest.ts';
import { formatCoins } from '../../format/money.ts';
import { formatMoneyRange, formatValue } from '../../format/moneyRange.ts';
import { formatNumber, plural } from '../../format/numbers.ts';
import { bookWords as text } from '../../strings/books.ts';
import { useAct, type Loaded } from '../../useBridge.ts';
import { saveText } from '../wallet/saveText.ts';
import { EnergyLine } from './EnergyLine.tsx';
import { PricesDialog } from './PricesDialog.tsx';

/** Gross, shares, energy and what is left, as far as it is known; ranges where it is not exact, and never a zero for the unknown. */
export function NetSection({ range, books, onPriced }: { readonly range: EarningsRange; readonly books: Loaded<Books>; readonly onPriced: () => void }) {
  const [isSetting, setSetting] = useState(false);
  const csv = useAct((_input: null, connection) => connection.ask('readCsv', { range }), ({ csv: saved }) => saveText(`hearth-${range}.csv`, saved, 'text/csv'));
  return (
    <section className="section" aria-labelledby="net-title">
      <h2 id="net-title">{text.title} <TestMoney /></h2>
      <Shown from={books} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {({ statement }) => (
          <>
            <Lines statement={statement} />
            <p className="net-buttons">
              <button type="button" className="button" onClick={() => setSetting(true)}>{text.setPrices}</button>
              <button type="button" className="button" disabled={csv.busy} onClick={() => csv.run(null)}>{text.csv}</button>
              <span className="soft small">{text.csvWhy}</span>
            </p>
            <FailureLine error={csv.error} />
            <Projection statement={statement} />
            <Returns statement={statement} />
          </>
        )}
      </Shown>
      <PricesDialog open={isSetting} onClose={() => setSetting(false)} onSaved={onPriced} />
    </section>
  );
}

function Lines({ statement: { grossWei, shareWei, arrivedWei, energy, energyCost, value, net, netUnknown } }: { readonly statement: Statement }) {
  const worth = (amount: number | undefined) => value && amount !== undefined && <span className="soft num"> {formatValue(amount, value.currency)}</span>;
  return (
    <dl className="statement">
      <div><dt>{text.gross}</dt><dd><Money wei={grossWei} />{worth(value?.gross)}</dd></div>
      <div><dt>{text.shares}</dt><dd><Money wei={shareWei} />{worth(value?.shares)}</dd></div>
      <div><dt>{text.arrived}</dt><dd><Money wei={arrivedWei} />{worth(value?.arrived)}</dd></div>
      <EnergyLine energy={energy} energyCost={energyCost} />
      <div className="statement-net">
        <dt>{text.net} {value?.isEstimated && <span className="soft">{text.estimated}</span>}</dt>
        <dd className="num">{net ? formatMoneyRange(net) : <span className="soft">{netUnknown && text.unknown[netUnknown]}</span>}</dd>
      </div>
    </dl>
  );
}

function Projection({ statement: { projection } }: { readonly statement: Statement }) {
  if (!projection) return <p className="soft small">{text.projectionNone}</p>;
  const { perDayWei, fromDays, last } = projection;
  return <p className="small">{text.projection(formatCoins(perDayWei), plural(Math.round(fromDays), text.days))} {last && <span className="soft">{text.projectionLast(formatCoins(last.saidWei), formatCoins(last.wasWei))}</span>}</p>;
}

function Returns({ statement: { returns, value } }: { readonly statement: Statement }) {
  const unknown = <span className="soft">{text.notKnown}</span>;
  const worth = (amount: number | null) => value && amount !== null && <span className="soft num"> {formatValue(amount, value.currency, 4)}</span>;
  return (
    <>
      <h3>{text.returns}</h3>
      {returns.length === 0 ? <p className="soft small">{text.returnsNone}</p> : (
        <div className="returns" tabIndex={0} role="group" aria-label={text.returns}>
          <table className="small">
            <thead><tr><th scope="col">{text.head.model}</th><th scope="col">{text.head.device}</th><th scope="col" className="end">{text.head.jobs}</th><th scope="col" className="end">{text.head.paid}</th><th scope="col" className="end">{text.head.perHour}</th><th scope="col" className="end">{text.head.perKilowattHour}</th><th scope="col" className="end">{text.head.net}</th></tr></thead>
            <tbody>
              {returns.map((row) => (
                <tr key={`${row.modelName} ${row.deviceId}`}>
                  <th scope="row"><NetworkText text={row.modelName} limit={40} /></th><td>{plainText(row.deviceId, 24)}</td><td className="end num">{formatNumber(row.jobs, 0)}</td><td className="end num">{formatCoins(row.grossWei)}</td>
                  <td className="end num">{row.weiPerHour === null ? unknown : formatCoins(row.weiPerHour)}{worth(row.valuePerHour)}</td><td className="end num">{row.weiPerKilowattHour === null ? unknown : formatCoins(row.weiPerKilowattHour)}{worth(row.valuePerKilowattHour)}</td>
                  <td className="end num">{row.netPerHour === null || !value ? unknown : formatValue(row.netPerHour, value.currency, 4)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
