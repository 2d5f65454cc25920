import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { computeAddress } from 'ethers/transaction';
import { bundleHashOf, bundleTensors, bundleUnits, decodeHashOf, inputRootOf, outputRootOf, type Bundle } from '../../../electron/protocol/bundle.ts';
import { fromHex, toHex } from '../../../electron/protocol/bytes.ts';
import { jcsSha256 } from '../../../electron/protocol/jcs.ts';
import { deriveSamplerKey, nonceCommitOf, seedHashOf } from '../../../electron/protocol/keys.ts';
import { parseReceiptFile, type ReceiptFile } from '../../../electron/protocol/receiptFile.ts';
import { signDigest } from '../../../electron/protocol/signature.ts';
import { sketchRoot } from '../../../electron/protocol/sketch.ts';
import { merkleRoot, treeTag } from '../../../electron/protocol/tree.ts';
import { signingDigest, type Domain, type JobOrder, type Receipt } from '../../../electron/protocol/typedData.ts';
import { nodePrimitives as p } from '../../../electron/services/primitives/nodePrimitives.ts';
import type { JobDecode } from '../../../electron/shared/decode.ts';
import type { Hex } from '../../../electron/shared/units.ts';

export const hash = (label: string): Hex => `0x${createHash('sha256').update(label).digest('hex')}`;
export const accountOf = (name: string): { key: Hex; address: Hex } => ({ key: hash(`key of ${name}`), address: computeAddress(hash(`key of ${name}`)) as Hex });
export const [client, node, verifier] = [accountOf('client'), accountOf('node'), accountOf('verifier')];
export const domain: Domain = { name: 'Hearth', version: '1', chainId: 31337, verifyingContract: accountOf('escrow').address };
export const plainDecode: JobDecode = {
  samplerVersion: 1, temperatureMicro: 1_000_000, topK: 0, topPMicro: 1_000_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000, maxNewTokens: 4, stopTokenIds: [2],
};

/** A pair of text in, text out, with everything hashed and signed as in life. */
export function signedJob(label: string, change: { order?: Partial<JobOrder>; receipt?: Partial<Receipt>; bundle?: Partial<Extract<Bundle, { kind: 'generate' }>> } = {}) {
  const jobId = hash(`job ${label}`);
  const nonce = fromHex(hash(`nonce ${label}`));
  const bundle: Bundle = {
    format: 'hearth-bundle/1', kind: 'generate', nonce: toHex(nonce), classId: 1, decode: plainDecode, promptTokens: [5, 6, 7], tokens: [8, 9, 10, 11],
    sketches: [toHex(new Uint8Array(128)), toHex(new Uint8Array(128).fill(1))], ...change.bundle,
  };
  const tensors = bundleTensors(bundle);
  const order: JobOrder = {
    jobId, client: client.address, provider: node.address, app: accountOf('app').address, reservationId: hash('reservation'), modelId: hash('model'), tauVersion: 1, splitVersion: 1,
    inputRoot: inputRootOf(p, nonce, jobId, tensors.input), decodeHash: decodeHashOf(p, bundle.decode, bundle.classId), nonceCommit: nonceCommitOf(p, nonce), tier: 1, auditPolicy: 0,
    maxUnitsIn: 10, maxUnitsOut: 10, priceInWei: 3n, priceOutWei: 5n, deadlineSeconds: 2_000_000_000, deliveryKey: hash('delivery'), ...change.order,
  };
  const runtime = { ort: '1.30.0', threads: 4 };
  const receipt: Receipt = {
    orderHash: signingDigest(domain, 'JobOrder', order), exec: { modelId: order.modelId, planRoot: hash('plan'), runtimeId: toHex(jcsSha256(p, runtime)), classId: 1 },
    io: { inputRoot: order.inputRoot, outputRoot: outputRootOf(p, nonce, jobId, tensors.output), seedHash: seedHashOf(p, deriveSamplerKey(p, nonce, jobId)), ...bundleUnits(bundle), stopReason: 2 },
    trace: { rowRoot: hash('rows'), sketchRoot: toHex(sketchRoot(p, bundle.sketches.map(fromHex))), tapRoot: toHex(merkleRoot(p, treeTag.tap, [])) },
    meter: { startedAtMs: 1000, finishedAtMs: 2000, queueMs: 1, firstUnitMs: 2, computeMs: 3 },
    provider: node.address, epoch: 1, seq: 0, prev: `0x${'00'.repeat(32)}`, bundleHash: bundleHashOf(p, bundle), ...change.receipt,
  };
  const orderSignature = signDigest(client.key, signingDigest(domain, 'JobOrder', order));
  const receiptHash = signingDigest(domain, 'Receipt', receipt);
  const file: ReceiptFile = {
    format: 'hearth-receipt/1', network: 'practice', domain, order, orderSignature, receipt, receiptSignature: signDigest(node.key, receiptHash), bundle, runtime,
    votes: [], voucher: null, anchor: null, payment: null,
  };
  return { jobId, order, orderSignature, receipt, receiptHash, bundle, runtime, file, request: { domain, order, orderSignature, nonce: toHex(nonce), classId: bundle.classId, input: { kind: 'generate' as const, promptTokens: bundle.promptTokens, decode: bundle.decode } } };
}

/** Receipt files that `hearth demo` made. */
export const realReceipts = ['receiptGenerate', 'receiptClassify'].map((name) => {
  const text = readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8');
  const parsed = parseReceiptFile(new TextEncoder().encode(text));
  if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.about)}`);
  return { name, text, file: parsed.file };
});
