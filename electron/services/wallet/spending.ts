import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { addressShape, bytes32Shape, safeUintShape, sameAddress, timeMsShape, weiShape } from '../../shared/units.ts';
import type { Spent } from './decideAction.ts';

const entryShape = z.strictObject({
  atMs: timeMsShape, from: addressShape, chainId: safeUintShape, nonce: safeUintShape, to: addressShape, kind: z.string().max(40),
  /** Coins it can move, and the chain's currency at worst: value plus highest fee. */
  coinsWei: weiShape, gasWei: weiShape,
  /** A token it sends, and how much of it. */
  token: addressShape.optional(), tokenUnits: weiShape.optional(),
  /** keccak256 of what was signed. */
  digest: bytes32Shape,
});
export type SpendingEntry = z.output<typeof entryShape>;

/** What was signed for money, for ever: appended and fsynced before the signature exists. */
export type SpendingLedger = {
  /** @throws storage.diskFull  nothing was noted, so nothing is signed */
  append(entry: SpendingEntry): void;
  /** Worst case of the last 24 hours; a nonce counts once, at its dearest, and `besides` not at all. */
  spentBy(from: string, chainId: number, nowMs: number, besides?: number | null): Spent;
  /** What of one token was signed away in the last 24 hours; a nonce counts as for {@link spentBy}. */
  unitsBy(from: string, chainId: number, token: string, nowMs: number, besides?: number | null): bigint;
  /** Addresses this account sent something to. */
  recipientsOf(from: string): readonly string[];
  close(): void;
};

const dayMs = 24 * 3600 * 1000;

/** Pure: see {@link SpendingLedger.spentBy}. A clock that was set back must not open the budget, so entries of the future count too. */
export function sumSpent(entries: readonly SpendingEntry[], from: string, chainId: number, nowMs: number, besides: number | null): Spent {
  const byNonce = new Map<number, Spent>();
  for (const entry of entries) {
    if (!sameAddress(entry.from, from) || entry.chainId !== chainId || entry.nonce === besides || entry.atMs <= nowMs - dayMs) continue;
    const before = byNonce.get(entry.nonce) ?? { coinsWei: 0n, gasWei: 0n };
    byNonce.set(entry.nonce, { coinsWei: max(before.coinsWei, entry.coinsWei), gasWei: max(before.gasWei, entry.gasWei) });
  }
  return [...byNonce.values()].reduce((sum, one) => ({ coinsWei: sum.coinsWei + one.coinsWei, gasWei: sum.gasWei + one.gasWei }), { coinsWei: 0n, gasWei: 0n });
}
/** Pure: see {@link SpendingLedger.unitsBy}. */
export function sumUnits(entries: readonly SpendingEntry[], from: string, chainId: number, token: string, nowMs: number, besides: number | null): bigint {
  const byNonce = new Map<number, bigint>();
  for (const entry of entries) {
    if (!sameAddress(entry.from, from) || entry.chainId !== chainId || entry.nonce === besides || entry.atMs <= nowMs - dayMs || !entry.token || !sameAddress(entry.token, token)) continue;
    byNonce.set(entry.nonce, max(byNonce.get(entry.nonce) ?? 0n, entry.tokenUnits ?? 0n));
  }
  return [...byNonce.values()].reduce((sum, units) => sum + units, 0n);
}
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/**
 * Opens the ledger; a torn last line was never signed and is cut off.
 *
 * @throws signer.ledgerCorrupt  any other line is unreadable: no budget can be told, so no money is signed for
 */
export function openSpendingLedger(path: string): SpendingLedger {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const entries = whole.split('\n').slice(0, -1).map((line, index) => {
    const parsed = parseLine(line);
    if (!parsed) throw new HearthError('signer.ledgerCorrupt', { path, line: index + 1 });
    return parsed;
  });
  const recipients = new Map<string, Set<string>>();
  const note = ({ from, to }: SpendingEntry): void => {
    const known = recipients.get(from.toLowerCase()) ?? new Set();
    recipients.set(from.toLowerCase(), known.add(to.toLowerCase()));
  };
  entries.forEach(note);
  // Only the last day decides; the file keeps the rest.
  let recent = entries;
  const file = openSync(path, 'a', 0o600);
  if (whole.length < text.length) {
    const writable = openSync(path, 'r+');
    ftruncateSync(writable, Buffer.byteLength(whole));
    fsyncSync(writable);
    closeSync(writable);
  }
  return {
    append(entry) {
      const sizeBefore = fstatSync(file).size;
      try {
        writeFileSync(file, `${JSON.stringify(z.encode(entryShape, entry))}\n`);
        fsyncSync(file);
      } catch (error) {
        // Half a line must not stand before the next one: the next start would find no budget and sign for no money.
        ftruncateSync(file, sizeBefore);
        throw new HearthError('storage.diskFull', { path }, error);
      }
      recent = [...recent.filter(({ atMs }) => atMs > entry.atMs - dayMs), entry];
      note(entry);
    },
    spentBy: (from, chainId, nowMs, besides = null) => sumSpent(recent, from, chainId, nowMs, besides),
    unitsBy: (from, chainId, token, nowMs, besides = null) => sumUnits(recent, from, chainId, token, nowMs, besides),
    recipientsOf: (from) => [...(recipients.get(from.toLowerCase()) ?? [])],
    close: () => closeSync(file),
  };
}

function parseLine(line: string): SpendingEntry | null {
  try {
    return entryShape.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
