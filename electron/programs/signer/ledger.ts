import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { bytes32Shape, safeUintShape, uint32Shape, type Hex } from '../../shared/units.ts';

const entryShape = z.strictObject({ jobId: bytes32Shape, orderHash: bytes32Shape, receiptHash: bytes32Shape, epoch: uint32Shape, seq: safeUintShape, atMs: safeUintShape });
export type LedgerEntry = z.infer<typeof entryShape>;

/** What was signed, for ever: one line per receipt, appended and fsynced before its signature exists. */
export type Ledger = {
  readonly ofJob: (jobId: string) => LedgerEntry | undefined;
  readonly hasReceipt: (receiptHash: string) => boolean;
  /** The newest entry, whose receiptHash the next receipt names as `prev`. */
  readonly last: () => LedgerEntry | undefined;
  readonly append: (entry: LedgerEntry) => void;
  readonly close: () => void;
};

export const firstPrev: Hex = `0x${'00'.repeat(32)}`;

/**
 * Opens the ledger. A last line without its line break was being written when power or process went: it was never signed, and is cut off.
 *
 * @throws signer.ledgerCorrupt  any other line is unreadable or out of sequence; nothing is signed until a person looks
 */
export function openLedger(path: string): Ledger {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const byJob = new Map<string, LedgerEntry>();
  const receipts = new Set<string>();
  let last: LedgerEntry | undefined;
  const lines = whole.split('\n').slice(0, -1);
  lines.forEach((line, index) => {
    const entry = parseLine(line);
    if (!entry || !follows(last, entry) || byJob.has(entry.jobId)) throw new HearthError('signer.ledgerCorrupt', { path, line: index + 1 });
    byJob.set(entry.jobId, entry);
    receipts.add(entry.receiptHash);
    last = entry;
  });
  const isNew = !existsSync(path);
  const file = openSync(path, 'a', 0o600);
  if (isNew) syncFolder(dirname(path));
  if (whole.length < text.length) {
    const writable = openSync(path, 'r+');
    ftruncateSync(writable, Buffer.byteLength(whole));
    fsyncSync(writable);
    closeSync(writable);
  }
  return {
    ofJob: (jobId) => byJob.get(jobId),
    hasReceipt: (receiptHash) => receipts.has(receiptHash),
    last: () => last,
    append(entry) {
      const sizeBefore = fstatSync(file).size;
      try {
        writeFileSync(file, `${JSON.stringify(entry)}\n`);
        fsyncSync(file);
      } catch (error) {
        // Half a line must not stand before the next one. If this fails too, the next start cuts it off or asks a person.
        ftruncateSync(file, sizeBefore);
        throw new HearthError('storage.diskFull', { path }, error);
      }
      byJob.set(entry.jobId, entry);
      receipts.add(entry.receiptHash);
      last = entry;
    },
    close: () => closeSync(file),
  };
}

/** Numbers go up by one within an epoch and start at 0 in the next; epochs only grow. */
const follows = (last: LedgerEntry | undefined, entry: LedgerEntry): boolean =>
  last?.epoch === entry.epoch ? entry.seq === last.seq + 1 : entry.seq === 0 && entry.epoch > (last?.epoch ?? -1);

/** Makes a new file's name durable; else power loss could lose the ledger and keep the keys. */
function syncFolder(folder: string): void {
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } catch {
    // Windows cannot fsync a folder; a new name is durable there by itself.
  } finally {
    closeSync(opened);
  }
}

function parseLine(line: string): LedgerEntry | null {
  try {
    return entryShape.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
