import type { Earnings, EarningsRange } from '../../../electron/shared/shapes.ts';
import { useAnswer, useThrottled, useTopic, type Loaded } from '../../useBridge.ts';

/** The earnings of a range, read again when a payment arrives, at most every two seconds. */
export function useEarnings(range: EarningsRange): Loaded<Earnings> {
  const paid = useTopic('earnings')?.value.totalWei ?? null;
  const turn = useThrottled(paid, 2000);
  return useAnswer('readEarnings', { range }, turn);
}
