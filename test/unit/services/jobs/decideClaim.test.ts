import { describe, expect, it } from 'vitest';
import type { ClaimView } from '../../../../electron/services/chain/claims.ts';
import { decideClaim, isClientSilent } from '../../../../electron/services/jobs/decideClaim.ts';
import type { Job } from '../../../../electron/services/jobs/job.ts';
import { hash } from '../../protocol/samples.ts';

const deadlineSeconds = 1000;
const anchored = {
  anchored: {}, acknowledged: null, settled: null, slashed: null, claimed: null, finishedAtMs: 900_000,
  request: { order: { deadlineSeconds, priceInWei: 0n, priceOutWei: 5n } }, result: { receipt: { io: { unitsIn: 1, unitsOut: 2 } } },
} as unknown as Job;
const nothing: ClaimView = { state: 'none', amountWei: 0n, payableAtSeconds: 0, opened: null, paid: null, isLapsed: false };
const opened: ClaimView = { state: 'claimed', amountWei: 10n, payableAtSeconds: 2000, opened: { txHash: hash('open') as `0x${string}`, blockNumber: 5 }, paid: null, isLapsed: false };
const paid: ClaimView = { ...opened, state: 'paid', paid: { txHash: hash('pay') as `0x${string}`, blockNumber: 9, blockHash: hash('block') as `0x${string}`, logIndex: 1, paidAtMs: 2_001_000, receivedWei: 8n } };
const claimed = { ...anchored, claimed: { txHash: hash('open'), blockNumber: 5, amountWei: 10n, payableAtSeconds: 2000 } } as unknown as Job;

describe('a client that says nothing', () => {
  it('counts as silent only after deadline and patience, with the receipt anchored and no voucher', () => {
    const dueMs = deadlineSeconds * 1000 + 60_000;
    expect(isClientSilent(anchored, dueMs - 1, 60_000)).toBe(false);
    expect(isClientSilent(anchored, dueMs, 60_000)).toBe(true);
    expect(isClientSilent({ ...anchored, finishedAtMs: 1_100_000 }, dueMs, 60_000)).toBe(false);
    for (const change of [{ anchored: null }, { acknowledged: {} }, { settled: {} }, { slashed: {} }, { request: { order: { deadlineSeconds, priceInWei: 0n, priceOutWei: 0n } } }]) {
      expect(isClientSilent({ ...anchored, ...change } as unknown as Job, dueMs, 60_000), JSON.stringify(Object.keys(change))).toBe(false);
    }
  });

  it('is claimed from once: the chain says what is next, and nothing is sent that it holds already', () => {
    expect(decideClaim(anchored, nothing, false, 0)).toEqual({ act: 'wait' });
    expect(decideClaim(anchored, nothing, true, 0)).toEqual({ act: 'openClaim' });
    expect(decideClaim(anchored, opened, true, 0)).toMatchObject({ act: 'note', events: [{ kind: 'claimed', txHash: hash('open'), payableAtSeconds: 2000, amountWei: 10n }] });
    expect(decideClaim(claimed, opened, true, 1999)).toEqual({ act: 'wait' });
    expect(decideClaim(claimed, opened, true, 2000)).toEqual({ act: 'payClaim' });
    expect(decideClaim(claimed, paid, true, 2000)).toEqual({ act: 'note', events: [{ kind: 'settled', txHash: hash('pay'), blockNumber: 9, payoutWei: 10n, paidAtMs: 2_001_000, receivedWei: 8n }] });
    // Both were sent and mined while this machine was away.
    expect(decideClaim(anchored, paid, true, 2000)).toMatchObject({ act: 'note', events: [{ kind: 'claimed' }, { kind: 'settled' }] });
  });

  it('ends the claim where a voucher or a court did, and begins anew when the chain took it back', () => {
    for (const state of ['objected', 'void', 'refunded', 'none'] as const) expect(decideClaim(claimed, { ...opened, state }, true, 2000), state).toEqual({ act: 'note', events: [{ kind: 'unclaimed' }] });
    for (const state of ['objected', 'void', 'refunded'] as const) expect(decideClaim(anchored, { ...opened, state }, true, 2000), state).toEqual({ act: 'wait' });
  });
});
