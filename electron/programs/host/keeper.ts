import { connectBridge, type BridgeClient, type Port } from '../../shared/bridgeKit.ts';
import { keeperBridge, type LockHearing } from '../../shared/walletBridge.ts';

/** Whoever starts the signer, towards it: gives each new one its key, tells it when to lock, and what will be told. */
export type Keeper = {
  /** For every signer that starts. */
  onSigner(port: Port): void;
  /** Fulfils when the keys are overwritten, or there is no signer that holds any. */
  lock(why: 'sleep' | 'lockScreen' | 'close' | 'quit'): Promise<void>;
  hear(hearing: LockHearing): void;
};

/** @param wrappingKey  0x and 64 hex digits; null: the signer keeps its own in a file */
export function createKeeper(wrappingKey: string | null): Keeper {
  let client: BridgeClient<typeof keeperBridge> | null = null;
  let hearing: LockHearing | null = null;
  const tell = (): void => void (hearing && client?.ask('hearingNow', { hearing }).catch(() => undefined));
  return {
    onSigner(port) {
      client = connectBridge(keeperBridge, port);
      // A signer that cannot open its keys says why by itself and ends.
      if (wrappingKey !== null) client.ask('giveWrappingKey', { key: wrappingKey }).catch(() => undefined);
      tell();
    },
    async lock(why) {
      await client?.ask('lockNow', { why }).catch(() => undefined);
    },
    hear(now) {
      hearing = now;
      tell();
    },
  };
}
