import type { PayWait } from '../../shared/payWaits.ts';
import { isOver, jobPriceWei, type Job } from './job.ts';

/** What the last try to fetch a job's price said. Kept in memory: after a start the first try says it again. */
export type PayWaits = {
  note(jobId: string, wait: PayWait): void;
  clear(jobId: string): void;
  of(jobId: string): PayWait | null;
};

export function createPayWaits(onChanged: () => void): PayWaits {
  const waits = new Map<string, PayWait>();
  return {
    note(jobId, wait) {
      waits.set(jobId, wait);
      onChanged();
    },
    clear: (jobId) => void (waits.delete(jobId) && onChanged()),
    of: (jobId) => waits.get(jobId) ?? null,
  };
}

export type PayWaitFacts = {
  /** Whether its contracts are of the network the node is on. */
  readonly isOwn: boolean;
  readonly noted: PayWait | null;
  readonly isDisputed: boolean;
  /** The chain answers, and what it says can be relied on. */
  readonly isChainSound: boolean;
  /** Patience with a client, beyond the later of deadline and result. */
  readonly claimAfterMs: number;
  readonly nowMs: number;
};

/** As far as dates go; a client may name any second as its deadline. */
const latestMs = 8.64e15;
/** When a client counts as silent, in ms. */
export const silentAtMs = (job: Job, afterMs: number): number => Math.max(job.request.order.deadlineSeconds * 1000, job.finishedAtMs ?? 0) + afterMs;

/** What a finished job's price waits for; null when nothing is due or the next step is being taken. Pure. */
export function decidePayWait(job: Job, { isOwn, noted, isDisputed, isChainSound, claimAfterMs, nowMs }: PayWaitFacts): PayWait | null {
  if (!isOwn) return job.signed && !isOver(job.stage) ? { reason: 'network', againAtMs: null } : null;
  if (!job.anchored || isOver(job.stage) || jobPriceWei(job) === 0n) return null;
  if (!isChainSound) return { reason: 'chain', againAtMs: null };
  const until = (reason: 'window' | 'claim' | 'voucher', atMs: number): PayWait | null => (atMs > nowMs ? { reason, againAtMs: atMs > latestMs ? null : atMs } : noted);
  if (job.claimed) return until('claim', job.claimed.payableAtSeconds * 1000);
  if (job.acknowledged) return until('window', job.anchored.maturesAtSeconds * 1000);
  const voucher = until('voucher', silentAtMs(job, claimAfterMs));
  return voucher?.reason !== 'voucher' && isDisputed ? { reason: 'dispute', againAtMs: null } : voucher;
}
