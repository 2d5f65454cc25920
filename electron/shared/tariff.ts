import { z } from 'zod';

const priceShape = z.number().min(-1000).max(1000);
const currencyShape = z.string().regex(/^[A-Z]{3}$/);

/** What a kilowatt-hour costs. Times are minutes since local midnight. Prices below zero exist. */
export const tariffShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flat'), currency: currencyShape, perKilowattHour: priceShape }),
  z.strictObject({ kind: z.literal('dayNight'), currency: currencyShape, dayPerKilowattHour: priceShape, nightPerKilowattHour: priceShape, dayFromMinute: z.number().int().min(0).max(1439), nightFromMinute: z.number().int().min(0).max(1439) }),
  /** A CSV file: a time (ISO 8601 with its offset) and a price per line, each good until the next. */
  z.strictObject({ kind: z.literal('csv'), currency: currencyShape, path: z.string().min(1).max(1000) }),
  /** A file that another program keeps: its first number is the price now. Older than `staleAfterSeconds` it is unknown. */
  z.strictObject({ kind: z.literal('file'), currency: currencyShape, path: z.string().min(1).max(1000), staleAfterSeconds: z.number().int().min(1).max(1_000_000) }),
]);
export type Tariff = z.infer<typeof tariffShape>;
