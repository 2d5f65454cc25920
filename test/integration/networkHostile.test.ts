import { readFileSync } from 'node:fs';
import { noise } from '@chainsafe/libp2p-noise';
import { yamux } from '@chainsafe/libp2p-yamux';
import { identify } from '@libp2p/identify';
import type { Stream } from '@libp2p/interface';
import { peerIdFromString } from '@libp2p/peer-id';
import { tcp } from '@libp2p/tcp';
import { multiaddr } from '@multiformats/multiaddr';
import { createLibp2p, type Libp2p } from 'libp2p';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { u32LE, utf8Bytes } from '../../electron/protocol/bytes.ts';
import { joinProtocol, nodesReplyShape, nodesRequestShape } from '../../electron/protocol/joinMessages.ts';
import { createNetworkKey } from '../../electron/services/network/networkKey.ts';
import { openNetwork, type Network } from '../../electron/services/network/openNetwork.ts';
import { startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

const frame = (text: string): Uint8Array => Buffer.concat([u32LE(utf8Bytes(text).length), utf8Bytes(text)]);

/** What strangers send on a stream of any protocol; each ends it within its time. */
const attacks: readonly { readonly name: string; readonly limitMs: number; run(stream: Stream): () => void }[] = [
  { name: 'a header of four gigabytes', limitMs: 60_000, run: (stream) => (stream.send(u32LE(0xffff_ffff)), () => {}) },
  { name: 'bytes of no meaning', limitMs: 60_000, run: (stream) => (stream.send(frame('\ud83d'.repeat(50))), () => {}) },
  { name: 'a reply where a request belongs', limitMs: 60_000, run: (stream) => (stream.send(frame('{"kind":"pending"}')), () => {}) },
  { name: 'a key that stands twice', limitMs: 60_000, run: (stream) => (stream.send(frame('{"after":null,"after":null,"digests":""}')), () => {}) },
  { name: 'nothing at all', limitMs: 90_000, run: () => () => {} },
  {
    name: 'a byte now and then', limitMs: 120_000,
    run(stream) {
      stream.send(Buffer.concat([u32LE(200), utf8Bytes('{')]));
      const drip = setInterval(() => stream.status === 'open' && stream.send(utf8Bytes(' ')), 500);
      return () => clearInterval(drip);
    },
  },
];

describe('every stream protocol of a running node', () => {
  let hearth: Hearth;
  let address: string;
  let honest: Network;
  const strangers: Libp2p[] = [];
  const openStranger = async (): Promise<Libp2p> => {
    const stranger = await createLibp2p({ addresses: { listen: [] }, transports: [tcp()], connectionEncrypters: [noise()], streamMuxers: [yamux()], services: { identify: identify() } });
    strangers.push(stranger);
    await stranger.dial(multiaddr(address));
    return stranger;
  };
  const memoryMib = (): number => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${hearth.pidOf('provider')}/status`, 'utf8'))![1]) / 1024;
  const ask = () => honest.request(address, joinProtocol.nodes, { takes: nodesRequestShape, gives: nodesReplyShape }, { after: null, digests: '' });

  beforeAll(async () => {
    hearth = await startHearth();
    await hearth.waitUntilReady();
    address = hearth.addresses()[0]!;
    honest = await openNetwork({ privateKey: await createNetworkKey(), listen: [] }, new AbortController().signal);
  });
  afterAll(async () => {
    for (const stranger of strangers) await stranger.stop();
    await honest?.close();
    await hearth?.stop();
  });

  it('ends what is wrong, out of turn, too slow or never comes, and answers others meanwhile', async () => {
    const scout = await openStranger();
    const peer = peerIdFromString(address.split('/p2p/')[1]!);
    const protocols = await until('it says what it speaks', async () => {
      const known = (await scout.peerStore.get(peer)).protocols.filter((name) => name.startsWith('/hearth/'));
      return known.length > 0 ? known : null;
    });
    expect(protocols.toSorted()).toEqual(expect.arrayContaining(['/hearth/job/1', '/hearth/collect/1', '/hearth/voucher/1', '/hearth/rows/1', '/hearth/nodes/3', '/hearth/batch/1', '/hearth/bundle/1']));
    const pid = hearth.pidOf('provider');
    let isOver = false;
    let answered = 0;
    const asking = (async () => {
      while (!isOver) {
        expect((await ask()).nodes.length).toBeGreaterThan(0);
        answered++;
        await new Promise((resolve) => setTimeout(resolve, 4000));
      }
    })();
    await Promise.all(protocols.map(async (protocol) => {
      const stranger = await openStranger();
      for (const attack of attacks) {
        const stream = await stranger.dialProtocol(multiaddr(address), protocol);
        const end = attack.run(stream);
        await until(`${protocol} ends ${attack.name}`, () => stream.status !== 'open' || stream.remoteWriteStatus === 'closed', attack.limitMs);
        end();
        stream.abort(new Error('done'));
      }
    }));
    isOver = true;
    await asking;
    expect(answered).toBeGreaterThan(3);
    expect(hearth.pidOf('provider')).toBe(pid);
  }, 600_000);

  it.skipIf(process.platform !== 'linux')('keeps little of frames that begin and never end', async () => {
    const before = memoryMib();
    const pieces = 24;
    const mebibyte = new Uint8Array(1 << 20).fill(32);
    // Each tells of 32 MiB and sends 24, as fast as they are taken.
    const ends = await Promise.all(Array.from({ length: 3 }, async () => {
      const stranger = await openStranger();
      const streams: Stream[] = [];
      for (let i = 0; i < 12; i++) streams.push(await stranger.dialProtocol(multiaddr(address), '/hearth/job/1'));
      for (const stream of streams) stream.send(u32LE(32 * 1024 * 1024));
      return Promise.all(streams.map(async (stream) => {
        const endMs = Date.now() + 60_000;
        for (let sent = 0; sent < pieces && stream.status === 'open' && Date.now() < endMs; ) {
          if (stream.writableNeedsDrain) await new Promise((resolve) => setTimeout(resolve, 20));
          else {
            stream.send(mebibyte);
            sent++;
          }
        }
        return () => stream.status;
      }));
    }));
    const left = ends.flat().filter((status) => status() === 'open').length;
    const grown = memoryMib() - before;
    process.stderr.write(`${3 * 12 * pieces} MiB of frames that never end: the provider grew by ${Math.round(grown)} MiB, ${left} of ${3 * 12} streams are left\n`);
    expect((await ask()).nodes.length).toBeGreaterThan(0);
    expect(left).toBeLessThan(12);
    expect(grown).toBeLessThan(500);
  });
});
