import { z } from 'zod';
import { bundleShape } from '../../protocol/bundle.ts';
import { jobRequestShape } from '../../protocol/messages.ts';
import { receiptShape, voteShape, voucherShape } from '../../protocol/typedData.ts';
import { failureShape } from '../../shared/errors.ts';
import { bytes32Shape, safeUintShape, signatureShape, textShape, timeMsShape, uint32Shape, weiShape } from '../../shared/units.ts';

export const runtimeShape = z.record(textShape(40), z.union([textShape(200), z.number().int()]));

/** What the worker measured of a run and no receipt says: these never leave the machine. `computeMicros` is the receipt's computeMs before it was rounded. */
export const measuredRunShape = z.strictObject({ computeMicros: safeUintShape, mostMemoryBytes: safeUintShape });

/**
 * Everything that can happen to a job, in the journal's own words. An event that announces an outside act (`signing`, `batched`) is on
 * disk before the act; one that reports it (`signed`, `anchored`) after.
 */
export const jobEventShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('admitted'), request: jobRequestShape, modelName: z.string(), priceMaxWei: weiShape }),
  z.strictObject({ kind: z.literal('started'), attempt: uint32Shape, deviceId: z.string(), classId: uint32Shape }),
  z.strictObject({ kind: z.literal('workerLost'), attempt: uint32Shape, signal: z.string() }),
  /** A rule took the device back; another device of this node runs the job. No failure of anybody. */
  z.strictObject({ kind: z.literal('gaveBack'), attempt: uint32Shape, deviceId: z.string(), rule: z.string().max(40) }),
  /** The result is whole and about to be committed to: the same bytes are asked for again after a crash. */
  z.strictObject({ kind: z.literal('signing'), receipt: receiptShape, bundle: bundleShape, runtime: runtimeShape, /** Absent in older journals. */ measured: measuredRunShape.optional() }),
  z.strictObject({ kind: z.literal('signed'), signature: signatureShape, receiptHash: bytes32Shape }),
  z.strictObject({ kind: z.literal('delivered') }),
  z.strictObject({
    kind: z.literal('acknowledged'), voucher: voucherShape, signature: signatureShape, index: uint32Shape, proof: z.array(bytes32Shape),
    votes: z.array(z.strictObject({ vote: voteShape, signature: signatureShape })),
  }),
  z.strictObject({ kind: z.literal('batched'), root: bytes32Shape, count: uint32Shape, index: uint32Shape, proof: z.array(bytes32Shape) }),
  z.strictObject({ kind: z.literal('anchored'), txHash: bytes32Shape, blockNumber: safeUintShape, batchIndex: safeUintShape, maturesAtSeconds: safeUintShape }),
  /** A reorganisation took the anchor back; the receipt waits for a new one. */
  z.strictObject({ kind: z.literal('unanchored') }),
  /** payoutWei is the job's price as the client paid it; receivedWei what of it reached the node; paidAtMs the block's time. Older journals have only the first. */
  z.strictObject({ kind: z.literal('settled'), txHash: bytes32Shape, blockNumber: safeUintShape, payoutWei: weiShape, receivedWei: weiShape.optional(), paidAtMs: timeMsShape.optional() }),
  z.strictObject({ kind: z.literal('unsettled') }),
  /** The client stayed silent, and the node claimed its price; paid as `settled` once its time has come. */
  z.strictObject({ kind: z.literal('claimed'), txHash: bytes32Shape, blockNumber: safeUintShape, amountWei: weiShape, payableAtSeconds: safeUintShape }),
  /** The claim ended without payment: a voucher paid the job, a court voided it, or the chain took it back. */
  z.strictObject({ kind: z.literal('unclaimed') }),
  /** The chain was shown that this receipt is false, and took stake for it. `fault` as ReceiptProofs names it. */
  z.strictObject({ kind: z.literal('slashed'), txHash: bytes32Shape, blockNumber: safeUintShape, slashedWei: weiShape, fault: textShape(40) }),
  z.strictObject({ kind: z.literal('unslashed') }),
  /** A court voided the job: nothing is paid for it, and the node paid the penalty. */
  z.strictObject({ kind: z.literal('voided'), txHash: bytes32Shape, blockNumber: safeUintShape, penaltyWei: weiShape }),
  z.strictObject({ kind: z.literal('unvoided') }),
  /** What the client had paid for a void job went back to it: the node's claim on its reservation, or its price out of the node's stake. */
  z.strictObject({ kind: z.literal('refunded'), txHash: bytes32Shape, blockNumber: safeUintShape, refundedWei: weiShape, from: z.enum(['claim', 'stake']) }),
  z.strictObject({ kind: z.literal('unrefunded') }),
  z.strictObject({ kind: z.literal('failed'), failure: failureShape }),
  /** by rule: handed back to the client, because a rule of the owner took every device; it goes elsewhere and is no failure. */
  z.strictObject({ kind: z.literal('cancelled'), by: z.enum(['owner', 'client', 'rule']), rule: z.string().max(40).optional() }),
]);
export type JobEvent = z.output<typeof jobEventShape>;
export type JobEventKind = JobEvent['kind'];
export type RecordedEvent = JobEvent & { readonly atMs: number };
