import type { ReceiptChain } from '../jobs/receiptChecks.ts';
import type { Chain } from './chain.ts';
import { createThresholdReader } from './thresholds.ts';

/** The part of a chain that verifying a receipt asks; the command line uses it too. */
export function createReceiptChain(chain: Chain): ReceiptChain {
  const { deployment } = chain;
  return {
    chainId: deployment.chainId,
    escrow: deployment.contracts.JobEscrow.address,
    verify: () => chain.verify(),
    async readBatchRoot(provider, batchIndex) {
      const batch = await chain.readBatch(provider, batchIndex);
      return batch && { root: batch.root, count: batch.count, txHash: batch.transactionHash };
    },
    readThresholds: createThresholdReader(chain, Date.now),
    readSettledCount: async (line) => (await chain.readSettled(line)).settledCount,
  };
}
