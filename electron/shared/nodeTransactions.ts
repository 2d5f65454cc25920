import { z } from 'zod';
import { bytes32Shape, safeUintShape, timeMsShape, uint32Shape, weiShape } from './units.ts';

const idShape = z.string().max(300);

/** A transaction that the node itself sent and the chain has not decided on. */
export const nodeTransactionShape = z.strictObject({
  /** The node's own name for it: what it does, and for what. */
  id: idShape,
  call: z.string().max(60),
  /** waiting: nothing is signed yet, since those before it come first or the chain is not sound; cancelling: an empty one under its nonce is to win. */
  state: z.enum(['waiting', 'sent', 'cancelling']),
  nonce: safeUintShape.nullable(),
  /** Of the newest version. */
  hash: bytes32Shape.nullable(),
  versions: uint32Shape,
  signedAtMs: timeMsShape.nullable(),
  /** The most the newest version can cost, in the chain's own currency. */
  maxFeeWei: weiShape.nullable(),
  /** What kept it from moving the last time it was tried. */
  waitReason: z.string().max(300).nullable(),
});
export type NodeTransaction = z.infer<typeof nodeTransactionShape>;

export const nodeTransactionCommands = {
  /** What the node has sent or will send, in order of its nonces; the wallet's own are among the wallet's. */
  readNodeTransactions: { takes: z.strictObject({}), gives: z.strictObject({ transactions: z.array(nodeTransactionShape) }), fails: ['usage.invalid'] },
  /** Sends one again at a higher fee, or takes it back by an empty one under its nonce; both cost gas. What it was for may be sent again later by the node. */
  replaceNodeTransaction: { takes: z.strictObject({ id: idShape, how: z.enum(['speedUp', 'cancel']) }), gives: z.strictObject({}), fails: ['usage.invalid'] },
} as const;
