import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBans } from '../../../../electron/services/network/bans.ts';

describe('who made too many faults', () => {
  it('is let in no more for ten minutes, and begins anew after', () => {
    let nowMs = 0;
    const bans = createBans(() => nowMs);
    expect([1, 2, 3].map(() => bans.count('a', 'message'))).toEqual([false, false, true]);
    expect([bans.isBanned('a'), bans.isBanned('b')]).toEqual([true, false]);
    nowMs = 10 * 60_000;
    expect(bans.isBanned('a')).toBe(false);
    expect(bans.count('a', 'message')).toBe(false);
  });
  it('is borne longer where only a stream of its own was lost, each kind by itself', () => {
    const bans = createBans(() => 0);
    expect(Array.from({ length: 13 }, () => bans.count('a', 'frame'))).toEqual([...Array<boolean>(12).fill(false), true]);
    expect(Array.from({ length: 12 }, () => bans.count('b', 'frame'))).not.toContain(true);
    expect([1, 2].map(() => bans.count('b', 'message'))).toEqual([false, false]);
    expect(bans.isBanned('b')).toBe(false);
  });
  it('is never somebody whose line stalls once a minute, whatever others do', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 60_000, max: 600_000 }), fc.nat(30)), { maxLength: 60 }), (turns) => {
      let nowMs = 0;
      const bans = createBans(() => nowMs);
      for (const [passedMs, others] of turns) {
        nowMs += passedMs;
        for (let i = 0; i < others; i++) bans.count(`other${i % 3}`, 'frame');
        expect(bans.count('slow', 'frame')).toBe(false);
      }
    }), { numRuns: 50 });
  });
});
