import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../../services/wallet/vaultFile.ts';
import { computeAddress } from 'ethers/transaction';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { KeyProtection } from '../../shared/walletBridge.ts';
import type { Hex } from '../../shared/units.ts';

/** The keys of this node. `payout` receives earnings until the owner names an address of their own. */
export type NodeKeys = {
  readonly nodeKey: Hex;
  readonly node: Hex;
  readonly payoutKey: Hex;
  readonly payout: Hex;
  readonly epoch: number;
  /** Where the wrapping key is kept. */
  readonly protection: KeyProtection;
};

const sealedShape = z.strictObject({
  format: z.literal('hearth-node-keys/1'),
  node: z.string(),
  payout: z.string(),
  epoch: z.number().int().min(1),
  /** Absent: in wrap.key beside this file. */
  wrappedBy: z.literal('safeStorage').optional(),
  nonce: z.string(),
  sealed: z.string(),
});
const secretsShape = z.strictObject({ nodeKey: z.string().regex(/^0x[0-9a-f]{64}$/), payoutKey: z.string().regex(/^0x[0-9a-f]{64}$/) });

/**
 * Reads this node's keys, or creates them when there are none. They are sealed with AES-256-GCM under a random wrapping key; without an
 * operating-system secret store that key lies beside them in a 0600 file, which keeps keys out of copies of one file
 * but not from a program that runs as the same user (docs/threat-model.md). Where a store is there, keys sealed before it was are sealed anew under
 * its key and the file goes; without the store they can then not be opened.
 *
 * @param given  the wrapping key out of the secret store; null where there is none
 * @throws storage.unreadable  a key file exists but cannot be opened, or one of keys and ledger is gone; nothing new is created over it
 * @effects disk
 */
export function readOrCreateKeys(folder: string, given: Buffer | null = null): NodeKeys {
  const keyPath = join(folder, 'keys.json');
  const wrapPath = join(folder, 'wrap.key');
  const ledgerPath = join(folder, 'ledger.jsonl');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(keyPath)) {
    if (existsSync(ledgerPath) && statSync(ledgerPath).size > 0) throw new HearthError('storage.unreadable', { path: keyPath, reason: refusals.keysGone });
    // Before the keys, so that a key file without a ledger always means that the ledger was lost.
    writeDurably(ledgerPath, new Uint8Array(0));
    writeNewKeys(keyPath, wrapPath, given);
  } else if (!existsSync(ledgerPath)) {
    throw new HearthError('storage.unreadable', { path: ledgerPath, reason: refusals.ledgerGone });
  }
  let file: z.infer<typeof sealedShape>;
  try {
    file = sealedShape.parse(JSON.parse(readFileSync(keyPath, 'utf8')));
    if (file.wrappedBy === undefined) {
      const keys = open(readFileSync(wrapPath), file);
      if (given === null) return keys;
      sealKeys(keyPath, given, keys, 'safeStorage');
      rmSync(wrapPath);
      return { ...keys, protection: 'safeStorage' };
    }
    if (given !== null) return open(given, file);
  } catch (error) {
    throw new HearthError('storage.unreadable', { path: keyPath, reason: refusals.keyDamaged }, error);
  }
  throw new HearthError('storage.unreadable', { path: keyPath, reason: refusals.keysLocked });
}

function open(wrap: Buffer, file: z.infer<typeof sealedShape>): NodeKeys {
  const sealed = Buffer.from(file.sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', wrap, Buffer.from(file.nonce, 'base64')).setAuthTag(sealed.subarray(-16));
  decipher.setAAD(Buffer.from(`${file.format}:${file.node}:${file.payout}:${file.epoch}`));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const { nodeKey, payoutKey } = secretsShape.parse(JSON.parse(plain.toString('utf8')));
  plain.fill(0);
  return { nodeKey: nodeKey as Hex, payoutKey: payoutKey as Hex, node: computeAddress(nodeKey) as Hex, payout: computeAddress(payoutKey) as Hex, epoch: file.epoch, protection: file.wrappedBy ?? 'file' };
}

function writeNewKeys(keyPath: string, wrapPath: string, given: Buffer | null): void {
  const [nodeKey, payoutKey] = [randomKey(), randomKey()];
  const keys = { nodeKey, payoutKey, node: computeAddress(nodeKey) as Hex, payout: computeAddress(payoutKey) as Hex, epoch: 1 };
  if (given !== null) return sealKeys(keyPath, given, keys, 'safeStorage');
  const wrap = existsSync(wrapPath) ? readFileSync(wrapPath) : randomBytes(32);
  writeDurably(wrapPath, wrap);
  sealKeys(keyPath, wrap, keys, 'file');
}

function sealKeys(keyPath: string, wrap: Buffer, keys: Omit<NodeKeys, 'protection'>, protection: KeyProtection): void {
  const file = { format: 'hearth-node-keys/1' as const, node: keys.node, payout: keys.payout, epoch: keys.epoch, ...(protection === 'safeStorage' ? { wrappedBy: protection } : {}) };
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrap, nonce);
  cipher.setAAD(Buffer.from(`${file.format}:${file.node}:${file.payout}:${file.epoch}`));
  const sealed = Buffer.concat([cipher.update(JSON.stringify({ nodeKey: keys.nodeKey, payoutKey: keys.payoutKey }), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  writeDurably(keyPath, Buffer.from(JSON.stringify({ ...file, nonce: nonce.toString('base64'), sealed: sealed.toString('base64') })));
}

/** A secp256k1 scalar: any 32 random bytes below the order, which all but 2^-128 of them are. */
function randomKey(): Hex {
  for (;;) {
    const key: Hex = `0x${randomBytes(32).toString('hex')}`;
    try {
      computeAddress(key);
      return key;
    } catch {
      continue;
    }
  }
}
