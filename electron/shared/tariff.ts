import { z } from 'zod';

const priceShape = z.number().min(-1000).max(1000);
/** No path: a setting must not name a program elsewhere. */
const commandNameShape = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,79}$/);
const currencyShape = z.string().regex(/^[A-Z]{3}$/);

/** What a kilowatt-hour costs. Times are minutes since local midnight. Prices below zero exist. */
export const tariffShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flat'), currency: currencyShape, perKilowattHour: priceShape }),
  z.strictObject({ kind: z.literal('dayNight'), currency: currencyShape, dayPerKilowattHour: priceShape, nightPerKilowattHour: priceShape, dayFromMinute: z.number().int().min(0).max(1439), nightFromMinute: z.number().int().min(0).max(1439) }),
  /** A CSV file: a time (ISO 8601 with its offset) and a price per line, each good until the next. */
  z.strictObject({ kind: z.literal('csv'), currency: currencyShape, path: z.string().min(1).max(1000) }),
  /** A file that another program keeps: its first number is the price now. Older than `staleAfterSeconds` it is unknown. */
  z.strictObject({ kind: z.literal('file'), currency: currencyShape, path: z.string().min(1).max(1000), staleAfterSeconds: z.number().int().min(1).max(1_000_000) }),
  /** A program of the owner's in the folder `commands` of the data folder, by its plain name: the first number it prints is the price now. */
  z.strictObject({ kind: z.literal('command'), currency: currencyShape, name: commandNameShape, staleAfterSeconds: z.number().int().min(1).max(1_000_000) }),
]);
export type Tariff = z.infer<typeof tariffShape>;

/** What a coin is worth. fixed: as the owner says, each figure with its date; file and command as for the tariff. */
export const coinRateShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), currency: currencyShape }),
  z.strictObject({ kind: z.literal('file'), currency: currencyShape, path: z.string().min(1).max(1000), staleAfterSeconds: z.number().int().min(1).max(10_000_000) }),
  z.strictObject({ kind: z.literal('command'), currency: currencyShape, name: commandNameShape, staleAfterSeconds: z.number().int().min(1).max(10_000_000) }),
]);
export type CoinRate = z.infer<typeof coinRateShape>;
export const perCoinShape = z.number().min(0).max(1e9);

/** What a coin of the chain's own currency, which pays fees, is worth: as the owner says. Nothing is known of it else. */
export const gasRateShape = z.strictObject({ currency: currencyShape, perCoin: perCoinShape });

/** Percent of a payment. */
export const feeLimitShape = z.number().min(0.1).max(100);

const numberNowShape = z.union([z.strictObject({ value: z.number(), atMs: z.number() }), z.strictObject({ unknown: z.string().max(300) })]);
/** What counts energy and coins in money, and what each says now. */
export const moneySettingsShape = z.strictObject({ tariff: tariffShape.nullable(), priceNow: numberNowShape, rate: coinRateShape.nullable(), rateNow: numberNowShape, gasRate: gasRateShape.nullable(), feeLimitPercent: feeLimitShape });
export type MoneySettings = z.infer<typeof moneySettingsShape>;
