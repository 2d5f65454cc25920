import { createCipheriv, createDecipheriv, pbkdf2, randomBytes, randomUUID, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { keccak256 } from 'ethers/crypto';
import { computeAddress } from 'ethers/transaction';
import { z } from 'zod';
import { sameAddress } from '../../shared/units.ts';
import { refusals } from '../../shared/saidReasons.ts';

const pbkdf2Async = promisify(pbkdf2);
const scryptAsync = promisify<Buffer, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

/** scrypt's cost of what we write: 128 MiB and about half a second a guess on a desktop core. */
export const keystoreCost = { n: 2 ** 17, r: 8, p: 1 } as const;

/** A stranger's file may ask for at most this much work and memory; more is refused before it starts. */
const limits = { textLength: 64 * 1024, memoryBytes: 1024 ** 3, work: 2 ** 26, iterations: 10_000_000, secretBytes: 32 } as const;

const hex = (least: number, most: number) => z.string().regex(new RegExp(`^[0-9a-fA-F]{${least},${most}}$`));
const saltShape = hex(2, 256).refine((text) => text.length % 2 === 0, 'odd length');
const cryptoShape = z.object({
  cipher: z.literal('aes-128-ctr'),
  // One official vector writes its IV without the leading zero.
  cipherparams: z.object({ iv: hex(1, 32) }),
  ciphertext: hex(2, 4096).refine((text) => text.length % 2 === 0, 'odd length'),
  mac: hex(64, 64),
  kdf: z.enum(['scrypt', 'pbkdf2']),
  kdfparams: z.record(z.string(), z.unknown()),
});
const scryptShape = z.object({ dklen: z.literal(32), n: z.int().min(2).max(2 ** 30), r: z.int().min(1).max(2 ** 20), p: z.int().min(1).max(2 ** 20), salt: saltShape });
const pbkdf2Shape = z.object({ dklen: z.literal(32), c: z.int().min(1).max(limits.iterations), prf: z.literal('hmac-sha256'), salt: saltShape });
const fileShape = z.object({ version: z.literal(3), crypto: z.unknown(), address: z.string().regex(/^(?:0x)?[0-9a-fA-F]{40}$/).optional() });

type Kdf = { readonly kind: 'scrypt'; readonly params: z.infer<typeof scryptShape> } | { readonly kind: 'pbkdf2'; readonly params: z.infer<typeof pbkdf2Shape> };
export type Keystore = {
  /** Null: the file names none, so nothing shows that its IV is whole; whoever imports it must know the address. */
  readonly address: string | null;
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly mac: Buffer;
  readonly kdf: Kdf;
};
export type KeystoreRefusal = { readonly ok: false; readonly field: string; readonly reason: string };

/** Names without regard to case, as some programs write "Crypto". Two spellings of one name are refused. */
function lowerNames(value: unknown): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value).map(([name, part]) => [name.toLowerCase(), part] as const);
  return new Set(entries.map(([name]) => name)).size === entries.length ? Object.fromEntries(entries) : null;
}

const refuse = (field: string, reason: string): KeystoreRefusal => ({ ok: false, field, reason });
const refuseIssue = (error: z.ZodError, prefix: string): KeystoreRefusal => {
  const issue = error.issues[0]!;
  return refuse([prefix, ...issue.path.map(String)].filter(Boolean).join('.'), issue.message.slice(0, 120));
};

/**
 * Reads a Web3 Secret Storage v3 file, before any work is done on it. Never throws.
 *
 * @source https://ethereum.org/developers/docs/data-structures-and-encoding/web3-secret-storage
 */
export function parseKeystore(text: string): { readonly ok: true; readonly keystore: Keystore } | KeystoreRefusal {
  if (text.length > limits.textLength) return refuse('file', refusals.fileLong(limits.textLength));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse('file', refusals.plainNotJson);
  }
  const top = lowerNames(json);
  if (!top) return refuse('file', refusals.nameTwice);
  const file = fileShape.safeParse(top);
  if (!file.success) return refuseIssue(file.error, '');
  const inner = lowerNames(file.data.crypto);
  const crypto = cryptoShape.safeParse(inner && { ...inner, cipherparams: lowerNames(inner['cipherparams']) ?? {}, kdfparams: lowerNames(inner['kdfparams']) ?? {} });
  if (!crypto.success) return refuseIssue(crypto.error, 'crypto');
  const kdf = parseKdf(crypto.data.kdf, crypto.data.kdfparams);
  if ('ok' in kdf) return kdf;
  const { cipherparams, ciphertext, mac } = crypto.data;
  if (ciphertext.length !== 2 * limits.secretBytes) return refuse('crypto.ciphertext', refusals.notThirtyTwo);
  const address = file.data.address === undefined ? null : `0x${file.data.address.replace(/^0x/, '').toLowerCase()}`;
  return { ok: true, keystore: { address, iv: Buffer.from(cipherparams.iv.padStart(32, '0'), 'hex'), ciphertext: Buffer.from(ciphertext, 'hex'), mac: Buffer.from(mac, 'hex'), kdf } };
}

function parseKdf(kind: 'scrypt' | 'pbkdf2', given: unknown): Kdf | KeystoreRefusal {
  if (kind === 'pbkdf2') {
    const params = pbkdf2Shape.safeParse(given);
    return params.success ? { kind, params: params.data } : refuseIssue(params.error, 'crypto.kdfparams');
  }
  const parsed = scryptShape.safeParse(given);
  if (!parsed.success) return refuseIssue(parsed.error, 'crypto.kdfparams');
  const { n, r, p } = parsed.data;
  if (2 ** Math.round(Math.log2(n)) !== n) return refuse('crypto.kdfparams.n', refusals.powerOfTwo);
  if (128 * n * r > limits.memoryBytes) return refuse('crypto.kdfparams.n', refusals.memoryMost(Math.round((128 * n * r) / 2 ** 20), limits.memoryBytes / 2 ** 20));
  if (n * r * p > limits.work) return refuse('crypto.kdfparams.p', refusals.workMost);
  // RFC 7914, and what OpenSSL enforces: N < 2^(128 * r / 8).
  if (16 * r < 53 && n >= 2 ** (16 * r)) return refuse('crypto.kdfparams.n', refusals.largeFor(n, r));
  return { kind: 'scrypt', params: parsed.data };
}

/** NFKC, as ethers and MetaMask do, so that one passphrase typed on two keyboards is one passphrase. */
const passphraseBytes = (passphrase: string): Buffer => Buffer.from(passphrase.normalize('NFKC'), 'utf8');

async function deriveKey(kdf: Kdf, passphrase: Buffer): Promise<Buffer> {
  const salt = Buffer.from(kdf.params.salt, 'hex');
  if (kdf.kind === 'pbkdf2') return pbkdf2Async(passphrase, salt, kdf.params.c, kdf.params.dklen, 'sha256');
  const { n, r, p } = kdf.params;
  return scryptAsync(passphrase, salt, kdf.params.dklen, { N: n, r, p, maxmem: 128 * n * r + 128 * r * p + 2 ** 20 });
}

const macOf = (derived: Buffer, ciphertext: Buffer): Buffer => Buffer.from(keccak256(Buffer.concat([derived.subarray(16, 32), ciphertext])).slice(2), 'hex');

/**
 * Opens a keystore. The MAC covers the ciphertext but not the IV, so the key is believed only when it gives the file's own address.
 *
 * @returns the private key, 32 bytes: the caller's to overwrite
 */
export async function openKeystore(keystore: Keystore, passphrase: string): Promise<{ readonly ok: true; readonly key: Buffer } | { readonly ok: false; readonly reason: 'passphrase' | 'address' | 'key' }> {
  const typed = Buffer.from(passphrase, 'utf8');
  const normal = passphraseBytes(passphrase);
  // geth takes the bytes as typed; where both agree there is one attempt.
  const tries = typed.equals(normal) ? [normal] : [normal, typed];
  try {
    for (const bytes of tries) {
      const derived = await deriveKey(keystore.kdf, bytes);
      try {
        if (!timingSafeEqual(macOf(derived, keystore.ciphertext), keystore.mac)) continue;
        const decipher = createDecipheriv('aes-128-ctr', derived.subarray(0, 16), keystore.iv);
        const key = Buffer.concat([decipher.update(keystore.ciphertext), decipher.final()]);
        const address = addressOfKey(key);
        if (address !== null && (keystore.address === null || sameAddress(address, keystore.address))) return { ok: true, key };
        key.fill(0);
        return { ok: false, reason: address === null ? 'key' : 'address' };
      } finally {
        derived.fill(0);
      }
    }
    return { ok: false, reason: 'passphrase' };
  } finally {
    typed.fill(0);
    normal.fill(0);
  }
}

/** The address of 32 bytes as a key; null when they are none (zero, or not below the curve's order). */
export function addressOfKey(key: Uint8Array): string | null {
  try {
    return key.length === 32 ? computeAddress(`0x${Buffer.from(key).toString('hex')}`) : null;
  } catch {
    return null;
  }
}

/** Writes a key as a v3 file that geth, MetaMask and ethers open. */
export async function sealKeystore(key: Uint8Array, passphrase: string, cost: { readonly n: number; readonly r: number; readonly p: number } = keystoreCost): Promise<string> {
  const [salt, iv] = [randomBytes(32), randomBytes(16)];
  const bytes = passphraseBytes(passphrase);
  const derived = await deriveKey({ kind: 'scrypt', params: { ...cost, dklen: 32, salt: salt.toString('hex') } }, bytes);
  try {
    const cipher = createCipheriv('aes-128-ctr', derived.subarray(0, 16), iv);
    const ciphertext = Buffer.concat([cipher.update(key), cipher.final()]);
    const address = addressOfKey(key);
    if (address === null) throw new TypeError('these 32 bytes are no key');
    return JSON.stringify({
      version: 3, id: randomUUID(), address: address.slice(2).toLowerCase(),
      crypto: {
        cipher: 'aes-128-ctr', cipherparams: { iv: iv.toString('hex') }, ciphertext: ciphertext.toString('hex'),
        kdf: 'scrypt', kdfparams: { dklen: 32, n: cost.n, p: cost.p, r: cost.r, salt: salt.toString('hex') }, mac: macOf(derived, ciphertext).toString('hex'),
      },
    });
  } finally {
    bytes.fill(0);
    derived.fill(0);
  }
}
