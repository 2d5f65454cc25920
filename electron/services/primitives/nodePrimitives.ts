import { createCipheriv, createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Primitives } from '../../protocol/primitives.ts';

/** Only ever read; kept because half a megabyte of fresh zeros per token costs as much as the cipher. */
let zeros = new Uint8Array(0);

/** The last key as OpenSSL wants it: a job draws once per token under one key, and making the object costs more than 16 KiB of keystream. */
let lastKey: { readonly hex: string; readonly object: KeyObject } | null = null;
function keyObjectOf(key: Uint8Array): KeyObject {
  const hex = Buffer.from(key).toString('hex');
  if (lastKey?.hex !== hex) lastKey = { hex, object: createSecretKey(key) };
  return lastKey.object;
}

/** {@link Primitives} on OpenSSL, as Node carries it. */
export const nodePrimitives: Primitives = {
  sha256(...parts) {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return new Uint8Array(hash.digest());
  },
  hmacSha256(key, ...parts) {
    const hmac = createHmac('sha256', key);
    for (const part of parts) hmac.update(part);
    return new Uint8Array(hmac.digest());
  },
  aes256Ctr(key, counterBlock, lengthBytes) {
    // Counter mode over zeros is the keystream itself.
    if (zeros.length < lengthBytes) zeros = new Uint8Array(lengthBytes);
    return createCipheriv('aes-256-ctr', keyObjectOf(key), counterBlock).update(zeros.subarray(0, lengthBytes));
  },
};
