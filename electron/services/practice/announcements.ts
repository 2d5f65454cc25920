import { verifyMessage } from 'ethers/hash';
import { getBytes } from 'ethers/utils';
import type { z } from 'zod';
import { announcementDigest, type announceRequestShape, type Announcement } from '../../protocol/messages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { Domain } from '../../protocol/typedData.ts';
import { sameAddress } from '../../shared/units.ts';

export type AnnounceRequest = z.output<typeof announceRequestShape>;

/** How far a node's clock may be from ours. */
const clockMs = 10 * 60_000;

export type AnnouncementFacts = {
  readonly domain: Domain;
  /** Peer id of the connection it came over. */
  readonly peer: string;
  readonly nowMs: number;
  /** The newest one known of this node. */
  readonly before: Announcement | undefined;
};

/** Why an announcement is not to be believed; null to believe it. Pure; never throws. @source docs/protocol/messages.md section 4 */
export function refuseAnnouncement(p: Primitives, { announcement, signature }: AnnounceRequest, facts: AnnouncementFacts): string | null {
  const { domain, before } = facts;
  if (announcement.domain.chainId !== domain.chainId || !sameAddress(announcement.domain.verifyingContract, domain.verifyingContract)) return 'it is for another network';
  if (announcement.peerId !== facts.peer) return 'its peer id is not that of the connection';
  if (!announcement.addresses.every((address) => address.endsWith(`/p2p/${announcement.peerId}`))) return 'an address does not end in its peer id';
  if (Math.abs(announcement.atMs - facts.nowMs) > clockMs) return 'its time is too far from ours';
  if (before && announcement.atMs < before.atMs) return 'a newer one is known';
  return isSignedByNode(p, announcement, signature) ? null : 'it is not signed by the node it names';
}

/** Whether the node that an announcement names signed it. Never throws. */
export function isSignedByNode(p: Primitives, announcement: Announcement, signature: string): boolean {
  try {
    return sameAddress(verifyMessage(getBytes(announcementDigest(p, announcement)), signature), announcement.node);
  } catch {
    return false;
  }
}
