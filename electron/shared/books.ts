import { z } from 'zod';
import { measuredEnergyShape, moneyRangeShape, netUnknownShape } from './energy.ts';
import { safeUintShape, timeMsShape, weiShape } from './units.ts';

/** One signed receipt. `paidWei` null: not paid yet; energy null: not measured. */
export const receiptRowShape = z.strictObject({
  jobId: z.string(), admittedAtMs: timeMsShape, finishedAtMs: timeMsShape.nullable(), stage: z.string(), modelName: z.string(), deviceId: z.string().nullable(), priceWei: weiShape, paidWei: weiShape.nullable(),
  paidAtMs: timeMsShape.nullable(), txHash: z.string().nullable(), computeMs: z.number().nullable(), wattHours: z.number().nullable(), measuredShare: z.number().nullable(),
});
export type ReceiptRow = z.infer<typeof receiptRowShape>;
/** One transaction that paid this node. `settledWei` is what vouchers gave in it, `arrivedWei` what reached the payout address. */
export const payoutRowShape = z.strictObject({ txHash: z.string(), atMs: timeMsShape, blockNumber: safeUintShape, settledWei: weiShape, arrivedWei: weiShape });
export type PayoutRow = z.infer<typeof payoutRowShape>;

/**
 * Why what was signed for and what the chain paid are not the same. waitingVoucher, waitingAnchor, waitingWindow: not paid yet. share: taken by the
 * contracts' own shares. missing: booked as paid, but no payment was heard. notBooked: paid, but no receipt of ours says for what.
 */
export const differenceShape = z.strictObject({
  name: z.enum(['waitingVoucher', 'waitingAnchor', 'waitingWindow', 'share', 'missing', 'notBooked']), amountWei: weiShape, count: z.number().int(),
  /** Up to ten: job ids or transaction hashes. */
  examples: z.array(z.string()).max(10),
});
export type Difference = z.infer<typeof differenceShape>;
export const reconciliationShape = z.strictObject({ signedWei: weiShape, arrivedWei: weiShape, differences: z.array(differenceShape), isWhole: z.boolean() });
export type Reconciliation = z.infer<typeof reconciliationShape>;

/** What one model did on one device. Per hour and per kWh only where there is something to divide by. */
export const returnRowShape = z.strictObject({
  modelName: z.string(), deviceId: z.string(), jobs: z.number().int(), grossWei: weiShape, computeMs: z.number(), weiPerHour: weiShape.nullable(), wattHours: z.number().nullable(), weiPerKilowattHour: weiShape.nullable(),
  /** The same in the currency of the rate. null: no rate. */
  valuePerHour: z.number().nullable(), valuePerKilowattHour: z.number().nullable(),
  /** Of an hour of computing, after the shares and the energy at the span's mean price. null: no rate, no meter, no tariff, or two currencies. */
  netPerHour: z.number().nullable(),
});
/** Why nobody knows what a device earns an hour: the four of a statement's net, or firstDay: it has less than a day of own figures; partly: not every job of it was measured. */
export const netPerHourUnknownShape = z.enum([...netUnknownShape.options, 'firstDay', 'partly']);
export type NetPerHourUnknown = z.infer<typeof netPerHourUnknownShape>;

export const statementShape = z.strictObject({
  fromMs: timeMsShape, toMs: timeMsShape, grossWei: weiShape, arrivedWei: weiShape, shareWei: weiShape,
  /** What was measured, and the share of the seen time it covers. null: no meter. */
  energy: measuredEnergyShape.nullable(),
  /** From what is measured and priced to what the gaps would add at the same rate. null: no meter or no tariff. */
  energyCost: moneyRangeShape.nullable(),
  /** What arrived and what the shares took, each payment at the rate of its own time. `isEstimated`: some were before the first rate. null: no rate. */
  value: z.strictObject({ currency: z.string(), gross: z.number(), shares: z.number(), arrived: z.number(), isEstimated: z.boolean() }).nullable(),
  /** Arrived less energy; a range where energy is one. */
  net: moneyRangeShape.nullable(),
  /** Why net is not known; null: it is. */
  netUnknown: netUnknownShape.nullable(),
  returns: z.array(returnRowShape),
  projection: z.strictObject({ perDayWei: weiShape, fromDays: z.number(), last: z.strictObject({ saidWei: weiShape, wasWei: weiShape }).nullable() }).nullable(),
});
export type Statement = z.infer<typeof statementShape>;
export const booksShape = z.strictObject({ statement: statementShape, receipts: z.array(receiptRowShape), payouts: z.array(payoutRowShape), reconciliation: reconciliationShape });
export type Books = z.infer<typeof booksShape>;
