import { z } from 'zod';

/** What meters measured of a span, and the share of the seen time they covered, 0 to 1. */
export const measuredEnergyShape = z.strictObject({ wattHours: z.number(), coveredShare: z.number() });
/** Why nobody knows what is left after energy. */
export const netUnknownShape = z.enum(['noMeter', 'noTariff', 'noRate', 'twoCurrencies']);
/** An amount in a currency of the owner's (three letters), as exact as it is known. */
export const moneyRangeShape = z.strictObject({ currency: z.string(), least: z.number(), most: z.number() });
