import type { Refund } from '../chain/refunds.ts';
import type { Job } from './job.ts';
import type { JobEvent } from './jobEvents.ts';

type Entry = { readonly jobId: string; readonly event: JobEvent };

/** A fault of this node that was proven on the chain. */
export type ProvenFault = { readonly subject: string; readonly fault: string; readonly slashedWei: bigint; readonly transactionHash: string; readonly blockNumber: number };

/**
 * What the faults on the chain mean for our jobs. Pure, and idempotent: told twice, nothing follows the second time.
 *
 * @param faults     all that the chain holds from `fromBlock` on
 * @param fromBlock  a slash recorded at or after it that is not among the faults was taken back by the chain
 */
export function slashEntries(jobs: readonly Job[], faults: readonly ProvenFault[], fromBlock: number): Entry[] {
  return jobs.flatMap((job): Entry[] => {
    const found = faults.find(({ subject }) => subject === job.signed?.receiptHash);
    if (job.slashed) return !found && job.slashed.blockNumber >= fromBlock ? [{ jobId: job.jobId, event: { kind: 'unslashed' } }] : [];
    // A batch on its way is sent again with the sum of its live members: it is anchored first, and the slash recorded after.
    if (!found || (job.batched && !job.anchored)) return [];
    return [{ jobId: job.jobId, event: { kind: 'slashed', txHash: found.transactionHash, blockNumber: found.blockNumber, slashedWei: found.slashedWei, fault: found.fault } }];
  });
}

/** A job of this node that a court voided. */
export type VoidedJob = { readonly orderHash: string; readonly penaltyWei: bigint; readonly transactionHash: string; readonly blockNumber: number };

/**
 * What the void jobs on the chain mean for ours. Pure, and idempotent. A job that was slashed says so already: what follows a proven fault is told there.
 *
 * @param voided     all that the chain holds from `fromBlock` on
 * @param fromBlock  a void recorded at or after it that is not among them was taken back by the chain
 */
export function voidEntries(jobs: readonly Job[], voided: readonly VoidedJob[], fromBlock: number): Entry[] {
  return jobs.flatMap((job): Entry[] => {
    const found = voided.find(({ orderHash }) => orderHash === job.result?.receipt.orderHash);
    if (job.voided) return !found && job.voided.blockNumber >= fromBlock ? [{ jobId: job.jobId, event: { kind: 'unvoided' } }] : [];
    if (!found || !job.signed || job.slashed || (job.batched && !job.anchored)) return [];
    return [{ jobId: job.jobId, event: { kind: 'voided', txHash: found.transactionHash, blockNumber: found.blockNumber, penaltyWei: found.penaltyWei } }];
  });
}

/**
 * What came back to clients of ours for void jobs. Pure, and idempotent.
 *
 * @param refunds    all that the chain holds from `fromBlock` on
 * @param fromBlock  a refund recorded at or after it that is not among them was taken back by the chain
 */
export function refundEntries(jobs: readonly Job[], refunds: readonly Refund[], fromBlock: number): Entry[] {
  return jobs.flatMap((job): Entry[] => {
    const found = refunds.find(({ orderHash }) => orderHash === job.result?.receipt.orderHash);
    if (job.refunded) return !found && job.refunded.blockNumber >= fromBlock ? [{ jobId: job.jobId, event: { kind: 'unrefunded' } }] : [];
    if (!found || (!job.slashed && !job.voided)) return [];
    return [{ jobId: job.jobId, event: { kind: 'refunded', txHash: found.transactionHash, blockNumber: found.blockNumber, refundedWei: found.refundedWei, from: found.from } }];
  });
}
