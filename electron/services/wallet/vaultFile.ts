import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { addressShape } from '../../shared/units.ts';
import { attemptsShape, noAttempts, type Attempts } from './attempts.ts';
import { emptyVault, formatVault, parseVault, type Vault } from './vault.ts';

const seenShape = z.array(addressShape).max(500);

/** The wallet's files: the vault, wrong attempts, and beside the node key a note of which wallet was here. */
export type VaultFile = {
  read(): Vault;
  write(vault: Vault): void;
  /** Addresses of a wallet that was here and whose file is gone or damaged. */
  lost(): readonly string[];
  attempts(): Attempts;
  writeAttempts(attempts: Attempts): void;
};

/**
 * @param folder      holds vault.json; may be deleted by accident or lost with a disk
 * @param nodeFolder  keeps the note; a wallet noted there and missing here is lost, and nothing new is created over it unasked
 * @throws storage.unreadable  the vault is there and is none, and nothing tells whose it was; it is left as it is
 */
export function openVaultFile(folder: string, nodeFolder: string): VaultFile {
  const path = join(folder, 'vault.json');
  const attemptsPath = join(folder, 'attempts.json');
  const notePath = join(nodeFolder, 'walletSeen.json');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = readVault(path);
  let isDamaged = found === 'damaged';
  let vault = found === 'damaged' ? emptyVault : found;
  let attempts = readJson(attemptsPath, attemptsShape) ?? noAttempts;
  let noted: readonly string[] = readJson(notePath, seenShape) ?? [];
  if (isDamaged && noted.length === 0) throw new HearthError('storage.unreadable', { path, reason: refusals.noWallet });
  // Watched ones too: with the file goes where earnings are to go.
  const held = (): string[] => vault.accounts.map(({ address }) => address).slice(0, 500);
  return {
    read: () => vault,
    write(next) {
      // Whoever restores over a damaged file may still want what is left of it.
      if (isDamaged) renameSync(path, freeName(join(folder, 'vault.damaged')));
      isDamaged = false;
      writeDurably(path, formatVault(next));
      vault = next;
      noted = held();
      writeDurably(notePath, JSON.stringify(noted));
    },
    lost: () => (existsSync(path) && !isDamaged ? [] : noted),
    attempts: () => attempts,
    writeAttempts(next) {
      writeDurably(attemptsPath, JSON.stringify(next));
      attempts = next;
    },
  };
}

const readVault = (path: string): Vault | 'damaged' => (existsSync(path) ? parseVault(readFileSync(path, 'utf8')) ?? 'damaged' : emptyVault);

function freeName(start: string): string {
  for (let number = 1; ; number++) if (!existsSync(`${start}.${number}.json`)) return `${start}.${number}.json`;
}

function readJson<T extends z.ZodType>(path: string, shape: T): z.output<T> | null {
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Whole or not at all: written beside, fsynced, renamed. @throws storage.diskFull · storage.unreadable  the file is as it was */
export function writeDurably(path: string, content: string | Uint8Array): void {
  const draft = `${path}.new`;
  try {
    const file = openSync(draft, 'w', 0o600);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw code === 'ENOSPC' || code === 'EDQUOT' ? new HearthError('storage.diskFull', { path }, error) : new HearthError('storage.unreadable', { path, reason: code }, error);
  }
  const parent = openSync(dirname(path), 'r');
  try {
    fsyncSync(parent);
  } catch {
    // Windows cannot fsync a folder; the rename is durable there by itself.
  } finally {
    closeSync(parent);
  }
}
