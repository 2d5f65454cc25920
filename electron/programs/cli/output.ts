import { wordsOfFailure } from '../../../renderer/strings/errors.ts';
import { HearthError, isHearthError, type Failure } from '../../shared/errors.ts';

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

/** Prints a failure in words and gives the exit code: 2 for wrong usage, 1 otherwise. */
export function reportFailure(error: unknown, output: Output): number {
  const failure: Failure = isHearthError(error) ? error.toFailure() : { code: 'internal', about: { incident: error instanceof Error ? error.message : String(error) } };
  const { what, next } = wordsOfFailure(failure);
  if (output.isJson) output.result({ ok: false, ...failure }, '');
  output.say(`hearth: ${printable(what)} ${printable(next)} [${failure.code}]`);
  if (!isHearthError(error) && error instanceof Error && process.env['HEARTH_DEBUG']) output.say(error.stack ?? '');
  return isHearthError(error, 'usage.invalid') ? 2 : 1;
}

export const usage = (reason: string): HearthError<'usage.invalid'> => new HearthError('usage.invalid', { reason });

/** Columns padded to their widest cell; the first row is the head. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()).join('\n');
}

export const shortId = (id: string): string => (id.length > 20 ? `${id.slice(0, 10)}…${id.slice(-4)}` : id);

/** Ends with what was written delivered: `process.exit` alone cuts what a reader has not taken yet, and twenty reports in JSON are more than a socket holds. */
export async function leave(code: number): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) await new Promise<void>((done) => void stream.write('', () => done()));
  process.exit(code);
}
