import { z } from 'zod';
import { failureShape } from '../shared/errors.ts';
import { addressShape, signatureShape } from '../shared/units.ts';
import { announcementShape } from './messages.ts';

/**
 * What a newcomer to a practice network asks of the one client everybody knows there. A node's announcement is signed by the node, so it does not
 * matter who hands it on.
 * @source docs/protocol/messages.md section 6
 */
export const joinProtocol = {
  /** Which nodes are there? */
  nodes: '/hearth/nodes/1',
  /** Give this account test money and gas. */
  fund: '/hearth/fund/1',
} as const;

export const nodesRequestShape = z.strictObject({});
export const signedAnnouncementShape = z.strictObject({ announcement: announcementShape, signature: signatureShape });
export type SignedAnnouncement = z.output<typeof signedAnnouncementShape>;
export const nodesReplyShape = z.strictObject({ nodes: z.array(signedAnnouncementShape).max(64) });

export const fundRequestShape = z.strictObject({ account: addressShape });
export const fundReplyShape = z.strictObject({ ok: z.boolean(), failure: failureShape.nullable() });
