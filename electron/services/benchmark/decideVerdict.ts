import { numericClassName, type Thresholds } from '../../protocol/numericClass.ts';
import type { Benchmark, SelfCheck } from '../../shared/benchmark.ts';
import { reasonOf } from '../../shared/reasons.ts';

/** What one prefill on the processor says of a generation on the device. */
export type Replayed = { readonly distances: readonly number[]; readonly margins: readonly number[]; readonly stopReasonFollows: boolean };

/** Compares a generation with its replay by the thresholds that would judge its receipt; an uncalibrated class has only wide ones. Whatever lies beyond them is wrong by far. Pure. */
export function checkGeneration(modelName: string, classId: number, limits: Thresholds, { distances, margins, stopReasonFollows }: Replayed): SelfCheck[] {
  const worst = Math.max(0, ...distances);
  const hardest = Math.max(0, ...margins);
  const mean = margins.reduce((sum, margin) => sum + Math.min(margin, limits.deltaClip), 0) / Math.max(1, margins.length);
  const className = numericClassName(classId) ?? `class ${classId}`;
  const judge = (name: 'sketches' | 'tokens', holds: boolean, worstSeen: number, count: number, allowed: number): SelfCheck => ({
    name, modelName, state: holds ? 'passed' : 'failed', reason: reasonOf(`check.${name}`, worstSeen.toExponential(1), count, allowed, limits.calibrated ? '' : className),
  });
  // A chain of NaN compares false everywhere: only what is within the limit passes.
  return [
    judge('sketches', distances.length > 0 && distances.every((distance) => distance <= limits.chunkDistance), worst, distances.length, limits.chunkDistance),
    judge('tokens', margins.length > 0 && stopReasonFollows && margins.every((margin) => margin <= limits.hardMargin) && mean <= limits.meanMargin, hardest, margins.length, limits.hardMargin),
  ];
}

/** The vectors of a device against the processor's, by the threshold that would judge a receipt. Pure. */
export function checkVectors(modelName: string, classId: number, { vectorDistance: limit, calibrated }: Thresholds, distances: readonly number[]): SelfCheck {
  const reason = `worst of ${distances.length} vectors is ${Math.max(0, ...distances).toExponential(1)} away, ${limit} allowed`;
  return { name: 'vectors', modelName, state: distances.length > 0 && distances.every((distance) => distance <= limit) ? 'passed' : 'failed', reason: calibrated ? reason : `${reason}; the limits of ${numericClassName(classId) ?? `class ${classId}`} are wide, since it is not calibrated` };
}

/** Bit for bit. Only an integer model has one right output; of another the bytes prove nothing. Pure. */
export function checkOutputs(modelName: string, isExact: boolean, pairs: readonly { readonly found: Uint8Array; readonly expected: Uint8Array }[]): SelfCheck {
  if (!isExact) return { name: 'output', modelName, state: 'notChecked', reason: reasonOf('check.notExact') };
  const wrong = pairs.findIndex(({ found, expected }) => found.length !== expected.length || found.some((byte, at) => byte !== expected[at]));
  if (pairs.length === 0) return { name: 'output', modelName, state: 'notChecked', reason: reasonOf('check.nothing') };
  return wrong < 0
    ? { name: 'output', modelName, state: 'passed', reason: reasonOf('check.same', pairs.length) }
    : { name: 'output', modelName, state: 'failed', reason: reasonOf('check.differs', wrong + 1, pairs.length) };
}

/** A device without exact integer products is no faulty device: it takes fewer integer models or none, that is all. */
const isOfProducts = ({ name }: SelfCheck): boolean => name === 'integers' || name === 'sevenBits';

/** What its checks say of a device. Pure. */
export function decideVerdict(checks: readonly SelfCheck[]): Benchmark['verdict'] {
  const counted = checks.filter((check) => !isOfProducts(check));
  if (counted.some(({ state }) => state === 'failed')) return 'wrong';
  return counted.some(({ state }) => state === 'passed') ? 'sound' : 'unproven';
}

/** Why a device is set aside, as a code of shared/reasons.ts; null: it is not. Pure. */
export function describeWrong({ verdict, checks }: Pick<Benchmark, 'verdict' | 'checks'>): string | null {
  if (verdict !== 'wrong') return null;
  const failed = checks.find((check) => !isOfProducts(check) && check.state === 'failed')!;
  return reasonOf('fault.selfTest', (failed.modelName ?? '').replaceAll('|', ' ').slice(0, 60), failed.reason).slice(0, 200);
}
