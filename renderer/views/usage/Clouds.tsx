import type { GatewayUsage } from '../../../electron/shared/gatewayUsage.ts';
import { formatCount, formatUsd } from '../../format/numbers.ts';
import { formatDate } from '../../format/time.ts';
import { kindWords } from '../../strings/stages.ts';
import { usageWords as text } from '../../strings/usage.ts';

/** The same tokens at the list prices of named clouds, each price with its source and the day it was read. */
export function Clouds({ clouds }: { readonly clouds: GatewayUsage['clouds'] }) {
  return (
    <section className="section usage-section" aria-labelledby="clouds-title">
      <h2 id="clouds-title">{text.clouds}</h2>
      {clouds.length === 0 ? <p className="soft">{text.cloudsNone}</p> : (
        <>
          <div className="usage-table" tabIndex={0} role="group" aria-label={text.clouds}>
            <table className="small">
              <thead><tr><th scope="col">{text.cloudHead.model}</th><th scope="col">{text.cloudHead.tokens}</th><th scope="col">{text.cloudHead.price}</th><th scope="col" className="end">{text.cloudHead.cost}</th></tr></thead>
              <tbody>
                {clouds.map(({ cloud, model, kind, unitsIn, unitsOut, inUsd, outUsd, usd, source, readOn, remark }) => (
                  <tr key={`${cloud} ${model}`}>
                    <th scope="row">{cloud} {model}<span className="soft usage-line">{kindWords[kind].title}</span></th>
                    <td className="num">{kind === 'embed' ? text.tokensIn(formatCount(unitsIn)) : text.tokensInOut(formatCount(unitsIn), formatCount(unitsOut))}</td>
                    <td className="num">
                      {inUsd === null || outUsd === null ? <span className="soft">{text.priceUnknown}</span> : kind === 'embed' ? formatUsd(Number(inUsd)) : text.tokensInOut(formatUsd(Number(inUsd)), formatUsd(Number(outUsd)))}
                      <span className="soft usage-line usage-source" title={remark}><bdi dir="ltr">{source}</bdi></span>
                      {readOn !== null && <span className="soft usage-line">{text.readOn(formatDate(Date.parse(`${readOn}T12:00:00Z`)))}</span>}
                    </td>
                    <td className="end num">{usd === null ? <span className="soft">{text.costUnknown}</span> : formatUsd(usd)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="soft small">{text.cloudsWhy}</p>
        </>
      )}
    </section>
  );
}
