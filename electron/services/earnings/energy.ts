/** A device's power at a moment; null: the meter said nothing. */
export type PowerSample = { readonly atMs: number; readonly watts: number | null };
/** Energy of a span, and how much of it was really measured. What is not covered is unknown, not zero. */
export type Energy = { readonly wattHours: number; readonly coveredMs: number; readonly spanMs: number };

/** Partly measured is not measured: whether a meter saw nearly all of a span. */
export const isWhole = ({ coveredMs, spanMs }: Pick<Energy, 'coveredMs' | 'spanMs'>): boolean => coveredMs > 0 && coveredMs >= spanMs * 0.95;

/** Between two readings further apart nobody knows what was drawn. */
export const longestGapMs = 10_000;
const msPerHour = 3_600_000;

/**
 * Integrates power over a span by trapezoids, the last reading held for one gap at most. A gap is left out and shows in `coveredMs`. Pure.
 *
 * @param samples  oldest first
 */
export function integratePower(samples: readonly PowerSample[], fromMs: number, toMs: number): Energy {
  let wattMs = 0;
  let coveredMs = 0;
  for (const [index, sample] of samples.entries()) {
    const next = samples[index + 1];
    if (sample.watts === null) continue;
    const endMs = next ? next.atMs : sample.atMs + longestGapMs;
    if (endMs - sample.atMs > longestGapMs || endMs <= sample.atMs || (next && next.watts === null)) continue;
    const [startMs, stopMs] = [Math.max(fromMs, sample.atMs), Math.min(toMs, endMs)];
    if (stopMs <= startMs) continue;
    const wattsAt = (atMs: number): number => (next ? sample.watts! + ((next.watts! - sample.watts!) * (atMs - sample.atMs)) / (endMs - sample.atMs) : sample.watts!);
    wattMs += ((wattsAt(startMs) + wattsAt(stopMs)) / 2) * (stopMs - startMs);
    coveredMs += stopMs - startMs;
  }
  return { wattHours: wattMs / msPerHour, coveredMs, spanMs: Math.max(0, toMs - fromMs) };
}

/** The readings of a device that are still of use: jobs in flight are integrated from them. */
const keptMs = 15 * 60_000;

/** Collects readings and hands over each finished piece of time, so that days and hours add up. */
export function createEnergyMeter(onPiece: (deviceId: string, piece: { readonly fromMs: number; readonly toMs: number; readonly wattHours: number; readonly coveredMs: number }) => void): {
  add(deviceId: string, sample: PowerSample): void;
  /** Null: no reading of this device was ever taken. */
  measure(deviceId: string, fromMs: number, toMs: number): Energy | null;
} {
  const series = new Map<string, PowerSample[]>();
  return {
    add(deviceId, sample) {
      const samples = series.get(deviceId) ?? [];
      const last = samples.at(-1);
      // A clock set back would make time run twice: what was read before belongs to another time.
      if (last && sample.atMs <= last.atMs) samples.length = 0;
      else if (last) {
        const { wattHours, coveredMs } = integratePower([last, sample], last.atMs, sample.atMs);
        onPiece(deviceId, { fromMs: last.atMs, toMs: sample.atMs, wattHours, coveredMs });
      }
      samples.push(sample);
      while (samples[0] && samples[0].atMs < sample.atMs - keptMs) samples.shift();
      series.set(deviceId, samples);
    },
    measure(deviceId, fromMs, toMs) {
      const samples = series.get(deviceId);
      return samples?.some(({ watts }) => watts !== null) ? integratePower(samples, fromMs, toMs) : null;
    },
  };
}
