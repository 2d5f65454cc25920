import { describe, expect, it } from 'vitest';
import { captureProbability, committeeSizes, decideCommittee, drawCommittee, isDrawnForAudit, votesNeeded, type Candidate, type Seat } from '../../../electron/protocol/committee.ts';
import { verdict } from '../../../electron/protocol/typedData.ts';
import { nodePrimitives as p } from '../../../electron/services/primitives/nodePrimitives.ts';
import { accountOf, hash } from './samples.ts';

const seats = (accept: number, reject = 0, silent = 0, waiting = 0): Seat[] => [...Array<Seat>(accept).fill('accept'), ...Array<Seat>(reject).fill('reject'), ...Array<Seat>(silent).fill('silent'), ...Array<Seat>(waiting).fill('waiting')];
const { network, practice } = committeeSizes;

describe('a committee', () => {
  it('needs the votes of the plan: all of 3, then two thirds', () => {
    expect([1, 2, 3, 5, 7, 10, 13, 21, 31].map(votesNeeded)).toEqual([1, 2, 3, 4, 5, 7, 9, 14, 21]);
  });
  it('grows from 3 to 10 to 13 until enough agree', () => {
    expect(decideCommittee([], 40, network)).toEqual({ kind: 'more', round: 0, seats: 3 });
    expect(decideCommittee(seats(2, 0, 0, 1), 40, network)).toEqual({ kind: 'open' });
    expect(decideCommittee(seats(3), 40, network)).toEqual({ kind: 'final', verdict: verdict.accept, isShort: false });
    expect(decideCommittee(seats(0, 3), 40, network)).toEqual({ kind: 'final', verdict: verdict.reject, isShort: false });
    expect(decideCommittee(seats(2, 1), 40, network)).toEqual({ kind: 'more', round: 1, seats: 10 });
    expect(decideCommittee(seats(2, 0, 1), 40, network)).toEqual({ kind: 'more', round: 1, seats: 10 });
    expect(decideCommittee(seats(3, 7), 40, network)).toEqual({ kind: 'final', verdict: verdict.reject, isShort: false });
    expect(decideCommittee(seats(6, 4), 40, network)).toEqual({ kind: 'more', round: 2, seats: 13 });
    expect(decideCommittee(seats(9, 4), 40, network)).toEqual({ kind: 'final', verdict: verdict.accept, isShort: false });
    expect(decideCommittee(seats(7, 6), 40, network)).toEqual({ kind: 'split' });
  });
  it('uses all there are when there are too few, and says so', () => {
    expect(decideCommittee([], 0, network)).toEqual({ kind: 'unaudited' });
    expect(decideCommittee(seats(0, 0, 3), 3, practice)).toEqual({ kind: 'unaudited' });
    expect(decideCommittee(seats(2), 2, practice)).toEqual({ kind: 'final', verdict: verdict.accept, isShort: true });
    expect(decideCommittee(seats(2, 0, 1), 3, practice)).toEqual({ kind: 'final', verdict: verdict.accept, isShort: true });
    expect(decideCommittee(seats(2, 1), 3, practice)).toEqual({ kind: 'split' });
    expect(decideCommittee(seats(2, 1), 5, practice)).toEqual({ kind: 'more', round: 1, seats: 5 });
    expect(decideCommittee(seats(3, 2), 5, practice)).toEqual({ kind: 'split' });
    expect(decideCommittee(seats(4, 1), 5, practice)).toEqual({ kind: 'final', verdict: verdict.accept, isShort: false });
  });
  it('never decides against the votes, whatever comes', () => {
    for (const sizes of [network, practice]) {
      for (let eligible = 0; eligible <= 14; eligible++) {
        for (let a = 0; a <= 13; a++) for (let r = 0; a + r <= 13; r++) for (let s = 0; a + r + s <= Math.min(13, eligible); s++) {
          const state = decideCommittee(seats(a, r, s), eligible, sizes);
          if (state.kind !== 'final') continue;
          expect(state.verdict === verdict.accept ? a > r : r > a).toBe(true);
        }
      }
    }
  });
});

describe('drawing', () => {
  const candidates: Candidate[] = Array.from({ length: 8 }, (_, i) => ({ verifier: accountOf(`v${i}`).address, operator: accountOf(`o${i % 5}`).address, stakeWei: BigInt(i + 1) * 10n ** 18n }));
  const draw = (n: number, seatsWanted = 3): Candidate[] => drawCommittee(p, { beacon: hash(`beacon ${n}`), receiptHash: hash('receipt'), providerOperator: accountOf('o0').address.toLowerCase(), candidates }, seatsWanted);
  it('is the same for everyone, however the candidates are listed, and seats no operator twice nor the provider\'s own', () => {
    for (let n = 0; n < 50; n++) {
      const drawn = draw(n, 9);
      expect(new Set(drawn.map(({ operator }) => operator)).size).toBe(drawn.length);
      expect(drawn).toHaveLength(4);
      expect(drawn.every(({ operator }) => operator !== accountOf('o0').address)).toBe(true);
      expect(drawCommittee(p, { beacon: hash(`beacon ${n}`), receiptHash: hash('receipt'), providerOperator: accountOf('o0').address, candidates: [...candidates].reverse() }, 9)).toEqual(drawn);
    }
  });
  it('goes by stake', () => {
    const two: Candidate[] = [{ verifier: accountOf('v0').address, operator: accountOf('a').address, stakeWei: 1n }, { verifier: accountOf('v1').address, operator: accountOf('b').address, stakeWei: 9n }];
    let heavy = 0;
    for (let n = 0; n < 1000; n++) if (drawCommittee(p, { beacon: hash(`beacon ${n}`), receiptHash: hash('r'), providerOperator: node0, candidates: two }, 1)[0]!.stakeWei === 9n) heavy++;
    expect(heavy).toBeGreaterThan(860);
    expect(heavy).toBeLessThan(940);
  });
  it('audits the share asked for', () => {
    let drawn = 0;
    for (let n = 0; n < 2000; n++) if (isDrawnForAudit(p, hash(`b${n}`), hash('r'), 0.05)) drawn++;
    expect(drawn).toBeGreaterThan(60);
    expect(drawn).toBeLessThan(140);
    expect(isDrawnForAudit(p, hash('b'), hash('r'), 1)).toBe(true);
    expect(isDrawnForAudit(p, hash('b'), hash('r'), 0)).toBe(false);
  });
  it('captures as the table of HVI-1 3.8 says', () => {
    const table: [number, number, number[]][] = [
      [3, 2, [2.8e-2, 0.1, 0.22, 0.26]], [5, 4, [4.6e-4, 6.7e-3, 3.1e-2, 4.4e-2]], [7, 5, [1.8e-4, 4.7e-3, 2.9e-2, 4.3e-2]], [13, 9, [4.9e-7, 1.7e-4, 4.0e-3, 8.2e-3]],
      [21, 14, [5.9e-10, 4.5e-6, 5.7e-4, 1.6e-3]], [31, 21, [1.6e-14, 1.1e-8, 1.6e-5, 8.0e-5]],
    ];
    for (const [n, t, row] of table) row.forEach((expected, i) => expect(Math.abs(captureProbability(n, t, [0.1, 0.2, 0.3, 0.33][i]!) / expected - 1), `${n},${t} at column ${i}`).toBeLessThan(0.05));
  });
});
const node0 = accountOf('nobody').address;
