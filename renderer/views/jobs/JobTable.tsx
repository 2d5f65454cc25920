import type { JobSummary } from '../../../electron/shared/shapes.ts';
import { Money, TestMoney } from '../../components/Money.tsx';
import { StageTrack, stageText } from '../../components/StageTrack.tsx';
import { plainText, shortDigest } from '../../format/digest.ts';
import { decimalsFor } from '../../format/money.ts';
import { formatCount, pluralWord } from '../../format/numbers.ts';
import { formatWhen } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { wordsOfFailure } from '../../strings/errors.ts';
import { isLive, kindWords, verdictWords } from '../../strings/stages.ts';
import { words } from '../../strings/words.ts';
import { useNow, useTopic } from '../../useBridge.ts';

export type JobPage = { readonly jobs: readonly JobSummary[]; readonly total: number };
const text = words.jobs;

export function JobTable({ jobs }: { readonly jobs: readonly JobSummary[] }) {
  const nowMs = useNow(30_000);
  const live = new Map(useTopic('jobs')?.value.map((job) => [job.jobId, job]));
  const decimals = Math.max(2, ...jobs.map(({ priceWei }) => decimalsFor(priceWei)));
  return (
    <table className="jobs-table">
      <thead>
        <tr>
          <th scope="col">{text.head.job}</th>
          <th scope="col" className="jobs-model">{text.head.model}</th>
          <th scope="col">{text.head.stage}</th>
          <th scope="col" className="jobs-units end">{text.head.units}</th>
          <th scope="col" className="jobs-client">{text.head.client}</th>
          <th scope="col" className="jobs-at">{text.head.at}</th>
          <th scope="col" className="end">{text.head.paid} <TestMoney /></th>
        </tr>
      </thead>
      <tbody>{jobs.map((job) => <Row key={job.jobId} job={live.get(job.jobId) ?? job} nowMs={nowMs} decimals={decimals} />)}</tbody>
    </table>
  );
}

function Row({ job, nowMs, decimals }: { readonly job: JobSummary; readonly nowMs: number; readonly decimals: number }) {
  return (
    <tr>
      <th scope="row"><a href={formatRoute({ screen: 'job', jobId: job.jobId })}><span className="mono">{shortDigest(job.jobId)}</span></a></th>
      <td className="jobs-model">{kindWords[job.kind].title} <span className="soft small">{plainText(job.modelName, 32)}</span></td>
      <td className={`jobs-stage stage-${job.stage}`}>
        <span><StageTrack job={job} /> {stageText(job)}</span>
        {job.failure && <span className="jobs-why soft small">{wordsOfFailure(job.failure).what}</span>}
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
