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
  })),
  wards: guardListShape,
  /** Evidence of other nodes on this disk. */
  heldBytes: safeUintShape,
});
export type Guards = z.infer<typeof guardsShape>;
