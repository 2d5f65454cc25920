import { existsSync, readFileSync } from 'node:fs';
import { formatBytes } from '../../../renderer/format/numbers.ts';
import { sizesOf, type Accelerator } from '../../services/accelerators/acceleratorList.ts';
import { installAccelerator, removeAccelerator } from '../../services/accelerators/installAccelerator.ts';
import { findAccelerator, findRuntime, readAcceleratorRuntime } from '../../services/broker/foundAccelerator.ts';
import { parseList, readPart, retryMs, shippedList, workerFolder } from '../accelerators/listedAccelerator.ts';
import { usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { readGiven } from './readGiven.ts';

export type AcceleratorOptions = { readonly id?: string; readonly isRemoved: boolean; readonly listFile?: string };

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
  const runtime = findRuntime(workerFolder);
  const accelerator = listed.find((one) => one.id === id && one.system === system && one.runtime === runtime?.version);
  if (!runtime || !accelerator) throw usage(whyNone(listed, system, runtime?.version ?? null));
  if (findAccelerator(dataFolder, workerFolder) !== null) {
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
  const path = file ?? shippedList;
  if (file === undefined && !existsSync(path)) return [];
  const list = parseList(file === undefined ? readFileSync(path, 'utf8') : readGiven(path));
  if ('problem' in list) throw usage(`${path} is no list of accelerators: ${list.problem}`);
  return list;
}

function whyNone(listed: readonly Accelerator[], system: string, runtime: string | null): string {
  if (listed.length === 0) return 'this Hearth was built without a list of accelerators; releases have one (docs/rig.md says how to make it)';
  const others = listed.map((one) => `${one.id} for ${one.system} and runtime ${one.runtime}`).join('; ');
  return `none is listed for ${system} and runtime ${runtime ?? 'unknown'}, only ${others}`;
}

function showAccelerators(dataFolder: string, listed: readonly Accelerator[], output: Output): void {
  const isInstalled = findAccelerator(dataFolder, workerFolder) !== null;
  const rows = listed.map((one) => [one.id, one.system, one.runtime, formatBytes(sizesOf(one).fetchedBytes), formatBytes(sizesOf(one).diskBytes)]);
  const unusedFor = isInstalled ? null : readAcceleratorRuntime(dataFolder);
  output.result({ unusedFor, installed: isInstalled ? ['cuda'] : [], listed: listed.map((one) => ({ ...one, libraries: one.libraries.map(({ name }) => name), ...sizesOf(one) })) }, [
    isInstalled ? 'cuda is installed.' : unusedFor === null ? 'No accelerator is installed.' : `cuda is here for runtime ${unusedFor}, which this Hearth does not use: hearth accelerator cuda takes the fitting one in its place, --remove takes it away.`,
    listed.length === 0 ? `None can be fetched: ${whyNone([], '', null)}.` : formatTable([['name', 'system', 'runtime', 'fetched', 'on the disk'], ...rows]),
  ].join('\n'));
}
