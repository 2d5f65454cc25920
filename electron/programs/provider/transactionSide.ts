import { createHash } from 'node:crypto';
import type { TransactionQueue } from '../../services/chain/transactions.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { nodeTransactionCommands } from '../../shared/nodeTransactions.ts';

/** A settlement's own name lists all of its voucher lines: a long one is shown by its beginning and a digest of the whole. */
export const nameOf = (id: string): string => (id.length <= 200 ? id : `${id.slice(0, 160)}… ${createHash('sha256').update(id).digest('hex').slice(0, 16)}`);

export type TransactionSide = Pick<Handlers<PageBridge>, keyof typeof nodeTransactionCommands>;

/**
 * The node's own transactions for its owner: which are on their way, and one of them sent again at a higher fee or taken back.
 * @param queue      null while none runs
 * @param onProblem  hears of a cancel that ended otherwise than by the chain's word
 */
export function createTransactionSide(queue: () => Pick<TransactionQueue, 'queued' | 'speedUp' | 'cancel'> | null, onProblem: (error: unknown, where: string) => void): TransactionSide {
  const running = () => {
    const found = queue();
    if (!found) throw new HearthError('usage.invalid', { reason: refusals.sendsNothing });
    return found;
  };
  return {
    readNodeTransactions: () => ({ transactions: running().queued().map((one) => ({ ...one, id: nameOf(one.id), waitReason: one.waitReason?.slice(0, 300) ?? null })) }),
    replaceNodeTransaction({ id, how }) {
      const own = running();
      const found = own.queued().find((one) => nameOf(one.id) === id);
      if (!found) throw new HearthError('usage.invalid', { reason: refusals.noTransaction });
      if (how === 'speedUp' && found.state !== 'sent') throw new HearthError('usage.invalid', { reason: found.state === 'waiting' ? refusals.unsent : refusals.beingCancelled });
      if (how === 'speedUp' && !own.speedUp(found.id)) throw new HearthError('usage.invalid', { reason: refusals.finished });
      // The chain decides later; the list tells.
      if (how === 'cancel') own.cancel(found.id, refusals.tookBack).catch((error: unknown) => onProblem(error, 'cancelling'));
      return {};
    },
  };
}
