import { z } from 'zod';
import { failureShape } from '../shared/errors.ts';
import { addressShape, bytes32Shape, safeUintShape, signatureShape, type Hex } from '../shared/units.ts';
import { equalBytes, fromHex, toHex } from './bytes.ts';
import { jcsSha256 } from './jcs.ts';
import { messageDigest } from './messages.ts';
import type { Primitives } from './primitives.ts';
import { receiptFileShape } from './receiptFile.ts';
import { isSignedBy } from './signature.ts';
import { merkleRoot, treeTag } from './tree.ts';
import { jobOrderShape, receiptShape, signingDigest, type Domain } from './typedData.ts';

/**
 * How a verifier learns what was anchored: the receipts under a root are public, what they are about is not.
 * @source docs/protocol/audits.md section 9
 */
export const auditProtocol = {
  /** anyone → the node, or whoever has them: the receipts of one batch. One request, one reply. */
  batch: '/hearth/batch/1',
  /** verifier → the node or its client: the bundle of a receipt that the draw seated it for. One request, one reply. */
  bundle: '/hearth/bundle/1',
} as const;

/** A receipt with its order and the node's signature: what a court is shown. No prompt, no output. */
export const shownReceiptShape = z.strictObject({ order: jobOrderShape, receipt: receiptShape, receiptSignature: signatureShape });
export type ShownReceipt = z.output<typeof shownReceiptShape>;

export const batchRequestShape = z.strictObject({ node: addressShape, root: bytes32Shape });
export const batchReplyShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('batch'), receipts: z.array(shownReceiptShape).min(1).max(1000) }),
  z.strictObject({ kind: z.literal('declined'), failure: failureShape }),
]);
export type BatchReply = z.output<typeof batchReplyShape>;

export const bundleAskShape = z.strictObject({
  format: z.literal('hearth-bundle-ask/1'), receiptHash: bytes32Shape, verifier: addressShape,
  /** The ask lives ten minutes. */
  atMs: safeUintShape,
});
export type BundleAsk = z.infer<typeof bundleAskShape>;
/** The 32 bytes that the verifier's signature covers, as an EIP-191 message of this digest. */
export const bundleAskDigest = (p: Primitives, ask: BundleAsk): Hex => toHex(jcsSha256(p, ask));
/** How far the clocks of verifier and node may be apart. */
const bundleAskMs = 10 * 60_000;

export const bundleRequestShape = z.strictObject({ ask: bundleAskShape, signature: signatureShape });
export type BundleRequest = z.infer<typeof bundleRequestShape>;
/** Why an ask is not to be answered, whoever is seated; null when it is in time and signed by the verifier it names. Pure. */
export function refuseBundleAsk(p: Primitives, { ask, signature }: BundleRequest, nowMs: number): string | null {
  if (Math.abs(ask.atMs - nowMs) > bundleAskMs) return 'the ask is too old';
  return isSignedBy(messageDigest(bundleAskDigest(p, ask)), signature, ask.verifier) ? null : 'the verifier it names did not sign it';
}
export const bundleReplyShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), file: receiptFileShape }),
  z.strictObject({ kind: z.literal('declined'), failure: failureShape }),
]);
export type BundleReply = z.output<typeof bundleReplyShape>;

/** A receipt in its place. */
export type PlacedReceipt = ShownReceipt & { readonly receiptHash: Hex; readonly index: number };

/**
 * The receipts that a node says are under its anchored root, with their hashes; or why it cannot be so. Pure. Their order decides: the root is
 * recomputed, so nobody can leave one out, and each must be of this node and for its own order, so nobody can lie about model or tier.
 */
export function checkBatch(p: Primitives, domain: Domain, anchored: { readonly node: string; readonly root: string; readonly count: number }, receipts: readonly ShownReceipt[]): { readonly ok: true; readonly receipts: PlacedReceipt[] } | { readonly ok: false; readonly reason: string } {
  if (receipts.length !== anchored.count) return { ok: false, reason: `${receipts.length} receipts instead of ${anchored.count}` };
  const placed = receipts.map((one, index): PlacedReceipt => ({ ...one, receiptHash: signingDigest(domain, 'Receipt', one.receipt), index }));
  const root = merkleRoot(p, treeTag.anchorBatch, placed.map(({ receiptHash }) => fromHex(receiptHash)));
  if (!equalBytes(root, fromHex(anchored.root))) return { ok: false, reason: 'the receipts are not those under the anchored root' };
  const stray = placed.findIndex(({ order, receipt }) => signingDigest(domain, 'JobOrder', order) !== receipt.orderHash);
  return stray >= 0 ? { ok: false, reason: `the order of receipt ${stray} is another one` } : { ok: true, receipts: placed };
}
