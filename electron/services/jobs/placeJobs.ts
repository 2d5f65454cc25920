import { hasRoom, type BatchRoom } from '../../shared/batchRoom.ts';
import type { JobKind } from '../../shared/shapes.ts';

/** What placing jobs on a device needs to know of each. */
export type PlacedJob = {
  readonly jobId: string;
  readonly modelId: string;
  readonly kind: JobKind;
  /** Prompt and largest answer, in positions; 0 for a classifier's. */
  readonly positions: number;
  /** Its workers died before: it runs by itself now, so that it can take nobody with it, and nobody it. */
  readonly isAlone: boolean;
  readonly admittedAtMs: number;
};

/** A job that fits nowhere beside the running ones waits this long while others join them; then the device is let run empty for it. */
const patienceMs = 10_000;

/** Whether a job may start beside those that run on a device. Pure. `room` is null until the model was loaded there. */
export function mayJoin(running: readonly PlacedJob[], job: PlacedJob, room: BatchRoom | null): boolean {
  if (running.length === 0) return true;
  const all = [...running, job];
  return room !== null && all.every((one) => one.kind === 'generate' && one.modelId === job.modelId && !one.isAlone) && hasRoom(room, all.map(({ positions }) => positions));
}

/**
 * The next job for a device, or null for none now. Pure.
 *
 * @param waiting  in the order of whose turn it is
 */
export function chooseJob<J extends PlacedJob>(running: readonly PlacedJob[], waiting: readonly J[], roomOf: (modelId: string) => BatchRoom | null, nowMs: number): J | null {
  for (const job of waiting) {
    if (mayJoin(running, job, roomOf(job.modelId))) return job;
    if (nowMs - job.admittedAtMs > patienceMs) return null;
  }
  return null;
}
