import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { parseAddress, parseName } from '../../services/wallet/names.ts';
import { ratePassphrase } from '../../services/wallet/passphrase.ts';
import { hasAddress, hasName } from '../../services/wallet/vault.ts';
import type { Wallet } from './wallet.ts';

/** @throws wallet.addressInvalid */
export function addressOrThrow(text: string): { readonly address: string; readonly checked: boolean } {
  const parsed = parseAddress(text);
  if (parsed.ok) return parsed;
  throw new HearthError('wallet.addressInvalid', { reason: parsed.reason === 'shape' ? refusals.addressShape : refusals.addressCase });
}

/** @throws wallet.nameInvalid */
export function nameOrThrow(wallet: Wallet, text: string, besides: string | null = null): string {
  const name = parseName(text);
  if (name === null) throw new HearthError('wallet.nameInvalid', { reason: refusals.nameForm });
  if (hasName(wallet.vault(), name, besides)) throw new HearthError('wallet.nameInvalid', { reason: refusals.nameAlike });
  return name;
}

/** @throws wallet.weakPassphrase */
export async function refuseWeak(passphrase: string, known: readonly string[]): Promise<void> {
  const { ok, score, warning } = await ratePassphrase(passphrase, known);
  if (!ok) throw new HearthError('wallet.weakPassphrase', { score, warning: warning ?? refusals.amongFirst });
}

/** @throws wallet.exists */
export function refuseKnown(wallet: Wallet, address: string): void {
  if (hasAddress(wallet.vault(), address)) throw new HearthError('wallet.exists', { what: address });
}

/** Nothing new is created where a wallet is missing, until its owner says so. @throws wallet.lost */
export function refuseOverLost(wallet: Wallet, evenIfLost: boolean): void {
  const lost = wallet.file.lost();
  if (lost.length > 0 && !evenIfLost) throw new HearthError('wallet.lost', { addresses: lost.slice(0, 3).join(', ') });
}
