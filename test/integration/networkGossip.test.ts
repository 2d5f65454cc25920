import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { noise } from '@chainsafe/libp2p-noise';
import { yamux } from '@chainsafe/libp2p-yamux';
import { gossipsub, StrictNoSign } from '@libp2p/gossipsub';
import { identify } from '@libp2p/identify';
import { tcp } from '@libp2p/tcp';
import { multiaddr } from '@multiformats/multiaddr';
import { Wallet } from 'ethers/wallet';
import { createLibp2p } from 'libp2p';
import { afterEach, describe, expect, it } from 'vitest';
import { announcementTopic, joinProtocol, nodesReplyShape, nodesRequestShape, type SignedAnnouncement } from '../../electron/protocol/joinMessages.ts';
import type { Domain } from '../../electron/protocol/typedData.ts';
import { announcementLimitBytes, encodeAnnouncement } from '../../electron/services/network/announcementBook.ts';
import { digestBook } from '../../electron/services/network/digestBook.ts';
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

type Peer = { readonly network: Network; readonly discovery: Discovery; readonly wallet: Wallet; readonly lines: string[]; readonly stop: () => Promise<void>; address(): string; knows(...others: Peer[]): boolean };
const signed = async (wallet: Wallet, network: Network, atMs = Date.now()): Promise<SignedAnnouncement> => {
  const { announcement, signature } = await signAnnouncement(wallet, { format: 'hearth-announcement/2', domain, node: wallet.address, payout: wallet.address, epoch: 1, peerId: network.peerId, addresses: network.addresses(), models: [], freeSlots: 1, atMs, untilMs: atMs + 600_000 }, domain, wallet.address);
  return { announcement, signature };
};
const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-gossip-'));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** A peer as every program opens it; only whether a node has stake is answered here instead of by a chain. */
async function openPeer(facts: { readonly seeds?: () => readonly string[]; readonly folder?: string; readonly isStaked?: (node: string) => boolean; readonly key?: Uint8Array; readonly wallet?: Wallet; readonly isSilent?: boolean } = {}): Promise<Peer> {
  const ending = new AbortController();
  const wallet = facts.wallet ?? new Wallet(Wallet.createRandom().privateKey);
  const lines: string[] = [];
  const network = await openNetwork({ privateKey: facts.key ?? (await createNetworkKey()), topics: [topic] }, ending.signal);
  const discovery = await openDiscovery({
    network, domain, isSigned: (announcement, signature) => isSignedByNode(p, announcement, signature), isStaked: (node) => Promise.resolve(facts.isStaked?.(node) ?? true),
    seeds: facts.seeds ?? (() => []), hintsFile: join(facts.folder ?? (await newFolder()), 'known-nodes.json'), nowMs: Date.now, random: Math.random, log: (line) => void lines.push(line),
  }, ending.signal);
  const stop = async (): Promise<void> => {
    ending.abort();
    await discovery.close();
    await network.close();
  };
  ends.push(stop);
  if (!facts.isSilent) void discovery.announceForever(() => signed(wallet, network), ending.signal);
  return { network, discovery, wallet, lines, stop, address: () => network.addresses()[0]!, knows: (...others) => others.every((other) => discovery.addressesOf(other.wallet.address).includes(other.address())) };
}

/** A libp2p peer with gossip and none of our manners. */
async function openStranger(address: string) {
  const node = await createLibp2p({
    addresses: { listen: [] }, transports: [tcp()], connectionEncrypters: [noise()], streamMuxers: [yamux()],
    services: { identify: identify(), gossip: gossipsub({ globalSignaturePolicy: StrictNoSign, allowPublishToZeroTopicPeers: true, ignoreDuplicatePublishError: true }) },
  });
  ends.push(() => node.stop());
  const { gossip } = node.services;
  gossip.subscribe(topic);
  await node.dial(multiaddr(address));
  await until('the peer takes part', () => gossip.getSubscribers(topic).length > 0);
  return { node, gossip, isConnected: () => node.getPeers().length > 0 };
}

describe('finding each other', () => {
  it('needs one address of anybody, and goes on when who was first is gone', async () => {
    const first = await openPeer();
    const peers = [first];
    for (let i = 0; i < 5; i++) {
      const before = peers.at(-1)!.address();
      peers.push(await openPeer({ seeds: () => [before] }));
    }
    await until('everybody knows everybody', () => peers.every((peer) => peer.knows(...peers.filter((other) => other !== peer))));
    const gone = first.address();
    await first.stop();
    const rest = peers.slice(1);
    const late = await openPeer({ seeds: () => [gone, rest.at(-1)!.address()] });
    await until('the newcomer knows the rest', () => late.knows(...rest));
    await until('the rest know the newcomer', () => rest.every((peer) => peer.knows(late)));
    expect(peers.flatMap(({ lines }) => lines)).toEqual([]);
  });

  it('works again after a start without any seed, by nodes of before', async () => {
    const other = await openPeer();
    const [folder, key, wallet] = [await newFolder(), await createNetworkKey(), new Wallet(Wallet.createRandom().privateKey)];
    const before = await openPeer({ folder, key, wallet, seeds: () => [other.address()] });
    await until('they know each other', () => before.knows(other) && other.knows(before));
    await before.stop();
    const again = await openPeer({ folder, key, wallet });
    await until('it found the other', () => again.knows(other));
    // What stands in the file is only where to dial: a broken one is as good as none.
    await again.stop();
    await writeFile(join(folder, 'known-nodes.json'), '{"format":"hearth-known-nodes/1","addresses":[1]}');
    expect((await openPeer({ folder, isSilent: true })).discovery.nodes()).toEqual([]);
  });

  it('hears the last word of a node that ends, and takes it for there no more', async () => {
    const one = await openPeer();
    const two = await openPeer({ seeds: () => [one.address()] });
    const three = await openPeer({ seeds: () => [two.address()] });
    await until('they know each other', () => three.knows(one, two) && one.knows(two, three));
    const last = await signed(two.wallet, two.network);
    const { announcement, signature } = await signAnnouncement(two.wallet, { ...last.announcement, addresses: [], atMs: Date.now() + 1 }, domain, two.wallet.address);
    await two.discovery.sayGone({ announcement, signature });
    await two.stop();
    await until('nobody dials it', () => [one, three].every(({ discovery }) => discovery.addressesOf(two.wallet.address).length === 0));
    // An older word that comes late changes nothing.
    one.discovery.keep(last);
    expect(one.discovery.addressesOf(two.wallet.address)).toEqual([]);
  });

  it('believes no node without stake, also when a neighbour hands it on', async () => {
    const poor = new Wallet(Wallet.createRandom().privateKey);
    const strict = await openPeer({ isStaked: (node) => node !== poor.address });
    const broke = await openPeer({ wallet: poor, seeds: () => [strict.address()] });
    const rich = await openPeer({ seeds: () => [broke.address()] });
    await until('the rich node is known', () => strict.knows(rich) && broke.knows(rich));
    await until('who asks no chain believes it', () => rich.knows(broke));
    expect(strict.discovery.addressesOf(poor.address)).toEqual([]);
  });

  it('hands out its book to anybody in pages, and not to somebody who asks without end', async () => {
    const peer = await openPeer();
    await until('it knows itself', () => peer.discovery.nodes().length === 1);
    const stranger = await openNetwork({ privateKey: await createNetworkKey(), listen: [] }, new AbortController().signal);
    ends.push(() => stranger.close());
    const ask = (after: string | null, digests = '') => stranger.request(peer.address(), joinProtocol.nodes, { takes: nodesRequestShape, gives: nodesReplyShape }, { after, digests });
    expect(await ask(null)).toMatchObject({ nodes: [{ announcement: { node: peer.wallet.address } }], next: null });
    expect(await ask(peer.wallet.address)).toMatchObject({ nodes: [], next: null });
    const has = digestBook(peer.discovery.nodes());
    expect(await ask(null, has), 'who has the same is told nothing').toEqual({ nodes: [], next: null, differing: '0'.repeat(64) });
    let answered = 0;
    for (let i = 0; i < 200; i++) if (await ask(null).then(() => true, () => false)) answered++;
      else break;
    expect(answered).toBeLessThan(120);
  });

  it('cuts off who publishes what is wrong, keeps nothing of it, and goes on with the others', async () => {
    const one = await openPeer();
    const two = await openPeer({ seeds: () => [one.address()] });
    await until('they know each other', () => one.knows(two) && two.knows(one));
    const honest = await signed(one.wallet, one.network);
    const wrong: Uint8Array[] = [
      Buffer.from('not json'), new Uint8Array(announcementLimitBytes + 1), Buffer.from(JSON.stringify({ ...honest, more: 1 })), encodeAnnouncement({ ...honest, signature: `0x${'00'.repeat(65)}`, announcement: { ...honest.announcement, atMs: Date.now() + 1000 } }),
      encodeAnnouncement({ ...honest, announcement: { ...honest.announcement, domain: { ...domain, chainId: 8 } } }), Buffer.alloc(1000, 0xff), Buffer.from('null'), Buffer.from('[]'), deflateRawSync(Buffer.alloc(64 * 1024 * 1024)),
    ];
    const stranger = await openStranger(one.address());
    for (const bytes of wrong) await stranger.gossip.publish(topic, bytes);
    await until('the stranger is cut off', () => !stranger.isConnected());
    // Its peer id is let in no more for a while.
    await stranger.node.dial(multiaddr(one.address())).catch(() => null);
    await until('it stays out', () => !one.network.connectedPeers().includes(stranger.node.peerId.toString()));
    expect(two.network.connectedPeers()).toContain(one.network.peerId);
    expect(one.discovery.nodes().map(({ announcement }) => announcement.node).toSorted()).toEqual([one.wallet.address, two.wallet.address].toSorted());
    const three = await openPeer({ seeds: () => [two.address()] });
    await until('a newcomer is heard of all the same', () => one.knows(three) && three.knows(one));
  });

  it('bears a flood: of nodes nobody staked for, few cost it anything', async () => {
    const asked: string[] = [];
    const wallets = [0, 1].map(() => new Wallet(Wallet.createRandom().privateKey));
    const one = await openPeer({ wallet: wallets[0]!, isStaked: (node) => (asked.push(node), wallets.some(({ address }) => address === node)) });
    const two = await openPeer({ wallet: wallets[1]!, seeds: () => [one.address()] });
    await until('they know each other', () => one.knows(two));
    asked.length = 0;
    const stranger = await openStranger(one.address());
    for (let i = 0; i < 60; i++) await stranger.gossip.publish(topic, encodeAnnouncement(await signed(new Wallet(Wallet.createRandom().privateKey), one.network))).catch(() => null);
    await until('the stranger is cut off', () => !stranger.isConnected());
    expect(new Set(asked).size).toBeLessThan(40);
    expect(one.discovery.nodes().length).toBeLessThanOrEqual(2);
    expect(two.network.connectedPeers()).toContain(one.network.peerId);
  });
});
