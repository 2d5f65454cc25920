import { readFileSync } from 'node:fs';
import { HearthError } from '../../shared/errors.ts';

const whyUnread: Readonly<Record<string, string>> = { ENOENT: 'missing', ENOTDIR: 'missing', EISDIR: 'folder', EACCES: 'denied', EPERM: 'denied' };

/** A text file that the command line names. @throws file.unreadable */
export function readGiven(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new HearthError('file.unreadable', { path, reason: whyUnread[code] ?? code }, error);
  }
}
