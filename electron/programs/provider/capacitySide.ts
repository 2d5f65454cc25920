import type { JobRequest } from '../../protocol/messages.ts';
import type { Job } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import { estimateSeconds, fitsMemory, type DeviceView } from '../../services/jobs/planJobs.ts';
import { classOf, type RunnerDevice, type RunnerModel } from '../../services/jobs/runner.ts';
import type { DeviceReading } from '../../shared/readings.ts';
import type { DeviceSide } from './deviceSide.ts';
import type { ModelSide } from './modelSide.ts';
import type { ProviderParts } from './providerParts.ts';

export type CapacitySide = {
  /** Numeric classes in which devices that are on run a model. */
  classIdsOf(modelId: string): ReadonlySet<number>;
  /** Seconds the order needs on the quickest device that may run it, and what waits before it; null: not measured. */
  estimate(request: JobRequest): { readonly jobSeconds: number | null; readonly queueSeconds: number };
  /** Whether a job's model has room on a device now. */
  hasRoom(job: Pick<Job, 'request'>, device: RunnerDevice): boolean;
};

/** Which device can do what, how soon, and where a model has room. */
export function createCapacitySide({ devices, models, benchmarks, readings, journal }: {
  readonly devices: DeviceSide; readonly models: ModelSide; readonly benchmarks: () => ProviderParts['benchmarks']; readonly readings: () => readonly DeviceReading[]; readonly journal: Journal;
}): CapacitySide {
  /** What is known of a device when it looks for its next job. */
  function viewOf({ deviceId, worker }: RunnerDevice): DeviceView {
    const memory = readings().find((reading) => reading.deviceId === deviceId)?.memory;
    return {
      speedOf: (modelId) => benchmarks()?.latest(deviceId)?.speeds.find((speed) => speed.modelId === modelId) ?? null, isLoaded: worker.isLoaded,
      freeBytes: memory && 'value' in memory ? memory.value.freeBytes : null,
    };
  }
  const sizeOf = (modelId: string): number => models.models.find((model) => model.modelId === modelId)?.sizeBytes ?? 0;

  /** A device whose 8-bit products are known not to be exact with a model's weights takes it not, if it is one of the exact tier. */
  function mayRun(deviceId: string, { isExact, weightBits }: RunnerModel): boolean {
    const needed = weightBits === 7 ? 'sevenBits' : 'integers';
    return !isExact || benchmarks()?.latest(deviceId)?.checks.find(({ name }) => name === needed)?.state !== 'failed';
  }

  return {
    classIdsOf(modelId) {
      const model = models.runnerModels.get(modelId);
      return new Set(model ? devices.runnerDevices.filter((device) => device.isEnabled() && mayRun(device.deviceId, model) && fitsMemory(sizeOf(modelId), devices.factsOf(device.deviceId)?.memoryBytes ?? null)).map(({ executionProvider }) => classOf(executionProvider, model.isExact)) : []);
    },
    estimate(request) {
      const able = devices.runnerDevices.filter((device) => device.isEnabled() && models.runnerModels.has(request.order.modelId) && classOf(device.executionProvider, models.runnerModels.get(request.order.modelId)!.isExact) === request.classId);
      const quickest = (asked: Pick<Job, 'request'>): number | null => {
        const known = able.map((device) => estimateSeconds(asked, viewOf(device)));
        return known.length === 0 || known.includes(null) ? null : Math.min(...known.map((seconds) => seconds!));
      };
      const waiting = journal.live().filter(({ result }) => !result).reduce((sum, job) => sum + (quickest(job) ?? 0), 0);
      return { jobSeconds: quickest({ request }), queueSeconds: able.length > 0 ? waiting / able.length : 0 };
    },
    hasRoom: ({ request: { order } }, device) => device.worker.isLoaded(order.modelId) || fitsMemory(sizeOf(order.modelId), viewOf(device).freeBytes),
  };
}
