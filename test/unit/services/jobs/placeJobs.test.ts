import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFairQueue, workOf, type QueuedJob } from '../../../../electron/services/jobs/fairQueue.ts';
import { chooseJob, mayJoin, type PlacedJob } from '../../../../electron/services/jobs/placeJobs.ts';
import { hasRoom, type BatchRoom } from '../../../../electron/shared/batchRoom.ts';

const room: BatchRoom = { sequences: 4, positionBytes: 1000, cacheBytes: 2_000_000, oneByOne: null };
let made = 0;
const job = (more: Partial<PlacedJob & QueuedJob> = {}): PlacedJob & QueuedJob => ({
  jobId: `job ${++made}`, modelId: 'tales', kind: 'generate', positions: 100, isAlone: false, admittedAtMs: 0, client: 'ann', work: 100, valueWei: 100n, ...more,
});

describe('jobs that share a device', () => {
  it('are of one model, generate, and fit together', () => {
    const running = [job(), job()];
    expect(mayJoin([], job({ kind: 'classify' }), null)).toBe(true);
    expect(mayJoin(running, job(), room)).toBe(true);
    expect(mayJoin(running, job({ modelId: 'digits' }), room)).toBe(false);
    expect(mayJoin(running, job({ kind: 'classify' }), room)).toBe(false);
    expect(mayJoin([job({ kind: 'classify' })], job(), room)).toBe(false);
    expect(mayJoin([...running, job(), job()], job(), room)).toBe(false);
    expect(mayJoin(running, job({ positions: 2000 }), room)).toBe(false);
    expect(mayJoin(running, job(), { ...room, sequences: 1, oneByOne: 'a fixed batch' })).toBe(false);
  });

  it('are none before the model said how much room it has', () => expect(mayJoin([job()], job(), null)).toBe(false));

  it('are none beside one on its last try, so that whoever kills workers takes nobody with it', () => {
    expect(mayJoin([job()], job({ isAlone: true }), room)).toBe(false);
    expect(mayJoin([job({ isAlone: true })], job(), room)).toBe(false);
    expect(mayJoin([], job({ isAlone: true }), room)).toBe(true);
  });

  it('never take more than the cache may', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 2, maxLength: 20 }), fc.integer({ min: 1, max: 10_000 }), (positions, positionBytes) => {
      const some = { ...room, sequences: 20, positionBytes };
      if (hasRoom(some, positions)) expect(positions.length * Math.max(...positions) * positionBytes).toBeLessThanOrEqual(some.cacheBytes);
    }));
  });

  it('pass one that does not fit, but not for ever: then the device runs empty for it', () => {
    const other = job({ modelId: 'digits', kind: 'classify' });
    const waiting = [other, job()];
    expect(chooseJob([job()], waiting, () => room, 5000)).toBe(waiting[1]);
    expect(chooseJob([job()], waiting, () => room, 60_000)).toBe(null);
    expect(chooseJob([], waiting, () => room, 60_000)).toBe(other);
  });
});

describe('the queue', () => {
  /** Whose jobs run, one at a time, in a queue that starts with these. */
  const drain = (waiting: QueuedJob[], count: number): string[] => {
    const queue = createFairQueue();
    const left = [...waiting];
    return Array.from({ length: count }, () => {
      const next = queue.order(left, 'gpu')[0]!;
      queue.started(next, left, 'gpu');
      left.splice(left.indexOf(next), 1);
      return next.client;
    });
  };

  it('lets a client with one job pass another who sent fifty before', () => {
    const flood = Array.from({ length: 50 }, () => job({ client: 'flood' }));
    expect(drain([...flood, job({ client: 'ann', admittedAtMs: 9 })], 3)).toContain('ann');
  });

  it('gives clients the same share of work, not of jobs', () => {
    const long = Array.from({ length: 40 }, () => job({ client: 'long', work: 400, valueWei: 400n }));
    const short = Array.from({ length: 40 }, () => job({ client: 'short', work: 100, valueWei: 100n }));
    const started = drain([...long, ...short], 25);
    expect(started.filter((client) => client === 'long').length).toBe(5);
  });

  it('moves on up to four times faster for who pays more, and never stops who pays least', () => {
    const rich = Array.from({ length: 60 }, () => job({ client: 'rich', valueWei: 100_000n }));
    const poor = Array.from({ length: 60 }, () => job({ client: 'poor', valueWei: 1n }));
    const middle = Array.from({ length: 61 }, () => job({ client: 'middle', valueWei: 100n }));
    const started = drain([...rich, ...poor, ...middle], 63);
    const share = (client: string): number => started.filter((one) => one === client).length;
    expect(share('rich') / share('middle')).toBeGreaterThan(2.5);
    expect(share('rich') / share('middle')).toBeLessThan(5);
    expect(share('poor')).toBeGreaterThanOrEqual(2);
  });

  it('keeps a client\'s own jobs in their order, and lets nobody save up turns by being away', () => {
    fc.assert(fc.property(fc.array(fc.record({ client: fc.constantFrom('a', 'b', 'c'), work: fc.integer({ min: 1, max: 500 }) }), { minLength: 1, maxLength: 40 }), (jobs) => {
      const waiting = jobs.map((one, i) => job({ ...one, valueWei: BigInt(one.work), admittedAtMs: i }));
      const order = createFairQueue().order(waiting, 'gpu');
      expect(order).toHaveLength(waiting.length);
      for (const client of ['a', 'b', 'c']) {
        const own = order.filter((one) => one.client === client).map(({ admittedAtMs }) => admittedAtMs);
        expect(own).toEqual([...own].sort((x, y) => x - y));
      }
    }));
    const queue = createFairQueue();
    for (let i = 0; i < 50; i++) queue.started(job({ client: 'busy' }), [], 'gpu');
    const [busy, away] = [job({ client: 'busy' }), job({ client: 'away' })];
    expect(queue.order([busy, away], 'gpu')[0]).toBe(away);
    queue.started(away, [], 'gpu');
    const after = queue.order([job({ client: 'away' }), job({ client: 'busy' }), job({ client: 'away' })], 'gpu').map(({ client }) => client);
    expect(after.slice(0, 2).sort()).toEqual(['away', 'busy']);
  });

  it('values a unit of a slow model less than one of a fast model at the same price, by what each took on this device', () => {
    const queue = createFairQueue();
    queue.finished('slow', 'gpu', 100, 10_000);
    queue.finished('fast', 'gpu', 100, 100);
    const jobs = [...Array.from({ length: 8 }, () => job({ client: 'slow', modelId: 'slow' })), ...Array.from({ length: 8 }, () => job({ client: 'fast', modelId: 'fast' }))];
    const fastOf = (deviceId: string): number => queue.order(jobs, deviceId).slice(0, 6).filter(({ client }) => client === 'fast').length;
    expect(fastOf('gpu')).toBeGreaterThan(3);
    // Another device makes its own times: unknown there at first, then the other way round.
    expect(fastOf('cpu')).toBe(3);
    queue.finished('slow', 'cpu', 100, 100);
    queue.finished('fast', 'cpu', 100, 10_000);
    expect([fastOf('cpu') < 3, fastOf('gpu') > 3]).toEqual([true, true]);
  });

  it('counts eight prompt positions as one token', () => expect(workOf(80, 10)).toBe(20));
});
