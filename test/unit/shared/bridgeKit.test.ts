import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectBridge, defineBridge, serveBridge, type Port } from '../../../electron/shared/bridgeKit.ts';
import { HearthError, isHearthError } from '../../../electron/shared/errors.ts';
import { weiShape } from '../../../electron/shared/units.ts';

const bridge = defineBridge({
  commands: {
    add: { takes: z.strictObject({ a: z.number(), wei: weiShape }), gives: z.strictObject({ sum: weiShape }), fails: ['usage.invalid'] },
    wait: { takes: z.strictObject({}), gives: z.strictObject({}), fails: ['job.notFound'] },
    fail: { takes: z.strictObject({ how: z.string() }), gives: z.strictObject({}), fails: ['usage.invalid'] },
    big: { takes: z.strictObject({ text: z.string() }), gives: z.strictObject({ length: z.number() }), fails: [] },
  },
  topics: { money: weiShape },
});

/** Two ends of one line; messages arrive later and as copies, as between processes. */
function pair(): [Port, Port, unknown[]] {
  const seen: unknown[] = [];
  const ends = [0, 1].map(() => ({ hear: (_: unknown) => {}, closers: [] as (() => void)[] }));
  const port = (own: number): Port => ({
    post(message) {
      const copy: unknown = structuredClone(message);
      seen.push(copy);
      queueMicrotask(() => ends[1 - own]!.hear(copy));
    },
    onMessage: (listener) => void (ends[own]!.hear = listener), onClose: (listener) => void ends[own]!.closers.push(listener),
    close: () => ends.forEach(({ closers }) => closers.forEach((close) => close())),
  });
  return [port(0), port(1), seen];
}
function start() {
  const incidents: string[] = [];
  const aborted: string[] = [];
  const server = serveBridge(bridge, {
    add: ({ a, wei }) => ({ sum: wei + BigInt(a) }),
    wait: (_, { signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => {
      aborted.push('wait');
      reject(new HearthError('job.notFound', { jobId: 'x' }));
    })),
    fail({ how }) {
      if (how === 'listed') throw new HearthError('usage.invalid', { reason: 'no' });
      if (how === 'unlisted') throw new HearthError('storage.locked', { path: '/secret' });
      if (how === 'badAnswer') return { more: 1 } as never;
      throw new TypeError('secret words');
    },
    big: ({ text }) => ({ length: text.length }),
  }, (error, where) => `${where}#${incidents.push(error instanceof Error ? error.message : 'unknown')}`);
  const [here, there, seen] = pair();
  return { server, incidents, aborted, here, there, seen };
}
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const codeOf = async (asked: Promise<unknown>): Promise<string> => asked.then(() => 'fine', (error: unknown) => (isHearthError(error) ? error.code : 'not ours'));

describe('a bridge', () => {
  it('carries money as text and gives it back as money', async () => {
    const { server, here, there, seen } = start();
    server.attach(there);
    const client = connectBridge(bridge, here);
    expect(await client.ask('add', { a: 1, wei: 2n ** 200n })).toEqual({ sum: 2n ** 200n + 1n });
    expect(JSON.stringify(seen)).toContain((2n ** 200n).toString());
  });

  it('answers listed failures as they are and hides all others behind an incident', async () => {
    const { server, here, there, incidents, seen } = start();
    server.attach(there);
    const client = connectBridge(bridge, here);
    expect(await codeOf(client.ask('fail', { how: 'listed' }))).toBe('usage.invalid');
    for (const how of ['unlisted', 'thrown', 'badAnswer']) expect(await codeOf(client.ask('fail', { how }))).toBe('internal');
    expect(incidents).toHaveLength(3);
    expect(JSON.stringify(seen)).not.toContain('secret');
  });

  it('refuses unknown commands, prototype names and malformed input by name, and survives nonsense', async () => {
    const { server, here, there } = start();
    server.attach(there);
    const answers: { kind: string; failure?: { code: string } }[] = [];
    here.onMessage((message) => answers.push(message as never));
    const ask = (command: string, input: unknown): void => here.post({ kind: 'ask', id: answers.length, command, input });
    for (const command of ['nothing', '__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      ask(command, {});
      here.post({ kind: 'watch', topic: command });
      here.post({ kind: 'unwatch', topic: command });
      await turn();
    }
    for (const input of [null, 1, {}, { a: 1, wei: 5 }, { a: 1, wei: '-1' }, { a: 1, wei: '1', more: 1 }, { a: NaN, wei: '1' }]) {
      ask('add', input);
      await turn();
    }
    for (const nonsense of [null, 'x', 7, [], {}, { kind: 'ask' }, { kind: 'ask', id: -1, command: 'add', input: {} }, { kind: 'cancel', id: 99 }, { kind: 'ask', id: 1, command: 'x'.repeat(65), input: {} }]) here.post(nonsense);
    await turn();
    expect(answers.map(({ failure }) => failure?.code)).toEqual([...Array<string>(5).fill('bridge.unknownCommand'), ...Array<string>(7).fill('bridge.malformed')]);
  });

  it('lets a filter keep a sender from a command before its input is read', async () => {
    const { server, here, there } = start();
    server.attach(there, { mayAsk: (command) => command !== 'add' });
    const client = connectBridge(bridge, here);
    expect(await codeOf(client.ask('add', { a: 'nonsense' } as never))).toBe('bridge.forbidden');
    expect(await client.ask('big', { text: 'x'.repeat(5_000_000) })).toEqual({ length: 5_000_000 });
  });

  it('cancels what is asked to stop, also before it began, and keeps nothing on the signal', async () => {
    const { server, here, there, aborted } = start();
    server.attach(there);
    const client = connectBridge(bridge, here);
    const stopping = new AbortController();
    const first = codeOf(client.ask('wait', {}, { signal: stopping.signal }));
    await turn();
    stopping.abort();
    expect(await first).toBe('job.notFound');
    expect(await codeOf(client.ask('wait', {}, { signal: AbortSignal.abort() }))).toBe('job.notFound');
    expect(aborted).toHaveLength(2);
    let listeners = 0;
    const signal = { aborted: false, addEventListener: () => listeners++, removeEventListener: () => listeners-- } as unknown as AbortSignal;
    for (let i = 0; i < 20; i++) await client.ask('add', { a: 1, wei: 1n }, { signal });
    expect(listeners).toBe(0);
  });

  it('aborts and refuses what is under way when the line closes', async () => {
    const { server, here, there, aborted } = start();
    server.attach(there);
    const client = connectBridge(bridge, here);
    const asked = codeOf(client.ask('wait', {}));
    await turn();
    client.close();
    expect(await asked).toBe('bridge.closed');
    expect(aborted).toEqual(['wait']);
    expect(await codeOf(client.ask('add', { a: 1, wei: 1n }))).toBe('bridge.closed');
  });

  it('tells the present value at once and each later one with the next revision', async () => {
    const { server, here, there } = start();
    server.attach(there);
    server.publish('money', 5n);
    const client = connectBridge(bridge, here);
    const heard: [bigint, number][] = [];
    const stop = client.watch('money', (value, revision) => heard.push([value, revision]));
    await turn();
    server.publish('money', 6n);
    await turn();
    client.watch('money', (value, revision) => heard.push([value, revision]));
    stop();
    server.publish('money', 7n);
    await turn();
    expect(heard).toEqual([[5n, 1], [6n, 2], [6n, 2], [7n, 3]]);
    expect(server.read('money')).toBe(7n);
  });

  it('tells the asker of a failure whose code this side does not know, and of an answer it cannot read', async () => {
    const [here, there] = pair();
    const client = connectBridge(bridge, here);
    const answers = [{ kind: 'refusal', failure: { code: 'future.trouble', about: {} } }, { kind: 'refusal', failure: { code: '__proto__', about: {} } }, { kind: 'answer', ok: true, value: { sum: 5 } }];
    there.onMessage((message) => there.post({ ...answers.shift(), id: (message as { id: number }).id }));
    for (let i = 0; i < 3; i++) expect(await codeOf(client.ask('add', { a: 1, wei: 1n }))).toBe('bridge.malformed');
  });

  it('lives through a port that cannot carry an answer', async () => {
    const { server, incidents } = start();
    let hear: (message: unknown) => void = () => {};
    server.attach({ post: () => { throw new TypeError('cannot be cloned'); }, onMessage: (listener) => void (hear = listener), onClose: () => {}, close: () => {} });
    hear({ kind: 'ask', id: 1, command: 'big', input: { text: '' } });
    await turn();
    expect(incidents).toEqual(['cannot be cloned']);
  });
});
