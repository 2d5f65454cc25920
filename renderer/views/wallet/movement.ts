import type { WalletTransaction } from '../../../electron/shared/walletBridge.ts';

/**
 * What an amount in the history means for its owner. out: it goes, or went, to somebody else. locked, released: a stake stays in its holder's balance
 * (HearthToken), so it carries no minus. allowed: the most that may be taken. stayed: nothing moved, for the transaction failed or another took its place.
 */
export type Movement = 'in' | 'out' | 'locked' | 'released' | 'allowed' | 'stayed';

export const isSend = (kind: string): boolean => kind === 'sendCoins' || kind === 'sendGas' || kind === 'sendToken';

/**
 * Pure.
 * @param left  hashes of transactions after which the chain says that something is with somebody else: a stake for another operator's node
 */
export function movementOf({ kind, state, txHash }: Pick<WalletTransaction, 'kind' | 'state' | 'txHash'>, left: ReadonlySet<string>): Movement {
  if (state === 'failed' || state === 'replaced' || state === 'cancelled') return 'stayed';
  if (isSend(kind) || (txHash !== null && left.has(txHash))) return 'out';
  return kind === 'approve' ? 'allowed' : kind === 'unstake' || kind === 'withdraw' ? 'released' : 'locked';
}

export const signOf = (movement: Movement): string => (movement === 'in' ? '+' : movement === 'out' ? '−' : '');
