import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Wallet } from 'ethers/wallet';
import { afterEach, describe, expect, it } from 'vitest';
import { announcementTopic, joinProtocol, nodesReplyShape, nodesRequestShape, type SignedAnnouncement } from '../../electron/protocol/joinMessages.ts';
import type { Domain } from '../../electron/protocol/typedData.ts';
import { encodeAnnouncement } from '../../electron/services/network/announcementBook.ts';
import { openDiscovery, type Discovery } from '../../electron/services/network/discovery.ts';
import { createNetworkKey } from '../../electron/services/network/networkKey.ts';
import { openNetwork, type Network } from '../../electron/services/network/openNetwork.ts';
import { isSignedByNode } from '../../electron/services/practice/announcements.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { signAnnouncement } from '../support/practiceProvider.ts';
import { until } from '../support/until.ts';

const domain: Domain = { name: 'Hearth', version: '1', chainId: 7, verifyingContract: `0x${'ab'.repeat(20)}` };
const topic = announcementTopic(domain);
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type Peer = { readonly network: Network; readonly discovery: Discovery; readonly node: string; address(): string };
const announce = async (wallet: Wallet, network: Network, atMs = Date.now()): Promise<SignedAnnouncement> => {
  const { announcement, signature } = await signAnnouncement(wallet, { format: 'hearth-announcement/2', domain, node: wallet.address, payout: wallet.address, epoch: 1, peerId: network.peerId, addresses: network.addresses(), models: [], freeSlots: 1, atMs, untilMs: atMs + 4 * 3_600_000 }, domain, wallet.address);
  return { announcement, signature };
};
const newWallet = (): Wallet => new Wallet(Wallet.createRandom().privateKey);

/** A peer as every program opens it; every node has stake here, the attacker's as well. */
async function openPeer(seeds: readonly string[], nowMs = Date.now): Promise<Peer> {
  const ending = new AbortController();
  const folder = await mkdtemp(join(tmpdir(), 'hearth-eclipse-'));
  const wallet = newWallet();
  const network = await openNetwork({ privateKey: await createNetworkKey(), topics: [topic] }, ending.signal);
  const discovery = await openDiscovery({
    network, domain, isSigned: (announcement, signature) => isSignedByNode(p, announcement, signature), isStaked: () => Promise.resolve(true),
    seeds: () => seeds, hintsFile: join(folder, 'known-nodes.json'), nowMs, random: Math.random, log: () => {},
  }, ending.signal);
  ends.push(async () => {
    ending.abort();
    await discovery.close();
    await network.close();
    await rm(folder, { recursive: true, force: true });
  });
  void discovery.announceForever(() => announce(wallet, network, nowMs()), ending.signal);
  return { network, discovery, node: wallet.address.toLowerCase(), address: () => network.addresses()[0]! };
}

/** Peers in one hand, each with a staked node: they know and tell of each other alone, hand on nothing, and dial whom they surround. */
async function openRing(size: number): Promise<{ readonly nodes: readonly string[]; address(): string; surround(victim: string): Promise<void> }> {
  const { signal } = new AbortController();
  const members = await Promise.all(Array.from({ length: size }, async () => {
    const wallet = newWallet();
    const network = await openNetwork({ privateKey: await createNetworkKey(), topics: [topic] }, signal);
    ends.push(() => network.close());
    return { wallet, network, said: network.subscribe(topic, () => Promise.resolve({ verdict: 'ignore' } as never)) };
  }));
  const book = await Promise.all(members.map(({ wallet, network }) => announce(wallet, network)));
  const nodes = book.toSorted((a, b) => (a.announcement.node.toLowerCase() < b.announcement.node.toLowerCase() ? -1 : 1)).slice(0, 64);
  for (const { network } of members) await network.answer(joinProtocol.nodes, { takes: nodesRequestShape, gives: nodesReplyShape }, { limitBytes: 4096 }, () => Promise.resolve({ nodes, next: null, differing: 'f'.repeat(64) }));
  return {
    nodes: members.map(({ wallet }) => wallet.address.toLowerCase()), address: () => members[0]!.network.addresses()[0]!,
    async surround(victim) {
      for (const { network, said } of members) {
        await network.connect(victim).catch(() => {});
        for (const one of book) await said.publish(encodeAnnouncement(one)).catch(() => {});
      }
    },
  };
}

describe('somebody who floods all but his customers', () => {
  it('is missed in the others\u2019 books by those he spares, and nobody else is', async () => {
    // Forty minutes in one: what counts here is told in minutes.
    const startMs = Date.now();
    const nowMs = (): number => startMs + (Date.now() - startMs) * 40;
    const honest = [await openPeer([], nowMs)];
    for (let i = 1; i < 5; i++) honest.push(await openPeer([honest[i - 1]!.address()], nowMs));
    const flooder = await openPeer([honest[0]!.address()], nowMs);
    const customer = await openPeer([flooder.address(), honest[1]!.address(), honest[2]!.address()], nowMs);
    const all = [...honest, flooder, customer];
    await until('everybody knows everybody', () => all.every(({ discovery }) => discovery.nodes().length === all.length));
    await Promise.all(honest.map(async ({ network, address }) => {
      for (let i = 0; i < 400 && !network.isBanned(flooder.network.peerId); i++) {
        const stream = await flooder.network.openStream(address(), joinProtocol.nodes, { limitBytes: 1024 }).catch(() => null);
        await stream?.writeBytes(Buffer.from('no request')).catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }));
    expect(honest.every(({ network }) => network.isBanned(flooder.network.peerId))).toBe(true);
    expect(customer.network.isBanned(flooder.network.peerId)).toBe(false);
    await until('he is missed', () => customer.discovery.isAbsent(flooder.node), 150_000);
    expect(honest.filter(({ node }) => customer.discovery.isAbsent(node))).toEqual([]);
    // He is known all the same: whoever has nobody else may still ask him.
    expect(customer.discovery.addressesOf(flooder.node)).not.toEqual([]);
    for (const { discovery } of honest) expect(discovery.nodes().some(({ announcement }) => announcement.node.toLowerCase() === flooder.node)).toBe(false);
  }, 600_000);
});

describe('somebody who stakes for many nodes and surrounds a newcomer', () => {
  it('keeps nothing from one that has an honest address beside his, though his peers are more and come in by themselves', async () => {
    const honest = [await openPeer([])];
    for (let i = 1; i < 6; i++) honest.push(await openPeer([honest[i - 1]!.address()]));
    await until('the honest know each other', () => honest.every(({ discovery }) => discovery.nodes().length === honest.length));
    const ring = await openRing(12);
    // His address comes first: it is dialled, read and heard before any other.
    const victim = await openPeer([ring.address(), honest[3]!.address()]);
    await ring.surround(victim.address());
    const heard = (nodes: readonly string[]): number => victim.discovery.nodes().filter(({ announcement }) => nodes.includes(announcement.node.toLowerCase())).length;
    await until('the victim hears of every honest node', () => heard(honest.map(({ node }) => node)) === honest.length);
    expect(heard(ring.nodes)).toBeGreaterThan(0);
    await until('the honest hear of the victim', () => honest.every(({ discovery }) => discovery.nodes().some(({ announcement }) => announcement.node.toLowerCase() === victim.node)));
    // It goes on choosing peers itself, however many come in.
    await until('it dialled some itself', () => victim.network.connections().filter(({ isInbound }) => !isInbound).length >= 3);
  });

  it('owns the view of one that knows his address alone, until any honest peer meets it', async () => {
    const honest = [await openPeer([])];
    honest.push(await openPeer([honest[0]!.address()]));
    await until('the honest know each other', () => honest.every(({ discovery }) => discovery.nodes().length === 2));
    const ring = await openRing(5);
    const victim = await openPeer([ring.address()]);
    await ring.surround(victim.address());
    const knows = (nodes: readonly string[]): boolean => nodes.every((node) => victim.discovery.nodes().some(({ announcement }) => announcement.node.toLowerCase() === node));
    await until('the victim knows the ring', () => knows(ring.nodes));
    expect(knows([honest[0]!.node])).toBe(false);
    await honest[1]!.network.connect(victim.address());
    await until('one meeting shows it the others', () => knows(honest.map(({ node }) => node)));
  });
});
