import type { Reach } from '../../shared/diagnostics.ts';
import type { ListenScope } from '../../shared/listening.ts';
import { farthestReach, isLinkLocal, reachOf } from './reach.ts';

/** What one peer found when it was asked to dial this node back. */
export type BackDial = {
  readonly peer: string;
  /** The IP address that this node's connection came from, as that peer says. */
  readonly from: string;
  readonly reached: boolean;
  readonly atMs: number;
};
export type Verdict = 'reached' | 'closed' | 'unknown';

/** Answers older than this say nothing any more: routers restart and addresses move. */
const answerLifeMs = 20 * 60_000;

const isFamily = (host: string, family: 4 | 6): boolean => host.includes(':') === (family === 6);
const familyOf = (address: string): 4 | 6 => (address.startsWith('/ip6/') ? 6 : 4);
const isRelayed = (address: string): boolean => address.includes('/p2p-circuit');

/**
 * Whether others reach this node at its port, by what they found. One that says yes has been seen to come in, so half of them is enough: a peer may lie, or be
 * cut off itself. Pure.
 */
export function decideVerdict(answers: readonly BackDial[], family: 4 | 6, nowMs: number): Verdict {
  const fresh = answers.filter(({ from, atMs }) => isFamily(from, family) && nowMs - atMs <= answerLifeMs);
  if (fresh.length === 0) return 'unknown';
  return 2 * fresh.filter(({ reached }) => reached).length >= fresh.length ? 'reached' : 'closed';
}

/** Where most of those who came in say that they came in; one liar moves nothing once there are more. Pure. */
export function decideProven(answers: readonly BackDial[], port: number, nowMs: number): readonly string[] {
  return ([4, 6] as const).flatMap((family) => {
    if (decideVerdict(answers, family, nowMs) !== 'reached') return [];
    const named = answers.filter(({ from, reached, atMs }) => reached && isFamily(from, family) && nowMs - atMs <= answerLifeMs).map(({ from }) => from);
    const [most] = [...Map.groupBy(named, (from) => from)].toSorted(([, a], [, b]) => b.length - a.length);
    return most ? [`/ip${family}/${most[0]}/tcp/${port}`] : [];
  });
}

export type AnnouncedFacts = {
  readonly scope: ListenScope;
  /** What the owner said to tell; without peer id. */
  readonly announce: readonly string[];
  /** Addresses of this machine it listens at, of relays it may be reached through, and of a router's mapping; without peer id. */
  readonly found: readonly string[];
  readonly proven: readonly string[];
  readonly verdictOf: (family: 4 | 6) => Verdict;
};

/**
 * The addresses others are told, without peer id. Beyond this machine never those of this machine; on the internet never those of a home, which mean another machine to
 * whoever reads them. An address of the internet that nobody has tried yet is told: the first node of a network has nobody to ask. Pure.
 */
export function decideAnnounced({ scope, announce, found, proven, verdictOf }: AnnouncedFacts): readonly string[] {
  if (scope === 'thisMachine') return found;
  if (scope === 'homeNetwork') return announce.length > 0 ? announce : found.filter((address) => reachOf(address) === 'homeNetwork' && !isLinkLocal(address));
  const direct = announce.length > 0 ? announce : [...new Set([...proven, ...found.filter((address) => !isRelayed(address) && reachOf(address) === 'internet' && verdictOf(familyOf(address)) !== 'closed')])];
  const isReached = direct.some((address) => verdictOf(familyOf(address)) === 'reached');
  return [...direct, ...(isReached ? [] : found.filter((address) => isRelayed(address) && reachOf(address) === 'internet'))].slice(0, 16);
}

/** How this node stands, for its owner. Pure. */
export function describeReach({ scope, addresses, verdict }: { readonly scope: ListenScope; readonly addresses: readonly string[]; readonly verdict: Verdict }): Reach {
  if (scope !== 'internet') return farthestReach(addresses);
  if (verdict === 'reached') return 'direct';
  if (addresses.some(isRelayed)) return 'relay';
  if (verdict === 'closed') return 'closed';
  return addresses.length > 0 ? 'internet' : 'untried';
}
