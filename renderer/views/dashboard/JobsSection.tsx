import type { JobSummary } from '../../../electron/shared/shapes.ts';
import { Money, TestMoney } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { StageTrack, stageText } from '../../components/StageTrack.tsx';
import { NetworkText } from '../../components/NetworkText.tsx';
import { shortDigest } from '../../format/digest.ts';
import { decimalsFor } from '../../format/money.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatRoute } from '../../route.ts';
import { isComputing, isLive, kindWords, stagePlace, visibleStages, visibleStageWords } from '../../strings/stages.ts';
import { words } from '../../strings/words.ts';
import { useSlice, useTopic } from '../../useBridge.ts';

const text = words.dashboard;
/** The rest of what computes stands with its device. */
const rows = 3;

export function JobsSection() {
  const jobs = useSlice('jobs');
  const practice = useTopic('network')?.value.practiceJobsPerMinute !== null;
  return (
    <section className="section" aria-labelledby="jobs-title">
      <div className="section-head">
        <h2 id="jobs-title">{text.jobs} <TestMoney /></h2>
        <a className="section-link" href={formatRoute({ screen: 'jobs' })}>{text.jobsAll}</a>
      </div>
      <Shown from={jobs} waiting={text.jobsWaiting} isEmpty={(all) => all.length === 0} empty={{ title: text.jobsEmpty, next: `${text.jobsEmptyNext} ${practice ? text.jobsEmptyPractice : ''}` }}>
        {(all) => (
          <>
            <StageRibbon jobs={all} />
            <JobLines jobs={pickShown(all)} />
          </>
        )}
      </Shown>
    </section>
  );
}

/** What computes now, then what waits, then the latest that ended; always the same number of lines, so that nothing jumps. */
function pickShown(jobs: readonly JobSummary[]): readonly JobSummary[] {
  const rank = (job: JobSummary): number => (isComputing(job.stage) ? 0 : isLive(job.stage) ? 1 : 2);
  return [...jobs].sort((a, b) => rank(a) - rank(b) || b.admittedAtMs - a.admittedAtMs).slice(0, rows);
}

/** The six stages with the number of jobs in each, one coal per job. */
function StageRibbon({ jobs }: { readonly jobs: readonly JobSummary[] }) {
  const settledToday = useTopic('earnings')?.value.todayJobs ?? null;
  return (
    <ol className="ribbon">
      {visibleStages.map((stage) => {
        const here = jobs.filter((job) => stagePlace[job.stage] === stage).length;
        const count = stage === 'settled' ? settledToday : here;
        const live = stage !== 'settled';
        return (
          <li key={stage} className={`ribbon-stage${live && here > 0 ? ' busy' : ''}`} data-stage={stage}>
            <span className="ribbon-count num">{count === null ? '–' : formatCount(count)}</span>
            <span className="ribbon-coals" aria-hidden="true">
              {live && Array.from({ length: Math.min(here, 6) }, (_, index) => <span key={index} className={`coal ${stage === 'waiting' ? 'coal-out' : 'coal-lit'}`} />)}
            </span>
            <span className="ribbon-name">{stage === 'settled' ? text.settledToday : visibleStageWords[stage]}</span>
          </li>
        );
      })}
    </ol>
  );
}

function JobLines({ jobs }: { readonly jobs: readonly JobSummary[] }) {
  const decimals = Math.max(2, ...jobs.map(({ priceWei }) => decimalsFor(priceWei)));
  return <ul className="live-jobs">{jobs.map((job) => <JobLine key={job.jobId} job={job} decimals={decimals} />)}</ul>;
}

function JobLine({ job, decimals }: { readonly job: JobSummary; readonly decimals: number }) {
  return (
    <li className="live-job">
      <a className="live-job-id" href={formatRoute({ screen: 'job', jobId: job.jobId })}><span className="mono">{shortDigest(job.jobId)}</span></a>
      <span className="live-job-kind">{kindWords[job.kind].title} <span className="soft"><NetworkText text={job.modelName} limit={28} /></span></span>
      <span className="live-job-stage"><StageTrack job={job} /> <span>{stageText(job, false)}</span></span>
      <span className="live-job-money end">{job.payoutWei === null ? <span className="soft"><Money wei={job.priceWei} decimals={decimals} bare /></span> : <Money wei={job.payoutWei} decimals={decimals} bare />}</span>
    </li>
  );
}
