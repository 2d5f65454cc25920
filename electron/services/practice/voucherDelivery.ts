import { streamProtocol, voucherReplyShape, voucherRequestShape, type VoucherRequest } from '../../protocol/messages.ts';
import { HearthError, errorFromFailure, isHearthError } from '../../shared/errors.ts';
import type { Network } from '../network/openNetwork.ts';

/**
 * Hands a voucher to its node, at whichever of its addresses answers.
 * @throws network.unreachable  none answers · and what the node refused it with
 */
export async function deliverVoucher(network: Network, addresses: readonly string[], request: VoucherRequest, signal: AbortSignal): Promise<void> {
  let last: unknown = new HearthError('network.unreachable', { address: request.voucher.provider, reason: 'the node has no address' });
  for (const address of addresses) {
    try {
      const reply = await network.request(address, streamProtocol.voucher, { takes: voucherRequestShape, gives: voucherReplyShape }, request, { signal });
      if (reply.ok) return;
      throw reply.failure ? errorFromFailure(reply.failure) : new HearthError('network.malformed', { reason: 'refused without a reason' });
    } catch (error) {
      if (!isHearthError(error, 'network.unreachable')) throw error;
      last = error;
    }
  }
  throw last;
}
