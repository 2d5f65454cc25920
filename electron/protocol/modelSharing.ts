import { z } from 'zod';
import { bytes32Shape, safeUintShape, textShape } from '../shared/units.ts';

/**
 * Files of models between peers: one request and one answer on a stream of its own. The answer is a message, and after `bytes` so many raw bytes in frames of {@link shareFrameBytes}, the last of them shorter.
 * @source docs/protocol/messages.md
 */
export const shareProtocol = '/hearth/model/1';
export const shareFrameBytes = 256 * 1024;
/** The most that one request may ask for: eight blocks of the largest size. */
export const sharePartBytes = 8 * 2 ** 24;

export const shareRequestShape = z.discriminatedUnion('kind', [
  /** The list of the model's files, as `hearth-list.json` has it. */
  z.strictObject({ kind: z.literal('list'), modelId: bytes32Shape }),
  z.strictObject({ kind: z.literal('part'), modelId: bytes32Shape, path: textShape(500).min(1), from: safeUintShape, to: safeUintShape }),
]);
export type ShareRequest = z.infer<typeof shareRequestShape>;

/** off: the owner shares nothing · unknown: not a model of this node, or no such part · busy: this peer, or all together, took enough for now */
export const shareReplyShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bytes'), sizeBytes: safeUintShape }),
  z.strictObject({ kind: z.literal('declined'), reason: z.enum(['off', 'unknown', 'busy']) }),
]);
export type ShareDecline = Extract<z.infer<typeof shareReplyShape>, { kind: 'declined' }>['reason'];
