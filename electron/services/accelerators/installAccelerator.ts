import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createInflateRaw } from 'node:zlib';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { toStorageError } from '../storage/database.ts';
import type { Accelerator, Library } from './acceleratorList.ts';

export type AcceleratorDependencies = {
  /** Those bytes of an archive, the end excluded, as they come. @throws download.* */
  readonly readPart: (url: URL, part: { readonly from: number; readonly to: number; readonly sizeBytes: number }, signal: AbortSignal) => AsyncIterable<Uint8Array>;
  /** After a failure of the server: this, doubled with each failure in a row. */
  readonly retryMs: number;
  readonly onProgress: (library: string, doneBytes: number, allBytes: number) => void;
};

/** Failures in a row, without a byte between, after which it is given up. What came stays for the next try. */
const patienceTries = 5;
/** Stays free beside what is fetched. */
const spareBytes = 256 * 2 ** 20;

/** Written last: without it a folder holds no accelerator. */
export const acceleratorFile = 'accelerator.json';
export const acceleratorFolderOf = (dataFolder: string, id: Accelerator['id']): string => join(dataFolder, 'accelerators', id);

/**
 * Fetches an accelerator library by library and puts it in place whole, beside a copy of the runtime, which looks for them where it lies itself. Goes on where an earlier try ended.
 *
 * @param runtimeFolder  where the runtime's own library lies
 * @throws download.* · storage.* @effects disk, network
 */
export async function installAccelerator(accelerator: Accelerator, dataFolder: string, runtimeFolder: string, dependencies: AcceleratorDependencies, signal: AbortSignal): Promise<void> {
  const place = acceleratorFolderOf(dataFolder, accelerator.id);
  const growing = `${place}.new`;
  try {
    mkdirSync(growing, { recursive: true, mode: 0o700 });
    const missing = await findMissing(accelerator, growing);
    assertRoom(missing, growing);
    const allBytes = missing.reduce((sum, { from, to }) => sum + to - from, 0);
    let doneBytes = 0;
    for (const library of missing) {
      await fetchLibrary(library, growing, { ...dependencies, onProgress: (name, done) => dependencies.onProgress(name, doneBytes + done, allBytes) }, signal);
      doneBytes += library.to - library.from;
    }
    for (const name of readdirSync(runtimeFolder).filter((one) => one.startsWith('libonnxruntime.so'))) await copyFile(join(runtimeFolder, name), join(growing, name));
    writeFileSync(join(growing, acceleratorFile), `${JSON.stringify(accelerator)}\n`, { flush: true });
    rmSync(place, { recursive: true, force: true });
    renameSync(growing, place);
  } catch (error) {
    signal.throwIfAborted();
    throw isHearthError(error) ? error : toStorageError(error, growing);
  }
}

/** Whether an earlier try left something to go on with. */
export const hasUnfinished = (id: Accelerator['id'], dataFolder: string): boolean => existsSync(`${acceleratorFolderOf(dataFolder, id)}.new`);

/** Also what an unfinished try left. @returns  whether there was anything */
export function removeAccelerator(id: Accelerator['id'], dataFolder: string): boolean {
  const places = [acceleratorFolderOf(dataFolder, id), `${acceleratorFolderOf(dataFolder, id)}.new`].filter((place) => existsSync(place));
  for (const place of places) rmSync(place, { recursive: true, force: true });
  return places.length > 0;
}

async function findMissing({ libraries }: Accelerator, folder: string): Promise<readonly Library[]> {
  const missing: Library[] = [];
  for (const library of libraries) if (!existsSync(join(folder, library.name)) || (await digestOf(join(folder, library.name))) !== library.sha256) missing.push(library);
  return missing;
}

function assertRoom(missing: readonly Library[], folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const largestPart = Math.max(0, ...missing.map(({ from, to }) => to - from));
  if (bavail * bsize < missing.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) + largestPart + spareBytes) throw new HearthError('storage.diskFull', { path: folder });
}

async function fetchLibrary(library: Library, folder: string, dependencies: AcceleratorDependencies, signal: AbortSignal): Promise<void> {
  const { name, sha256 } = library;
  const [part, fresh] = [join(folder, `${name}.part`), join(folder, `${name}.fresh`)];
  await fetchPart(library, part, dependencies, signal);
  const digest = await unpack(library, part, fresh);
  rmSync(part);
  if (digest !== sha256) {
    rmSync(fresh, { force: true });
    throw new HearthError('download.wrongBytes', { file: name });
  }
  renameSync(fresh, join(folder, name));
}

/** Every byte of the stretch, those of earlier tries included. */
async function fetchPart({ name, url, from, to, archiveBytes }: Library, part: string, { readPart, retryMs, onProgress }: AcceleratorDependencies, signal: AbortSignal): Promise<void> {
  const file = await open(part, existsSync(part) ? 'r+' : 'w+', 0o600);
  try {
    let at = from + Math.min(statSync(part).size, to - from);
    for (let failures = 0; at < to; ) {
      try {
        for await (const chunk of readPart(new URL(url), { from: at, to, sizeBytes: archiveBytes }, signal)) {
          await file.write(chunk, 0, chunk.length, at - from);
          at += chunk.length;
          failures = 0;
          onProgress(name, at - from, to - from);
        }
      } catch (error) {
        signal.throwIfAborted();
        const isPassing = isHearthError(error, 'download.unreachable') || isHearthError(error, 'download.tooSlow');
        if (!isPassing || ++failures >= patienceTries) throw error;
        await sleep(retryMs * 2 ** (failures - 1), undefined, { signal });
      }
    }
    await file.truncate(to - from);
  } finally {
    await file.close();
  }
}

/** Never more than the size that is listed, whatever the bytes unfold to. @returns  the digest of what came out; of bytes that are no such archive, something else */
async function unpack({ isDeflated, sizeBytes }: Library, part: string, fresh: string): Promise<string> {
  const hash = createHash('sha256');
  let written = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      written += chunk.length;
      if (written > sizeBytes) return done(new RangeError('longer than listed'));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline([createReadStream(part), ...(isDeflated ? [createInflateRaw()] : []), count, createWriteStream(fresh, { mode: 0o600, flush: true })]);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!(error instanceof RangeError) && !code.startsWith('Z_')) throw error;
    return 'no such archive';
  }
  return hash.digest('hex');
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
