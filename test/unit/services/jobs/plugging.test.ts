import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyJobEvent, isOver, type Job } from '../../../../electron/services/jobs/job.ts';
import type { RecordedEvent } from '../../../../electron/services/jobs/jobEvents.ts';
import type { Journal } from '../../../../electron/services/jobs/journal.ts';
import { createRunner, type RunnerDevice } from '../../../../electron/services/jobs/runner.ts';
import type { DeviceWorker } from '../../../../electron/services/jobs/workers.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';
import { fromHex } from '../../../../electron/protocol/bytes.ts';
import { hash, node, signedJob } from '../../protocol/samples.ts';

/** The real runner over devices that come, go and fail at random. Only time, the workers and the signer are stand-ins. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function createMemoryJournal(): Journal & { readonly events: Map<string, RecordedEvent[]> } {
  const events = new Map<string, RecordedEvent[]>();
  const jobs = new Map<string, Job>();
  return {
    events,
    append(entries: Parameters<Journal['append']>[0]) {
      for (const { jobId, event } of entries) {
        const recorded = { ...event, atMs: 1 };
        jobs.set(jobId, applyJobEvent(jobs.get(jobId) ?? null, recorded)!);
        events.set(jobId, [...(events.get(jobId) ?? []), recorded]);
      }
    },
    read: (jobId: string) => jobs.get(jobId) ?? null,
    live: () => [...jobs.values()].filter(({ stage }) => !isOver(stage)),
  } as unknown as Journal & { readonly events: Map<string, RecordedEvent[]> };
}

/** A worker that takes some time for a job, and dies when it is killed or its card is pulled. */
function createFakeWorker(random: (below: number) => number): DeviceWorker & { die(how: string): void; readonly open: () => number } {
  let current: { readonly gone: Promise<string>; end(how: string): void } | null = null;
  const waiting = new Set<(error: Error) => void>();
  const start = (): NonNullable<typeof current> => {
    const { promise, resolve } = Promise.withResolvers<string>();
    return (current = { gone: promise, end: resolve });
  };
  function die(how: string): void {
    const last = current;
    current = null;
    last?.end(how);
    for (const reject of waiting) reject(new HearthError('bridge.closed', {}));
    waiting.clear();
  }
  const result = { ...signedJob('shape').bundle, stopReason: 2 };
  const client = {
    watch: () => () => {},
    ask: () => new Promise((resolve, reject) => {
      waiting.add(reject);
      setTimeout(() => {
        if (!waiting.delete(reject)) return;
        resolve({ tokens: [8, 9, 10, 11], stopReason: 2, rows: new Uint8Array(16), rowRoot: hash('rows'), sketches: (result as { sketches: string[] }).sketches.map(fromHex), sketchRoot: hash('sketches'), waitedMs: 0, firstUnitMs: 1, computeMs: 1, evidenceMs: 0, reusedPositions: 0, mostMemoryBytes: 1 });
      }, random(400));
    }),
  };
  return {
    ready: async ({ modelId }: { modelId: string }) => {
      const { gone } = current ?? start();
      return { client, loaded: { modelId, planRoot: hash('plan'), batch: null }, gone };
    },
    kill: async () => die('SIGKILL'), use: (work: () => Promise<unknown>) => work(), isUsed: () => false, running: () => current !== null, readWaits: () => new Map(), isLoaded: (modelId: string) => current !== null && modelId === hash('model'), client: () => null, die, open: () => waiting.size,
  } as unknown as DeviceWorker & { die(how: string): void; open(): number };
}

describe('jobs whose deadlines passed while nobody was here', () => {
  it('fail once each, though the end of one makes others ask for work', () => {
    const journal = createMemoryJournal();
    for (const { jobId, request } of [0, 1, 2].map((i) => signedJob(`late ${i}`))) journal.append([{ jobId, event: { kind: 'admitted', request, modelName: 'm', priceMaxWei: 80n } }]);
    let wakes = 0;
    const runner = createRunner({
      primitives: p, journal, signer: () => ({}) as never, node: { address: node.address, epoch: 1 }, devices: () => [], models: new Map(), runtimeOf: () => ({ ort: 'test' }), keepRows: () => {}, nowMs: () => Number.MAX_SAFE_INTEGER,
      onChanged() {
        wakes++;
        runner.wake();
      },
      onTokens: () => {}, onWorkerLost: () => {}, isPaused: () => false, sleptSince: () => false, prefixSharing: () => 'client', onProblem: () => {},
    });
    runner.wake();
    expect(journal.live()).toEqual([]);
    expect([...journal.events.values()].map((events) => events.map(({ kind }) => kind))).toEqual([['admitted', 'failed'], ['admitted', 'failed'], ['admitted', 'failed']]);
    expect(wakes).toBe(3);
  });
});

describe('a job whose model is not on the device', () => {
  it('has its files read while the device is busy with another, and not before', async () => {
    const journal = createMemoryJournal();
    const worker = createFakeWorker(createRandom(1));
    const read: string[] = [];
    const runner = createRunner({
      primitives: p, journal, signer: () => ({ ask: () => Promise.reject(new Error('not asked')) }) as never, node: { address: node.address, epoch: 1 }, devices: () => [{ deviceId: 'cpu', executionProvider: 'cpu', worker, isEnabled: () => true }],
      models: new Map(['model', 'other'].map((name) => [hash(name), { modelId: hash(name), folder: `/${name}`, isExact: false }])), runtimeOf: () => ({ ort: 'test' }), keepRows: () => {}, nowMs: () => 1_000_000,
      onChanged: () => {}, onTokens: () => {}, onWorkerLost: () => {}, isPaused: () => false, sleptSince: () => false, prefixSharing: () => 'client', onProblem: () => {}, readAhead: (folder) => void read.push(folder),
    });
    const admit = (name: string): void => {
      const { jobId, request } = signedJob(`ahead ${name}`);
      journal.append([{ jobId, event: { kind: 'admitted', request: { ...request, order: { ...request.order, modelId: hash(name) } }, modelName: name, priceMaxWei: 80n } }]);
      runner.wake();
    };
    admit('model');
    await vi.waitFor(() => expect(worker.open()).toBe(1));
    expect(read).toEqual([]);
    admit('other');
    expect(read).toEqual(['/other']);
    worker.die('SIGKILL');
  });
});

describe('a job that fails for a reason nobody knows', () => {
  it('is tried thrice, each time later, and then given up', async () => {
    const journal = createMemoryJournal();
    const problems: string[] = [];
    let begun = 0;
    const worker = { ...createFakeWorker(createRandom(1)), ready: () => Promise.reject(new TypeError(`bug ${++begun}`)) } as unknown as DeviceWorker;
    const runner = createRunner({
      primitives: p, journal, signer: () => ({}) as never, node: { address: node.address, epoch: 1 }, devices: () => [{ deviceId: 'cpu', executionProvider: 'cpu', worker, isEnabled: () => true }],
      models: new Map([[hash('model'), { modelId: hash('model'), folder: '', isExact: false }]]), runtimeOf: () => ({ ort: 'test' }), keepRows: () => {}, nowMs: () => 1_000_000,
      onChanged: () => {}, onTokens: () => {}, onWorkerLost: () => {}, isPaused: () => false, sleptSince: () => false, prefixSharing: () => 'client', onProblem: (error, where) => problems.push(`${where}: ${(error as Error).message}`),
    });
    const { jobId, request } = signedJob('bug');
    journal.append([{ jobId, event: { kind: 'admitted', request, modelName: 'm', priceMaxWei: 80n } }]);
    runner.wake();
    await vi.advanceTimersByTimeAsync(199);
    runner.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toBe(2);
    await vi.advanceTimersByTimeAsync(399);
    expect(begun).toBe(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(begun).toBe(3);
    expect(problems).toEqual([1, 2, 3].map((time) => `job ${jobId}: bug ${time}`));
    expect(journal.read(jobId)).toMatchObject({ stage: 'failed', failure: { code: 'internal', about: { incident: `job ${jobId}` } } });
  });
});

describe('ten thousand devices plugged, pulled, failed and taken back', () => {
  it('lose no job, sign none twice, and leave nothing running behind', async () => {
    const random = createRandom(20261128);
    const journal = createMemoryJournal();
    let nowMs = 1_000_000;
    let seq = 0;
    const problems: unknown[] = [];
    const signed = new Map<string, number>();
    const devices = new Map<string, { readonly device: RunnerDevice; readonly worker: ReturnType<typeof createFakeWorker> }>();
    const plug = (deviceId: string): void => {
      const worker = createFakeWorker(random);
      devices.set(deviceId, { worker, device: { deviceId, executionProvider: 'cpu', worker, isEnabled: () => true } });
    };
    const signer = {
      ask: async (command: string, input: { order?: { jobId: string } }) => {
        if (command === 'readSequence') return { seq, prev: hash(`receipt ${seq}`) };
        const jobId = input.order!.jobId;
        signed.set(jobId, (signed.get(jobId) ?? 0) + 1);
        seq++;
        return { signature: `0x${'11'.repeat(65)}`, receiptHash: hash(`receipt of ${jobId}`) };
      },
    };
    const runner = createRunner({
      primitives: p, journal, signer: () => signer as never, node: { address: node.address, epoch: 1 }, devices: () => [...devices.values()].map(({ device }) => device), models: new Map([[hash('model'), { modelId: hash('model'), folder: '', isExact: false }]]),
      runtimeOf: () => ({ ort: 'test' }), keepRows: () => {}, nowMs: () => nowMs, onChanged: () => {}, onTokens: () => {}, onWorkerLost: () => {}, isPaused: () => false, sleptSince: () => false, prefixSharing: () => 'client', onProblem: (error) => problems.push(error),
    });
    const requests = Array.from({ length: 40 }, (_, i) => signedJob(`plugged ${i}`));
    let admitted = 0;
    const admit = (): void => {
      const made = requests[admitted % requests.length]!;
      const jobId = admitted < requests.length ? made.jobId : hash(`again ${admitted}`);
      admitted++;
      journal.append([{ jobId, event: { kind: 'admitted', request: { ...made.request, order: { ...made.request.order, jobId } }, modelName: 'm', priceMaxWei: 80n } }]);
    };
    const step = async (ms: number): Promise<void> => {
      nowMs += ms;
      await vi.advanceTimersByTimeAsync(ms);
    };
    const anyOf = (): string | undefined => [...devices.keys()][random(Math.max(1, devices.size))];

    plug('gpu-0');
    for (let event = 0; event < 10_000; event++) {
      const what = random(10);
      const target = anyOf();
      if (what < 2 && devices.size < 4) plug(`gpu-${random(6)}`);
      else if (what < 4 && target !== undefined) {
        devices.get(target)!.worker.die('card gone');
        devices.delete(target);
      } else if (what < 6 && target !== undefined) devices.get(target)!.worker.die('SIGSEGV');
      else if (what < 7 && target !== undefined) void runner.handBack(target, { rule: 'fullScreen', hasElsewhere: random(2) === 0 });
      else if (event % 32 === 0) admit();
      runner.wake();
      if (random(8) === 0) await step(random(1200));
    }
    devices.clear();
    plug('gpu-last');
    for (let rounds = 0; rounds < 500 && [...journal.events.keys()].some((jobId) => !journal.read(jobId)!.signed && !isOver(journal.read(jobId)!.stage)); rounds++) {
      runner.wake();
      await step(1000);
    }

    const outcomes = [...journal.events].map(([jobId, events]) => ({ job: journal.read(jobId)!, kinds: events.map(({ kind }) => kind), events }));
    expect(outcomes).toHaveLength(admitted);
    expect(admitted).toBeGreaterThan(60);
    for (const { job, kinds, events } of outcomes) {
      const handedBack = events.some((one) => one.kind === 'cancelled' && one.by === 'rule');
      const worn = kinds.filter((kind) => kind === 'workerLost').length === 3 && kinds.at(-1) === 'failed';
      // Signed once, or back with its client for a reason that is in the journal. Nothing else, and nothing left open.
      expect([job.signed !== null, handedBack, worn].filter(Boolean), job.jobId).toHaveLength(1);
      expect(signed.get(job.jobId) ?? 0).toBe(job.signed ? 1 : 0);
    }
    expect(problems).toEqual([]);
    expect([...devices.keys()].map((deviceId) => runner.runningOn(deviceId))).toEqual([null]);
    expect([...devices.values()].reduce((sum, { worker }) => sum + worker.open(), 0)).toBe(0);
    expect(outcomes.filter(({ job }) => job.signed).length).toBeGreaterThan(20);
  }, 300_000);
});
