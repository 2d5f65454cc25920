import type { ClaimView } from '../chain/claims.ts';
import { jobPriceWei, type Job } from './job.ts';
import type { JobEvent } from './jobEvents.ts';
import { silentAtMs } from './payWaits.ts';

export type ClaimMove = { readonly act: 'wait' } | { readonly act: 'openClaim' } | { readonly act: 'payClaim' } | { readonly act: 'note'; readonly events: readonly JobEvent[] };

/**
 * Whether a job's client counts as silent: it has the anchored receipt, the order's deadline and a patience are over, and no voucher came. Pure.
 * @param afterMs  patience beyond the later of deadline and result
 */
export function isClientSilent(job: Job, nowMs: number, afterMs: number): boolean {
  if (!job.anchored || job.acknowledged || job.settled || job.slashed || job.finishedAtMs === null || jobPriceWei(job) === 0n) return false;
  return nowMs >= silentAtMs(job, afterMs);
}

/**
 * What follows for a job from what the escrow says of its claim. Pure: the chain decides, so it is the same after a crash, and nothing is claimed or paid twice.
 *
 * @param nowSeconds  time of the newest block
 * @source docs/protocol/contracts.md section 4
 */
export function decideClaim(job: Job, claim: ClaimView, isSilent: boolean, nowSeconds: number): ClaimMove {
  const { claimed } = job;
  if (claim.state === 'paid' && claim.paid) {
    const { txHash, blockNumber, paidAtMs, receivedWei } = claim.paid;
    return { act: 'note', events: [...noteOpened(job, claim), { kind: 'settled', txHash, blockNumber, payoutWei: claim.amountWei, paidAtMs, ...(receivedWei === null ? {} : { receivedWei }) }] };
  }
  if (claim.state === 'claimed') {
    const opened = noteOpened(job, claim);
    if (opened.length > 0) return { act: 'note', events: opened };
    return nowSeconds >= claim.payableAtSeconds ? { act: 'payClaim' } : { act: 'wait' };
  }
  // Objected to, because a voucher paid it; lapsed, because nobody could pay it; voided by a court; or taken back by the chain.
  if (claimed) return { act: 'note', events: [{ kind: 'unclaimed' }] };
  return claim.state === 'none' && isSilent ? { act: 'openClaim' } : { act: 'wait' };
}

function noteOpened({ claimed }: Job, { opened, amountWei, payableAtSeconds }: ClaimView): JobEvent[] {
  return claimed || !opened ? [] : [{ kind: 'claimed', txHash: opened.txHash, blockNumber: opened.blockNumber, amountWei, payableAtSeconds }];
}
