import { wordsOfFailure } from '../../../renderer/strings/errors.ts';
import { HearthError, isHearthError, type ErrorCode, type Failure } from '../../shared/errors.ts';

/** JSON goes to stdout and nothing else does; people read stderr or, without --json, stdout. */
export type Output = {
  readonly isJson: boolean;
  /** The command's result: JSON with --json, otherwise the given text. */
  result(value: unknown, text: string): void;
  /** Progress and remarks, never on stdout. */
  say(line: string): void;
  /** A line that replaces itself on a terminal and stays silent elsewhere. */
  progress(line: string): void;
};

export function createOutput(isJson: boolean): Output {
  const isTerminal = process.stderr.isTTY;
  let held = false;
  const clear = (): void => {
    if (held) process.stderr.write('\r\x1b[2K');
    held = false;
  };
  return {
    isJson,
    result(value, text) {
      clear();
      process.stdout.write(isJson ? `${JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? item.toString() : item), 2)}\n` : `${text}\n`);
    },
    say(line) {
      clear();
      process.stderr.write(`${line}\n`);
    },
    progress(line) {
      if (!isTerminal) return;
      process.stderr.write(`\r\x1b[2K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
      held = true;
    },
  };
}

/** Shows on the progress line what long work does and for how long, once a second; `say` changes the words. */
export async function withElapsed<T>(output: Pick<Output, 'progress'>, words: string, work: (say: (words: string) => void) => Promise<T>): Promise<T> {
  let present = words;
  const startMs = performance.now();
  const show = (): void => output.progress(`${present} … ${Math.round((performance.now() - startMs) / 1000)} s`);
  const timer = setInterval(show, 1000);
  show();
  try {
    return await work((next) => {
      present = next;
      show();
    });
  } finally {
    clearInterval(timer);
  }
}

/** Text from files and networks as a terminal may show it: no control characters. */
export const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\u{fffd}');

type NextSteps = { readonly [Code in ErrorCode]?: string };
/** The next step where a command line knows a nearer one than the page's words. */
function nearestStep({ code, about }: Failure): string | undefined {
  if (code === 'host.notRunning') return 'Start it with hearth start, or name the folder of one that runs with --data.';
  const what = code === 'wallet.notFound' ? ['account', 'contact', 'token'].find((kind) => String(about['what']).startsWith(kind)) : undefined;
  return what && `hearth wallet ${what}s lists what there is${what === 'account' ? '; hearth wallet create, import or restore makes the first' : ''}.`;
}
const advised = new WeakMap<HearthError, string>();

/** Work whose failures have a next step of their own. */
export async function advise<T>(next: NextSteps, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const step = isHearthError(error) ? next[error.code] : undefined;
    if (isHearthError(error) && step !== undefined) advised.set(error, step);
    throw error;
  }
}

const fileReasons: Readonly<Record<string, string>> = { ENOENT: 'there is no such file or folder', ENOTDIR: 'a part of the path is no folder', EISDIR: 'it is a folder', EACCES: 'you may not', EPERM: 'you may not', EROFS: 'its disk takes no changes', EEXIST: 'it is there already' };
/** A path that somebody named and that cannot be used is theirs to change, and nothing of Hearth that went wrong. */
function toHearthError(error: unknown): unknown {
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  // A folder that is read as a file is refused without its path.
  if (isHearthError(error) || code === undefined || (path === undefined && code !== 'EISDIR')) return error;
  if (code === 'ENOSPC') return new HearthError('storage.diskFull', { path: path ?? '' }, error);
  return fileReasons[code] === undefined ? error : new HearthError('usage.invalid', { reason: `${path ?? 'what was named as a file'} cannot be used: ${fileReasons[code]}` }, error);
}

/** Prints a failure in words and gives the exit code: 2 for wrong usage, 1 otherwise. */
export function reportFailure(thrown: unknown, output: Output): number {
  const error = toHearthError(thrown);
  const failure: Failure = isHearthError(error) ? error.toFailure() : { code: 'internal', about: { incident: error instanceof Error ? error.message : String(error) } };
  const { what, next } = wordsOfFailure(failure);
  if (output.isJson) output.result({ ok: false, ...failure }, '');
  const step = (isHearthError(error) ? advised.get(error) : undefined) ?? nearestStep(failure) ?? next;
  output.say(`hearth: ${printable(what)} ${printable(step)} [${failure.code}]`);
  if (!isHearthError(error) && error instanceof Error && process.env['HEARTH_DEBUG']) output.say(error.stack ?? '');
  return isHearthError(error, 'usage.invalid') ? 2 : 1;
}

export const usage = (reason: string): HearthError<'usage.invalid'> => new HearthError('usage.invalid', { reason });

export const shortId = (id: string): string => (id.length > 20 ? `${id.slice(0, 10)}…${id.slice(-4)}` : id);
/** Whether a person means this id: by its beginning, or as {@link shortId} shows it. */
export function isMeant(id: string, text: string): boolean {
  const [beginning = '', end = ''] = text.split('…');
  return id.startsWith(beginning) && id.endsWith(end);
}

const two = (value: number): string => String(value).padStart(2, '0');
/** A moment by this machine's clock, the same in every language: 2026-11-30 06:48:52. */
export function formatMoment(ms: number): string {
  const at = new Date(ms);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** Ends with what was written delivered: `process.exit` alone cuts what a reader has not taken yet, and twenty reports in JSON are more than a socket holds. */
export async function leave(code: number): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) await new Promise<void>((done) => void stream.write('', () => done()));
  process.exit(code);
}
