import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { connectBridge, type BridgeClient, type Port } from '../shared/bridgeKit.ts';
import { HearthError } from '../shared/errors.ts';
import { keeperBridge } from '../shared/walletBridge.ts';

/** What we need of Electron's safeStorage. */
export type SecretStore = {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
};

/** Linux without a keyring falls back to a key that is in everybody's copy of Chromium: that is no store. */
const isReal = (store: SecretStore): boolean => store.isEncryptionAvailable() && !['basic_text', 'unknown'].includes(store.getSelectedStorageBackend?.() ?? 'system');

/**
 * The wrapping key of the node's keys, sealed by the operating system; made when there is none. Null: this system has no store, so
 * the key stays in a file beside the keys, and the wallet says so.
 *
 * @throws storage.unreadable  it was sealed by a store that does not open it now; nothing new is made over it
 */
export function readOrCreateWrappingKey(store: SecretStore, path: string): string | null {
  if (!existsSync(path)) {
    if (!isReal(store)) return null;
    const key = `0x${randomBytes(32).toString('hex')}`;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, store.encryptString(key), { mode: 0o600, flag: 'wx', flush: true });
    return key;
  }
  try {
    const key = store.decryptString(readFileSync(path));
    if (/^0x[0-9a-f]{64}$/.test(key)) return key;
  } catch {
    // Told below, without what the store said: it may hold part of the secret.
  }
  throw new HearthError('storage.unreadable', { path, reason: "this system's secret store does not open it; unlock your keyring, or sign in as the user who made it" });
}

export type Keeper = {
  /** For every signer that starts. */
  onSigner(port: Port): void;
  lock(why: 'sleep' | 'lockScreen' | 'quit'): void;
};

/** The shell's end of the keeper port: gives each new signer its key and tells it when to lock. */
export function createKeeper(wrappingKey: string | null): Keeper {
  let client: BridgeClient<typeof keeperBridge> | null = null;
  return {
    onSigner(port) {
      client = connectBridge(keeperBridge, port);
      // A signer that cannot open its keys says why by itself and ends.
      if (wrappingKey !== null) client.ask('giveWrappingKey', { key: wrappingKey }).catch(() => undefined);
    },
    lock: (why) => void client?.ask('lockNow', { why }).catch(() => undefined),
  };
}
