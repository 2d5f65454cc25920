import type { JobOrder, Receipt } from '../../protocol/typedData.ts';
import type { OpenedLeaf, Opening } from '../../shared/openings.ts';
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

const build = (deployment: Deployment, call: string, ...args: unknown[]): Call => buildCall(deployment, 'DisputeGame', call, args);

/** Lets DisputeGame take a bond of the sender. */
export const buildApproveBond = (deployment: Deployment, bondWei: bigint): Call => buildCall(deployment, 'HearthToken', 'approve', [deployment.contracts.DisputeGame.address, bondWei]);

/** Opens a dispute. Takes the bond of the sender, who must have approved it to DisputeGame. */
export const buildOpenDisputeTransaction = (deployment: Deployment, shown: ShownReceipt, place: ShownPlace, claim: { readonly kind: number; readonly chunk: number; readonly traceRoot: Hex }): Call =>
  build(deployment, 'open', shown, place, claim.kind, claim.chunk, claim.traceRoot);

/** Answers for the accused. Costs a bond unless the sender is the accused node or its operator. @param listHash  sha256 of the list of sketches */
export const buildAnswerDispute = (deployment: Deployment, subject: DisputeSubject, traceRoot: Hex, listHash: Hex): Call => build(deployment, 'answer', subject, traceRoot, listHash);
/** Answers for another node with stake of the sender, a node itself, in the place of coins. */
export const buildAnswerByStake = (deployment: Deployment, subject: DisputeSubject, traceRoot: Hex, listHash: Hex): Call => build(deployment, 'answerByStake', subject, traceRoot, listHash);
/** The challenger asks for an answer's list on chain, once. */
export const buildDemandList = (deployment: Deployment, subject: DisputeSubject, traceRoot: Hex): Call => build(deployment, 'demandList', subject, traceRoot);
/** Posts a demanded list. Anyone may. */
export const buildPostList = (deployment: Deployment, subject: DisputeSubject, traceRoot: Hex, list: Uint8Array): Call => build(deployment, 'postList', subject, traceRoot, list);
/** The challenger names an element. @param graphCount  leaves under graphRoot */
export const buildNameNode = (deployment: Deployment, subject: DisputeSubject, traceRoot: Hex, named: { readonly node: number; readonly slot: number; readonly element: number; readonly graphCount: number; readonly leaf: OpenedLeaf }): Call =>
  build(deployment, 'name', subject, traceRoot, named.node, named.slot, named.element, named.graphCount, named.leaf);
/** The challenger asks the committee for the receipt's rows in the place of naming anything. */
export const buildAskRows = (deployment: Deployment, subject: DisputeSubject, traceRoot: Hex): Call => build(deployment, 'askRows', subject, traceRoot);
/** Opens the named element, which decides it. Anyone may. */
export const buildOpenElement = (deployment: Deployment, subject: DisputeSubject, traceRoot: Hex, opening: Opening): Call =>
  build(deployment, opening.rule === 'dot' ? 'openDot' : 'openMove', subject, traceRoot, opening.opened);
/** Applies a deadline to one answer: whoever had to act and did not loses it. Anyone may. */
export const buildExpireAnswer = (deployment: Deployment, subject: DisputeSubject, traceRoot: Hex): Call => build(deployment, 'expireAnswer', subject, traceRoot);
/** Ends a dispute whose time to answer is over and in which no answer stands. Anyone may send it. */
export const buildExpireDisputeTransaction = (deployment: Deployment, subject: DisputeSubject): Call => build(deployment, 'expire', subject);
/** Applies the committee's verdict about a named element. Anyone may. */
export const buildSettleLeaf = (deployment: Deployment, subject: DisputeSubject, traceRoot: Hex): Call => build(deployment, 'settleLeaf', subject, traceRoot);
/** Applies the committee's verdict about the receipt's rows. Anyone may. */
export const buildSettleRows = (deployment: Deployment, subject: DisputeSubject): Call => build(deployment, 'settleRows', subject);
/** Returns the bond of an answer that did not fall, or frees the stake behind it, after the end. Anyone may. */
export const buildRefundAnswer = (deployment: Deployment, subject: DisputeSubject, traceRoot: Hex): Call => build(deployment, 'refund', subject, traceRoot);
/** Voids the job of a lost dispute, once. Anyone may send it. */
export const buildVoidDisputedTransaction = (deployment: Deployment, subject: DisputeSubject, order: JobOrder): Call => build(deployment, 'voidDisputed', subject, order);
/** Draws the committee of a question, once its round is stored. Anyone may. */
export const buildStartQuestion = (deployment: Deployment, question: Hex): Call => buildCall(deployment, 'AuditCourt', 'startQuestion', [question]);
/** Ends the committee's stage when its time is over. Anyone may. */
export const buildCloseStage = (deployment: Deployment, question: Hex): Call => buildCall(deployment, 'AuditCourt', 'closeStage', [question]);

/** The dispute that a transaction opened, from its logs; null when it opened none. */
export function parseOpenedDispute(deployment: Deployment, logs: readonly RawLog[]): { readonly disputeId: Hex; readonly subject: DisputeSubject } | null {
  const game = deployment.contracts.DisputeGame.address.toLowerCase();
  for (const log of logs) {
    const event = log.address.toLowerCase() === game ? interfaces.DisputeGame.parseLog({ topics: [...log.topics], data: log.data }) : null;
    if (event?.name !== 'DisputeOpened') continue;
    const subject = (event.args['subject'] as { toObject(): unknown }).toObject() as DisputeSubject;
    return { disputeId: event.args['disputeId'] as Hex, subject };
  }
  return null;
}
