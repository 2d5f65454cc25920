import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HearthError } from '../../../shared/errors.ts';
import { refusals } from '../../../shared/saidReasons.ts';
import { bytes32Shape, timeMsShape } from '../../../shared/units.ts';
import { toStorageError } from '../../storage/database.ts';

/** Says that a folder is a model cache: nothing else is ever deleted from. */
const markName = '.hearth-models';
const noteName = 'installed.json';
/** Where models grow until they are whole. */
const growingName = '.downloads';
/** Where a model goes in one step before its files are deleted, so that no half of it is ever taken for a model. */
const goneName = '.gone';

/** The cache of a data folder, unless its owner chose another place. */
export const defaultCacheFolder = (dataFolder: string): string => join(dataFolder, 'modelCache');
export const isCacheFolder = (folder: string): boolean => existsSync(join(folder, markName));
export const growingFolder = (cache: string): string => join(cache, growingName);
export const folderOfModel = (cache: string, modelId: string): string => join(cache, modelId);

const noteShape = z.strictObject({ format: z.literal('hearth-installed/1'), modelId: bytes32Shape, title: z.string().max(200), installedAtMs: timeMsShape, from: z.string().max(2000) });
export type CacheEntry = { readonly modelId: string; readonly title: string; readonly folder: string; readonly sizeBytes: number; readonly installedAtMs: number };

/** Makes the folder and marks it as Hearth's. @throws storage.* @effects disk */
export function openCacheFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isCacheFolder(folder)) writeFileSync(join(folder, markName), 'Models that Hearth keeps. What lies here may be deleted by Hearth when room is needed.\n');
    rmSync(join(folder, goneName), { recursive: true, force: true });
  } catch (error) {
    throw toStorageError(error, folder);
  }
}

/** The whole models of a cache, by what lies there; something without a note of its installing is none. */
export function readCacheFolder(folder: string): CacheEntry[] {
  if (!isCacheFolder(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && bytes32Shape.safeParse(entry.name).success).flatMap(({ name }) => {
    const path = join(folder, name);
    const note = readNote(path);
    return note?.modelId === name ? [{ modelId: name, title: note.title, folder: path, sizeBytes: sizeOfFolder(path), installedAtMs: note.installedAtMs }] : [];
  });
}

function readNote(folder: string): z.output<typeof noteShape> | null {
  try {
    return noteShape.parse(JSON.parse(readFileSync(join(folder, noteName), 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Takes a folder whose files were all checked into the cache, in one step of the file system.
 * @param grown  a folder of the same disk
 * @returns where it lies now
 * @throws storage.* @effects disk
 */
export function installModel(cache: string, grown: string, note: { readonly modelId: string; readonly title: string; readonly installedAtMs: number; readonly from: string }): string {
  const folder = folderOfModel(cache, note.modelId);
  try {
    writeFileSync(join(grown, noteName), JSON.stringify({ format: 'hearth-installed/1', ...note }));
    if (existsSync(folder)) deleteModelFolder(cache, note.modelId);
    renameSync(grown, folder);
  } catch (error) {
    throw toStorageError(error, folder);
  }
  return folder;
}

/** Deletes one model: gone in one step, then file by file. @throws storage.* @effects disk */
export function deleteModelFolder(cache: string, modelId: string): void {
  if (!isCacheFolder(cache) || !bytes32Shape.safeParse(modelId).success) throw new HearthError('storage.unreadable', { path: cache, reason: refusals.noCache });
  const gone = join(cache, goneName);
  try {
    mkdirSync(gone, { recursive: true });
    rmSync(join(gone, modelId), { recursive: true, force: true });
    renameSync(folderOfModel(cache, modelId), join(gone, modelId));
    rmSync(gone, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    throw toStorageError(error, folderOfModel(cache, modelId));
  }
}

/** Bytes of every regular file below a folder; 0 where there is none. */
export function sizeOfFolder(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => sum + (entry.isDirectory() ? sizeOfFolder(join(folder, entry.name)) : entry.isFile() ? statSync(join(folder, entry.name)).size : 0), 0);
}
