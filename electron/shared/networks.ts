import { z } from 'zod';
import { safeUintShape } from './units.ts';

/** A network as its owner calls it: part of a folder's name, so no more than this. */
export const networkNameShape = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

export const joinedNetworkShape = z.strictObject({
  name: networkNameShape,
  chainId: safeUintShape,
  /** Its money is test money. */
  isPractice: z.boolean(),
  seeds: safeUintShape,
});
export type JoinedNetwork = z.infer<typeof joinedNetworkShape>;

export const networkCommands = {
  /** Networks this Hearth has joined beside its own practice network; `current` null: its own, or none. */
  readNetworks: { takes: z.strictObject({}), gives: z.strictObject({ current: networkNameShape.nullable(), joined: z.array(joinedNetworkShape).max(64) }), fails: [] },
  /**
   * Goes over to another network: takes no more orders, tells the network so, waits for jobs that are computing, and starts again there. null: this Hearth's own
   * practice network. Waiting payments stay with the network they are of, and are fetched when it is the current one again.
   */
  switchNetwork: { takes: z.strictObject({ name: networkNameShape.nullable() }), gives: z.strictObject({}), fails: ['network.unknown', 'network.fileInvalid', 'network.incompatible', 'signer.refused', 'signer.unavailable'] },
} as const;
