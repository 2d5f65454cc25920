import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DutyDependencies } from '../../../../electron/services/audit/dutyTypes.ts';
import { isQuiet, runVerifierDuty } from '../../../../electron/services/audit/verifierDuty.ts';
import { verdict } from '../../../../electron/protocol/typedData.ts';
import { createDutyHarness, dutyParameters } from '../../../support/dutyHarness.ts';
import { until } from '../../../support/until.ts';

let h: ReturnType<typeof createDutyHarness>;
beforeEach(() => {
  h = createDutyHarness();
});
afterEach(() => h.close());

describe('a verifier with nothing under way', () => {
  it('goes its round when the chain has news, not with every block', async () => {
    let [blocks, rounds] = [100, 0];
    let tell = (): void => {};
    const ending = new AbortController();
    const reads = { readAuditParameters: async () => dutyParameters, readCasesOpened: async () => [], readAnchors: async () => [] } as unknown as DutyDependencies['reads'];
    const chain = { deployment: { startBlock: 0 }, readBlock: async () => ({ ...h.roundAt(1000).head, number: blocks++ }) } as unknown as DutyDependencies['chain'];
    const running = runVerifierDuty(h.with({ reads, chain, isFree: () => false }), {
      pollingMs: 1, onProblem: (error) => expect.fail(String(error)), afterRound: async () => void rounds++,
      waitForNews: (stop) => new Promise((resolve) => {
        tell = resolve;
        stop.addEventListener('abort', () => resolve(), { once: true });
      }),
    }, ending.signal);
    await until('the first round', () => rounds === 1);
    const read = blocks;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([rounds, blocks]).toEqual([1, read]);
    tell();
    await until('a round after the news', () => rounds === 2);
    h.addSeat();
    tell();
    await until('a round with every block', () => rounds > 5);
    ending.abort();
    await running;
  });

  it('is one that has no seat to fill, no vote to bring and no rejection that still wants its case', () => {
    expect(isQuiet(h.journal, 1_000_000)).toBe(true);
    h.addSeat();
    expect(isQuiet(h.journal, 1_000_000)).toBe(false);
    h.journal.seats.write(h.seat.receiptHash, 'missed', { ...h.seat, state: 'missed' });
    expect(isQuiet(h.journal, 1_000_000)).toBe(true);
    h.addVoted('rejected', 1000, verdict.reject);
    const [voted] = h.journal.seats.newest(1);
    h.journal.seats.write(voted!.receiptHash, 'committed', { ...voted!, state: 'committed' });
    expect(isQuiet(h.journal, 1_010_000)).toBe(false);
    expect(isQuiet(h.journal, 1_000_000 + 301_000)).toBe(true);
  });
});
