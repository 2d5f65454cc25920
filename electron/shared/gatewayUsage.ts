import { z } from 'zod';
import { jobKindShape } from './shapes.ts';
import { addressShape, bytes32Shape, safeUintShape, weiShape } from './units.ts';

const daysShape = z.union([z.literal(7), z.literal(30), z.literal(365)]);
export const usageDays = [7, 30, 365] as const satisfies readonly z.infer<typeof daysShape>[];

/** Tokens, or items of a classifier, by the receipts; `replayed` of the answers were run again by the gateway, of all others hashes and signatures were checked. */
const sums = { answers: safeUintShape, replayed: safeUintShape, unitsIn: safeUintShape, unitsOut: safeUintShape, spentWei: weiShape };
export const usageRowShape = z.strictObject({ /** YYYY-MM-DD, UTC. */ day: z.iso.date(), key: z.string().max(60), model: z.string().max(200), kind: jobKindShape.nullable(), requests: safeUintShape, ...sums });
export const sellerRowShape = z.strictObject({ day: z.iso.date(), node: addressShape, ...sums });
/** What came back for one void job, on the day this gateway saw it; less than its price where the node's stake was used up. */
export const refundRowShape = z.strictObject({ day: z.iso.date(), node: addressShape, orderHash: bytes32Shape, priceWei: weiShape, refundedWei: weiShape, txHash: bytes32Shape });
/** A key as it stands now. `budgetWei` null: no limit but the account's own balance. */
export const usageKeyShape = z.strictObject({ name: z.string().max(60), budgetWei: weiShape.nullable(), spentWei: weiShape, requests: safeUintShape, auditPolicy: z.enum(['all', 'adaptive']) });
/** As many tokens at a cloud's list price. `usd` null: no price with a source is at hand. */
export const cloudCostShape = z.strictObject({
  cloud: z.string().max(60), model: z.string().max(80), kind: z.enum(['generate', 'embed']), inUsd: z.string().nullable(), outUsd: z.string().nullable(), source: z.string().max(300), readOn: z.iso.date().nullable(), remark: z.string().max(300),
  unitsIn: safeUintShape, unitsOut: safeUintShape, usd: z.number().nullable(),
});

export const gatewayUsageShape = z.strictObject({
  /** A gateway has been given a key or has bought something on this data folder. */
  isUsed: z.boolean(),
  sinceDay: z.iso.date(), untilDay: z.iso.date(),
  /** What was spent is counted in it; the gateway buys on the practice network alone. */
  coin: z.literal('EMBER'),
  rows: z.array(usageRowShape), sellers: z.array(sellerRowShape), /** Of all keys. */ refunds: z.array(refundRowShape), keys: z.array(usageKeyShape), clouds: z.array(cloudCostShape),
});
export type GatewayUsage = z.infer<typeof gatewayUsageShape>;

export const usageCommands = {
  /** What applications bought through the gateway of this data folder in so many days that end today, also while it runs. */
  readUsage: { takes: z.strictObject({ days: daysShape }), gives: gatewayUsageShape, fails: ['storage.unreadable', 'storage.newer'] },
} as const;
