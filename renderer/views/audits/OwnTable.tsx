import type { OwnAudit } from '../../../electron/shared/audits.ts';
import { shortDigest } from '../../format/digest.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatSpan, formatWhen } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { auditWords as text, caseSentence, ownStateWords } from '../../strings/audits.ts';

/** This node's receipts: whether the draw took them, who judges, how it stands. */
export function OwnTable({ own, nowMs }: { readonly own: readonly OwnAudit[]; readonly nowMs: number }) {
  if (own.length === 0) return <p className="soft">{text.ownEmpty} {text.ownNext}</p>;
  return (
    <table className="audits-table">
      <thead><tr><th scope="col">{text.head.job}</th><th scope="col">{text.head.state}</th><th scope="col" className="audits-wide">{text.head.committee}</th><th scope="col" className="end">{text.head.due}</th></tr></thead>
      <tbody>
        {own.map((one) => (
          <tr key={one.receiptHash}>
            <th scope="row"><a href={formatRoute({ screen: 'job', jobId: one.jobId })}><span className="mono">{shortDigest(one.jobId)}</span></a> <span className="soft small num">{formatWhen(one.anchoredAtMs, nowMs)}</span></th>
            <td className={`audit-${one.state}`}>{ownStateWords[one.state]}{one.case && <span className="audits-why soft small">{caseSentence(one.case)}</span>}</td>
            <td className="audits-wide soft" title={one.committee.join('\n')}>{one.committee.length === 0 ? text.none : text.verifiers(formatCount(one.committee.length))}</td>
            <td className="end num soft"><Due untilMs={one.case ? one.case.deadlineMs : one.state === 'drawn' ? one.untilMs : null} nowMs={nowMs} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The time left until something; nothing once it is over. */
export function Due({ untilMs, nowMs }: { readonly untilMs: number | null; readonly nowMs: number }) {
  return untilMs === null || untilMs <= nowMs ? null : <span>{formatSpan(untilMs - nowMs)}</span>;
}
