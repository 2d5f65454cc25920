import { z } from 'zod';

/** What meters measured of a span, and the share of the seen time they covered, 0 to 1. */
export const measuredEnergyShape = z.strictObject({ wattHours: z.number(), coveredShare: z.number() });
/** An amount in a currency of the owner's (three letters), as exact as it is known. */
export const moneyRangeShape = z.strictObject({ currency: z.string(), least: z.number(), most: z.number() });
