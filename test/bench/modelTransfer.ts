import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { modelIdOf } from '../../electron/protocol/modelSpec.ts';
import { listFileName } from '../../electron/services/models/download/modelList.ts';
import { createSharedModels } from '../../electron/services/models/sharedModels.ts';
import { readPeerBody, serveModels } from '../../electron/services/network/modelPeers.ts';
import { createNetworkKey } from '../../electron/services/network/networkKey.ts';
import { openNetwork } from '../../electron/services/network/openNetwork.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { makeModelFiles } from '../support/modelServer.ts';
import type { Say } from './measureHearth.ts';
import { figureOf, type Figure } from './statistics.ts';

/** One file over loopback, both ends in this process: from a peer (noise, yamux, frames, read from disk) and as plain TCP from memory. */
export type TransferFigure = { readonly fileBytes: number; readonly peerBytesPerSecond: Figure; readonly tcpBytesPerSecond: Figure; /** Processor time of both ends for a byte from a peer, over that by TCP. */ readonly cpuRatio: Figure };

const dayMs = 86_400_000;
const limits = { headMs: 20_000, idleMs: 20_000, graceMs: 30_000, leastBytesPerSecond: 1024 };

export async function measureTransfer(rounds: number, fileBytes: number, say: Say): Promise<TransferFigure> {
  const made = makeModelFiles(fileBytes, 2 ** 20);
  const modelId = modelIdOf(p, made.list.spec);
  const folder = mkdtempSync(join(tmpdir(), 'hearth-transfer-'));
  const ending = new AbortController();
  const { signal } = ending;
  try {
    for (const [path, bytes] of made.files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const file = made.list.files.find(({ sizeBytes }) => sizeBytes === fileBytes)!;
    const [giver, taker] = [await openNetwork({ privateKey: await createNetworkKey() }, signal), await openNetwork({ privateKey: await createNetworkKey() }, signal)];
    // Each request is of another day: one peer gets a model twice a day.
    let day = 0;
    await serveModels(giver, createSharedModels({ isOn: () => true, find: () => ({ folder, list: made.list }), throttle: () => Promise.resolve(), nowMs: () => (day += dayMs) }));
    const fromPeer = async (): Promise<void> => {
      const ask = { path: file.path, part: { from: 0, to: fileBytes, sizeBytes: fileBytes }, limitBytes: fileBytes, isExact: true, limits, signal, take: () => Promise.resolve() };
      for await (const _ of readPeerBody(taker, giver.addresses()[0]!, modelId, listFileName, ask));
    };
    await fromPeer();
    const [peer, tcp] = [[] as Timed[], [] as Timed[]];
    for (let round = 0; round < rounds; round++) {
      peer.push(await timed(fromPeer));
      tcp.push(await timed(() => copyByTcp(made.files.get(file.path)!)));
    }
    const speeds = (each: readonly Timed[]): Figure => figureOf(each.map(({ ms }) => (fileBytes * 1000) / ms));
    const figure = { fileBytes, peerBytesPerSecond: speeds(peer), tcpBytesPerSecond: speeds(tcp), cpuRatio: figureOf(peer.map(({ cpuMs }, i) => cpuMs / tcp[i]!.cpuMs)) };
    say(`transfer, ${(figure.peerBytesPerSecond.median / 1e6).toFixed(0)} MB/s from a peer, ${(figure.tcpBytesPerSecond.median / 1e6).toFixed(0)} MB/s by TCP`);
    return figure;
  } finally {
    ending.abort();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Timed = { readonly ms: number; readonly cpuMs: number };
async function timed(work: () => Promise<void>): Promise<Timed> {
  const [cpuBefore, startMs] = [process.cpuUsage(), performance.now()];
  await work();
  const ms = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { ms, cpuMs: (user + system) / 1000 };
}

async function copyByTcp(bytes: Uint8Array): Promise<void> {
  const server = createServer((socket) => void socket.end(bytes));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('data', () => {}).on('end', resolve).on('error', reject);
  });
  server.close();
}
