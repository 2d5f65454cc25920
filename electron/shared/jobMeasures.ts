import { z } from 'zod';
import { safeUintShape } from './units.ts';

/**
 * What meters saw of one job; null: nobody measured it, which never means zero. Watts, degrees and load are those of its device while the job ran there, beside others where several
 * ran at once; energy is the job's own part of it.
 */
export const jobMeasuresShape = z.strictObject({
  /** Only where a meter saw nearly all of the run, as the watts below. */
  wattHours: z.number().nullable(),
  meanWatts: z.number().nullable(),
  mostWatts: z.number().nullable(),
  mostCelsius: z.number().nullable(),
  meanLoadPercent: z.number().nullable(),
  /** The most memory of the device that the worker held while the job ran, its model included: a card's own, and for a processor that of the worker's process. */
  mostMemoryBytes: safeUintShape.nullable(),
  /** Messages about the job from its client and to it, without what the line adds. */
  receivedBytes: safeUintShape.nullable(),
  sentBytes: safeUintShape.nullable(),
});
export type JobMeasures = z.output<typeof jobMeasuresShape>;

/** Of a job that nobody measured. */
export const noMeasures: JobMeasures = { wattHours: null, meanWatts: null, mostWatts: null, mostCelsius: null, meanLoadPercent: null, mostMemoryBytes: null, receivedBytes: null, sentBytes: null };
