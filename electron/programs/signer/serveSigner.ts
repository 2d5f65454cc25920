import { hashMessage, TypedDataEncoder } from 'ethers/hash';
import { SigningKey } from 'ethers/crypto';
import { Transaction } from 'ethers/transaction';
import { getBytes } from 'ethers/utils';
import { z } from 'zod';
import { bundleAskDigest, bundleAskShape } from '../../protocol/auditMessages.ts';
import { announcementDigest, announcementShape } from '../../protocol/messages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { signDigest } from '../../protocol/signature.ts';
import { domainShape, jobOrderShape, receiptShape, voteShape } from '../../protocol/typedData.ts';
import { serveBridge, type BridgeServer } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { signerBridge, type SignerBridge } from '../../shared/signerBridge.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import { decideReceipt, nextPlace, refuseTransaction } from './decideSigning.ts';
import type { NodeKeys } from './keyFile.ts';
import { decideVote, refuseVoteCall } from './decideVote.ts';
import type { Ledger } from './ledger.ts';
import type { VoteLedger } from './voteLedger.ts';
import { sumSpent, type SpendingEntry, type SpendingLedger } from '../../services/wallet/spending.ts';
import { signApproved } from './signApproved.ts';
import type { SignerState } from './signerState.ts';
import type { Wallet } from './wallet.ts';

const dayMs = 24 * 3600 * 1000;

const bindingTypes = {
  NodeBinding: [{ name: 'node', type: 'address' }, { name: 'operator', type: 'address' }, { name: 'deadlineSeconds', type: 'uint64' }],
};

export type SignerDependencies = {
  readonly keys: NodeKeys;
  readonly ledger: Ledger;
  readonly votes: VoteLedger;
  readonly primitives: Primitives;
  readonly nowMs: () => number;
  readonly state: SignerState;
  readonly wallet: Wallet;
  /** Fees the node key signed for. */
  readonly nodeSpending: SpendingLedger;
};

const refused = (rule: string, reason: string): HearthError<'signer.refused'> => new HearthError('signer.refused', { rule, reason });

/** A value of the protocol, parsed by the signer itself: what it cannot read it does not sign. */
function parseValue<T extends z.ZodType>(shape: T, value: unknown, what: string): z.output<T> {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw refused('shape', `${what}: ${z.prettifyError(parsed.error).slice(0, 200)}`);
  return parsed.data;
}

/** The signer's answers. Every one that uses a key passes a pure decision first. */
export function serveSigner({ keys, ledger, votes, primitives, nowMs, state, wallet, nodeSpending }: SignerDependencies, onInternal: (error: unknown, where: string) => string): BridgeServer<SignerBridge> {
  // A practice network's fees are test money, and it anchors every other second: they are counted, but not on disk.
  const practiceSpending: SpendingEntry[] = [];

  const server = serveBridge(signerBridge, {
    readAccounts: () => ({ node: keys.node, payout: wallet.describe().payout.address, epoch: keys.epoch, protection: keys.protection }),

    readOwnerAddresses: () => ({ addresses: wallet.vault().accounts.slice(0, 200).map(({ address }) => address) }),

    setNetwork({ domain, stakeManager, practice, operator, contracts }) {
      const own = parseValue(domainShape, domain, 'domain');
      state.setNetwork({ domain: own, stakeManager, practice, operator: practice ? operator : null, contracts: { ...contracts, JobEscrow: own.verifyingContract, StakeManager: stakeManager } });
      return {};
    },

    readSequence: () => nextPlace(ledger.last(), keys.epoch),

    signReceipt(request) {
      const order = parseValue(jobOrderShape, request.order, 'order');
      const receipt = parseValue(receiptShape, request.receipt, 'receipt');
      const facts = { node: keys.node, epoch: keys.epoch, network: state.network(), last: ledger.last(), ofJob: ledger.ofJob(order.jobId) };
      const decision = decideReceipt({ order, orderSignature: request.orderSignature, receipt }, facts);
      if (!decision.sign) {
        if (decision.signed) throw new HearthError('signer.secondCommitment', { jobId: order.jobId, signed: decision.signed, asked: decision.rule });
        throw refused(decision.rule, decision.reason);
      }
      const { receiptHash, orderHash } = decision;
      if (decision.isNew) ledger.append({ jobId: order.jobId, orderHash, receiptHash, epoch: receipt.epoch, seq: receipt.seq, atMs: nowMs() });
      return { signature: signDigest(keys.nodeKey, receiptHash), receiptHash, orderHash };
    },

    signVote({ vote }) {
      const value = parseValue(voteShape, vote, 'vote');
      const facts = { node: keys.node, network: state.network(), before: votes.of(value.receiptHash, value.round), isOwnReceipt: ledger.hasReceipt(value.receiptHash) };
      const decision = decideVote(value, facts);
      if (!decision.sign) {
        if (decision.signed) throw new HearthError('signer.secondVote', { receiptHash: value.receiptHash, round: value.round, signed: decision.signed });
        throw refused(decision.rule, decision.reason);
      }
      if (decision.isNew) votes.append({ receiptHash: value.receiptHash, round: value.round, digest: decision.digest, atMs: nowMs() });
      return { signature: signDigest(keys.nodeKey, decision.digest), digest: decision.digest };
    },

    signBundleAsk({ ask }) {
      const value = parseValue(bundleAskShape, ask, 'ask');
      if (!sameAddress(value.verifier, keys.node)) throw refused('thisNode', 'another verifier asks');
      return { signature: new SigningKey(keys.nodeKey).sign(hashMessage(getBytes(bundleAskDigest(primitives, value)))).serialized };
    },

    signAnnouncement({ announcement }) {
      const value = parseValue(announcementShape, announcement, 'announcement');
      if (!sameAddress(value.node, keys.node) || value.epoch !== keys.epoch) throw refused('thisNode', 'the announcement is for another node or epoch');
      const network = state.network();
      if (!network || TypedDataEncoder.hashDomain(value.domain) !== TypedDataEncoder.hashDomain(network.domain)) throw refused('network', 'the announcement is for another network');
      return { signature: new SigningKey(keys.nodeKey).sign(hashMessage(getBytes(announcementDigest(primitives, value)))).serialized };
    },

    signBinding({ deadlineSeconds }) {
      const network = state.network();
      if (!network?.practice || !network.operator) throw refused('practice', 'only a practice operator is accepted without the owner');
      const domain = { ...network.domain, verifyingContract: network.stakeManager };
      const digest = TypedDataEncoder.hash(domain, bindingTypes, { node: keys.node, operator: network.operator, deadlineSeconds }) as Hex;
      return { operator: network.operator, signature: signDigest(keys.nodeKey, digest) };
    },

    signTransaction(request) {
      const network = state.network();
      const spent = network?.practice ? sumSpent(practiceSpending, keys.node, request.chainId, nowMs(), request.nonce) : nodeSpending.spentBy(keys.node, request.chainId, nowMs(), request.nonce);
      const refusal = refuseTransaction(request, network, spent.gasWei, keys.node) ?? refuseVoteCall(request, network, votes.has);
      if (refusal) throw refused(refusal.rule, refusal.reason);
      const transaction = Transaction.from({
        type: 2, chainId: request.chainId, nonce: request.nonce, to: request.to.toLowerCase(), data: request.data, value: 0n, gasLimit: request.gasLimit,
        maxFeePerGas: request.maxFeePerGasWei, maxPriorityFeePerGas: request.maxPriorityFeePerGasWei,
      });
      const entry: SpendingEntry = {
        atMs: nowMs(), from: keys.node, chainId: request.chainId, nonce: request.nonce, to: request.to, kind: 'node', coinsWei: 0n,
        gasWei: request.gasLimit * request.maxFeePerGasWei, digest: transaction.unsignedHash,
      };
      if (network?.practice) practiceSpending.splice(0, practiceSpending.length, ...practiceSpending.filter(({ atMs }) => atMs > nowMs() - dayMs), entry);
      else nodeSpending.append(entry);
      transaction.signature = new SigningKey(keys.nodeKey).sign(transaction.unsignedHash);
      return { raw: transaction.serialized, txHash: transaction.hash! };
    },

    signApproved: (request) => signApproved(wallet, request),
  }, onInternal);
  server.publish('state', { ready: true });
  return server;
}
