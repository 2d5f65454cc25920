import { z } from 'zod';
import { timeMsShape } from '../../shared/units.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { sayShape } from '../../shared/sayShape.ts';
import { vaultShape, type Vault } from './vault.ts';

/** The whole wallet in one file; secrets lie in it as they lie on disk, sealed by their passphrase. The node key is never in it: a restored node is a new one. */
const backupShape = z.strictObject({ format: z.literal('hearth-wallet-backup/1'), madeAtMs: timeMsShape, vault: vaultShape });

export const formatBackup = (vault: Vault, nowMs: number): string => `${JSON.stringify(z.encode(backupShape, { format: 'hearth-wallet-backup/1', madeAtMs: nowMs, vault }), null, 1)}\n`;

/** Never throws. */
export function parseBackup(text: string): { readonly ok: true; readonly vault: Vault } | { readonly ok: false; readonly reason: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, reason: refusals.plainNotJson };
  }
  const parsed = backupShape.safeParse(json);
  if (!parsed.success) return { ok: false, reason: sayShape(parsed.error) };
  return parsed.data.vault.accounts.length === 0 ? { ok: false, reason: refusals.noAccounts } : { ok: true, vault: parsed.data.vault };
}
