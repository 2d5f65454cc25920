import { useState } from 'react';
import type { Earnings, EarningsRange } from '../../../electron/shared/shapes.ts';
import { useAnswer, useThrottled, useTopic, type Loaded } from '../../useBridge.ts';

/** The earnings of a range, read again when a payment arrives, at most every two seconds. */
export function useEarnings(range: EarningsRange): { readonly earnings: Loaded<Earnings>; readonly again: () => void } {
  const [asked, setAsked] = useState(0);
  const paid = useTopic('earnings')?.value.totalWei ?? null;
  const turn = useThrottled(`${paid} ${asked}`, 2000);
  return { earnings: useAnswer('readEarnings', { range }, turn), again: () => setAsked((count) => count + 1) };
}
