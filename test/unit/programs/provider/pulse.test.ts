import { describe, expect, it } from 'vitest';
import { createPulse } from '../../../../electron/programs/provider/pulse.ts';

describe('createPulse', () => {
  it('wakes everybody who waits, and nobody misses a beat that came while it was busy', async () => {
    const pulse = createPulse();
    const { signal } = new AbortController();
    const both = [pulse.waitBeyond(0, signal), pulse.waitBeyond(0, signal)];
    pulse.beat();
    expect(await Promise.all(both)).toEqual([1, 1]);
    pulse.beat();
    expect(await pulse.waitBeyond(1, signal)).toBe(2);
  });

  it('ends a wait with the signal', async () => {
    const pulse = createPulse();
    const stop = new AbortController();
    const waiting = pulse.waitBeyond(0, stop.signal);
    stop.abort();
    expect(await waiting).toBe(0);
  });
});
