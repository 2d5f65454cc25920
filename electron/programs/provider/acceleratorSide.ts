import type { Accelerator } from '../../services/accelerators/acceleratorList.ts';
import { sizesOf } from '../../services/accelerators/acceleratorList.ts';
import { hasUnfinished, installAccelerator, removeAccelerator } from '../../services/accelerators/installAccelerator.ts';
import { findAccelerator, readAcceleratorRuntime } from '../../services/broker/foundAccelerator.ts';
import { toStorageError } from '../../services/storage/database.ts';
import type { acceleratorCommands, AcceleratorView } from '../../shared/accelerators.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { HearthError, isHearthError, type Failure } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { findFitting, readPart, readShippedList, retryMs, workerFolder } from '../accelerators/listedAccelerator.ts';

export type AcceleratorHandlers = Pick<Handlers<PageBridge>, keyof typeof acceleratorCommands>;
type Dependencies = { readonly dataFolder: string; readonly listed?: () => readonly Accelerator[]; readonly onProblem: (error: unknown, where: string) => void };
type Try = { readonly stop: AbortController; done: number; total: number | null };

const id = 'cuda';

/** What `hearth accelerator` does, from the page: the same list, the same bytes, the same folder. A try goes on where an earlier one ended, whoever began it. */
export function createAcceleratorSide({ dataFolder, listed = readShippedList, onProblem }: Dependencies): AcceleratorHandlers {
  const isInstalled = (): boolean => findAccelerator(dataFolder, workerFolder) !== null;
  // Devices are asked what they can do when Hearth starts.
  const wasInstalled = isInstalled();
  let under: Try | null = null;
  let failure: Failure | null = null;

  function view(): AcceleratorView {
    const fitting = findFitting(listed(), id);
    const sizes = 'accelerator' in fitting ? sizesOf(fitting.accelerator) : { fetchedBytes: null, diskBytes: null };
    const has = isInstalled();
    const state = under ? 'fetching' : has ? 'installed' : failure ? 'failed' : readAcceleratorRuntime(dataFolder) !== null ? 'otherRuntime' : hasUnfinished(id, dataFolder) ? 'stopped' : 'why' in fitting ? 'none' : 'absent';
    return { state, why: 'why' in fitting ? fitting.why : null, ...sizes, doneBytes: under?.done ?? null, totalBytes: under?.total ?? null, failure: state === 'failed' ? failure : null, needsRestart: has !== wasInstalled };
  }

  async function fetch(fitting: Extract<ReturnType<typeof findFitting>, { accelerator: unknown }>, mine: Try): Promise<void> {
    try {
      await installAccelerator(fitting.accelerator, dataFolder, fitting.runtimeFolder, {
        readPart, retryMs, onProgress: (_library, done, total) => Object.assign(mine, { done, total }),
      }, mine.stop.signal);
    } catch (error) {
      if (mine.stop.signal.aborted) return;
      onProblem(error, `accelerator ${id}`);
      failure = isHearthError(error) ? error.toFailure() : { code: 'internal', about: { incident: 'accelerator' } };
    } finally {
      if (under === mine) under = null;
    }
  }

  return {
    readAccelerator: view,
    fetchAccelerator() {
      const fitting = findFitting(listed(), id);
      if ('why' in fitting) throw new HearthError('usage.invalid', { reason: refusals.noAccelerator });
      if (under || isInstalled()) throw new HearthError('usage.invalid', { reason: under ? refusals.acceleratorUnderWay : refusals.acceleratorHere });
      failure = null;
      under = { stop: new AbortController(), done: 0, total: null };
      void fetch(fitting, under);
      return {};
    },
    stopAccelerator() {
      under?.stop.abort();
      return {};
    },
    removeAccelerator() {
      if (under) throw new HearthError('usage.invalid', { reason: refusals.acceleratorUnderWay });
      failure = null;
      try {
        removeAccelerator(id, dataFolder);
      } catch (error) {
        throw toStorageError(error, dataFolder);
      }
      return {};
    },
  };
}
