/** So often within {@link withinMs}, and the window is drawn by the processor from the next start on. Chromium itself starts a new GPU process each time. */
const lossesAllowed = 2;
const withinMs = 10 * 60_000;
/** How long the window stays without the GPU: a new driver deserves another look. */
const restMs = 7 * 24 * 3_600_000;

export type GpuLosses = {
  /** The process that draws is gone. @returns until when the window is drawn without a GPU, null: goes on as before */
  lost(reason: string): number | null;
};

/**
 * Counts how often the process that draws the window dies. Jobs do not run there: their workers have drivers of their own, and their losses are the
 * provider's to count. A driver that keeps dying under the window would keep its owner from seeing why.
 */
export function countGpuLosses({ nowMs, log }: { readonly nowMs: () => number; readonly log: (line: string) => void }): GpuLosses {
  let losses: readonly number[] = [];
  return {
    lost(reason) {
      const now = nowMs();
      losses = [...losses.filter((atMs) => now - atMs < withinMs), now];
      log(`the window's GPU process ended (${reason}), ${losses.length} in ten minutes`);
      if (losses.length <= lossesAllowed) return null;
      log('the window is drawn without the GPU from the next start on, for a week');
      return now + restMs;
    },
  };
}
