import type { JobRequest } from '../../protocol/messages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { signingDigest } from '../../protocol/typedData.ts';
import { verifyReceiptFile } from '../../protocol/verify.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';

export type CheckedResult =
  | { readonly ok: true; readonly receiptHash: Hex; readonly orderHash: Hex }
  | { readonly ok: false; readonly reason: string };

/**
 * Whether a result is a sound answer to this very order: the order comes back as it was signed, the input is the one sent, and every
 * check that the file alone allows passes. Says nothing about whether the model really ran; that is the audit's.
 */
export function checkResult(p: Primitives, request: JobRequest, file: ReceiptFile): CheckedResult {
  const refuse = (reason: string): CheckedResult => ({ ok: false, reason });
  const { domain } = request;
  if (file.domain.chainId !== domain.chainId || !sameAddress(file.domain.verifyingContract, domain.verifyingContract)) return refuse('the receipt is for another network');
  const { checks, receiptHash, orderHash } = verifyReceiptFile(p, file);
  if (orderHash !== signingDigest(domain, 'JobOrder', request.order)) return refuse('the receipt is for another order');
  // With the order's own input root and decode hash, the bundle can hold no other input; the nonce is pinned by its commitment.
  const failed = checks.find(({ state }) => state === 'failed');
  if (failed) return refuse(`${failed.name}: ${failed.reason}`);
  if (file.bundle.kind !== request.input.kind) return refuse('the bundle is of another kind');
  return { ok: true, receiptHash, orderHash };
}
