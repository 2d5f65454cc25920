import { HearthError } from '../../../shared/errors.ts';

/** Where a model's files lie, and what became known of it. */
export type Source = {
  /** Ends with a slash. */
  readonly base: URL;
  /** Does not give parts of a file: every file is taken whole. */
  isWhole: boolean;
  /** Failures in a row without a block between. */
  failures: number;
  /** Why nothing more is asked of it. */
  lost: HearthError | null;
};

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * An address of a folder, or of the `.json` file in it. http is for this machine alone: on the way to another anybody could watch what is taken.
 * @throws download.addressInvalid  reason: malformed · scheme · plain · credentials
 */
export function readSource(written: string): Source {
  const refuse = (reason: string): never => {
    throw new HearthError('download.addressInvalid', { url: written.slice(0, 200), reason });
  };
  const url = written.length > 2000 ? null : URL.parse(written.trim());
  if (!url || url.hash !== '' || url.search !== '') return refuse('malformed');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('scheme');
  if (url.username !== '' || url.password !== '') return refuse('credentials');
  if (url.protocol === 'http:' && !loopbackHosts.has(url.hostname)) return refuse('plain');
  if (url.pathname.endsWith('.json')) url.pathname = url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1);
  else if (!url.pathname.endsWith('/')) url.pathname += '/';
  return { base: url, isWhole: false, failures: 0, lost: null };
}

/** The address of one file; each step of its path is quoted, so that none of them means anything to a server. */
export const urlOf = ({ base }: Source, path: string): URL => new URL(path.split('/').map(encodeURIComponent).join('/'), base);
