import type { Hex } from '../../shared/units.ts';
import { addressTopic, type Chain } from './chain.ts';
import { createEventReader, type FoundEvent } from './logs.ts';
import { provenFaults } from './receiptProofs.ts';

/** Stake that left a node by a court's word. */
export type Taking = {
  readonly transactionHash: Hex;
  readonly blockNumber: number;
  readonly takenWei: bigint;
  readonly why: 'fault' | 'dispute' | 'vote' | 'refund' | 'unknown';
  readonly fault: string | null;
  readonly subject: Hex | null;
  readonly challenger: Hex | null;
};
type Reasons = { readonly faults: readonly FoundEvent[]; readonly disputes: readonly FoundEvent[]; readonly votes: readonly FoundEvent[] };

/** What the reason's own event in the same transaction says. A dispute's event names no node, so it counts only where the stake's own event does. */
export function nameTaking(slash: FoundEvent, { faults, disputes, votes }: Reasons): Pick<Taking, 'why' | 'fault' | 'subject'> {
  const inSame = (events: readonly FoundEvent[]): FoundEvent | undefined => events.find(({ transactionHash }) => transactionHash === slash.transactionHash);
  const fault = inSame(faults);
  if (fault) return { why: 'fault', fault: provenFaults[Number(fault.args['fault'])] ?? 'unknown', subject: fault.args['subject'] as Hex };
  const vote = inSame(votes);
  if (vote) return { why: 'vote', fault: null, subject: vote.args['subject'] as Hex };
  const dispute = inSame(disputes);
  if (dispute) return { why: 'dispute', fault: null, subject: dispute.args['disputeId'] as Hex };
  return { why: 'unknown', fault: null, subject: null };
}

/**
 * Every time stake of one node was taken, newest first. The first reading walks the chain; later ones only what is new.
 *
 * @throws chain.*  what the chain's methods throw
 */
export function createTakingReader(chain: Chain, node: string): (signal?: AbortSignal) => Promise<Taking[]> {
  const own = addressTopic(node);
  const readers = {
    slashed: createEventReader(chain, 'StakeManager', 'Slashed', [own]),
    collected: createEventReader(chain, 'StakeManager', 'Collected', [own]),
    faults: createEventReader(chain, 'ReceiptProofs', 'FaultProven', [own]),
    votes: createEventReader(chain, 'AuditCourt', 'VerifierPunished', [own]),
    disputes: createEventReader(chain, 'DisputeGame', 'DisputeClosed', []),
  };
  return async (signal) => {
    const [slashed, collected] = await Promise.all([readers.slashed(signal), readers.collected(signal)]);
    if (slashed.length + collected.length === 0) return [];
    const [faults, votes, disputes] = await Promise.all([readers.faults(signal), readers.votes(signal), readers.disputes(signal)]);
    const place = ({ transactionHash, blockNumber, args }: FoundEvent) => ({ transactionHash: transactionHash as Hex, blockNumber, takenWei: args['takenWei'] as bigint });
    return [
      ...slashed.map((event): Taking => ({ ...place(event), ...nameTaking(event, { faults, votes, disputes }), challenger: event.args['challenger'] as Hex })),
      ...collected.map((event): Taking => ({ ...place(event), why: 'refund', fault: null, subject: null, challenger: null })),
    ].sort((a, b) => b.blockNumber - a.blockNumber);
  };
}
