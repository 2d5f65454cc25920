import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listRootOf } from '../../../../../electron/protocol/modelList.ts';
import { modelIdOf } from '../../../../../electron/protocol/modelSpec.ts';
import { shareFrameBytes, shareProtocol, shareReplyShape, shareRequestShape } from '../../../../../electron/protocol/modelSharing.ts';
import { createDownloads, type Downloads } from '../../../../../electron/services/models/download/downloads.ts';
import { listFileName } from '../../../../../electron/services/models/download/modelList.ts';
import { chooseSource, freshSource, type Source } from '../../../../../electron/services/models/download/sources.ts';
import { createThrottle } from '../../../../../electron/services/models/download/throttle.ts';
import { createSharedModels } from '../../../../../electron/services/models/sharedModels.ts';
import { readPeerBody, serveModels, type SharedModels } from '../../../../../electron/services/network/modelPeers.ts';
import { createNetworkKey } from '../../../../../electron/services/network/networkKey.ts';
import { openNetwork, type Network } from '../../../../../electron/services/network/openNetwork.ts';
import { nodePrimitives as p } from '../../../../../electron/services/primitives/nodePrimitives.ts';
import { peersAddress } from '../../../../../electron/shared/modelDownloads.ts';
import { makeModelFiles, startModelServer, type ModelServer } from '../../../../support/modelServer.ts';

/** Real peers over TCP on this machine, in one process. */
const made = makeModelFiles(3_000_000);
const modelId = modelIdOf(p, made.list.spec);
let root: string;
let ending: AbortController;
let downloads: Downloads[];
let servers: ModelServer[];
let installed: number;
let own: Network;
const limits = { headMs: 1500, idleMs: 700, graceMs: 700, leastBytesPerSecond: 20_000 };

const open = async (): Promise<Network> => openNetwork({ privateKey: await createNetworkKey() }, ending.signal);
type Peer = { readonly network: Network; readonly source: () => Source; givenBytes: number };
async function peerWith(serve: (network: Network, count: (bytes: number) => void) => Promise<void>): Promise<Peer> {
  const network = await open();
  const peer: Peer = { network, givenBytes: 0, source: () => freshSource(new URL(`hearth-peer://${network.peerId}/`), (ask) => readPeerBody(own, network.addresses()[0]!, modelId, listFileName, ask)) };
  await serve(network, (bytes) => (peer.givenBytes += bytes));
  return peer;
}
/** @param more  how this peer is other than an honest one */
const sharing = (more: Partial<{ isOn: () => boolean; rate: number; list: typeof made.list; damage: (bytes: Uint8Array) => Uint8Array }> = {}): Promise<Peer> => peerWith((network, count) => {
  const shared: SharedModels = createSharedModels({ isOn: more.isOn ?? (() => true), find: (asked) => (asked === modelId ? { folder: join(root, 'model'), list: more.list ?? made.list } : null), throttle: createThrottle(() => more.rate ?? null), nowMs: Date.now });
  return serveModels(network, {
    ...shared,
    async open(request, peer) {
      const opened = await shared.open(request, peer);
      if (typeof opened === 'string' || request.kind === 'list') return opened;
      return { ...opened, read: async (from, to) => {
        const bytes = await opened.read(from, to);
        count(bytes.length);
        return more.damage ? more.damage(bytes) : bytes;
      } };
    },
  });
});
/** A peer that answers a request for a part as it likes. */
const answering = (answer: Parameters<Network['handle']>[2]): Promise<Peer> => peerWith((network) => network.handle(shareProtocol, { limitBytes: 4096 }, answer));

function make(peers: readonly Peer[]): Downloads {
  const one = createDownloads({
    primitives: p, folder: () => join(root, '.downloads'), makeRoom: () => {}, freeBytes: () => null, isInstalled: () => false, onProblem: (error) => expect(error).toBeNull(), onEnded: () => {}, peersOf: () => peers.map(({ source }) => source()),
    install(grown) {
      for (const [path, bytes] of made.files) expect(Buffer.compare(readFileSync(join(grown, path)), bytes), path).toBe(0);
      installed++;
      return Promise.resolve('Noise');
    },
    fetchOptions: { limits, retryMs: 5, take: () => Promise.resolve() },
  });
  downloads.push(one);
  return one;
}
async function ended(one: Downloads) {
  await expect.poll(() => ['done', 'failed', 'refused'].includes(one.list()[0]!.phase), { timeout: 20_000, interval: 10 }).toBe(true);
  return one.list()[0]!;
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'hearth-peers-'));
  for (const [path, bytes] of made.files) {
    mkdirSync(dirname(join(root, 'model', path)), { recursive: true });
    writeFileSync(join(root, 'model', path), bytes);
  }
  ending = new AbortController();
  [downloads, servers, installed] = [[], [], 0];
  own = await open();
});
afterEach(async () => {
  for (const one of downloads) await one.close();
  for (const server of servers) await server.close();
  ending.abort();
  rmSync(root, { recursive: true, force: true });
});

describe('a model from peers', () => {
  it('comes from several at once and from a mirror beside them, each block by its hash', async () => {
    const files = new Map([...made.files, [listFileName, new TextEncoder().encode(JSON.stringify(made.list))]]);
    servers = [await startModelServer(() => files)];
    const peers = await Promise.all([sharing(), sharing()]);
    const one = make(peers);
    await one.start([servers[0]!.url, peersAddress], listRootOf(p, made.list), []);
    expect(await ended(one)).toMatchObject({ phase: 'done', failure: null });
    expect(installed).toBe(1);
    for (const { givenBytes } of peers) expect(givenBytes).toBeGreaterThan(0);
    // Nothing came twice.
    const whole = made.list.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    expect(peers.reduce((sum, { givenBytes }) => sum + givenBytes, 0)).toBeLessThan(whole);
  }, 30_000);

  it('comes from peers alone by its model id; who gives wrong bytes is asked no more, and who is slow gets little to do', async () => {
    const wrong = await sharing({ damage: (bytes) => bytes.map((byte) => byte ^ 1) });
    const slow = await sharing({ rate: 150_000 });
    const honest = await sharing();
    const one = make([honest, wrong, slow]);
    await one.start([peersAddress], modelId, []);
    expect(await ended(one)).toMatchObject({ phase: 'done', doneBytes: made.list.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) });
    // One frame was read ahead of the first wrong block at most, by each of its lanes.
    expect(wrong.givenBytes).toBeLessThan(1_200_000);
    expect(slow.givenBytes).toBeLessThan(honest.givenBytes / 2);
  }, 30_000);

  it('is not spoiled by a list whose blocks are a lie: who gave it is left, and who was blamed by it is asked again', async () => {
    const [weights] = made.list.files.toSorted((a, b) => b.sizeBytes - a.sizeBytes);
    const lie = { ...made.list, files: made.list.files.map((file) => (file === weights ? { ...file, blocks: file.blocks.map((_, i) => sha256Of(flipped(i, file.sizeBytes))) } : file)) };
    const bytesOfWeights = made.files.get(weights!.path)!;
    function flipped(block: number, sizeBytes: number): Uint8Array {
      return made.files.get(weights!.path)!.slice(block * made.list.blockBytes, Math.min(sizeBytes, (block + 1) * made.list.blockBytes)).map((byte) => byte ^ 1);
    }
    expect(bytesOfWeights.length).toBe(weights!.sizeBytes);
    const liar = await sharing({ list: lie, damage: (bytes) => bytes.map((byte) => byte ^ 1) });
    const one = make([liar, await sharing()]);
    await one.start([peersAddress], modelId, []);
    expect(await ended(one)).toMatchObject({ phase: 'done' });
  }, 30_000);

  it('does not wait for one that stalls, drips a byte at a time, sends more than was asked or never ends', async () => {
    const bad = await Promise.all([
      answering(async (stream) => {
        await stream.read(shareRequestShape, { timeoutMs: 1000 });
        await new Promise((resolve) => stream.signal.addEventListener('abort', resolve, { once: true }));
      }),
      answering(async (stream) => {
        const request = await stream.read(shareRequestShape, { timeoutMs: 1000 });
        await stream.write(shareReplyShape, { kind: 'bytes', sizeBytes: request?.kind === 'part' ? request.to - request.from : 100 });
        for (;;) await stream.writeBytes(new Uint8Array(1)).then(() => nextTurn());
      }),
      answering(async (stream) => {
        await stream.read(shareRequestShape, { timeoutMs: 1000 });
        await stream.write(shareReplyShape, { kind: 'bytes', sizeBytes: 2 ** 40 });
        for (;;) await stream.writeBytes(new Uint8Array(shareFrameBytes)).then(() => nextTurn());
      }),
    ]);
    const one = make([await sharing(), ...bad]);
    await one.start([peersAddress], modelId, []);
    expect(await ended(one)).toMatchObject({ phase: 'done' });
  }, 30_000);

  it('is given only while the owner shares, only what this node offers, and to each peer twice a day at most', async () => {
    let isOn = false;
    const peer = await sharing({ isOn: () => isOn });
    const one = make([peer]);
    await expect(one.start([peersAddress], modelId, [])).rejects.toMatchObject({ code: 'download.notThere' });
    await expect(make([]).start([peersAddress], modelId, [])).rejects.toMatchObject({ code: 'download.unreachable' });
    isOn = true;
    const shared = createSharedModels({ isOn: () => isOn, find: (asked) => (asked === modelId ? { folder: join(root, 'model'), list: made.list } : null), throttle: () => Promise.resolve(), nowMs: () => 0 });
    const [file] = made.list.files;
    const whole = { kind: 'part' as const, modelId, path: file!.path, from: 0, to: file!.sizeBytes };
    let isSpent = true;
    const limited = createSharedModels({ isOn: () => true, isSpent: () => isSpent, find: () => ({ folder: join(root, 'model'), list: made.list }), throttle: () => Promise.resolve(), nowMs: () => 0 });
    expect(await limited.open(whole, 'a')).toBe('busy');
    isSpent = false;
    expect(await limited.open(whole, 'a')).toMatchObject({ sizeBytes: whole.to });
    for (const wrong of [{ ...whole, path: '../model/manifest.json' }, { ...whole, to: file!.sizeBytes + 1 }, { ...whole, from: 5, to: 5 }, { ...whole, modelId: `0x${'11'.repeat(32)}` }]) expect(await shared.open(wrong, 'a')).toBe('unknown');
    const all = made.list.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const largest = made.list.files.toSorted((a, b) => b.sizeBytes - a.sizeBytes)[0]!;
    const part = { kind: 'part' as const, modelId, path: largest.path, from: 0, to: largest.sizeBytes };
    for (let taken = 0; taken + largest.sizeBytes <= 2 * all; taken += largest.sizeBytes) expect(await shared.open(part, 'a')).toMatchObject({ sizeBytes: largest.sizeBytes });
    expect(await shared.open(part, 'a')).toBe('busy');
    expect(await shared.open(part, 'b')).toMatchObject({ sizeBytes: largest.sizeBytes });
  }, 30_000);

  it('is asked of whoever will be done soonest; one that was never asked is tried', () => {
    const source = (bytesPerSecond: number | null, inFlight: number): Source => ({ ...freshSource(new URL('hearth-peer://x/'), () => { throw new Error('not asked'); }), bytesPerSecond, inFlight });
    const [fast, slow, fresh] = [source(10_000, 2), source(1000, 0), source(null, 0)];
    expect(chooseSource([fast, slow, fresh])).toBe(fresh);
    expect(chooseSource([fast, slow])).toBe(fast);
    expect(chooseSource([{ ...fast, inFlight: 12 }, slow])).toBe(slow);
    expect(chooseSource([])).toBeNull();
  });
});

const sha256Of = (bytes: Uint8Array): `0x${string}` => `0x${Buffer.from(p.sha256(bytes)).toString('hex')}`;
