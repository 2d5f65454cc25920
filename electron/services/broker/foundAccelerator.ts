import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What a worker needs so that its runtime finds the accelerator's libraries. */
export type FoundAccelerator = { readonly env: Readonly<Record<string, string>>; readonly folder: string };

/** The runtime that workers load, on Linux: its version and the folder of its own library. @param programsFolder  of the worker @returns  null: there is none here */
export function findRuntime(programsFolder: string): { readonly version: string; readonly folder: string } | null {
  try {
    const manifest = createRequire(join(programsFolder, 'worker.js')).resolve('onnxruntime-node/package.json');
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    const folder = join(dirname(manifest).replace(/app\.asar(?=[/\\])/, 'app.asar.unpacked'), 'bin', 'napi-v6', process.platform, process.arch);
    return existsSync(folder) ? { version, folder } : null;
  } catch {
    return null;
  }
}

/**
 * The accelerator that was installed for this runtime (`hearth accelerator`): a folder with a copy of the runtime and its maker's libraries. The system's loader takes libraries from there before those beside the
 * program (LD_LIBRARY_PATH comes before RUNPATH, ld.so(8)), and the runtime looks for more of them where it was loaded from. One of another runtime is left alone: the two would not fit.
 */
export function findAccelerator(dataFolder: string, programsFolder: string, environment: NodeJS.ProcessEnv = process.env): FoundAccelerator | null {
  const runtime = process.platform === 'linux' ? findRuntime(programsFolder) : null;
  const folder = join(dataFolder, 'accelerators', 'cuda');
  if (runtime === null || readRuntimeOf(folder) !== runtime.version || !isSameLibrary(folder, runtime.folder)) return null;
  return { folder, env: { LD_LIBRARY_PATH: [folder, environment['LD_LIBRARY_PATH']].filter(Boolean).join(':') } };
}

/** Which runtime the accelerator in the data folder is for, whether this Hearth uses it or not; null: there is none. */
export const readAcceleratorRuntime = (dataFolder: string): string | null => readRuntimeOf(join(dataFolder, 'accelerators', 'cuda'));

function readRuntimeOf(folder: string): string | null {
  try {
    return (JSON.parse(readFileSync(join(folder, 'accelerator.json'), 'utf8')) as { runtime: string }).runtime;
  } catch {
    return null;
  }
}
function isSameLibrary(one: string, other: string): boolean {
  const sizes = [one, other].map((folder) => statSync(join(folder, 'libonnxruntime.so.1'), { throwIfNoEntry: false })?.size);
  return sizes[0] !== undefined && sizes[0] === sizes[1];
}
