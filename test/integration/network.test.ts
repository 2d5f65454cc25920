import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { yamux } from '@chainsafe/libp2p-yamux';
import { noise } from '@chainsafe/libp2p-noise';
import { circuitRelayTransport } from '@libp2p/circuit-relay-v2';
import { identify } from '@libp2p/identify';
import { tcp } from '@libp2p/tcp';
import { multiaddr } from '@multiformats/multiaddr';
import { createLibp2p } from 'libp2p';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { u32LE, utf8Bytes } from '../../electron/protocol/bytes.ts';
import { createNetworkKey, readOrCreateNetworkKey } from '../../electron/services/network/networkKey.ts';
import { openNetwork, type Network, type NetworkOptions } from '../../electron/services/network/openNetwork.ts';
import { defaultListening } from '../../electron/shared/listening.ts';
import type { HearthError} from '../../electron/shared/errors.ts';
import { isHearthError } from '../../electron/shared/errors.ts';

const shape = z.strictObject({ text: z.string() });
const shapes = { takes: shape, gives: shape };
const protocol = '/hearth/test/1';
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function openPeer(options: Partial<NetworkOptions> = {}): Promise<Network> {
  const controller = new AbortController();
  const network = await openNetwork({ privateKey: await createNetworkKey(), ...options }, controller.signal);
  ends.push(() => network.close());
  return network;
}
/** A peer that speaks libp2p and none of our manners. */
async function openStranger() {
  const node = await createLibp2p({ addresses: { listen: [] }, transports: [tcp()], connectionEncrypters: [noise()], streamMuxers: [yamux()] });
  ends.push(() => node.stop());
  return node;
}
/** A peer that is reached through relays, at those that are named. */
async function openHome(listen: readonly string[]) {
  const node = await createLibp2p({ addresses: { listen: [...listen] }, transports: [tcp(), circuitRelayTransport()], connectionEncrypters: [noise()], streamMuxers: [yamux()], services: { identify: identify() } });
  ends.push(() => node.stop());
  return node;
}
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
const failureOf = async (promise: Promise<unknown>): Promise<HearthError> => {
  const error: unknown = await promise.then(() => null, (reason: unknown) => reason);
  if (!isHearthError(error)) throw new Error('expected a HearthError', { cause: error });
  return error;
};
const until = async (holds: () => boolean, limitMs = 60_000): Promise<void> => {
  for (const startMs = Date.now(); !holds(); await new Promise((resolve) => setTimeout(resolve, 10))) {
    if (Date.now() - startMs > limitMs) throw new Error('it never came to hold');
  }
};

describe('the network', () => {
  it('answers a request and proves who answered', async () => {
    const [server, client] = [await openPeer(), await openPeer({ listen: [] })];
    await server.answer(protocol, shapes, { limitBytes: 1000 }, async ({ text }, peer) => ({ text: `${text} from ${peer}` }));
    const reply = await client.request(server.addresses()[0]!, protocol, shapes, { text: 'hello' });
    expect(reply.text).toBe(`hello from ${client.peerId}`);
    expect(server.addresses()[0]).toMatch(/^\/ip4\/127\.0\.0\.1\/tcp\/\d+\/p2p\/12D3/);
    const impostor = server.addresses()[0]!.replace(server.peerId, client.peerId);
    expect((await failureOf(client.request(impostor, protocol, shapes, { text: 'x' }))).code).toBe('network.unreachable');
  });

  it('tells what an answered request took, frames of both directions, and nothing of one that was no request', async () => {
    const [server, client] = [await openPeer(), await openPeer({ listen: [] })];
    const told: { readonly text: string; readonly receivedBytes: number; readonly sentBytes: number }[] = [];
    await server.answer(protocol, shapes, { limitBytes: 100_000 }, async () => ({ text: 'y'.repeat(200_000) }), ({ text }, carried) => told.push({ text, ...carried }));
    const frameOf = (text: string): number => 4 + JSON.stringify({ text }).length;
    for (const text of ['a', 'b'.repeat(50_000)]) await client.request(server.addresses()[0]!, protocol, shapes, { text });
    expect(told).toEqual(['a', 'b'.repeat(50_000)].map((text) => ({ text, receivedBytes: frameOf(text), sentBytes: frameOf('y'.repeat(200_000)) })));
    const wrong = await client.openStream(server.addresses()[0]!, protocol, { limitBytes: 1000 });
    await wrong.write(z.strictObject({ other: z.number() }), { other: 1 });
    await until(() => wrong.signal.aborted);
    expect(told).toHaveLength(2);
  });

  it('gives nobody a place on its relay, and lets no new line through it, while the data of its owner are used up', async () => {
    let isSpent = false;
    const port = await freePort();
    const relay = await openPeer({ listening: { ...defaultListening, scope: 'homeNetwork', port, isRelay: true }, isSpent: () => isSpent });
    const relayed = `/ip4/127.0.0.1/tcp/${port}/p2p/${relay.peerId}/p2p-circuit`;
    const home = await openHome([relayed]);
    await until(() => home.getMultiaddrs().some((address) => address.toString().includes('p2p-circuit')), 30_000);
    const through = multiaddr(`${relayed}/p2p/${home.peerId.toString()}`);
    const caller = await openHome([]);
    await (await caller.dial(through)).close();
    isSpent = true;
    await expect(caller.dial(through)).rejects.toThrow(/PERMISSION_DENIED/);
    await expect(openHome([relayed])).rejects.toThrow();
    isSpent = false;
    await (await caller.dial(through)).close();
  }, 60_000);

  it('counts on both sides what a connection carries, and nothing of one that nobody meters', async () => {
    const counted = { server: { sent: 0, received: 0 }, client: { sent: 0, received: 0 } };
    const meterOf = (who: keyof typeof counted): NonNullable<NetworkOptions['meterOf']> => () => (direction, bytes) => void (counted[who][direction] += bytes);
    const [server, client] = [await openPeer({ meterOf: meterOf('server') }), await openPeer({ listen: [], meterOf: meterOf('client') })];
    const unmetered = await openPeer({ listen: [], meterOf: () => null });
    await server.answer(protocol, shapes, { limitBytes: 400_000 }, async ({ text }) => ({ text: text.slice(0, 100_000) }));
    const text = 'x'.repeat(300_000);
    await client.request(server.addresses()[0]!, protocol, shapes, { text });
    await until(() => counted.client.received > 100_000 && counted.server.received > 300_000);
    // What one sends the other receives, but for what is on its way; encryption and frames come on top of the texts.
    for (const [sent, received, least] of [[counted.client.sent, counted.server.received, 300_000], [counted.server.sent, counted.client.received, 100_000]] as const) {
      expect(sent).toBeGreaterThanOrEqual(received);
      expect(received).toBeGreaterThan(least);
      expect(sent).toBeLessThan(least * 1.05 + 10_000);
    }
    await unmetered.request(server.addresses()[0]!, protocol, shapes, { text: 'short' });
  });

  it('names an address that nobody answers at, and one that names no peer', async () => {
    const client = await openPeer({ listen: [] });
    const nobody = await openPeer();
    const address = nobody.addresses()[0]!;
    await nobody.close();
    expect((await failureOf(client.request(address, protocol, shapes, { text: 'x' }))).code).toBe('network.unreachable');
    expect((await failureOf(client.request('/ip4/127.0.0.1/tcp/1', protocol, shapes, { text: 'x' }))).about).toMatchObject({ reason: 'not an address with a peer id' });
    expect((await failureOf(client.request('nonsense', protocol, shapes, { text: 'x' }))).code).toBe('network.unreachable');
    const other = await openPeer();
    expect((await failureOf(client.request(other.addresses()[0]!, protocol, shapes, { text: 'x' }))).code).toBe('network.unreachable');
  });

  it('carries frames of many megabytes in both directions without piling them up', async () => {
    const [server, client] = [await openPeer(), await openPeer({ listen: [] })];
    await server.answer(protocol, shapes, { limitBytes: 12_000_000 }, async (message) => message);
    const text = 'x'.repeat(10_000_000);
    const reply = await client.request(server.addresses()[0]!, protocol, shapes, { text }, { limitBytes: 12_000_000 });
    expect(reply.text.length).toBe(text.length);
  });

  it('resets a stream whose header announces too much, before the body comes', async () => {
    const faults: unknown[] = [];
    const server = await openPeer({ onFault: (error) => faults.push(error) });
    let handled = 0;
    await server.answer(protocol, shapes, { limitBytes: 1000 }, async (message) => (handled++, message));
    const stranger = await openStranger();
    const stream = await stranger.dialProtocol(multiaddr(server.addresses()[0]), protocol);
    stream.send(u32LE(1001));
    await until(() => stream.status === 'reset');
    expect(handled).toBe(0);
    expect(faults[0]).toMatchObject({ code: 'network.malformed' });
    // The server lives on.
    const client = await openPeer({ listen: [] });
    expect(await client.request(server.addresses()[0]!, protocol, shapes, { text: 'still there' })).toEqual({ text: 'still there' });
  });

  it('resets a stream of repeated keys, other shapes or no JSON, and tells the asker when the reply is such', async () => {
    const server = await openPeer();
    await server.answer(protocol, shapes, { limitBytes: 1000 }, async (message) => message);
    const stranger = await openStranger();
    for (const text of ['{"text":"a","text":"b"}', '{"text":1}', 'not json', '{"text":"a","more":1}', '']) {
      const stream = await stranger.dialProtocol(multiaddr(server.addresses()[0]), protocol);
      stream.send(Buffer.concat([u32LE(utf8Bytes(text).length), utf8Bytes(text)]));
      await until(() => stream.status === 'reset');
    }
    await server.answer('/hearth/odd/1', { takes: shape, gives: z.unknown() }, { limitBytes: 1000 }, async () => ({ other: 1 }));
    const client = await openPeer({ listen: [] });
    expect((await failureOf(client.request(server.addresses()[0]!, '/hearth/odd/1', shapes, { text: 'x' }))).code).toBe('network.malformed');
  });

  it('lets go of a peer that sends a frame drop by drop', async () => {
    const faults: unknown[] = [];
    const server = await openPeer({ onFault: (error) => faults.push(error) });
    await server.answer(protocol, shapes, { limitBytes: 1000, frameMs: 300, minimumBytesPerSecond: 10_000 }, async (message) => message);
    const stranger = await openStranger();
    const stream = await stranger.dialProtocol(multiaddr(server.addresses()[0]), protocol);
    stream.send(u32LE(500));
    const drip = setInterval(() => stream.status === 'open' && stream.send(utf8Bytes('x')), 50);
    await until(() => stream.status === 'reset');
    clearInterval(drip);
    expect(faults[0]).toMatchObject({ code: 'network.malformed', about: { reason: 'a frame came too slowly' } });
  });

  it('cuts off who goes on sending what is wrong, on whichever protocols, and disturbs nobody else by it', async () => {
    const faults: string[] = [];
    const server = await openPeer({ onFault: (_error, on, peer) => faults.push(`${on} ${peer}`) });
    const address = server.addresses()[0]!;
    const other = '/hearth/other/1';
    const hasty = '/hearth/hasty/1';
    await server.answer(protocol, shapes, { limitBytes: 12_000_000 }, async (message) => message);
    // What waits for a frame so shortly would give up an honest peer too that is held up for a moment.
    await server.answer(hasty, shapes, { limitBytes: 12_000_000, frameMs: 200, minimumBytesPerSecond: 100_000 }, async (message) => message);
    await server.answer(other, shapes, { limitBytes: 100 }, async (message) => message);
    const [stranger, honest] = [await openStranger(), await openPeer({ listen: [] })];
    const wrong: [string, Uint8Array][] = [
      [protocol, u32LE(0xffff_ffff)], [other, u32LE(101)], [other, Buffer.concat([u32LE(9), utf8Bytes('not json!')])], [hasty, Buffer.concat([u32LE(500), utf8Bytes('{')])],
      // A reply where a request belongs, and a frame behind the only one that is due.
      [other, Buffer.concat([u32LE(11), utf8Bytes('{"ok":true}')])], [hasty, Buffer.concat([u32LE(14), utf8Bytes('{"text":"abc"')])],
    ];
    const large = honest.request(address, protocol, shapes, { text: 'x'.repeat(10_000_000) }, { limitBytes: 12_000_000 });
    let sent = 0;
    const isIn = (): boolean => stranger.getPeers().length > 0;
    for (let i = 0; i < 40 && (i === 0 || isIn()); i++) {
      const [on, bytes] = wrong[i % wrong.length]!;
      const stream = await stranger.dialProtocol(multiaddr(address), on).catch(() => null);
      if (!stream) break;
      stream.send(bytes);
      await until(() => stream.status !== 'open');
      sent++;
    }
    await until(() => !isIn());
    expect(sent).toBeGreaterThan(12);
    expect(sent).toBeLessThan(16);
    await stranger.dial(multiaddr(address)).catch(() => null);
    await until(() => !server.connectedPeers().includes(stranger.peerId.toString()));
    expect((await large).text.length).toBe(10_000_000);
    expect(await honest.request(address, other, shapes, { text: 'still there' })).toEqual({ text: 'still there' });
    expect(faults.filter((fault) => fault.includes(honest.peerId))).toEqual([]);
  });

  it('stops sending to a peer that does not read, and gives up in the end', async () => {
    const server = await openPeer();
    let written = 0;
    let ended: unknown = null;
    await server.handle(protocol, { limitBytes: 1000, frameMs: 500 }, async (stream) => {
      await stream.read(shape, { timeoutMs: 60_000 });
      try {
        for (; written < 1000; written++) await stream.write(shape, { text: 'x'.repeat(100_000) });
      } catch (error) {
        ended = error;
      }
    });
    const client = await openPeer({ listen: [] });
    const stream = await client.openStream(server.addresses()[0]!, protocol, { limitBytes: 1_000_000 });
    await stream.write(shape, { text: 'go' });
    expect((await stream.read(shape, { timeoutMs: 60_000 }))?.text.length).toBe(100_000);
    await until(() => ended !== null);
    expect(ended).toMatchObject({ code: 'network.unreachable', about: { reason: 'the far side stopped reading' } });
    // One window of 2 MiB and the buffers below it, not the 100 MB that were offered.
    expect(written).toBeLessThan(150);
  });

  it('bounds the streams of one peer, and lets others in', async () => {
    const server = await openPeer();
    await server.handle(protocol, { limitBytes: 1000, streamsPerPeer: 3 }, async (stream) => {
      for (let message = await stream.read(shape, { timeoutMs: 60_000 }); message; message = await stream.read(shape, { timeoutMs: 60_000 })) await stream.write(shape, message);
    });
    const greedy = await openPeer({ listen: [] });
    const answers = async (network: Network): Promise<boolean> => {
      const stream = await network.openStream(server.addresses()[0]!, protocol, { limitBytes: 1000 }).catch(() => null);
      if (!stream) return false;
      return stream.write(shape, { text: 'x' }).then(() => stream.read(shape, { timeoutMs: 60_000 })).then((reply) => reply !== null, () => false);
    };
    const held = [await answers(greedy), await answers(greedy), await answers(greedy), await answers(greedy)];
    expect(held).toEqual([true, true, true, false]);
    expect(await answers(await openPeer({ listen: [] }))).toBe(true);
  });

  it('takes a place from who holds the most when all are taken, the newest first, and none from who has as few', async () => {
    const server = await openPeer();
    await server.handle(protocol, { limitBytes: 1000, streamsPerPeer: 4, streams: 5 }, async (stream) => {
      for (let message = await stream.read(shape, { timeoutMs: 60_000 }); message; message = await stream.read(shape, { timeoutMs: 60_000 })) await stream.write(shape, message);
    });
    const hold = async (network: Network) => {
      const stream = await network.openStream(server.addresses()[0]!, protocol, { limitBytes: 1000 });
      return () => stream.write(shape, { text: 'x' }).then(() => stream.read(shape, { timeoutMs: 60_000 })).then((reply) => reply !== null, () => false);
    };
    const [greedy, one, two, three] = [await openPeer({ listen: [] }), await openPeer({ listen: [] }), await openPeer({ listen: [] }), await openPeer({ listen: [] })];
    const many = [];
    for (let i = 0; i < 4; i++) {
      const ask = await hold(greedy);
      expect(await ask()).toBe(true);
      many.push(ask);
    }
    const few = [];
    for (const peer of [one, two, three]) {
      const ask = await hold(peer);
      expect(await ask()).toBe(true);
      few.push(ask);
    }
    expect(await Promise.all(many.map((ask) => ask()))).toEqual([true, true, false, false]);
    expect(await Promise.all(few.map((ask) => ask()))).toEqual([true, true, true]);
    expect(await (await hold(one))()).toBe(false);
  });

  it('says unreachable, not malformed, when the line breaks inside a reply', async () => {
    const server = await openPeer();
    await server.handle(protocol, { limitBytes: 1000 }, async (stream) => {
      await stream.read(shape, { timeoutMs: 60_000 });
      stream.reset('gone');
    });
    const client = await openPeer({ listen: [] });
    expect((await failureOf(client.request(server.addresses()[0]!, protocol, shapes, { text: 'x' }))).code).toBe('network.unreachable');
    await server.handle('/hearth/dies/1', { limitBytes: 1000 }, async (stream) => {
      await stream.read(shape, { timeoutMs: 60_000 });
      await server.close();
    });
    expect((await failureOf(client.request(server.addresses()[0]!, '/hearth/dies/1', shapes, { text: 'x' }))).code).toBe('network.unreachable');
  });

  it('survives bytes that are no libp2p at all', async () => {
    const server = await openPeer();
    await server.answer(protocol, shapes, { limitBytes: 1000 }, async (message) => message);
    const port = Number(/tcp\/(\d+)/.exec(server.addresses()[0]!)![1]);
    const socket = await new Promise<Socket>((resolve) => {
      const opened: Socket = connect(port, '127.0.0.1', () => resolve(opened));
    });
    socket.on('error', () => {});
    socket.write(Buffer.alloc(100_000, 0xff));
    ends.push(() => socket.destroy());
    const client = await openPeer({ listen: [] });
    expect(await client.request(server.addresses()[0]!, protocol, shapes, { text: 'hello' })).toEqual({ text: 'hello' });
  });

  it('keeps its key in a file of its owner, and refuses a file that is no key', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hearth-key-'));
    ends.push(() => rm(folder, { recursive: true }));
    const path = join(folder, 'inner', 'network.key');
    const [first, second] = await Promise.all([readOrCreateNetworkKey(path), readOrCreateNetworkKey(path)]);
    expect(first).toEqual(second);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const one = await openPeer({ privateKey: first });
    const peerId = one.peerId;
    await one.close();
    expect((await openPeer({ privateKey: await readOrCreateNetworkKey(path) })).peerId).toBe(peerId);
    await writeFile(path, 'nonsense');
    expect((await failureOf(readOrCreateNetworkKey(path))).code).toBe('storage.unreadable');
  });
});
