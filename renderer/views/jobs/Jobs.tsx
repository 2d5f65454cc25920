import './jobs.css';
import { useState } from 'react';
import { jobFields, newestFirst } from '../../../electron/shared/jobFields.ts';
import { Placeholder, Shown } from '../../components/Shown.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { formatCount } from '../../format/numbers.ts';
import { words } from '../../strings/words.ts';
import { useThrottled } from '../../useBridge.ts';
import { ColumnMenu } from './ColumnMenu.tsx';
import { JobTable } from './JobTable.tsx';
import { useJobColumns } from './useJobColumns.ts';
import { useTroubledWaits } from './useTroubledWaits.ts';
import { useJobPages } from './useJobPages.ts';

const text = words.jobs;
type Filter = keyof typeof text.filter;
const filters = () => (Object.keys(text.filter) as Filter[]).map((value) => ({ value, words: text.filter[value] }));

export function Jobs() {
  const [stage, setStage] = useState<Filter>('all');
  const [search, setSearch] = useState('');
  const [sight, setSight] = useState({ first: 0, last: 0 });
  const settled = useThrottled(search.trim(), 250);
  const columns = useJobColumns();
  const withRecord = columns.shown.some((name) => jobFields[name].group !== 'row');
  const jobs = useJobPages({ stage, search: settled, withRecord, order: columns.order }, sight.first, sight.last);
  const filtered = stage !== 'all' || settled !== '';
  const waits = useTroubledWaits();
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
          <ColumnMenu columns={columns} />
        </div>
      </div>
      <Shown
        from={jobs}
        waiting={text.waiting}
        isEmpty={({ total }) => total === 0 && !filtered}
        empty={{ title: text.empty, next: text.emptyNext }}
      >
        {(rows) =>
          rows.total === 0 ? (
            <Placeholder kind="empty" title={text.none} action={<button type="button" className="button" onClick={clear}>{text.clear}</button>}>{text.noneNext}</Placeholder>
          ) : <JobTable rows={rows} columns={columns} order={columns.order ?? newestFirst} waits={waits} onSight={(first, last) => (first !== sight.first || last !== sight.last) && setSight({ first, last })} />
        }
      </Shown>
    </div>
  );
}
