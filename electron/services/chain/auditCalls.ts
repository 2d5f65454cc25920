import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import type { Vote } from '../../protocol/typedData.ts';
import type { Hex } from '../../shared/units.ts';
import { buildCall, type Call } from './calls.ts';
import type { Deployment } from './deployment.ts';

/** An order, its receipt and the node's signature, as every court takes them. */
export type SignedReceipt = Pick<ReceiptFile, 'order' | 'receipt' | 'receiptSignature'>;

/** Where a receipt was anchored: the batch as the chain keeps it, and the way to the receipt. */
export type ReceiptPlace = {
  readonly batch: number;
  readonly header: { readonly root: string; readonly count: number; readonly valueWei: bigint; readonly anchoredAtSeconds: number };
  readonly index: number;
  readonly proof: readonly string[];
};

/** Where a vote is in its verifier's epoch: the steps of the search tree, from the leaf upwards. */
export type VotePlace = { readonly epoch: number; readonly index: number; readonly path: readonly { readonly pivot: string; readonly sibling: string }[] };

const buildCourt = (deployment: Deployment, call: string, args: readonly unknown[]): Call => buildCall(deployment, 'AuditCourt', call, args);
const signedOf = ({ order, receipt, receiptSignature }: SignedReceipt): SignedReceipt => ({ order, receipt, receiptSignature });

/** Anchors the sender's votes of an epoch, while it lasts; one root per epoch. @param root  of the search tree of the votes' signing digests by receiptHash, tag 0x43 */
export const buildCommitEpoch = (deployment: Deployment, epoch: number, root: Hex, count: number): Call => buildCourt(deployment, 'commitEpoch', [epoch, root, count]);

/** Asks for the pay of an epoch by showing the one vote that the later round picks. Anyone may send it; the pay is the verifier's. */
export const buildClaimEpochPay = (deployment: Deployment, vote: Vote, place: VotePlace, signed: SignedReceipt, anchor: ReceiptPlace): Call =>
  buildCourt(deployment, 'claimEpochPay', [vote, place, signedOf(signed), anchor]);

/** Opens a case with the sender's own rejecting vote. Freezes the sender's stake until the case is over, and costs RejectBond when it ends in acceptance. */
export const buildOpenCase = (deployment: Deployment, vote: Vote, signed: SignedReceipt, anchor: ReceiptPlace): Call =>
  buildCourt(deployment, 'openCase', [vote, signedOf(signed), anchor]);

/** @param commitment  the vote's signing digest */
export const buildCommitVote = (deployment: Deployment, subject: Hex, commitment: Hex): Call => buildCourt(deployment, 'commitVote', [subject, commitment]);
export const buildRevealVote = (deployment: Deployment, vote: Vote): Call => buildCourt(deployment, 'revealVote', [vote]);
/** Ends a stage whose time is over. Anyone may. */
export const buildCloseStage = (deployment: Deployment, subject: Hex): Call => buildCourt(deployment, 'closeStage', [subject]);
/** Voids a rejected job: its client gets the money back, the node pays price / audit floor. Anyone may, once. */
export const buildVoidRejected = (deployment: Deployment, subject: Hex, order: ReceiptFile['order']): Call => buildCourt(deployment, 'voidRejected', [subject, order]);
/** Posts the bundle of a receipt whose verifiers say that it was not served. @param bundle  canonical bytes */
export const buildAnswerBundle = (deployment: Deployment, subject: Hex, bundle: Uint8Array): Call => buildCourt(deployment, 'answer', [subject, bundle]);

/** Takes a seat among a model's verifiers. Sent by the node or its operator; locks SeatStake of the node's stake while it is held. */
export const buildRegisterSeat = (deployment: Deployment, node: string, modelId: string): Call => buildCall(deployment, 'StakeManager', 'registerSeat', [node, modelId]);
/** Gives a seat up. @param index  its place in the model's table, as of now */
export const buildLeaveSeat = (deployment: Deployment, node: string, modelId: string, index: number): Call => buildCall(deployment, 'StakeManager', 'leaveSeat', [node, modelId, index]);
