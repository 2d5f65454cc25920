import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { toStorageError } from '../storage/database.ts';

/** Raw rows of jobs on disk, so that they can be opened while anyone may challenge them. */
export type RowStore = {
  /**
   * Keeps a job's rows, durable when it returns; the oldest others go when the quota is full.
   * @throws storage.diskFull, storage.unreadable
   * @effects disk
   */
  keep(jobId: string, rows: Uint8Array): void;
  /** float32 little-endian, all rows laid end to end; null when they are not kept, or not any more. */
  read(jobId: string): Uint8Array | null;
  /** Deletes what nobody can ask for any more. Cheap; call it now and then. */
  expire(): void;
  usedBytes(): number;
};

export type RowStoreOptions = {
  /** Beyond it the oldest jobs' rows are deleted, even if they could still be asked for: their audit is then lost. */
  readonly quotaBytes: number;
  /** Rows of a job that is over are kept this long after they were made. */
  readonly keepMs: number;
  /** Whether a job's window is over: it is settled, failed or unknown. */
  readonly isOver: (jobId: string) => boolean;
  readonly nowMs: () => number;
  /** The quota took rows that could still be asked for. */
  readonly onEvicted: (jobId: string) => void;
};

/** Rows of a job that never ends are deleted after this long. */
const longestMs = 30 * 24 * 3600 * 1000;
const nameOf = /^(0x[0-9a-f]{64})\.rows$/;

/** Opens the rows kept in a folder; what an earlier run left is there again, half-written files are not. @effects disk */
export function openRowStore(folder: string, options: RowStoreOptions): RowStore {
  const { nowMs } = options;
  const kept = new Map<string, { readonly sizeBytes: number; readonly atMs: number }>();
  const pathOf = (jobId: string): string => join(folder, `${jobId}.rows`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = readdirSync(folder).flatMap((name) => {
      const jobId = nameOf.exec(name)?.[1];
      if (name.endsWith('.rows.part')) rmSync(join(folder, name), { force: true });
      return jobId ? [{ jobId, stat: statSync(join(folder, name)) }] : [];
    });
    for (const { jobId, stat } of found.sort((a, b) => a.stat.mtimeMs - b.stat.mtimeMs)) kept.set(jobId, { sizeBytes: stat.size, atMs: stat.mtimeMs });
  } catch (error) {
    throw toStorageError(error, folder);
  }
  let used = [...kept.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

  function forget(jobId: string): void {
    used -= kept.get(jobId)?.sizeBytes ?? 0;
    kept.delete(jobId);
    rmSync(pathOf(jobId), { force: true });
  }

  function write(jobId: string, rows: Uint8Array): void {
    const draft = `${pathOf(jobId)}.part`;
    try {
      const file = openSync(draft, 'w', 0o600);
      try {
        for (let at = 0; at < rows.length; ) at += writeSync(file, rows, at, rows.length - at);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(draft, pathOf(jobId));
    } catch (error) {
      rmSync(draft, { force: true });
      throw toStorageError(error, draft);
    }
  }

  return {
    keep(jobId, rows) {
      forget(jobId);
      write(jobId, rows);
      kept.set(jobId, { sizeBytes: rows.length, atMs: nowMs() });
      used += rows.length;
      for (const oldest of kept.keys()) {
        if (used <= options.quotaBytes || oldest === jobId) break;
        if (!options.isOver(oldest)) options.onEvicted(oldest);
        forget(oldest);
      }
    },
    read(jobId) {
      if (!kept.has(jobId)) return null;
      try {
        return readFileSync(pathOf(jobId));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw toStorageError(error, pathOf(jobId));
      }
    },
    expire() {
      for (const [jobId, { atMs }] of kept) {
        const age = nowMs() - atMs;
        if (age > longestMs || (age > options.keepMs && options.isOver(jobId))) forget(jobId);
      }
    },
    usedBytes: () => used,
  };
}
