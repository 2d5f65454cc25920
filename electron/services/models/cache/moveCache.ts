import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { z } from 'zod';
import { HearthError } from '../../../shared/errors.ts';
import { refusals } from '../../../shared/saidReasons.ts';
import { toStorageError } from '../../storage/database.ts';
import { isCacheFolder } from './cacheFolder.ts';

/** What is kept of a move while it is under way, so that whoever finds half of one knows which half to delete. */
const noteShape = z.strictObject({ format: z.literal('hearth-model-move/1'), from: z.string().max(1000), to: z.string().max(1000), names: z.array(z.string().max(300)).max(2000) });
type Note = z.output<typeof noteShape>;
const noteOf = (dataFolder: string): string => join(dataFolder, 'modelMove.json');

export type MoveHooks = {
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
  /** Says that from now on the models are there. Synchronous, so that no job ever looks at a place between. */
  readonly commit: () => void;
  /** Waits for a moment in which nothing opens a model of the cache; called before anything is taken away. @throws model.inUse */
  readonly waitForRest: () => Promise<void>;
  readonly signal: AbortSignal;
  /** For tests of what a full disk or another disk does. */
  readonly rename?: typeof renameSync;
};

/**
 * Whether a cache may move there: nothing of anybody's may be in the way, and neither place may lie in the other.
 * @throws model.moveRefused
 */
export function checkTarget(from: string, to: string): string {
  const refuse = (reason: string): HearthError => new HearthError('model.moveRefused', { folder: to.slice(0, 1000), reason });
  if (!isAbsolute(to)) throw refuse(refusals.wholePath);
  const place = resolve(to);
  const real = (path: string): string => (existsSync(path) ? realpathSync(path) : join(existsSync(dirname(path)) ? realpathSync(dirname(path)) : dirname(path), path.slice(dirname(path).length)));
  const [here, there] = [real(from), real(place)];
  if (here === there) throw refuse(refusals.movedThere);
  if (there.startsWith(here + sep) || here.startsWith(there + sep)) throw refuse(refusals.movedInside);
  if (existsSync(place) && (!statSync(place).isDirectory() || readdirSync(place).length > 0)) throw refuse(refusals.movedFull);
  if (!existsSync(dirname(place))) throw refuse(refusals.movedNowhere);
  return place;
}

/**
 * Moves a whole cache: in one step where both places are on one disk, else by copying, reading every copied byte back, and only then leaving the old place. Whatever fails or dies before
 * `commit` leaves everything where it was.
 *
 * @throws model.moveRefused · model.inUse · storage.diskFull · storage.unreadable
 * @effects disk
 */
export async function moveCache(dataFolder: string, from: string, target: string, { onProgress, commit, waitForRest, signal, rename = renameSync }: MoveHooks): Promise<void> {
  const to = checkTarget(from, target);
  const note: Note = { format: 'hearth-model-move/1', from, to, names: readdirSync(from) };
  try {
    writeFileSync(noteOf(dataFolder), JSON.stringify(note), { mode: 0o600 });
    await waitForRest();
    if (existsSync(to)) rmdirSync(to);
    try {
      rename(from, to);
      try {
        commit();
      } catch (error) {
        rename(to, from);
        throw error;
      }
      rmSync(noteOf(dataFolder));
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    }
    await copyWhole(from, to, onProgress, signal);
    await waitForRest();
    commit();
  } catch (error) {
    undoMove(dataFolder, note);
    throw toStorageError(error, to);
  }
  leave(note.from, note.names);
  rmSync(noteOf(dataFolder));
}

/**
 * What a move left behind when Hearth died in it. Call before the cache is read.
 * @param current  where the settings say the cache is
 * @returns where it is: the new place when it had already gone there whole
 * @effects disk
 */
export function finishMove(dataFolder: string, current: string): string {
  if (!existsSync(noteOf(dataFolder))) return current;
  const note = readNote(dataFolder);
  // A note that nobody can read moves nothing: both places stay as they are.
  if (note && current === note.to) leave(note.from, note.names);
  if (note && current === note.from) {
    if (!existsSync(note.from) && isCacheFolder(note.to)) {
      rmSync(noteOf(dataFolder));
      return note.to;
    }
    undoMove(dataFolder, note);
  }
  rmSync(noteOf(dataFolder), { force: true });
  return current;
}

function readNote(dataFolder: string): Note | null {
  try {
    return noteShape.parse(JSON.parse(readFileSync(noteOf(dataFolder), 'utf8')));
  } catch {
    return null;
  }
}

function undoMove(dataFolder: string, note: Note): void {
  if (existsSync(note.from)) leave(note.to, note.names);
  rmSync(noteOf(dataFolder), { force: true });
}

/** Deletes what a cache has, by name, and its folder when nothing else is in it. */
function leave(folder: string, names: readonly string[]): void {
  for (const name of names) if (name === '.' || name === '..' || name.includes('/') || name.includes(sep)) return;
  for (const name of names) rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

async function copyWhole(from: string, to: string, onProgress: MoveHooks['onProgress'], signal: AbortSignal): Promise<void> {
  const entries = readdirSync(from, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(from.length + 1));
  const totalBytes = files.reduce((sum, file) => sum + statSync(join(from, file)).size, 0);
  let doneBytes = 0;
  onProgress(0, totalBytes);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true, mode: 0o700 });
    const written = await copyFile(join(from, file), join(to, file), signal, (bytes) => onProgress((doneBytes += bytes), totalBytes));
    if ((await hashOf(join(to, file), signal)) !== written) throw new HearthError('storage.unreadable', { path: join(to, file), reason: 'what was written reads back as something else' });
  }
}

/** @returns the hash of the bytes as they were read from the old place */
async function copyFile(source: string, target: string, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(target, 'wx', 0o600);
  try {
    for await (const chunk of createReadStream(source, { highWaterMark: 1 << 20, signal }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      await file.write(chunk);
      onBytes(chunk.length);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal }) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
