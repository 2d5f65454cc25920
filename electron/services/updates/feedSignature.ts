import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';

/** publicKey: raw Ed25519, 32 bytes, base64. keyId: see {@link keyIdOf}. */
export type UpdateKey = { readonly keyId: string; readonly publicKey: string };
export type SignatureAnswer = { readonly ok: true; readonly keyId: string } | { readonly ok: false; readonly why: 'malformed' | 'unknownKey' | 'wrong' };

const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');
/** A file of signatures has one line for each key; while keys are rotated there are two. */
const mostLines = 8;
export const signatureLimitBytes = 2048;
const line = /^hearth-feed\/1 ([0-9a-f]{16}) ([A-Za-z0-9+/]{86}==)$/;

/** The first eight bytes of the SHA-256 of the raw public key, in hex: a name that cannot be given to another key. */
export const keyIdOf = (publicKey: string): string => createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);

/** What is signed: the feed's bytes under its own name, so that one system's feed is none for another. */
const toSign = (fileName: string, feed: Uint8Array): Buffer => Buffer.concat([Buffer.from(`hearth-feed/1\n${fileName}\n`), feed]);

/**
 * Whether a feed is the word of one of the keys. Nothing of the feed may be read before.
 *
 * @param fileName    as asked for, `latest-linux.yml`
 * @param signatures  text of `latest-linux.yml.sig`: lines of `hearth-feed/1 KEYID SIGNATURE` (Ed25519, RFC 8032; base64)
 */
export function verifyFeed(fileName: string, feed: Uint8Array, signatures: string, keys: readonly UpdateKey[]): SignatureAnswer {
  const lines = signatures.split('\n').filter((text) => text !== '');
  const parsed = lines.map((text) => line.exec(text));
  if (lines.length === 0 || lines.length > mostLines || parsed.includes(null)) return { ok: false, why: 'malformed' };
  let isKnown = false;
  for (const [, keyId, signature] of parsed as RegExpExecArray[]) {
    // The id is looked up and then derived anew: a table with a wrong id vouches for nothing.
    const key = keys.find((one) => one.keyId === keyId && keyIdOf(one.publicKey) === keyId);
    if (!key) continue;
    isKnown = true;
    if (verify(null, toSign(fileName, feed), publicKeyOf(key.publicKey), Buffer.from(signature!, 'base64'))) return { ok: true, keyId: key.keyId };
  }
  return { ok: false, why: isKnown ? 'wrong' : 'unknownKey' };
}

/** One line of a file of signatures. @param privateKey  PKCS #8, PEM */
export function signFeed(fileName: string, feed: Uint8Array, privateKey: string): string {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`an Ed25519 key is needed, not ${key.asymmetricKeyType}`);
  return `hearth-feed/1 ${updateKeyOf(privateKey).keyId} ${sign(null, toSign(fileName, feed), key).toString('base64')}\n`;
}

/** The public half of a private key, as it goes into updateKeys.ts. */
export function updateKeyOf(privateKey: string): UpdateKey {
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(spkiHead.length).toString('base64');
  return { keyId: keyIdOf(publicKey), publicKey };
}

/** @returns PKCS #8, PEM */
export const createUpdateKey = (): string => generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

const publicKeyOf = (publicKey: string): KeyObject => createPublicKey({ key: Buffer.concat([spkiHead, Buffer.from(publicKey, 'base64')]), format: 'der', type: 'spki' });
