import { formatSpan } from '../format/time.ts';
import { words } from '../strings/words.ts';
import { useConnection, useLink, useNow, useTopic } from '../useBridge.ts';

/** Says that what is on the screen is old, how old, and when the page tries again. Nothing while all is well. */
export function LinkBanner() {
  const link = useLink();
  if (link.phase === 'open' || link.phase === 'connecting') return null;
  // The dashboard's own sentence says the same, so App leaves the banner out there.
  return link.phase === 'refused' ? (
    <div className="banner" role="alert">
      <span><strong>{words.link.refused}</strong> {words.link.refusedNext}</span>
    </div>
  ) : (
    <Lost sinceMs={link.sinceMs} nextTryMs={link.nextTryMs} />
  );
}

function Lost({ sinceMs, nextTryMs }: { readonly sinceMs: number; readonly nextTryMs: number | null }) {
  const nowMs = useNow(1000);
  const { retryNow } = useConnection();
  const hasOld = useTopic('status') !== null;
  return (
    <div className="banner">
      <span>
        <strong>{hasOld ? words.link.lost(formatSpan(nowMs - sinceMs)) : words.link.never}</strong>{' '}
        {nextTryMs !== null && nextTryMs > nowMs && words.link.nextTry(formatSpan(nextTryMs - nowMs + 999))}
      </span>
      <button type="button" className="button" onClick={retryNow}>{words.link.tryNow}</button>
    </div>
  );
}
