import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { toStorageError } from './database.ts';

/** Files by a key of 32 bytes, kept while somebody may ask for them: raw rows by job, receipt files of others by receipt. */
export type KeptFiles = {
  /**
   * Keeps one, durable when it returns; the oldest others go when the quota is full.
   * @throws storage.diskFull, storage.unreadable
   * @effects disk
   */
  keep(key: string, bytes: Uint8Array): void;
  /** Null when it is not kept, or not any more. */
  read(key: string): Uint8Array | null;
  /** Deletes what nobody can ask for any more. Cheap; call it now and then. */
  expire(): void;
  usedBytes(): number;
};

export type KeptFilesOptions = {
  /** What their names end with, without the dot; letters only. */
  readonly ending: string;
  /** Beyond it the oldest are deleted, even if they could still be asked for. */
  readonly quotaBytes: number;
  /** One that is over is kept this long after it was made. */
  readonly keepMs: number;
  /** Whether nobody may ask for it any more, but for whoever is late. `ageMs` is the time since it was made. */
  readonly isOver: (key: string, ageMs: number) => boolean;
  readonly nowMs: () => number;
  /** The quota took one that could still be asked for. */
  readonly onEvicted: (key: string) => void;
};

/** One that is never over is deleted after this long. */
const longestMs = 30 * 24 * 3600 * 1000;

/** Opens what is kept in a folder; what an earlier run left is there again, half-written files are not. @effects disk */
export function openKeptFiles(folder: string, options: KeptFilesOptions): KeptFiles {
  const { nowMs, ending } = options;
  const nameOf = new RegExp(`^(0x[0-9a-f]{64})\\.${ending}$`);
  const kept = new Map<string, { readonly sizeBytes: number; readonly atMs: number }>();
  const pathOf = (key: string): string => join(folder, `${key}.${ending}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // One that was there already may be open to others; the files hold prompts.
    chmodSync(folder, 0o700);
    const found = readdirSync(folder).flatMap((name) => {
      const key = nameOf.exec(name)?.[1];
      if (name.endsWith(`.${ending}.part`)) rmSync(join(folder, name), { force: true });
      return key ? [{ key, stat: statSync(join(folder, name)) }] : [];
    });
    for (const { key, stat } of found.sort((a, b) => a.stat.mtimeMs - b.stat.mtimeMs)) kept.set(key, { sizeBytes: stat.size, atMs: stat.mtimeMs });
  } catch (error) {
    throw toStorageError(error, folder);
  }
  let used = [...kept.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

  function forget(key: string): void {
    used -= kept.get(key)?.sizeBytes ?? 0;
    kept.delete(key);
    rmSync(pathOf(key), { force: true });
  }

  function write(key: string, bytes: Uint8Array): void {
    const draft = `${pathOf(key)}.part`;
    try {
      const file = openSync(draft, 'w', 0o600);
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(draft, pathOf(key));
    } catch (error) {
      rmSync(draft, { force: true });
      throw toStorageError(error, draft);
    }
  }

  return {
    keep(key, bytes) {
      forget(key);
      write(key, bytes);
      kept.set(key, { sizeBytes: bytes.length, atMs: nowMs() });
      used += bytes.length;
      for (const oldest of kept.keys()) {
        if (used <= options.quotaBytes || oldest === key) break;
        if (!options.isOver(oldest, nowMs() - kept.get(oldest)!.atMs)) options.onEvicted(oldest);
        forget(oldest);
      }
    },
    read(key) {
      if (!kept.has(key)) return null;
      try {
        return readFileSync(pathOf(key));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw toStorageError(error, pathOf(key));
      }
    },
    expire() {
      for (const [key, { atMs }] of kept) {
        const age = nowMs() - atMs;
        if (age > longestMs || (age > options.keepMs && options.isOver(key, age))) forget(key);
      }
    },
    usedBytes: () => used,
  };
}
