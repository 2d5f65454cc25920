import './stageTrack.css';
import type { JobSummary } from '../../electron/shared/shapes.ts';
import { formatCount, plural } from '../format/numbers.ts';
import { kindWords, stagePlace, stageWords, visibleStages } from '../strings/stages.ts';
import { words } from '../strings/words.ts';

/** The words of where a job is, with its progress while it computes; without its unit where room is scarce. */
export function stageText(job: JobSummary, unit = true): string {
  if (job.stage !== 'running' || job.unitsMax === 0) return stageWords[job.stage];
  const [done, most] = [formatCount(job.unitsDone), unit ? plural(job.unitsMax, kindWords[job.kind]) : formatCount(job.unitsMax)];
  return words.progress(stageWords.running, done, most);
}

/** Six steps from queued to settled; the present one is taller, and filled as far as it has come. */
export function StageTrack({ job }: { readonly job: JobSummary }) {
  const stage = stagePlace[job.stage];
  const place = stage === null ? -1 : visibleStages.indexOf(stage);
  const share = job.stage === 'running' && job.unitsMax > 0 ? Math.min(1, job.unitsDone / job.unitsMax) : 0.5;
  return (
    <span className={`track track-${stage === null ? 'ended' : stage === 'settled' || stage === 'waiting' ? stage : 'live'}`} aria-hidden="true">
      {visibleStages.map((name, index) => (
        <span key={name} className={`track-step${index < place || stage === 'settled' ? ' done' : ''}${index === place && stage !== 'settled' ? ' now' : ''}`}>
          {index === place && stage !== 'settled' && stage !== 'waiting' && <span className="track-fill" style={{ inlineSize: `${share * 100}%` }} />}
        </span>
      ))}
    </span>
  );
}
