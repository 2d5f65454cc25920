import { z } from 'zod';
import { addressShape, bytes32Shape, safeUintShape, timeMsShape, uint32Shape, weiShape } from './units.ts';

/** Audits by the chain's draw, as the page and the command line show them: those this node makes, and those made of its receipts. */

const caseViewShape = z.strictObject({
  stage: z.enum(['none', 'waiting', 'second', 'final', 'closed']), verdict: z.enum(['pending', 'accepted', 'rejected', 'unproven']),
  accepts: uint32Shape, rejects: uint32Shape,
  /** When the present stage has to be acted on; null when nothing is due. */
  deadlineMs: timeMsShape.nullable(), voidTx: bytes32Shape.nullable(),
});

/** A receipt of another node that this one judges: by the draw, or as a member of a later committee alone. */
export const seatedAuditShape = z.strictObject({
  /** What was voted on: the receipt, or what a dispute asks about it. */
  subject: bytes32Shape,
  receiptHash: bytes32Shape, node: addressShape, modelId: bytes32Shape, modelName: z.string().nullable(), seenAtMs: timeMsShape, untilMs: timeMsShape, committee: uint32Shape,
  state: z.enum(['seated', 'voted', 'committed', 'missed']), verdict: z.enum(['accepted', 'rejected']).nullable(), reason: z.string().max(500).nullable(), attempts: uint32Shape,
  /** Its epoch on the chain; null before its vote is committed. */
  epoch: safeUintShape.nullable(),
  /** waiting: the round that picks the vote to be shown is to come. */
  pay: z.enum(['none', 'waiting', 'paid', 'unpaid']),
  case: caseViewShape.nullable(),
});
export type SeatedAudit = z.output<typeof seatedAuditShape>;

/** A receipt of this node. waiting: the round that draws is to come; drawn: a committee replays it; stands: the time is over and nobody opened a case. */
export const ownAuditShape = z.strictObject({
  receiptHash: bytes32Shape, jobId: bytes32Shape, anchoredAtMs: timeMsShape, state: z.enum(['waiting', 'notDrawn', 'drawn', 'stands', 'contested', 'accepted', 'rejected', 'unproven']),
  committee: z.array(addressShape).max(64), untilMs: timeMsShape, case: caseViewShape.nullable(),
});
export type OwnAudit = z.output<typeof ownAuditShape>;

/** Seats this node holds among a model's verifiers. */
export const seatShape = z.strictObject({ modelId: bytes32Shape, modelName: z.string().nullable(), held: uint32Shape, of: uint32Shape });
export type Seat = z.output<typeof seatShape>;

export const auditsShape = z.strictObject({
  /** Null before the chain was asked. */
  seats: z.array(seatShape).max(64).nullable(),
  /** Newest first, at most 50 each. */
  seated: z.array(seatedAuditShape).max(50), own: z.array(ownAuditShape).max(50),
  /** Paid for votes so far, epoch by epoch. */
  epochs: z.array(z.strictObject({ epoch: safeUintShape.nullable(), votes: uint32Shape, state: z.enum(['planned', 'committed', 'paid', 'unpaid']), payWei: weiShape.nullable(), shownReceipt: bytes32Shape.nullable(), reason: z.string().max(300).nullable() })).max(50),
  earnedWei: weiShape,
});
export type Audits = z.output<typeof auditsShape>;

/** Where there is no chain, or it was not asked yet. */
export const noAudits: Audits = { seats: null, seated: [], own: [], epochs: [], earnedWei: 0n };
