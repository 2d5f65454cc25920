import type { Energy } from '../../services/earnings/energy.ts';
import { createJobMeter } from '../../services/earnings/jobMeter.ts';
import type { JobEventKind } from '../../services/jobs/jobEvents.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { Carried } from '../../services/network/frameStream.ts';
import type { Recording } from '../../services/rules/recording.ts';
import type { DeviceReading } from '../../shared/readings.ts';

export type JobMeterSide = {
  /** Follows jobs as the journal takes them. */
  jobEvent(kind: JobEventKind, jobId: string): void;
  /** Takes what the devices said at the last look at signals. */
  look(): void;
  carried(jobId: string, carried: Carried): void;
};

const endings: ReadonlySet<JobEventKind> = new Set(['signing', 'workerLost', 'gaveBack', 'failed', 'cancelled']);

/** Keeps what each job took of its device and of the network. A machine without a meter keeps nothing of it, which reads as unknown. */
export function createJobMeterSide({ journal, recording, readings, nowMs, measure }: {
  readonly journal: () => Journal; readonly recording: Pick<Recording, 'recordJobEnergy' | 'recordJobRun' | 'addJobBytes'>; readonly readings: () => readonly DeviceReading[]; readonly nowMs: () => number;
  /** What a device drew over a span; null: it has no meter. */
  readonly measure: (deviceId: string, fromMs: number, toMs: number) => Energy | null;
}): JobMeterSide {
  const meter = createJobMeter(measure);
  return {
    jobEvent(kind, jobId) {
      const started = kind === 'started' ? journal().read(jobId)?.started : null;
      if (started) return meter.begin(jobId, started.deviceId, started.atMs);
      if (!endings.has(kind)) return;
      const seen = meter.end(jobId, nowMs());
      const job = seen && kind === 'signing' ? journal().read(jobId) : null;
      if (!seen || !job?.started) return;
      if (seen.energy) recording.recordJobEnergy(jobId, job.started.deviceId, job.modelName, seen.energy);
      recording.recordJobRun(jobId, seen);
    },
    look: () => meter.look(readings()),
    carried(jobId, { receivedBytes, sentBytes }) {
      // A client can ask about any job; only one that was taken has a place here.
      if (receivedBytes + sentBytes > 0 && journal().read(jobId)) recording.addJobBytes(jobId, receivedBytes, sentBytes);
    },
  };
}
