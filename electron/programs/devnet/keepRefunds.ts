import { buildCollectTransaction, readEarned } from '../../services/chain/economy.ts';
import type { Chain } from '../../services/chain/chain.ts';
import { buildRefundVoided, createVoidReader, readSettledRoot } from '../../services/chain/refunds.ts';
import type { TransactionQueue } from '../../services/chain/transactions.ts';
import type { PracticeStore } from '../../services/practice/practiceStore.ts';
import { createRefunds, type ClientRefund, type Refunds } from '../../services/practice/refunds.ts';
import { nodePrimitives as p } from '../../services/primitives/nodePrimitives.ts';

export type KeepRefundsOptions = {
  readonly chain: Chain;
  readonly client: string;
  readonly queue: Pick<TransactionQueue, 'send'>;
  readonly nodes: () => readonly string[];
  readonly store: PracticeStore;
  readonly log: (line: string) => void;
  readonly onRefund?: (refund: ClientRefund) => void;
};

/** A client's refunds, each said in the log. */
export const keepRefunds = ({ chain, client, queue, nodes, store, log, onRefund }: KeepRefundsOptions): Refunds => createRefunds({
  p, chain, client, queue, nodes, store, nowMs: Date.now,
  readVoids: createVoidReader(chain, client), reads: { readSettledRoot, readEarned }, build: { refundVoided: buildRefundVoided, collect: buildCollectTransaction },
  onRefund(refund) {
    const { orderHash, jobId, node, from, refundedWei, priceWei, transactionHash } = refund;
    const whence = from === 'claim' ? 'from its claim into the reservation' : "from the node's stake";
    log(`void job ${jobId ?? `of order ${orderHash}`} of ${node}: ${refundedWei} of ${priceWei} wei came back ${whence} in ${transactionHash}`);
    onRefund?.(refund);
  },
  onCollected: (collectedWei, transactionHash) => log(`collected ${collectedWei} wei from the escrow in ${transactionHash}`),
});
