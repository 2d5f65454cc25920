import { keccak256, SigningKey } from 'ethers/crypto';
import { Transaction } from 'ethers/transaction';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { Hex } from '../../shared/units.ts';
import { refuseApproved, type SignRequest } from '../../services/wallet/decideAction.ts';
import type { SigningNetwork } from './decideSigning.ts';
import type { Wallet } from './wallet.ts';

export const walletNetworkOf = (network: SigningNetwork | null): { readonly chainId: number; readonly contracts: SigningNetwork['contracts'] } | null =>
  network && { chainId: network.domain.chainId, contracts: network.contracts };

/**
 * Signs what the owner approved. The ledger holds it before the signature exists; asked again with the same nonce and fees it gives the same bytes.
 *
 * @throws signer.refused
 */
export function signApproved(wallet: Wallet, request: SignRequest & { readonly approvalId: string }): { readonly raw: Hex; readonly txHash: Hex } {
  const { unlocked, spending, nowMs } = wallet;
  const found = wallet.approvals.find(request.approvalId);
  const approval = found?.approval;
  const key = approval ? unlocked.keyOf(approval.rootId, approval.address) : null;
  const policy = (approval && unlocked.of(approval.rootId)?.policy) ?? null;
  const refusal = refuseApproved(request, approval, {
    isUnlocked: key !== null && policy !== null, isSigned: found?.isSigned ?? false, network: walletNetworkOf(wallet.state.network()), policy: policy!, nowMs: nowMs(),
    spentUnits: approval?.action.kind === 'sendToken' ? spending.unitsBy(approval.address, approval.chainId, approval.action.token, nowMs(), request.nonce) : 0n,
    spent: approval ? spending.spentBy(approval.address, approval.chainId, nowMs(), request.nonce) : { coinsWei: 0n, gasWei: 0n },
  });
  if (refusal || !approval || !key) throw new HearthError('signer.refused', refusal ?? { rule: 'approval', reason: refusals.notApproved });
  const { call } = approval;
  const transaction = Transaction.from({
    type: 2, chainId: approval.chainId, nonce: request.nonce, to: call.to, data: call.data, value: call.valueWei, gasLimit: request.gasLimit,
    maxFeePerGas: request.maxFeePerGasWei, maxPriorityFeePerGas: request.maxPriorityFeePerGasWei,
  });
  spending.append({
    atMs: nowMs(), from: approval.address, chainId: approval.chainId, nonce: request.nonce, to: 'to' in approval.action ? approval.action.to : call.to, kind: approval.action.kind,
    coinsWei: call.coinsWei, gasWei: call.valueWei + request.gasLimit * request.maxFeePerGasWei, digest: transaction.unsignedHash,
    ...(approval.action.kind === 'sendToken' ? { token: approval.action.token, tokenUnits: approval.action.amountUnits } : {}),
  });
  wallet.approvals.bind(approval.approvalId, request.nonce);
  transaction.signature = signWith(key, transaction.unsignedHash);
  return { raw: transaction.serialized as Hex, txHash: keccak256(transaction.serialized) as Hex };
}

/** ethers takes keys as strings; this one is the collector's to overwrite, the buffer stays ours. */
export const signWith = (key: Buffer, digest: string) => new SigningKey(`0x${key.toString('hex')}`).sign(digest);
