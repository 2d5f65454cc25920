import { z } from 'zod';
import { safeUintShape } from './units.ts';

/** What may be limited: a direction, seen from this machine, over a calendar day or month of its own time zone. */
export const dataLimitNames = ['sentDay', 'sentMonth', 'receivedDay', 'receivedMonth'] as const;
export const dataLimitNameShape = z.enum(dataLimitNames);
export type DataLimitName = z.infer<typeof dataLimitNameShape>;

const limitShape = safeUintShape.nullable().default(null);
/** The most bytes of each; 0: nothing at all, null: no limit. */
export const dataLimitsShape = z.strictObject({ sentDay: limitShape, sentMonth: limitShape, receivedDay: limitShape, receivedMonth: limitShape });
export type DataLimits = z.infer<typeof dataLimitsShape>;
export const noDataLimits: DataLimits = dataLimitsShape.parse({});

/** Bytes counted so far, of today and of this month. */
export const dataUsageShape = z.strictObject({ sentDay: safeUintShape, sentMonth: safeUintShape, receivedDay: safeUintShape, receivedMonth: safeUintShape });
export type DataUsage = z.infer<typeof dataUsageShape>;

/** A limit that is reached; work begins again by itself when its day or month is over. */
export const reachedLimitShape = z.strictObject({ name: dataLimitNameShape, limitBytes: safeUintShape });
export type ReachedLimit = z.infer<typeof reachedLimitShape>;

export const isOfMonth = (name: DataLimitName): boolean => name.endsWith('Month');

export const dataLimitCommands = {
  readDataLimits: { takes: z.strictObject({}), gives: z.strictObject({ limits: dataLimitsShape, usage: dataUsageShape, reached: reachedLimitShape.nullable() }), fails: [] },
  /** Counts at once. */
  setDataLimits: { takes: z.strictObject({ limits: dataLimitsShape }), gives: z.strictObject({}), fails: [] },
} as const;
