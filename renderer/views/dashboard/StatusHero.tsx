import type { Status } from '../../../electron/shared/shapes.ts';
import { Ember } from '../../components/Ember.tsx';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { statusWords } from '../../strings/status.ts';
import { words } from '../../strings/words.ts';
import { useLink, useNow, useTopic } from '../../useBridge.ts';
import { StatusAction } from './StatusAction.tsx';
import { Today } from './Today.tsx';
import { Why } from './Why.tsx';

/** The one big thing: what Hearth is doing and why, and the one thing to do about it. */
export function StatusHero() {
  const status = useShownStatus();
  const nowMs = useNow(1000);
  const devices = useTopic('devices')?.value ?? [];
  const waiting = useTopic('jobs')?.value.filter(({ stage }) => stage === 'delivered' || stage === 'acknowledged' || stage === 'anchored').length;
  const tokensPerSecond = useTopic('pulse')?.value.tokensPerSecond ?? 0;
  const said = status && statusWords[status.state](status.about, { nowMs, devices, jobs: waiting === undefined ? null : { waiting }, tokensPerSecond }, status.sinceMs);
  return (
    <section className="hero" data-status={status?.state ?? 'waiting'}>
      <Ember state={status?.state ?? 'starting'} />
      <div className="hero-said">
        <div aria-live="polite">
          <h1 className="hero-sentence">{said?.sentence ?? words.link.waiting}</h1>
        </div>
        {said && <p className="hero-why">{said.why} <NetworkDoubts parts={Object.values(status.about)} /></p>}
        {status && <div className="hero-actions"><StatusAction status={status} /><Why /></div>}
      </div>
      <Today />
    </section>
  );
}

/** The provider's own word, unless the page lost it: then the page says so itself. */
function useShownStatus(): Status | null {
  const link = useLink();
  const status = useTopic('status');
  if (link.phase === 'lost') return { state: 'disconnected', about: {}, action: 'retry', sinceMs: link.sinceMs };
  if (link.phase === 'refused') return { state: 'failing', about: { code: 'bridge.forbidden' }, action: null, sinceMs: link.sinceMs };
  return status?.value ?? null;
}
