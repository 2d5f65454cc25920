import { describe, expect, it } from 'vitest';
import { payWaitShape, type PayWait } from '../../../../electron/shared/payWaits.ts';
import type { Job } from '../../../../electron/services/jobs/job.ts';
import { createPayWaits, decidePayWait, type PayWaitFacts } from '../../../../electron/services/jobs/payWaits.ts';

const anchored = {
  stage: 'delivered', anchored: { maturesAtSeconds: 500 }, acknowledged: null, claimed: null, finishedAtMs: 900_000, result: { receipt: { io: { unitsIn: 1, unitsOut: 2 } } },
  request: { order: { deadlineSeconds: 1000, priceInWei: 0n, priceOutWei: 5n } },
} as unknown as Job;
const but = (change: object): Job => ({ ...anchored, ...change }) as Job;
const facts: PayWaitFacts = { isOwn: true, noted: null, isDisputed: false, isChainSound: true, claimAfterMs: 60_000, nowMs: 100_000 };
const fee: PayWait = { reason: 'fee', againAtMs: 2_000_000, percent: 12, limitPercent: 5 };

describe('what the price of a finished job waits for', () => {
  it('is the voucher until the client counts as silent, then what the last try said', () => {
    expect(decidePayWait(anchored, facts)).toEqual({ reason: 'voucher', againAtMs: 1_060_000 });
    expect(decidePayWait(anchored, { ...facts, nowMs: 1_060_000 })).toBeNull();
    expect(decidePayWait(anchored, { ...facts, nowMs: 1_060_000, noted: fee })).toEqual(fee);
    expect(decidePayWait(anchored, { ...facts, nowMs: 1_060_000, noted: fee, isDisputed: true })).toEqual({ reason: 'dispute', againAtMs: null });
  });

  it("names no time for a deadline beyond the calendar's end, and stays within its shape", () => {
    const far = decidePayWait(but({ request: { order: { ...anchored.request.order, deadlineSeconds: 2 ** 50 } } }), facts);
    expect(payWaitShape.parse(far)).toEqual({ reason: 'voucher', againAtMs: null });
  });

  it("is the anchor's window with a voucher, the claim's own time once it is claimed, and the chain while that is in doubt", () => {
    expect(decidePayWait(but({ acknowledged: {} }), facts)).toEqual({ reason: 'window', againAtMs: 500_000 });
    expect(decidePayWait(but({ acknowledged: {} }), { ...facts, nowMs: 500_000, noted: fee })).toEqual(fee);
    expect(decidePayWait(but({ claimed: { payableAtSeconds: 3000 } }), { ...facts, nowMs: 2_000_000, noted: fee })).toEqual({ reason: 'claim', againAtMs: 3_000_000 });
    expect(decidePayWait(but({ claimed: { payableAtSeconds: 3000 } }), { ...facts, isChainSound: false })).toEqual({ reason: 'chain', againAtMs: null });
  });

  it('is nothing for a job that is over, is not anchored, or is free', () => {
    for (const change of [{ stage: 'settled' }, { stage: 'voided' }, { anchored: null }, { request: { order: { ...anchored.request.order, priceOutWei: 0n } } }]) expect(decidePayWait(but(change), { ...facts, noted: fee })).toBeNull();
  });

  it('is the other network for a receipt of one, whatever its stage, and nothing for what is over or was never signed', () => {
    const elsewhere = { ...facts, isOwn: false, noted: fee };
    expect(decidePayWait(but({ signed: {}, anchored: null }), elsewhere)).toEqual({ reason: 'network', againAtMs: null });
    expect([decidePayWait(but({ signed: {}, stage: 'settled' }), elsewhere), decidePayWait(but({ signed: null }), elsewhere)]).toEqual([null, null]);
  });

  it('is told as it changes, and forgotten', () => {
    let told = 0;
    const waits = createPayWaits(() => told++);
    waits.note('a', fee);
    expect([waits.of('a'), waits.of('b'), told]).toEqual([fee, null, 1]);
    waits.clear('b');
    waits.clear('a');
    expect([waits.of('a'), told]).toEqual([null, 2]);
  });
});
