import type { SignedAnnouncement } from '../../protocol/joinMessages.ts';

/** Peers of the topic a node keeps a connection to, and how many of them it dialled itself: who comes in by himself, however many, is not all it hears. */
export const wantedPeers = 6;
export const wantedChosen = 3;
/** Dials at once. */
const dialsAtOnce = 3;
const firstRestMs = 2000;
const longestRestMs = 5 * 60_000;

export type Rest = { readonly untilMs: number; readonly failures: number };

/** How long a peer is left alone after so many dials in a row that failed. Pure. */
export const restAfter = (failures: number, nowMs: number): Rest => ({ untilMs: nowMs + Math.min(longestRestMs, firstRestMs * 2 ** Math.min(failures, 16)), failures: failures + 1 });

/** The peer id at the end of an address. */
export const peerOf = (address: string): string => address.slice(address.lastIndexOf('/p2p/') + 5);

/**
 * Whom to dial now: seeds first, since they are told by the owner; then where nodes were before; then nodes of the book, drawn, so that nobody can place himself in
 * front. One address of each peer at a time. Pure.
 *
 * @param facts.chosen  of the connected, those this one dialled
 * @param facts.rests  of peers whose dial failed, by peer id
 * @param facts.mayDial  whether a stranger's address is one to dial at all; and gossip needs a line of its own, so one through a relay is none for it
 * @param facts.random  0 ≤ x < 1
 */
export function choosePeers(facts: {
  readonly own: string; readonly mayDial: (address: string) => boolean; readonly connected: ReadonlySet<string>; readonly chosen: ReadonlySet<string>; readonly seeds: readonly string[]; readonly hints: readonly string[]; readonly nodes: readonly SignedAnnouncement[];
  readonly rests: ReadonlyMap<string, Rest>; readonly nowMs: number; readonly random: () => number;
}): readonly string[] {
  const missing = Math.min(dialsAtOnce, Math.max(wantedPeers - facts.connected.size, wantedChosen - facts.chosen.size));
  if (missing <= 0) return [];
  const draw = (list: readonly string[]): string[] => list.map((address) => ({ address, at: facts.random() })).toSorted((a, b) => a.at - b.at).map(({ address }) => address);
  const chosen = new Map<string, string>();
  for (const address of [...facts.seeds, ...[...draw(facts.hints), ...draw(facts.nodes.flatMap(({ announcement }) => announcement.addresses))].filter((one) => !one.includes('/p2p-circuit') && facts.mayDial(one))]) {
    if (chosen.size >= missing) break;
    const peer = peerOf(address);
    if (peer === facts.own || facts.connected.has(peer) || chosen.has(peer) || (facts.rests.get(peer)?.untilMs ?? 0) > facts.nowMs) continue;
    chosen.set(peer, address);
  }
  return [...chosen.values()];
}
