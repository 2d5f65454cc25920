import { z } from 'zod';
import { safeUintShape, timeMsShape } from './units.ts';

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

/** Receipts of this node that others may still ask to see on the network it is on, and until when at the latest; null: not known yet of all of them. */
export const waitingAuditsShape = z.strictObject({ receipts: safeUintShape, untilMs: timeMsShape.nullable() });
export type WaitingAudits = z.infer<typeof waitingAuditsShape>;

export const networkCommands = {
  /**
   * Networks this Hearth has joined beside its own practice network; `current` null: its own, or none. `goingTo`: where it goes once no receipt waits to be audited.
   * `waiting` null: not known before the network is reached.
   */
  readNetworks: {
    takes: z.strictObject({}),
    gives: z.strictObject({ current: networkNameShape.nullable(), joined: z.array(joinedNetworkShape).max(64), goingTo: z.strictObject({ name: networkNameShape.nullable() }).nullable(), waiting: waitingAuditsShape.nullable() }),
    fails: [],
  },
  /**
   * Goes over to another network: takes no more orders, tells the network so, waits for jobs that are computing, and starts again there. null: this Hearth's own
   * practice network. Waiting payments stay with the network they are of, and are fetched when it is the current one again. With `whenClear` it takes no more orders from now on and
   * goes once no receipt waits to be audited, also after a restart; the current network's name takes that back.
   */
  switchNetwork: { takes: z.strictObject({ name: networkNameShape.nullable(), whenClear: z.boolean().optional() }), gives: z.strictObject({}), fails: ['network.unknown', 'network.fileInvalid', 'network.incompatible', 'signer.refused', 'signer.unavailable'] },
} as const;
