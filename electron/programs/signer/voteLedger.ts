import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { bytes32Shape, safeUintShape, uint32Shape } from '../../shared/units.ts';

const entryShape = z.strictObject({ receiptHash: bytes32Shape, round: uint32Shape, digest: bytes32Shape, atMs: safeUintShape });
export type VoteEntry = z.infer<typeof entryShape>;

/** Every vote this node signed, for ever: one line per receipt and round, appended and fsynced before its signature exists. */
export type VoteLedger = {
  readonly of: (receiptHash: string, round: number) => VoteEntry | undefined;
  /** Whether a vote with this signing digest was signed here. */
  readonly has: (digest: string) => boolean;
  readonly append: (entry: VoteEntry) => void;
  readonly close: () => void;
};

const keyOf = (receiptHash: string, round: number): string => `${receiptHash} ${round}`;

/**
 * Opens the ledger; a torn last line was never signed and is cut off.
 * @throws signer.ledgerCorrupt  any other line is unreadable, or a second vote of one round: nothing is signed until a person looks
 * @effects disk
 */
export function openVoteLedger(path: string): VoteLedger {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const byKey = new Map<string, VoteEntry>();
  const digests = new Set<string>();
  const note = (entry: VoteEntry): void => {
    byKey.set(keyOf(entry.receiptHash, entry.round), entry);
    digests.add(entry.digest);
  };
  whole.split('\n').slice(0, -1).forEach((line, index) => {
    const entry = parseLine(line);
    if (!entry || byKey.has(keyOf(entry.receiptHash, entry.round))) throw new HearthError('signer.ledgerCorrupt', { path, line: index + 1 });
    note(entry);
  });
  const file = openSync(path, 'a', 0o600);
  if (whole.length < text.length) {
    const writable = openSync(path, 'r+');
    ftruncateSync(writable, Buffer.byteLength(whole));
    fsyncSync(writable);
    closeSync(writable);
  }
  return {
    of: (receiptHash, round) => byKey.get(keyOf(receiptHash, round)),
    has: (digest) => digests.has(digest),
    append(entry) {
      const sizeBefore = fstatSync(file).size;
      try {
        writeFileSync(file, `${JSON.stringify(entry)}\n`);
        fsyncSync(file);
      } catch (error) {
        ftruncateSync(file, sizeBefore);
        throw new HearthError('storage.diskFull', { path }, error);
      }
      note(entry);
    },
    close: () => closeSync(file),
  };
}

function parseLine(line: string): VoteEntry | null {
  try {
    return entryShape.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
