import './job.css';
import { isErrorCode } from '../../../electron/shared/errors.ts';
import type { JobDetail } from '../../../electron/shared/shapes.ts';
import { Fact } from '../../components/Fact.tsx';
import { TestMoney } from '../../components/Money.tsx';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { Shown } from '../../components/Shown.tsx';
import { formatDuration, formatWhen } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { wordsOfFailure } from '../../strings/errors.ts';
import { factTitle, stepTitle } from '../../strings/path.ts';
import { wordsOfNote } from '../../strings/stepNotes.ts';
import { words } from '../../strings/words.ts';
import { useAnswer, useNow, useThrottled, useTopic, type Loaded } from '../../useBridge.ts';
import { Checks } from './Checks.tsx';
import { JobHead } from './JobHead.tsx';
import { PathGraph } from './PathGraph.tsx';
import { useVerify } from './useVerify.ts';

const text = words.job;

export function Job({ jobId }: { readonly jobId: string }) {
  const job = useJob(jobId);
  const verify = useVerify(jobId);
  return (
    <div className="page job">
      <a className="section-link" href={formatRoute({ screen: 'jobs' })}>{text.back}</a>
      {job.state !== 'ready' && <h1 className="unseen">{words.screens.job}</h1>}
      <Shown from={job} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {(detail) => (
          <>
            <JobHead detail={detail} verify={verify} />
            <section className="section" aria-labelledby="path-title">
              <div className="section-head"><h2 id="path-title">{text.path}</h2><span className="soft small" id="path-hint">{text.pathHint}</span></div>
              {detail.path.length === 0 ? <p className="soft">{text.pathEmpty}</p> : <PathGraph nodes={detail.path} checks={verify.report?.checks ?? null} />}
            </section>
            <Checks report={verify.report} />
            <div className="job-columns">
              <Timeline detail={detail} />
              <Facts detail={detail} />
            </div>
          </>
        )}
      </Shown>
    </div>
  );
}

/** The job, read again as it moves, at most once a second. */
function useJob(jobId: string): Loaded<JobDetail> {
  const live = useTopic('jobs')?.value.find((job) => job.jobId === jobId);
  const turn = useThrottled(`${live?.stage} ${live?.unitsDone} ${live?.verdict} ${live?.attempts}`, 1000);
  return useAnswer('readJob', { jobId }, turn);
}

function Timeline({ detail }: { readonly detail: JobDetail }) {
  const nowMs = useNow(60_000);
  return (
    <section className="section" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{text.timeline}</h2>
      {detail.timeline.length === 0 && <p className="soft">{text.nothingYet}</p>}
      <ol className="timeline">
        {detail.timeline.map(({ step, atMs, note }, index) => {
          const before = detail.timeline[index - 1];
          return (
            <li key={`${step}${atMs}${index}`}>
              <span className="timeline-coal" aria-hidden="true" />
              <span>{stepTitle(step)}{note !== null && <span className="soft small timeline-note">{isErrorCode(note) && detail.summary.failure ? wordsOfFailure(detail.summary.failure).what : <>{wordsOfNote(note)} <NetworkDoubts parts={[note]} /></>}</span>}</span>
              <span className="soft small num end">
                <time dateTime={new Date(atMs).toISOString()}>{formatWhen(atMs, nowMs)}</time>
                <br />{before && `+ ${formatDuration(atMs - before.atMs)}`}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Facts({ detail }: { readonly detail: JobDetail }) {
  return (
    <section className="section" aria-labelledby="facts-title">
      <h2 id="facts-title">{text.facts} <TestMoney /></h2>
      {detail.facts.length === 0 && <p className="soft">{text.nothingYet}</p>}
      <dl className="facts">
        {detail.facts.map(([name, value]) => (
          <div key={name}><dt>{factTitle(name)}</dt><dd><Fact name={name} value={value} /></dd></div>
        ))}
        {detail.receiptFile !== null && <div><dt>{text.receiptFile}</dt><dd className="mono">{detail.receiptFile}</dd></div>}
      </dl>
    </section>
  );
}
