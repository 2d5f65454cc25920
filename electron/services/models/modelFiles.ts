import { lstat, open, realpath } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { HearthError } from '../../shared/errors.ts';
import { modelReasons, refusals } from '../../shared/saidReasons.ts';
import { isInnerPath } from './manifest.ts';

export type ModelFolder = { readonly folder: string; readonly realFolder: string };

/** @throws model.notFound  no such folder */
export async function openFolder(folder: string): Promise<ModelFolder> {
  try {
    const realFolder = await realpath(folder);
    if ((await lstat(realFolder)).isDirectory()) return { folder, realFolder };
  } catch {
    if (holdsReadable(resolve(folder))) return { folder, realFolder: resolve(folder) };
    // Told below: whatever the system said, there is no folder to read.
  }
  throw new HearthError('model.notFound', { folder });
}

/**
 * Whether Node lets this process read what a folder holds, though not look at the folder itself: of two folders that were allowed, such as `digits` and `digits-old`, it denies the one whose path the other's begins with
 * (Node 24). A link among them is still refused, file by file.
 */
const holdsReadable = (folder: string): boolean => process.permission?.has('fs.read', join(folder, 'manifest.json')) === true;

/**
 * Reads one regular file of a model folder whole. Its size is known to be within `limitBytes` before a byte is allocated; a link, a
 * pipe or a device is refused, also when a parent folder is the link.
 *
 * @throws model.unreadable  missing, not a regular file, outside the folder, too large
 */
export async function readModelFile(root: ModelFolder, path: string, limitBytes: number): Promise<Uint8Array> {
  const refuse = (reason: string, cause?: unknown) => new HearthError('model.unreadable', { file: path, reason }, cause);
  if (!isInnerPath(path)) throw refuse(modelReasons.notInside);
  const full = join(root.realFolder, ...path.split('/'));
  const real = await realpath(full).catch((error: unknown) => {
    throw refuse((error as NodeJS.ErrnoException).code === 'ENOENT' ? modelReasons.missing : modelReasons.unresolved, error);
  });
  if (real !== full || !real.startsWith(root.realFolder + sep)) throw refuse(modelReasons.link);
  // Asked before opening: opening a named pipe would wait for ever.
  if (!(await lstat(full)).isFile()) throw refuse(modelReasons.notRegular);
  const handle = await open(full, 'r').catch((error: unknown) => {
    throw refuse((error as NodeJS.ErrnoException).code ?? modelReasons.unopened, error);
  });
  try {
    const { size } = await handle.stat();
    if (size > limitBytes) throw refuse(modelReasons.bytesMost(size, limitBytes));
    return await readExactly(handle, size, refuse);
  } finally {
    await handle.close();
  }
}

async function readExactly(handle: Awaited<ReturnType<typeof open>>, sizeBytes: number, refuse: (reason: string) => HearthError): Promise<Uint8Array> {
  const bytes = new Uint8Array(sizeBytes);
  for (let at = 0; at < sizeBytes; ) {
    const { bytesRead } = await handle.read(bytes, at, Math.min(sizeBytes - at, 1 << 30), at);
    if (bytesRead === 0) throw refuse(modelReasons.shorter);
    at += bytesRead;
  }
  return bytes;
}

/** @throws model.unreadable  not JSON, or bytes that are not UTF-8 */
export function parseJsonFile(file: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const [, line, column] = /\(line (\d+) column (\d+)\)$/.exec(String(error)) ?? [];
    throw new HearthError('model.unreadable', { file, reason: line === undefined || column === undefined ? refusals.plainNotJson : modelReasons.notJson(line, column) }, error);
  }
}
