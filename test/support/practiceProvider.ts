import { join } from 'node:path';
import { TypedDataEncoder } from 'ethers/hash';
import { getBytes } from 'ethers/utils';
import { Wallet } from 'ethers/wallet';
import { fromHex, toHex } from '../../electron/protocol/bytes.ts';
import type { Bundle } from '../../electron/protocol/bundle.ts';
import { announcementDigest, type Announcement, type JobRequest, type VoucherRequest } from '../../electron/protocol/messages.ts';
import { numericClass, type NumericClassName } from '../../electron/protocol/numericClass.ts';
import type { ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { signDigest } from '../../electron/protocol/signature.ts';
import { dtype } from '../../electron/protocol/tensor.ts';
import { signingDigest, type Domain } from '../../electron/protocol/typedData.ts';
import { nodeBindingTypes } from '../../electron/services/chain/calls.ts';
import { buildReceipt } from '../../electron/services/jobs/buildReceipt.ts';
import type { Job } from '../../electron/services/jobs/job.ts';
import type { Network } from '../../electron/services/network/openNetwork.ts';
import { openRows } from '../../electron/protocol/rowOpening.ts';
import { announceTo, serveProvider, type AnnounceRequest } from '../../electron/services/network/provider.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { keepWorker, type KeptWorker, type WorkerClient } from '../../electron/programs/devnet/keepWorker.ts';
import { HearthError } from '../../electron/shared/errors.ts';
import { zeroHash } from '../../electron/protocol/verify.ts';
import { forkBuilt, repository } from './programs.ts';

export const bundledModels = join(repository, 'assets', 'models');

/** A real worker process with the bundled models, or those of another folder. */
export const startWorker = (modelsFolder = bundledModels): KeptWorker =>
  keepWorker(forkBuilt(), modelsFolder, () => {});

/** What the small provider does between the model and the receipt. */
export type Tamper = { readonly bundle?: (bundle: Bundle) => Bundle; readonly file?: (file: ReceiptFile) => ReceiptFile };

const runtime = { ort: 'test', os: 'test' };

/** Runs one order on a worker and signs the receipt: what an honest provider sends, before `tamper`. */
export async function runOrder(worker: WorkerClient, models: KeptWorker['models'], node: Wallet, request: JobRequest, tamper: Tamper = {}, keepRows: (rows: Uint8Array) => void = () => {}): Promise<ReceiptFile> {
  const { order, input, domain, nonce } = request;
  const model = models.get(order.modelId)!;
  const startedAtMs = Date.now();
  const { bundle, rowRoot, stopReason, rows } = await compute(worker, request);
  if (rows) keepRows(rows);
  const tampered = tamper.bundle?.(bundle) ?? bundle;
  const job = { request, admittedAtMs: startedAtMs } as unknown as Job;
  const receipt = buildReceipt(p, job, tampered, runtime, {
    planRoot: model.planRoot, classId: numericClass[model.numericClass as NumericClassName], rowRoot, stopReason, startedAtMs, finishedAtMs: Date.now(), firstUnitMs: 1, computeMs: 1,
  }, { provider: node.address, epoch: 1, seq: 0, prev: zeroHash });
  const file: ReceiptFile = {
    format: 'hearth-receipt/1', network: 'practice', domain, order, orderSignature: request.orderSignature, receipt,
    receiptSignature: signDigest(node.privateKey, signingDigest(domain, 'Receipt', receipt)), bundle: tampered, runtime, votes: [], voucher: null, anchor: null, payment: null,
  };
  void input;
  void nonce;
  return tamper.file?.(file) ?? file;
}

async function compute(worker: WorkerClient, { order, input, nonce, classId }: JobRequest): Promise<{ bundle: Bundle; rowRoot: string | null; stopReason: number; rows: Uint8Array | null }> {
  const { jobId, modelId, provider } = order;
  if (input.kind === 'classify') {
    const made = await worker.ask('classify', { jobId, modelId, input: fromHex(input.body), evidence: { provider, nonce } });
    const bundle: Bundle = {
      format: 'hearth-bundle/1', kind: 'classify', nonce, classId, input: { dtype: input.dtype, dims: input.dims, body: input.body },
      output: { dtype: made.dtype, dims: made.dims, body: toHex(made.logits) }, ...(made.sketches.length > 0 && { sketches: made.sketches.map(toHex) }),
    };
    return { bundle, rowRoot: null, stopReason: 0, rows: null };
  }
  if (input.kind === 'embed') {
    const { vector, sketches } = await worker.ask('embed', { jobId, modelId, inputTokens: input.inputTokens, evidence: { provider, nonce } });
    const bundle: Bundle = {
      format: 'hearth-bundle/1', kind: 'embed', nonce, classId, inputTokens: input.inputTokens, output: { dtype: dtype.float32, dims: [1, vector.length / 4], body: toHex(vector) }, ...(sketches.length > 0 && { sketches: sketches.map(toHex) }),
    };
    return { bundle, rowRoot: null, stopReason: 0, rows: null };
  }
  const made = await worker.ask('generate', { jobId, modelId, provider, promptTokens: input.promptTokens, nonce, decode: input.decode });
  const bundle: Bundle = { format: 'hearth-bundle/1', kind: 'generate', nonce, classId, decode: input.decode, promptTokens: input.promptTokens, tokens: made.tokens, sketches: made.sketches.map(toHex) };
  return { bundle, rowRoot: made.rowRoot, stopReason: made.stopReason, rows: made.rows };
}

export type SmallProvider = {
  readonly node: Wallet;
  readonly vouchers: VoucherRequest[];
  readonly results: Map<string, ReceiptFile>;
  announce(address: string): Promise<void>;
};

/** A provider of a few lines: no chain, no journal, real transport, worker, keys and receipts. */
export async function serveSmallProvider(facts: {
  readonly network: Network; readonly worker: KeptWorker; readonly node: Wallet; readonly domain: Domain; readonly stakeManagerDomain: Domain; readonly operator: string;
  readonly tamper?: () => Tamper; readonly withholdsRows?: boolean; readonly onJob?: (request: JobRequest) => Promise<void>;
}): Promise<SmallProvider> {
  const { network, worker, node, domain } = facts;
  const results = new Map<string, ReceiptFile>();
  const vouchers: VoucherRequest[] = [];
  const counts = new Map<string, number>();
  const rows = new Map<string, Uint8Array>();
  await serveProvider(network, {
    async onJob(request, _peer, reply) {
      await reply({ kind: 'admitted', queued: 0 });
      await facts.onJob?.(request);
      const file = await runOrder(await worker.ready(), worker.models, node, request, facts.tamper?.(), (made) => rows.set(request.order.jobId, made));
      results.set(request.order.jobId, file);
      await reply({ kind: 'result', file });
    },
    async onCollect(jobId) {
      const file = results.get(jobId);
      return file ? { kind: 'result', file } : { kind: 'unknown' };
    },
    async onVoucher(request) {
      const { client, app, modelId, count } = request.voucher;
      const line = `${client} ${app} ${modelId}`;
      if (vouchers.some(({ jobId }) => jobId === request.jobId)) return;
      if (count !== (counts.get(line) ?? 0) + 1) throw new Error(`voucher ${count} after ${counts.get(line) ?? 0}`);
      counts.set(line, count);
      vouchers.push(request);
    },
    async onRows({ request }) {
      const [file, kept] = [results.get(request.jobId), rows.get(request.jobId)];
      if (facts.withholdsRows || file?.bundle.kind !== 'generate' || !kept) throw new HearthError('rows.unavailable', { jobId: request.jobId, reason: 'not kept' });
      const width = kept.length / file.bundle.tokens.length;
      return openRows(p, Array.from({ length: file.bundle.tokens.length }, (_, i) => kept.subarray(i * width, (i + 1) * width)), request.indexes);
    },
  });
  return {
    node, vouchers, results,
    async announce(address) {
      await worker.ready();
      const announcement: Announcement = {
        format: 'hearth-announcement/2', domain, node: node.address, payout: new Wallet(`0x${'77'.repeat(32)}`).address, epoch: 1, peerId: network.peerId, addresses: network.addresses(),
        models: [...worker.models.values()].map((model) => ({
          modelId: model.modelId, kind: model.kind, name: model.name, classId: numericClass[model.numericClass as NumericClassName], priceInWei: 10n ** 15n, priceOutWei: 2n * 10n ** 15n, maxContext: model.maxContext,
        })),
        freeSlots: 64, atMs: Date.now(), untilMs: Date.now() + 600_000,
      };
      await announceTo(network, address, await signAnnouncement(node, announcement, facts.stakeManagerDomain, facts.operator));
    },
  };
}

export async function signAnnouncement(node: Wallet, announcement: Announcement, stakeManagerDomain: Domain, operator: string): Promise<AnnounceRequest> {
  const deadlineSeconds = Math.floor(Date.now() / 1000) + 3600;
  const digest = TypedDataEncoder.hash(stakeManagerDomain, nodeBindingTypes, { node: node.address, operator, deadlineSeconds });
  return {
    announcement, signature: await node.signMessage(getBytes(announcementDigest(p, announcement))),
    binding: { operator, deadlineSeconds, signature: node.signingKey.sign(digest).serialized },
  };
}
