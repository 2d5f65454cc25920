import { connectBridge, type Port } from '../shared/bridgeKit.ts';
import { walletBridge, type WalletState } from '../shared/walletBridge.ts';
import { createPortPair } from '../services/ports/portPair.ts';

export type WatchedWallet = { lock(): Promise<void>; stop(): void };

/** Whether an account of the owner is unlocked; null where there is no wallet. */
export const isUnlocked = ({ state, roots }: Pick<WalletState, 'state' | 'roots'>): boolean | null => (state === 'ready' ? roots.some(({ unlocked }) => unlocked) : null);

/** Follows the wallet over every restart of the signer. No secret crosses here: the tray hears whether it is locked, and may lock it. */
export function watchWallet(connectWallet: (port: Port) => void, onUnlocked: (unlocked: boolean | null) => void, retryMs = 1000): WatchedWallet {
  let client: ReturnType<typeof open> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  function open() {
    const [far, near] = createPortPair();
    const opened = connectBridge(walletBridge, near);
    opened.onClose(() => {
      client = null;
      if (stopped) return;
      onUnlocked(null);
      timer = setTimeout(connect, retryMs);
    });
    opened.watch('wallet', (wallet) => onUnlocked(isUnlocked(wallet)));
    connectWallet(far);
    return opened;
  }
  function connect(): void {
    client = open();
  }
  connect();

  return {
    async lock() {
      await client?.ask('lock', {});
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      client?.close();
    },
  };
}
