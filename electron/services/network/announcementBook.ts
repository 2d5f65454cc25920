import { signedAnnouncementShape, type NodesReply, type NodesRequest, type SignedAnnouncement } from '../../protocol/joinMessages.ts';
import type { Announcement } from '../../protocol/messages.ts';
import type { Domain } from '../../protocol/typedData.ts';
import { sameAddress } from '../../shared/units.ts';
import { compareBooks, digestBook, isDiffering } from './digestBook.ts';
import { encodeBody, parseFrame } from './frames.ts';

/** Largest announcement with its signature, bytes: 128 models and their names. */
export const announcementLimitBytes = 64 * 1024;
/** Nodes a book holds. Who came first stays: newcomers cannot push others out. */
export const bookCapacity = 2048;
/** How far a node's clock may be from ours. */
const clockMs = 10 * 60_000;
/** Announcements of one node that count at once, and how soon another one does. */
const nodeAllowance = { burst: 6, refillMs: 10_000 };

/** `reject` where the peer that handed it on must have seen that it is wrong; `ignore` where an honest one may have judged otherwise. */
export type Judgement = { readonly verdict: 'accept' } | { readonly verdict: 'ignore' | 'reject'; readonly reason: string };
const ignore = (reason: string): Judgement => ({ verdict: 'ignore', reason });
const reject = (reason: string): Judgement => ({ verdict: 'reject', reason });
const accept: Judgement = { verdict: 'accept' };

/** How often a node says that it is there though nothing changed, in ms: the more nodes, the rarer, so that all of them together say one thing in 3.6 s. Every peer's line carries it. */
export const announceIntervalMs = (knownNodes: number): number => Math.max(60_000, Math.min(knownNodes, bookCapacity) * 3600);
/** How long a node lets its announcement count: one that is missed does not take it out of the books. */
export const announcementLifeMs = (knownNodes: number): number => 2 * announceIntervalMs(knownNodes) + clockMs;
/** The longest any may count: that of a full book. */
const longestLifeMs = announcementLifeMs(bookCapacity);

export type Allowance = { spend(nowMs: number): boolean };
/** Something of which `burst` may be had at once and one more every `refillMs`. */
export function createAllowance({ burst, refillMs }: { readonly burst: number; readonly refillMs: number }): Allowance {
  let left = burst;
  let atMs: number | null = null;
  return {
    spend(nowMs) {
      left = Math.min(burst, left + Math.max(0, nowMs - (atMs ?? nowMs)) / refillMs);
      atMs = nowMs;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}

/** Bytes as they are published: one way to write each announcement, so that nobody multiplies one by writing it differently. */
export const encodeAnnouncement = (signed: SignedAnnouncement): Uint8Array => encodeBody(signedAnnouncementShape, signed);

/** What can be told from the bytes alone. Never throws; signature and stake are not looked at. */
export function readAnnouncement(bytes: Uint8Array, domain: Domain): { readonly signed: SignedAnnouncement } | { readonly refusal: Judgement } {
  if (bytes.length > announcementLimitBytes) return { refusal: reject('it is too large') };
  const parsed = parseFrame(signedAnnouncementShape, bytes);
  if (!parsed.ok) return { refusal: reject(parsed.reason) };
  if (Buffer.compare(encodeAnnouncement(parsed.message), bytes) !== 0) return { refusal: reject('it is not written in the one way there is') };
  const reason = whyForeign(parsed.message.announcement, domain);
  return reason === null ? { signed: parsed.message } : { refusal: reject(reason) };
}

/** Why an announcement cannot be one of this network, whoever signed it; null when it can. */
export function whyForeign({ domain: named, addresses, peerId, atMs, untilMs }: Announcement, domain: Domain): string | null {
  if (named.chainId !== domain.chainId || !sameAddress(named.verifyingContract, domain.verifyingContract)) return 'it is for another network';
  if (!addresses.every((address) => address.endsWith(`/p2p/${peerId}`))) return 'an address does not end in its peer id';
  if (untilMs < atMs || untilMs - atMs > longestLifeMs) return 'it counts for longer than any may';
  return null;
}

type Entry = { signed: SignedAnnouncement; sizeBytes: number; readonly allowance: Allowance; readonly sinceMs: number };

export type AnnouncementBook = {
  /** Whether it would be kept, signature, stake and what its node may say aside; changes nothing, so that a forged one takes nothing from its node. */
  weigh(signed: SignedAnnouncement, nowMs: number): Judgement;
  /** Keeps one that is signed and staked for, when it still weighs so and its node has not said too much. */
  keep(signed: SignedAnnouncement, nowMs: number): Judgement;
  find(node: string): Announcement | undefined;
  /** Those that still count, ordered by node address. */
  list(nowMs: number): readonly SignedAnnouncement[];
  /** What it holds, in few bytes. @source digestBook.ts */
  digests(nowMs: number): string;
  /** One page of {@link list} for who has what `digests` says: at most `limit` and about `limitBytes`, after a node. */
  page(asked: NodesRequest, nowMs: number, limit: number, limitBytes: number): NodesReply;
  /** How long a node has been in it, ms; 0 where it is not. */
  knownForMs(node: string, nowMs: number): number;
  readonly size: number;
};

/**
 * The newest announcement of each node, for as long as it counts. Pure but for what it keeps; time is given.
 * @param isBanned  peers that made too many faults here: their nodes are not in the book, and nobody is told of them
 */
export function createAnnouncementBook(capacity = bookCapacity, isBanned: (peerId: string) => boolean = () => false): AnnouncementBook {
  const entries = new Map<string, Entry>();
  const keyOf = (node: string): string => node.toLowerCase();
  const isOver = ({ signed: { announcement } }: Entry, nowMs: number): boolean => nowMs > announcement.untilMs || isBanned(announcement.peerId);
  const hasRoom = (nowMs: number): boolean => {
    if (entries.size >= capacity) for (const [key, entry] of entries) if (isOver(entry, nowMs)) entries.delete(key);
    return entries.size < capacity;
  };
  const list = (nowMs: number): readonly SignedAnnouncement[] => {
    for (const [key, entry] of entries) if (isOver(entry, nowMs)) entries.delete(key);
    return [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, { signed }]) => signed);
  };
  const weigh: AnnouncementBook['weigh'] = ({ announcement }, nowMs) => {
    if (announcement.atMs > nowMs + clockMs) return ignore('its time is ahead of ours');
    if (nowMs > announcement.untilMs) return ignore('it is too old');
    if (isBanned(announcement.peerId)) return ignore('its peer made too many faults here');
    const known = entries.get(keyOf(announcement.node));
    if (!known) return hasRoom(nowMs) ? accept : ignore('the book is full');
    return announcement.atMs > known.signed.announcement.atMs ? accept : ignore('one as new is known');
  };
  return {
    weigh,
    keep(signed, nowMs) {
      const weighed = weigh(signed, nowMs);
      if (weighed.verdict !== 'accept') return weighed;
      const key = keyOf(signed.announcement.node);
      const { allowance, sinceMs } = entries.get(key) ?? { allowance: createAllowance(nodeAllowance), sinceMs: nowMs };
      if (!allowance.spend(nowMs)) return ignore('its node says too much');
      entries.set(key, { signed, sizeBytes: encodeAnnouncement(signed).length, allowance, sinceMs });
      return accept;
    },
    find: (node) => entries.get(keyOf(node))?.signed.announcement,
    list,
    digests: (nowMs) => digestBook(list(nowMs)),
    page({ after, digests }, nowMs, limit, limitBytes) {
      const all = list(nowMs);
      const differing = compareBooks(digestBook(all), digests);
      const rest = all.filter(({ announcement: { node } }) => isDiffering(differing, node) && (after === null || keyOf(node) > keyOf(after)));
      let bytes = 0;
      const count = rest.findIndex(({ announcement }, i) => i >= limit || (bytes += entries.get(keyOf(announcement.node))!.sizeBytes) > limitBytes);
      const nodes = count === -1 ? rest : rest.slice(0, Math.max(1, count));
      return { nodes: [...nodes], next: nodes.length < rest.length ? keyOf(nodes.at(-1)!.announcement.node) : null, differing };
    },
    knownForMs(node, nowMs) {
      const entry = entries.get(keyOf(node));
      return entry ? nowMs - entry.sinceMs : 0;
    },
    get size() {
      return entries.size;
    },
  };
}

export type JudgeDependencies = {
  readonly domain: Domain;
  readonly book: AnnouncementBook;
  /** By the node it names. */
  readonly isSigned: (announcement: Announcement, signature: string) => boolean;
  /** Whether the node has stake; null where the chain cannot be asked now. */
  readonly isStaked: (node: string) => Promise<boolean | null>;
  /** What a peer may still hand on of nodes nobody staked for: each costs us a signature check and a question to the chain. */
  readonly maySendUnbelieved: (peer: string, nowMs: number) => boolean;
  /** Hears of one that is signed, while its node's stake is not seen: it may be there soon. */
  readonly onUndecided?: (signed: SignedAnnouncement) => void;
  readonly nowMs: () => number;
};

/**
 * Whether an announcement is to be believed and handed on; keeps it when it is. The cheap looks come first, so that a stranger makes us compute no more than he does.
 * @param peer  who handed it on
 * @source docs/protocol/messages.md section 7
 */
export async function judgeAnnouncement(dependencies: JudgeDependencies, bytes: Uint8Array, peer: string): Promise<Judgement> {
  const { domain, book, nowMs } = dependencies;
  const read = readAnnouncement(bytes, domain);
  if ('refusal' in read) return read.refusal;
  const { signed } = read;
  const weighed = book.weigh(signed, nowMs());
  if (weighed.verdict !== 'accept') return weighed;
  if (!dependencies.isSigned(signed.announcement, signed.signature)) return reject('it is not signed by the node it names');
  const staked = await dependencies.isStaked(signed.announcement.node);
  if (staked === false && !dependencies.maySendUnbelieved(peer, nowMs())) return reject('too many nodes without stake');
  if (!staked) {
    dependencies.onUndecided?.(signed);
    return ignore(staked === null ? 'the chain cannot be asked whether its node has stake' : 'its node has no stake');
  }
  return book.keep(signed, nowMs());
}
