import { execFile } from 'node:child_process';
import { lstatSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unread } from '../../shared/signals.ts';

/** A number that the owner's file or program gives, and when it was given; or why there is none. */
export type OwnerNumber = { readonly value: number; readonly atMs: number } | { /** A code of shared/signals.ts. */ readonly unknown: string };

/** The first number in a text; NaN without one. Pure. */
export const firstNumber = (text: string): number => Number(/[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/.exec(text.slice(0, 4096))?.[0] ?? NaN);

/** The first number of a file that another program keeps. Never throws. */
export function readNumberFile(path: string, staleAfterSeconds: number, nowMs: number): OwnerNumber {
  try {
    const writtenMs = statSync(path).mtimeMs;
    const value = firstNumber(readFileSync(path, 'utf8'));
    if (Number.isNaN(value)) return { unknown: unread('file.noNumber').unread };
    return nowMs - writtenMs > staleAfterSeconds * 1000 ? { unknown: unread('file.old').unread } : { value, atMs: Math.min(writtenMs, nowMs) };
  } catch {
    return { unknown: unread('file.unreadable').unread };
  }
}

const runLimitMs = 10_000;
const answerLimitBytes = 4096;
/** Asked no more often, however short-lived its answers. */
const runEveryLeastMs = 30_000;

/** Asks programs of the owner for a number, in the background; the last answer holds until it is stale. */
export type OwnerPrograms = { read(name: string, staleAfterSeconds: number): OwnerNumber };

/**
 * Only a file of the owner's in this folder is ever run, by its plain name, without arguments and without a shell: whoever may change settings must not
 * thereby be able to run something else.
 *
 * @param folder  `commands` in the data folder
 * @effects process
 */
export function createOwnerPrograms(folder: string, nowMs: () => number): OwnerPrograms {
  type Known = { answer: OwnerNumber; askedAtMs: number; isRunning: boolean };
  const known = new Map<string, Known>();

  function run(name: string, mine: Known): void {
    mine.askedAtMs = nowMs();
    try {
      if (!lstatSync(join(folder, name)).isFile()) throw new Error('no file');
    } catch {
      mine.answer = { unknown: unread('program.none:', name).unread };
      return;
    }
    mine.isRunning = true;
    execFile(join(folder, name), [], { timeout: runLimitMs, maxBuffer: answerLimitBytes, killSignal: 'SIGKILL', windowsHide: true, cwd: folder }, (error, stdout) => {
      mine.isRunning = false;
      const value = error ? NaN : firstNumber(stdout);
      if (!Number.isNaN(value)) mine.answer = { value, atMs: nowMs() };
      // An answer of before still holds until it is stale.
      else if ('unknown' in mine.answer) mine.answer = error ? { unknown: unread('program.failed:', `${name}: ${(error.killed ? `> ${runLimitMs / 1000} s` : error.message.split('\n', 1)[0]!).slice(0, 120)}`).unread } : { unknown: unread('program.noNumber:', name).unread };
    });
  }

  return {
    read(name, staleAfterSeconds) {
      const mine = known.get(name) ?? { answer: { unknown: unread('program.notAsked:', name).unread }, askedAtMs: -Infinity, isRunning: false };
      known.set(name, mine);
      const now = nowMs();
      const everyMs = Math.max(runEveryLeastMs, (staleAfterSeconds * 1000) / 2);
      if (!mine.isRunning && (now - mine.askedAtMs >= everyMs || now < mine.askedAtMs)) run(name, mine);
      return 'value' in mine.answer && now - mine.answer.atMs > staleAfterSeconds * 1000 ? { unknown: unread('program.old:', name).unread } : mine.answer;
    },
  };
}
