import { createHash } from 'node:crypto';
import { announcementTopic, joinProtocol, nodesReplyShape, nodesRequestShape, type NodesReply, type SignedAnnouncement } from '../../protocol/joinMessages.ts';
import type { Announcement } from '../../protocol/messages.ts';
import type { Domain } from '../../protocol/typedData.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { createAbsences } from './absences.ts';
import { createAlarm } from './alarm.ts';
import { announceIntervalMs, announcementLifeMs, announcementLimitBytes, bookCapacity, createAllowance, createAnnouncementBook, encodeAnnouncement, judgeAnnouncement, type Allowance, type JudgeDependencies } from './announcementBook.ts';
import { choosePeers, peerOf, restAfter, type Rest } from './choosePeers.ts';
import { isDiffering } from './digestBook.ts';
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
  /** Whether most of the books read lately have a node not that has been known here for a while: the others cut it off. */
  isAbsent(node: string): boolean;
  /** How long an announcement made now is to count, ms. */
  lifeMs(): number;
  /** Says again and again until the signal what `build` makes; sooner when {@link Discovery.announceSoon} is called, or when a peer comes and nobody was there before. */
  announceForever(build: () => Promise<SignedAnnouncement>, stop: AbortSignal): Promise<void>;
  announceSoon(): void;
  /** Publishes the last word of a node that ends, so that nobody takes it for there until its announcement is over. Done when neighbours had a moment to take it. */
  sayGone(signed: SignedAnnouncement): Promise<void>;
  close(): Promise<void>;
};

const page = { nodes: 64, bytes: 512 * 1024, replyBytes: 1024 * 1024 };
/** Pages taken of one peer at once: a whole book. */
const pageLimit = 40;
/** Entries of a reading that taught nothing before it counts as one for nothing: of a full book most is news for nobody. */
const idleEntries = 16;
/** Pages one peer may ask for at once, and how soon one more. */
const pageAllowance = { burst: 80, refillMs: 3000 };
const unbelievedAllowance = { burst: 10, refillMs: 10_000 };
/** How soon somebody is looked for while nobody is there, and while somebody is. */
const lookAloneMs = 1000;
const lookMs = 15_000;
/** Books read at the start, of whoever is there: one alone may be a liar's. */
const firstBooks = 3;
/** A book is read again this often, a chosen peer's and a drawn node's by turns: what gossip missed is in it. Longer while readings are for nothing. */
export const askAgainMs = 2 * 60_000;
const longestAskAgainMs = 60 * 60_000;
/** A node that has been known here for so long ought to be in everybody's book. */
const spreadMs = 3 * 60_000;
/** What this node says at once, and how soon one thing more: less than others bear (announcementBook.ts). */
const ownAllowance = { burst: 4, refillMs: 15_000 };
/** From a last word to the end of the lines it goes over. */
const lastWordMs = 300;
/** What comes at once is told at once. */
const gatherMs = 500;
const rememberedPeers = 512;

/** Takes part in finding each other. @effects network, disk */
export async function openDiscovery(dependencies: DiscoveryDependencies, signal: AbortSignal): Promise<Discovery> {
  const { network, domain, nowMs, log } = dependencies;
  const book = createAnnouncementBook(bookCapacity, (peer) => network.isBanned(peer));
  const absences = createAbsences();
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
  let isGone = false;

  await network.answer(joinProtocol.nodes, { takes: nodesRequestShape, gives: nodesReplyShape }, { limitBytes: 4096, streamsPerPeer: 4 }, (asked, peer) => {
    if (!mayAsk(peer, nowMs())) throw new HearthError('network.malformed', { reason: 'it asks for nodes too often' });
    return Promise.resolve(book.page(asked, nowMs(), page.nodes, page.bytes));
  });
  topic.onPeer(() => {
    // What was said before nobody heard.
    if (topic.peers().length <= 1) news.ring();
    if (read.size < firstBooks) look.ring();
  });

  /**
   * Reads where a peer's book differs; each node's own signature and stake are what count.
   * @returns entries that came, and how many of them taught something
   * @throws network.unreachable, network.malformed  also when something in it is wrong: the rest is not looked at
   */
  async function learn(address: string): Promise<{ readonly came: number; readonly kept: number }> {
    const digests = book.digests(nowMs());
    const known = book.list(nowMs()).map(({ announcement }) => announcement.node.toLowerCase()).filter((node) => book.knownForMs(node, nowMs()) >= spreadMs);
    const told = new Set<string>();
    let [after, kept, isWhole]: [string | null, number, boolean] = [null, 0, false];
    for (let i = 0; i < pageLimit && !isWhole && !signal.aborted; i++) {
      const reply: NodesReply = await network.request(address, joinProtocol.nodes, { takes: nodesRequestShape, gives: nodesReplyShape }, { after, digests }, { signal, limitBytes: page.replyBytes });
      for (const signed of reply.nodes) {
        const judged = await judgeAnnouncement(judging, encodeAnnouncement(signed), peerOf(address));
        if (judged.verdict === 'reject') throw new HearthError('network.malformed', { reason: `an announcement of its book: ${judged.reason}` });
        if (judged.verdict === 'accept') kept++;
        told.add(signed.announcement.node.toLowerCase());
      }
      isWhole = reply.next === null;
      if (isWhole && told.size < bookCapacity) absences.note(peerOf(address), known, new Set(known.filter((node) => told.has(node) || !isDiffering(reply.differing, node))), nowMs());
      // A book that does not go on from where it was asked would be read for ever.
      if (reply.next === null || (after !== null && reply.next.toLowerCase() <= after.toLowerCase())) break;
      after = reply.next;
    }
    return { came: told.size, kept };
  }

  /** @returns whether its book taught nothing though much came */
  async function meet(address: string): Promise<boolean> {
    const peer = peerOf(address);
    try {
      await network.connect(address, signal);
      const { came, kept } = await learn(address);
      read.add(peer);
      if (read.size > rememberedPeers) read.delete(read.keys().next().value!);
      rests.delete(peer);
      return kept === 0 && came > idleEntries;
    } catch (error) {
      if (signal.aborted) return false;
      if (!isHearthError(error)) throw error;
      rests.delete(peer);
      rests.set(peer, restAfter(rests.get(peer)?.failures ?? 0, nowMs()));
      if (rests.size > rememberedPeers) rests.delete(rests.keys().next().value!);
      return false;
    }
  }

  /** Reads one book again: of a peer this one chose, or of any node, whose connection is then not kept. Nobody who surrounds this peer is asked alone for long. */
  async function readAgain(chosen: ReadonlySet<string>, isDrawn: boolean): Promise<boolean> {
    const draw = <T>(list: readonly T[]): T | undefined => list[Math.floor(dependencies.random() * list.length)];
    const others = book.list(nowMs()).filter(({ announcement }) => !isMine(announcement) && !network.connectedPeers().includes(announcement.peerId) && (rests.get(announcement.peerId)?.untilMs ?? 0) <= nowMs()).flatMap(({ announcement }) => announcement.addresses.filter((one) => network.mayDial(one)).slice(0, 1));
    const address = (isDrawn ? draw(others) : undefined) ?? draw([...chosen].map((peer) => `/p2p/${peer}`)) ?? draw(topic.peers().map((peer) => `/p2p/${peer}`));
    if (address === undefined) return false;
    const isNew = !network.connectedPeers().includes(peerOf(address));
    const isIdle = await meet(address);
    if (isNew) await network.partFrom(peerOf(address));
    return isIdle;
  }

  /** Of the peers of the topic, those this one dialled. */
  const chosenOf = (connected: ReadonlySet<string>): ReadonlySet<string> => new Set(network.connections().filter(({ peer, isInbound }) => !isInbound && connected.has(peer)).map(({ peer }) => peer));

  async function keepPeers(): Promise<void> {
    let [askedAtMs, waitMs, isDrawn] = [nowMs(), askAgainMs, false];
    const turn = async (): Promise<void> => {
      await undecided.lookAgain();
      const connected = new Set(topic.peers());
      const nodes = book.list(nowMs()).filter(({ announcement }) => !isMine(announcement));
      const dials = choosePeers({ own: network.peerId, connected, chosen: chosenOf(connected), seeds: dependencies.seeds(), mayDial: (address) => network.mayDial(address), hints, nodes, rests, nowMs: nowMs(), random: dependencies.random });
      // Who came by himself, or was connected to for another reason, has a book as well.
      const unread = [...connected].filter((peer) => !read.has(peer) && (rests.get(peer)?.untilMs ?? 0) <= nowMs()).slice(0, Math.max(0, firstBooks - read.size));
      await Promise.all([...dials, ...unread.map((peer) => `/p2p/${peer}`)].map((address) => meet(address)));
      if (nowMs() - askedAtMs > waitMs && connected.size > 0) {
        [askedAtMs, isDrawn] = [nowMs(), !isDrawn];
        waitMs = (await readAgain(chosenOf(connected), isDrawn)) ? Math.min(longestAskAgainMs, 2 * waitMs) : askAgainMs;
      }
      await keepHints();
    };
    while (!signal.aborted) {
      await turn().catch((error: unknown) => signal.aborted || log(`looking for nodes: ${error instanceof Error ? error.message : 'fault'}`));
      await look.wait(topic.peers().length === 0 ? lookAloneMs : lookMs, signal);
    }
  }

  /** Of a large book other nodes in every peer's file, so that nobody chooses his key to be in all of them. */
  const rankOf = (node: string): string => createHash('sha256').update(`${network.peerId} ${node.toLowerCase()}`).digest('hex');
  async function keepHints(): Promise<void> {
    const others = book.list(nowMs()).filter(({ announcement }) => !isMine(announcement)).map(({ announcement }) => ({ announcement, rank: rankOf(announcement.node) }));
    const addresses = others.toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).flatMap(({ announcement }) => announcement.addresses.slice(0, 2)).slice(0, 64);
    const text = addresses.toSorted().join(' ');
    if (addresses.length === 0 || text === written) return;
    written = text;
    await writeKnownAddresses(dependencies.hintsFile, addresses).catch((error: unknown) => log(`known nodes were not kept: ${error instanceof Error ? error.message : 'fault'}`));
  }

  const looking = keepPeers();
  return {
    nodes: () => book.list(nowMs()),
    addressesOf: (node) => (book.find(node)?.addresses ?? []).filter((address) => network.mayDial(address)),
    isAbsent: (node) => absences.isAbsent(node.toLowerCase(), nowMs()),
    lifeMs: () => announcementLifeMs(book.size),
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
          // Nothing more is said after the last word.
          if (isGone) return;
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
    async sayGone(signed) {
      isGone = true;
      await topic.publish(encodeAnnouncement(signed));
      await new Promise((resolve) => setTimeout(resolve, topic.peers().length === 0 ? 0 : lastWordMs));
    },
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
