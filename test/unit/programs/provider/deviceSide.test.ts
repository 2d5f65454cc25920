import { describe, expect, it } from 'vitest';
import { probeUntilAnswered, type Launch } from '../../../../electron/programs/provider/deviceSide.ts';
import type { WorkerProcess } from '../../../../electron/services/jobs/workers.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';

/** Workers that can be asked from the given launch on, counted from 1. */
function play(firstAlive: number) {
  const counts = { launched: 0, killed: 0 };
  const launch: Launch = () => {
    if (++counts.launched < firstAlive) return Promise.reject(new HearthError('host.programFailed', { program: 'worker', reason: 'no memory' }));
    return Promise.resolve({
      gone: new Promise(() => {}), canRead: () => true, readWaits: () => new Map(), kill: () => Promise.resolve(void counts.killed++),
      client: { ask: () => Promise.resolve({ onnxruntime: '1', executionProviders: [{ name: 'cpu', usable: true, reason: null }], integerArithmetic: null }) },
    } as unknown as WorkerProcess);
  };
  return { launch, counts };
}

describe('a node without one worker to ask', () => {
  it('asks again until one answers, tells so once, and leaves no worker behind', async () => {
    const { launch, counts } = play(30);
    let told = 0;
    await probeUntilAnswered(launch, () => void told++, () => {}, new AbortController().signal, 1);
    expect(told).toBe(1);
    expect(counts.launched).toBeGreaterThanOrEqual(30);
    expect(counts.killed).toBe(counts.launched - 29);
  });

  it('ends with its program', async () => {
    const { launch, counts } = play(Infinity);
    const end = new AbortController();
    const asking = probeUntilAnswered(launch, () => expect.unreachable(), () => end.abort(), end.signal, 1);
    await asking;
    expect(counts.launched).toBeGreaterThan(0);
  });
});
