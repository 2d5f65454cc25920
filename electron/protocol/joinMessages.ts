import { z } from 'zod';
import { failureShape } from '../shared/errors.ts';
import { addressShape, signatureShape } from '../shared/units.ts';
import { announcementShape } from './messages.ts';
import type { Domain } from './typedData.ts';

/**
 * What a newcomer asks. A node's announcement is signed by the node, so it does not matter who hands it on: every peer answers `nodes` from its book.
 * @source docs/protocol/messages.md sections 6 and 7
 */
export const joinProtocol = {
  /** Which nodes are there? One page of them. */
  nodes: '/hearth/nodes/3',
  /** Of a practice network's client: give this account test money and gas. */
  fund: '/hearth/fund/1',
} as const;

/** Where signed announcements are published: one topic for each chain and escrow, so that networks do not hear each other. */
export const announcementTopic = ({ chainId, verifyingContract }: Pick<Domain, 'chainId' | 'verifyingContract'>): string => `/hearth/announcements/2/${chainId}/${verifyingContract.toLowerCase()}`;

/** Buckets of a book, by the first byte of a node's address. */
export const bookBuckets = 256;
/**
 * Nodes after this one by address, lower case, of the page before; null for the first page. `digests` says what the asker has, eight hex digits for each bucket: of buckets that are alike
 * nothing is told. Empty: it has nothing.
 */
export const nodesRequestShape = z.strictObject({ after: addressShape.nullable(), digests: z.string().regex(/^(?:[0-9a-f]{2048})?$/) });
export const signedAnnouncementShape = z.strictObject({ announcement: announcementShape, signature: signatureShape });
export type SignedAnnouncement = z.output<typeof signedAnnouncementShape>;
/** Ordered by node address, lower case; `next` asks for the page after, null where there is none. `differing` has a bit for each bucket, the highest of the first byte first: nodes of the others are alike. */
export const nodesReplyShape = z.strictObject({ nodes: z.array(signedAnnouncementShape).max(64), next: addressShape.nullable(), differing: z.string().regex(/^[0-9a-f]{64}$/) });
export type NodesRequest = z.output<typeof nodesRequestShape>;
export type NodesReply = z.output<typeof nodesReplyShape>;

export const fundRequestShape = z.strictObject({ account: addressShape });
export const fundReplyShape = z.strictObject({ ok: z.boolean(), failure: failureShape.nullable() });
