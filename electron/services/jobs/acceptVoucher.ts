import { fromHex, toHex } from '../../protocol/bytes.ts';
import type { VoucherRequest } from '../../protocol/messages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { isSignedBy } from '../../protocol/signature.ts';
import { rootBeforeAppend, treeTag, verifyMerkleProof } from '../../protocol/tree.ts';
import { signingDigest, type Voucher } from '../../protocol/typedData.ts';
import { HearthError } from '../../shared/errors.ts';
import { sameAddress } from '../../shared/units.ts';
import { jobPriceWei, type Job } from './job.ts';

/** Vouchers of one (client, node, app, model) form a line; each pays everything so far. */
export const lineKey = (voucher: Pick<Voucher, 'client' | 'provider' | 'app' | 'modelId'>): string =>
  [voucher.client, voucher.provider, voucher.app, voucher.modelId].map((part) => part.toLowerCase()).join(':');

/**
 * Whether a voucher acknowledges this job: signed by its client, in the line's order, paying exactly its price more, with the receipt
 * in its tree. Pure. Gives the refusal, or null to accept.
 * @param before  the newest accepted voucher of the same line
 */
export function refuseVoucher(p: Primitives, request: VoucherRequest, job: Job, before: Voucher | undefined): HearthError<'input.malformed'> | null {
  const { voucher, signature, index, proof } = request;
  const { order, domain } = job.request;
  const refuse = (reason: string): HearthError<'input.malformed'> => new HearthError('input.malformed', { reason });
  if (!job.signed || !job.result) return refuse('this job has no receipt yet');
  if (!sameAddress(voucher.client, order.client) || !sameAddress(voucher.provider, order.provider) || !sameAddress(voucher.app, order.app) || voucher.modelId !== order.modelId) {
    return refuse('the voucher belongs to another line');
  }
  if (!isSignedBy(signingDigest(domain, 'Voucher', voucher), signature, order.client)) return refuse('the voucher is not signed by the client');
  if (voucher.count !== (before?.count ?? 0) + 1 || index !== voucher.count - 1) return refuse(`the line's next voucher counts ${(before?.count ?? 0) + 1} receipts`);
  const neededWei = (before?.cumulativeWei ?? 0n) + jobPriceWei(job);
  // Too much is refused as well: the chain pays no more than was anchored, and one such line would hold up the settlement of all.
  if (voucher.cumulativeWei !== neededWei) return refuse(`the voucher pays ${voucher.cumulativeWei} wei in all, ${neededWei} are due`);
  const claim = { tag: treeTag.voucherReceipt, count: voucher.count, index, leaf: fromHex(job.signed.receiptHash), proof: proof.map(fromHex), root: fromHex(voucher.receiptsRoot) };
  if (!verifyMerkleProof(p, claim)) return refuse('the receipt is not under the voucher\'s root');
  // On chain this tree says what was paid (docs/protocol/contracts.md section 4): a receipt hidden in it could undo the claim for its job.
  const grewFrom = toHex(rootBeforeAppend(p, claim.tag, voucher.count - 1, claim.proof));
  if (before && grewFrom !== before.receiptsRoot) return refuse('the voucher\'s tree is not the one before with this receipt added');
  const voters = new Set(request.votes.map(({ vote }) => vote.verifier.toLowerCase()));
  if (voters.size < request.votes.length) return refuse('a verifier voted twice');
  for (const { vote, signature: voteSignature } of request.votes) {
    if (vote.receiptHash !== job.signed.receiptHash) return refuse('a vote is about another receipt');
    if (!isSignedBy(signingDigest(domain, 'Vote', vote), voteSignature, vote.verifier)) return refuse('a vote is not signed by its verifier');
  }
  return null;
}
