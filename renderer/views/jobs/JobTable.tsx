import { useEffect, useRef, type Ref } from 'react';
import type { PayWait } from '../../../electron/shared/payWaits.ts';
import type { JobSummary } from '../../../electron/shared/shapes.ts';
import { Money, TestMoney } from '../../components/Money.tsx';
import { StageTrack, stageText } from '../../components/StageTrack.tsx';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { plainText, shortDigest } from '../../format/digest.ts';
import { decimalsFor } from '../../format/money.ts';
import { formatCount, pluralWord } from '../../format/numbers.ts';
import { formatWhen } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { wordsOfFailure } from '../../strings/errors.ts';
import { wordsOfWait } from '../../strings/payments.ts';
import { isLive, kindWords, verdictWords } from '../../strings/stages.ts';
import { words } from '../../strings/words.ts';
import { useNow, useTopic } from '../../useBridge.ts';
import { listWords } from '../../strings/lists.ts';
import { useWindowList } from '../../components/useWindowList.ts';
import type { JobRows } from './useJobPages.ts';

const text = words.jobs;

/** A row of one line; those with a reason are taller, and measured as they are drawn. */
const rowPx = 41;
const columns = 7;

/** All jobs of a filter, of which only those near the window are drawn. @param waits  what prices wait for, of jobs where that is worth a line @param onSight  hears which rows are in sight */
export function JobTable({ rows, waits, onSight }: { readonly rows: JobRows; readonly waits: ReadonlyMap<string, PayWait>; readonly onSight: (first: number, last: number) => void }) {
  const nowMs = useNow(30_000);
  const body = useRef<HTMLTableSectionElement>(null);
  const list = useWindowList(rows.total, rowPx, body);
  const { first, last } = list;
  useEffect(() => {
    onSight(first, last);
  }, [first, last, onSight]);
  const live = new Map(useTopic('jobs')?.value.map((job) => [job.jobId, job]));
  const shown = list.rows.map(({ index, ...row }) => ({ ...row, index, job: rows.at(index) }));
  const decimals = Math.max(2, ...shown.flatMap(({ job }) => (job ? decimalsFor(job.priceWei) : [])));
  return (
    <table className="jobs-table" aria-rowcount={rows.total + 1}>
      <caption className="unseen">{listWords.jobs}</caption>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className="jobs-id">{text.head.job}</th>
          <th scope="col" className="jobs-model">{text.head.model}</th>
          <th scope="col">{text.head.stage}</th>
          <th scope="col" className="jobs-units end">{text.head.units}</th>
          <th scope="col" className="jobs-client">{text.head.client}</th>
          <th scope="col" className="jobs-at">{text.head.at}</th>
          <th scope="col" className="jobs-paid end">{text.head.paid} <TestMoney /></th>
        </tr>
      </thead>
      <tbody ref={body} {...list.keys}>
        {shown.flatMap(({ index, key, gapPx, job }) => [
          gapPx > 0 && <Gap key={`before ${key}`} px={gapPx} />,
          job ? <Row key={job.jobId} index={index} measure={list.measure} job={live.get(job.jobId) ?? job} wait={waits.get(job.jobId) ?? null} nowMs={nowMs} decimals={decimals} /> : <Unread key={`unread ${key}`} index={index} />,
        ])}
        {list.endPx > 0 && <Gap key="end" px={list.endPx} />}
      </tbody>
    </table>
  );
}

/** Rows that are not drawn, as high as they would be. */
const Gap = ({ px }: { readonly px: number }) => <tr aria-hidden="true" className="jobs-gap"><td colSpan={columns} style={{ blockSize: px }} /></tr>;
/** A row that is being read. */
const Unread = ({ index }: { readonly index: number }) => <tr data-index={index} aria-rowindex={index + 2}><td colSpan={columns} className="soft" style={{ blockSize: rowPx }}>{listWords.reading}</td></tr>;

function Row({ index, measure, job, wait, nowMs, decimals }: { readonly index: number; readonly measure: Ref<HTMLTableRowElement>; readonly job: JobSummary; readonly wait: PayWait | null; readonly nowMs: number; readonly decimals: number }) {
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2}>
      <th scope="row"><a href={formatRoute({ screen: 'job', jobId: job.jobId })}><span className="mono">{shortDigest(job.jobId)}</span></a></th>
      <td className="jobs-model">{kindWords[job.kind].title} <NetworkDoubts parts={[job.modelName]} /> <bdi className="soft small">{plainText(job.modelName, 32)}</bdi></td>
      <td className={`jobs-stage stage-${job.stage}`}>
        <span><StageTrack job={job} /> {stageText(job, false)}</span>
        {job.failure && <span className="jobs-why soft small">{wordsOfFailure(job.failure).what} <NetworkDoubts parts={Object.values(job.failure.about)} /></span>}
        {wait && <span className="jobs-why soft small" data-wait={wait.reason}>{wordsOfWait(wait, nowMs)}</span>}
        {job.verdict && <span className="jobs-why soft small">{verdictWords[job.verdict]}</span>}
      </td>
      <td className="jobs-units end">{formatCount(job.unitsDone)} <span className="soft small">{pluralWord(job.unitsDone, kindWords[job.kind])}</span></td>
      <td className="jobs-client"><span className="mono soft">{shortDigest(job.client)}</span></td>
      <td className="jobs-at"><time dateTime={new Date(job.admittedAtMs).toISOString()}>{formatWhen(job.admittedAtMs, nowMs)}</time></td>
      <td className="end"><Paid job={job} decimals={decimals} /></td>
    </tr>
  );
}

function Paid({ job, decimals }: { readonly job: JobSummary; readonly decimals: number }) {
  if (job.payoutWei !== null) return <Money wei={job.payoutWei} decimals={decimals} />;
  return <span className="soft">{isLive(job.stage) ? words.jobs.notYet : words.jobs.nothing}</span>;
}
