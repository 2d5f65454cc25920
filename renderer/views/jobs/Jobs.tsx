import './jobs.css';
import { useState } from 'react';
import { Placeholder, Shown } from '../../components/Shown.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { formatCount } from '../../format/numbers.ts';
import { words } from '../../strings/words.ts';
import { useAnswer, useThrottled, useTopic, type Loaded } from '../../useBridge.ts';
import { JobTable, type JobPage } from './JobTable.tsx';

const text = words.jobs;
type Filter = keyof typeof text.filter;
const filters = () => (Object.keys(text.filter) as Filter[]).map((value) => ({ value, words: text.filter[value] }));
const pageSize = 100;

export function Jobs() {
  const [stage, setStage] = useState<Filter>('all');
  const [search, setSearch] = useState('');
  const [limit, setLimit] = useState(pageSize);
  const settled = useThrottled(search.trim(), 250);
  const { jobs, again } = useJobs(stage, settled, limit);
  const filtered = stage !== 'all' || settled !== '';
  const clear = (): void => {
    setStage('all');
    setSearch('');
  };
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.title} {jobs.state === 'ready' && <span className="page-count num">{formatCount(jobs.value.total)}</span>}</h1>
        <div className="jobs-tools">
          <Segmented label={text.filterLabel} name="stage" choices={filters()} value={stage} onChange={setStage} />
          <label>
            <span className="unseen">{text.search}</span>
            <input type="search" className="field" placeholder={text.searchHint} maxLength={100} value={search} onChange={(event) => setSearch(event.target.value)} />
          </label>
        </div>
      </div>
      <Shown
        from={jobs}
        waiting={text.waiting}
        retry={again}
        isEmpty={(page) => page.jobs.length === 0 && !filtered}
        empty={{ title: text.empty, next: text.emptyNext }}
      >
        {(page) =>
          page.jobs.length === 0 ? (
            <Placeholder kind="empty" title={text.none} action={<button type="button" className="button" onClick={clear}>{text.clear}</button>}>{text.noneNext}</Placeholder>
          ) : (
            <>
              <JobTable jobs={page.jobs} />
              <div className="jobs-end">
                <span className="soft small num">{text.shown(formatCount(page.jobs.length), formatCount(page.total))}</span>
                {page.jobs.length < page.total && limit < 500 && <button type="button" className="button" onClick={() => setLimit(limit + pageSize)}>{text.more}</button>}
              </div>
            </>
          )
        }
      </Shown>
    </div>
  );
}

/** The list as asked for, read again as jobs move, at most once a second; the last list stays while the next is read. */
function useJobs(stage: Filter, search: string, limit: number): { readonly jobs: Loaded<JobPage>; readonly again: () => void } {
  const [asked, setAsked] = useState(0);
  const live = useTopic('jobs')?.atMs ?? 0;
  const turn = useThrottled(`${live} ${asked}`, 1000);
  const answer = useAnswer('readJobs', { stage, search, limit, beforeMs: null }, turn);
  const [last, setLast] = useState<Loaded<JobPage>>(answer);
  if (answer.state !== 'waiting' && answer !== last) setLast(answer);
  return { jobs: answer.state === 'waiting' ? last : answer, again: () => setAsked((count) => count + 1) };
}
