import type { z } from 'zod';
import {
  announceReplyShape, announceRequestShape, collectReplyShape, collectRequestShape, frameLimitBytes, jobReplyShape, jobRequestShape, streamProtocol,
  rowsReplyShape, rowsRequestShape, voucherReplyShape, voucherRequestShape, type JobReply, type JobRequest, type RowsReply, type RowsRequest, type VoucherRequest,
} from '../../protocol/messages.ts';
import { HearthError, errorFromFailure, errorTable, isHearthError, type Failure } from '../../shared/errors.ts';
import type { Carried } from './frameStream.ts';
import type { Network } from './openNetwork.ts';

export type CollectReply = z.output<typeof collectReplyShape>;
export type AnnounceRequest = z.output<typeof announceRequestShape>;

export type ProviderHandlers = {
  /**
   * One order. Replies go back in the order given; `reply` fails with network.unreachable once the client is gone, which need not end the
   * job: the client may collect it later. `signal` is aborted when the client's stream is gone. A HearthError thrown here reaches the
   * client as `refused` where its audience is the peer, as `internal` otherwise.
   */
  onJob(request: JobRequest, peer: string, reply: (message: JobReply) => Promise<void>, signal: AbortSignal): Promise<void>;
  onCollect(jobId: string, peer: string): Promise<CollectReply>;
  /** Done when the voucher is kept for good; a HearthError thrown here is the client's answer. */
  onVoucher(request: VoucherRequest, peer: string): Promise<void>;
  /** A HearthError thrown here is the client's answer. */
  onRows(request: RowsRequest, peer: string): Promise<Extract<RowsReply, { kind: 'rows' }>>;
  /** What an exchange about a job carried, once it is over; of any job that a client cares to name. */
  onCarried?(jobId: string, carried: Carried): void;
};

const kib = 1024;
/** A client gets this long to send its order after it opened a stream. */
const orderMs = 10_000;

/** Answers clients: jobs, collecting, vouchers. Every message is parsed before a handler sees it. */
export async function serveProvider(network: Network, handlers: ProviderHandlers, onFault: (error: unknown, where: string) => string = () => 'unknown'): Promise<void> {
  const failureOf = (error: unknown, where: string): Failure =>
    isHearthError(error) && errorTable[error.code].audience === 'peer' ? error.toFailure() : { code: 'internal', about: { incident: onFault(error, where) } };

  await network.handle(streamProtocol.job, { limitBytes: frameLimitBytes, streamsPerPeer: 64 }, async (stream) => {
    const request = await stream.read(jobRequestShape, { timeoutMs: orderMs });
    if (request === null) return;
    try {
      await handlers.onJob(request, stream.peer, (message) => stream.write(jobReplyShape, message), stream.signal);
    } catch (error) {
      if (stream.signal.aborted) return;
      await stream.write(jobReplyShape, { kind: 'refused', failure: failureOf(error, 'job') });
    } finally {
      handlers.onCarried?.(request.order.jobId, stream.carried());
    }
  });
  await network.answer(streamProtocol.collect, { takes: collectRequestShape, gives: collectReplyShape }, { limitBytes: kib, streamsPerPeer: 16 }, ({ jobId }, peer) =>
    handlers.onCollect(jobId, peer), ({ jobId }, carried) => handlers.onCarried?.(jobId, carried),
  );
  await network.answer(streamProtocol.voucher, { takes: voucherRequestShape, gives: voucherReplyShape }, { limitBytes: 128 * kib, streamsPerPeer: 16 }, async (request, peer) => {
    try {
      await handlers.onVoucher(request, peer);
      return { ok: true, failure: null };
    } catch (error) {
      return { ok: false, failure: failureOf(error, 'voucher') };
    }
  }, ({ jobId }, carried) => handlers.onCarried?.(jobId, carried));
  await network.answer(streamProtocol.rows, { takes: rowsRequestShape, gives: rowsReplyShape }, { limitBytes: 16 * kib, streamsPerPeer: 4 }, async (request, peer): Promise<RowsReply> => {
    try {
      return await handlers.onRows(request, peer);
    } catch (error) {
      return { kind: 'declined', failure: failureOf(error, 'rows') };
    }
  }, ({ request }, carried) => handlers.onCarried?.(request.jobId, carried));
}

/**
 * Asks a provider to open rows. One that declines has said so; one that gives no answer has thrown.
 * @throws network.unreachable, network.malformed
 */
export const requestRows = (network: Network, address: string, request: RowsRequest, options: { readonly signal?: AbortSignal | undefined } = {}): Promise<RowsReply> =>
  network.request(address, streamProtocol.rows, { takes: rowsRequestShape, gives: rowsReplyShape }, request, { ...options, limitBytes: frameLimitBytes });

/**
 * Tells a client that this node is there.
 * @throws network.unreachable  nobody answers at `address`
 * @throws the client's own refusal, as it names it
 */
export async function announceTo(network: Network, address: string, request: AnnounceRequest, options: { readonly signal?: AbortSignal | undefined } = {}): Promise<void> {
  // The practice faucet binds and stakes before it answers: several blocks.
  const reply = await network.request(address, streamProtocol.announce, { takes: announceRequestShape, gives: announceReplyShape }, request, { ...options, timeoutMs: 60_000, limitBytes: 64 * kib });
  if (!reply.ok) throw reply.failure ? errorFromFailure(reply.failure) : new HearthError('network.malformed', { reason: 'refused without a reason' });
}
