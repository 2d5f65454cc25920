import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { HearthError } from '../shared/errors.ts';
import { refusals } from '../shared/saidReasons.ts';
import type { FileReason } from '../shared/walletBridge.ts';

/** What we need of Electron's safeStorage. */
export type SecretStore = {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
};

/**
 * Whether what Electron offers keeps a secret. Linux without a keyring falls back to a key that is in everybody's copy of Chromium (basic_text), and
 * says nothing of a backend that it did not find (unknown): neither is a store. Windows and macOS name no backend and have one. Pure.
 *
 * @param backend  as Electron names it; null: this system names none
 * @source electronjs.org, safeStorage.getSelectedStorageBackend
 */
export function decideStore(isAvailable: boolean, backend: string | null): 'real' | Exclude<FileReason, 'noWindow'> {
  if (backend === 'basic_text') return 'weakStore';
  return isAvailable && backend !== 'unknown' ? 'real' : 'noStore';
}

/** key null: it stays in a file beside the keys, and the wallet says so and why. */
export type Wrapping = { readonly key: string } | { readonly key: null; readonly why: Exclude<FileReason, 'noWindow'> };

/**
 * The wrapping key of the node's keys, sealed by the operating system; made when there is none.
 *
 * @throws storage.unreadable  it was sealed by a store that does not open it now; nothing new is made over it
 */
export function readOrCreateWrappingKey(store: SecretStore, path: string): Wrapping {
  if (!existsSync(path)) {
    const decided = decideStore(store.isEncryptionAvailable(), store.getSelectedStorageBackend?.() ?? null);
    if (decided !== 'real') return { key: null, why: decided };
    const key = `0x${randomBytes(32).toString('hex')}`;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, store.encryptString(key), { mode: 0o600, flag: 'wx', flush: true });
    return { key };
  }
  try {
    const key = store.decryptString(readFileSync(path));
    if (/^0x[0-9a-f]{64}$/.test(key)) return { key };
  } catch {
    // Told below, without what the store said: it may hold part of the secret.
  }
  throw new HearthError('storage.unreadable', { path, reason: refusals.secretStore });
}
