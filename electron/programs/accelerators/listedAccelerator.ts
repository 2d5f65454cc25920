import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceleratorListShape, type Accelerator } from '../../services/accelerators/acceleratorList.ts';
import { findRuntime } from '../../services/broker/foundAccelerator.ts';
import { httpLimits, readBody, WholeOnly, type BodyRequest } from '../../services/models/download/httpBody.ts';
import type { AcceleratorView } from '../../shared/accelerators.ts';
import { HearthError } from '../../shared/errors.ts';

/** Where the worker's program lies, whose runtime an accelerator has to fit. */
export const workerFolder = join(import.meta.dirname, '..');
/** The list that is part of a release; a build from source has none. */
export const shippedList = join(import.meta.dirname, '../../..', 'assets', 'accelerators.json');
/** Between two tries of a part, ms, doubled with each failure in a row. */
export const retryMs = 1000;

/** A list of accelerators, or what is wrong with it. Pure. */
export function parseList(text: string): readonly Accelerator[] | { readonly problem: string } {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { problem: 'it is no JSON' };
  }
  const parsed = acceleratorListShape.safeParse(raw);
  return parsed.success ? parsed.data.accelerators : { problem: `${parsed.error.issues[0]!.path.join('.')}: ${parsed.error.issues[0]!.message}` };
}

/** What the release lists; nothing where there is no list, or one of another form. @effects disk */
export function readShippedList(path = shippedList): readonly Accelerator[] {
  if (!existsSync(path)) return [];
  const list = parseList(readFileSync(path, 'utf8'));
  return 'problem' in list ? [] : list;
}

export type Fitting = { readonly accelerator: Accelerator; readonly runtimeFolder: string } | { readonly why: NonNullable<AcceleratorView['why']> };

/** The one that is listed for this system and this runtime. */
export function findFitting(listed: readonly Accelerator[], id: Accelerator['id'], system = `${process.platform}-${process.arch}`): Fitting {
  if (!system.startsWith('linux-')) return { why: 'notNeeded' };
  if (listed.length === 0) return { why: 'noList' };
  const here = listed.filter((one) => one.id === id && one.system === system);
  const runtime = findRuntime(workerFolder);
  const accelerator = here.find((one) => one.runtime === runtime?.version);
  return here.length === 0 ? { why: 'otherSystem' } : !accelerator || !runtime ? { why: 'otherVersion' } : { accelerator, runtimeFolder: runtime.folder };
}

/** Bytes of a library, as they come. @throws download.* @effects network */
export async function* readPart(url: URL, part: NonNullable<BodyRequest['part']>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* readBody({ url, limits: httpLimits, signal, part, limitBytes: part.sizeBytes, isExact: true, take: () => Promise.resolve() });
  } catch (error) {
    if (error instanceof WholeOnly) throw new HearthError('download.wrongLength', { url: url.href.slice(0, 300), expectedBytes: part.to - part.from, found: 'the whole archive' }, error);
    throw error;
  }
}
