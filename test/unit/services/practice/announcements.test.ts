import { Wallet } from 'ethers/wallet';
import { describe, expect, it } from 'vitest';
import type { Announcement } from '../../../../electron/protocol/messages.ts';
import { refuseAnnouncement, type AnnouncementFacts } from '../../../../electron/services/practice/announcements.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { signAnnouncement } from '../../../support/practiceProvider.ts';

const node = new Wallet(`0x${'31'.repeat(32)}`);
const domain = { name: 'Hearth' as const, version: '1' as const, chainId: 7, verifyingContract: `0x${'ab'.repeat(20)}` };
const announcement: Announcement = {
  format: 'hearth-announcement/2', domain, node: node.address, payout: node.address, epoch: 1, peerId: 'peer', addresses: ['/ip4/127.0.0.1/tcp/1/p2p/peer'], models: [], freeSlots: 1, atMs: 1_000_000_000, untilMs: 1_000_600_000,
};
const facts: AnnouncementFacts = { domain, peer: 'peer', nowMs: 1_000_000_500, before: undefined };
const refusalOf = async (change: Partial<Announcement>, other: Partial<AnnouncementFacts> = {}, by = node): Promise<string | null> =>
  refuseAnnouncement(p, await signAnnouncement(by, { ...announcement, ...change }, domain, node.address), { ...facts, ...other });

describe('an announcement', () => {
  it('is believed when its node signed it over the connection of its own peer', async () => {
    expect(await refusalOf({})).toBeNull();
    expect(await refusalOf({ domain: { ...domain, verifyingContract: domain.verifyingContract.toUpperCase().replace('0X', '0x') } })).toBeNull();
  });

  it('is dropped for the wrong network, signer, peer, address or time, and after a newer one', async () => {
    expect(await refusalOf({ domain: { ...domain, chainId: 8 } })).toMatch(/network/);
    expect(await refusalOf({ peerId: 'another', addresses: [] })).toMatch(/peer id/);
    expect(await refusalOf({ addresses: ['/ip4/127.0.0.1/tcp/1/p2p/victim'] })).toMatch(/address/);
    expect(await refusalOf({ atMs: 10 })).toMatch(/time/);
    expect(await refusalOf({}, { before: { ...announcement, atMs: announcement.atMs + 1 } })).toMatch(/newer/);
    expect(await refusalOf({}, {}, new Wallet(`0x${'32'.repeat(32)}`))).toMatch(/not signed/);
    const signed = await signAnnouncement(node, announcement, domain, node.address);
    expect(refuseAnnouncement(p, { ...signed, announcement: { ...announcement, freeSlots: 9 } }, facts)).toMatch(/not signed/);
    expect(refuseAnnouncement(p, { ...signed, signature: `0x${'00'.repeat(65)}` }, facts)).toMatch(/not signed/);
  });
});
