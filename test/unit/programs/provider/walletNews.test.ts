import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWalletNews } from '../../../../electron/programs/provider/walletNews.ts';

const day = 24 * 3600 * 1000;
let nowMs: number;
let told: string[];
const stop = new AbortController();
beforeEach(() => {
  vi.useFakeTimers();
  [nowMs, told] = [100 * day, []];
});
afterEach(() => vi.useRealTimers());
const start = () => {
  const keys = new Set<string>();
  return createWalletNews({ nowMs: () => nowMs, notices: { raise: (kind) => void told.push(kind), raiseOnce: (all) => all.forEach(({ key, kind }) => kind !== null && !keys.has(key) && keys.add(key) && told.push(kind)) } }, stop.signal);
};

test('tells each time the wallet locked by itself, and no time twice', () => {
  const hear = start();
  hear({ lockedByItselfAtMs: null, backupDueAtMs: null });
  hear({ lockedByItselfAtMs: nowMs, backupDueAtMs: null });
  hear({ lockedByItselfAtMs: nowMs, backupDueAtMs: null });
  expect(told).toEqual(['walletLocked']);
  const before = nowMs;
  nowMs += 3_600_000;
  hear({ lockedByItselfAtMs: before, backupDueAtMs: null });
  hear({ lockedByItselfAtMs: nowMs, backupDueAtMs: null });
  expect(told).toEqual(['walletLocked', 'walletLocked']);
});

test('a provider that starts again does not tell of a lock of long ago', () => {
  start()({ lockedByItselfAtMs: nowMs - 2 * 60_000, backupDueAtMs: null });
  expect(told).toEqual([]);
});

test('tells that the phrase should be compared when its day comes, once for each time it falls due', () => {
  const hear = start();
  hear({ lockedByItselfAtMs: null, backupDueAtMs: nowMs + day });
  vi.advanceTimersByTime(3_600_000);
  expect(told).toEqual([]);
  nowMs += day;
  vi.advanceTimersByTime(3_600_000);
  expect(told).toEqual(['backupDue']);
  hear({ lockedByItselfAtMs: null, backupDueAtMs: nowMs + 182 * day });
  nowMs += 182 * day;
  vi.advanceTimersByTime(600_000);
  expect(told).toEqual(['backupDue', 'backupDue']);
});
