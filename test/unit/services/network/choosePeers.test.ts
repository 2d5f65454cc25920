import { describe, expect, it } from 'vitest';
import type { SignedAnnouncement } from '../../../../electron/protocol/joinMessages.ts';
import { choosePeers, restAfter, wantedChosen, wantedPeers } from '../../../../electron/services/network/choosePeers.ts';

const at = (peer: string, port = 1): string => `/ip4/127.0.0.1/tcp/${port}/p2p/${peer}`;
const node = (...addresses: string[]): SignedAnnouncement => ({ announcement: { addresses } as unknown as SignedAnnouncement['announcement'], signature: '0x' });
const facts = { own: 'me', mayDial: () => true, connected: new Set<string>(), chosen: new Set(['x', 'y', 'z']), seeds: [] as string[], hints: [] as string[], nodes: [] as SignedAnnouncement[], rests: new Map(), nowMs: 1000, random: () => 0.5 };

describe('whom to dial', () => {
  it('is nobody at an address that strangers may not send this peer to, nor through a relay; the owner may', () => {
    const mayDial = (address: string): boolean => !address.includes('/10.');
    const relayed = '/ip4/5.0.0.1/tcp/1/p2p/r/p2p-circuit/p2p/b';
    expect(choosePeers({ ...facts, mayDial, hints: ['/ip4/10.0.0.1/tcp/1/p2p/a'], nodes: [node(relayed), node('/ip4/10.0.0.2/tcp/1/p2p/c', '/ip4/5.0.0.2/tcp/1/p2p/c')] })).toEqual(['/ip4/5.0.0.2/tcp/1/p2p/c']);
    expect(choosePeers({ ...facts, mayDial, seeds: ['/ip4/10.0.0.1/tcp/1/p2p/a', relayed] })).toEqual(['/ip4/10.0.0.1/tcp/1/p2p/a', relayed]);
  });

  it('is the owner\'s seeds first, then nodes of before, then nodes of the book; few at once', () => {
    expect(choosePeers({ ...facts, seeds: [at('s')], hints: [at('h')], nodes: [node(at('a')), node(at('b'))] })).toEqual([at('s'), at('h'), at('a')]);
  });

  it('is nobody while there are peers enough', () => {
    expect(choosePeers({ ...facts, connected: new Set(Array.from({ length: wantedPeers }, (_, i) => `p${i}`)), seeds: [at('s')] })).toEqual([]);
    expect(choosePeers({ ...facts, connected: new Set(Array.from({ length: wantedPeers - 1 }, (_, i) => `p${i}`)), seeds: [at('s'), at('t')] })).toEqual([at('s')]);
  });

  it('is somebody of one\'s own choice, however many came in by themselves', () => {
    const connected = new Set(Array.from({ length: 50 }, (_, i) => `in${i}`));
    const nodes = ['a', 'b', 'c', 'd'].map((peer) => node(at(peer)));
    expect(choosePeers({ ...facts, connected, chosen: new Set(), nodes })).toHaveLength(wantedChosen);
    expect(choosePeers({ ...facts, connected, chosen: new Set(['in1', 'in2']), nodes })).toHaveLength(wantedChosen - 2);
  });

  it('is never oneself, a peer that is there, a peer twice, or one that rests', () => {
    const rests = new Map([['late', restAfter(0, 1000)]]);
    expect(choosePeers({ ...facts, connected: new Set(['there']), rests, nodes: [node(at('me')), node(at('there')), node(at('late')), node(at('a', 1), at('a', 2))] })).toEqual([at('a', 1)]);
  });

  it('leaves a peer alone for longer after each failure, and never for more than five minutes', () => {
    const waits = Array.from({ length: 12 }, (_, failures) => restAfter(failures, 0).untilMs);
    expect(waits.slice(0, 3)).toEqual([2000, 4000, 8000]);
    expect(Math.max(...waits)).toBe(300_000);
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
  });
});
