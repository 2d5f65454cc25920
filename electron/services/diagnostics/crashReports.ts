import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Characters of one text. */
const textLimit = 4000;

/** What is kept of a program that ended by itself: how, after how long, and what was logged before, scrubbed. No memory is dumped anywhere: it would hold keys. */
const crashShape = z.strictObject({
  format: z.literal('hearth-crash/1'),
  atMs: z.int(),
  program: z.string().max(40),
  /** A signal's name, "exit N", or the error's own words. */
  how: z.string().max(textLimit),
  /** Since its start; null: not known. */
  ranSeconds: z.number().nullable(),
  version: z.string().max(40),
  node: z.string().max(40),
  platform: z.string().max(40),
  /** The newest lines of the log before it, oldest first. */
  lines: z.array(z.string().max(textLimit)).max(100),
});
export type CrashReport = z.infer<typeof crashShape>;

/** So many are kept; the oldest goes first. A program that dies each ten seconds fills no disk. */
const keptCount = 20;
const lineCount = 60;
const folderOf = (dataFolder: string): string => join(dataFolder, 'crashes');
/** Sorted by name they are sorted by time. */
const namePattern = /^\d{4}-\d\d-\d\dT[\d-]+Z-[a-zA-Z]+\.json$/;

export type CrashFacts = { readonly program: string; readonly how: string; readonly ranSeconds: number | null };

/**
 * Writes a report of each program that ended by itself into the data folder, and nowhere else.
 *
 * @param scrub  takes out of a text what names this machine, its owner or an account
 * @returns the file; null: the disk did not take it, which must stop nothing
 */
export function createCrashReports({ dataFolder, version, scrub, nowMs }: { readonly dataFolder: string; readonly version: string; readonly scrub: (text: string) => string; readonly nowMs: () => number }): (facts: CrashFacts, lines: readonly string[]) => string | null {
  // Scrubbing a line of megabytes would hold the host up.
  const clean = (text: string): string => scrub(text.slice(0, 2 * textLimit)).slice(0, textLimit);
  return ({ program, how, ranSeconds }, lines) => {
    const atMs = nowMs();
    const report: CrashReport = {
      format: 'hearth-crash/1', atMs, program, how: clean(how), ranSeconds, version, node: process.versions.node, platform: `${process.platform}-${process.arch}`,
      lines: lines.slice(-lineCount).map(clean),
    };
    const folder = folderOf(dataFolder);
    const path = join(folder, `${new Date(atMs).toISOString().replaceAll(/[:.]/g, '-')}-${program}.json`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(`${path}.new`, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${path}.new`, path);
      for (const old of names(folder).slice(0, -keptCount)) rmSync(join(folder, old), { force: true });
      return path;
    } catch {
      return null;
    }
  };
}

const names = (folder: string): string[] => readdirSync(folder).filter((name) => namePattern.test(name)).toSorted();

/** The newest reports, newest first; what is none is left out. */
export function readCrashReports(dataFolder: string, count: number): CrashReport[] {
  try {
    return names(folderOf(dataFolder)).toReversed().slice(0, count).flatMap((name) => {
      try {
        const parsed = crashShape.safeParse(JSON.parse(readFileSync(join(folderOf(dataFolder), name), 'utf8')));
        return parsed.success ? [parsed.data] : [];
      } catch {
        return [];
      }
    });
  } catch {
    // Nothing has crashed yet.
    return [];
  }
}
