import type { AsOf } from '../../electron/shared/staking.ts';
import { formatSpan } from '../format/time.ts';
import { stakingWords as text } from '../strings/staking.ts';
import { useNow, useTopic } from '../useBridge.ts';
import { ageSecondsOf, staleAfterSeconds } from '../views/staking/figures.ts';

/** Whether what was read of the chain is too old to decide on: its newest block is, or it does not answer any more. */
export function useIsStale(asOf: AsOf, readAtMs: number): boolean {
  const nowMs = useNow(1000);
  const chain = useTopic('network')?.value.chain;
  return chain === 'gone' || ageSecondsOf(asOf, readAtMs, nowMs) > staleAfterSeconds;
}

/** Says how old, in a sentence; nothing while it is fresh. */
export function StaleChain({ asOf, readAtMs }: { readonly asOf: AsOf; readonly readAtMs: number }) {
  const nowMs = useNow(1000);
  if (!useIsStale(asOf, readAtMs)) return null;
  return <p className="stale-chain" role="alert">{text.age(formatSpan(ageSecondsOf(asOf, readAtMs, nowMs) * 1000))}</p>;
}
