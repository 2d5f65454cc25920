import type { JobOrder, Receipt } from '../../protocol/typedData.ts';
import type { Hex } from '../../shared/units.ts';
import { buildCall, type Call } from './calls.ts';
import { interfaces } from './contracts.ts';
import type { Deployment } from './deployment.ts';
import type { RawLog } from './events.ts';

/** The facts of a dispute. The chain keeps only their hash, so they come with every call. @source docs/protocol/court.md section 4 */
export type DisputeSubject = {
  readonly challenger: Hex;
  readonly accused: Hex;
  readonly modelId: Hex;
  readonly receiptHash: Hex;
  readonly orderHash: Hex;
  readonly traceRoot: Hex;
  readonly bondWei: bigint;
  readonly kind: bigint;
  readonly chunk: bigint;
  readonly openedAtSeconds: bigint;
};

/** A receipt with its order and signature, as the courts take it. */
export type ShownReceipt = { readonly order: JobOrder; readonly receipt: Receipt; readonly receiptSignature: Hex };
/** Where a receipt was anchored, from the batch's event. */
export type ShownPlace = {
  readonly batch: number;
  readonly header: { readonly root: Hex; readonly count: number; readonly valueWei: bigint; readonly anchoredAtSeconds: number };
  readonly index: number;
  readonly proof: readonly Hex[];
};

/** Opens a dispute. Takes the bond of the sender, who must have approved it to DisputeGame. */
export const buildOpenDisputeTransaction = (
  deployment: Deployment,
  shown: ShownReceipt,
  place: ShownPlace,
  claim: { readonly kind: number; readonly chunk: number; readonly traceRoot: Hex },
): Call => buildCall(deployment, 'DisputeGame', 'open', [shown, place, claim.kind, claim.chunk, claim.traceRoot]);

/** Ends a dispute whose time to answer is over and in which no answer stands. Anyone may send it. */
export const buildExpireDisputeTransaction = (deployment: Deployment, subject: DisputeSubject): Call =>
  buildCall(deployment, 'DisputeGame', 'expire', [subject]);

/** Voids the job of a lost dispute, once. Anyone may send it. */
export const buildVoidDisputedTransaction = (deployment: Deployment, subject: DisputeSubject, order: JobOrder): Call =>
  buildCall(deployment, 'DisputeGame', 'voidDisputed', [subject, order]);

/** The dispute that a transaction opened, from its logs; null when it opened none. */
export function parseOpenedDispute(
  deployment: Deployment,
  logs: readonly RawLog[],
): { readonly disputeId: Hex; readonly subject: DisputeSubject } | null {
  const game = deployment.contracts.DisputeGame.address.toLowerCase();
  for (const log of logs) {
    const event = log.address.toLowerCase() === game ? interfaces.DisputeGame.parseLog({ topics: [...log.topics], data: log.data }) : null;
    if (event?.name !== 'DisputeOpened') continue;
    const subject = (event.args['subject'] as { toObject(): unknown }).toObject() as DisputeSubject;
    return { disputeId: event.args['disputeId'] as Hex, subject };
  }
  return null;
}
