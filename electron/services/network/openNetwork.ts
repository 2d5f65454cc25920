import { noise } from '@chainsafe/libp2p-noise';
import { yamux } from '@chainsafe/libp2p-yamux';
import { privateKeyFromProtobuf } from '@libp2p/crypto/keys';
import { identify } from '@libp2p/identify';
import { peerIdFromString } from '@libp2p/peer-id';
import type { GossipSub } from '@libp2p/gossipsub';
import type { Connection, Libp2p, PeerId, Stream } from '@libp2p/interface';
import { tcp } from '@libp2p/tcp';
import { multiaddr, type Multiaddr } from '@multiformats/multiaddr';
import { createLibp2p } from 'libp2p';
import type { z } from 'zod';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { createBans, type Fault } from './bans.ts';
import { createFrameStream, type FrameLimits, type FrameStream } from './frameStream.ts';
import { createGossip } from './gossip.ts';
import { serveTopic, type Topic } from './serveTopic.ts';
import { createStreamPlaces, type StreamPlaces } from './streamPlaces.ts';

export type NetworkOptions = {
  /** From {@link createNetworkKey}. */
  readonly privateKey: Uint8Array;
  /** Multiaddrs to listen on; /ip4/127.0.0.1/tcp/0 unless told. Empty: dials only. */
  readonly listen?: readonly string[];
  /** What to tell others instead of the addresses listened on, for a machine behind a forwarded port. */
  readonly announceAddresses?: readonly string[];
  /** Published over gossip, and nothing else is; none: no gossip at all. */
  readonly topics?: readonly string[];
  /** Largest message on a topic, 64 KiB unless told. */
  readonly topicLimitBytes?: number;
  /** Hears what went wrong inside a stream handler; peers never see it. */
  readonly onFault?: (error: unknown, protocol: string, peer: string) => void;
};

export type StreamLimits = FrameLimits & {
  /** Streams of this protocol that one peer may hold open; 16. More are reset at once. */
  readonly streamsPerPeer?: number;
  /** Over all peers; 256. Where they are taken, the peer with the most gives one up for one that has fewer. */
  readonly streams?: number;
};

export type RequestOptions = {
  readonly signal?: AbortSignal | undefined;
  /** Longest wait for the reply's first byte after the request was sent; 10,000. */
  readonly timeoutMs?: number;
  /** Largest reply; 1 MiB. */
  readonly limitBytes?: number;
};

/** One peer of the network: libp2p over TCP with noise and yamux. */
export type Network = {
  readonly peerId: string;
  /** Where others reach this peer now, each ending in /p2p/<peer id>. */
  addresses(): string[];
  /** Peers with an open connection. */
  connectedPeers(): string[];
  /**
   * Takes part in a topic of {@link NetworkOptions.topics}, once.
   * @param judge  whether a message that `peer` handed on is true; only then it is handed on further. Rejected ones count against the peer: after a few it is cut off
   */
  subscribe(topic: string, judge: Topic['judge']): Topic['subscribed'];
  /** Opens a connection where there is none. @throws network.unreachable */
  connect(address: string, signal?: AbortSignal): Promise<void>;
  /**
   * Serves a protocol. The stream is closed when the handler is done and reset when it throws; a throw goes to `onFault`, never further.
   * @param limits  `limitBytes` is the largest frame that may come in
   */
  handle(protocol: string, limits: StreamLimits, handler: (stream: FrameStream) => Promise<void>): Promise<void>;
  /** Serves a protocol of one request and one reply; a malformed request resets the stream. */
  answer<T extends z.ZodType, G extends z.ZodType>(
    protocol: string, shapes: { readonly takes: T; readonly gives: G }, limits: StreamLimits,
    handler: (message: z.output<T>, peer: string, signal: AbortSignal) => Promise<z.output<G>>,
  ): Promise<void>;
  /**
   * @param address  a multiaddr that ends in /p2p/<peer id>, so that the handshake proves who answers
   * @throws network.unreachable  no connection, or the peer does not speak the protocol
   */
  openStream(address: string, protocol: string, options: FrameLimits & { readonly signal?: AbortSignal | undefined; readonly timeoutMs?: number }): Promise<FrameStream>;
  /**
   * One request, one reply.
   * @throws network.unreachable  no connection, or no whole reply in time
   * @throws network.malformed    the reply is no message of its shape
   */
  request<T extends z.ZodType, G extends z.ZodType>(
    address: string, protocol: string, shapes: { readonly takes: T; readonly gives: G }, message: z.output<T>, options?: RequestOptions,
  ): Promise<z.output<G>>;
  close(): Promise<void>;
};

/** Longest wait for a stranger's first frame on a fresh stream. */
const firstFrameMs = 10_000;
const dialMs = 10_000;

/**
 * Opens a peer. It lives until `signal` aborts or {@link Network.close}.
 * @throws network.unreachable  it cannot listen at an address
 */
export async function openNetwork(options: NetworkOptions, signal: AbortSignal): Promise<Network> {
  signal.throwIfAborted();
  const listen = options.listen ?? ['/ip4/127.0.0.1/tcp/0'];
  const bans = createBans(Date.now);
  const node = await startNode(options, listen, (peer) => bans.isBanned(peer.toString()));
  const peerId = node.peerId.toString();
  const onFault = options.onFault ?? (() => {});
  const openStreams = new Map<string, StreamPlaces<FrameStream>>();
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= Promise.resolve(node.stop()));
  signal.addEventListener('abort', () => void close(), { once: true });

  function countFault(peer: string, fault: Fault, where: string): void {
    if (bans.count(peer, fault)) void node.hangUp(peerIdFromString(peer), { signal: AbortSignal.timeout(dialMs) }).catch((error: unknown) => onFault(error, where, peer));
  }

  async function serve(stream: Stream, peer: string, protocol: string, limits: StreamLimits, handler: (stream: FrameStream) => Promise<void>): Promise<void> {
    const places = openStreams.get(protocol)!;
    const frames = places.take(peer, () => createFrameStream(stream, peer, limits, () => countFault(peer, 'frame', protocol)));
    if (!frames) return stream.abort(new Error('too many streams'));
    try {
      await handler(frames);
      await frames.close();
    } catch (error) {
      frames.reset('the handler failed');
      onFault(error, protocol, peer);
    } finally {
      places.leave(peer, frames);
    }
  }

  const handle: Network['handle'] = async (protocol, limits, handler) => {
    openStreams.set(protocol, createStreamPlaces<FrameStream>({ perPeer: limits.streamsPerPeer ?? 16, all: limits.streams ?? 256 }, (frames) => frames.reset('its place is needed')));
    await node.handle(protocol, (stream: Stream, connection: Connection) => void serve(stream, connection.remotePeer.toString(), protocol, limits, handler), {
      maxInboundStreams: limits.streamsPerPeer ?? 16,
    });
  };
  const openStream: Network['openStream'] = async (address, protocol, limits) => {
    const limit = AbortSignal.timeout(limits.timeoutMs ?? dialMs);
    const target = parseAddress(address);
    try {
      const stream = await node.dialProtocol(target, protocol, {
        signal: limits.signal ? AbortSignal.any([limits.signal, limit]) : limit,
        maxOutboundStreams: 256,
      });
      return createFrameStream(stream, target.peer, limits);
    } catch (error) {
      limits.signal?.throwIfAborted();
      throw new HearthError('network.unreachable', { address, reason: formatReason(error) }, error);
    }
  };

  return {
    peerId,
    addresses: () => node.getMultiaddrs().map(String),
    connectedPeers: () => node.getPeers().map(String),
    subscribe(topic, judge) {
      const { gossip } = node.services;
      if (!gossip) throw new TypeError('this peer was opened without topics');
      return serveTopic(gossip, topic, judge, (peer) => bans.isBanned(peer), (peer) => countFault(peer.toString(), 'message', topic));
    },
    async connect(address, given) {
      const limit = AbortSignal.timeout(dialMs);
      try {
        await node.dial(parseAddress(address), { signal: given ? AbortSignal.any([given, limit]) : limit });
      } catch (error) {
        given?.throwIfAborted();
        throw isHearthError(error) ? error : new HearthError('network.unreachable', { address, reason: formatReason(error) }, error);
      }
    },
    handle,
    answer: (protocol, shapes, limits, handler) =>
      handle(protocol, limits, async (stream) => {
        const message = await stream.read(shapes.takes, { timeoutMs: firstFrameMs });
        if (message === null) return;
        await stream.write(shapes.gives, await handler(message, stream.peer, stream.signal));
      }),
    openStream,
    async request(address, protocol, shapes, message, requestOptions = {}) {
      const { signal: given, timeoutMs = 10_000, limitBytes = 1024 * 1024 } = requestOptions;
      const stream = await openStream(address, protocol, { limitBytes, signal: given });
      try {
        await stream.write(shapes.takes, message);
        const reply = await stream.read(shapes.gives, { timeoutMs, signal: given });
        if (reply === null) throw new HearthError('network.unreachable', { address, reason: 'the peer ended without a reply' });
        void stream.close();
        return reply;
      } catch (error) {
        stream.reset('given up');
        throw isHearthError(error, 'network.unreachable') ? new HearthError('network.unreachable', { address, reason: error.about.reason }, error) : error;
      }
    },
    close,
  };
}

type Services = { readonly identify: unknown; readonly gossip?: GossipSub };

async function startNode(options: NetworkOptions, listen: readonly string[], isBanned: (peer: PeerId) => boolean): Promise<Libp2p<Services>> {
  try {
    const node = await createLibp2p({
      privateKey: privateKeyFromProtobuf(options.privateKey),
      addresses: { listen: [...listen], ...(options.announceAddresses ? { announce: [...options.announceAddresses] } : {}) },
      transports: [tcp()],
      connectionEncrypters: [noise()],
      // A paused stream may hold one window: it must fit libp2p's read buffer (4 MiB), or a slow reader resets an honest writer.
      streamMuxers: [yamux({ streamOptions: { maxStreamWindowSize: 2 * 1024 * 1024 } })],
      connectionGater: { denyInboundEncryptedConnection: isBanned, denyDialPeer: isBanned },
      services: { identify: identify(), ...(options.topics?.length ? { gossip: createGossip(options.topics, options.topicLimitBytes ?? 64 * 1024) } : {}) },
      // A provider behind one address may be a household of machines, a test many programs on loopback.
      connectionManager: { maxConnections: 200, inboundConnectionThreshold: 50, maxIncomingPendingConnections: 20 },
      // Each ping opens a stream on both sides, so an idle machine with a few peers is woken seldom. A pegged CPU delays pings; only a line that is really gone may be cut.
      connectionMonitor: { pingInterval: 30_000, pingTimeout: { minTimeout: 20_000 } },
    });
    return node as unknown as Libp2p<Services>;
  } catch (error) {
    throw new HearthError('network.unreachable', { address: listen.join(' '), reason: formatReason(error) }, error);
  }
}

/** @throws network.unreachable  not a multiaddr, or one that names no peer */
function parseAddress(address: string): Multiaddr & { peer: string } {
  try {
    const parsed = multiaddr(address);
    const peer = parsed.getComponents().findLast((part) => part.name === 'p2p')?.value;
    if (peer) return Object.assign(parsed, { peer });
  } catch {
    // Said below.
  }
  throw new HearthError('network.unreachable', { address: address.slice(0, 300), reason: 'not an address with a peer id' });
}

function formatReason(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return formatReason(error.errors[0]);
  return error instanceof Error ? (error.name === 'TimeoutError' || error.name === 'AbortError' ? 'no answer in time' : error.message).slice(0, 300) : 'unknown';
}
