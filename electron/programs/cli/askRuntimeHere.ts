import { join } from 'node:path';
import type { findAccelerator } from '../../services/broker/foundAccelerator.ts';
import { createNodeFork } from '../../services/broker/nodeFork.ts';
import { askRuntime, type AskedWorker, type RuntimeAnswer } from '../../services/devices/askRuntime.ts';
import { connectBridge } from '../../shared/bridgeKit.ts';
import { workerBridge } from '../../shared/workerBridge.ts';
import { ownKeyFolders } from './places.ts';

/**
 * What the runtime can use on this machine, asked in processes of their own: a driver may take one down. Needs no running Hearth.
 *
 * @param accelerator  libraries to open beside the runtime's own; null: none
 * @returns null where no worker lived to answer
 */
export async function askRuntimeHere(accelerator: ReturnType<typeof findAccelerator> = null): Promise<Omit<RuntimeAnswer<AskedWorker>, 'worker'> | null> {
  const fork = createNodeFork(join(import.meta.dirname, '..'), import.meta.filename.endsWith('.ts') ? 'ts' : 'js', () => {}, ownKeyFolders());
  const answered = await askRuntime(async (): Promise<AskedWorker> => {
    const worker = fork('worker', [], accelerator?.env ?? {}, accelerator ? [accelerator.folder] : []);
    return { client: connectBridge(workerBridge, worker.port), gone: worker.gone, kill: () => worker.kill() };
  }, () => {});
  void answered?.worker.kill('it has answered');
  return answered;
}
