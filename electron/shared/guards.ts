import { z } from 'zod';
import { addressShape, safeUintShape } from './units.ts';

/** Guards of a node, and nodes that one guards. */
export const guardLimit = 16;
export const guardListShape = z.array(addressShape).max(guardLimit);

/** Who answers disputes for this node while it sleeps, and for whom it does so. */
export const guardsShape = z.strictObject({
  guards: z.array(z.strictObject({
    node: addressShape,
    /** It is heard of on the network now. */
    isThere: z.boolean(),
    /** Receipts whose evidence it holds. */
    held: safeUintShape,
    /** The code of the error with which it did not take one; null: it took all. */
    declined: z.string().max(300).nullable(),
    /** Its owner has not accepted this node: it takes nothing. False until it was asked. */
    isRefused: z.boolean(),
  })),
  wards: z.array(z.strictObject({ node: addressShape, isThere: z.boolean() })).max(guardLimit),
  /** Evidence of other nodes on this disk. */
  heldBytes: safeUintShape,
  /** How long the evidence of one receipt is kept; null while the chain has not said it. */
  keptMs: safeUintShape.nullable(),
});
export type Guards = z.infer<typeof guardsShape>;
