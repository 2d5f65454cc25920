import type { ModelSpeed } from '../../shared/benchmark.ts';
import type { Job } from './job.ts';

/** What a device is known to do; null where it was not measured. */
export type DeviceView = {
  readonly speedOf: (modelId: string) => ModelSpeed | null;
  readonly isLoaded: (modelId: string) => boolean;
  /** null: the device does not say. */
  readonly freeBytes: number | null;
};

/** Weights are not all that a run needs: room for its cache and the runtime's own buffers, from the bundled models and common decoders. */
const memoryShare = 1.2;
/** Pure. Unknown memory fits: nobody is refused for what a driver does not tell. */
export const fitsMemory = (sizeBytes: number, freeBytes: number | null): boolean => freeBytes === null || sizeBytes * memoryShare <= freeBytes;

/** Seconds a job takes on a device at most, the load of its model included where that is not in memory; null: the device was not measured with this model. Pure. */
export function estimateSeconds({ request }: Pick<Job, 'request'>, device: Pick<DeviceView, 'speedOf' | 'isLoaded'>): number | null {
  const { modelId } = request.order;
  const speed = device.speedOf(modelId);
  if (!speed) return null;
  const loadSeconds = device.isLoaded(modelId) ? 0 : speed.loadMs / 1000;
  if (request.input.kind === 'embed') return speed.prefillPerSecond ? loadSeconds + request.input.inputTokens.length / speed.prefillPerSecond : null;
  if (request.input.kind === 'classify') return speed.itemsPerSecond ? loadSeconds + 1 / speed.itemsPerSecond : null;
  if (!speed.prefillPerSecond || !speed.decodePerSecond) return null;
  return loadSeconds + request.input.promptTokens.length / speed.prefillPerSecond + request.input.decode.maxNewTokens / speed.decodePerSecond;
}

/** Others' jobs may stop early, and a device may run several at once: only what is surely in the way is counted against an order. */
const queueShare = 0.1;

/**
 * Whether an order could not be done in time here: seconds it needs, the queue before it included, and seconds left; null: it can, or nobody knows. Pure.
 *
 * @param jobSeconds    on the quickest device that may run it; null: not measured
 * @param queueSeconds  what waits before it, shared by the devices
 */
export function findTooLate(jobSeconds: number | null, queueSeconds: number, leftSeconds: number): { readonly neededSeconds: number; readonly leftSeconds: number } | null {
  if (jobSeconds === null) return null;
  const neededSeconds = Math.ceil(jobSeconds + queueSeconds * queueShare);
  return neededSeconds > leftSeconds ? { neededSeconds, leftSeconds } : null;
}
