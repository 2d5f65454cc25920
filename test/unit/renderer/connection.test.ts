import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pageBridge } from '../../../electron/shared/bridge.ts';
import { serveBridge, type Port } from '../../../electron/shared/bridgeKit.ts';
import { HearthError } from '../../../electron/shared/errors.ts';
import { retryWaitMs, startConnection } from '../../../renderer/connection.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Two ends of one wire. */
function wire(): readonly [Port, Port] {
  const ends = [0, 1].map(() => ({ listener: null as ((message: unknown) => void) | null, closers: new Set<() => void>(), early: [] as unknown[] }));
  const end = (here: number): Port => ({
    post: (message) => {
      const there = ends[1 - here]!;
      queueMicrotask(() => {
        if (there.listener) there.listener(structuredClone(message));
        else there.early.push(message);
      });
    },
    onMessage: (listener) => {
      ends[here]!.listener = listener;
      ends[here]!.early.splice(0).forEach(listener);
    },
    onClose: (listener) => void ends[here]!.closers.add(listener),
    close: () => ends.forEach(({ closers }) => closers.forEach((closer) => closer())),
  });
  return [end(0), end(1)];
}

const idle = { state: 'idle', about: {}, action: 'pause', sinceMs: 1 } as const;
function provider(handlers: object = {}) {
  const bridge = serveBridge(pageBridge, handlers as never, () => 'T-1');
  const open: Port[] = [];
  return { bridge, open, dial: async (): Promise<Port> => {
    const [near, far] = wire();
    open.push(far);
    bridge.attach(far);
    return near;
  } };
}
const start = (openPort: () => Promise<Port>) => startConnection({ openPort, nowMs: () => Date.now(), random: () => 1 });

test('hears the present value of every topic, and each later one', async () => {
  const { bridge, dial } = provider();
  bridge.publish('status', idle);
  const connection = start(dial);
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.link().phase).toBe('open');
  expect(connection.topic('status')?.value).toEqual(idle);
  const told = vi.fn();
  connection.subscribe(told);
  bridge.publish('status', { ...idle, sinceMs: 2 });
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.topic('status')?.value.sinceMs).toBe(2);
  expect(told).toHaveBeenCalled();
});

test('keeps the last values when the provider is lost, says since when, and comes back by itself', async () => {
  const { bridge, open, dial } = provider();
  bridge.publish('status', idle);
  let away = false;
  const connection = start(() => (away ? Promise.reject(new HearthError('bridge.closed', {})) : dial()));
  await vi.advanceTimersByTimeAsync(0);
  away = true;
  const lostAtMs = Date.now();
  open[0]!.close();
  expect(connection.link()).toEqual({ phase: 'lost', sinceMs: lostAtMs, nextTryMs: lostAtMs + 500 });
  await vi.advanceTimersByTimeAsync(1600);
  expect(connection.link()).toMatchObject({ phase: 'lost', sinceMs: lostAtMs });
  expect(connection.topic('status')?.value).toEqual(idle);
  await expect(connection.ask('resume', {})).rejects.toMatchObject({ code: 'bridge.closed' });
  away = false;
  await vi.advanceTimersByTimeAsync(2000);
  expect(connection.link().phase).toBe('open');
});

test('does not take a port that closes without a word for a return', async () => {
  const phases = new Set<string>();
  const connection = start(async () => {
    const [near, far] = wire();
    setTimeout(() => far.close(), 1);
    return near;
  });
  connection.subscribe(() => phases.add(connection.link().phase));
  await vi.advanceTimersByTimeAsync(20_000);
  expect([...phases]).toEqual(['lost']);
  expect(connection.link().sinceMs).toBeLessThan(Date.now() - 19_000);
});

test('counts a provider that has nothing to say yet as there', async () => {
  const connection = start(provider().dial);
  await vi.advanceTimersByTimeAsync(1000);
  expect(connection.link().phase).toBe('open');
});

test('stops trying when this browser has no session, until told to', async () => {
  const openPort = vi.fn(() => Promise.reject(new HearthError('bridge.forbidden', { reason: 'x' })));
  const connection = start(openPort);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(openPort).toHaveBeenCalledTimes(1);
  expect(connection.link().phase).toBe('refused');
  connection.retryNow();
  expect(openPort).toHaveBeenCalledTimes(2);
});

test('waits longer each time, up to fifteen seconds, and never at the same moment as other pages', () => {
  expect([0, 1, 2, 9].map((attempt) => retryWaitMs(attempt, 1))).toEqual([500, 1000, 2000, 15_000]);
  expect(retryWaitMs(9, 0)).toBe(7500);
});

test('opens nothing any more once closed', async () => {
  const openPort = vi.fn(() => Promise.reject(new HearthError('bridge.closed', {})));
  const connection = start(openPort);
  await vi.advanceTimersByTimeAsync(0);
  connection.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(openPort).toHaveBeenCalledTimes(1);
});
