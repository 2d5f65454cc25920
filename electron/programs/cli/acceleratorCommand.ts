import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatBytes } from '../../../renderer/format/numbers.ts';
import { acceleratorListShape, sizesOf, type Accelerator } from '../../services/accelerators/acceleratorList.ts';
import { installAccelerator, removeAccelerator } from '../../services/accelerators/installAccelerator.ts';
import { findAccelerator, findRuntime, readAcceleratorRuntime } from '../../services/broker/foundAccelerator.ts';
import { httpLimits, readBody, WholeOnly, type BodyRequest } from '../../services/models/download/httpBody.ts';
import { HearthError } from '../../shared/errors.ts';
import { formatTable, usage, type Output } from './output.ts';
import { projectFolder } from './places.ts';
import { readGiven } from './readGiven.ts';

export type AcceleratorOptions = { readonly id?: string; readonly isRemoved: boolean; readonly listFile?: string };

const retryMs = 1000;
const programsFolder = join(import.meta.dirname, '..');

/**
 * What this Hearth may fetch, and what is there. Needs no running Hearth: the next start finds it. Gives the exit code.
 * @throws usage.invalid · download.* · storage.* @effects disk, network
 */
export async function runAccelerator(dataFolder: string, { id, isRemoved, listFile }: AcceleratorOptions, output: Output): Promise<number> {
  const listed = readList(listFile);
  if (id === undefined) {
    if (isRemoved) throw usage('which one is to be removed? hearth accelerator cuda --remove');
    showAccelerators(dataFolder, listed, output);
    return 0;
  }
  if (id !== 'cuda') throw usage(`there is no accelerator ${id}, only cuda`);
  if (isRemoved) {
    const wasThere = removeAccelerator(id, dataFolder);
    output.result({ id, isInstalled: false, wasThere }, wasThere ? `${id} is removed. A Hearth that runs uses it until it is started again.` : `${id} was not installed.`);
    return 0;
  }
  const system = `${process.platform}-${process.arch}`;
  const runtime = findRuntime(programsFolder);
  const accelerator = listed.find((one) => one.id === id && one.system === system && one.runtime === runtime?.version);
  if (!runtime || !accelerator) throw usage(whyNone(listed, system, runtime?.version ?? null));
  if (findAccelerator(dataFolder, programsFolder) !== null) {
    output.result({ id, isInstalled: true }, `${id} is installed already.`);
    return 0;
  }
  const { fetchedBytes, diskBytes } = sizesOf(accelerator);
  output.say(`${formatBytes(fetchedBytes)} are fetched, ${formatBytes(diskBytes)} of the disk are taken. What comes stays here when this ends early.`);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  try {
    await installAccelerator(accelerator, dataFolder, runtime.folder, {
      readPart, retryMs, onProgress: (library, done, all) => output.progress(`${library}: ${formatBytes(done)} of ${formatBytes(all)}`),
    }, stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    output.say('Ended. The same command goes on where it was; --remove takes away what came.');
    return 130;
  }
  output.result({ id, isInstalled: true, libraries: accelerator.libraries.length, diskBytes }, `${id} is installed: ${accelerator.libraries.length} libraries, each as it was listed. Start Hearth again; hearth devices says whether cards compute with it.`);
  return 0;
}

function readList(file: string | undefined): readonly Accelerator[] {
  const path = file ?? join(projectFolder, 'assets', 'accelerators.json');
  if (file === undefined && !existsSync(path)) return [];
  let raw: unknown;
  try {
    raw = JSON.parse(file === undefined ? readFileSync(path, 'utf8') : readGiven(path));
  } catch (error) {
    if (error instanceof HearthError) throw error;
    throw usage(`${path} is no list of accelerators: it is no JSON`);
  }
  const parsed = acceleratorListShape.safeParse(raw);
  if (!parsed.success) throw usage(`${path} is no list of accelerators: ${parsed.error.issues[0]!.path.join('.')}: ${parsed.error.issues[0]!.message}`);
  return parsed.data.accelerators;
}

function whyNone(listed: readonly Accelerator[], system: string, runtime: string | null): string {
  if (listed.length === 0) return 'this Hearth was built without a list of accelerators; releases have one (docs/rig.md says how to make it)';
  const others = listed.map((one) => `${one.id} for ${one.system} and runtime ${one.runtime}`).join('; ');
  return `none is listed for ${system} and runtime ${runtime ?? 'unknown'}, only ${others}`;
}

function showAccelerators(dataFolder: string, listed: readonly Accelerator[], output: Output): void {
  const isInstalled = findAccelerator(dataFolder, programsFolder) !== null;
  const rows = listed.map((one) => [one.id, one.system, one.runtime, formatBytes(sizesOf(one).fetchedBytes), formatBytes(sizesOf(one).diskBytes)]);
  const unusedFor = isInstalled ? null : readAcceleratorRuntime(dataFolder);
  output.result({ unusedFor, installed: isInstalled ? ['cuda'] : [], listed: listed.map((one) => ({ ...one, libraries: one.libraries.map(({ name }) => name), ...sizesOf(one) })) }, [
    isInstalled ? 'cuda is installed.' : unusedFor === null ? 'No accelerator is installed.' : `cuda is here for runtime ${unusedFor}, which this Hearth does not use: hearth accelerator cuda takes the fitting one in its place, --remove takes it away.`,
    listed.length === 0 ? `None can be fetched: ${whyNone([], '', null)}.` : formatTable([['name', 'system', 'runtime', 'fetched', 'on the disk'], ...rows]),
  ].join('\n'));
}

async function* readPart(url: URL, part: NonNullable<BodyRequest['part']>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* readBody({ url, limits: httpLimits, signal, part, limitBytes: part.sizeBytes, isExact: true, take: () => Promise.resolve() });
  } catch (error) {
    if (error instanceof WholeOnly) throw new HearthError('download.wrongLength', { url: url.href.slice(0, 300), expectedBytes: part.to - part.from, found: 'the whole archive' }, error);
    throw error;
  }
}
