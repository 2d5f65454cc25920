import { checkReasons as say } from '../shared/checkReasons.ts';
import { stopReason } from '../shared/decode.ts';
import type { Check } from '../shared/shapes.ts';
import { sameAddress, type Hex } from '../shared/units.ts';
import { bundleHashOf, bundleTaps, bundleTensors, bundleUnits, decodeHashOf, inputRootOf, outputRootOf } from './bundle.ts';
import { fromHex, toHex } from './bytes.ts';
import { jcsSha256 } from './jcs.ts';
import { deriveSamplerKey, nonceCommitOf, seedHashOf } from './keys.ts';
import { isTauVersion, numericClassName } from './numericClass.ts';
import { receiptPriceWei } from './pricing.ts';
import type { Primitives } from './primitives.ts';
import type { ReceiptFile } from './receiptFile.ts';
import { isSignedBy } from './signature.ts';
import { chunkRows, sketchRoot } from './sketch.ts';
import { stopFollows } from './stopRule.ts';
import { tapRootOf } from './taps.ts';
import { merkleRoot, treeTag, verifyMerkleProof } from './tree.ts';
import { signingDigest, verdict } from './typedData.ts';
import { readVector } from './vectors.ts';

const zeroHash: Hex = `0x${'00'.repeat(32)}`;

/** Names of checks, in the order they are reported. Stable: scripts read them. */
export type FileCheckName =
  | 'orderSignature' | 'receiptSignature' | 'orderHash' | 'node' | 'model' | 'inputRoot' | 'outputRoot' | 'decodeHash' | 'numericClass' | 'nonce' | 'seed'
  | 'units' | 'stopReason' | 'deadline' | 'sketchRoot' | 'bundleHash' | 'runtime' | 'votes' | 'voucher' | 'anchor' | 'payment';

type Outcome = { readonly state: Check['state']; readonly reason: string };
const passed = (reason: string): Outcome => ({ state: 'passed', reason });
const failed = (reason: string): Outcome => ({ state: 'failed', reason });
const notChecked = (reason: string): Outcome => ({ state: 'notChecked', reason });
const equal = (expected: string, found: string): Outcome => (expected === found ? passed(say.recomputed(short(found))) : failed(say.recomputesTo(short(expected), short(found))));
const short = (digest: string): string => (digest.length > 20 ? `${digest.slice(0, 10)}…${digest.slice(-6)}` : digest);

export type VerifiedFile = { readonly checks: readonly Check[]; readonly orderHash: Hex; readonly receiptHash: Hex };

/**
 * Recomputes every hash and signature that a receipt file holds, from the file alone: no chain, no model, no network.
 * Checks about parts that do not exist yet (no anchor, no voucher) are `notChecked` with the reason. Never throws on parsed input.
 * @source docs/protocol/receipts.md section 4
 */
export function verifyReceiptFile(p: Primitives, file: ReceiptFile): VerifiedFile {
  const { order, receipt, bundle, domain } = file;
  const jobId = order.jobId as Hex;
  const orderHash = signingDigest(domain, 'JobOrder', order);
  const receiptHash = signingDigest(domain, 'Receipt', receipt);
  const nonce = fromHex(bundle.nonce);
  const tensors = bundleTensors(bundle);
  const checks: Check[] = [];
  const add = (name: FileCheckName, covers: readonly string[], outcome: Outcome): void => {
    checks.push({ name, ...outcome, covers: [...covers] });
  };

  add('orderSignature', ['order'], isSignedBy(orderHash, file.orderSignature, order.client)
    ? passed(say.byClient(short(order.client))) : failed(say.notByClient(short(order.client))));
  add('receiptSignature', ['receipt'], isSignedBy(receiptHash, file.receiptSignature, receipt.provider)
    ? passed(say.byNode(short(receipt.provider))) : failed(say.notByNode(short(receipt.provider))));
  add('orderHash', ['order', 'receipt'], equal(orderHash, receipt.orderHash));
  add('node', ['receipt'], sameAddress(order.provider, receipt.provider)
    ? passed(say.nodeOrdered) : failed(say.otherNode(short(order.provider), short(receipt.provider))));
  add('model', ['model'], checkModel(file));
  const inputRoot = inputRootOf(p, nonce, jobId, tensors.input);
  add('inputRoot', ['inputRoot'], inputRoot === order.inputRoot ? equal(inputRoot, receipt.io.inputRoot) : failed(say.orderSays(short(inputRoot), short(order.inputRoot))));
  add('outputRoot', ['outputRoot'], equal(outputRootOf(p, nonce, jobId, tensors.output), receipt.io.outputRoot));
  add('decodeHash', ['order'], equal(decodeHashOf(p, bundle.kind === 'generate' ? bundle.decode : null, bundle.classId), order.decodeHash));
  add('numericClass', ['order', 'receipt'], checkClass(file));
  add('nonce', ['order'], equal(nonceCommitOf(p, nonce), order.nonceCommit));
  add('seed', ['receipt'], equal(seedHashOf(p, deriveSamplerKey(p, nonce, jobId)), receipt.io.seedHash));
  add('units', ['receipt'], checkUnits(file));
  add('stopReason', ['outputRoot'], checkStop(file));
  add('deadline', ['receipt'], receipt.meter.finishedAtMs >= receipt.meter.startedAtMs && receipt.meter.finishedAtMs <= order.deadlineSeconds * 1000
    ? passed(say.inTime) : failed(say.tooLate));
  // Rows are not in the file: their root can be recomputed only where there are none.
  add('sketchRoot', bundle.kind === 'generate' ? ['sketchRoot', 'tapRoot'] : ['sketchRoot', 'rowRoot', 'tapRoot'], checkTrace(p, file));
  add('bundleHash', ['bundle'], equal(bundleHashOf(p, bundle), receipt.bundleHash));
  add('runtime', ['receipt'], equal(toHex(jcsSha256(p, file.runtime)), receipt.exec.runtimeId));
  add('votes', file.votes.map((_, index) => `vote-${index}`), checkVotes(file, receiptHash));
  add('voucher', ['voucher'], checkVoucher(p, file, receiptHash));
  add('anchor', ['anchor'], checkAnchor(p, file, receiptHash));
  add('payment', ['payment'], file.payment === null ? notChecked(say.notPaid) : checkPayment(file));
  return { checks, orderHash, receiptHash };
}

function checkModel({ order, receipt }: ReceiptFile): Outcome {
  if (order.modelId !== receipt.exec.modelId) return failed(say.otherModel(short(order.modelId), short(receipt.exec.modelId)));
  return passed(say.modelOrdered(short(order.modelId)));
}

/** The class decides by which thresholds a receipt is judged, so it is the client's to choose: decodeHash pins it. */
function checkClass({ order, receipt, bundle }: ReceiptFile): Outcome {
  const { classId } = receipt.exec;
  const nameOf = (id: number): string => `${id} (${numericClassName(id) ?? 'unknown'})`;
  if (numericClassName(classId) === null) return failed(say.noClass(classId));
  if (!isTauVersion(order.tauVersion)) return failed(say.noThresholds(order.tauVersion));
  if (bundle.classId === undefined) return failed(say.noClassPinned);
  return bundle.classId === classId ? passed(say.classOrdered(nameOf(classId))) : failed(say.otherClass(nameOf(bundle.classId), nameOf(classId)));
}

function checkUnits(file: ReceiptFile): Outcome {
  const { unitsIn, unitsOut } = bundleUnits(file.bundle);
  const { io } = file.receipt;
  if (file.bundle.kind === 'embed' && readVector(file.bundle.output) === null) return failed(say.notOneVector);
  if (io.unitsIn !== unitsIn || io.unitsOut !== unitsOut) return failed(say.unitsDiffer(unitsIn, unitsOut, io.unitsIn, io.unitsOut));
  if (unitsIn > file.order.maxUnitsIn || unitsOut > file.order.maxUnitsOut) return failed(say.tooManyUnits);
  return passed(say.unitsFit(unitsIn, unitsOut));
}

function checkStop(file: ReceiptFile): Outcome {
  const { bundle } = file;
  const reason = file.receipt.io.stopReason;
  if (bundle.kind !== 'generate') return reason === 0 ? passed(say.noStopRule) : failed(say.stopWithoutTokens);
  const { decode, tokens, promptTokens } = bundle;
  if (tokens.length === 0) return failed(say.endedAtOnce);
  const early = tokens.findIndex((token) => decode.stopTokenIds.includes(token));
  if (tokens.length > decode.maxNewTokens) return failed(say.tooManyTokens);
  if (early >= 0 && early < tokens.length - 1) return failed(say.wentOn(early));
  // How much context the model has is not in the file: whoever claims that it was full is taken at his word here and judged by a replay.
  const maxContext = reason === stopReason.maxContext ? promptTokens.length + tokens.length : Infinity;
  if (!stopFollows({ decode, promptLength: promptTokens.length, maxContext }, tokens, reason)) return failed(say.otherStop(reason));
  if (reason === stopReason.stopToken) return passed(say.stoppedAtToken);
  return passed(reason === stopReason.maxNewTokens ? say.stoppedAtMost : say.contextFull);
}

function checkTrace(p: Primitives, file: ReceiptFile): Outcome {
  const { trace } = file.receipt;
  const noRows = toHex(merkleRoot(p, treeTag.row, []));
  const noSketches = toHex(sketchRoot(p, []));
  const taps = bundleTaps(file.bundle);
  const tapRoot = toHex(tapRootOf(p, taps.map(fromHex)));
  if (trace.tapRoot !== tapRoot) return taps.length === 0 ? failed(say.tapsMissing) : failed(say.otherTapRoot(short(tapRoot), short(trace.tapRoot)));
  if (file.bundle.kind !== 'generate') {
    if (trace.rowRoot !== noRows || trace.sketchRoot !== noSketches) return failed(say.rowsForNone);
    return passed(taps.length === 0 ? say.noRows : say.noRowsTaps(taps.length));
  }
  const { sketches, tokens } = file.bundle;
  const expected = 1 + Math.ceil(tokens.length / chunkRows);
  if (sketches.length !== expected) return failed(say.sketchCount(tokens.length, expected, sketches.length));
  return equal(toHex(sketchRoot(p, sketches.map(fromHex))), trace.sketchRoot);
}

function checkVotes(file: ReceiptFile, receiptHash: Hex): Outcome {
  if (file.votes.length === 0) return notChecked(say.noVotes);
  const seen = new Set<string>();
  for (const { vote, signature } of file.votes) {
    if (vote.receiptHash !== receiptHash) return failed(say.otherVote);
    if (!isSignedBy(signingDigest(file.domain, 'Vote', vote), signature, vote.verifier)) return failed(say.voteNotBy(short(vote.verifier)));
    if (seen.has(vote.verifier.toLowerCase())) return failed(say.votedTwice(short(vote.verifier)));
    seen.add(vote.verifier.toLowerCase());
  }
  const rejects = file.votes.filter(({ vote }) => vote.verdict !== verdict.accept).length;
  return rejects === 0
    ? passed(say.votesAccept(file.votes.length, file.votes.length))
    : failed(say.votesReject(rejects, file.votes.length));
}

function checkVoucher(p: Primitives, file: ReceiptFile, receiptHash: Hex): Outcome {
  if (!file.voucher) return notChecked(say.noVoucher);
  const { value, signature, index, count, proof } = file.voucher;
  if (!isSignedBy(signingDigest(file.domain, 'Voucher', value), signature, value.client)) return failed(say.voucherNotBy);
  if (!sameAddress(value.client, file.order.client) || !sameAddress(value.provider, file.order.provider) || !sameAddress(value.app, file.order.app) || value.modelId !== file.order.modelId) {
    return failed(say.voucherOther);
  }
  if (value.count !== count) return failed(say.voucherCounts);
  const holds = verifyMerkleProof(p, { tag: treeTag.voucherReceipt, count, index, leaf: fromHex(receiptHash), proof: proof.map(fromHex), root: fromHex(value.receiptsRoot) });
  if (!holds) return failed(say.voucherWithout);
  if (value.cumulativeWei < receiptPriceWei(file.order, file.receipt.io)) return failed(say.voucherLess);
  return passed(say.acknowledged(index + 1, count));
}

function checkAnchor(p: Primitives, file: ReceiptFile, receiptHash: Hex): Outcome {
  if (!file.anchor) return notChecked(say.notAnchored);
  const { root, count, index, proof } = file.anchor;
  return verifyMerkleProof(p, { tag: treeTag.anchorBatch, count, index, leaf: fromHex(receiptHash), proof: proof.map(fromHex), root: fromHex(root) })
    ? passed(say.underRoot(index + 1, count, short(root))) : failed(say.notUnderRoot(short(root)));
}

function checkPayment(file: ReceiptFile): Outcome {
  if (!file.voucher) return failed(say.paidWithoutVoucher);
  const price = receiptPriceWei(file.order, file.receipt.io);
  return file.payment?.payoutWei === price ? passed(say.amountFits) : failed(say.otherAmount(String(price), String(file.payment?.payoutWei ?? 0n)));
}

/** The report's verdict: ok means nothing failed. `zeroHash` is the `prev` of a node's first receipt. */
export const isVerified = (checks: readonly Check[]): boolean => checks.every(({ state }) => state !== 'failed');
export { zeroHash };
