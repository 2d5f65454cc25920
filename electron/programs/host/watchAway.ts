import type { Broker } from '../../services/broker/broker.ts';
import { busAddresses } from '../../services/presence/desktopBus.ts';
import { takeSleepDelay } from '../../services/presence/sleepDelay.ts';
import { watchDesktopLocks } from '../../services/presence/watchDesktopLocks.ts';
import type { LockHearing } from '../../shared/walletBridge.ts';
import type { Keeper } from './keeper.ts';

/**
 * Locks the wallet before the machine sleeps and when its screen is locked, and tells the provider of sleep. On Linux, with a window or without: Electron hears no lock
 * screen there. On Windows and macOS the window hears both (main/watchLocks.ts), and without one nobody does, which is said.
 */
export function watchAway(keeper: Keeper, broker: Pick<Broker, 'tellPower'>, { isShell, log }: { readonly isShell: boolean; readonly log: (line: string) => void }): { close(): void } {
  if (process.platform !== 'linux') {
    keeper.hear(isShell ? 'heard' : 'noWindow');
    return { close: () => undefined };
  }
  let known: LockHearing | null = null;
  return watchDesktopLocks({
    ...busAddresses(process.env), userId: process.getuid!(),
    takeDelay: () => takeSleepDelay('The wallet is locked first'),
    async onSleep() {
      broker.tellPower('asleep');
      await keeper.lock('sleep');
      log('the wallet is locked: the machine goes to sleep');
    },
    onAwake: () => broker.tellPower('awake'),
    onLockScreen: () => void keeper.lock('lockScreen').then(() => log('the wallet is locked: the screen was locked, or a session of yours ended')),
    onHearing(hearing) {
      if (hearing === known) return;
      known = hearing;
      keeper.hear(hearing);
      log(`sleep and lock screen: ${hearing}`);
    },
  });
}
