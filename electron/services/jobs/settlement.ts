import { fromHex, toHex } from '../../protocol/bytes.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { createGrowingTree, treeTag } from '../../protocol/tree.ts';
import type { Voucher } from '../../protocol/typedData.ts';
import type { Hex } from '../../shared/units.ts';
import { lineKey } from './acceptVoucher.ts';
import { jobPriceWei, type Job } from './job.ts';
import type { JobEvent } from './jobEvents.ts';

type Entry = { readonly jobId: string; readonly event: JobEvent };

/** Most receipts under one anchored root. */
const batchLimit = 1000;
/** Most lines in one settlement: at 48 000 gas each (docs/gas.md) they fit into a third of a block of 30 million. The others follow in the next round. */
const lineLimit = 200;

export type AnchorPlan = { readonly root: Hex; readonly count: number; readonly valueWei: bigint };

/**
 * The next batch to anchor: signed receipts in sequence, as many as the in-flight limit allows. Pure. Null when there is none.
 * @param freeInFlightWei  how much more unmatured value the stake covers
 */
export function planBatch(p: Primitives, jobs: readonly Job[], freeInFlightWei: bigint): { readonly plan: AnchorPlan; readonly entries: readonly Entry[] } | null {
  const waiting = jobs
    .filter((job) => job.signed && !job.batched && job.stage !== 'failed')
    .sort((a, b) => a.result!.receipt.seq - b.result!.receipt.seq)
    .slice(0, batchLimit);
  const chosen: Job[] = [];
  let valueWei = 0n;
  for (const job of waiting) {
    if (valueWei + jobPriceWei(job) > freeInFlightWei) break;
    valueWei += jobPriceWei(job);
    chosen.push(job);
  }
  if (chosen.length === 0) return null;
  // One tree for all proofs: built anew for each of a thousand it takes seconds, in which the provider answers nobody.
  const tree = createGrowingTree(p, treeTag.anchorBatch);
  for (const job of chosen) tree.append(fromHex(job.signed!.receiptHash));
  const root = toHex(tree.root());
  const entries = chosen.map((job, index): Entry => ({
    jobId: job.jobId,
    event: { kind: 'batched', root, count: chosen.length, index, proof: tree.proof(index).map(toHex) },
  }));
  return { plan: { root, count: chosen.length, valueWei }, entries };
}

/** Batches that were decided on but are not on chain: to be sent, or sent again. Pure. */
export function unanchoredBatches(jobs: readonly Job[]): AnchorPlan[] {
  const byRoot = Map.groupBy(jobs.filter((job) => job.batched && !job.anchored), (job) => job.batched!.root);
  return [...byRoot].map(([root, members]) => ({
    root: root as Hex, count: members[0]!.batched!.count, valueWei: members.reduce((sum, job) => sum + jobPriceWei(job), 0n),
  }));
}

export type SignedVoucher = { readonly voucher: Voucher; readonly signature: Hex };
/** A voucher with what it is about to pay. */
export type SettlementLine = SignedVoucher & { readonly jobIds: readonly string[]; readonly amountWei: bigint };

/**
 * The vouchers to settle now, one per line: the newest whose receipts, and all before it, are mature. Pure.
 * @param chainSeconds  time of the newest block
 */
export function planSettlement(jobs: readonly Job[], chainSeconds: number): SettlementLine[] {
  const lines = Map.groupBy(jobs.filter(({ acknowledged }) => acknowledged), ({ acknowledged }) => lineKey(acknowledged!.voucher));
  const due = [...lines.values()].flatMap((line) => {
    const ordered = line.sort((a, b) => a.acknowledged!.voucher.count - b.acknowledged!.voucher.count);
    // A job that is claimed is paid by its claim first: the voucher goes on from the line's sums.
    const first = ordered.findIndex((job) => !job.anchored || job.anchored.maturesAtSeconds > chainSeconds || job.claimed);
    const covered = first === -1 ? ordered : ordered.slice(0, first);
    const newest = covered.at(-1)?.acknowledged;
    if (!newest) return [];
    return [{ voucher: newest.voucher, signature: newest.signature as Hex, jobIds: covered.map(({ jobId }) => jobId), amountWei: covered.reduce((sum, job) => sum + jobPriceWei(job), 0n) }];
  });
  return due.slice(0, lineLimit);
}

/** What a Settled event of the chain means for our jobs. Pure. */
export function settleEntries(
  jobs: readonly Job[], settled: { readonly client: string; readonly provider: string; readonly app: string; readonly modelId: string; readonly count: number; readonly paidWei: bigint; readonly receivedWei: bigint | null; readonly transactionHash: string; readonly blockNumber: number; readonly paidAtMs?: number },
): Entry[] {
  const key = lineKey(settled);
  let before = 0n;
  return jobs
    .filter((job) => job.acknowledged && !job.settled && lineKey(job.acknowledged.voucher) === key && job.acknowledged.voucher.count <= settled.count)
    .map((job): Entry => {
      const payoutWei = jobPriceWei(job);
      // By running sums, so that the parts add up to what the line received.
      const part = (wei: bigint): bigint => (settled.receivedWei === null || settled.paidWei === 0n ? wei : (wei * settled.receivedWei) / settled.paidWei);
      const receivedWei = part(before + payoutWei) - part(before);
      before += payoutWei;
      return { jobId: job.jobId, event: { kind: 'settled', txHash: settled.transactionHash, blockNumber: settled.blockNumber, payoutWei, receivedWei, ...(settled.paidAtMs === undefined ? {} : { paidAtMs: settled.paidAtMs }) } };
    });
}
