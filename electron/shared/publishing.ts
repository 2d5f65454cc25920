import { z } from 'zod';
import { addressShape, bytes32Shape, textShape, timeMsShape, uint16Shape } from './units.ts';
import { registrationShape } from './walletBridge.ts';

const folderShape = textShape(1000).min(1);
const chainFails = ['wallet.noChain', 'chain.unreachable', 'chain.wrongChain', 'chain.codeMismatch'] as const;

/**
 * One model on its way into the registry, as the chain has it. planned: nothing is sent · announced: from `readyAtMs` of the chain's clock on it can be registered · ready: until `untilMs` · expired: announce it
 * again · registered: by this account · taken: somebody else registered it.
 */
export const publicationShape = z.strictObject({
  publicationId: bytes32Shape, account: addressShape, title: z.string().max(200), registration: registrationShape, salt: bytes32Shape, plannedAtMs: timeMsShape,
  state: z.enum(['planned', 'announced', 'ready', 'expired', 'registered', 'taken']), readyAtMs: timeMsShape.nullable(), untilMs: timeMsShape.nullable(),
});
export type Publication = z.output<typeof publicationShape>;

export const publishCommands = {
  /** Opens the folder in a worker of its own, computes every root, and keeps what is to be registered, with a fresh salt; nothing is sent. A plan of the same account for the same model is replaced. */
  planPublication: {
    takes: z.strictObject({ folder: folderShape, account: addressShape, royaltyBps: uint16Shape.max(10_000), contributors: registrationShape.shape.contributors, uri: registrationShape.shape.uri }),
    gives: z.strictObject({ publicationId: bytes32Shape }),
    fails: [...chainFails, 'model.notFound', 'model.corrupt', 'model.unreadable', 'model.unsupported', 'worker.lost', 'usage.invalid', 'storage.diskFull'],
  },
  /** Newest first. `maxRoyaltyBps`: what the network pays at most; above it a royalty is cut to it. */
  readPublications: { takes: z.strictObject({}), gives: z.strictObject({ publications: z.array(publicationShape).max(50), /** The chain's clock. */ chainMs: timeMsShape, maxRoyaltyBps: uint16Shape }), fails: chainFails },
  /** Forgets a plan. What the chain has stays. */
  dropPublication: { takes: z.strictObject({ publicationId: bytes32Shape }), gives: z.strictObject({}), fails: ['storage.diskFull'] },
} as const;
