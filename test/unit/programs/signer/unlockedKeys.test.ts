import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createUnlockedKeys, type UnlockedKeys } from '../../../../electron/programs/signer/unlockedKeys.ts';
import { defaultPolicy } from '../../../../electron/services/wallet/decideAction.ts';

const address = `0x${'aB'.repeat(20)}`;
const minuteMs = 60_000;
let nowMs = 0;
let locked = 0;
let byItself: boolean[] = [];
let keys: UnlockedKeys;

beforeEach(() => {
  vi.useFakeTimers();
  [nowMs, locked, byItself] = [1_000_000, 0, []];
  keys = createUnlockedKeys(() => nowMs, (isByItself) => {
    locked++;
    byItself.push(isByItself);
  });
});
afterEach(() => vi.useRealTimers());

/** Opens a wallet that locks itself after so many minutes; gives the buffers that must be overwritten. */
function open(rootId: string, autoLockMinutes: number): Buffer[] {
  const [vaultKey, key] = [Buffer.alloc(32, 3), Buffer.alloc(32, 5)];
  keys.open(rootId, { vaultKey, keys: new Map(), policy: { ...defaultPolicy, autoLockMinutes }, policyVerified: true });
  keys.addKey(rootId, address, key);
  return [vaultKey, key];
}
const pass = (ms: number): void => {
  nowMs += ms;
  vi.advanceTimersByTime(ms);
};
const isWiped = (buffers: readonly Buffer[]): boolean => buffers.every((buffer) => buffer.every((byte) => byte === 0));

describe('keys in memory', () => {
  it('are overwritten after the minutes the owner chose, counted from the last thing done', () => {
    const buffers = open('a', 15);
    expect(keys.untilMs()).toBe(nowMs + 15 * minuteMs);
    pass(14 * minuteMs);
    keys.touch();
    pass(15 * minuteMs - 1);
    expect(keys.keyOf('a', address.toLowerCase())).toBe(buffers[1]);
    expect(locked).toBe(0);
    pass(1);
    expect([keys.of('a'), keys.keyOf('a', address), keys.untilMs(), locked]).toEqual([null, null, null, 1]);
    expect(isWiped(buffers)).toBe(true);
  });

  it('are overwritten by the first question after a sleep, in which no timer ran', () => {
    const buffers = open('a', 15);
    nowMs += 15 * minuteMs;
    expect(keys.keyOf('a', address)).toBe(null);
    expect(isWiped(buffers)).toBe(true);
    expect(locked).toBe(1);
  });

  it('say whether they closed by themselves or because somebody asked', () => {
    open('a', 15);
    pass(15 * minuteMs);
    open('a', 15);
    keys.lock();
    expect(byItself).toEqual([true, false]);
  });

  it('do not stay open because something is done after a sleep', () => {
    open('a', 15);
    nowMs += 16 * minuteMs;
    keys.touch();
    expect(keys.of('a')).toBe(null);
  });

  it('of two wallets close together, with the stricter one', () => {
    const buffers = [...open('a', 60), ...open('b', 5)];
    pass(5 * minuteMs);
    expect([keys.of('a'), keys.of('b'), locked]).toEqual([null, null, 1]);
    expect(isWiped(buffers)).toBe(true);
  });

  it('stay when limits change, and close by the new minutes', () => {
    open('a', 60);
    keys.setPolicy('a', { ...defaultPolicy, autoLockMinutes: 1 });
    pass(minuteMs);
    expect(keys.of('a')).toBe(null);
  });

  it('close one wallet without the other, and say nothing when nothing was open', () => {
    const [a, b] = [open('a', 15), open('b', 15)];
    keys.close('a');
    expect([isWiped(a), isWiped(b), locked]).toEqual([true, false, 0]);
    keys.lock();
    keys.lock();
    expect([isWiped(b), locked]).toEqual([true, 1]);
  });
});
