import { useEffect } from 'react';
import type { WelcomeState } from '../../../electron/shared/welcome.ts';
import { formatRoute, type Route } from '../../route.ts';
import { useAct, useAnswer, type Act } from '../../useBridge.ts';

/** Opens a fresh Hearth with its introduction, once: only where somebody came to the dashboard, and never again when it was left. */
export function useFirstVisit(screen: Route['screen']): void {
  const welcome = useAnswer('readWelcome', {});
  const shown = useSetWelcome();
  const { run } = shown;
  const isNew = welcome.state === 'ready' && welcome.value.state === 'new';
  useEffect(() => {
    // Only the answer of the page's opening counts: who walks to the dashboard afterwards wants the dashboard.
    if (isNew && screen === 'dashboard' && !hasOpened) {
      location.hash = formatRoute({ screen: 'welcome' }).slice(1);
      run({ state: 'left', step: 1 });
    }
    if (welcome.state === 'ready') hasOpened = true;
  }, [isNew, screen, welcome.state, run]);
}
let hasOpened = false;

export const useSetWelcome = (onDone?: () => void): Act<WelcomeState> => useAct((next: WelcomeState, connection) => connection.ask('setWelcome', next), onDone);
