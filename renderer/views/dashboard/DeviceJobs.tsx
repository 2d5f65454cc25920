import type { JobSummary } from '../../../electron/shared/shapes.ts';
import { stageText } from '../../components/StageTrack.tsx';
import { shortDigest } from '../../format/digest.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatRoute } from '../../route.ts';
import { listWords } from '../../strings/lists.ts';
import { isComputing, stagePlace, visibleStages, visibleStageWords } from '../../strings/stages.ts';

const most = 16;

/** Every job a device works on now, by stage, each with how far it is: an engine runs several at once. */
export function DeviceJobs({ device, jobs }: { readonly device: string; readonly jobs: readonly JobSummary[] }) {
  const running = jobs.filter(({ stage }) => isComputing(stage)).sort((a, b) => visibleStages.indexOf(stagePlace[b.stage]!) - visibleStages.indexOf(stagePlace[a.stage]!) || a.admittedAtMs - b.admittedAtMs);
  if (running.length === 0) return null;
  const shown = running.slice(0, most);
  return (
    <ul className="device-jobs" aria-label={listWords.runningOn(device)}>
      {visibleStages.map((stage) => ({ stage, here: shown.filter((job) => stagePlace[job.stage] === stage) })).filter(({ here }) => here.length > 0).map(({ stage, here }) => (
        <li key={stage}>
          <span className="soft small">{visibleStageWords[stage]}</span>
          {here.map((job) => (
            <a key={job.jobId} className={`device-job device-job-${stage}`} href={formatRoute({ screen: 'job', jobId: job.jobId })} aria-label={`${shortDigest(job.jobId)}: ${stageText(job)}`} title={`${shortDigest(job.jobId)}: ${stageText(job)}`}>
              <span className="device-job-fill" style={{ inlineSize: `${shareOf(job) * 100}%` }} />
            </a>
          ))}
        </li>
      ))}
      {running.length > most && <li className="soft small">{listWords.moreJobs(formatCount(running.length - most))}</li>}
    </ul>
  );
}

/** Computed is done, though its evidence is not. */
const shareOf = ({ stage, unitsDone, unitsMax }: JobSummary): number => (stage === 'proving' ? 1 : stage === 'running' && unitsMax > 0 ? Math.min(1, unitsDone / unitsMax) : 0);
