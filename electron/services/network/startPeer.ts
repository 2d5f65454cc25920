import { noise } from '@chainsafe/libp2p-noise';
import { yamux } from '@chainsafe/libp2p-yamux';
import { privateKeyFromProtobuf } from '@libp2p/crypto/keys';
import { identify } from '@libp2p/identify';
import type { GossipSub } from '@libp2p/gossipsub';
import type { Libp2p, PeerId } from '@libp2p/interface';
import { peerIdFromPrivateKey } from '@libp2p/peer-id';
import { tcp } from '@libp2p/tcp';
import { multiaddr } from '@multiformats/multiaddr';
import { createLibp2p, type Libp2pOptions } from 'libp2p';
import { HearthError } from '../../shared/errors.ts';
import type { Listening } from '../../shared/listening.ts';
import { listenAddressesOf, loadBeyond, type Beyond } from './beyond.ts';
import { countingMetrics, type MeterOf } from './countBytes.ts';
import { createGossip } from './gossip.ts';
import { reachOf } from './reach.ts';

export type PeerServices = { readonly identify: unknown; readonly gossip?: GossipSub };
export type StartedPeer = {
  readonly node: Libp2p<PeerServices>;
  /** null for a peer that deals with this machine alone. */
  readonly beyond: Beyond | null;
};

export type PeerOptions = {
  /** From {@link createNetworkKey}. */
  readonly privateKey: Uint8Array;
  /** Multiaddrs to listen on; /ip4/127.0.0.1/tcp/0 unless told. Empty: dials only. */
  readonly listen?: readonly string[];
  /** Instead of `listen`: how the owner wants it to be reached. */
  readonly listening?: Listening;
  /** Whether it deals with other machines though it may listen on this one alone: it then dials through relays too. */
  readonly dialsOut?: boolean;
  /** Published over gossip, and nothing else is; none: no gossip at all. */
  readonly topics?: readonly string[];
  /** Counts the bytes of connections. */
  readonly meterOf?: MeterOf;
  /** Whether what the owner gives of his line is used up: as long as it is, this peer gives nobody a place on its relay and lets no new line through it. */
  readonly isSpent?: () => boolean;
  /** Largest message on a topic, 64 KiB unless told. */
  readonly topicLimitBytes?: number;
};

/**
 * Starts libp2p over TCP with noise and yamux.
 * @param announced  the addresses to tell others of those that were found; all without peer id
 * @throws network.unreachable  it cannot listen at an address
 */
export async function startPeer(options: PeerOptions, announced: (found: readonly string[]) => readonly string[], isBanned: (peer: PeerId) => boolean): Promise<StartedPeer> {
  const { listening, topics, topicLimitBytes = 64 * 1024 } = options;
  const scope = listening?.scope ?? 'thisMachine';
  const listen = listening ? listenAddressesOf(listening) : (options.listen ?? ['/ip4/127.0.0.1/tcp/0']);
  const isOut = scope !== 'thisMachine' || options.dialsOut === true;
  const beyond = listening && isOut ? await loadBeyond(listening) : null;
  const privateKey = privateKeyFromProtobuf(options.privateKey);
  const peerId = peerIdFromPrivateKey(privateKey).toString();
  try {
    const node = await createLibp2p({
      privateKey,
      addresses: { listen: [...listen], ...(scope === 'thisMachine' ? {} : { announceFilter: filterOf(peerId, announced, () => beyond?.listened() ?? []) }) },
      transports: [tcp(), ...(beyond?.transports ?? [])],
      ...(options.meterOf ? { metrics: countingMetrics(options.meterOf) } : {}),
      connectionEncrypters: [noise()],
      // A paused stream may hold one window: it must fit libp2p's read buffer (4 MiB), or a slow reader resets an honest writer.
      streamMuxers: [yamux({ streamOptions: { maxStreamWindowSize: 2 * 1024 * 1024 } })],
      connectionGater: {
        denyInboundEncryptedConnection: isBanned, denyDialPeer: isBanned,
        ...(options.isSpent ? { denyInboundRelayReservation: options.isSpent, denyOutboundRelayedConnection: options.isSpent } : {}),
        // "Your home network" is a promise: whoever comes from elsewhere is turned away before a word.
        ...(scope === 'homeNetwork' ? { denyInboundConnection: ({ remoteAddr }) => !['thisMachine', 'homeNetwork'].includes(reachOf(remoteAddr.toString())) } : {}),
      },
      services: { identify: identify(), ...beyond?.services, ...(topics?.length ? { gossip: createGossip(topics, topicLimitBytes) } : {}) },
      // A provider behind one address may be a household of machines, a test many programs on loopback.
      connectionManager: { maxConnections: 200, inboundConnectionThreshold: 50, maxIncomingPendingConnections: 20 },
      // Each ping opens a stream on both sides, so an idle machine with a few peers is woken seldom. A pegged CPU delays pings; only a line that is really gone may be cut.
      connectionMonitor: { pingInterval: 30_000, pingTimeout: { minTimeout: 20_000 } },
    } as Libp2pOptions);
    return { node: node as unknown as Libp2p<PeerServices>, beyond };
  } catch (error) {
    throw new HearthError('network.unreachable', { address: listen.join(' '), reason: formatReason(error) }, error);
  }
}

type Filter = NonNullable<NonNullable<Libp2pOptions['addresses']>['announceFilter']>;

/** Beside what libp2p holds for proven, the addresses it listens at: the owner's choice and what peers found decide which of them are told. */
const filterOf = (peerId: string, announced: (found: readonly string[]) => readonly string[], listened: () => readonly string[]): Filter => (verified) => {
  const suffix = `/p2p/${peerId}`;
  const bare = (address: string): string => (address.endsWith(suffix) ? address.slice(0, -suffix.length) : address);
  return announced([...new Set([...verified.map((address) => bare(address.toString())), ...listened()])]).map((address) => multiaddr(`${address}/p2p/${peerId}`));
};

/** What libp2p says went wrong, in one line. */
export function formatReason(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return formatReason(error.errors[0]);
  return error instanceof Error ? (error.name === 'TimeoutError' || error.name === 'AbortError' ? 'no answer in time' : error.message).slice(0, 300) : 'unknown';
}
