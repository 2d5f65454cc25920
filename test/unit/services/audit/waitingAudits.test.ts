import { describe, expect, it } from 'vitest';
import type { OwnReceipt } from '../../../../electron/services/audit/auditRecord.ts';
import { waitingAudits } from '../../../../electron/services/audit/waitingAudits.ts';

const hashOf = (byte: number): string => `0x${byte.toString(16).padStart(2, '0').repeat(32)}`;
const ownOf = (...receipts: readonly [number, OwnReceipt['state'], number][]) => {
  const all = receipts.map(([byte, state, untilMs]) => ({ receiptHash: hashOf(byte), state, untilMs }) as OwnReceipt);
  return { list: (states: readonly OwnReceipt['state'][]) => all.filter(({ state }) => states.includes(state)), read: (hash: string) => all.find(({ receiptHash }) => receiptHash === hash) ?? null };
};
const batched = { root: hashOf(99), count: 1, index: 0, proof: [] };
const jobOf = (byte: number, isBatched: boolean) => ({ signed: { signature: '0x00', receiptHash: hashOf(byte) }, batched: isBatched ? batched : null });

describe('receipts that others may still ask to see', () => {
  it('are those before and after the draw, until the latest of their times', () => {
    expect(waitingAudits(ownOf([1, 'waiting', 500], [2, 'drawn', 900], [3, 'stands', 5000], [4, 'notDrawn', 5000], [5, 'rejected', 5000]), [])).toEqual({ receipts: 2, untilMs: 900 });
    expect(waitingAudits(ownOf([3, 'stands', 5000]), [])).toEqual({ receipts: 0, untilMs: null });
  });
  it('are also those of a batch on its way to the chain, and those before the court, both without a time', () => {
    const own = ownOf([1, 'drawn', 500]);
    expect(waitingAudits(own, [jobOf(1, true), jobOf(7, true)])).toEqual({ receipts: 2, untilMs: null });
    expect(waitingAudits(ownOf([1, 'contested', 500], [2, 'drawn', 900]), [])).toEqual({ receipts: 2, untilMs: null });
  });
  it('are not those that nothing sends to the chain while nobody is here, nor one that is listed twice', () => {
    expect(waitingAudits(ownOf([1, 'drawn', 500]), [jobOf(1, true), jobOf(8, false), { signed: null, batched: null }])).toEqual({ receipts: 1, untilMs: 500 });
  });
});
