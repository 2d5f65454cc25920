import { z } from 'zod';
import { reachShape } from './diagnostics.ts';
import { regionShape } from './units.ts';

/** Who may open a connection to this node: programs of this machine, machines of the home network, anybody. */
export const listenScopeShape = z.enum(['thisMachine', 'homeNetwork', 'internet']);
export type ListenScope = z.infer<typeof listenScopeShape>;

/** A multiaddr the owner gives, without a peer id: its own is added. */
export const announcedAddressShape = z.string().max(200).regex(/^\/(?:ip4|ip6|dns|dns4|dns6)\/[^/\s]{1,120}\/tcp\/\d{1,5}$/);

/** The port of a node that listens beyond this machine, so that a router can be told; the page has 7411, the gateway 7412. */
export const listenPort = 7413;

/** How the owner wants this node to be reached. */
export const listeningShape = z.strictObject({
  scope: listenScopeShape.default('thisMachine'),
  /** 0: any free one, which a router cannot be told; beyond this machine {@link listenPort} then. */
  port: z.int().min(0).max(65_535).default(0),
  /** What to tell others instead of what was found out, for a port that is forwarded by hand; empty: what was found out. */
  announce: z.array(announcedAddressShape).max(8).default([]),
  /** Whether others that cannot be reached may be reached through this node, within relayLimits. */
  isRelay: z.boolean().default(false),
  /** Whether the router is asked to forward the port (UPnP). */
  mapsPort: z.boolean().default(false),
  /** Where it stands, where the owner wishes others to know; null: nothing is said. */
  region: regionShape.nullable().default(null),
});
export type Listening = z.infer<typeof listeningShape>;
export const defaultListening: Listening = listeningShape.parse({});

/** What a node carries for others as a relay, and what one connection through a relay can carry. */
export const relayLimits = { reservations: 32, connectionSeconds: 600, connectionBytes: 16 * 1024 * 1024 } as const;

export const listeningCommands = {
  readListening: { takes: z.strictObject({}), gives: z.strictObject({ kept: listeningShape, running: listeningShape, reach: reachShape }), fails: [] },
  /** Kept; counts from the provider's next start, which `restart` asks for at once. Running jobs go on after it. */
  setListening: { takes: z.strictObject({ listening: listeningShape, restart: z.boolean() }), gives: z.strictObject({}), fails: ['usage.invalid'] },
} as const;
