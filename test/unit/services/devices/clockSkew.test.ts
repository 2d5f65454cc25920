import { describe, expect, it } from 'vitest';
import { createClockSkew } from '../../../../electron/services/devices/clockSkew.ts';
import { isTold } from '../../../../electron/shared/signals.ts';

/** A chain with a block each `everySeconds`, looked at each `lookSeconds` by a clock that is `aheadSeconds` ahead. */
function look({ aheadSeconds, everySeconds = 2, lookSeconds = 1, looks = 60, catchesUp = false }: { aheadSeconds: number; everySeconds?: number; lookSeconds?: number; looks?: number; catchesUp?: boolean }): number | string {
  const skew = createClockSkew();
  let nowMs = 0;
  for (let i = 0; i < looks; i++) {
    const trueSeconds = 1_000_000 + i * lookSeconds;
    nowMs = (trueSeconds + aheadSeconds) * 1000;
    const born = Math.floor(trueSeconds / everySeconds);
    const blockNumber = catchesUp ? born - (looks - i) * 500 : born;
    skew.hear({ blockNumber, blockSeconds: blockNumber * everySeconds, heardAtMs: nowMs });
  }
  const read = skew.read(nowMs);
  return isTold(read) ? read.value : read.unread;
}

describe('the clock against the chain', () => {
  it('is right within the time of a block, on quick chains and on slow ones', () => {
    for (const everySeconds of [1, 2, 12, 300]) for (const lookSeconds of [1, 10]) expect(look({ aheadSeconds: 0, everySeconds, lookSeconds, looks: 400 }), `${everySeconds} ${lookSeconds}`).toBe(0);
    for (const aheadSeconds of [-10, 10]) expect(look({ aheadSeconds })).toBe(0);
  });
  it('is behind at the first block from the future, and ahead when blocks in a row are born old', () => {
    expect(look({ aheadSeconds: -120, looks: 1 })).toBe(-120);
    expect(look({ aheadSeconds: 120 })).toBeGreaterThanOrEqual(120);
    expect(look({ aheadSeconds: 120 })).toBeLessThan(123);
    expect(look({ aheadSeconds: 120, looks: 4 })).toBe(0);
  });
  it('is nobody\'s fault when the node catches up, the chain stands still, or nothing was heard for long', () => {
    expect(look({ aheadSeconds: 0, catchesUp: true })).toBe('noBlock');
    const skew = createClockSkew();
    for (let second = 0; second < 100; second++) skew.hear({ blockNumber: 7, blockSeconds: 1_000_000, heardAtMs: (1_000_000 + second) * 1000 });
    expect(isTold(skew.read(1_000_100_000))).toBe(false);
    skew.hear({ blockNumber: 8, blockSeconds: 1_000_100, heardAtMs: 1_000_100_500 });
    expect(skew.read(1_000_100_500)).toEqual({ value: 0 });
    expect(isTold(skew.read(1_000_100_500 + 11 * 60_000))).toBe(false);
  });
});
