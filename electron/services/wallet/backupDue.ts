import type { WalletState } from '../../shared/walletBridge.ts';

const dayMs = 24 * 3600 * 1000;
/** A copy that was never read back may be no copy; the first days are for writing it down. */
const firstCheckMs = 3 * dayMs;
/** Paper gets lost; twice a year is often enough to notice and seldom enough to be done. */
const everyMs = 182 * dayMs;

/** From when on a phrase should be compared with its copy, the earliest of all; null: there is no phrase. A single key has none. Pure. */
export function backupDueAtMs(roots: readonly Pick<WalletState['roots'][number], 'kind' | 'createdAtMs' | 'backupCheckedAtMs'>[]): number | null {
  const due = roots.filter(({ kind }) => kind === 'phrase').map(({ createdAtMs, backupCheckedAtMs }) => (backupCheckedAtMs === null ? createdAtMs + firstCheckMs : backupCheckedAtMs + everyMs));
  return due.length === 0 ? null : Math.min(...due);
}
