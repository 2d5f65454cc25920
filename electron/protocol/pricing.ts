import type { Receipt, JobOrder } from './typedData.ts';

/** What a receipt is worth: units in and out at the order's prices. Wei. */
export const receiptPriceWei = (order: Pick<JobOrder, 'priceInWei' | 'priceOutWei'>, io: Pick<Receipt['io'], 'unitsIn' | 'unitsOut'>): bigint =>
  BigInt(io.unitsIn) * order.priceInWei + BigInt(io.unitsOut) * order.priceOutWei;

/** The most an order can cost. Wei. */
export const orderMaxWei = (order: Pick<JobOrder, 'priceInWei' | 'priceOutWei' | 'maxUnitsIn' | 'maxUnitsOut'>): bigint =>
  BigInt(order.maxUnitsIn) * order.priceInWei + BigInt(order.maxUnitsOut) * order.priceOutWei;
