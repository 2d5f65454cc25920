import { numericClass, registeredFor, thresholdsOf, type NumericClassName, type RegisteredThresholds } from './numericClass.ts';
import { dtype, type TensorBytes } from './tensor.ts';
import type { TapComparison } from './taps.ts';

/**
 * How far honest runs of one model without tokens are apart, as somebody measured it (`hearth calibrate`): with it an audit of such a job accuses, without it
 * it reports. It is of one model, class and table of thresholds, as thresholds of tokens are.
 *
 * @source docs/protocol/evidence.md section 5 (HVI-1 3.2, 0.3)
 */
export type TapLimits = {
  /** Largest accepted distance of a tap's sketch. */
  readonly distance: number;
  /** Largest accepted distance of a float32 output, ‖a − b‖ / ‖b‖; null for an output of whole numbers, which honest machines near a tie choose differently. */
  readonly output: number | null;
  readonly tauVersion: number;
};

/** Limits with the day from which they judge: what was ordered before was sold under none. */
export type DatedLimits = TapLimits & { /** When the calibration was made, seconds since 1970. */ readonly sinceSeconds: number };

/** Fewest inputs that a calibration rests on, and the largest threshold that it may set: beyond it a class tells no cheat from rounding. */
export const leastInputs = 200;
export const largestTapLimit = 1e-3;

export type MeasuredTaps = { readonly modelId: string; readonly class: string; readonly tauVersion: number; readonly inputs: number; readonly largestDistance: number; readonly largestOutput: number | null };

/**
 * Twice the largest figure of honest runs, and never less than the class accepts of tokens: whoever calibrates can only widen. Null: shadow, because too
 * few runs were made, honest ones are too far apart, or the class has no thresholds.
 */
export function tapLimitsOf(measured: MeasuredTaps): TapLimits | null {
  const classId = numericClass[measured.class as NumericClassName] as number | undefined;
  const table = classId === undefined ? null : thresholdsOf(classId, measured.tauVersion, null);
  const wide = (value: number): number => Math.max(table?.chunkDistance ?? Infinity, 2 * value);
  const [distance, output] = [wide(measured.largestDistance), measured.largestOutput === null ? null : wide(measured.largestOutput)];
  if (!table?.calibrated || measured.inputs < leastInputs || !(distance <= largestTapLimit) || (output !== null && !(output <= largestTapLimit))) return null;
  return { distance, output, tauVersion: measured.tauVersion };
}

/** ‖claimed − replayed‖ / ‖replayed‖ of float32 tensors; Infinity where they have no shape in common or a number is not finite, null for other types. */
export function outputDistance(claimed: TensorBytes, replayed: TensorBytes): number | null {
  if (claimed.dtype !== replayed.dtype || claimed.dims.length !== replayed.dims.length || claimed.dims.some((dim, i) => dim !== replayed.dims[i]) || claimed.body.length !== replayed.body.length) return Infinity;
  if (replayed.dtype !== dtype.float32) return null;
  const [a, b] = [claimed, replayed].map(({ body }) => new Float32Array(body.slice().buffer)) as [Float32Array, Float32Array];
  let [difference, size] = [0, 0];
  for (let i = 0; i < b.length; i++) {
    difference += (a[i]! - b[i]!) ** 2;
    size += b[i]! ** 2;
  }
  const distance = difference === 0 ? 0 : Math.sqrt(difference / size);
  return Number.isNaN(distance) ? Infinity : distance;
}

export type TapFault = { readonly what: 'tap' | 'output'; readonly tap: number; readonly value: number; readonly limit: number };

/**
 * Limits that judge a job, or null: without a calibration, for an order whose deadline was over when it was made (a later measurement judges no earlier job), for another table than the order pins,
 * in another class, or of a model with operators no rule can follow. By the order's deadline and not by the receipt's times, which are the node's own word.
 *
 * @param registered  what governance accepted of the model goes before its folder's calibration; null: nothing
 */
export function limitsFor(
  { tapLimits: limits, opaque }: { readonly tapLimits?: DatedLimits | undefined; readonly opaque: readonly string[] }, order: { readonly tauVersion: number; readonly deadlineSeconds: number }, classId: number, registered: RegisteredThresholds | null = null,
): TapLimits | null {
  // An exact class is judged bit for bit, whatever anybody registers for it.
  const accepted = classId === numericClass['int-exact'] ? null : registeredFor(order, registered);
  if (accepted) return opaque.length > 0 ? null : { distance: accepted.chunkDistance, output: accepted.chunkDistance, tauVersion: accepted.tauVersion };
  return limits && opaque.length === 0 && order.deadlineSeconds >= limits.sinceSeconds && limits.tauVersion === order.tauVersion && thresholdsOf(classId, order.tauVersion, null).calibrated ? limits : null;
}

/** The first fault of a job without tokens against calibrated limits; null: none. */
export function findTapFault(taps: TapComparison, output: number | null, limits: TapLimits): TapFault | null {
  if (taps.count > 0 && !(taps.distance <= limits.distance)) return { what: 'tap', tap: taps.tap, value: taps.distance, limit: limits.distance };
  // Of another type or shape is Infinity, which is no rounding whatever the output is of.
  const most = limits.output ?? Number.MAX_VALUE;
  if (output !== null && !(output <= most)) return { what: 'output', tap: taps.count, value: output, limit: most };
  return null;
}

export const describeTapFault = ({ what, tap, value, limit }: TapFault): string => `${what === 'tap' ? `tap ${tap}` : 'the output'} is ${value.toExponential(2)} from the replay; honest runs of this model stay within ${limit.toExponential(1)}`;

