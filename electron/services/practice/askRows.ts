import { fromHex } from '../../protocol/bytes.ts';
import { deriveSketchKey } from '../../protocol/keys.ts';
import { messageDigest, type RowsReply, type RowsRequest } from '../../protocol/messages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { checkOpening, rowRequestDigest, rowsOfChunk, type RowRequest } from '../../protocol/rowOpening.ts';
import { signDigest } from '../../protocol/signature.ts';
import { chunkRows, sketchRows } from '../../protocol/sketch.ts';
import { signingDigest } from '../../protocol/typedData.ts';
import { errorFromFailure, isHearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import { joinRows, type OpenedChunk } from './auditCommittee.ts';
import { pause } from './voucherLines.ts';

export type AskedRows =
  | { readonly kind: 'opened'; readonly chunk: OpenedChunk }
  /** No answer within the window: silence, the job is void. */
  | { readonly kind: 'withheld'; readonly reason: string }
  /** An answer that contradicts the receipt: rows under another root, or of which the receipt's sketch was not made. */
  | { readonly kind: 'false'; readonly reason: string };

export type AskRowsDependencies = {
  readonly p: Primitives;
  readonly clientKey: string;
  /** Sends the request to the provider; throws when it gives no answer. */
  readonly ask: (request: RowsRequest) => Promise<RowsReply>;
  readonly nowMs: () => number;
  /** How long a provider has to answer, ms. */
  readonly windowMs: number;
  readonly pauseMs?: number;
};

/**
 * Has a provider open one whole chunk and checks it from the client's side: every row under rowRoot, and the receipt's own sketch of that chunk
 * made of just these rows, byte for byte, since the client knows the sketch key.
 *
 * @effects network
 * @source docs/protocol/audits.md section 4
 */
export async function askChunk(dependencies: AskRowsDependencies, file: ReceiptFile, chunk: number, signal: AbortSignal): Promise<AskedRows> {
  const { p, nowMs, pauseMs = 250 } = dependencies;
  const { order, receipt, bundle, domain } = file;
  if (bundle.kind !== 'generate') return { kind: 'withheld', reason: 'a job without tokens has no rows' };
  const indexes = rowsOfChunk(bundle.tokens.length, chunk);
  const until = nowMs() + dependencies.windowMs;
  for (let waitMs = pauseMs; ; waitMs *= 2) {
    const request: RowRequest = { format: 'hearth-rows/1', jobId: order.jobId, receiptHash: signingDigest(domain, 'Receipt', receipt), indexes, atMs: nowMs() };
    const answer = await dependencies.ask({ request, signature: signDigest(dependencies.clientKey, messageDigest(rowRequestDigest(p, request))) }).then((reply) => {
      if (reply.kind === 'declined') throw errorFromFailure(reply.failure);
      return reply;
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      return error instanceof Error ? error : new Error('unknown');
    });
    if (!(answer instanceof Error)) return check(answer);
    // A provider that says it has them no more will not have them in a second.
    if (isHearthError(answer, 'rows.unavailable') || nowMs() + waitMs > until) return { kind: 'withheld', reason: answer.message.slice(0, 300) };
    await pause(waitMs, signal);
  }

  function check(answer: Extract<RowsReply, { kind: 'rows' }>): AskedRows {
    if (bundle.kind !== 'generate') return { kind: 'false', reason: 'no rows were asked for' };
    const checked = checkOpening(p, answer, { rowRoot: receipt.trace.rowRoot, count: bundle.tokens.length, indexes });
    if (!checked.ok) return { kind: 'false', reason: checked.reason };
    const opened = joinRows(chunk, checked.rows);
    if (!opened) return { kind: 'false', reason: 'the rows have no one width' };
    return isSketchOf(opened, bundle.sketches[1 + chunk]) ? { kind: 'opened', chunk: opened } : { kind: 'false', reason: `the receipt's sketch of chunk ${chunk} was not made of its rows` };
  }

  function isSketchOf(opened: OpenedChunk, claimed: string | undefined): boolean {
    try {
      const key = deriveSketchKey(p, fromHex(bundle.nonce), order.jobId as Hex, receipt.provider as Hex);
      const own = sketchRows(p, key, 1 + opened.chunk, opened.rows);
      return claimed !== undefined && Buffer.compare(own, fromHex(claimed)) === 0;
    } catch (error) {
      if (isHearthError(error, 'evidence.nonFinite')) return false;
      throw error;
    }
  }
}

/** How many chunks a job's rows have. */
export const chunkCount = (file: ReceiptFile): number => (file.bundle.kind === 'generate' ? Math.ceil(file.bundle.tokens.length / chunkRows) : 0);
