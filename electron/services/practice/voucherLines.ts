import { fromHex, toHex } from '../../protocol/bytes.ts';
import type { VoucherRequest } from '../../protocol/messages.ts';
import { receiptPriceWei } from '../../protocol/pricing.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { signDigest } from '../../protocol/signature.ts';
import { createGrowingTree, treeTag, type GrowingTree } from '../../protocol/tree.ts';
import { signingDigest, type Domain, type Voucher } from '../../protocol/typedData.ts';
import { HearthError, type Failure } from '../../shared/errors.ts';
import type { PracticeStore } from './practiceStore.ts';

export type VoucherLinesDependencies = {
  readonly p: Primitives;
  readonly store: PracticeStore;
  readonly clientKey: string;
  readonly nowMs: () => number;
  /**
   * Hands a voucher to its node; done when the node acknowledged it. Throws otherwise, and is asked again later.
   */
  readonly deliver: (request: VoucherRequest) => Promise<void>;
  readonly onAcknowledged?: (jobId: string) => void;
  /** A node refused a voucher; it will be offered again. */
  readonly onRefused?: (request: VoucherRequest, failure: Failure) => void;
  readonly pauseMs?: { readonly first: number; readonly longest: number };
};

export type VoucherLines = {
  /**
   * Pays for a receipt: the line's next voucher is signed, kept, and then delivered until acknowledged. Asking again for the same job,
   * order or receipt changes nothing.
   * @effects money (a signature that settles), disk
   */
  accept(file: ReceiptFile, receiptHash: string, orderHash: string, votes: VoucherRequest['votes']): void;
  /** What a node's lines promise in all on this network. */
  promised(domain: Domain, node: string): { readonly line: Pick<Voucher, 'client' | 'provider' | 'app' | 'modelId'>; readonly wei: bigint }[];
  /** Delivers what an earlier run left. */
  resume(): void;
};

/** Vouchers of one (network, client, node, app, model) form a line; each pays everything so far. */
export const lineKeyOf = (domain: Domain, line: Pick<Voucher, 'client' | 'provider' | 'app' | 'modelId'>): string =>
  [domain.chainId, domain.verifyingContract, line.client, line.provider, line.app, line.modelId].map((part) => String(part).toLowerCase()).join(':');

/** Signs and delivers cumulative vouchers, one line at a time in order: a node takes a line's vouchers only one after the other. */
export function createVoucherLines(dependencies: VoucherLinesDependencies, signal: AbortSignal): VoucherLines {
  const { p, store, nowMs } = dependencies;
  const { first, longest } = dependencies.pauseMs ?? { first: 200, longest: 10_000 };
  const trees = new Map<string, GrowingTree>();
  const pumping = new Set<string>();

  function treeOf(line: string): GrowingTree {
    const known = trees.get(line);
    if (known) return known;
    const tree = createGrowingTree(p, treeTag.voucherReceipt);
    for (const leaf of store.leavesOf(line)) tree.append(fromHex(leaf));
    trees.set(line, tree);
    return tree;
  }

  function accept(file: ReceiptFile, receiptHash: string, orderHash: string, votes: VoucherRequest['votes']): void {
    const { order, domain } = file;
    const line = { client: order.client, provider: order.provider, app: order.app, modelId: order.modelId };
    const key = lineKeyOf(domain, line);
    const tree = treeOf(key);
    try {
      store.addVoucher(key, { receiptHash, orderHash, priceWei: receiptPriceWei(order, file.receipt.io), order, receipt: file.receipt, atMs: nowMs() }, ({ index, count, cumulativeWei }) => {
        if (tree.count !== index) throw new HearthError('storage.unreadable', { path: 'voucher line', reason: `${tree.count} leaves in memory, ${index} on disk` });
        tree.append(fromHex(receiptHash));
        const voucher: Voucher = { ...line, count, cumulativeWei, receiptsRoot: toHex(tree.root()) };
        return {
          jobId: order.jobId, voucher, signature: signDigest(dependencies.clientKey, signingDigest(domain, 'Voucher', voucher)),
          index, proof: tree.proof(index).map(toHex), votes,
        };
      });
    } catch (error) {
      // The disk said no: the tree in memory may be one leaf ahead, so it is read anew.
      trees.delete(key);
      throw error;
    }
    void pump(key);
  }

  async function pump(key: string): Promise<void> {
    if (pumping.has(key)) return;
    pumping.add(key);
    try {
      for (let pauseMs = first; !signal.aborted; ) {
        const request = store.nextVoucher(key);
        if (!request) return;
        const failure = await attempt(request);
        if (signal.aborted) return;
        if (failure === null) {
          store.acknowledgeVoucher(request.jobId);
          dependencies.onAcknowledged?.(request.jobId);
          pauseMs = first;
          continue;
        }
        if (failure.code !== 'network.unreachable') dependencies.onRefused?.(request, failure);
        await pause(pauseMs, signal);
        pauseMs = Math.min(2 * pauseMs, longest);
      }
    } finally {
      pumping.delete(key);
    }
  }

  async function attempt(request: VoucherRequest): Promise<Failure | null> {
    try {
      await dependencies.deliver(request);
      return null;
    } catch (error) {
      return error instanceof HearthError ? error.toFailure() : { code: 'internal', about: { incident: String(error).slice(0, 200) } };
    }
  }

  return {
    accept,
    promised(domain, node) {
      const prefix = `${domain.chainId}:${domain.verifyingContract.toLowerCase()}:`;
      return store.lines().flatMap(({ line, wei }) => {
        const [client, provider, app, modelId] = line.split(':').slice(2);
        return line.startsWith(prefix) && provider === node.toLowerCase() ? [{ line: { client: client!, provider, app: app!, modelId: modelId! }, wei }] : [];
      });
    },
    resume() {
      for (const key of store.waitingLines()) void pump(key);
    },
  };
}

/** Waits, or ends early when the signal aborts. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
