import { z } from 'zod';
import { timeMsShape } from './units.ts';

/** How long after its time a claim can still be paid, at least; then anybody may end it. @source EscrowBooks.LAPSE_SECONDS */
export const lapseSeconds = 90 * 86_400;

const againAtMs = timeMsShape.nullable();
const percentShape = z.number().min(0).max(1000);

/**
 * What the price of a finished job waits for. `againAtMs` is when that changes or is tried again; null: at no time that is known.
 * voucher: the client may still send it; then the price is claimed · dispute: a dispute about the job runs · window: of the anchor · claim: the claim's own time, in which a court may void it ·
 * fee: it would take more of the price than the owner allows; 1000 % stands for all above · refused: by the contract, which names the error · chain: it is away, or doubtful ·
 * lapsed: nothing any more, unless its client sends the voucher after all: its claim ended unpaid · network: its contracts are of another network than the node is on
 */
export const payWaitShape = z.discriminatedUnion('reason', [
  z.strictObject({ reason: z.enum(['voucher', 'dispute', 'window', 'claim', 'chain', 'lapsed', 'network']), againAtMs }),
  z.strictObject({ reason: z.literal('fee'), againAtMs, percent: percentShape, limitPercent: percentShape }),
  z.strictObject({ reason: z.literal('refused'), againAtMs, error: z.string().max(300) }),
]);
export type PayWait = z.infer<typeof payWaitShape>;
