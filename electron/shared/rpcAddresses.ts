import { z } from 'zod';

/** Addresses that the owner adds to those of the deployment, at most. */
export const rpcAddressLimit = 8;
/** An address as it is written; services/chain/rpcUrls.ts says whether it is one. */
export const rpcUrlShape = z.string().max(500);

/** An address of the chain and how it stands. `refused`: it serves another chain or other contracts, so nothing it says counts. */
export const rpcAddressShape = z.strictObject({
  url: rpcUrlShape,
  /** Added by the owner; false: it came with the list of contracts. */
  isOwners: z.boolean(),
  isInUse: z.boolean(),
  state: z.enum(['unknown', 'answers', 'resting', 'silent', 'refused']), reason: z.string().max(300).nullable(),
});
export type RpcAddress = z.infer<typeof rpcAddressShape>;
