import { z } from 'zod';
import { failureShape } from '../shared/errors.ts';
import { receiptFileShape } from './receiptFile.ts';

/** How a node leaves the evidence of its receipts with nodes of its owner's choice, which answer disputes for it while it is away. @source docs/protocol/disputes.md section 7 */
export const guardProtocol = '/hearth/guard/1';
export const guardRequestShape = z.strictObject({ file: receiptFileShape });
export const guardReplyShape = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('held') }), z.strictObject({ kind: z.literal('declined'), failure: failureShape })]);
export type GuardReply = z.output<typeof guardReplyShape>;
