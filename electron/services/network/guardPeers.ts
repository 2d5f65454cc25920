import { guardProtocol, guardReplyShape, guardRequestShape, type GuardReply } from '../../protocol/guardMessages.ts';
import { frameLimitBytes } from '../../protocol/messages.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { errorTable, isHearthError } from '../../shared/errors.ts';
import type { Network } from './openNetwork.ts';

/** Takes evidence of nodes that this one guards. Every message is parsed before the handler sees it; a HearthError thrown there is the answer. */
export async function serveGuard(network: Network, hold: (file: ReceiptFile) => void, onFault: (error: unknown, where: string) => string): Promise<void> {
  // Another node's word for a receipt it signed itself: there is nothing to gain by many streams at once.
  await network.answer(guardProtocol, { takes: guardRequestShape, gives: guardReplyShape }, { limitBytes: frameLimitBytes, streamsPerPeer: 2, streams: 32 }, async ({ file }): Promise<GuardReply> => {
    try {
      hold(file);
      return { kind: 'held' };
    } catch (error) {
      return { kind: 'declined', failure: isHearthError(error) && errorTable[error.code].audience === 'peer' ? error.toFailure() : { code: 'internal', about: { incident: onFault(error, 'guard') } } };
    }
  });
}

const replyMs = 20_000;

/** Hands one file over, to the first address that answers; null: none did. */
export async function handOver(network: Network, addresses: readonly string[], file: ReceiptFile, signal: AbortSignal): Promise<GuardReply | null> {
  for (const address of addresses) {
    try {
      return await network.request(address, guardProtocol, { takes: guardRequestShape, gives: guardReplyShape }, { file }, { signal, timeoutMs: replyMs });
    } catch (error) {
      if (!isHearthError(error) || signal.aborted) throw error;
    }
  }
  return null;
}
