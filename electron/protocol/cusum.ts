import type { Thresholds } from './numericClass.ts';

/**
 * Drift of a provider's distances, for noise that is kept just below the threshold on purpose: no single chunk is a fault, the mean is.
 *
 * One-sided CUSUM over z = (ln d - mean) / deviation of honest distances, clipped so that one odd chunk moves it little.
 * @source docs/protocol/audits.md section 5 (HVI-1 3.10, attack 23)
 */
export type Drift = { readonly chunks: number; readonly sum: number; /** Chunks since the sum was 0. */ readonly rising: number; readonly isAlarm: boolean };

export type DriftBaseline = {
  /** Mean and standard deviation of ln(distance) over honest chunks of the noisiest honest pair of configurations. */
  readonly meanLn: number;
  readonly deviationLn: number;
};

/** Mean of honest distances in shares of the chunk's threshold: 7.2e-7 of 2e-5. */
const honestShare = 0.036;

/**
 * What honest chunks look like under the thresholds that judge them; null where those are not calibrated. Of cpu-fp32 in this program's own table the noisiest of 36 pairs of configurations of
 * Ember has mean 3.6e-7 and deviation 0.48 (docs/calibration.md); doubled, because other models and instruction sets are noisier. Thresholds of the registry, of whatever class, come from honest
 * runs in the same way, so the same share of theirs is taken; nobody measured it there, and an alarm accuses nobody.
 */
export const driftBaselineOf = ({ chunkDistance, calibrated }: Pick<Thresholds, 'chunkDistance' | 'calibrated'>): DriftBaseline | null => (calibrated ? { meanLn: Math.log(honestShare * chunkDistance), deviationLn: 0.5 } : null);

export const freshDrift: Drift = { chunks: 0, sum: 0, rising: 0, isAlarm: false };

/** Half the shift that is looked for, and where the sum becomes an alarm, in standard deviations. */
const slack = 0.5;
const alarmAt = 12;
const clipAt = 4;
/** Bit-equal chunks have distance 0. */
const leastDistance = 1e-12;

/**
 * The state after one chunk. An alarm stays until the state is started afresh: it makes every next job an audited one and accuses nobody.
 * A mean shift of one deviation is found within about 30 chunks, of 0.75 within about 50; an honest stream of normal z alarms once in about 10^6.
 */
export function applyDistance(drift: Drift, distance: number, baseline: DriftBaseline): Drift {
  const z = (Math.log(Math.max(distance, leastDistance)) - baseline.meanLn) / baseline.deviationLn;
  // NaN and Infinity are no distances of an honest chunk: they count as the worst.
  const step = (Number.isNaN(z) ? clipAt : Math.max(-clipAt, Math.min(clipAt, z))) - slack;
  const sum = Math.max(0, drift.sum + step);
  return { chunks: drift.chunks + 1, sum, rising: sum === 0 ? 0 : drift.rising + 1, isAlarm: drift.isAlarm || sum > alarmAt };
}

/** Chunks after which a constant shift of so many deviations is expected to alarm; Infinity when it is not. */
export const chunksToAlarm = (shift: number): number => (shift <= slack ? Infinity : Math.ceil(alarmAt / (Math.min(shift, clipAt) - slack)));

/** @throws RangeError  fewer than two distances */
export function baselineOf(distances: readonly number[]): DriftBaseline {
  if (distances.length < 2) throw new RangeError('a baseline needs at least two distances');
  const logs = distances.map((distance) => Math.log(Math.max(distance, leastDistance)));
  const meanLn = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const variance = logs.reduce((sum, value) => sum + (value - meanLn) ** 2, 0) / (logs.length - 1);
  // Honest configurations that agree to the bit have no spread of their own; below a fifth of a nat the sketch itself scatters more (12 %).
  return { meanLn, deviationLn: Math.max(Math.sqrt(variance), 0.2) };
}
