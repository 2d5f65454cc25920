/** A job that waits, with what decides whose turn it is. */
export type QueuedJob = {
  readonly jobId: string;
  readonly client: string;
  readonly modelId: string;
  /** What it takes of a device, in units of {@link workOf}. */
  readonly work: number;
  /** The most it may pay, wei. */
  readonly valueWei: bigint;
  readonly admittedAtMs: number;
};

/** Prompt positions go through many at a time: one takes about an eighth of a generated token's time on the bench decoder. */
export const workOf = (unitsIn: number, unitsOut: number): number => Math.max(1, unitsIn / 8 + unitsOut);

/** How much faster the queue moves for who pays most, against the middle of those who wait, and how much slower for who pays least. */
const mostWeight = 4;

export type FairQueue = {
  /** Those who wait for a device, in the order of whose turn it is there. */
  order<J extends QueuedJob>(waiting: readonly J[], deviceId: string): J[];
  /** A job starts on a device: its client's turn moves on by what it takes. */
  started(job: QueuedJob, waiting: readonly QueuedJob[], deviceId: string): void;
  /** What a finished job really took of a device, milliseconds: a model's units take as long as the device makes them. */
  finished(modelId: string, deviceId: string, work: number, computeMs: number): void;
};

/**
 * Start-time fair queueing between clients, weighted by value per device-second: each job has a start tag, the later of the queue's clock and the
 * end of its client's last one; the smallest goes first, and an end is the start plus work over weight. A client that floods the queue waits behind
 * its own jobs; one that comes seldom starts at the clock, so nobody saves up turns. Paying more moves a client on faster, at most four times, and
 * paying little never stops it.
 *
 * @source Goyal, Vin, Cheng: Start-time Fair Queueing (SIGCOMM 1996)
 */
export function createFairQueue(): FairQueue {
  const ends = new Map<string, number>();
  /** By device, then by model. */
  const msPerWork = new Map<string, Map<string, number>>();
  let clock = 0;

  /** Wei per millisecond of a device; models that never ran there count as its slowest known. */
  function valueOf({ modelId, work, valueWei }: QueuedJob, deviceId: string): number {
    const seen = msPerWork.get(deviceId);
    const known = seen?.get(modelId) ?? Math.max(1, ...(seen?.values() ?? []));
    return Number(valueWei) / (work * known);
  }

  function weigh(waiting: readonly QueuedJob[], deviceId: string): (job: QueuedJob) => number {
    const values = waiting.map((job) => valueOf(job, deviceId)).sort((a, b) => a - b);
    const middle = values[values.length >> 1] ?? 0;
    return (job) => (middle > 0 ? Math.min(mostWeight, Math.max(1 / mostWeight, valueOf(job, deviceId) / middle)) : 1);
  }

  return {
    order(waiting, deviceId) {
      const weight = weigh(waiting, deviceId);
      const next = new Map<string, number>();
      const tagged = [...waiting].sort((a, b) => a.admittedAtMs - b.admittedAtMs).map((job) => {
        const start = Math.max(clock, next.get(job.client) ?? ends.get(job.client) ?? 0);
        next.set(job.client, start + job.work / weight(job));
        return { job, start };
      });
      return tagged.sort((a, b) => a.start - b.start || a.job.admittedAtMs - b.job.admittedAtMs).map(({ job }) => job);
    },
    started(job, waiting, deviceId) {
      const start = Math.max(clock, ends.get(job.client) ?? 0);
      clock = start;
      ends.set(job.client, start + job.work / weigh(waiting, deviceId)(job));
      for (const [client, end] of ends) if (end <= clock) ends.delete(client);
    },
    finished(modelId, deviceId, work, computeMs) {
      const seen = computeMs / work;
      if (!(seen > 0) || !Number.isFinite(seen)) return;
      const known = msPerWork.get(deviceId) ?? new Map<string, number>();
      msPerWork.set(deviceId, known);
      const before = known.get(modelId);
      known.set(modelId, before === undefined ? seen : before + (seen - before) / 8);
    },
  };
}
