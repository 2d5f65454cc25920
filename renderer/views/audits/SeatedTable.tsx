import type { SeatedAudit } from '../../../electron/shared/audits.ts';
import { NetworkDoubts, NetworkText } from '../../components/NetworkText.tsx';
import { shortDigest } from '../../format/digest.ts';
import { auditWords as text, caseSentence, payWords, seatStateWords } from '../../strings/audits.ts';
import { wordsOfReason } from '../../strings/reasons.ts';
import { Due } from './OwnTable.tsx';

/** Receipts of other nodes that the draw seated this one for. */
export function SeatedTable({ seated, nowMs }: { readonly seated: readonly SeatedAudit[]; readonly nowMs: number }) {
  if (seated.length === 0) return <p className="soft">{text.seatedEmpty} {text.seatedNext}</p>;
  return (
    <table className="audits-table">
      <thead>
        <tr>
          <th scope="col">{text.head.receipt}</th><th scope="col" className="audits-wide">{text.head.node}</th><th scope="col">{text.head.state}</th><th scope="col">{text.head.vote}</th>
          <th scope="col" className="audits-wide">{text.head.pay}</th><th scope="col" className="end">{text.head.due}</th>
        </tr>
      </thead>
      <tbody>{seated.map((one) => <Row key={one.subject} one={one} nowMs={nowMs} />)}</tbody>
    </table>
  );
}

function Row({ one, nowMs }: { readonly one: SeatedAudit; readonly nowMs: number }) {
  return (
    <tr>
      <th scope="row"><span className="mono">{shortDigest(one.receiptHash)}</span> <span className="soft small">{one.modelName === null ? shortDigest(one.modelId) : <NetworkText text={one.modelName} limit={24} />}</span></th>
      <td className="audits-wide"><span className="mono soft">{shortDigest(one.node)}</span></td>
      <td className={`audit-${one.state}`}>
        {seatStateWords[one.state]}
        {one.reason !== null && <span className="audits-why soft small">{wordsOfReason(one.reason)} <NetworkDoubts parts={[one.reason]} /></span>}
      </td>
      <td className={one.verdict === null ? 'soft' : `audit-vote-${one.verdict}`}>
        {one.verdict === null ? text.none : text.verdict[one.verdict]}
        {one.case && <span className="audits-why soft small">{caseSentence(one.case)}</span>}
      </td>
      <td className="audits-wide soft">{payWords[one.pay]}</td>
      <td className="end num soft"><Due untilMs={one.case?.deadlineMs ?? (one.state === 'seated' ? one.untilMs : null)} nowMs={nowMs} /></td>
    </tr>
  );
}
