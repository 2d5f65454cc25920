import type { ReceiptFault } from '../../protocol/receiptFaults.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import type { Hex } from '../../shared/units.ts';
import { buildCall, type Call } from './calls.ts';
import { addressTopic, type Chain } from './chain.ts';
import { interfaces, type ContractName } from './contracts.ts';
import type { Deployment } from './deployment.ts';
import { eventTopic, type RawLog } from './events.ts';

/** What was proven, in the order of ReceiptProofs.Fault. */
export const provenFaults = ['none', 'equivocation', 'order', 'plan', 'seed', 'class', 'stop', 'foreignAnchor'] as const;
export type ProvenFault = (typeof provenFaults)[number];

/** A node was slashed for a fault that its own receipt proves. */
export type FaultProven = {
  readonly node: Hex;
  readonly fault: ProvenFault;
  /** The receipt's signing digest; for an equivocation or a foreign anchor, a hash of what was done. */
  readonly subject: Hex;
  readonly slashedWei: bigint;
  readonly prover: Hex;
  readonly transactionHash: Hex;
  readonly blockNumber: number;
};

/** Slashes the node that signed the receipt. Needs no bond; reverts, at the sender's cost of gas, when there is no such fault. */
export function buildFaultProof(deployment: Deployment, file: Pick<ReceiptFile, 'order' | 'receipt' | 'receiptSignature'>, fault: ReceiptFault): Call {
  const signed = { order: file.order, receipt: file.receipt, receiptSignature: file.receiptSignature };
  const build = (call: string, ...rest: unknown[]): Call => buildCall(deployment, 'ReceiptProofs', call, [signed, ...rest]);
  switch (fault.kind) {
    case 'order': return build('proveOrderMismatch');
    case 'seed': return build('proveSeedMismatch', fault.nonce);
    case 'class': return build('proveClassMismatch', fault.rules, fault.keyAt);
    case 'count': return build('proveCountMismatch', fault.rules, fault.keyAt);
    case 'token': return build('proveTokenMismatch', fault.rules, fault.keyAt, fault.opening);
  }
}

/** Voids the job of a receipt that was proven false: nothing can be claimed for it any more, and what was is the client's again. */
export const buildVoidProven = (deployment: Deployment, order: ReceiptFile['order']): Call => buildCall(deployment, 'ReceiptProofs', 'voidProven', [order]);

/**
 * Faults proven from a block on, oldest first.
 *
 * @param only.node     of this node
 * @param only.subject  about this receipt
 * @throws chain.*  what the chain's methods throw
 */
export async function readFaults(chain: Chain, only: { readonly node?: string; readonly subject?: string }, fromBlock: number, signal?: AbortSignal): Promise<FaultProven[]> {
  const logs = await readLogs(chain, 'ReceiptProofs', [eventTopic('ReceiptProofs', 'FaultProven'), only.node ? addressTopic(only.node) : null, only.subject ?? null], fromBlock, signal);
  return logs.flatMap((log) => {
    const parsed = interfaces.ReceiptProofs.parseLog({ topics: [...log.topics], data: log.data });
    if (!parsed) return [];
    const { args } = parsed;
    const [node, fault, subject, slashedWei, prover] = args.toArray() as [Hex, bigint, Hex, bigint, Hex];
    return [{ node, fault: provenFaults[Number(fault)] ?? 'none', subject, slashedWei, prover, transactionHash: log.transactionHash as Hex, blockNumber: Number(log.blockNumber) }];
  });
}

/** The transaction that voided a job, by the order's signing digest; null when none did. @throws chain.* */
export async function readVoided(chain: Chain, orderHash: string, signal?: AbortSignal): Promise<{ readonly transactionHash: Hex } | null> {
  const [log] = await readLogs(chain, 'JobEscrow', [eventTopic('JobEscrow', 'JobVoided'), orderHash], chain.deployment.startBlock, signal);
  return log ? { transactionHash: log.transactionHash as Hex } : null;
}

async function readLogs(chain: Chain, contract: ContractName, topics: readonly (string | null)[], fromBlock: number, signal?: AbortSignal): Promise<RawLog[]> {
  return chain.readLogs({ address: chain.deployment.contracts[contract].address, topics }, { fromBlock }, signal);
}
