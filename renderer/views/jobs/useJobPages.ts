import { useEffect, useRef, useState } from 'react';
import type { HearthError } from '../../../electron/shared/errors.ts';
import type { JobOrder, JobRow } from '../../../electron/shared/jobFields.ts';
import { toHearthError, useConnection, useLink, useThrottled, useTopic, withoutValue, type Loaded } from '../../useBridge.ts';

export type JobFilter = { readonly stage: 'all' | 'live' | 'settled' | 'failed'; readonly search: string; /** null: not known yet, nothing is asked. */ readonly order: JobOrder | null; readonly withRecord: boolean };
export type JobRows = { readonly total: number; /** null: not read yet. */ readonly at: (index: number) => JobRow | null };
type Pages = { readonly key: string; readonly total: number; readonly pages: ReadonlyMap<number, readonly JobRow[]> };

const pageSize = 50;
/** Pages that are kept; those farthest from what is in sight go first. */
const pagesKept = 40;

/**
 * The jobs of a filter, page by page as they come into sight, read again as jobs move, at most once a second. What was read stays until it is read anew.
 *
 * @param first  index of the first row in sight, of any filter
 */
export function useJobPages({ stage, search, order, withRecord }: JobFilter, first: number, last: number): Loaded<JobRows> {
  const connection = useConnection();
  const { phase } = useLink();
  const [asked, setAsked] = useState(0);
  const turn = useThrottled(`${useTopic('jobs')?.atMs ?? 0} ${asked}`, 1000);
  // Rows with and without their records are the same rows: those that are there stay until they are read again.
  const { sort, descending } = order ?? { sort: null, descending: true };
  const key = `${stage} ${sort} ${descending} ${search}`;
  const [shown, setShown] = useState<Pages | null>(null);
  const [failed, setFailed] = useState<{ readonly key: string; readonly error: HearthError } | null>(null);
  const fromPage = Math.floor(first / pageSize);
  const toPage = Math.floor(last / pageSize);
  /** What of a page was asked for, so that scrolling within it asks nothing. */
  const askedFor = useRef(new Map<number, string>());

  useEffect(() => {
    if (phase !== 'open' || sort === null) return;
    // Answers to another filter, or to an older turn, are not waited for; an abort would take back pages that are still in sight.
    const mark = `${key} ${withRecord} ${turn}`;
    for (let page = fromPage; page <= toPage; page++) {
      if (askedFor.current.get(page) === mark) continue;
      askedFor.current.set(page, mark);
      connection.ask('readJobs', { stage, search, sort, descending, withRecord, limit: pageSize, offset: page * pageSize, beforeMs: null }).then(
        ({ jobs, total }) => {
          if (askedFor.current.get(page) !== mark) return;
          setFailed(null);
          setShown((before) => ({ key, total, pages: keepNear(new Map(before?.key === key ? before.pages : []).set(page, jobs), page) }));
        },
        (error: unknown) => {
          if (askedFor.current.get(page) !== mark) return;
          askedFor.current.delete(page);
          setFailed({ key, error: toHearthError(error) });
        },
      );
    }
  }, [connection, phase, stage, search, sort, descending, withRecord, key, turn, fromPage, toPage]);

  if (failed?.key === key) return { state: 'failed', error: failed.error, again: () => setAsked((count) => count + 1) };
  // The last list stays while another filter's is on its way.
  if (!shown) return withoutValue(phase, connection.retryNow);
  return { state: 'ready', atMs: 0, value: { total: shown.total, at: (index) => shown.pages.get(Math.floor(index / pageSize))?.[index % pageSize] ?? null } };
}

function keepNear(pages: Map<number, readonly JobRow[]>, page: number): Map<number, readonly JobRow[]> {
  if (pages.size <= pagesKept) return pages;
  const nearest = [...pages].sort(([a], [b]) => Math.abs(a - page) - Math.abs(b - page)).slice(0, pagesKept);
  return new Map(nearest);
}
