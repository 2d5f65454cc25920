import type { Announcement } from './messages.ts';

/** A node with so many free places is free: more bring nobody an answer sooner, and cost nothing to claim. */
const plentySlots = 8;
/** What was said longer ago tells nothing of now; where many nodes announce rarely, that is most of the time. */
const freshMs = 3 * 60_000;

/**
 * How much dearer a node seems for its few free places, by its own newest word: 1 for plenty, 2 for none. Who claims places that it has not refuses the order, and rests; who
 * takes it and is slow is measured: neither gains by the claim more than to be asked as one that is free.
 */
export function dearerByLoad({ freeSlots, atMs }: Pick<Announcement, 'freeSlots' | 'atMs'>, nowMs: number): number {
  return nowMs - atMs > freshMs ? 1 : 1 + Math.max(0, plentySlots - freeSlots) / plentySlots;
}
