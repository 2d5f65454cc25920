import { open } from 'node:fs/promises';
import { HearthError } from '../../shared/errors.ts';

/** Read from the end of the file: more would only be scrolled past. */
const tailBytes = 512 * 1024;
const lineLimit = 2000;

export type LogTail = { readonly lines: string[]; readonly sizeBytes: number; readonly isCut: boolean };

/**
 * The newest lines of a log that hold a text, oldest first.
 *
 * @throws storage.unreadable
 */
export async function readLogTail(path: string, count: number, filter: string): Promise<LogTail> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const start = Math.max(0, size - tailBytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
      const all = buffer.subarray(0, bytesRead).toString('utf8').toWellFormed().split('\n');
      // The first line of a cut is a piece of one; the last is what follows the last line break.
      const whole = all.slice(start > 0 ? 1 : 0, -1);
      const wanted = filter.toLowerCase();
      const found = whole.filter((line) => line.toLowerCase().includes(wanted));
      return { lines: found.slice(-count).map((line) => line.slice(0, lineLimit).toWellFormed()), sizeBytes: size, isCut: start > 0 || found.length > count };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new HearthError('storage.unreadable', { path, reason: error instanceof Error ? error.message.split(',')[0]! : 'unknown' }, error);
  }
}
