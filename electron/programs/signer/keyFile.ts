import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { computeAddress } from 'ethers/transaction';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';

/** The keys of this node. `payout` receives earnings until the owner names an address of their own. */
export type NodeKeys = {
  readonly nodeKey: Hex;
  readonly node: Hex;
  readonly payoutKey: Hex;
  readonly payout: Hex;
  readonly epoch: number;
};

const sealedShape = z.strictObject({
  format: z.literal('hearth-node-keys/1'),
  node: z.string(),
  payout: z.string(),
  epoch: z.number().int().min(1),
  nonce: z.string(),
  sealed: z.string(),
});
const secretsShape = z.strictObject({ nodeKey: z.string().regex(/^0x[0-9a-f]{64}$/), payoutKey: z.string().regex(/^0x[0-9a-f]{64}$/) });

/**
 * Reads this node's keys, or creates them when there are none. They are sealed with AES-256-GCM under a random wrapping key; without an
 * operating-system secret store that key lies beside them in a 0600 file, which keeps keys out of copies of one file
 * but not from a program that runs as the same user (docs/threat-model.md).
 *
 * @throws storage.unreadable  a key file exists but cannot be opened, or one of keys and ledger is gone; nothing new is created over it
 * @effects disk
 */
export function readOrCreateKeys(folder: string): NodeKeys {
  const keyPath = join(folder, 'keys.json');
  const wrapPath = join(folder, 'wrap.key');
  const ledgerPath = join(folder, 'ledger.jsonl');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(keyPath)) {
    if (existsSync(ledgerPath) && statSync(ledgerPath).size > 0) throw new HearthError('storage.unreadable', { path: keyPath, reason: 'the signing ledger is here but the keys are gone; restore them or start a new data folder' });
    // Before the keys, so that a key file without a ledger always means that the ledger was lost.
    writeDurably(ledgerPath, new Uint8Array(0));
    writeNewKeys(keyPath, wrapPath);
  } else if (!existsSync(ledgerPath)) {
    throw new HearthError('storage.unreadable', { path: ledgerPath, reason: 'the keys are here but the signing ledger is gone; a node that forgot what it signed must not sign. Restore it or start a new data folder' });
  }
  try {
    return open(readFileSync(wrapPath), sealedShape.parse(JSON.parse(readFileSync(keyPath, 'utf8'))));
  } catch (error) {
    throw new HearthError('storage.unreadable', { path: keyPath, reason: 'the key file or its wrapping key is damaged' }, error);
  }
}

function open(wrap: Buffer, file: z.infer<typeof sealedShape>): NodeKeys {
  const sealed = Buffer.from(file.sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', wrap, Buffer.from(file.nonce, 'base64')).setAuthTag(sealed.subarray(-16));
  decipher.setAAD(Buffer.from(`${file.format}:${file.node}:${file.payout}:${file.epoch}`));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const { nodeKey, payoutKey } = secretsShape.parse(JSON.parse(plain.toString('utf8')));
  plain.fill(0);
  return { nodeKey: nodeKey as Hex, payoutKey: payoutKey as Hex, node: computeAddress(nodeKey) as Hex, payout: computeAddress(payoutKey) as Hex, epoch: file.epoch };
}

function writeNewKeys(keyPath: string, wrapPath: string): void {
  const [nodeKey, payoutKey] = [randomKey(), randomKey()];
  const file = { format: 'hearth-node-keys/1' as const, node: computeAddress(nodeKey), payout: computeAddress(payoutKey), epoch: 1 };
  const wrap = existsSync(wrapPath) ? readFileSync(wrapPath) : randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrap, nonce);
  cipher.setAAD(Buffer.from(`${file.format}:${file.node}:${file.payout}:${file.epoch}`));
  const sealed = Buffer.concat([cipher.update(JSON.stringify({ nodeKey, payoutKey }), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  writeDurably(wrapPath, wrap);
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

/** Whole or not at all: written beside, fsynced, renamed. */
function writeDurably(path: string, bytes: Uint8Array): void {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  const parent = openSync(dirname(path), 'r');
  try {
    fsyncSync(parent);
  } catch {
    // Windows cannot fsync a folder; the rename is durable there by itself.
  } finally {
    closeSync(parent);
  }
}
