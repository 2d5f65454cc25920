import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Wallet } from 'ethers/wallet';
import { announcementTopic, joinProtocol, nodesReplyShape, nodesRequestShape, type SignedAnnouncement } from '../../electron/protocol/joinMessages.ts';
import { announcementDigest, type Announcement } from '../../electron/protocol/messages.ts';
import { localDomain } from '../../electron/protocol/localDomain.ts';
import { fromHex } from '../../electron/protocol/bytes.ts';
import { announceIntervalMs, announcementLifeMs, bookCapacity, createAnnouncementBook, encodeAnnouncement, judgeAnnouncement } from '../../electron/services/network/announcementBook.ts';
import { chooseNode, type GatewayNode } from '../../electron/services/gateway/chooseNode.ts';
import type { MeterOf } from '../../electron/services/network/countBytes.ts';
import { digestBook } from '../../electron/services/network/digestBook.ts';
import { askAgainMs, openDiscovery, type Discovery } from '../../electron/services/network/discovery.ts';
import { createNetworkKey } from '../../electron/services/network/networkKey.ts';
import { openNetwork, type Network } from '../../electron/services/network/openNetwork.ts';
import { isSignedByNode } from '../../electron/services/practice/announcements.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';

/** What one thing costs on the machine that measured it; all else is arithmetic. */
export type NetworkCosts = {
  readonly announcementBytes: number;
  /** Processor time to judge an announcement that was never seen: parsed, its signature recovered, kept. */
  readonly judgeMs: number;
  /** Bytes over a peer's connections, both ways, for each announcement of the topic: with all its copies and what gossip says beside. */
  readonly gossipBytes: number;
  readonly gossipPeers: number;
  /** Bytes a second over a peer's connections, both ways, while nobody says anything: pings and gossip's own. */
  readonly idleBytes: number;
  /** Bytes of reading a book of {@link readNodes} nodes again that differs in two, both ways: over a connection that is there, and over one that is opened and ended for it. */
  readonly readBytes: number;
  readonly visitBytes: number;
  readonly readNodes: number;
  /** Processor time of one choice among so many known nodes. */
  readonly choiceMs: readonly { readonly nodes: number; readonly ms: number }[];
};

const models = 2;
const digest = (byte: number): string => `0x${byte.toString(16).padStart(2, '0').repeat(32)}`;
const announcementOf = (node: string, index: number): Announcement => ({
  format: 'hearth-announcement/2', domain: localDomain, node, payout: node, epoch: 1, peerId: '12D3KooWFb4HGo2APFX53FTdqXMemjvNTeNWsTLx8AZfYkBgdaGV', freeSlots: 4, atMs: Date.now(), untilMs: Date.now() + announcementLifeMs(1000),
  addresses: ['/ip4/203.0.113.7/tcp/7413/p2p/12D3KooWFb4HGo2APFX53FTdqXMemjvNTeNWsTLx8AZfYkBgdaGV'],
  models: Array.from({ length: models }, (_, model) => ({ modelId: digest(model + 1), kind: 'generate' as const, name: 'ember', classId: 1, priceInWei: 10_000_000_000_000n, priceOutWei: 100_000_000_000_000n + BigInt(index % 997), maxContext: 512 })),
});
async function sign(index: number): Promise<SignedAnnouncement> {
  const wallet = new Wallet(`0x${(index + 1).toString(16).padStart(64, '0')}`);
  const announcement = announcementOf(wallet.address, index);
  return { announcement, signature: await wallet.signMessage(fromHex(announcementDigest(p, announcement))) };
}

/** @effects sockets on loopback, processor time for about a minute */
export async function measureNetworkCosts(say: (line: string) => void): Promise<NetworkCosts> {
  const signed = await Promise.all(Array.from({ length: readNodes }, (_, i) => sign(i)));
  const bytes = signed.slice(0, 300).map(encodeAnnouncement);
  const book = createAnnouncementBook();
  const judging = { domain: localDomain, book, isSigned: (announcement: Announcement, signature: string) => isSignedByNode(p, announcement, signature), isStaked: () => Promise.resolve(true), nowMs: Date.now, maySendUnbelieved: () => true };
  const before = process.cpuUsage();
  for (const one of bytes) {
    const judged = await judgeAnnouncement(judging, one, 'peer');
    if (judged.verdict !== 'accept') throw new Error(`an honest announcement was not taken: ${judged.reason}`);
  }
  const { user, system } = process.cpuUsage(before);
  const judgeMs = (user + system) / 1000 / bytes.length;
  say(`an announcement: ${bytes[0]!.length} bytes, ${judgeMs.toFixed(2)} ms to judge`);
  const choiceMs = [1e3, bookCapacity, 1e4, 1e5, 1e6].map((nodes) => ({ nodes, ms: measureChoice(nodes) }));
  say(`choosing: ${choiceMs.map(({ nodes, ms }) => `${nodes} nodes ${ms.toFixed(2)} ms`).join(', ')}`);
  const gossip = await measureGossip(24, bytes.slice(0, 40));
  say(`gossip among ${gossip.peers} peers: ${Math.round(gossip.bytes)} bytes a peer and announcement, ${Math.round(gossip.idleBytes)} bytes a second beside`);
  const reading = await measureReading(signed);
  say(`reading a book of ${readNodes} again: ${reading.readBytes} bytes, ${reading.visitBytes} with a connection of its own`);
  return { announcementBytes: bytes[0]!.length, judgeMs, gossipBytes: gossip.bytes, gossipPeers: gossip.peers, idleBytes: gossip.idleBytes, ...reading, readNodes, choiceMs };
}

function measureChoice(count: number): number {
  const shared = announcementOf(digest(1).slice(0, 42), 0);
  const nodes = Array.from({ length: count }, (_, i): GatewayNode => ({
    announcement: { ...shared, node: `0x${i.toString(16).padStart(40, '0')}`, models: shared.models.map((model) => ({ ...model, priceOutWei: model.priceOutWei + BigInt((i * 7919) % 997) })) },
    reservationId: digest(3), inFlight: i % 3, restUntilMs: 0, faults: 0, isBarred: false, isAbsent: false, jobMs: new Map([[shared.models[0]!.modelId, 100 + (i % 50)]]),
  }));
  const facts = { modelId: shared.models[0]!.modelId, units: { maxUnitsIn: 32, maxUnitsOut: 128 }, maxPriceWei: null, except: new Set<string>(), nowMs: 1 };
  chooseNode(nodes, facts);
  const rounds = Math.max(1, Math.min(200, Math.round(2e5 / count)));
  const before = process.cpuUsage();
  for (let i = 0; i < rounds; i++) if (!chooseNode(nodes, facts)) throw new Error('nobody was chosen');
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / rounds;
}

const idleMs = 60_000;
/** Not much more often than a network of a thousand says something: then what gossip says beside is not shared among many. */
const messageEveryMs = 1500;
const readNodes = 1000;

/** What one peer's reading of another's book costs its line, where both know as many and two nodes said something new. */
async function measureReading(signed: readonly SignedAnnouncement[]): Promise<{ readonly readBytes: number; readonly visitBytes: number }> {
  const ending = new AbortController();
  const folder = mkdtempSync(join(tmpdir(), 'hearth-scale-'));
  let counted = 0;
  const open = async (meterOf?: MeterOf): Promise<Network> => openNetwork({ privateKey: await createNetworkKey(), topics: [announcementTopic(localDomain)], ...(meterOf ? { meterOf } : {}) }, ending.signal);
  const asked = await open();
  const asker = await open(() => (_direction, bytes) => void (counted += bytes));
  try {
    const discovery: Discovery = await openDiscovery({ network: asked, domain: localDomain, isSigned: () => true, isStaked: () => Promise.resolve(true), seeds: () => [], hintsFile: join(folder, 'asked'), nowMs: Date.now, random: Math.random, log: () => {} }, ending.signal);
    for (const one of signed) discovery.keep(one);
    const digests = digestBook(discovery.nodes());
    for (const one of signed.slice(0, 2)) discovery.keep({ ...one, announcement: { ...one.announcement, atMs: Date.now() + 1 } });
    const read = async (): Promise<number> => {
      const before = counted;
      const { nodes } = await asker.request(asked.addresses()[0]!, joinProtocol.nodes, { takes: nodesRequestShape, gives: nodesReplyShape }, { after: null, digests });
      if (nodes.length === 0 || nodes.length > 40) throw new Error(`${nodes.length} nodes were told`);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      return counted - before;
    };
    const visitBytes = await read();
    const readBytes = await read();
    return { readBytes, visitBytes };
  } finally {
    ending.abort();
    await Promise.all([asked.close(), asker.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Peers that each dial six others, as nodes do; what a message of one costs each of them. */
async function measureGossip(peers: number, messages: readonly Uint8Array[]): Promise<{ readonly peers: number; readonly bytes: number; readonly idleBytes: number }> {
  const ending = new AbortController();
  const topic = announcementTopic(localDomain);
  let counted = 0;
  let heard = 0;
  const networks: Network[] = [];
  try {
    for (let i = 0; i < peers; i++) networks.push(await openNetwork({ privateKey: await createNetworkKey(), topics: [topic], meterOf: () => (_direction, bytes) => void (counted += bytes) }, ending.signal));
    const topics = networks.map((network) => network.subscribe(topic, () => {
      heard++;
      return Promise.resolve({ verdict: 'accept' });
    }));
    for (const [i, network] of networks.entries()) for (let n = 1; n <= 3; n++) await network.connect(networks[(i + n * n) % peers]!.addresses()[0]!);
    // The mesh is made at a heartbeat, each five seconds.
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    counted = 0;
    await new Promise((resolve) => setTimeout(resolve, idleMs));
    const idleBytes = (counted * 1000) / peers / idleMs;
    counted = 0;
    const beganMs = Date.now();
    for (const [i, message] of messages.entries()) {
      await topics[i % peers]!.publish(message);
      await new Promise((resolve) => setTimeout(resolve, messageEveryMs));
    }
    // What gossip says of a message goes on for three heartbeats.
    await new Promise((resolve) => setTimeout(resolve, 16_000));
    const said = counted / peers - (idleBytes * (Date.now() - beganMs)) / 1000;
    if (heard < messages.length * (peers - 1) * 0.95) throw new Error(`only ${heard} of ${messages.length * (peers - 1)} came`);
    return { peers, bytes: said / messages.length, idleBytes };
  } finally {
    ending.abort();
    await Promise.all(networks.map((network) => network.close()));
  }
}

/** Assumed: a price, a model, an address, a pause, a start. */
export const changesPerNodeDay = 8;

/** What discovery and choice are in a network of so many providers, for a node that keeps as many as a book holds. Pure. */
export type NetworkLoad = {
  readonly providers: number;
  /** Of the network, how much one peer knows. */
  readonly knownShare: number;
  /** How often a node says that it is there, s. */
  readonly intervalSeconds: number;
  readonly announcementsPerSecond: number;
  /** Of one core, for judging alone. */
  readonly coreShare: number;
  /** Announcements, reading books again by turns over a connection that is there and one that is not, as asker and as asked, and what idle connections cost. */
  readonly bytesPerSecond: number;
  readonly gossipShare: number;
  /** Reading neighbours' books after the start, once. */
  readonly joinSeconds: number;
  readonly choiceMs: number;
};

export function networkLoadOf(costs: NetworkCosts, providers: number): NetworkLoad {
  const known = Math.min(providers, bookCapacity);
  const intervalMs = announceIntervalMs(known);
  const announcementsPerSecond = (providers * 1000) / intervalMs + (providers * changesPerNodeDay) / 86_400;
  // A full book is read as seldom as once an hour (discovery.ts), but then it differs everywhere.
  const isFull = providers > bookCapacity;
  const reading = isFull ? (2 * bookCapacity * costs.announcementBytes) / 3600 : (costs.readBytes + costs.visitBytes) / (askAgainMs / 1000);
  const gossip = announcementsPerSecond * costs.gossipBytes;
  const bytesPerSecond = gossip + reading + costs.idleBytes;
  const choice = costs.choiceMs.filter(({ nodes }) => nodes <= known).at(-1) ?? costs.choiceMs[0]!;
  return {
    providers, knownShare: known / providers, intervalSeconds: intervalMs / 1000, announcementsPerSecond, coreShare: (announcementsPerSecond * costs.judgeMs) / 1000,
    bytesPerSecond, gossipShare: gossip / bytesPerSecond, joinSeconds: (known * costs.judgeMs) / 1000, choiceMs: choice.ms,
  };
}
