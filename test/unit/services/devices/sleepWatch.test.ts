import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSleepWatch, decideJump, longestLateMs } from '../../../../electron/services/devices/sleepWatch.ts';

function machine() {
  let wallMs = 1_000_000;
  let steadyMs = 5_000;
  const woke: number[] = [];
  const watch = createSleepWatch({ wallMs: () => wallMs, steadyMs: () => steadyMs }, (forMs) => woke.push(forMs));
  return {
    watch, woke, now: () => wallMs,
    pass(forMs: number, isAwake = true) {
      wallMs += forMs;
      if (isAwake) steadyMs += forMs;
    },
    setClock: (byMs: number) => void (wallMs += byMs),
  };
}

describe('sleep', () => {
  it('is seen where it stops the steady clock, and where it only stops the looks', () => {
    const one = machine();
    for (let i = 0; i < 5; i++) {
      one.pass(1000);
      one.watch.look();
    }
    expect(one.woke).toEqual([]);
    one.pass(3_600_000, false);
    one.watch.look();
    one.pass(3_600_000, true);
    one.watch.look();
    expect(one.woke).toEqual([3_600_000, 3_600_000]);
  });
  it('is told once, whether the clocks or the system say it, and covers every moment before it', () => {
    const one = machine();
    const admittedAtMs = one.now();
    one.watch.tell('asleep');
    expect(one.watch.sleptSince(admittedAtMs)).toBe(true);
    one.pass(600_000, false);
    one.watch.tell('awake');
    expect(one.woke).toEqual([600_000]);
    expect([one.watch.sleptSince(admittedAtMs), one.watch.sleptSince(one.now() + 1)]).toEqual([true, false]);
    one.watch.tell('asleep');
    one.pass(5000);
    one.watch.tell('awake');
    expect(one.woke).toEqual([600_000, 5000]);
    one.watch.tell('awake');
    expect(one.woke).toHaveLength(2);
  });
  it('is seen at the moment somebody asks, before the next look', () => {
    const one = machine();
    const startedAtMs = one.now();
    one.pass(100_000, false);
    expect(one.watch.sleptSince(startedAtMs)).toBe(true);
  });
  it('is not a clock that is set back, nor a machine that is busy', () => {
    const one = machine();
    one.setClock(-3_600_000);
    one.watch.look();
    one.pass(longestLateMs - 1);
    one.watch.look();
    expect(one.woke).toEqual([]);
    expect(one.watch.sleptSince(0)).toBe(false);
  });
  it('of any length past the lateness of a busy machine is found, however the looks fall', () => {
    fc.assert(fc.property(fc.array(fc.record({ ms: fc.integer({ min: 1, max: 200_000 }), isAwake: fc.boolean() }), { maxLength: 30 }), (spans) => {
      const one = machine();
      for (const { ms, isAwake } of spans) {
        const before = one.woke.length;
        one.pass(ms, isAwake);
        one.watch.look();
        expect(one.woke.length - before).toBe(ms >= longestLateMs ? 1 : 0);
      }
    }));
    expect(decideJump({ wallMs: 0, steadyMs: 0 }, { wallMs: -5000, steadyMs: 1000 })).toEqual({ kind: 'setBack', byMs: 6000 });
  });
});
