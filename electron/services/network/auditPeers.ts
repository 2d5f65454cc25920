import { auditProtocol, batchReplyShape, batchRequestShape, bundleReplyShape, bundleRequestShape, type BatchReply, type BundleReply, type BundleRequest, type ShownReceipt } from '../../protocol/auditMessages.ts';
import { frameLimitBytes } from '../../protocol/messages.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { HearthError, errorTable, isHearthError, type Failure } from '../../shared/errors.ts';
import type { Network } from './openNetwork.ts';

export type AuditHandlers = {
  /** The receipts under a root that this peer anchored, in their order. A HearthError thrown here is the answer. */
  onBatch(root: string): Promise<ShownReceipt[]>;
  /** A bundle, for whoever the draw seated. A HearthError thrown here is the answer. */
  onBundle(request: BundleRequest): Promise<ReceiptFile>;
};

/** Answers verifiers. Every message is parsed before a handler sees it. @source docs/protocol/audits.md section 9 */
export async function serveAudits(network: Network, handlers: AuditHandlers, onFault: (error: unknown, where: string) => string): Promise<void> {
  const decline = (error: unknown, where: string): { kind: 'declined'; failure: Failure } => ({
    kind: 'declined', failure: isHearthError(error) && errorTable[error.code].audience === 'peer' ? error.toFailure() : { code: 'internal', about: { incident: onFault(error, where) } },
  });
  await network.answer(auditProtocol.batch, { takes: batchRequestShape, gives: batchReplyShape }, { limitBytes: 1024, streamsPerPeer: 8 }, async ({ root }): Promise<BatchReply> => {
    try {
      return { kind: 'batch', receipts: await handlers.onBatch(root) };
    } catch (error) {
      return decline(error, 'batch');
    }
  });
  await network.answer(auditProtocol.bundle, { takes: bundleRequestShape, gives: bundleReplyShape }, { limitBytes: 2048, streamsPerPeer: 8 }, async (request): Promise<BundleReply> => {
    try {
      return { kind: 'file', file: await handlers.onBundle(request) };
    } catch (error) {
      return decline(error, 'bundle');
    }
  });
}

const replyMs = 20_000;

/** The receipts under a root, from the first address that answers. @throws audit.notServed  none did */
export async function requestBatch(network: Network, addresses: readonly string[], node: string, root: string, signal: AbortSignal): Promise<BatchReply> {
  return askEach(addresses, `the batch ${root}`, async (address) => {
    const reply = await network.request(address, auditProtocol.batch, { takes: batchRequestShape, gives: batchReplyShape }, { node, root }, { signal, timeoutMs: replyMs, limitBytes: frameLimitBytes });
    return reply.kind === 'declined' ? reply.failure : reply;
  });
}

/**
 * A bundle, from the first address that hands it out. What is not of the receipt counts as not handed out, or a node could escape its audit by answering with another file.
 *
 * @param isTheFile  whether a file is of the receipt that was asked for
 * @throws audit.notServed  none did
 */
export async function requestBundle(network: Network, addresses: readonly string[], request: BundleRequest, isTheFile: (file: ReceiptFile) => boolean, signal: AbortSignal): Promise<ReceiptFile> {
  return askEach(addresses, `the bundle of ${request.ask.receiptHash}`, async (address) => {
    const reply = await network.request(address, auditProtocol.bundle, { takes: bundleRequestShape, gives: bundleReplyShape }, request, { signal, timeoutMs: replyMs, limitBytes: frameLimitBytes });
    if (reply.kind === 'declined') return reply.failure;
    if (!isTheFile(reply.file)) throw new HearthError('audit.notServed', { what: 'the file', reason: 'it is not of this receipt' });
    return reply.file;
  });
}

async function askEach<T extends object>(addresses: readonly string[], what: string, ask: (address: string) => Promise<T | Failure>): Promise<T> {
  let reason: string | null = null;
  for (const address of addresses) {
    try {
      const answer = await ask(address);
      if (!('code' in answer && 'about' in answer)) return answer as T;
      reason ??= (answer as Failure).code;
    } catch (error) {
      if (!isHearthError(error)) throw error;
      reason ??= error.code;
    }
  }
  throw new HearthError('audit.notServed', { what: what.slice(0, 120), reason: reason ?? 'nobody is known who has it' });
}
