import type { HearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import type { Call } from './calls.ts';
import type { Chain } from './chain.ts';
import type { ChainEvent } from './events.ts';

/** What the owner of the key is asked to sign: an EIP-1559 transaction, field by field. */
export type UnsignedTransaction = {
  readonly type: 2;
  readonly chainId: number;
  readonly nonce: number;
  readonly to: Hex;
  readonly data: Hex;
  readonly valueWei: bigint;
  readonly gasLimit: bigint;
  readonly maxFeePerGasWei: bigint;
  readonly maxPriorityFeePerGasWei: bigint;
};

/** Something to be sent once. */
export type TransactionIntent = Call & {
  /** The caller's own name for it, unique among what is unfinished. The same id is never signed for two nonces. */
  readonly id: string;
  readonly valueWei?: bigint;
  /** Instead of the estimate and its reserve of a quarter. */
  readonly gasLimit?: bigint;
};

/** A signed transaction as the caller keeps it on disk. Several with one id and nonce are one transaction with a raised fee, or cancelled. */
export type SignedTransaction = {
  readonly id: string;
  readonly call: string;
  readonly nonce: number;
  readonly hash: Hex;
  /** What is broadcast, and broadcast again after a crash. */
  readonly raw: Hex;
  readonly signedAtMs: number;
};

export type MinedTransaction = {
  readonly id: string;
  readonly call: string;
  readonly nonce: number;
  readonly hash: Hex;
  readonly blockNumber: number;
  readonly blockHash: Hex;
  readonly gasUsed: bigint;
  /** Paid for gas, in the chain's own currency. */
  readonly feeWei: bigint;
  readonly events: readonly ChainEvent[];
};

/** A transaction that is not finished. Null where nothing is signed yet: it waits for the ones before it, or for a sound chain. */
export type QueuedTransaction = {
  readonly id: string;
  readonly call: string;
  readonly state: 'waiting' | 'sent' | 'cancelling';
  readonly nonce: number | null;
  /** Of the newest version. */
  readonly hash: Hex | null;
  /** Signed so far, each at a higher fee. */
  readonly versions: number;
  readonly signedAtMs: number | null;
  /** The most the newest version can cost, in the chain's own currency. */
  readonly maxFeeWei: bigint | null;
  readonly waitReason: string | null;
};

export type TransactionQueueDependencies = {
  readonly chain: Chain;
  /** The account whose nonces this queue owns. Nobody else may send from it. */
  readonly from: Hex;
  /** Asks the owner of the key; gives the raw signed transaction. Its failure fails the intent, and nothing was sent. */
  readonly signTransaction: (unsigned: UnsignedTransaction, intent: { id: string; call: string }) => Promise<Hex>;
  /** Awaited before the broadcast: keep the transaction on disk here. A failure means it is never broadcast. */
  readonly onSigned: (signed: SignedTransaction) => void | Promise<void>;
  /** It is in the chain and did its work; with `call` "cancel" that was to use the nonce up and do nothing. */
  readonly onMined: (mined: MinedTransaction) => void | Promise<void>;
  /** A signed one ended otherwise: reverted in the chain, or its nonce was used by another. Forget it. */
  readonly onFailed: (failed: { id: string; call: string; nonce: number; error: HearthError }) => void | Promise<void>;
  /** It cannot move now (chain gone, refused by the node, no signature for a higher fee); it will be tried again. */
  readonly onWaiting?: (waiting: { id: string; call: string; reason: string }) => void;
};

export type TransactionQueueOptions = {
  /** What was signed and not finished when the last run ended. */
  readonly pending?: readonly SignedTransaction[];
  /** Without inclusion for so long, the fee is raised; 45 000. */
  readonly stuckMs?: number;
  /** A stuck call that the contracts refuse by now is cancelled, and its intent fails with their refusal; false. The key's owner must sign cancels. */
  readonly cancelsRefused?: boolean;
  /** Blocks on top, its own included, before it counts as mined; 1. Later reorgs are the watcher's to tell. */
  readonly confirmations?: number;
  readonly signal: AbortSignal;
};

export type TransactionQueue = {
  /**
   * Sends once and waits for the chain. Costs gas. An id that is already on its way is joined, not sent again.
   *
   * @throws chain.reverted    refused; when refused before signing, nothing was spent
   * @throws chain.gasMissing  the account cannot pay for the gas
   * @throws chain.nonceTaken  another program sent from this account; ask the chain before trying again
   * @throws chain.cancelled   {@link TransactionQueue.cancel} came first
   */
  send(intent: TransactionIntent): Promise<MinedTransaction>;
  /**
   * Takes one back: before it is signed for nothing, after that by a transfer of nothing under its nonce, which races it. Costs 21,000 gas.
   *
   * @returns  once the chain decided: true when it will never do its work; false when it did, or ended otherwise before
   */
  cancel(id: string, reason: string): Promise<boolean>;
  /**
   * Signs the one on its way anew at a fee that nodes accept as a replacement, at the next look at the chain, instead of when it counts as stuck.
   * @returns  false where no such transaction is signed and unfinished
   */
  speedUp(id: string): boolean;
  /** What is not finished, in order. */
  queued(): readonly QueuedTransaction[];
  /** Ids not finished, in order. */
  unfinished(): readonly string[];
  /** Settles when the queue has stopped after its signal. */
  readonly stopped: Promise<void>;
};
