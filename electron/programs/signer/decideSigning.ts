import { sameAddress, weiPerCoin, type Hex } from '../../shared/units.ts';
import { accusedOf, allowedMethods, findMethod } from '../../services/wallet/methods.ts';
import { isSignedBy } from '../../protocol/signature.ts';
import { signingDigest, type Domain, type JobOrder, type Receipt } from '../../protocol/typedData.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { firstPrev, type LedgerEntry } from './ledger.ts';

export type SigningNetwork = {
  readonly domain: Domain;
  readonly stakeManager: string;
  readonly practice: boolean;
  readonly operator: string | null;
  /** Every contract of this network, by name. */
  readonly contracts: Readonly<Record<string, string>>;
};

export type SigningFacts = {
  readonly node: Hex;
  readonly epoch: number;
  readonly network: SigningNetwork | null;
  readonly last: LedgerEntry | undefined;
  readonly ofJob: LedgerEntry | undefined;
};

export type Decision =
  | { readonly sign: true; readonly receiptHash: Hex; readonly orderHash: Hex; readonly isNew: boolean }
  | { readonly sign: false; readonly rule: string; readonly reason: string; readonly signed?: string };

/** Where the next receipt of this epoch stands: every epoch counts from 0 and its first receipt follows no other. */
export const nextPlace = (last: LedgerEntry | undefined, epoch: number): { readonly seq: number; readonly prev: string } =>
  last?.epoch === epoch ? { seq: last.seq + 1, prev: last.receiptHash } : { seq: 0, prev: firstPrev };

const refuse = (rule: string, reason: string): Decision => ({ sign: false, rule, reason });

/**
 * Whether this node may put its name under a receipt. Pure: the same request and facts give the same decision.
 * The order must carry its client's signature and name this node; a job has one receipt, ever; sequence and `prev` continue the
 * chain of what was signed.
 */
export function decideReceipt(request: { readonly order: JobOrder; readonly orderSignature: string; readonly receipt: Receipt }, facts: SigningFacts): Decision {
  const { order, orderSignature, receipt } = request;
  if (!facts.network) return refuse('network', refusals.noNetwork);
  const { domain } = facts.network;
  const orderHash = signingDigest(domain, 'JobOrder', order);
  const receiptHash = signingDigest(domain, 'Receipt', receipt);
  if (!isSignedBy(orderHash, orderSignature, order.client)) return refuse('orderSignature', 'the order is not signed by its client');
  if (!sameAddress(order.provider, facts.node)) return refuse('thisNode', 'the order names another node');
  if (!sameAddress(receipt.provider, facts.node)) return refuse('thisNode', 'the receipt names another node');
  if (receipt.orderHash !== orderHash) return refuse('orderHash', 'the receipt is for another order');
  if (receipt.exec.modelId !== order.modelId) return refuse('model', 'the receipt says another model ran');
  if (receipt.io.inputRoot !== order.inputRoot) return refuse('input', 'the receipt is for another input');
  if (receipt.io.unitsIn > order.maxUnitsIn || receipt.io.unitsOut > order.maxUnitsOut) return refuse('units', 'more units than the order allows');
  if (receipt.epoch !== facts.epoch) return refuse('epoch', 'the receipt belongs to another epoch');
  if (facts.ofJob) {
    if (facts.ofJob.receiptHash === receiptHash) return { sign: true, receiptHash, orderHash, isNew: false };
    return { sign: false, rule: 'secondCommitment', reason: 'another receipt for this job was signed before', signed: facts.ofJob.receiptHash };
  }
  if (facts.last && facts.last.epoch > facts.epoch) return refuse('epoch', `receipts of epoch ${facts.last.epoch} were signed before`);
  const { seq, prev } = nextPlace(facts.last, facts.epoch);
  if (receipt.seq !== seq || receipt.prev !== prev) return refuse('sequence', `the next receipt is number ${seq} after ${prev}`);
  return { sign: true, receiptHash, orderHash, isNew: true };
}

export type TransactionRequest = {
  readonly chainId: number; readonly nonce: number; readonly to: string; readonly data: string; readonly valueWei: bigint; readonly gasLimit: bigint;
  readonly maxFeePerGasWei: bigint; readonly maxPriorityFeePerGasWei: bigint;
};

/** Gas of a settlement of 200 voucher lines, with room. */
const gasCap = 8_000_000n;
/** Gas of a plain transfer. */
const transferGas = 21_000n;
/** 500 gwei: far above any fee worth paying for a home node's settlement. */
const feeCapWei = 500_000_000_000n;
/** What the node key may spend on fees in 24 hours, worst case: a day's anchors of a busy node. Its float holds little more. */
const feesPerDayWei = weiPerCoin / 2n;
/** Test money buys a block every other second, all day. */
const practiceFeesPerDayWei = 1_000n * weiPerCoin;

/**
 * Whether the node key may send this transaction: known contract and method, or what cancels a transaction of its own; no value, bounded fees. Null means yes.
 *
 * @param spentWei  fees signed for in the last 24 hours, worst case, without this nonce
 * @param node      of this signer: for another node it answers with stake, since an answer with coins takes a bond that the node key has not
 */
export function refuseTransaction(request: TransactionRequest, network: SigningNetwork | null, spentWei: bigint, node: string): { readonly rule: string; readonly reason: string } | null {
  if (!network) return { rule: 'network', reason: refusals.noNetwork };
  if (request.chainId !== network.domain.chainId) return { rule: 'chain', reason: refusals.chainIsNot(request.chainId, network.domain.chainId) };
  const refusal = isCancel(request, node) ? null : refuseCall(request, network, node);
  if (refusal) return refusal;
  if (request.valueWei !== 0n) return { rule: 'value', reason: 'the node key sends no coin' };
  if (request.gasLimit > gasCap) return { rule: 'gas', reason: `more than ${gasCap} gas` };
  if (request.maxFeePerGasWei > feeCapWei || request.maxPriorityFeePerGasWei > request.maxFeePerGasWei) return { rule: 'fee', reason: `a fee above ${feeCapWei} wei per gas` };
  const capWei = network.practice ? practiceFeesPerDayWei : feesPerDayWei;
  if (spentWei + request.gasLimit * request.maxFeePerGasWei > capWei) return { rule: 'feesPerDay', reason: `more than ${capWei} wei of fees in 24 hours` };
  return null;
}

/** A transfer of nothing to itself: it uses up the nonce of a stuck transaction. */
const isCancel = ({ to, data, gasLimit }: TransactionRequest, node: string): boolean => sameAddress(to, node) && data === '0x' && gasLimit <= transferGas;

function refuseCall(request: TransactionRequest, network: SigningNetwork, node: string): { readonly rule: string; readonly reason: string } | null {
  const contract = Object.entries(network.contracts).find(([, address]) => sameAddress(address, request.to))?.[0];
  if (contract === undefined || !(contract in allowedMethods.node)) return { rule: 'contract', reason: "the node key calls this network's own contracts only" };
  const method = findMethod('node', contract, request.data);
  if (!method) return { rule: 'method', reason: 'the node key does what a node must, nothing else' };
  if (contract === 'DisputeGame' && method.name === 'answer' && !sameAddress(accusedOf(request.data) ?? '', node)) return { rule: 'thisNode', reason: 'the node key puts up no coins for another node' };
  return null;
}
