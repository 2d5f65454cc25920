import type { Wallet } from 'ethers/wallet';
import { signingDigest, type Voucher } from '../../electron/protocol/typedData.ts';
import {
  buildApproveTransaction,
  buildBindNodeTransaction,
  buildReserveTransaction,
  buildStakeTransaction,
  buildTransferTransaction,
  domainOf,
} from '../../electron/services/chain/calls.ts';
import type { Hex } from '../../electron/shared/units.ts';
import type { TestNet } from './chainTestNet.ts';

export const testModelId: Hex = `0x${'11'.repeat(32)}`;
export const testApp: Hex = `0x${'22'.repeat(20)}`;
export const zeroHash: Hex = `0x${'00'.repeat(32)}`;

/** A node that is its own operator, with stake. */
export async function enrolNode(net: TestNet, node: Wallet, stakeWei: bigint): Promise<void> {
  const { deployment: d } = net;
  await net.send(node, buildBindNodeTransaction(d, { node: node.address, deadlineSeconds: 0, signature: '0x' }));
  if (stakeWei === 0n) return;
  await net.send(net.deployer, buildApproveTransaction(d, 'StakeManager', stakeWei));
  await net.send(net.deployer, buildStakeTransaction(d, node.address, stakeWei));
}

/** Gives a client coins and reserves them for a node. */
export async function fundReservation(net: TestNet, client: Wallet, provider: string, amountWei: bigint, seconds = 86_400): Promise<void> {
  const { deployment: d } = net;
  await net.send(net.deployer, buildTransferTransaction(d, client.address, amountWei));
  await net.send(client, buildApproveTransaction(d, 'JobEscrow', amountWei));
  await net.send(client, buildReserveTransaction(d, { provider, amountWei, expirySeconds: (await net.nowSeconds()) + seconds }));
}

export type VoucherInput = Pick<Voucher, 'cumulativeWei' | 'count' | 'provider'> & Partial<Voucher>;

/** A voucher signed by the client, as the client program makes it. */
export function signVoucher(net: TestNet, client: Wallet, input: VoucherInput): { voucher: Voucher; signature: Hex } {
  const voucher: Voucher = { client: client.address, app: testApp, modelId: testModelId, receiptsRoot: zeroHash, ...input };
  return { voucher, signature: client.signingKey.sign(signingDigest(domainOf(net.deployment), 'Voucher', voucher)).serialized as Hex };
}
