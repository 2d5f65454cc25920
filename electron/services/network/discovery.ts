import { announcementTopic, joinProtocol, nodesReplyShape, nodesRequestShape, type SignedAnnouncement } from '../../protocol/joinMessages.ts';
import type { Announcement } from '../../protocol/messages.ts';
import type { Domain } from '../../protocol/typedData.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { createAlarm } from './alarm.ts';
import { announceIntervalMs, announcementLimitBytes, createAllowance, createAnnouncementBook, encodeAnnouncement, judgeAnnouncement, type Allowance, type JudgeDependencies } from './announcementBook.ts';
import { choosePeers, peerOf, restAfter, type Rest } from './choosePeers.ts';
import { readKnownAddresses, writeKnownAddresses } from './knownNodes.ts';
import type { Network } from './openNetwork.ts';
import { createUndecided } from './undecided.ts';

export type DiscoveryDependencies = {
  /** Opened with {@link announcementTopic} of the domain among its topics. */
  readonly network: Network;
  readonly domain: Domain;
  readonly isSigned: JudgeDependencies['isSigned'];
  readonly isStaked: JudgeDependencies['isStaked'];
  /** Addresses told by the owner or the network's file; one that answers is enough. */
  readonly seeds: () => readonly string[];
  /** Where addresses are kept for the next start. */
  readonly hintsFile: string;
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly log: (line: string) => void;
};

/** What a peer knows of the nodes of its network, and how it goes on hearing of them. */
export type Discovery = {
  /** Nodes whose announcements still count. */
  nodes(): readonly SignedAnnouncement[];
  /** Where a node listens by its newest announcement; none when it is not known. */
  addressesOf(node: string): readonly string[];
  /** Keeps one whose node is known to be staked for. */
  keep(signed: SignedAnnouncement): void;
  /** Says again and again until the signal what `build` makes; sooner when {@link Discovery.announceSoon} is called or a peer comes. */
  announceForever(build: () => Promise<SignedAnnouncement>, stop: AbortSignal): Promise<void>;
  announceSoon(): void;
  close(): Promise<void>;
};

const page = { nodes: 64, bytes: 512 * 1024, replyBytes: 1024 * 1024 };
/** Pages taken of one peer at once: a whole book. */
const pageLimit = 40;
/** Pages one peer may ask for at once, and how soon one more. */
const pageAllowance = { burst: 80, refillMs: 3000 };
const unbelievedAllowance = { burst: 10, refillMs: 10_000 };
/** How soon somebody is looked for while nobody is there, and while somebody is. */
const lookAloneMs = 1000;
const lookMs = 15_000;
/** Books read at the start, of whoever is there: one alone may be a liar's. */
const firstBooks = 3;
/** A peer's book is read again this often: what gossip missed is in it. */
const askAgainMs = 5 * 60_000;
/** What this node says at once, and how soon one thing more: less than others bear (announcementBook.ts). */
const ownAllowance = { burst: 4, refillMs: 15_000 };
/** What comes at once is told at once. */
const gatherMs = 500;
const rememberedPeers = 512;

/** Takes part in finding each other. @effects network, disk */
export async function openDiscovery(dependencies: DiscoveryDependencies, signal: AbortSignal): Promise<Discovery> {
  const { network, domain, nowMs, log } = dependencies;
  const book = createAnnouncementBook();
  const hints = await readKnownAddresses(dependencies.hintsFile);
  const rests = new Map<string, Rest>();
  const isMine = (announcement: Announcement): boolean => announcement.peerId === network.peerId;
  const undecided = createUndecided({ book, isStaked: dependencies.isStaked, nowMs });
  const judging: JudgeDependencies = { domain, book, isSigned: dependencies.isSigned, isStaked: dependencies.isStaked, nowMs, maySendUnbelieved: allowEach(unbelievedAllowance), onUndecided: (signed) => undecided.add(signed) };
  const topic = network.subscribe(announcementTopic(domain), (bytes, peer) => judgeAnnouncement(judging, bytes, peer));
  const mayAsk = allowEach(pageAllowance);
  const news = createAlarm();
  const look = createAlarm();
  /** Peers whose book was read. */
  const read = new Set<string>();
  let written = '';

  await network.answer(joinProtocol.nodes, { takes: nodesRequestShape, gives: nodesReplyShape }, { limitBytes: 1024, streamsPerPeer: 4 }, ({ after }, peer) => {
    if (!mayAsk(peer, nowMs())) throw new HearthError('network.malformed', { reason: 'it asks for nodes too often' });
    return Promise.resolve(book.page(after, nowMs(), page.nodes, page.bytes));
  });
  topic.onPeer(() => {
    news.ring();
    if (read.size < firstBooks) look.ring();
  });

  /**
   * Reads a peer's book; each node's own signature and stake are what count.
   * @throws network.unreachable, network.malformed  also when something in it is wrong: the rest is not looked at
   */
  async function learn(address: string): Promise<void> {
    let after: string | null = null;
    for (let i = 0; i < pageLimit && !signal.aborted; i++) {
      const reply: { nodes: SignedAnnouncement[]; next: string | null } = await network.request(address, joinProtocol.nodes, { takes: nodesRequestShape, gives: nodesReplyShape }, { after }, { signal, limitBytes: page.replyBytes });
      for (const signed of reply.nodes) {
        const judged = await judgeAnnouncement(judging, encodeAnnouncement(signed), peerOf(address));
        if (judged.verdict === 'reject') throw new HearthError('network.malformed', { reason: `an announcement of its book: ${judged.reason}` });
      }
      // A book that does not go on from where it was asked would be read for ever.
      if (reply.next === null || (after !== null && reply.next.toLowerCase() <= after.toLowerCase())) return;
      after = reply.next;
    }
  }

  async function meet(address: string): Promise<void> {
    const peer = peerOf(address);
    try {
      await network.connect(address, signal);
      await learn(address);
      read.add(peer);
      if (read.size > rememberedPeers) read.delete(read.keys().next().value!);
      rests.delete(peer);
    } catch (error) {
      if (signal.aborted) return;
      if (!isHearthError(error)) throw error;
      rests.delete(peer);
      rests.set(peer, restAfter(rests.get(peer)?.failures ?? 0, nowMs()));
      if (rests.size > rememberedPeers) rests.delete(rests.keys().next().value!);
    }
  }

  async function keepPeers(): Promise<void> {
    let askedAtMs = nowMs();
    const turn = async (): Promise<void> => {
      await undecided.lookAgain();
      const connected = new Set(topic.peers());
      const nodes = book.list(nowMs()).filter(({ announcement }) => !isMine(announcement));
      const dials = choosePeers({ own: network.peerId, connected, seeds: dependencies.seeds(), mayDial: (address) => network.mayDial(address), hints, nodes, rests, nowMs: nowMs(), random: dependencies.random });
      // Who came by himself, or was connected to for another reason, has a book as well.
      const unread = [...connected].filter((peer) => !read.has(peer) && (rests.get(peer)?.untilMs ?? 0) <= nowMs()).slice(0, Math.max(0, firstBooks - read.size));
      await Promise.all([...dials, ...unread.map((peer) => `/p2p/${peer}`)].map((address) => meet(address)));
      if (nowMs() - askedAtMs > askAgainMs && connected.size > 0) {
        askedAtMs = nowMs();
        await meet(`/p2p/${[...connected][Math.floor(dependencies.random() * connected.size)]!}`);
      }
      await keepHints();
    };
    while (!signal.aborted) {
      await turn().catch((error: unknown) => signal.aborted || log(`looking for nodes: ${error instanceof Error ? error.message : 'fault'}`));
      await look.wait(topic.peers().length === 0 ? lookAloneMs : lookMs, signal);
    }
  }

  async function keepHints(): Promise<void> {
    const addresses = book.list(nowMs()).filter(({ announcement }) => !isMine(announcement)).flatMap(({ announcement }) => announcement.addresses.slice(0, 2)).slice(0, 64);
    const text = addresses.toSorted().join(' ');
    if (addresses.length === 0 || text === written) return;
    written = text;
    await writeKnownAddresses(dependencies.hintsFile, addresses).catch((error: unknown) => log(`known nodes were not kept: ${error instanceof Error ? error.message : 'fault'}`));
  }

  const looking = keepPeers();
  return {
    nodes: () => book.list(nowMs()),
    addressesOf: (node) => (book.find(node)?.addresses ?? []).filter((address) => network.mayDial(address)),
    keep: (signed) => void book.keep(signed, nowMs()),
    async announceForever(build, stop) {
      const own = createAllowance(ownAllowance);
      while (!stop.aborted) {
        if (!own.spend(nowMs())) {
          await createAlarm().wait(ownAllowance.refillMs / 4, stop);
          continue;
        }
        try {
          const signed = await build();
          const bytes = encodeAnnouncement(signed);
          if (bytes.length > announcementLimitBytes) throw new HearthError('network.malformed', { reason: `this node's announcement takes ${bytes.length} bytes of ${announcementLimitBytes}` });
          book.keep(signed, nowMs());
          await topic.publish(bytes);
        } catch (error) {
          if (stop.aborted) return;
          log(`announcing to the network: ${error instanceof Error ? error.message : 'fault'}`);
        }
        await news.wait(announceIntervalMs(book.size), stop);
        await createAlarm().wait(gatherMs, stop);
      }
    },
    announceSoon: () => news.ring(),
    async close() {
      look.ring();
      await looking;
      await keepHints();
    },
  };
}

/** An allowance for each peer; the oldest peer is forgotten first. */
function allowEach(rate: { readonly burst: number; readonly refillMs: number }): (peer: string, nowMs: number) => boolean {
  const peers = new Map<string, Allowance>();
  return (peer, atMs) => {
    const allowance = peers.get(peer) ?? createAllowance(rate);
    peers.set(peer, allowance);
    if (peers.size > rememberedPeers) peers.delete(peers.keys().next().value!);
    return allowance.spend(atMs);
  };
}
