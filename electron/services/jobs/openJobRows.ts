import { messageDigest, type RowsRequest } from '../../protocol/messages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { openRows, rowRequestDigest, type RowsOpened } from '../../protocol/rowOpening.ts';
import { isSignedBy } from '../../protocol/signature.ts';
import { HearthError } from '../../shared/errors.ts';
import type { Job } from './job.ts';
import type { KeptFiles } from '../storage/keptFiles.ts';

/** A request may be this old, so that a copied one is worth nothing for long. */
const freshMs = 10 * 60_000;

/**
 * The rows a client asks for, with their proofs under the receipt's rowRoot. Rows tell of prompt and output, so only the key that signed the
 * order may ask; it hands them on to whom it lets check.
 *
 * @throws rows.unavailable  no such job, no receipt yet, no rows kept, or one that the job does not have
 * @throws input.malformed   not signed by the order's client, about another receipt, or too old
 */
export function openJobRows(p: Primitives, { request, signature }: RowsRequest, facts: { readonly job: Job | null; readonly rows: Pick<KeptFiles, 'read'>; readonly nowMs: number }): RowsOpened {
  const { job } = facts;
  const unavailable = (reason: string): HearthError => new HearthError('rows.unavailable', { jobId: request.jobId, reason });
  if (!job?.signed || !job.result) throw unavailable('there is no receipt of such a job');
  if (request.receiptHash !== job.signed.receiptHash) throw new HearthError('input.malformed', { reason: 'the job has another receipt' });
  if (Math.abs(facts.nowMs - request.atMs) > freshMs) throw new HearthError('input.malformed', { reason: 'the request is too old, or from the future' });
  if (!isSignedBy(messageDigest(rowRequestDigest(p, request)), signature, job.request.order.client)) throw new HearthError('input.malformed', { reason: 'not signed by the client of the order' });
  const { bundle } = job.result;
  const count = bundle.kind === 'generate' ? bundle.tokens.length : 0;
  const bytes = facts.rows.read(job.jobId);
  if (!bytes || count === 0 || bytes.length === 0 || bytes.length % (4 * count) !== 0) throw unavailable('its rows are not kept');
  const outside = request.indexes.find((index) => index >= count);
  if (outside !== undefined) throw unavailable(`row ${outside} of ${count}`);
  const width = bytes.length / count;
  return openRows(p, Array.from({ length: count }, (_, i) => bytes.subarray(i * width, (i + 1) * width)), request.indexes);
}
