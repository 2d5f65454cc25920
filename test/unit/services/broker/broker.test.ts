import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBroker, type Fork, type ForkedProgram } from '../../../../electron/services/broker/broker.ts';
import { connectBridge, type Port } from '../../../../electron/shared/bridgeKit.ts';
import { brokerBridge } from '../../../../electron/shared/brokerBridge.ts';
import type { HearthError } from '../../../../electron/shared/errors.ts';

type Fake = ForkedProgram & { readonly name: string; readonly args: readonly string[]; readonly env: object; readonly sent: unknown[]; hear: (message: unknown) => void; end: (how: string) => void; ended: string | null };

function world(devnet = false) {
  const forked: Fake[] = [];
  const fatal: HearthError[] = [];
  const logged: string[] = [];
  const crashes: string[] = [];
  const fork: Fork = (name, args, env) => {
    let finish: (how: string) => void = () => {};
    const gone = new Promise<string>((resolve) => (finish = resolve));
    const closers: (() => void)[] = [];
    const fake: Fake = {
      name, args, env, sent: [], hear: () => {}, ended: null, pid: 100 + forked.length, started: Promise.resolve(), gone,
      end(how) {
        if (fake.ended) return;
        fake.ended = how;
        finish(how);
        closers.forEach((close) => close());
      },
      kill: () => fake.end('SIGKILL'), terminate: () => fake.end('exit 0'),
      port: { post: (message) => void fake.sent.push(message), onMessage: (listener) => void (fake.hear = listener), onClose: (listener) => void closers.push(listener), close: () => {} },
    };
    forked.push(fake);
    return fake;
  };
  const broker = createBroker(fork, {
    dataFolder: '/data', devnetArgs: devnet ? ['--net'] : null, providerArgs: ['--p'], firstProviderArgs: [['--once']], onFatal: (error) => fatal.push(error), onCrash: ({ program, how, ranSeconds }) => crashes.push(`${program} ${how} after ${ranSeconds} s`), onQuit: () => {}, readMemoryBytes: () => null, log: (line) => logged.push(line), nowMs: Date.now,
  });
  const alive = (name: string): Fake[] => forked.filter((fake) => fake.name === name && !fake.ended);
  const provider = (): Fake => alive('provider')[0]!;
  /** What a provider's broker client says and hears. */
  const providerClient = () => {
    const own = provider();
    const port: Port = { post: (message) => own.hear(message), onMessage: (listener) => {
      own.sent.splice(0).forEach(listener);
      own.sent.push = (...messages: unknown[]) => { messages.forEach(listener); return 0; };
    }, onClose: () => {}, close: () => {} };
    return connectBridge(brokerBridge, port);
  };
  return { broker, forked, fatal, crashes, logged, alive, provider, providerClient };
}
const page = (): Port & { heard: unknown[]; closed: boolean; say: (message: unknown) => void } => {
  const closers: (() => void)[] = [];
  let listener: (message: unknown) => void = () => {};
  const own = {
    heard: [] as unknown[], closed: false, say: (message: unknown) => listener(message), post: (message: unknown) => void own.heard.push(message), onMessage: (next: (message: unknown) => void) => void (listener = next),
    onClose: (close: () => void) => void closers.push(close), close: () => { own.closed = true; closers.forEach((close) => close()); },
  };
  return own;
};

describe('the broker', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('starts the signer before the provider and gives each its arguments, the first start\'s once', async () => {
    const { broker, forked, provider } = world(true);
    broker.start();
    expect(forked.map(({ name }) => name)).toEqual(['signer', 'devnet', 'provider']);
    expect(provider().args).toEqual(['--data', '/data', '--p', '--once']);
    provider().end('SIGKILL');
    await vi.advanceTimersByTimeAsync(200);
    expect(provider().args).toEqual(['--data', '/data', '--p']);
  });

  it('starts what dies again, later each time, and gives up after the last wait', async () => {
    const { broker, alive, fatal } = world();
    broker.start();
    for (const wait of [200, 500, 1000, 2000, 5000, 10_000]) {
      alive('signer')[0]!.end('SIGSEGV');
      await vi.advanceTimersByTimeAsync(wait - 1);
      expect(alive('signer')).toHaveLength(0);
      await vi.advanceTimersByTimeAsync(1);
      expect(alive('signer'), `${wait}`).toHaveLength(1);
      expect(fatal).toHaveLength(0);
    }
    alive('signer')[0]!.end('SIGSEGV');
    await vi.advanceTimersByTimeAsync(60_000);
    expect([alive('signer').length, fatal.map(({ code }) => code)]).toEqual([0, ['host.programFailed']]);
  });

  it('reports what ended by itself, and nothing that was told to end or said itself why', async () => {
    const { broker, alive, provider, providerClient, crashes, logged } = world(true);
    broker.start();
    await vi.advanceTimersByTimeAsync(7000);
    provider().end('SIGSEGV');
    await vi.advanceTimersByTimeAsync(200);
    expect(crashes.splice(0)).toEqual(['provider SIGSEGV after 7 s']);
    const client = providerClient();
    const launched = await client.ask('launch', { program: 'worker', env: {} });
    await client.ask('launch', { program: 'worker', env: {} });
    await client.ask('launch', { program: 'worker', env: {} });
    await vi.advanceTimersByTimeAsync(1000);
    await client.ask('kill', { channel: launched.channel, why: 'no job runs' });
    alive('worker')[0]!.end('SIGABRT');
    alive('worker')[0]!.end('exit 0');
    await vi.advanceTimersByTimeAsync(1);
    expect(crashes.splice(0)).toEqual(['worker SIGABRT after 1 s']);
    // Told to end for a fault of its own: that is a crash too, once, and says which fault.
    const hung = await client.ask('launch', { program: 'worker', env: {} });
    await vi.advanceTimersByTimeAsync(2000);
    await client.ask('kill', { channel: hung.channel, why: 'job 0x1: no word for 90 s', isFault: true });
    expect(crashes.splice(0)).toEqual(['worker job 0x1: no word for 90 s after 2 s']);
    expect(logged).toContainEqual(expect.stringMatching(/^worker \d+ is ended: no job runs$/));
    expect(logged).toContainEqual(expect.stringMatching(/^worker \d+ is ended: job 0x1: no word for 90 s$/));
    alive('devnet')[0]!.end('exit 74');
    await vi.advanceTimersByTimeAsync(1);
    const stopping = broker.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    await stopping;
    expect(crashes).toEqual([]);
  });

  it('forgives what ran for a minute, and never restarts what says that it cannot run', async () => {
    const { broker, alive, fatal } = world();
    broker.start();
    for (let i = 0; i < 10; i++) {
      await vi.advanceTimersByTimeAsync(61_000);
      alive('signer')[0]!.end('SIGKILL');
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(fatal).toHaveLength(0);
    alive('signer')[0]!.end('exit 74');
    await vi.advanceTimersByTimeAsync(60_000);
    expect([alive('signer').length, fatal.length]).toEqual([0, 1]);
  });

  it('starts a provider that asks for it again at once and without a report, as often as it asks; a signer with it where the network is another, and the signer first', async () => {
    const { broker, forked, alive, provider, crashes, fatal } = world();
    broker.start();
    const signer = alive('signer')[0]!;
    for (let i = 0; i < 9; i++) {
      provider().end('exit 76');
      await vi.advanceTimersByTimeAsync(1);
      expect(alive('provider')).toHaveLength(1);
    }
    expect(alive('signer')).toEqual([signer]);
    const before = forked.length;
    // One that takes its time is not left behind.
    signer.terminate = () => {};
    provider().end('exit 77');
    await vi.advanceTimersByTimeAsync(7000);
    expect(alive('provider')).toEqual([]);
    await vi.advanceTimersByTimeAsync(1001);
    expect(forked.slice(before).map(({ name }) => name)).toEqual(['signer', 'provider']);
    expect([alive('signer').length, signer.ended, crashes, fatal]).toEqual([1, 'SIGKILL', [], []]);
    await broker.stop();
  });

  it('kills the workers and closes the pages of a provider that dies', async () => {
    const { broker, alive, provider, providerClient } = world();
    broker.start();
    const client = providerClient();
    const launched = client.ask('launch', { program: 'worker', env: { ORT_LOG: '1', LD_PRELOAD: '/evil.so' } });
    await vi.advanceTimersByTimeAsync(1);
    const { channel, pid } = await launched;
    const worker = alive('worker')[0]!;
    expect([pid, worker.env]).toEqual([worker.pid, { ORT_LOG: '1' }]);
    provider().hear({ channel, message: { hello: 1 } });
    expect(worker.sent).toEqual([{ hello: 1 }]);
    const window = page();
    broker.connectPage(window);
    provider().end('SIGKILL');
    await vi.advanceTimersByTimeAsync(1);
    expect([worker.ended, window.closed, alive('worker').length]).toEqual(['SIGKILL', true, 0]);
    const early = page();
    broker.connectPage(early);
    expect(early.closed).toBe(true);
  });

  it('wraps what a page says, so that no page can name another channel', async () => {
    const { broker, provider, alive } = world();
    broker.start();
    const window = page();
    broker.connectPage(window);
    provider().sent.splice(0);
    window.say({ channel: 'signer-1', message: 'sign this' });
    await vi.advanceTimersByTimeAsync(1);
    expect(provider().sent).toContainEqual({ channel: expect.stringMatching(/^page-/) as string, message: { channel: 'signer-1', message: 'sign this' } });
    expect(alive('signer')[0]!.sent).toEqual([]);
  });

  it("gives an owner a channel to the signer that no word of the provider can reach or pass for", async () => {
    const { broker, provider, alive, providerClient } = world();
    broker.start();
    const asked = providerClient().ask('connect', { program: 'signer' });
    await vi.advanceTimersByTimeAsync(1);
    const { channel } = await asked;
    const owner = page();
    broker.connectWallet(owner);
    const signer = alive('signer')[0]!;
    owner.say({ unlock: 1 });
    const ownersChannel = (signer.sent[0] as { channel: string }).channel;
    expect([ownersChannel.startsWith('wallet-'), signer.sent]).toEqual([true, [{ channel: ownersChannel, message: { unlock: 1 } }]]);
    // Its own channel is passed on under its own name, whatever is inside; the owner's is nobody's it could name.
    provider().hear({ channel, message: { channel: ownersChannel, message: { unlock: 2 } } });
    provider().hear({ channel: ownersChannel, message: { unlock: 3 } });
    provider().hear({ channel: ownersChannel, closed: 'closed' });
    expect(signer.sent.slice(1)).toEqual([{ channel, message: { channel: ownersChannel, message: { unlock: 2 } } }]);
    provider().sent.splice(0);
    signer.hear({ channel: ownersChannel, message: 'for the owner' });
    expect([owner.heard, [...provider().sent]]).toEqual([['for the owner'], []]);
    signer.end('SIGKILL');
    await vi.advanceTimersByTimeAsync(1);
    expect(owner.closed).toBe(true);
    const early = page();
    broker.connectWallet(early);
    expect(early.closed).toBe(true);
  });

  it('ends everything, the signer last, and starts nothing again', async () => {
    const { broker, forked, alive } = world(true);
    broker.start();
    const order: string[] = [];
    for (const fake of forked) void fake.gone.then(() => order.push(fake.name));
    const stopped = broker.stop();
    await vi.advanceTimersByTimeAsync(100_000);
    await stopped;
    expect(order).toEqual(['devnet', 'provider', 'signer']);
    expect(['devnet', 'provider', 'signer'].flatMap(alive)).toEqual([]);
  });
});
