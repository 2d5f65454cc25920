import { useMemo } from 'react';
import type { PayWait } from '../../../electron/shared/payWaits.ts';
import { useAnswer, useNow } from '../../useBridge.ts';

/** What every receipt waits for at some time is no news in a list, and a chain that is away is said at the top of the page. */
const troubles: ReadonlySet<PayWait['reason']> = new Set(['fee', 'refused', 'dispute', 'claim', 'lapsed', 'network']);
const lookEveryMs = 10_000;

/** Jobs whose price waits for something out of the ordinary, by id; empty until it is known. */
export function useTroubledWaits(): ReadonlyMap<string, PayWait> {
  const turn = Math.floor(useNow(lookEveryMs) / lookEveryMs);
  const found = useAnswer('readPayWaits', {}, turn);
  const waits = found.state === 'ready' ? found.value.waits : null;
  return useMemo(() => new Map((waits ?? []).filter(({ wait }) => troubles.has(wait.reason)).map(({ jobId, wait }) => [jobId, wait])), [waits]);
}
