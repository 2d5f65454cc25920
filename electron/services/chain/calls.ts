import type { Voucher } from '../../protocol/typedData.ts';
import type { Hex } from '../../shared/units.ts';
import { interfaces, type ContractName } from './contracts.ts';
import type { Deployment } from './deployment.ts';

/** What a transaction does, before gas, nonce and signature. */
export type Call = {
  /** The contract's function, for messages and policies. */
  readonly call: string;
  readonly to: Hex;
  readonly data: Hex;
};

/** Any call of one of our contracts; the functions below say what the common ones do. */
export const buildCall = (deployment: Deployment, contract: ContractName, call: string, args: readonly unknown[]): Call => ({
  call,
  to: deployment.contracts[contract].address as Hex,
  data: interfaces[contract].encodeFunctionData(call, args) as Hex,
});

/**
 * Anchors a batch of the sending node's receipts. Not idempotent: ask the chain before anchoring a root again.
 *
 * @param batch.root      tree root of the receipts' digests, tag 0x41
 * @param batch.count     receipts in it, 1 to 2^32 - 1
 * @param batch.valueWei  the sum of their prices
 */
export const buildAnchorTransaction = (deployment: Deployment, batch: { root: Hex; count: number; valueWei: bigint }): Call =>
  buildCall(deployment, 'JobEscrow', 'anchor', [batch.root, batch.count, batch.valueWei]);

const settleKey = ({ provider, modelId, app }: Voucher): string => [provider, modelId, app].join().toLowerCase();

/**
 * Settles vouchers. Idempotent. Vouchers are ordered by node, model and app here, so that each node is paid with one transfer and
 * payments that are shared alike are split once.
 *
 * @param signed  vouchers with their clients' signatures
 */
export function buildSettleTransaction(deployment: Deployment, signed: readonly { voucher: Voucher; signature: Hex }[]): Call {
  const ordered = signed.toSorted((a, b) => settleKey(a.voucher).localeCompare(settleKey(b.voucher)));
  return buildCall(deployment, 'JobEscrow', 'settle', [ordered.map((s) => s.voucher), ordered.map((s) => s.signature)]);
}

/** Lets one of our contracts take up to `amountWei` of the sender's coins. */
export const buildApproveTransaction = (deployment: Deployment, spender: 'JobEscrow' | 'StakeManager', amountWei: bigint): Call =>
  buildCall(deployment, 'HearthToken', 'approve', [deployment.contracts[spender].address, amountWei]);

/** Sends coins. */
export const buildTransferTransaction = (deployment: Deployment, to: string, amountWei: bigint): Call =>
  buildCall(deployment, 'HearthToken', 'transfer', [to, amountWei]);

/** Locks the sender's coins for a node until at least `expirySeconds`; adds to what is already there. Needs an approval. */
export const buildReserveTransaction = (
  deployment: Deployment,
  reservation: { provider: string; amountWei: bigint; expirySeconds: number },
): Call => buildCall(deployment, 'JobEscrow', 'reserve', [reservation.provider, reservation.amountWei, reservation.expirySeconds]);

/** Takes back what nobody earned, one window after the expiry. */
export const buildReleaseTransaction = (deployment: Deployment, provider: string): Call =>
  buildCall(deployment, 'JobEscrow', 'release', [provider]);

/**
 * Binds a node to the sender, for good.
 *
 * @param binding.signature  the node's signature over {@link nodeBindingTypes}; '0x' when the node itself sends
 */
export const buildBindNodeTransaction = (
  deployment: Deployment,
  binding: { node: string; deadlineSeconds: number; signature: Hex },
): Call => buildCall(deployment, 'StakeManager', 'bindNode', [binding.node, binding.deadlineSeconds, binding.signature]);

/** What a node signs to accept an operator, under the StakeManager's domain. */
export const nodeBindingTypes = {
  NodeBinding: [
    { name: 'node', type: 'address' },
    { name: 'operator', type: 'address' },
    { name: 'deadlineSeconds', type: 'uint64' },
  ],
};

/** The EIP-712 domain of one contract: JobEscrow for orders, receipts, votes and vouchers; StakeManager for node bindings. */
export const domainOf = (deployment: Deployment, contract: 'JobEscrow' | 'StakeManager' = 'JobEscrow') => ({
  name: 'Hearth' as const,
  version: '1' as const,
  chainId: deployment.chainId,
  verifyingContract: deployment.contracts[contract].address,
});

/** Starts a node's next epoch, after its records were lost. Sent by the operator. */
export const buildStartEpochTransaction = (deployment: Deployment, node: string): Call =>
  buildCall(deployment, 'StakeManager', 'startEpoch', [node]);

/** Locks the sender's coins behind a node. Needs an approval. */
export const buildStakeTransaction = (deployment: Deployment, node: string, amountWei: bigint): Call =>
  buildCall(deployment, 'StakeManager', 'stakeFor', [node, amountWei]);

/** Begins the countdown after which stake may leave. Sent by the operator. */
export const buildRequestUnbondTransaction = (deployment: Deployment, node: string, amountWei: bigint): Call =>
  buildCall(deployment, 'StakeManager', 'requestUnbond', [node, amountWei]);

/** Takes stake whose countdown is over. Sent by the operator. */
export const buildWithdrawTransaction = (deployment: Deployment, node: string): Call =>
  buildCall(deployment, 'StakeManager', 'withdraw', [node]);

/** Announces where a node's pay goes; it counts after the delay. Sent by the operator. */
export const buildAnnouncePayoutTransaction = (deployment: Deployment, node: string, payout: string): Call =>
  buildCall(deployment, 'StakeManager', 'announcePayout', [node, payout]);
