import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import type { Job } from './job.ts';

/** A job's receipt as a file that stands alone, with whatever of votes, voucher, anchor and payment exists; null before it is signed. */
export function buildReceiptFile(job: Job, network: string): ReceiptFile | null {
  const { result, signed, acknowledged, batched, anchored, settled, request } = job;
  if (!result || !signed) return null;
  return {
    format: 'hearth-receipt/1',
    network,
    domain: request.domain,
    order: request.order,
    orderSignature: request.orderSignature,
    receipt: result.receipt,
    receiptSignature: signed.signature,
    bundle: result.bundle,
    runtime: result.runtime,
    votes: [...(acknowledged?.votes ?? [])],
    voucher: acknowledged && {
      value: acknowledged.voucher, signature: acknowledged.signature, index: acknowledged.index, count: acknowledged.voucher.count, proof: [...acknowledged.proof],
    },
    anchor: batched && anchored && {
      root: batched.root, count: batched.count, index: batched.index, proof: [...batched.proof],
      batchIndex: anchored.batchIndex, txHash: anchored.txHash, blockNumber: anchored.blockNumber,
    },
    payment: settled && { txHash: settled.txHash, blockNumber: settled.blockNumber, payoutWei: settled.payoutWei },
  };
}
