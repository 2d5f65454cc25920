import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Read at once, again and again into the same memory: what counts is that the system has it. */
const pieceBytes = 1024 * 1024;
/** What was read lies in the system's page cache for a while; reading it again costs little but not nothing. */
const againAfterMs = 10 * 60_000;

export type ReadAheadDependencies = {
  /** Memory that programs could have now, bytes. */
  readonly freeBytes: () => number;
  readonly nowMs: () => number;
};

/**
 * Has the system read a model's files before they are needed, so that loading it does not wait for a disk. They lie in the page cache, which the
 * system takes back when anybody needs memory: nothing is kept by this program. A model larger than half of the free memory is left alone, for it
 * would push out what others have there; one is read at a time. A file that cannot be read is left to whoever loads it to complain of.
 *
 * @returns  bytes read, of a call that read; 0 of one that was not worth it
 * @effects disk
 */
export function createReadAhead({ freeBytes, nowMs }: ReadAheadDependencies): (folder: string) => Promise<number> {
  const readAtMs = new Map<string, number>();
  const piece = new Uint8Array(pieceBytes);
  let isReading = false;

  async function readFile(path: string): Promise<number> {
    const file = await open(path);
    try {
      let total = 0;
      for (;;) {
        const { bytesRead } = await file.read(piece);
        total += bytesRead;
        if (bytesRead === 0) return total;
      }
    } finally {
      await file.close();
    }
  }

  async function sizeOf(path: string): Promise<number> {
    const file = await open(path);
    try {
      return (await file.stat()).size;
    } finally {
      await file.close();
    }
  }

  return async (folder) => {
    if (isReading || nowMs() - (readAtMs.get(folder) ?? -Infinity) < againAfterMs) return 0;
    isReading = true;
    readAtMs.set(folder, nowMs());
    try {
      const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      const sizes = await Promise.all(files.map(sizeOf));
      if (sizes.reduce((sum, size) => sum + size, 0) > freeBytes() / 2) return 0;
      let total = 0;
      for (const path of files) total += await readFile(path);
      return total;
    } catch {
      return 0;
    } finally {
      isReading = false;
    }
  };
}
