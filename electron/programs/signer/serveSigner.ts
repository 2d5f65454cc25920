import { hashMessage, TypedDataEncoder } from 'ethers/hash';
import { SigningKey } from 'ethers/crypto';
import { Transaction } from 'ethers/transaction';
import { getBytes } from 'ethers/utils';
import { z } from 'zod';
import { announcementDigest, announcementShape } from '../../protocol/messages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { signDigest } from '../../protocol/signature.ts';
import { domainShape, jobOrderShape, receiptShape } from '../../protocol/typedData.ts';
import { serveBridge, type BridgeServer } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { signerBridge, type SignerBridge } from '../../shared/signerBridge.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import { decideReceipt, nextPlace, refuseTransaction, type SigningNetwork } from './decideSigning.ts';
import type { NodeKeys } from './keyFile.ts';
import type { Ledger } from './ledger.ts';

const bindingTypes = {
  NodeBinding: [{ name: 'node', type: 'address' }, { name: 'operator', type: 'address' }, { name: 'deadlineSeconds', type: 'uint64' }],
};

export type SignerDependencies = { readonly keys: NodeKeys; readonly ledger: Ledger; readonly primitives: Primitives; readonly nowMs: () => number };

const refused = (rule: string, reason: string): HearthError<'signer.refused'> => new HearthError('signer.refused', { rule, reason });

/** A value of the protocol, parsed by the signer itself: what it cannot read it does not sign. */
function parseValue<T extends z.ZodType>(shape: T, value: unknown, what: string): z.output<T> {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw refused('shape', `${what}: ${z.prettifyError(parsed.error).slice(0, 200)}`);
  return parsed.data;
}

/** The signer's answers. Every one that uses a key passes a pure decision first. */
export function serveSigner({ keys, ledger, primitives, nowMs }: SignerDependencies, onInternal: (error: unknown, where: string) => string): BridgeServer<SignerBridge> {
  let network: SigningNetwork | null = null;

  const server = serveBridge(signerBridge, {
    readAccounts: () => ({ node: keys.node, payout: keys.payout, epoch: keys.epoch, protection: 'file' as const }),

    setNetwork({ domain, stakeManager, practice, operator }) {
      const asked: SigningNetwork = { domain: parseValue(domainShape, domain, 'domain'), stakeManager, practice, operator: practice ? operator : null };
      if (network && JSON.stringify(network) !== JSON.stringify(asked)) throw refused('network', 'another network is set for this run');
      network = asked;
      return {};
    },

    readSequence: () => nextPlace(ledger.last(), keys.epoch),

    signReceipt(request) {
      const order = parseValue(jobOrderShape, request.order, 'order');
      const receipt = parseValue(receiptShape, request.receipt, 'receipt');
      const facts = { node: keys.node, epoch: keys.epoch, network, last: ledger.last(), ofJob: ledger.ofJob(order.jobId) };
      const decision = decideReceipt({ order, orderSignature: request.orderSignature, receipt }, facts);
      if (!decision.sign) {
        if (decision.signed) throw new HearthError('signer.secondCommitment', { jobId: order.jobId, signed: decision.signed, asked: decision.rule });
        throw refused(decision.rule, decision.reason);
      }
      const { receiptHash, orderHash } = decision;
      if (decision.isNew) ledger.append({ jobId: order.jobId, orderHash, receiptHash, epoch: receipt.epoch, seq: receipt.seq, atMs: nowMs() });
      return { signature: signDigest(keys.nodeKey, receiptHash), receiptHash, orderHash };
    },

    signAnnouncement({ announcement }) {
      const value = parseValue(announcementShape, announcement, 'announcement');
      if (!sameAddress(value.node, keys.node) || value.epoch !== keys.epoch) throw refused('thisNode', 'the announcement is for another node or epoch');
      if (!network || TypedDataEncoder.hashDomain(value.domain) !== TypedDataEncoder.hashDomain(network.domain)) throw refused('network', 'the announcement is for another network');
      return { signature: new SigningKey(keys.nodeKey).sign(hashMessage(getBytes(announcementDigest(primitives, value)))).serialized };
    },

    signBinding({ deadlineSeconds }) {
      if (!network?.practice || !network.operator) throw refused('practice', 'only a practice operator is accepted without the owner');
      const domain = { ...network.domain, verifyingContract: network.stakeManager };
      const digest = TypedDataEncoder.hash(domain, bindingTypes, { node: keys.node, operator: network.operator, deadlineSeconds }) as Hex;
      return { operator: network.operator, signature: signDigest(keys.nodeKey, digest) };
    },

    signTransaction(request) {
      const refusal = refuseTransaction(request, network);
      if (refusal) throw refused(refusal.rule, refusal.reason);
      const transaction = Transaction.from({
        type: 2, chainId: request.chainId, nonce: request.nonce, to: request.to, data: request.data, value: 0n, gasLimit: request.gasLimit,
        maxFeePerGas: request.maxFeePerGasWei, maxPriorityFeePerGas: request.maxPriorityFeePerGasWei,
      });
      transaction.signature = new SigningKey(keys.nodeKey).sign(transaction.unsignedHash);
      return { raw: transaction.serialized, txHash: transaction.hash! };
    },
  }, onInternal);
  server.publish('state', { ready: true });
  return server;
}
