import { pageBridge, type PageBridge } from '../shared/bridge.ts';
import { connectBridge, type BridgeClient, type Port } from '../shared/bridgeKit.ts';
import { createPortPair } from '../services/ports/portPair.ts';
import { countBusyJobs, emptyTray, type TrayState } from './trayMenu.ts';

export type WatchedProvider = {
  client(): BridgeClient<PageBridge> | null;
  /** Takes no new job, lets the running ones finish, then calls `onReadyToQuit`. */
  finishThenQuit(): Promise<void>;
  /** Lifts the pause `finishThenQuit` made, so that the next start works; waits at most two seconds for that. */
  stop(): Promise<void>;
};

/**
 * Listens to the provider as a page would, over every restart of it.
 *
 * @param connectPage  hands one end of a channel to the broker
 */
export function watchProvider(
  connectPage: (port: Port) => void,
  { onState, onReadyToQuit, retryMs = 1000 }: { readonly onState: (state: TrayState) => void; readonly onReadyToQuit: () => void; readonly retryMs?: number },
): WatchedProvider {
  let state = emptyTray;
  let client: BridgeClient<PageBridge> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let hasPaused = false;
  const set = (change: Partial<TrayState>): void => {
    state = { ...state, ...change };
    if (!stopped) onState(state);
  };

  function connect(): void {
    const [far, near] = createPortPair();
    const opened = connectBridge(pageBridge, near);
    client = opened;
    opened.onClose(() => {
      client = null;
      if (stopped) return;
      set({ ...emptyTray, quitting: state.quitting, walletUnlocked: state.walletUnlocked });
      timer = setTimeout(connect, retryMs);
    });
    opened.watch('status', (status) => set({ status }));
    opened.watch('devices', (devices) => set({ devices }));
    opened.watch('earnings', (earnings) => set({ earnings }));
    opened.watch('network', (network) => set({ network }));
    opened.watch('guest', (guest) => set({ guest }));
    opened.watch('noticeChoices', (noticeChoices) => set({ noticeChoices }));
    opened.watch('notices', (notices) => set({ notices }));
    opened.watch('jobs', (jobs) => {
      set({ jobs });
      if (state.quitting && countBusyJobs(jobs) === 0) onReadyToQuit();
    });
    connectPage(far);
  }
  connect();

  return {
    client: () => client,
    async finishThenQuit() {
      if (state.status?.state !== 'paused') {
        await client?.ask('pause', { minutes: null });
        hasPaused = true;
      }
      set({ quitting: true });
      if (countBusyJobs(state.jobs) === 0) onReadyToQuit();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      if (!hasPaused || !client) return;
      const late = new Promise<void>((resolve) => setTimeout(resolve, 2000).unref());
      await Promise.race([client.ask('resume', {}).then(() => undefined, () => undefined), late]);
    },
  };
}
