import { fromHex, toHex } from '../../protocol/bytes.ts';
import { receiptPriceWei } from '../../protocol/pricing.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { createGrowingTree, treeTag } from '../../protocol/tree.ts';
import { isHearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import type { Chain } from '../chain/chain.ts';
import type { buildCollectTransaction, readEarned } from '../chain/economy.ts';
import type { buildRefundVoided, createVoidReader, readSettledRoot, Refund, VoucherPlace } from '../chain/refunds.ts';
import type { TransactionQueue } from '../chain/transactions.ts';
import type { PaidJob, PracticeStore } from './practiceStore.ts';

/** Money that came back to this client for a void job. */
export type ClientRefund = Refund & {
  readonly node: Hex;
  /** Null where this client's books do not know the job: a claim took its price, no voucher. */
  readonly jobId: string | null;
  /** What it had cost; more than came back where the node's stake was used up. */
  readonly priceWei: bigint;
};

export type RefundsDependencies = {
  readonly p: Primitives;
  readonly chain: Chain;
  readonly client: string;
  /** The client's account. */
  readonly queue: Pick<TransactionQueue, 'send'>;
  /** Nodes this client ordered from. */
  readonly nodes: () => readonly string[];
  readonly store: Pick<PracticeStore, 'paidJob' | 'leavesOf' | 'forgetPaidJobs'>;
  readonly readVoids: ReturnType<typeof createVoidReader>;
  readonly reads: { readonly readSettledRoot: typeof readSettledRoot; readonly readEarned: typeof readEarned };
  readonly build: { readonly refundVoided: typeof buildRefundVoided; readonly collect: typeof buildCollectTransaction };
  readonly nowMs: () => number;
  /** Once per refund and start; the earlier ones of a chain are told again after a start. */
  readonly onRefund: (refund: ClientRefund) => void;
  /** What the escrow owed this client is in its account. */
  readonly onCollected: (collectedWei: bigint, transactionHash: Hex) => void;
};

/** A court may void a job until the last stage of a case or dispute about it is over; on a public network a month is more than that. */
const keptMs = 30 * 86_400_000;
/** About 2 KB each. */
const keptJobs = 100_000;
const forgetEveryMs = 3_600_000;

export type Refunds = {
  /**
   * Asks for the price of every void job that a settled voucher of this client paid, and collects what came. The chain is asked first, so nothing is sent twice.
   * @throws chain.unreachable  try again later
   * @effects chain: costs gas
   */
  advance(): Promise<void>;
};

/** The client's side of a void job: its price, from the node's stake, back into the client's account. @source docs/protocol/contracts.md section 4 */
export function createRefunds(dependencies: RefundsDependencies): Refunds {
  const { p, chain, client, queue, store, reads, build } = dependencies;
  const { deployment } = chain;
  const told = new Set<string>();
  /** Under which settled root a refund was refused: only another root can change that. */
  const refused = new Map<string, string>();
  let forgotAtMs = -Infinity;

  async function advance(): Promise<void> {
    forget(dependencies.nowMs());
    const nodes = dependencies.nodes();
    const before = await dependencies.readVoids(nodes);
    let hasSent = false;
    for (const { orderHash } of before.voided) {
      if (before.refunds.some((refund) => refund.orderHash === orderHash)) continue;
      const paid = store.paidJob(orderHash);
      if (paid && (await ask(orderHash, paid))) hasSent = true;
    }
    const { voided, refunds } = hasSent ? await dependencies.readVoids(nodes) : before;
    let isOwed = false;
    for (const refund of refunds) {
      const name = `${refund.orderHash} ${refund.transactionHash}`;
      const node = voided.find(({ orderHash }) => orderHash === refund.orderHash)?.node;
      if (told.has(name) || !node) continue;
      told.add(name);
      isOwed ||= refund.from === 'stake';
      const paid = store.paidJob(refund.orderHash);
      dependencies.onRefund({ ...refund, node, jobId: paid?.order.jobId ?? null, priceWei: paid ? receiptPriceWei(paid.order, paid.receipt.io) : refund.refundedWei });
    }
    if (isOwed) await collect();
  }

  function forget(nowMs: number): void {
    if (nowMs - forgotAtMs < forgetEveryMs) return;
    forgotAtMs = nowMs;
    store.forgetPaidJobs({ atMs: nowMs - keptMs, keep: keptJobs });
  }

  /** Gives whether it was sent. */
  async function ask(orderHash: string, paid: PaidJob): Promise<boolean> {
    const settled = await reads.readSettledRoot(chain, paid.order);
    if (!settled || refused.get(orderHash) === settled.receiptsRoot) return false;
    const place = findPlace(p, store.leavesOf(paid.line), paid.receiptHash, settled);
    if (!place) return false;
    try {
      await queue.send({ ...build.refundVoided(deployment, paid, place), id: `refund ${orderHash}` });
      return true;
    } catch (error) {
      if (!isHearthError(error, 'chain.reverted')) throw error;
      // Somebody else may have sent it: then the chain says so.
      refused.set(orderHash, settled.receiptsRoot);
      return true;
    }
  }

  async function collect(): Promise<void> {
    const { dueWei } = await reads.readEarned(chain, client);
    if (dueWei === 0n) return;
    const { hash } = await queue.send({ ...build.collect(deployment, client), id: `collect ${client}` });
    dependencies.onCollected(dueWei, hash);
  }

  return { advance };
}

/**
 * Where a receipt stands in the tree that a settled voucher names; null where that tree does not reach it yet, or is none of this line. Pure.
 *
 * @param leaves   receipts of the line, in order
 * @param settled  the voucher's root, and how many jobs it counts: with claims between vouchers more than its tree has leaves
 */
export function findPlace(p: Primitives, leaves: readonly Hex[], receiptHash: Hex, settled: { readonly receiptsRoot: Hex; readonly count: number }): VoucherPlace | null {
  const index = leaves.indexOf(receiptHash);
  if (index < 0) return null;
  const tree = createGrowingTree(p, treeTag.voucherReceipt);
  for (const [at, leaf] of leaves.slice(0, settled.count).entries()) {
    tree.append(fromHex(leaf));
    if (at < index || toHex(tree.root()) !== settled.receiptsRoot) continue;
    return { receiptsRoot: settled.receiptsRoot, count: tree.count, index, proof: tree.proof(index).map(toHex) };
  }
  return null;
}
