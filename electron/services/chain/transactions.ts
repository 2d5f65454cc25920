import { setTimeout as sleep } from 'node:timers/promises';
import { Transaction } from 'ethers/transaction';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { transferGas, withReserve } from '../../shared/gasReserve.ts';
import type { Hex } from '../../shared/units.ts';
import { RpcRefusal } from './rpcSource.ts';
import { cancelCall, checkSigned, describeItem, formatReason, groupPending, isKnownAlready, isOutage, quietOutcome, raiseTo, readFees, requireWanted, toMined, type Item, type RawReceipt } from './transactionParts.ts';
import type {
  MinedTransaction,
  SignedTransaction,
  TransactionIntent,
  TransactionQueue,
  TransactionQueueDependencies,
  TransactionQueueOptions,
  UnsignedTransaction,
} from './transactionTypes.ts';

export type { TransactionIntent, TransactionQueue } from './transactionTypes.ts';

/**
 * One queue per account. One transaction at a time: a nonce is settled before the next is used, so a crash leaves at most one
 * in doubt, and what is on disk settles that one. Throughput comes from batches (anchor, settle), not from many transactions.
 */
export function createTransactionQueue(dependencies: TransactionQueueDependencies, options: TransactionQueueOptions): TransactionQueue {
  const { chain, from } = dependencies;
  const { signal } = options;
  const stuckMs = options.stuckMs ?? 45_000;
  const confirmations = options.confirmations ?? 1;
  const items: Item[] = groupPending(options.pending ?? []);
  let nextNonce = 0;
  let wake: () => void = () => {};

  /** Runs a step until nothing passing stops it: before signing the chain's absence or doubtful data, after signing anything but a verdict. */
  async function patiently<T>(item: Item, step: () => Promise<T>): Promise<T> {
    for (let waitMs = chain.pollingMs; ; waitMs = Math.min(waitMs * 2, Math.max(15_000, chain.pollingMs))) {
      try {
        return await step();
      } catch (error) {
        const isPassing = item.signed.length === 0 ? isOutage(error) : !isHearthError(error, 'chain.nonceTaken');
        if (!isPassing || signal.aborted) throw error;
        item.waitReason = formatReason(error);
        dependencies.onWaiting?.({ id: item.id, call: item.call, reason: item.waitReason });
        await sleep(waitMs, undefined, { signal });
      }
    }
  }

  /** Asks for a signature, checks that it is on what was asked, and has it kept on disk. */
  async function sign(item: Item, unsigned: UnsignedTransaction, call = item.call): Promise<void> {
    const raw = await dependencies.signTransaction(unsigned, { id: item.id, call });
    const hash = checkSigned(raw, unsigned, from);
    const signed: SignedTransaction = { id: item.id, call, nonce: unsigned.nonce, hash, raw, signedAtMs: chain.clock.nowMs() };
    await dependencies.onSigned(signed);
    item.signed.push(signed);
  }

  async function signFirst(item: Item, intent: TransactionIntent): Promise<void> {
    const unsigned = await patiently(item, async (): Promise<UnsignedTransaction> => {
      requireWanted(item);
      await chain.requireSound(signal);
      const valueWei = intent.valueWei ?? 0n;
      const gasLimit = intent.gasLimit ?? withReserve(await chain.estimateGas(from, intent, valueWei, signal));
      const [fees, count, balance] = await Promise.all([
        readFees(chain, signal),
        chain.request<string>('eth_getTransactionCount', [from, 'latest'], signal),
        chain.request<string>('eth_getBalance', [from, 'latest'], signal),
      ]);
      const neededWei = valueWei + gasLimit * fees.maxFeePerGasWei;
      if (BigInt(balance) < neededWei) {
        throw new HearthError('chain.gasMissing', {
          account: from,
          balanceWei: BigInt(balance).toString(),
          neededWei: neededWei.toString(),
        });
      }
      // A node that lags must not make us use a nonce twice.
      nextNonce = Math.max(nextNonce, Number(count));
      requireWanted(item);
      return {
        type: 2,
        chainId: chain.deployment.chainId,
        nonce: nextNonce,
        to: intent.to,
        data: intent.data,
        valueWei,
        gasLimit,
        ...fees,
      };
    });
    await sign(item, unsigned);
  }

  /** Signs the newest version anew, with a fee that nodes accept as a replacement, or what cancels it: a transfer of nothing to ourselves under the same nonce. */
  async function replace(item: Item): Promise<void> {
    const version = item.signed.at(-1)!;
    const last = Transaction.from(version.raw);
    const fees = await readFees(chain, signal);
    const isCancel = item.cancelled !== null;
    await sign(item, {
      type: 2,
      chainId: chain.deployment.chainId,
      nonce: last.nonce,
      to: isCancel ? from : last.to as Hex,
      data: isCancel ? '0x' : last.data as Hex,
      valueWei: isCancel ? 0n : last.value,
      gasLimit: isCancel ? transferGas : last.gasLimit,
      maxFeePerGasWei: raiseTo(last.maxFeePerGas ?? 0n, fees.maxFeePerGasWei),
      maxPriorityFeePerGasWei: raiseTo(last.maxPriorityFeePerGas ?? 0n, fees.maxPriorityFeePerGasWei),
    }, isCancel ? cancelCall : version.call);
  }

  /** What the contracts would say of a stuck call by now; null: nothing against it. */
  async function findRefusal(item: Item): Promise<HearthError | null> {
    const { to, data, value } = Transaction.from(item.signed[0]!.raw);
    try {
      await chain.estimateGas(from, { call: item.call, to: to as Hex, data: data as Hex }, value, signal);
      return null;
    } catch (error) {
      if (isHearthError(error, 'chain.reverted')) return error;
      throw error;
    }
  }

  /** Hands the newest version to the node. A refusal is no verdict: the chain may already hold it, so the receipt decides. */
  async function broadcast(item: Item): Promise<void> {
    try {
      await chain.request('eth_sendRawTransaction', [item.signed.at(-1)!.raw], signal);
    } catch (error) {
      if (!(error instanceof RpcRefusal)) throw error;
      if (!isKnownAlready(error)) dependencies.onWaiting?.({ id: item.id, call: item.call, reason: error.message });
    }
  }

  async function findReceipt(item: Item): Promise<RawReceipt | null> {
    for (const { hash } of item.signed) {
      const receipt = await chain.request<RawReceipt | null>('eth_getTransactionReceipt', [hash], signal);
      if (receipt) return receipt;
    }
    return null;
  }

  /** Broadcasts and waits until the nonce is used: by us (the receipt) or by a stranger (chain.nonceTaken). */
  async function include(item: Item): Promise<RawReceipt> {
    const { nonce } = item.signed[0]!;
    let sentAtMs = Number.NEGATIVE_INFINITY;
    // What nobody was sent is not stuck: a signer that is away would keep a first version from ever going out.
    let isSent = false;
    let raisedAtMs = chain.clock.nowMs();
    let goneLooks = 0;
    let gapSinceMs: number | null = null;
    let isCancelTried = item.signed.at(-1)!.call === cancelCall;
    for (;;) {
      const receipt = await patiently(item, async () => {
        const found = await findReceipt(item);
        if (found) return found;
        const count = Number(await chain.request<string>('eth_getTransactionCount', [from, 'latest'], signal));
        goneLooks = count > nonce ? goneLooks + 1 : 0;
        const nowMs = chain.clock.nowMs();
        // A chain that went back to an older state never reaches this nonce by itself, and an early broadcast would wait in
        // the node's pool to act at a moment nobody expects.
        gapSinceMs = count < nonce ? (gapSinceMs ?? nowMs) : null;
        if (gapSinceMs !== null && nowMs - gapSinceMs >= stuckMs) throw new HearthError('chain.nonceTaken', { account: from, nonce });
        if (count !== nonce) return null;
        const isStuck = isSent && nowMs - raisedAtMs >= stuckMs;
        // 21,000 gas instead of those of a call that fails.
        if (isStuck && options.cancelsRefused && !item.cancelled) item.cancelled = await findRefusal(item);
        if (isStuck || item.isHurried || (item.cancelled && !isCancelTried)) {
          raisedAtMs = nowMs;
          item.isHurried = false;
          isCancelTried = item.cancelled !== null;
          await replace(item);
          sentAtMs = Number.NEGATIVE_INFINITY;
        }
        // Again now and then: nodes drop transactions, and a restarted node forgets them.
        if (nowMs - sentAtMs >= Math.max(5 * chain.pollingMs, 2000)) {
          await broadcast(item);
          isSent = true;
          sentAtMs = nowMs;
        }
        return null;
      });
      if (receipt && (await patiently(item, () => isConfirmed(receipt)))) return receipt;
      // Three looks, for nodes behind one address need not agree at once.
      if (goneLooks >= 3) throw new HearthError('chain.nonceTaken', { account: from, nonce });
      await sleep(chain.pollingMs, undefined, { signal });
    }
  }

  async function isConfirmed(receipt: RawReceipt): Promise<boolean> {
    return confirmations <= 1 || (await chain.readBlockNumber(signal)) >= Number(receipt.blockNumber) + confirmations - 1;
  }

  /** Brings the first item to its end and takes it off the queue; a stop leaves it there for the next run. */
  async function process(item: Item): Promise<void> {
    let mined: MinedTransaction;
    try {
      // Until this is done nothing was broadcast: on failure the nonce is free and the caller may send again.
      if (item.intent && item.signed.length === 0) await signFirst(item, item.intent);
    } catch (error) {
      if (!signal.aborted) finish(() => item.outcome.reject(error));
      return;
    }
    try {
      mined = toMined(chain, item, await include(item));
    } catch (error) {
      if (signal.aborted) return;
      const { nonce } = item.signed[0]!;
      nextNonce = isHearthError(error, 'chain.nonceTaken') ? 0 : Math.max(nextNonce, nonce + 1);
      const failed = error instanceof HearthError ? error : new HearthError('internal', { incident: 'transaction' }, error);
      await dependencies.onFailed({ id: item.id, call: item.call, nonce, error: failed });
      finish(() => item.outcome.reject(failed));
      return;
    }
    nextNonce = Math.max(nextNonce, mined.nonce + 1);
    await dependencies.onMined(mined);
    finish(() => (mined.call === cancelCall ? item.outcome.reject(item.cancelled) : item.outcome.resolve(mined)));
  }

  function finish(settle: () => void): void {
    items.shift();
    settle();
  }

  async function run(): Promise<void> {
    signal.addEventListener('abort', () => wake(), { once: true });
    while (!signal.aborted) {
      const item = items[0];
      if (!item) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      // Only a hook that could not keep its note ends here; the note from signing lets the next run find the outcome.
      await process(item).catch((error: unknown) => finish(() => item.outcome.reject(error)));
    }
    for (const item of items) item.outcome.reject(signal.reason);
  }

  return {
    send(intent) {
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      const known = items.find((item) => item.id === intent.id);
      if (known) return known.outcome.promise;
      const item: Item = { id: intent.id, call: intent.call, intent, signed: [], outcome: quietOutcome(), cancelled: null, isHurried: false, waitReason: null };
      items.push(item);
      wake();
      return item.outcome.promise;
    },
    async cancel(transactionId, reason) {
      const item = items.find(({ id }) => id === transactionId);
      if (!item) return false;
      item.cancelled ??= new HearthError('chain.cancelled', { call: item.call, reason });
      // Behind the first nothing is signed yet.
      if (item !== items[0]) {
        items.splice(items.indexOf(item), 1);
        item.outcome.reject(item.cancelled);
        return true;
      }
      return item.outcome.promise.then(() => false, (error: unknown) => {
        if (error === item.cancelled) return true;
        if (signal.aborted) throw error;
        return false;
      });
    },
    speedUp(transactionId) {
      const item = items[0];
      if (!item || item.id !== transactionId || item.signed.length === 0) return false;
      item.isHurried = true;
      return true;
    },
    queued: () => items.map(describeItem),
    unfinished: () => items.map((item) => item.id),
    stopped: run(),
  };
}
