import { join } from 'node:path';
import type { RowsRequest } from '../../protocol/messages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { RowsOpened } from '../../protocol/rowOpening.ts';
import { isOver } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import { openJobRows } from '../../services/jobs/openJobRows.ts';
import { openKeptFiles } from '../../services/storage/keptFiles.ts';
import type { RaiseNotice } from './noticeSide.ts';

/** A gigabyte holds the rows of 32,000 tokens at hidden size 8192 in float32, or of 8 million at 32. */
const quotaBytes = 1024 ** 3;
/** Rows of a job that is over stay this long: whoever heard of its payment late may still look. */
const keepMs = 10 * 60_000;
const expireEveryMs = 60_000;

export type RowSide = { keep(jobId: string, rows: Uint8Array): void; /** Null when they are not kept. */ read(jobId: string): Uint8Array | null; open(request: RowsRequest): RowsOpened; close(): void };

/** Rows of this node's jobs, kept while anyone may challenge them. @effects disk */
export function openRowSide(facts: {
  readonly primitives: Primitives; readonly dataFolder: string; readonly journal: Pick<Journal, 'read'>; readonly nowMs: () => number; readonly log: (line: string) => void; readonly raise: RaiseNotice; readonly onProblem: (error: unknown, where: string) => void;
}): RowSide {
  const { journal, nowMs } = facts;
  const rows = openKeptFiles(join(facts.dataFolder, 'rows'), {
    ending: 'rows', quotaBytes, keepMs, nowMs,
    isOver(jobId) {
      const job = journal.read(jobId);
      return !job || isOver(job.stage);
    },
    onEvicted(jobId) {
      facts.log(`the rows of ${jobId} went to make room: an audit of it can no longer be answered`);
      facts.raise('rowsEvicted', { jobId });
    },
  });
  const expire = (): void => {
    try {
      rows.expire();
    } catch (error) {
      facts.onProblem(error, 'deleting rows');
    }
  };
  expire();
  const timer = setInterval(expire, expireEveryMs);
  timer.unref();
  return {
    keep: (jobId, values) => rows.keep(jobId, values),
    read: (jobId) => rows.read(jobId),
    open: (request) => openJobRows(facts.primitives, request, { job: journal.read(request.request.jobId), rows, nowMs: nowMs() }),
    close: () => clearInterval(timer),
  };
}
