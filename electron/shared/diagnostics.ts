import { z } from 'zod';
import { jobKindShape } from './shapes.ts';
import { addressShape, regionShape, safeUintShape, weiShape } from './units.ts';

const nothing = z.strictObject({});

/**
 * How far this node can be reached. By the addresses it listens at: nothing, thisMachine, homeNetwork, internet. By what others found who were asked to dial it:
 * direct, through a relay alone, closed. `untried`: it wants to be reached and nobody is there yet whom it could ask.
 */
export const reachShape = z.enum(['nothing', 'thisMachine', 'homeNetwork', 'internet', 'direct', 'relay', 'closed', 'untried']);
export type Reach = z.infer<typeof reachShape>;

/** A node as it announced itself; nothing in it is checked but whose word it is and that it has stake. */
export const knownNodeShape = z.strictObject({
  node: addressShape, peerId: z.string().max(120), addresses: z.array(z.string().max(300)).max(16),
  models: z.array(z.strictObject({ name: z.string().max(120), kind: jobKindShape, priceInWei: weiShape, priceOutWei: weiShape })).max(256),
  freeSlots: safeUintShape, region: regionShape.nullable(), announcedAtMs: safeUintShape, isOwn: z.boolean(), isConnected: z.boolean(),
});

export const diagnosticsCommands = {
  /** The newest lines of this Hearth's log that hold a text, oldest first. Its own file, read from the end; no line is longer than 2000 characters. */
  readLog: {
    takes: z.strictObject({ lines: z.int().min(1).max(2000).default(500), filter: z.string().max(100).default('') }),
    gives: z.strictObject({ lines: z.array(z.string().max(2000)).max(2000), sizeBytes: safeUintShape, /** Older lines exist that were not looked at. */ isCut: z.boolean() }),
    fails: ['storage.unreadable'],
  },
  /** What helps to find a fault, as text to read before it is given away: no address, account, path, name of this machine or its user, secret. */
  exportDiagnostics: { takes: nothing, gives: z.strictObject({ fileName: z.string(), text: z.string() }), fails: ['storage.unreadable'] },
  /** Peers with an open connection, and the nodes of the network this one has heard of. */
  readPeers: {
    takes: nothing,
    gives: z.strictObject({ peerId: z.string().max(100).nullable(), addresses: z.array(z.string().max(300)).max(50), reach: reachShape, port: z.int().min(1).max(65_535).nullable(), peers: z.array(z.string().max(100)).max(300), nodes: z.array(knownNodeShape).max(2048) }),
    fails: [],
  },
  readReach: {
    takes: nothing,
    gives: z.strictObject({ peerId: z.string().max(100).nullable(), addresses: z.array(z.string().max(300)).max(50), peers: safeUintShape, reach: reachShape, /** Where it listens; null: nowhere. */ port: z.int().min(1).max(65_535).nullable() }),
    fails: [],
  },
} as const;
