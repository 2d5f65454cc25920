import { useState } from 'react';
import { useNow } from './useBridge.ts';

const newsForMs = 60_000;

/** A turn for what is read of the chain: slow, and quick for a minute after something was sent, until its block has come. */
export function useNearNews(slowMs = 30_000, quickMs = 3000): { readonly turn: string; readonly expectNews: () => void } {
  const [sentAtMs, setSentAtMs] = useState(-Infinity);
  const nowMs = useNow(1000);
  const everyMs = nowMs - sentAtMs < newsForMs ? quickMs : slowMs;
  return { turn: `${everyMs} ${Math.floor(nowMs / everyMs)}`, expectNews: () => setSentAtMs(Date.now()) };
}
