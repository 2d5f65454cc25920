import { z } from 'zod';
import file from '../../../assets/cloudPrices.json' with { type: 'json' };

const usdShape = z.string().regex(/^\d{1,6}(\.\d{1,6})?$/);
const dayShape = z.iso.date();
const priceShape = z.strictObject({
  cloud: z.string().min(1).max(60), model: z.string().min(1).max(80), kind: z.enum(['generate', 'embed']),
  /** US dollars for a million tokens; both null where no source was found. */
  inUsd: usdShape.nullable(), outUsd: usdShape.nullable(),
  source: z.url({ protocol: /^https$/ }), readOn: dayShape.nullable(), remark: z.string().max(300),
}).refine(({ inUsd, outUsd, readOn }) => (inUsd === null) === (outUsd === null) && (inUsd === null) === (readOn === null), 'a figure has a day on which it was read, and a day has figures');
const fileShape = z.strictObject({ format: z.literal('hearth-cloud-prices/1'), note: z.string(), prices: z.array(priceShape).max(100) });
export type CloudPrice = z.infer<typeof priceShape>;

/** List prices of named clouds, each with its source and the day it was read. */
export const cloudPrices: readonly CloudPrice[] = fileShape.parse(file).prices;

export type CloudCost = CloudPrice & { /** US dollars; null: this price is not known. */ readonly usd: number | null };

/**
 * What so many tokens cost at each cloud's list price. Prices of other models: they say what tokens cost there, not what an answer as good would. Pure.
 * @param kind  which kind of model the tokens went through
 */
export const costAtClouds = (tokens: { readonly unitsIn: number; readonly unitsOut: number }, kind: CloudPrice['kind'], prices: readonly CloudPrice[] = cloudPrices): CloudCost[] =>
  prices.filter((price) => price.kind === kind).map((price) => ({ ...price, usd: price.inUsd === null || price.outUsd === null ? null : (tokens.unitsIn * Number(price.inUsd) + tokens.unitsOut * Number(price.outUsd)) / 1e6 }));
