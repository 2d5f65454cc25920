import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPortPair } from '../../../electron/services/ports/portPair.ts';
import { decideStore, readOrCreateWrappingKey, type SecretStore } from '../../../electron/main/secretStore.ts';
import { readOrCreateKeys } from '../../../electron/programs/signer/keyFile.ts';
import { serveBridge } from '../../../electron/shared/bridgeKit.ts';
import { isHearthError } from '../../../electron/shared/errors.ts';
import { createKeeper } from '../../../electron/programs/host/keeper.ts';
import { keeperBridge } from '../../../electron/shared/walletBridge.ts';
import { until } from '../../support/until.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hearth-store-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const unreadable = expect.toSatisfy((error: unknown) => isHearthError(error, 'storage.unreadable')) as Error;

/** Turns bytes over, which is enough to see what went through it. */
const store = (change: Partial<SecretStore> = {}): SecretStore => ({
  isEncryptionAvailable: () => true, encryptString: (text) => Buffer.from(Buffer.from(text).map((byte) => byte ^ 0xff)), decryptString: (sealed) => Buffer.from(sealed.map((byte) => byte ^ 0xff)).toString(), ...change,
});

it('keeps one wrapping key in a real store, and none in what only looks like one', () => {
  const path = join(folder, 'shell', 'wrap.sealed');
  for (const [why, absent] of [['noStore', store({ isEncryptionAvailable: () => false })], ['weakStore', store({ getSelectedStorageBackend: () => 'basic_text' })], ['noStore', store({ getSelectedStorageBackend: () => 'unknown' })]] as const) expect(readOrCreateWrappingKey(absent, path)).toEqual({ key: null, why });
  expect(existsSync(path)).toBe(false);
  const key = readOrCreateWrappingKey(store({ getSelectedStorageBackend: () => 'gnome_libsecret' }), path).key!;
  expect([readOrCreateWrappingKey(store(), path), readFileSync(path, 'latin1').includes(key), statSync(path).mode & 0o077]).toEqual([{ key }, false, 0]);
  // The keyring that sealed it is away: the key is not made anew, and no file takes its place.
  expect(() => readOrCreateWrappingKey(store({ isEncryptionAvailable: () => false, getSelectedStorageBackend: () => 'basic_text', decryptString: () => { throw new Error('not this backend'); } }), path)).toThrow(unreadable);
  for (const broken of [store({ decryptString: () => 'nonsense' }), store({ decryptString: () => { throw new Error('locked'); } })]) expect(() => readOrCreateWrappingKey(broken, path)).toThrow(unreadable);
});

it.each([
  // Windows (DPAPI) and macOS (Keychain) name no backend.
  [true, null, 'real'], [false, null, 'noStore'],
  ...['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'].flatMap((backend) => [[true, backend, 'real'], [false, backend, 'noStore']] as const),
  [true, 'basic_text', 'weakStore'], [false, 'basic_text', 'weakStore'], [true, 'unknown', 'noStore'], [false, 'unknown', 'noStore'],
] as const)('with encryption available: %s and backend %s is a store: %s', (isAvailable, backend, decided) => expect(decideStore(isAvailable, backend)).toBe(decided));

it('opens node keys that were sealed by a file anew under the store, for good', () => {
  const first = readOrCreateKeys(folder);
  const wrapping = Buffer.alloc(32, 8);
  const moved = readOrCreateKeys(folder, wrapping);
  expect([first.protection, moved.protection, moved.nodeKey === first.nodeKey, existsSync(join(folder, 'wrap.key'))]).toEqual(['file', 'safeStorage', true, false]);
  expect(readOrCreateKeys(folder, wrapping).node).toBe(first.node);
  expect(() => readOrCreateKeys(folder)).toThrow(unreadable);
  expect(() => readOrCreateKeys(folder, Buffer.alloc(32, 9))).toThrow(unreadable);
  writeFileSync(join(folder, 'wrap.key'), wrapping);
  expect(() => readOrCreateKeys(folder)).toThrow(unreadable);
});

it('gives every signer its key first, then what will be heard, and tells it to lock', async () => {
  const heard: unknown[] = [];
  const key = `0x${'ab'.repeat(32)}`;
  const keeper = createKeeper(key);
  for (let start = 0; start < 2; start++) {
    const [ours, theirs] = createPortPair();
    serveBridge(keeperBridge, { giveWrappingKey: (input) => (heard.push(input), {}), hearingNow: (input) => (heard.push(input), {}), lockNow: (input) => (heard.push(input), {}) }, () => 'none').attach(theirs);
    keeper.onSigner(ours);
  }
  await until('both have their key', () => heard.length === 2);
  keeper.hear('late');
  await until('it is heard', () => heard.length === 3);
  await keeper.lock('sleep');
  const [ours, theirs] = createPortPair();
  serveBridge(keeperBridge, { giveWrappingKey: (input) => (heard.push(input), {}), hearingNow: (input) => (heard.push(input), {}), lockNow: () => ({}) }, () => 'none').attach(theirs);
  keeper.onSigner(ours);
  await until('a later one has heard all', () => heard.length === 6);
  expect(heard).toEqual([{ key }, { key }, { hearing: 'late' }, { why: 'sleep' }, { key }, { hearing: 'late' }]);
});
