import { encodeG1 } from '../../protocol/beacon.ts';
import type { Hex } from '../../shared/units.ts';
import { buildCall, type Call } from './calls.ts';
import type { Chain } from './chain.ts';
import type { Deployment } from './deployment.ts';

/**
 * Brings a round of randomness to the chain. Idempotent; costs about 192,000 gas the first time.
 *
 * @param signature  compressed, 48 bytes, as drand publishes it
 * @throws Error     not a point of the group
 * @source docs/protocol/court.md section 2
 */
export const buildStoreRoundTransaction = (deployment: Deployment, round: number, signature: Uint8Array): Call =>
  buildCall(deployment, 'Beacon', 'storeRound', [round, encodeG1(signature)]);

/** The round that draws what was anchored at a time, and whether the chain has it already. */
export async function readAuditRound(
  chain: Chain,
  anchoredAtSeconds: number,
  signal?: AbortSignal,
): Promise<{ round: number; isStored: boolean }> {
  const round = Number((await chain.readContract('AuditCourt', 'roundFor', [anchoredAtSeconds], signal))[0]);
  const [isStored] = await chain.readContract('Beacon', 'isStored', [round], signal);
  return { round, isStored: isStored as boolean };
}

/**
 * Who audits a receipt, by the chain's own draw over the seats of its model.
 *
 * @throws chain.reverted  RoundUnknown: the round is not stored yet ({@link readAuditRound})
 * @source docs/protocol/court.md section 3
 */
export async function readCommittee(
  chain: Chain,
  receipt: { readonly receiptHash: Hex; readonly modelId: string; readonly provider: string; readonly anchoredAtSeconds: number },
  size: number,
  signal?: AbortSignal,
): Promise<Hex[]> {
  const args = [receipt.receiptHash, receipt.modelId, receipt.provider, receipt.anchoredAtSeconds, size];
  return [...((await chain.readContract('AuditCourt', 'committeeOf', args, signal))[0] as Hex[])];
}
