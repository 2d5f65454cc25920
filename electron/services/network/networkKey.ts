import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { generateKeyPair, privateKeyFromProtobuf, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import { HearthError } from '../../shared/errors.ts';

/** A new transport key: an Ed25519 libp2p private key in its protobuf encoding. Signs no money; a signed announcement binds it to a node. */
export const createNetworkKey = async (): Promise<Uint8Array> => privateKeyToProtobuf(await generateKeyPair('Ed25519'));

/**
 * The key in this file; made once, readable by its owner alone. Two programs that start together end up with one key.
 * @throws storage.unreadable  the file exists but holds no key
 */
export async function readOrCreateNetworkKey(path: string): Promise<Uint8Array> {
  const found = await readKey(path);
  if (found) return found;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(await createNetworkKey());
    await file.sync();
  } finally {
    await file.close();
  }
  // A link never replaces: whoever came first wins and both read the same bytes.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return (await readKey(path))!;
}

async function readKey(path: string): Promise<Uint8Array | null> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new HearthError('storage.unreadable', { path, reason: error.code ?? error.message }, error);
  });
  if (!bytes) return null;
  try {
    if (privateKeyFromProtobuf(bytes).type !== 'Ed25519') throw new TypeError('another kind of key');
    return new Uint8Array(bytes);
  } catch (error) {
    throw new HearthError('storage.unreadable', { path, reason: 'not a libp2p Ed25519 key' }, error);
  }
}
