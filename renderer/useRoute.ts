import { useSyncExternalStore } from 'react';
import { parseRoute, type Route } from './route.ts';

const watchHash = (onChange: () => void): (() => void) => {
  addEventListener('hashchange', onChange);
  return () => removeEventListener('hashchange', onChange);
};

/** The present screen; the browser's own history makes back and forward work. */
export const useRoute = (): Route => parseRoute(useSyncExternalStore(watchHash, () => location.hash));
