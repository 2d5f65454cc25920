import { HearthError } from '../../../shared/errors.ts';
import { peersAddress } from '../../../shared/modelDownloads.ts';
import { readBody, type BodyRequest } from './httpBody.ts';

/** One file, or a part of it, of a source. */
export type BodyAsk = Omit<BodyRequest, 'url'> & { readonly path: string };

/** Where a model's files lie, and what became known of it. */
export type Source = {
  /** Ends with a slash. */
  readonly base: URL;
  /** The bytes of one answer as they come, checked as those of {@link readBody} are, and with its errors. */
  readonly body: (ask: BodyAsk) => AsyncGenerator<Uint8Array>;
  /** A peer, whose line nobody knows: it is asked for as much as it can give soon, and after a failure only where nobody else is left. */
  readonly isPeer: boolean;
  /** Blocks that one request asks for at most. */
  blocksPerRequest: number;
  /** Requests under way. */
  inFlight: number;
  /** Bytes a second of its last requests; null before the first. */
  bytesPerSecond: number | null;
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
  const source: Source = { ...freshSource(url, ({ path, ...ask }) => readBody({ ...ask, url: urlOf(source, path) })), isPeer: false, blocksPerRequest: 8 };
  return source;
}

/** A peer of which nothing is known yet. */
export const freshSource = (base: URL, body: Source['body']): Source => ({ base, body, isPeer: true, isWhole: false, failures: 0, lost: null, blocksPerRequest: 1, inFlight: 0, bytesPerSecond: null });

/**
 * The sources of a download: addresses as {@link readSource} takes them, and in place of {@link peersAddress} whoever on the network gives the model away now.
 * @throws download.addressInvalid
 */
export const readSources = (written: readonly string[], peers: () => readonly Source[]): Source[] => written.flatMap((one) => (one === peersAddress ? peers() : [readSource(one)]));

/**
 * Whom to ask next: who will be done soonest, by what it gave so far and what it is asked for already. One that was never asked counts as fast as the fastest, so that each is tried. Pure.
 * @returns null  none is left
 */
export function chooseSource(sources: readonly Source[]): Source | null {
  const open = sources.filter(({ lost }) => lost === null);
  const fastest = Math.max(1, ...open.map(({ bytesPerSecond }) => bytesPerSecond ?? 1));
  const waitOf = ({ inFlight, bytesPerSecond }: Source): number => (inFlight + 1) / Math.max(1, bytesPerSecond ?? fastest);
  return open.reduce<Source | null>((best, one) => (best === null || waitOf(one) < waitOf(best) ? one : best), null);
}

/** The address of one file; each step of its path is quoted, so that none of them means anything to a server. */
export const urlOf = ({ base }: Source, path: string): URL => new URL(path.split('/').map(encodeURIComponent).join('/'), base);
