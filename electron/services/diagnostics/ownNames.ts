import { homedir, hostname, userInfo } from 'node:os';
import type { Secrets } from './scrub.ts';

/** What names this machine and its user. */
export const readOwnNames = (dataFolder: string): Secrets => ({ folders: [dataFolder, homedir()], names: [userName(), hostname(), hostname().split('.')[0]!] });

/** A container may run under a number that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
