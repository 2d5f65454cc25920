import { dcutr, type DCUtRServiceComponents } from '@libp2p/dcutr';
import type { Connection, IdentifyResult, MultiaddrConnection, PeerId, TypedEventTarget, Upgrader } from '@libp2p/interface';
import { multiaddr, type Multiaddr } from '@multiformats/multiaddr';
import { reachOf } from './reach.ts';

type Components = DCUtRServiceComponents & { readonly upgrader: Upgrader; readonly peerId: PeerId; readonly events: TypedEventTarget<{ 'peer:identify': CustomEvent<IdentifyResult> }> };
type OpenConnection = DCUtRServiceComponents['connectionManager']['openConnection'];

/** Ports that are dialled from when both sides dial at once: below those that systems give away, and listened at by nobody here. */
const ports = { first: 20_000, count: 12_000 };
/** One port for so long, whatever peers it is for; another after that, since one line's end keeps its two ports for a minute. */
const portLifeMs = 30_000;
/** Peers that said lately where our lines come from. */
const keptSayings = 8;
/** Addresses of one peer that are tried at once. */
const triedAddresses = 2;

/** The port to dial from at a time: drawn by `seed`, so that two processes of one machine seldom share one. Pure. */
export function punchPort(seed: number, nowMs: number): number {
  return ports.first + (Math.imul(Math.floor(nowMs / portLifeMs) ^ seed, 0x9e3779b1) >>> 0) % ports.count;
}

/** Where most say that our lines come from, an IP address of version 4; null where nobody has. Pure. */
export function mostSaid(sayings: Iterable<string>): string | null {
  const [most] = [...Map.groupBy(sayings, (ip) => ip)].toSorted(([, a], [, b]) => b.length - a.length);
  return most?.[0] ?? null;
}

/**
 * DCUtR, able to reach a peer behind another closed router over TCP. libp2p's own tells the other side where this peer listens, dials from another port than it told, and its dial queue drops who of
 * the two speaks first. Here both tell the port they will dial from and dial from it at once, so that each router sees its own side begin. Works through routers that keep a line's port, and give one
 * port the same outside whoever is dialled; through others the line stays on the relay.
 *
 * @source https://github.com/libp2p/specs/blob/master/relay/DCUtR.md
 */
export function punchingDcutr(nowMs: () => number, seed: number): (components: Components) => unknown {
  return (components) => {
    const { connectionManager, addressManager, transportManager, peerStore, registrar, logger, peerId, upgrader } = components;
    const sayings = new Map<string, string>();
    components.events.addEventListener('peer:identify', ({ detail: { observedAddr, connection } }) => {
      const ip = connection.direction === 'outbound' && connection.limits === undefined ? /^\/ip4\/([\d.]+)\/tcp\//.exec(observedAddr?.toString() ?? '')?.[1] : undefined;
      if (ip === undefined || reachOf(`/ip4/${ip}`) !== 'internet') return;
      sayings.delete(connection.remotePeer.toString());
      sayings.set(connection.remotePeer.toString(), ip);
      if (sayings.size > keptSayings) sayings.delete(sayings.keys().next().value!);
    });
    const localPort = (): number => punchPort(seed, nowMs());

    function getAddresses(): Multiaddr[] {
      const ip = mostSaid(sayings.values());
      return [...(ip === null ? [] : [multiaddr(`/ip4/${ip}/tcp/${localPort()}/p2p/${peerId.toString()}`)]), ...addressManager.getAddresses()];
    }
    /** Of two that both dialled one has to answer as if it had been called, for the muxer as well. */
    const answering: Upgrader = new Proxy(upgrader, {
      get: (own, name) => (name === 'upgradeOutbound' ? (line: MultiaddrConnection, options: Parameters<Upgrader['upgradeOutbound']>[1]) => own.upgradeOutbound(Object.assign(line, { direction: 'inbound' as const }), { ...options, initiator: false }) : Reflect.get(own, name, own) as unknown),
    });
    /** Past the dial queue, which would keep these options to itself. */
    async function dialAtOnce(targets: readonly Multiaddr[], { signal, ...options }: Parameters<OpenConnection>[1] & object): Promise<Connection> {
      const named = targets.filter((target) => target.getComponents().some(({ name }) => name === 'p2p')).slice(0, triedAddresses);
      const dials = named.map((target) => {
        // A socket ends with its signal, however long after it was opened: none outlives the try.
        const stop = new AbortController();
        const from = target.toString().startsWith('/ip4/') ? { localPort: localPort() } : {};
        const transport = transportManager.dialTransportForMultiaddr(target);
        if (!transport) throw new TypeError(`no way to dial ${target.toString()}`);
        const how = { ...options, ...from, signal: stop.signal, upgrader: options.initiator === false ? answering : upgrader };
        return { stop, made: transport.dial(target, how) };
      });
      const stopAll = (): void => dials.forEach(({ stop }) => stop.abort());
      signal?.addEventListener('abort', stopAll, { once: true });
      try {
        const { connection, stop: kept } = await Promise.any(dials.map(({ made, stop }) => made.then((connection) => ({ connection, stop }))));
        for (const { stop } of dials) if (stop !== kept) stop.abort();
        return connection;
      } finally {
        signal?.removeEventListener('abort', stopAll);
      }
    }
    const openConnection: OpenConnection = (target, options = {}) =>
      Array.isArray(target) && options.priority !== undefined ? dialAtOnce(target, options) : connectionManager.openConnection(target, options);

    return dcutr()({
      peerStore, registrar, transportManager, logger,
      addressManager: { getAddresses } as typeof addressManager, connectionManager: { openConnection } as typeof connectionManager,
    });
  };
}
