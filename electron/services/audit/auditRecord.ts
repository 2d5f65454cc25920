import { z } from 'zod';
import { shownReceiptShape } from '../../protocol/auditMessages.ts';
import { voteShape } from '../../protocol/typedData.ts';
import { addressShape, bytes32Shape, safeUintShape, signatureShape, textShape, timeMsShape, uint32Shape, weiShape } from '../../shared/units.ts';

/** Where a receipt was anchored, as the court takes it. */
const placeShape = z.strictObject({
  batch: uint32Shape,
  header: z.strictObject({ root: bytes32Shape, count: uint32Shape, valueWei: weiShape, anchoredAtSeconds: safeUintShape }),
  index: uint32Shape, proof: z.array(bytes32Shape).max(64),
});

/** A batch that another node anchored. new: its receipts are not known yet; done: its seats are; missed: nobody gave the receipts in time; false: what was given is not what was anchored. */
export const seenBatchShape = z.strictObject({
  node: addressShape, batch: uint32Shape, root: bytes32Shape, count: uint32Shape, valueWei: weiShape, anchoredAtSeconds: safeUintShape, blockNumber: safeUintShape,
  state: z.enum(['new', 'done', 'missed', 'false']), reason: textShape(300).nullable(), askedAtMs: timeMsShape.nullable(),
});
export type SeenBatch = z.output<typeof seenBatchShape>;
export const batchKey = ({ node, batch, root, anchoredAtSeconds }: Pick<SeenBatch, 'node' | 'batch' | 'root' | 'anchoredAtSeconds'>): string => `${node.toLowerCase()} ${batch} ${root} ${anchoredAtSeconds}`;

/**
 * A receipt whose first committee this node sits on. seated: to be replayed; voted: the vote is signed; committed: it is under a root on the chain;
 * missed: no vote came about or reached the chain in its epoch, which costs the pay and nothing else.
 */
export const seatShape = z.strictObject({
  receiptHash: bytes32Shape, signed: shownReceiptShape, anchor: placeShape, committee: z.array(addressShape).max(64), randomness: bytes32Shape,
  state: z.enum(['seated', 'voted', 'committed', 'missed']), reason: textShape(500).nullable(),
  /** The replay was begun so often; a game takes it away and it begins again. */
  attempts: uint32Shape,
  /** When the bundle was first asked for in vain. */
  unservedSinceMs: timeMsShape.nullable(),
  untilMs: timeMsShape, seenAtMs: timeMsShape, votedAtMs: timeMsShape.nullable(), root: bytes32Shape.nullable(),
});
export type SeatRecord = z.output<typeof seatShape>;

/** A vote on disk before it is signed: asked for again after a crash, the very same one is signed. */
export const keptVoteShape = z.strictObject({ vote: voteShape, signature: signatureShape.nullable(), reason: textShape(500) });
export type KeptVote = z.output<typeof keptVoteShape>;
export const voteKey = (receiptHash: string, round: number): string => `${receiptHash} ${round}`;

/** Votes under one root. planned: about to be sent; committed: on the chain; paid, unpaid: asked for, or never on the chain. */
export const epochShape = z.strictObject({
  root: bytes32Shape,
  /** In ascending order, as the chain takes them. */
  receiptHashes: z.array(bytes32Shape).min(1).max(4096), state: z.enum(['planned', 'committed', 'paid', 'unpaid']), plannedAtBlock: safeUintShape,
  epoch: safeUintShape.nullable(), commitTx: bytes32Shape.nullable(),
  /** The vote that the later round picked. */
  sample: uint32Shape.nullable(),
  /** What is still due where the audited node's audit budget held too little; null: it was not too little. */
  neededWei: weiShape.nullable().default(null),
  payTx: bytes32Shape.nullable(), payWei: weiShape.nullable(), reason: textShape(300).nullable(),
});
export type EpochRecord = z.output<typeof epochShape>;

/** A case about a receipt of a model this node audits, or about what a dispute asks of such a receipt. */
export const caseRecordShape = z.strictObject({
  subject: bytes32Shape, accused: addressShape, modelId: bytes32Shape, opener: addressShape, transactionHash: bytes32Shape, blockNumber: safeUintShape,
  state: z.enum(['open', 'over']), stage: z.enum(['none', 'waiting', 'second', 'final', 'closed']), verdict: z.enum(['pending', 'accepted', 'rejected', 'unproven']),
  isMember: z.boolean(), accepts: uint32Shape, rejects: uint32Shape, deadlineSeconds: safeUintShape.nullable(), voidTx: bytes32Shape.nullable(), note: textShape(300).nullable(),
  /** What a dispute asks, and of which receipt; null where the subject is a receipt itself. */
  question: z.strictObject({ disputeId: bytes32Shape, receiptHash: bytes32Shape, about: z.enum(['rows', 'element']) }).nullable().default(null),
  /** Why this node says nothing in it; null: it votes. */
  abstains: textShape(300).nullable().default(null),
  members: uint32Shape.default(0), seenAtMs: timeMsShape.default(0),
  /** Paid to this node when the case ended. */
  payWei: weiShape.nullable().default(null),
});
export type CaseRecord = z.output<typeof caseRecordShape>;

/** A receipt of this node on its way past the draw; see `ownAuditShape` of the bridge for the states. */
export const ownReceiptShape = z.strictObject({
  receiptHash: bytes32Shape, jobId: bytes32Shape, modelId: bytes32Shape, tier: safeUintShape, batch: uint32Shape, root: bytes32Shape, anchoredAtSeconds: safeUintShape, untilMs: timeMsShape,
  state: z.enum(['waiting', 'notDrawn', 'drawn', 'stands', 'contested', 'accepted', 'rejected', 'unproven']), committee: z.array(addressShape).max(64),
  case: caseRecordShape.pick({ stage: true, verdict: true, accepts: true, rejects: true, deadlineSeconds: true, voidTx: true }).nullable(),
});
export type OwnReceipt = z.output<typeof ownReceiptShape>;
