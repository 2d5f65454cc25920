import { createCipheriv, createHash, createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { Primitives } from '../../protocol/primitives.ts';

/** Only ever read; kept because half a megabyte of fresh zeros per token costs as much as the cipher. */
let zeros = new Uint8Array(0);

/** The last keys as OpenSSL wants them: a job draws once per token under one key, several take turns, and making the object costs more than 16 KiB of keystream. */
const keyObjects = new Map<string, KeyObject>();
const mostKeyObjects = 64;
function keyObjectOf(key: Uint8Array): KeyObject {
  const hex = Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('hex');
  const known = keyObjects.get(hex);
  if (known) return known;
  // The one that was made first; whoever still draws under it has it made anew.
  if (keyObjects.size >= mostKeyObjects) keyObjects.delete(keyObjects.keys().next().value!);
  const made = createSecretKey(key);
  keyObjects.set(hex, made);
  return made;
}

/** What is short is hashed in one call: trees and graphs hash by the hundred thousands, and an object of OpenSSL for each costs more to collect than to use. */
const scratch = new Uint8Array(4096);
function hashLong(parts: readonly Uint8Array[]): Uint8Array {
  const long = createHash('sha256');
  for (const part of parts) long.update(part);
  return new Uint8Array(long.digest());
}

/** {@link Primitives} on OpenSSL, as Node carries it. */
export const nodePrimitives: Primitives = {
  sha256(...parts) {
    let length = 0;
    for (const part of parts) length += part.length;
    if (length > scratch.length) return hashLong(parts);
    let at = 0;
    for (const part of parts) {
      scratch.set(part, at);
      at += part.length;
    }
    return new Uint8Array(hash('sha256', scratch.subarray(0, length), 'buffer'));
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
