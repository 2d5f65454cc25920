import { peerIdFromString } from '@libp2p/peer-id';
import type { Connection, Stream } from '@libp2p/interface';
import { multiaddr, type Multiaddr } from '@multiformats/multiaddr';
import type { z } from 'zod';
import type { Reach } from '../../shared/diagnostics.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { createBans, type Fault } from './bans.ts';
import { createFrameRoom } from './frameRoom.ts';
import { type Carried, createFrameStream, type FrameLimits, type FrameStream } from './frameStream.ts';
import { reachOf } from './reach.ts';
import { createReaching } from './reaching.ts';
import { serveTopic, type Topic } from './serveTopic.ts';
import { formatReason, startPeer, type PeerOptions } from './startPeer.ts';
import { createStreamPlaces, type StreamPlaces } from './streamPlaces.ts';

export type NetworkOptions = PeerOptions & {
  /** Hears what went wrong inside a stream handler; peers never see it. */
  readonly onFault?: (error: unknown, protocol: string, peer: string) => void;
};

/** One open connection. */
export type OpenConnection = { readonly peer: string; /** Of the far side, as seen from here. */ readonly address: string; readonly isInbound: boolean; readonly isRelayed: boolean };

export type StreamLimits = FrameLimits & {
  /** Streams of this protocol that one peer may hold open; 16. More are reset at once. */
  readonly streamsPerPeer?: number;
  /** Whether it is refused to peers that came through a relay, whose bytes others carry for nothing. */
  readonly isDirectOnly?: boolean;
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
  /** How far it can be reached, as far as is known. */
  reach(): Reach;
  /** Whether a stranger's address is one to dial: a peer of the internet is not sent into the home around it, nor to this machine. */
  mayDial(address: string): boolean;
  /** Addresses of this machine that it listens at, told to others or not; without peer id. */
  listened(): readonly string[];
  /** Hears when {@link Network.addresses} changed. */
  onMoved(listener: () => void): void;
  /** Says that they changed. */
  moved(): void;
  connections(): readonly OpenConnection[];
  /** Peers with an open connection. */
  connectedPeers(): string[];
  /**
   * Takes part in a topic of {@link NetworkOptions.topics}, once.
   * @param judge  whether a message that `peer` handed on is true; only then it is handed on further. Rejected ones count against the peer: after a few it is cut off
   */
  subscribe(topic: string, judge: Topic['judge']): Topic['subscribed'];
  /** Whether a peer made too many faults lately: it is let in no more. */
  isBanned(peer: string): boolean;
  /** Ends the connection with a peer, where nothing but gossip goes over it. */
  partFrom(peer: string): Promise<void>;
  /** Opens a connection where there is none. @throws network.unreachable */
  connect(address: string, signal?: AbortSignal): Promise<void>;
  /**
   * Serves a protocol. The stream is closed when the handler is done and reset when it throws; a throw goes to `onFault`, never further.
   * @param limits  `limitBytes` is the largest frame that may come in
   */
  handle(protocol: string, limits: StreamLimits, handler: (stream: FrameStream) => Promise<void>): Promise<void>;
  /** Serves a protocol of one request and one reply; a malformed request resets the stream. `onDone` hears what an answered request took. */
  answer<T extends z.ZodType, G extends z.ZodType>(
    protocol: string, shapes: { readonly takes: T; readonly gives: G }, limits: StreamLimits,
    handler: (message: z.output<T>, peer: string, signal: AbortSignal) => Promise<z.output<G>>,
    onDone?: (message: z.output<T>, carried: Carried) => void,
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

/** What is kept of frames that strangers began and did not end: two of the largest for each peer, and some more for all. */
const begunBytes = { perPeer: 64 * 1024 * 1024, all: 192 * 1024 * 1024 };
/** Longest wait for a stranger's first frame on a fresh stream. */
const firstFrameMs = 10_000;
const dialMs = 10_000;
/** How long a connection made to try an address stays: the far side looks for it. */
const backDialOpenMs = 5000;

/**
 * Opens a peer. It lives until `signal` aborts or {@link Network.close}.
 * @throws network.unreachable  it cannot listen at an address
 */
export async function openNetwork(options: NetworkOptions, signal: AbortSignal): Promise<Network> {
  signal.throwIfAborted();
  const bans = createBans(Date.now);
  const reaching = createReaching(options.listening ?? null, Date.now);
  const { node, beyond } = await startPeer(options, (found) => reaching.announced(found), (peer) => bans.isBanned(peer.toString()));
  const peerId = node.peerId.toString();
  const onFault = options.onFault ?? (() => {});
  const openStreams = new Map<string, StreamPlaces<FrameStream>>();
  const room = createFrameRoom<FrameStream>(begunBytes, (frames) => frames.reset('it holds more than there is room for'));
  const movedListeners: (() => void)[] = [];
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= Promise.resolve(node.stop()));
  signal.addEventListener('abort', () => void close(), { once: true });

  function countFault(peer: string, fault: Fault, where: string): void {
    if (bans.count(peer, fault)) void node.hangUp(peerIdFromString(peer), { signal: AbortSignal.timeout(dialMs) }).catch((error: unknown) => onFault(error, where, peer));
  }

  async function serve(stream: Stream, peer: string, protocol: string, limits: StreamLimits, handler: (stream: FrameStream) => Promise<void>): Promise<void> {
    const places = openStreams.get(protocol)!;
    const frames = places.take(peer, () => {
      const opened: FrameStream = createFrameStream(stream, peer, limits, { onMalformed: () => countFault(peer, 'frame', protocol), onHeld: (bytes) => room.hold(peer, opened, bytes) });
      return opened;
    });
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
      maxInboundStreams: limits.streamsPerPeer ?? 16, runOnLimitedConnection: limits.isDirectOnly !== true,
    });
  };
  const openStream: Network['openStream'] = async (address, protocol, limits) => {
    const limit = AbortSignal.timeout(limits.timeoutMs ?? dialMs);
    const target = parseAddress(address);
    try {
      const stream = await node.dialProtocol(target, protocol, {
        signal: limits.signal ? AbortSignal.any([limits.signal, limit]) : limit,
        maxOutboundStreams: 256, runOnLimitedConnection: true,
      });
      return createFrameStream(stream, target.peer, limits);
    } catch (error) {
      limits.signal?.throwIfAborted();
      throw new HearthError('network.unreachable', { address, reason: formatReason(error) }, error);
    }
  };

  /** A fresh connection, whatever others there are; closed when it came to be. */
  async function dialBack(address: string, stop: AbortSignal): Promise<boolean> {
    try {
      const connection = await node.dial(parseAddress(address), { signal: stop, force: true });
      setTimeout(() => void connection.close().catch(() => {}), backDialOpenMs).unref();
      return true;
    } catch {
      return false;
    }
  }

  const addresses = (): string[] => node.getMultiaddrs().map(String);
  const network: Network = {
    peerId,
    addresses,
    reach: () => reaching.describe(addresses()),
    mayDial: (address) => options.listening?.scope !== 'internet' || reachOf(address) === 'internet',
    listened: () => beyond?.listened() ?? addresses(),
    onMoved(listener) {
      movedListeners.push(listener);
      node.addEventListener('self:peer:update', listener);
    },
    moved() {
      for (const listener of movedListeners) listener();
    },
    connections: () => node.getConnections().map(({ remotePeer, remoteAddr, direction }) => ({ peer: remotePeer.toString(), address: remoteAddr.toString(), isInbound: direction === 'inbound', isRelayed: remoteAddr.toString().includes('/p2p-circuit') })),
    connectedPeers: () => node.getPeers().map(String),
    subscribe(topic, judge) {
      const { gossip } = node.services;
      if (!gossip) throw new TypeError('this peer was opened without topics');
      return serveTopic(gossip, topic, judge, (peer) => bans.isBanned(peer), (peer) => countFault(peer.toString(), 'message', topic));
    },
    isBanned: (peer) => bans.isBanned(peer),
    async partFrom(peer) {
      const isUsed = node.getConnections(peerIdFromString(peer)).some(({ streams }) => streams.some(({ protocol }) => protocol.startsWith('/hearth/')));
      if (!isUsed) await node.hangUp(peerIdFromString(peer), { signal: AbortSignal.timeout(dialMs) }).catch((error: unknown) => onFault(error, 'hang up', peer));
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
    answer: (protocol, shapes, limits, handler, onDone) =>
      handle(protocol, limits, async (stream) => {
        const message = await stream.read(shapes.takes, { timeoutMs: firstFrameMs });
        if (message === null) return;
        await stream.write(shapes.gives, await handler(message, stream.peer, stream.signal));
        onDone?.(message, stream.carried());
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
  if (beyond && options.listening) await reaching.run({ network, reserve: () => beyond.reserve(), dialBack, onFault }, signal);
  return network;
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
