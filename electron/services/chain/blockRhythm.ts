/** When the next block of a chain is worth asking for. */
export type BlockRhythm = {
  /** The newest block's number, and when it was read. The same one again says nothing. */
  saw(number: number, atMs: number): void;
  /** How long to wait from `nowMs` before asking again, in milliseconds. */
  waitMs(nowMs: number): number;
};

/** Steps from block to block remembered; none is foretold from fewer. */
const rememberedSteps = 8;
/** However slow a chain has been, it is asked again within this. */
const longestWaitMs = 12_000;
/** A due block is asked for a little early, and again this often until it has come: parts of the polling interval. */
const early = 1 / 8;
const again = 1 / 4;

/**
 * Learns from the blocks that came when the next one is due, so that a chain with a block each twelve seconds is not asked twelve times for it: less work
 * here, fewer requests to a public node that counts them, and a block on time is found sooner. Until eight steps are known, and for a block that is
 * late, it is asked every `pollingMs`; one that comes early is found within one usual step. Pure.
 */
export function createBlockRhythm(pollingMs: number): BlockRhythm {
  let last: { readonly number: number; readonly atMs: number } | null = null;
  let steps: number[] = [];
  return {
    saw(number, atMs) {
      if (last?.number === number) return;
      // Back in number is a reorg or a chain begun anew: what was learned is void.
      if (last && number < last.number) steps = [];
      else if (last) steps = [...steps, Math.max(0, atMs - last.atMs) / (number - last.number)].slice(-rememberedSteps);
      last = { number, atMs };
    },
    waitMs(nowMs) {
      if (!last || steps.length < rememberedSteps) return pollingMs;
      const usualMs = Math.min(longestWaitMs, steps.toSorted((a, b) => a - b)[rememberedSteps / 2]!);
      const dueInMs = last.atMs + usualMs - nowMs;
      if (usualMs <= pollingMs || dueInMs < -pollingMs) return pollingMs;
      return Math.min(longestWaitMs, Math.max(pollingMs * again, dueInMs - pollingMs * early));
    },
  };
}
