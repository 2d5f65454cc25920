import { z } from 'zod';
import { addressShape, bytes32Shape, timeMsShape, uint32Shape, uint8Shape, weiShape } from './units.ts';

const percentShape = z.number().min(0).max(1000);

/**
 * Whether something is worth its fee now, by the owner's limit. percent: of what it fetches; 1000 stands for all above. `fromWei`: from this amount on it is, at the fee of now.
 * unknown: the two coins have no rates of one currency. noFee: the chain does not say what it would cost.
 */
export const payoutAdviceShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('collect'), percent: percentShape }),
  z.strictObject({ kind: z.literal('wait'), percent: percentShape, fromWei: weiShape }),
  z.strictObject({ kind: z.enum(['unknown', 'noFee', 'nothing']) }),
]);
export type PayoutAdvice = z.output<typeof payoutAdviceShape>;

/** What one transaction would fetch: coins, and new coins as far as the cap allows. feeWei: in the chain's own currency; null: the chain does not say. */
const fetched = { dueWei: weiShape, issuableWei: weiShape, feeWei: weiShape.nullable(), advice: payoutAdviceShape } as const;
export const payoutItemShape = z.discriminatedUnion('kind', [
  /** Pay of a verifier or an application, and refunds of a client. */
  z.strictObject({ kind: z.literal('account'), account: addressShape, ...fetched }),
  z.strictObject({ kind: z.literal('royalty'), modelId: bytes32Shape, index: uint8Shape, holder: addressShape, ...fetched }),
  /** New coins that this node earned with its pay; they go to its payout address. */
  z.strictObject({ kind: z.literal('issuance'), node: addressShape, ...fetched }),
]);
export type PayoutItem = z.output<typeof payoutItemShape>;

export const payoutPlanShape = z.strictObject({
  limitPercent: percentShape,
  /** Vouchers that could be settled now; the node does it by itself unless its fee is above the limit. */
  settlement: z.strictObject({ jobs: uint32Shape, ...fetched }),
  /** Finished jobs whose price waits for lower fees, settlements and claims together. */
  held: z.strictObject({ jobs: uint32Shape, wei: weiShape }),
  /** Until then the limit on fees is not applied; null: it is. */
  overruledUntilMs: timeMsShape.nullable(),
  /** What earnings of jobs come to in a day, by their own pace; null: not known yet. */
  perDayWei: weiShape.nullable(),
  items: z.array(payoutItemShape).max(1000),
  /** The node's own float, which pays for anchors and settlements. */
  node: z.strictObject({ address: addressShape, gasWei: weiShape }),
  payout: z.strictObject({ address: addressShape, coinsWei: weiShape }),
});
export type PayoutPlan = z.output<typeof payoutPlanShape>;

const chainFails = ['wallet.noChain', 'chain.unreachable', 'chain.wrongChain', 'chain.codeMismatch'] as const;

export const payoutCommands = {
  /** Where earnings wait, and what fetching them costs now. accounts: the owner's, whose pay and royalties are looked for. Costs nothing. */
  readPayoutPlan: { takes: z.strictObject({ accounts: z.array(addressShape).max(50) }), gives: payoutPlanShape, fails: chainFails },
  /** For a few minutes the node fetches whatever is due, whatever part of it the fee takes. */
  overruleFeeLimit: { takes: z.strictObject({}), gives: z.strictObject({ untilMs: timeMsShape }), fails: chainFails },
} as const;
