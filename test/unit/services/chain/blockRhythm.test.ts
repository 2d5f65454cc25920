import { describe, expect, it } from 'vitest';
import { createBlockRhythm } from '../../../../electron/services/chain/blockRhythm.ts';

/** A chain whose blocks come at these moments, watched for a while: how often it was asked, and how late each block was found. */
function watch(blocksMs: readonly number[], untilMs: number, pollingMs = 1000): { asked: number; lateMs: number[] } {
  const rhythm = createBlockRhythm(pollingMs);
  const lateMs: number[] = [];
  let asked = 0;
  let found = 0;
  for (let nowMs = 0; nowMs < untilMs; nowMs += rhythm.waitMs(nowMs)) {
    asked++;
    const newest = blocksMs.findLastIndex((atMs) => atMs <= nowMs) + 1;
    while (found < newest) lateMs.push(nowMs - blocksMs[found++]!);
    rhythm.saw(newest, nowMs);
  }
  return { asked, lateMs };
}
const every = (stepMs: number, count: number): number[] => Array.from({ length: count }, (_, index) => 300 + index * stepMs);

describe('asking for the next block when it is due', () => {
  it.each([[2000], [3000], [12_000]])('asks a chain with a block each %i ms at most about twice a block, and finds each sooner than by asking every second', (stepMs) => {
    const count = 200;
    const { asked, lateMs } = watch(every(stepMs, count), stepMs * count);
    expect(asked).toBeLessThan(2 * count + 8 * (stepMs / 1000));
    expect(lateMs).toHaveLength(count);
    // Once it knows the step.
    expect(Math.max(...lateMs.slice(20))).toBeLessThanOrEqual(500);
  });
  it('asks every interval while it does not know the step, where blocks come faster than that, and for one that is late', () => {
    const rhythm = createBlockRhythm(1000);
    expect(rhythm.waitMs(0)).toBe(1000);
    for (let block = 0; block < 8; block++) {
      rhythm.saw(block, block * 3000);
      expect(rhythm.waitMs(block * 3000)).toBe(1000);
    }
    rhythm.saw(8, 24_000);
    expect(rhythm.waitMs(24_000)).toBe(2875);
    expect(rhythm.waitMs(26_900)).toBe(250);
    expect(rhythm.waitMs(27_900)).toBe(250);
    expect(rhythm.waitMs(28_001)).toBe(1000);
    expect(watch(every(250, 400), 100_000).asked).toBe(100);
  });
  it('finds a block that comes early within one usual step, and never waits longer than twelve seconds', () => {
    const blocks = [...every(3000, 20), 58_000, 58_100, 90_000];
    const { lateMs } = watch(blocks, 120_000);
    expect(Math.max(...lateMs)).toBeLessThanOrEqual(3000);
    const rhythm = createBlockRhythm(1000);
    for (let block = 0; block <= 8; block++) rhythm.saw(block, block * 600_000);
    expect(rhythm.waitMs(8 * 600_000)).toBeLessThanOrEqual(12_000);
  });
  it('forgets what it learned when the chain went back, and takes no time that runs backwards for a step', () => {
    const rhythm = createBlockRhythm(1000);
    for (let block = 0; block <= 8; block++) rhythm.saw(block, block * 3000);
    rhythm.saw(5, 25_000);
    expect(rhythm.waitMs(25_000)).toBe(1000);
    for (let block = 6; block <= 14; block++) rhythm.saw(block, 25_000 - block * 10);
    expect(rhythm.waitMs(25_000)).toBe(1000);
  });
});
