import { createCipheriv, createHash, createHmac } from 'node:crypto';
import type { Primitives } from '../../protocol/primitives.ts';

/** Only ever read; kept because half a megabyte of fresh zeros per token costs as much as the cipher. */
let zeros = new Uint8Array(0);

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
    return createCipheriv('aes-256-ctr', key, counterBlock).update(zeros.subarray(0, lengthBytes));
  },
};
