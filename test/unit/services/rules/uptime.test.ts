import { expect, test } from 'vitest';
import { applyUptime, type Uptime } from '../../../../electron/services/rules/uptime.ts';

const minute = 60_000;
const day = 1_700_000_000_000;
const book = (allowedMs: number, readyMs: number): Uptime => ({ dayMs: day, allowedMs, readyMs });

test('time that the rules, a pause or the owner’s switches took counts neither way', () => {
  for (const state of ['leaving', 'paused', 'ruled', 'noDevice', 'starting'] as const) expect(applyUptime(book(5, 4), state, 10_000, day, minute), state).toEqual(book(5, 4));
});

test('time in which the rules let it work counts as ready only while a job could be taken', () => {
  for (const state of ['idle', 'working'] as const) expect(applyUptime(book(5, 4), state, 10_000, day, minute), state).toEqual(book(10_005, 10_004));
  for (const state of ['chainGone', 'chainDoubt', 'workerLost', 'diskFull', 'failing'] as const) expect(applyUptime(book(5, 4), state, 10_000, day, minute), state).toEqual(book(10_005, 4));
});

test('a sleep, a clock set back and another day are not counted', () => {
  expect(applyUptime(book(5, 4), 'idle', minute + 1, day, minute)).toEqual(book(5, 4));
  expect(applyUptime(book(5, 4), 'idle', -10_000, day, minute)).toEqual(book(5, 4));
  expect(applyUptime(book(5, 4), 'idle', 10_000, day + 86_400_000, minute)).toEqual({ dayMs: day + 86_400_000, allowedMs: 10_000, readyMs: 10_000 });
  expect(applyUptime(null, 'idle', 10_000, day, minute)).toEqual(book(10_000, 10_000));
});
