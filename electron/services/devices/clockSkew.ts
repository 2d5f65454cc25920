import { told, unread, type Reading } from '../../shared/signals.ts';

/** A block as it was heard: its own time, and ours. */
export type HeardBlock = { readonly blockNumber: number; readonly blockSeconds: number; readonly heardAtMs: number };

/** A block from the future proves that our clock is behind; chains allow their clocks some seconds. */
const futureSeconds = 15;
/** Blocks are polled each second or few: a look further apart says nothing of when the block came. */
const longestLookMs = 15_000;
/** More new blocks between two looks than this are a node that catches up. */
const mostAtOnce = (betweenMs: number): number => 3 + (betweenMs / 1000) * 2;
/** So many new blocks in a row must all be old before our clock is called ahead: one late block is the chain's matter. */
const oldBlocks = 3;
/** A witness that has been silent for longer than this says nothing any more. */
const heldMs = 10 * 60_000;

/**
 * How far this machine's clock is from the chain's, in seconds; above zero it is ahead. A block that was just born is as old as the clocks differ. Only
 * blocks whose birth was seen count: of another, age is only age.
 */
export function createClockSkew(): { hear(block: HeardBlock): void; read(nowMs: number): Reading<number> } {
  let last: HeardBlock | null = null;
  let ages: readonly number[] = [];
  let heardAtMs = -Infinity;
  return {
    hear(block) {
      const before = last;
      last = block;
      const age = block.heardAtMs / 1000 - block.blockSeconds;
      if (age < -futureSeconds) {
        ages = [age];
        heardAtMs = block.heardAtMs;
        return;
      }
      if (!before || block.blockNumber <= before.blockNumber) return;
      const betweenMs = block.heardAtMs - before.heardAtMs;
      const wasWatched = betweenMs <= longestLookMs && block.blockNumber - before.blockNumber <= mostAtOnce(betweenMs);
      ages = wasWatched ? [...ages, age].slice(-oldBlocks) : [];
      heardAtMs = block.heardAtMs;
    },
    read(nowMs) {
      if (ages.length === 0 || Math.abs(nowMs - heardAtMs) > heldMs) return unread('noBlock');
      const least = ages.reduce((found, age) => (Math.abs(age) < Math.abs(found) ? age : found));
      // Up to one time of a block, age is no skew; and until some in a row are old, it may be the chain's.
      return told(least < -futureSeconds || (ages.length === oldBlocks && least > futureSeconds) ? Math.round(least) : 0);
    },
  };
}
