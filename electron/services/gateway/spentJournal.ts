import { closeSync, existsSync, fdatasyncSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { weiShape } from '../../shared/units.ts';

/** Tokens, or items of a classifier, that receipts stand for. */
export const modelUsageShape = z.strictObject({ answers: z.number().int().min(0), unitsIn: z.number().int().min(0), unitsOut: z.number().int().min(0), spentWei: weiShape });
/** What a key has used: money, requests, and what was bought by the model's name. */
export type Spent = { readonly spentWei: bigint; readonly requests: number; readonly models: Readonly<Record<string, z.output<typeof modelUsageShape>>> };

/** One line: a key by the first half of its hash, and what is added. */
const entryShape = z.strictObject({ key: z.string().regex(/^[0-9a-f]{32}$/), wei: weiShape.optional(), requests: z.literal(1).optional(), bought: modelUsageShape.extend({ model: z.string().max(200) }).optional() });
export type SpentEntry = z.output<typeof entryShape>;

export type SpentJournal = {
  /** Adds a line. `durable`: it is on the disk when this returns. @throws storage.diskFull */
  append(entry: SpentEntry, durability: 'durable' | 'later'): void;
  readonly lines: number;
  close(): void;
};

const fileOf = (folder: string, number: number): string => join(folder, `spent-${number}.jsonl`);

/** Numbers of the journals that are there, ascending. */
export function journalNumbers(folder: string): readonly number[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => /^spent-(\d{1,9})\.jsonl$/.exec(name)?.[1] ?? []).map(Number).sort((a, b) => a - b);
}

/** What all journals after a number add, by key. A line that is not whole was not paid for: what is paid is written first. @throws storage.unreadable */
export function readSpent(folder: string, after: number): { readonly sums: Map<string, Spent>; readonly lines: number } {
  const sums = new Map<string, Spent>();
  let lines = 0;
  for (const number of journalNumbers(folder)) {
    if (number <= after) continue;
    for (const line of readText(fileOf(folder, number)).split('\n')) {
      const entry = parseLine(line);
      if (!entry) continue;
      lines++;
      sums.set(entry.key, addSpent(sums.get(entry.key) ?? nothingSpent, entry));
    }
  }
  return { sums, lines };
}

export const nothingSpent: Spent = { spentWei: 0n, requests: 0, models: {} };
const noUsage = { answers: 0, unitsIn: 0, unitsOut: 0, spentWei: 0n };

/** Pure. */
export function addSpent(before: Spent, { wei, requests, bought }: Omit<SpentEntry, 'key'>): Spent {
  const sum = { spentWei: before.spentWei + (wei ?? 0n), requests: before.requests + (requests ?? 0), models: before.models };
  if (!bought) return sum;
  const { model, ...more } = bought;
  return { ...sum, models: { ...before.models, [model]: addUsage(Object.hasOwn(before.models, model) ? before.models[model]! : noUsage, more) } };
}
/** Pure. */
export function joinSpent(a: Spent, b: Spent): Spent {
  const models = { ...a.models };
  for (const [model, usage] of Object.entries(b.models)) models[model] = addUsage(Object.hasOwn(models, model) ? models[model]! : noUsage, usage);
  return { spentWei: a.spentWei + b.spentWei, requests: a.requests + b.requests, models };
}
type Usage = z.output<typeof modelUsageShape>;
const addUsage = (a: Usage, b: Usage): Usage => ({ answers: a.answers + b.answers, unitsIn: a.unitsIn + b.unitsIn, unitsOut: a.unitsOut + b.unitsOut, spentWei: a.spentWei + b.spentWei });

/** Opens one for writing; a gateway alone does, which holds its folder. @effects disk @throws storage.unreadable · storage.diskFull */
export function openSpentJournal(folder: string, number: number): SpentJournal {
  const path = fileOf(folder, number);
  return guarded(path, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const isNew = !existsSync(path);
    const before = isNew ? '' : readText(path);
    const file = openSync(path, 'a', 0o600);
    // A line cut off by a power cut must not take the next one with it.
    if (before !== '' && !before.endsWith('\n')) writeSync(file, '\n');
    if (isNew) syncFolder(folder);
    let lines = before.split('\n').length - 1;
    return {
      append: (entry, durability) => guarded(path, () => {
        writeSync(file, `${JSON.stringify(z.encode(entryShape, entry))}\n`);
        if (durability === 'durable') fdatasyncSync(file);
        lines++;
      }),
      get lines() {
        return lines;
      },
      close: () => closeSync(file),
    };
  });
}

/** Takes journals away that are counted elsewhere by now. @effects disk */
export function dropJournals(folder: string, upTo: number): void {
  for (const number of journalNumbers(folder)) if (number <= upTo) rmSync(fileOf(folder, number), { force: true });
}

function parseLine(line: string): SpentEntry | null {
  try {
    const parsed = entryShape.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new HearthError('storage.unreadable', { path, reason: reasonOf(error) }, error);
  }
}
/** A new name is on the disk once its folder is. Windows opens no folders, and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw reasonOf(error) === 'ENOSPC' ? new HearthError('storage.diskFull', { path }, error) : error;
  }
}
const reasonOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
