import { createCipheriv, createHash, createHmac } from 'node:crypto';
import type { Primitives } from '../../protocol/primitives.ts';

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
    return createCipheriv('aes-256-ctr', key, counterBlock).update(new Uint8Array(lengthBytes));
  },
};
