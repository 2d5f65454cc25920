import { isAbsolute, resolve } from 'node:path';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { modelReasons, refusals } from '../../shared/saidReasons.ts';
import type { Gives } from '../../shared/bridgeKit.ts';
import type { workerBridge } from '../../shared/workerBridge.ts';
import type { Launch } from './deviceSide.ts';

/**
 * What a folder holds, told by a worker that opened it and ran nothing.
 *
 * @throws usage.invalid · model.* · worker.lost @effects process: one worker, gone at the end
 */
export async function inspectFolder(folder: string, start: Launch | undefined): Promise<{ readonly path: string; readonly told: Gives<typeof workerBridge, 'inspect'> }> {
  if (!isAbsolute(folder)) throw new HearthError('usage.invalid', { reason: refusals.wholePath });
  const path = resolve(folder);
  if (!start) throw new HearthError('usage.invalid', { reason: refusals.starting });
  const worker = await start(path);
  try {
    return { path, told: await Promise.race([worker.client.ask('inspect', { folder: path }), worker.gone.then((how) => Promise.reject(new HearthError('worker.lost', { signal: how })))]) };
  } catch (error) {
    // Whoever points at a folder that holds no model has nothing to install again.
    if (isHearthError(error, 'model.unreadable') && error.about.file === 'manifest.json' && error.about.reason === modelReasons.missing) throw new HearthError('model.notFound', { folder: path }, error);
    throw error;
  } finally {
    await worker.kill('the folder was looked at');
  }
}
