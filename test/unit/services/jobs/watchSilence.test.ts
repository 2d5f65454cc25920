import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { starvedMs, type Waits } from '../../../../electron/services/jobs/starved.ts';
import { watchSilence } from '../../../../electron/services/jobs/watchSilence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const silence = { firstSeconds: 10, perPromptTokenSeconds: 0.5, betweenSeconds: 4 };
const untold = (): Waits => new Map();

describe('a worker that says nothing', () => {
  it('has the longer the longer its prompt is, then a short time between words, and is called hung once', () => {
    const hung = vi.fn();
    const watch = watchSilence(silence, 20, untold, hung);
    vi.advanceTimersByTime(19_000);
    expect(hung).not.toHaveBeenCalled();
    for (let i = 0; i < 5; i++) {
      watch.heard();
      vi.advanceTimersByTime(3000);
    }
    expect(hung).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(hung.mock.calls).toEqual([[4]]);
  });

  it('is nobody\'s concern once its job is done', () => {
    const hung = vi.fn();
    watchSilence(silence, 0, untold, hung).stop();
    vi.advanceTimersByTime(3_600_000);
    expect(hung).not.toHaveBeenCalled();
  });

  it('is given on top what it waited for a processor, and is hung when it waits no longer', () => {
    const hung = vi.fn();
    const startedAtMs = Date.now();
    // Three quarters of the first half minute others had the processor; from then on it has it, and says nothing.
    const starved = (): Waits => new Map([['7', 0], ['8', 0.75 * Math.min(30_000, Date.now() - startedAtMs)]]);
    watchSilence(silence, 0, starved, hung);
    vi.advanceTimersByTime(27_000);
    expect(hung).not.toHaveBeenCalled();
    vi.advanceTimersByTime(30_000);
    expect(hung).toHaveBeenCalledTimes(1);
    expect(hung.mock.calls[0]![0]).toBeGreaterThanOrEqual(28);
  });

  it('is hung in the end, whatever the machine took from it', () => {
    const hung = vi.fn();
    const startedAtMs = Date.now();
    watchSilence(silence, 0, () => new Map([['7', Date.now() - startedAtMs]]), hung);
    vi.advanceTimersByTime(95_000);
    expect(hung).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(hung).toHaveBeenCalledTimes(1);
  });
});

describe('what a process waited for a processor', () => {
  it('is the longest wait of one of its threads, those that came meanwhile too', () => {
    expect(starvedMs(new Map([['1', 100], ['2', 400]]), new Map([['1', 900], ['2', 410], ['3', 850]]))).toBe(850);
    expect(starvedMs(new Map([['1', 100]]), new Map())).toBe(0);
  });
});
