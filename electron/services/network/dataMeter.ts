import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { dataLimitNames, isOfMonth, type DataLimitName, type DataLimits, type DataUsage, type ReachedLimit } from '../../shared/dataLimits.ts';
import { safeUintShape } from '../../shared/units.ts';

export type Direction = 'sent' | 'received';

/** Counts what goes over the owner's line, by the calendar of this machine, over restarts. */
export type DataMeter = {
  add(direction: Direction, bytes: number): void;
  usage(): DataUsage;
  /** Writes what was counted since the last time. */
  keep(): void;
};

const dayShape = z.strictObject({ sent: safeUintShape, received: safeUintShape });
const fileShape = z.strictObject({ format: z.literal('hearth-data-usage/1'), days: z.record(z.string().regex(/^\d{4}-\d{2}-\d{2}$/), dayShape) });
type Days = Record<string, { sent: number; received: number }>;

/** A month, and the one before for whoever looks at the file. */
const daysKept = 62;

/** @param path  a file of its own: the line is the machine's, whichever network it is on @effects disk */
export function openDataMeter({ path, nowMs, onProblem }: { readonly path: string; readonly nowMs: () => number; readonly onProblem: (error: unknown) => void }): DataMeter {
  const days = readDays(path, onProblem);
  let isChanged = false;
  return {
    add(direction, bytes) {
      const day = (days[dayOf(nowMs())] ??= { sent: 0, received: 0 });
      day[direction] += bytes;
      isChanged = true;
    },
    usage() {
      const today = dayOf(nowMs());
      const month = Object.entries(days).filter(([day]) => day.slice(0, 7) === today.slice(0, 7)).map(([, counted]) => counted);
      const sum = (direction: Direction): number => month.reduce((total, counted) => total + counted[direction], 0);
      return { sentDay: days[today]?.sent ?? 0, sentMonth: sum('sent'), receivedDay: days[today]?.received ?? 0, receivedMonth: sum('received') };
    },
    keep() {
      if (!isChanged) return;
      isChanged = false;
      for (const day of Object.keys(days).sort().slice(0, -daysKept)) delete days[day];
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        writeFileSync(`${path}.new`, `${JSON.stringify({ format: 'hearth-data-usage/1', days }, null, 1)}\n`, { mode: 0o600 });
        renameSync(`${path}.new`, path);
      } catch (error) {
        isChanged = true;
        onProblem(error);
      }
    },
  };
}

function readDays(path: string, onProblem: (error: unknown) => void): Days {
  try {
    return fileShape.parse(JSON.parse(readFileSync(path, 'utf8'))).days;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onProblem(error);
    return {};
  }
}

/** The day of this machine's calendar, as YYYY-MM-DD. */
export function dayOf(atMs: number): string {
  const at = new Date(atMs);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
}

/** From this part of a limit its owner is told. */
const nearShare = 0.8;

/** Of the limits that are reached, the one that lasts longest; null: none is. Pure. */
export function decideReached(limits: DataLimits, usage: DataUsage): ReachedLimit | null {
  const reached = dataLimitNames.filter((name) => limits[name] !== null && usage[name] >= limits[name]);
  const name = reached.find(isOfMonth) ?? reached[0];
  return name === undefined ? null : { name, limitBytes: limits[name]! };
}

/** Limits of which four fifths are used and not yet all. Pure. */
export const decideNear = (limits: DataLimits, usage: DataUsage): readonly DataLimitName[] => dataLimitNames.filter((name) => {
  const limit = limits[name];
  return limit !== null && usage[name] < limit && usage[name] >= limit * nearShare;
});
