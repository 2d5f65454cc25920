import { Transaction } from 'ethers/transaction';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import type { Chain } from './chain.ts';
import { parseEvents, type RawLog } from './events.ts';
import type { RpcRefusal } from './rpcSource.ts';
import type { MinedTransaction, QueuedTransaction, SignedTransaction, TransactionIntent, UnsignedTransaction } from './transactionTypes.ts';

/** One transaction of a queue, in all its versions. */
export type Item = {
  readonly id: string;
  readonly call: string;
  /** Null for one resumed from disk: it is signed already, and its call is read back from the raw bytes. */
  readonly intent: TransactionIntent | null;
  readonly signed: SignedTransaction[];
  readonly outcome: PromiseWithResolvers<MinedTransaction>;
  /** Why it is to be cancelled; null as long as it is to be done. */
  cancelled: HearthError | null;
  /** Its owner asked for a higher fee now, without waiting until it counts as stuck. */
  isHurried: boolean;
  /** What kept it from moving the last time it was tried. */
  waitReason: string | null;
};

/** A transaction as its owner sees it. */
export function describeItem({ id, call, signed, cancelled, waitReason }: Item): QueuedTransaction {
  const [first, newest] = [signed[0], signed.at(-1)];
  const last = newest ? Transaction.from(newest.raw) : null;
  return {
    id, call, state: cancelled ? 'cancelling' : newest ? 'sent' : 'waiting', nonce: first?.nonce ?? null, hash: newest?.hash ?? null, versions: signed.length, signedAtMs: first?.signedAtMs ?? null,
    maxFeeWei: last ? last.gasLimit * (last.maxFeePerGas ?? 0n) : null, waitReason,
  };
}

export type RawReceipt = {
  transactionHash: Hex;
  blockNumber: string;
  blockHash: Hex;
  status: string;
  gasUsed: string;
  effectiveGasPrice: string;
  logs: RawLog[];
};

/** The call of a version that does nothing but use the nonce. On disk it tells what the others of its id have become. */
export const cancelCall = 'cancel';

/** Rejections reach whoever called send; a resumed transaction has no caller, and its hooks tell. */
export function quietOutcome(): PromiseWithResolvers<MinedTransaction> {
  const outcome = Promise.withResolvers<MinedTransaction>();
  outcome.promise.catch(() => {});
  return outcome;
}

export function groupPending(pending: readonly SignedTransaction[]): Item[] {
  const byNonce = Map.groupBy(pending, (signed) => signed.nonce);
  return [...byNonce.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, versions]) => {
      const signed = versions.toSorted((a, b) => a.signedAtMs - b.signedAtMs);
      const { id, call } = signed[0]!;
      const cancelled = signed.some((version) => version.call === cancelCall) ? new HearthError('chain.cancelled', { call, reason: refusals.beforeRestart }) : null;
      return { id, call, intent: null, signed, outcome: quietOutcome(), cancelled, isHurried: false, waitReason: null };
    });
}

/** The last guard before money moves: what came back is what was asked for, signed by the right key. */
export function checkSigned(raw: Hex, unsigned: UnsignedTransaction, from: Hex): Hex {
  const signed = Transaction.from(raw);
  const same =
    signed.from !== null &&
    sameAddress(signed.from, from) &&
    signed.to !== null &&
    sameAddress(signed.to, unsigned.to) &&
    Number(signed.chainId) === unsigned.chainId &&
    signed.nonce === unsigned.nonce &&
    signed.data === unsigned.data &&
    signed.value === unsigned.valueWei &&
    signed.gasLimit === unsigned.gasLimit &&
    signed.maxFeePerGas === unsigned.maxFeePerGasWei;
  if (!same) throw new HearthError('signer.refused', { rule: 'transaction', reason: refusals.signedElse });
  return signed.hash as Hex;
}

export async function readFees(chain: Chain, signal: AbortSignal): Promise<{ maxFeePerGasWei: bigint; maxPriorityFeePerGasWei: bigint }> {
  const [block, gasPrice] = await Promise.all([chain.readBlock('latest', signal), chain.request<string>('eth_gasPrice', [], signal)]);
  const baseFeeWei = block!.baseFeeWei;
  const tipWei = BigInt(gasPrice) > baseFeeWei ? BigInt(gasPrice) - baseFeeWei : 0n;
  // Twice the base fee outlasts six full blocks in a row.
  return { maxFeePerGasWei: 2n * baseFeeWei + tipWei, maxPriorityFeePerGasWei: tipWei };
}

/** @throws chain.cancelled  its owner took it back */
export function requireWanted({ cancelled }: Item): void {
  if (cancelled) throw cancelled;
}

/** What nodes accept as a replacement: at least an eighth more. */
export const raiseTo = (oldWei: bigint, freshWei: bigint): bigint => (freshWei > (oldWei * 9n) / 8n ? freshWei : (oldWei * 9n) / 8n + 1n);

export const isOutage = (error: unknown): boolean =>
  isHearthError(error, 'chain.unreachable') || isHearthError(error, 'chain.stale') || isHearthError(error, 'chain.disagreement');

export function formatReason(error: unknown): string {
  if (isHearthError(error, 'chain.unreachable')) return error.about.reason;
  if (isHearthError(error, 'chain.stale')) return refusals.chainOld(Math.floor(error.about.ageSeconds / 60));
  if (isHearthError(error, 'chain.disagreement')) return refusals.chainsDisagree(error.about.rpcUrl, error.about.otherUrl, error.about.blockNumber);
  return error instanceof Error ? error.message : String(error);
}

export const isKnownAlready = (refusal: RpcRefusal): boolean =>
  /already (?:known|imported)|known transaction|nonce too low/i.test(refusal.message);

/** @throws chain.reverted  the transaction is in the chain and failed there */
export function toMined(chain: Chain, item: Item, receipt: RawReceipt): MinedTransaction {
  const version = item.signed.find((signed) => signed.hash === receipt.transactionHash)!;
  if (Number(receipt.status) !== 1) {
    throw new HearthError('chain.reverted', {
      call: item.call,
      error: `reverted in block ${Number(receipt.blockNumber)}, transaction ${receipt.transactionHash}`,
    });
  }
  return {
    id: item.id,
    call: version.call === cancelCall ? cancelCall : item.call,
    nonce: version.nonce,
    hash: version.hash,
    blockNumber: Number(receipt.blockNumber),
    blockHash: receipt.blockHash,
    gasUsed: BigInt(receipt.gasUsed),
    feeWei: BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice),
    events: parseEvents(chain.deployment, receipt.logs),
  };
}
