import type { Keeper } from '../programs/host/keeper.ts';

type Emitter = { on(event: string, listener: () => void): unknown };

/** What of the machine and of the window locks the wallet, by Electron's names of the events. Minutes without use are the signer's own to count. */
export const lockEvents = {
  power: { suspend: 'sleep', 'lock-screen': 'lockScreen', shutdown: 'quit' },
  app: { 'window-all-closed': 'close', 'before-quit': 'quit' },
} as const satisfies Record<'power' | 'app', Readonly<Record<string, Parameters<Keeper['lock']>[0]>>>;

/** Locks the wallet when the owner is away: the one place where Electron's events meet the keeper's port. On Linux Electron tells no lock screen: the host hears it there. */
export function watchLocks(emitters: Readonly<Record<keyof typeof lockEvents, Emitter>>, keeper: Pick<Keeper, 'lock'>): void {
  for (const [from, events] of Object.entries(lockEvents)) for (const [event, why] of Object.entries(events)) emitters[from as keyof typeof lockEvents].on(event, () => void keeper.lock(why));
}
