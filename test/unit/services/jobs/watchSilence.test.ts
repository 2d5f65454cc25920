import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSilence } from '../../../../electron/services/jobs/watchSilence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const silence = { firstSeconds: 10, perPromptTokenSeconds: 0.5, betweenSeconds: 4 };

describe('a worker that says nothing', () => {
  it('has the longer the longer its prompt is, then a short time between words, and is called hung once', () => {
    const hung = vi.fn();
    const watch = watchSilence(silence, 20, hung);
    vi.advanceTimersByTime(19_000);
    expect(hung).not.toHaveBeenCalled();
    for (let i = 0; i < 5; i++) {
      watch.heard();
      vi.advanceTimersByTime(3000);
    }
    expect(hung).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(hung).toHaveBeenCalledTimes(1);
  });
  it('is nobody\'s concern once its job is done', () => {
    const hung = vi.fn();
    watchSilence(silence, 0, hung).stop();
    vi.advanceTimersByTime(3_600_000);
    expect(hung).not.toHaveBeenCalled();
  });
});
