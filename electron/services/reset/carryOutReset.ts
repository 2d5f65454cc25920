import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { resetParts, type ResetPart } from '../../shared/reset.ts';
import { isOfShell, readResetPlan } from './planReset.ts';

/** What is kept of a reset while it is under way: which parts, never which paths, so that nobody who writes this file deletes more than Hearth's own. */
const intentShape = z.strictObject({ format: z.literal('hearth-reset/1'), parts: z.array(z.enum(resetParts)).min(1), modelFolders: z.array(z.string().max(1000)).max(51) });
type Intent = z.infer<typeof intentShape>;

/** The list of model folders, which stands in the settings and yet is no app data. */
export type ModelFolderList = { read(dataFolder: string): readonly string[]; write(dataFolder: string, folders: readonly string[]): void };

const intentOf = (dataFolder: string): string => join(dataFolder, 'reset.json');
const trashOf = (dataFolder: string): string => join(dataFolder, '.reset');
const broken = (path: string, error: unknown): HearthError => new HearthError('storage.unreadable', { path, reason: (error as NodeJS.ErrnoException).code ?? 'unknown' }, error);

/** Notes that parts are to go; {@link finishReset} lets them go, now or at the next start. @throws storage.unreadable @effects disk */
export function beginReset(dataFolder: string, parts: readonly ResetPart[], modelFolders: readonly string[]): void {
  const intent: Intent = { format: 'hearth-reset/1', parts: [...parts], modelFolders: [...modelFolders] };
  const path = intentOf(dataFolder);
  try {
    const file = openSync(`${path}.new`, 'w', 0o600);
    try {
      writeFileSync(file, JSON.stringify(intent));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
  } catch (error) {
    throw broken(path, error);
  }
}

export type FinishOptions = {
  /** The window runs on this folder: what it holds open stays (its size, its caches). */
  readonly isShellOpen?: boolean;
  readonly rename?: typeof renameSync;
};

/**
 * Lets go what a reset named: all of it, or nothing. Everything is first moved aside within the folder, which a failure undoes; only then it is deleted.
 * A process that dies between finds the note at the next start and goes on. No program may run on the folder meanwhile.
 *
 * @returns what went; null: no reset was asked for
 * @throws storage.unreadable  something could not be moved; everything is where it was, and nothing is asked for any more
 * @effects disk
 */
export function finishReset(dataFolder: string, list: ModelFolderList, { isShellOpen = false, rename = renameSync }: FinishOptions = {}): readonly ResetPart[] | null {
  if (!existsSync(intentOf(dataFolder))) return null;
  const intent = readIntent(dataFolder);
  const plan = readResetPlan(dataFolder, intent.modelFolders);
  const paths = intent.parts.flatMap((part) => plan.parts[part].map(({ path }) => path)).filter((path) => !isShellOpen || !isOfShell(path));
  try {
    mkdirSync(trashOf(dataFolder), { recursive: true, mode: 0o700 });
    for (const path of paths) moveAside(dataFolder, path, rename);
  } catch (error) {
    moveBack(dataFolder);
    throw broken(dataFolder, error);
  }
  const isForgetting = intent.parts.includes('models');
  try {
    if (intent.modelFolders.length > 0 && (isForgetting || intent.parts.includes('app'))) list.write(dataFolder, isForgetting ? [] : intent.modelFolders);
    rmSync(trashOf(dataFolder), { recursive: true, force: true, maxRetries: 3 });
    for (const folder of ['shell', 'node']) if (existsSync(join(dataFolder, folder)) && readdirSync(join(dataFolder, folder)).length === 0) rmSync(join(dataFolder, folder), { recursive: true });
    rmSync(intentOf(dataFolder));
  } catch (error) {
    throw broken(trashOf(dataFolder), error);
  }
  return intent.parts;
}

/** A note that cannot be read asks for nothing. */
function readIntent(dataFolder: string): Intent {
  try {
    return intentShape.parse(JSON.parse(readFileSync(intentOf(dataFolder), 'utf8')));
  } catch (error) {
    throw new HearthError('storage.unreadable', { path: intentOf(dataFolder), reason: 'it is no note of a reset; delete it if you asked for none' }, error);
  }
}

function moveAside(dataFolder: string, path: string, rename: typeof renameSync): void {
  const aside = join(trashOf(dataFolder), encodeURIComponent(path));
  // Moved before a crash, and made anew since.
  if (existsSync(aside)) rmSync(aside, { recursive: true });
  rename(join(dataFolder, path), aside);
}

function moveBack(dataFolder: string): void {
  for (const name of existsSync(trashOf(dataFolder)) ? readdirSync(trashOf(dataFolder)) : []) {
    const place = join(dataFolder, decodeURIComponent(name));
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    renameSync(join(trashOf(dataFolder), name), place);
  }
  rmSync(trashOf(dataFolder), { recursive: true, force: true });
  rmSync(intentOf(dataFolder));
}
