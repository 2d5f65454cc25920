import { collectReplyShape, collectRequestShape, frameLimitBytes, jobReplyShape, jobRequestShape, streamProtocol, type JobReply, type JobRequest } from '../../protocol/messages.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { HearthError, isHearthError, type Failure } from '../../shared/errors.ts';
import type { FrameStream } from './frameStream.ts';
import type { Network } from './openNetwork.ts';

export type JobOutcome =
  | { readonly kind: 'result'; readonly file: ReceiptFile }
  /** Refused before it was admitted, or failed after. */
  | { readonly kind: 'refused' | 'failed'; readonly failure: Failure }
  /** The deadline and the grace after it passed without a word. */
  | { readonly kind: 'lost'; readonly reason: string };

export type JobOptions = {
  /** Every message on the way: admitted, tokens. */
  readonly onReply?: (reply: JobReply) => void;
  /** The provider was asked after a broken line, and is still at it. */
  readonly onPending?: () => void;
  /** Nobody answers at its address, or the line broke; it is asked again. */
  readonly onUnreachable?: () => void;
  readonly signal?: AbortSignal | undefined;
  /** True: the order went out in an earlier run of this program; ask for it before sending it. */
  readonly alreadySent?: boolean;
  /** Asks at least this long from now, also past the deadline. */
  readonly patienceMs?: number;
};

export type JobClient = {
  /**
   * Sends one order and waits for what becomes of it. When the line breaks it goes on asking with growing pauses until the deadline and a
   * grace, so that a provider that was killed and restarted still delivers. A provider that does not know the job gets the same order
   * again: a job is its jobId, so nothing is done twice.
   *
   * @param addressesOf  where the provider is now, best first; asked anew before each attempt, since a restart moves it
   * @throws the signal's reason
   */
  run(addressesOf: () => readonly string[], request: JobRequest, options?: JobOptions): Promise<JobOutcome>;
};

type Attempt = JobOutcome | { readonly kind: 'again'; readonly reason: string } | { readonly kind: 'unknown' };

const firstPauseMs = 200;
const longestPauseMs = 3000;
/** After the deadline a result may still wait to be collected. */
const graceMs = 20_000;

export function createJobClient(network: Network, clock: { nowMs(): number } = { nowMs: () => Date.now() }): JobClient {
  async function send(address: string, request: JobRequest, endMs: number, options: JobOptions): Promise<Attempt> {
    const stream = await network.openStream(address, streamProtocol.job, { limitBytes: frameLimitBytes, signal: options.signal });
    try {
      await stream.write(jobRequestShape, request);
      return await listen(stream, endMs, options);
    } finally {
      void stream.close();
    }
  }
  async function listen(stream: FrameStream, endMs: number, options: JobOptions): Promise<Attempt> {
    for (;;) {
      const reply = await stream.read(jobReplyShape, { timeoutMs: Math.max(1, endMs - clock.nowMs()), signal: options.signal });
      if (reply === null) return { kind: 'again', reason: 'the provider ended without a result' };
      if (reply.kind === 'result' || reply.kind === 'refused' || reply.kind === 'failed') return reply;
      options.onReply?.(reply);
    }
  }
  async function collect(address: string, jobId: string, { signal, onPending }: JobOptions): Promise<Attempt> {
    const reply = await network.request(address, streamProtocol.collect, { takes: collectRequestShape, gives: collectReplyShape }, { jobId }, { signal, limitBytes: frameLimitBytes });
    if (reply.kind !== 'pending') return reply;
    onPending?.();
    return { kind: 'again', reason: 'the provider is still at it' };
  }

  return {
    async run(addressesOf, request, options = {}) {
      const { signal } = options;
      const { jobId, deadlineSeconds } = request.order;
      const endMs = Math.max(deadlineSeconds * 1000 + graceMs, clock.nowMs() + (options.patienceMs ?? 0));
      let sent = options.alreadySent ?? false;
      let reason = 'the provider has no address';
      for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
        for (const address of addressesOf()) {
          signal?.throwIfAborted();
          try {
            let attempt: Attempt = sent ? await collect(address, jobId, options) : { kind: 'unknown' };
            if (attempt.kind === 'unknown') {
              // A new order may start only while there is time to run it.
              if (clock.nowMs() >= deadlineSeconds * 1000) return { kind: 'lost', reason: 'the provider does not know the job' };
              sent = true;
              attempt = await send(address, request, endMs, options);
            }
            // The same order twice: the provider has it, so collecting will tell.
            const known = attempt.kind === 'refused' && attempt.failure.code === 'order.duplicate';
            if (attempt.kind !== 'again' && attempt.kind !== 'unknown' && !known) return attempt;
            reason = attempt.kind === 'again' ? attempt.reason : 'the provider knows the job already';
          } catch (error) {
            signal?.throwIfAborted();
            if (isHearthError(error, 'network.malformed')) return { kind: 'failed', failure: error.toFailure() };
            if (!isHearthError(error, 'network.unreachable')) throw error;
            reason = error.about.reason;
            options.onUnreachable?.();
          }
        }
        if (clock.nowMs() + pauseMs > endMs) return { kind: 'lost', reason };
        await pause(pauseMs, signal);
      }
    },
  };
}

const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      if (signal?.aborted) reject(signal.reason instanceof Error ? signal.reason : new HearthError('bridge.closed', {}));
      else resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
