import { HearthError } from '../shared/errors.ts';

/**
 * Refuses numbers that evidence cannot be made of. One pass without a branch: x * 0 is NaN for NaN and both infinities, and 0 otherwise.
 *
 * @throws evidence.nonFinite  `where` is the words given here, with the index
 */
export function assertFinite(values: Float32Array, what: string, index?: number): void {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * 0;
  if (sum !== 0) throw new HearthError('evidence.nonFinite', { where: index === undefined ? what : `${what} ${index}` });
}
