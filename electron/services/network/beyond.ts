import { randomInt } from 'node:crypto';
import type { Libp2pOptions } from 'libp2p';
import { multiaddr, type Multiaddr } from '@multiformats/multiaddr';
import { listenPort, relayLimits, type Listening } from '../../shared/listening.ts';

/** Of libp2p's own parts, what is used beside its public face. */
type Parts = { readonly transportManager: { listen(addresses: Multiaddr[]): Promise<void>; getAddrs(): Multiaddr[] } };
type Services = NonNullable<Libp2pOptions['services']>;

export type Beyond = {
  readonly transports: NonNullable<Libp2pOptions['transports']>;
  readonly services: Services;
  /** Where it listens, without peer id; relays' addresses among them. */
  listened(): readonly string[];
  /** Asks peers that serve as relays for a place, two of them, and again when one is gone. */
  reserve(): Promise<void>;
};

/** How many relays a node that cannot be reached wants to be reached through. */
const wantedRelays = 2;

/** Where to listen for a scope. On IPv6 as well where the machine has it; libp2p goes on without where it has not. */
export function listenAddressesOf({ scope, port }: Pick<Listening, 'scope' | 'port'>): readonly string[] {
  if (scope === 'thisMachine') return [`/ip4/127.0.0.1/tcp/${port}`];
  const fixed = port === 0 ? listenPort : port;
  return [`/ip4/0.0.0.0/tcp/${fixed}`, `/ip6/::/tcp/${fixed}`];
}

/**
 * What only a node needs that deals with other homes: dialling through relays and going over to a direct line (DCUtR), and, where the owner wants it, serving as a
 * relay and asking the router for a port. Loaded here and nowhere else, so that a node on its own machine starts without.
 */
export async function loadBeyond(listening: Listening): Promise<Beyond> {
  const [{ circuitRelayTransport, circuitRelayServer }, { punchingDcutr }, upnp] = await Promise.all([
    import('@libp2p/circuit-relay-v2'), import('./holePunching.ts'), listening.mapsPort && listening.scope === 'internet' ? import('@libp2p/upnp-nat') : null,
  ]);
  let parts: Parts | null = null;
  const partsOf = (): Parts => {
    if (!parts) throw new TypeError('the peer is not made yet');
    return parts;
  };
  const services: Record<string, unknown> = {
    parts: (components: Parts) => {
      parts = components;
      return {};
    },
    dcutr: punchingDcutr(Date.now, randomInt(2 ** 31)),
    ...(listening.isRelay && listening.scope !== 'thisMachine' ? {
      relay: circuitRelayServer({
        maxInboundHopStreams: 2 * relayLimits.reservations, maxOutboundHopStreams: 2 * relayLimits.reservations, maxOutboundStopStreams: 2 * relayLimits.reservations,
        reservations: { maxReservations: relayLimits.reservations, defaultDurationLimit: relayLimits.connectionSeconds * 1000, defaultDataLimit: BigInt(relayLimits.connectionBytes) },
      }),
    } : {}),
    // What the router says it forwards is told to others at once and tried like everything else.
    ...(upnp ? { upnp: upnp.uPnPNAT({ autoConfirmAddress: true, portMappingDescription: 'Hearth' }) } : {}),
  };
  let isReserving = false;
  return {
    transports: [circuitRelayTransport({ maxInboundStopStreams: 64, maxOutboundStopStreams: 64 })],
    services: services as Services,
    listened: () => parts?.transportManager.getAddrs().map(String) ?? [],
    async reserve() {
      if (isReserving) return;
      isReserving = true;
      await partsOf().transportManager.listen(Array.from({ length: wantedRelays }, () => multiaddr('/p2p-circuit')));
    },
  };
}
