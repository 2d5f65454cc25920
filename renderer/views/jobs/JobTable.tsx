import { useEffect, useRef, type Ref } from 'react';
import type { PayWait } from '../../../electron/shared/payWaits.ts';
import { jobFieldNames, jobFields, type JobFieldKind, type JobFieldName, type JobOrder, type JobRow, type JobSort } from '../../../electron/shared/jobFields.ts';
import { Money, TestMoney } from '../../components/Money.tsx';
import { StageTrack, stageText } from '../../components/StageTrack.tsx';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { formatJobField } from '../../format/jobField.ts';
import { plainText, shortDigest } from '../../format/digest.ts';
import { decimalsFor } from '../../format/money.ts';
import { formatCount, pluralWord } from '../../format/numbers.ts';
import { formatRoute } from '../../route.ts';
import { wordsOfFailure } from '../../strings/errors.ts';
import { jobColumnTitle, jobColumnWords as text } from '../../strings/jobColumns.ts';
import { wordsOfWait } from '../../strings/payments.ts';
import { isLive, kindWords, verdictWords } from '../../strings/stages.ts';
import { words } from '../../strings/words.ts';
import { useNow, useTopic } from '../../useBridge.ts';
import { listWords } from '../../strings/lists.ts';
import { useWindowList } from '../../components/useWindowList.ts';
import { useColumnDrag } from './useColumnDrag.ts';
import type { JobColumns } from './useJobColumns.ts';
import type { JobRows } from './useJobPages.ts';

/** A row of one line; those with a reason are taller, and measured as they are drawn. */
const rowPx = 41;

/** Widths in rem, fixed so that no column moves as rows come and go; the stage takes what is left. */
const widths: Readonly<Record<JobFieldKind, number>> = { wei: 8, atMs: 8, ms: 6.5, count: 6.5, fraction: 6.5, rate: 6.5, bytes: 6.5, wattHours: 7, watts: 6.5, celsius: 6.5, percent: 6.5, digest: 9, text: 9, code: 9 };
const ownWidths: Partial<Record<JobFieldName, number>> = { job: 8, model: 9.75, units: 5.75, client: 8.5, at: 6.75, paid: 7.25, runtime: 16, failure: 10, verdict: 10 };
/** A list that is scrolled has room for the longest words and amounts. */
const chosenWidths: Partial<Record<JobFieldName, number>> = { job: 8.5, model: 10.5, stage: 15, units: 6.5, at: 7, paid: 8.5 };
const widthOf = (name: JobFieldName, isChosen: boolean): number => (isChosen ? chosenWidths[name] : undefined) ?? ownWidths[name] ?? widths[jobFields[name].kind];
const ends: ReadonlySet<JobFieldKind> = new Set(['wei', 'ms', 'count', 'fraction', 'rate', 'bytes', 'wattHours', 'watts', 'celsius', 'percent']);
const classOf = (name: JobFieldName): string => `jobs-${name}${ends.has(jobFields[name].kind) ? ' end' : ''}`;

/** All jobs of a filter, of which only those near the window are drawn. @param waits  what prices wait for, of jobs where that is worth a line @param onSight  hears which rows are in sight */
export function JobTable({ rows, columns, order, waits, onSight }: { readonly rows: JobRows; readonly columns: JobColumns; readonly order: JobOrder; readonly waits: ReadonlyMap<string, PayWait>; readonly onSight: (first: number, last: number) => void }) {
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
  const { shown: names, isOther } = columns;
  const drag = useColumnDrag(columns);
  // The plain list lets columns go where room is scarce; a chosen one is scrolled in its own frame.
  const leastRem = isOther ? names.reduce((sum, name) => sum + widthOf(name, true), 0) : 0;
  return (
    <div className="jobs-frame" {...(isOther ? { role: 'region', 'aria-label': text.scrolls, tabIndex: 0 } : {})}>
      <table className={`jobs-table ${isOther ? 'chosen' : 'plain'}`} style={{ minInlineSize: `${leastRem}rem` }} aria-rowcount={rows.total + 1}>
        <caption className="unseen">{order.sort === 'at' && order.descending ? listWords.jobs : text[order.descending ? 'falling' : 'rising'](sortTitle(order.sort))}</caption>
        <thead>
          <tr aria-rowindex={1}>{names.map((name) => <Head key={name} name={name} order={order} onOrder={columns.sort} isChosen={isOther} drag={drag(name)} />)}</tr>
        </thead>
        <tbody ref={body} {...list.keys}>
          {shown.flatMap(({ index, key, gapPx, job }) => [
            gapPx > 0 && <Gap key={`before ${key}`} px={gapPx} />,
            job ? <Row key={job.jobId} index={index} measure={list.measure} names={names} job={{ ...job, ...live.get(job.jobId) }} wait={waits.get(job.jobId) ?? null} nowMs={nowMs} decimals={decimals} /> : <Unread key={`unread ${key}`} index={index} />,
          ])}
          {list.endPx > 0 && <Gap key="end" px={list.endPx} />}
        </tbody>
      </table>
    </div>
  );
}

const sortTitle = (sort: JobSort): string => jobColumnTitle(jobFieldNames.find((name) => 'sort' in jobFields[name] && jobFields[name].sort === sort) ?? 'at');
/** Words come first from A, figures from the largest. */
const fallsFirst = (name: JobFieldName): boolean => !['text', 'code', 'digest'].includes(jobFields[name].kind);

function Head({ name, order, onOrder, isChosen, drag }: { readonly name: JobFieldName; readonly order: JobOrder; readonly onOrder: (order: JobOrder) => void; readonly isChosen: boolean; readonly drag: ReturnType<ReturnType<typeof useColumnDrag>> }) {
  const { sort } = jobFields[name] as { readonly sort?: JobSort };
  const isSorted = sort !== undefined && sort === order.sort;
  const title = jobColumnTitle(name);
  const content = <>{title}{jobFields[name].kind === 'wei' && <> <TestMoney /></>}</>;
  return (
    <th scope="col" {...drag} className={classOf(name)} style={name === 'stage' ? undefined : { inlineSize: `${widthOf(name, isChosen)}rem` }} {...(isSorted ? { 'aria-sort': order.descending ? 'descending' as const : 'ascending' as const } : {})}>
      {sort === undefined ? content : (
        <button type="button" className={`jobs-sort${isSorted ? ' sorted' : ''}`} title={text.sortBy(title)} onClick={() => onOrder({ sort, descending: isSorted ? !order.descending : fallsFirst(name) })}>
          {content} <span className={`sort-mark${isSorted ? (order.descending ? ' falls' : ' rises') : ''}`} aria-hidden="true" />
        </button>
      )}
    </th>
  );
}

// No cell spans more columns than are sure to be there: columns that exist for a span alone, while narrow windows hide theirs, would take their share of the width.
/** Rows that are not drawn, as high as they would be. */
const Gap = ({ px }: { readonly px: number }) => <tr aria-hidden="true" className="jobs-gap"><td style={{ blockSize: px }} /></tr>;
/** A row that is being read. */
const Unread = ({ index }: { readonly index: number }) => <tr data-index={index} aria-rowindex={index + 2}><td className="soft" style={{ blockSize: rowPx }}>{listWords.reading}</td></tr>;

type Shown = { readonly job: JobRow; readonly wait: PayWait | null; readonly nowMs: number; readonly decimals: number };

function Row({ index, measure, names, ...shown }: Shown & { readonly index: number; readonly measure: Ref<HTMLTableRowElement>; readonly names: readonly JobFieldName[] }) {
  const { job } = shown;
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2}>
      <th scope="row" className="jobs-job"><a href={formatRoute({ screen: 'job', jobId: job.jobId })}><span className="mono">{shortDigest(job.jobId)}</span></a></th>
      {names.slice(1).map((name) => <td key={name} className={`${classOf(name)}${name === 'stage' ? ` stage-${job.stage}` : ''}`}><Cell name={name} {...shown} /></td>)}
    </tr>
  );
}

function Cell({ name, job, wait, nowMs, decimals }: Shown & { readonly name: JobFieldName }) {
  if (name === 'stage') return <Stage job={job} wait={wait} nowMs={nowMs} />;
  if (name === 'model') return <>{kindWords[job.kind].title} <NetworkDoubts parts={[job.modelName]} /> <bdi className="soft small">{plainText(job.modelName, 32)}</bdi></>;
  if (name === 'units') return <>{formatCount(job.unitsDone)} <span className="soft small">{pluralWord(job.unitsDone, kindWords[job.kind])}</span></>;
  if (name === 'paid') return <Paid job={job} decimals={decimals} />;
  if (name === 'failure') return job.failure && <span className="mono small" title={wordsOfFailure(job.failure).what}>{job.failure.code}</span>;
  const value = jobFields[name].read(job);
  if (value === null) return <span className="soft" aria-hidden="true">–</span>;
  if (typeof value === 'bigint') return <Money wei={value} bare />;
  const said = formatJobField(name, job, nowMs);
  if (jobFields[name].kind === 'digest') return <span className="mono soft" title={String(value)}>{said}</span>;
  if (jobFields[name].kind === 'atMs') return <time dateTime={new Date(Number(value)).toISOString()}>{said}</time>;
  return jobFields[name].kind === 'text' ? <bdi className="small">{said}</bdi> : <span className="num">{said}</span>;
}

function Stage({ job, wait, nowMs }: { readonly job: JobRow; readonly wait: PayWait | null; readonly nowMs: number }) {
  return (
    <>
      <span><StageTrack job={job} /> {stageText(job, false)}</span>
      {job.failure && <span className="jobs-why soft small">{wordsOfFailure(job.failure).what} <NetworkDoubts parts={Object.values(job.failure.about)} /></span>}
      {wait && <span className="jobs-why soft small" data-wait={wait.reason}>{wordsOfWait(wait, nowMs)}</span>}
      {job.verdict && <span className="jobs-why soft small">{verdictWords[job.verdict]}</span>}
    </>
  );
}

function Paid({ job, decimals }: { readonly job: JobRow; readonly decimals: number }) {
  if (job.payoutWei !== null) return <Money wei={job.payoutWei} decimals={decimals} />;
  return <span className="soft">{isLive(job.stage) ? words.jobs.notYet : words.jobs.nothing}</span>;
}
