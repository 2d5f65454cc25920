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
const equal = (what: string, expected: string, found: string): Outcome =>
  expected === found ? passed(`${what} recomputed: ${short(found)}`) : failed(`${what} recomputes to ${short(expected)}, the receipt says ${short(found)}`);
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
    ? passed(`signed by client ${short(order.client)}`) : failed(`not signed by client ${short(order.client)}`));
  add('receiptSignature', ['receipt'], isSignedBy(receiptHash, file.receiptSignature, receipt.provider)
    ? passed(`signed by node ${short(receipt.provider)}`) : failed(`not signed by node ${short(receipt.provider)}`));
  add('orderHash', ['order', 'receipt'], equal('order hash', orderHash, receipt.orderHash));
  add('node', ['receipt'], sameAddress(order.provider, receipt.provider)
    ? passed('the order names the node that signed') : failed(`the order names node ${short(order.provider)}, ${short(receipt.provider)} signed`));
  add('model', ['model'], checkModel(file));
  const inputRoot = inputRootOf(p, nonce, jobId, tensors.input);
  add('inputRoot', ['inputRoot'], inputRoot === order.inputRoot ? equal('input root', inputRoot, receipt.io.inputRoot) : failed(`input root recomputes to ${short(inputRoot)}, the order says ${short(order.inputRoot)}`));
  add('outputRoot', ['outputRoot'], equal('output root', outputRootOf(p, nonce, jobId, tensors.output), receipt.io.outputRoot));
  add('decodeHash', ['order'], equal('decode hash', decodeHashOf(p, bundle.kind === 'generate' ? bundle.decode : null, bundle.classId), order.decodeHash));
  add('numericClass', ['order', 'receipt'], checkClass(file));
  add('nonce', ['order'], equal('nonce commitment', nonceCommitOf(p, nonce), order.nonceCommit));
  add('seed', ['receipt'], equal('seed hash', seedHashOf(p, deriveSamplerKey(p, nonce, jobId)), receipt.io.seedHash));
  add('units', ['receipt'], checkUnits(file));
  add('stopReason', ['outputRoot'], checkStop(file));
  add('deadline', ['receipt'], receipt.meter.finishedAtMs >= receipt.meter.startedAtMs && receipt.meter.finishedAtMs <= order.deadlineSeconds * 1000
    ? passed('finished before the deadline, by the node\'s clock') : failed('the times run backwards or pass the deadline'));
  // Rows are not in the file: their root can be recomputed only where there are none.
  add('sketchRoot', bundle.kind === 'generate' ? ['sketchRoot', 'tapRoot'] : ['sketchRoot', 'rowRoot', 'tapRoot'], checkTrace(p, file));
  add('bundleHash', ['bundle'], equal('bundle hash', bundleHashOf(p, bundle), receipt.bundleHash));
  add('runtime', ['receipt'], equal('runtime id', toHex(jcsSha256(p, file.runtime)), receipt.exec.runtimeId));
  add('votes', file.votes.map((_, index) => `vote-${index}`), checkVotes(file, receiptHash));
  add('voucher', ['voucher'], checkVoucher(p, file, receiptHash));
  add('anchor', ['anchor'], checkAnchor(p, file, receiptHash));
  add('payment', ['payment'], file.payment === null ? notChecked('not paid yet') : checkPayment(file));
  return { checks, orderHash, receiptHash };
}

function checkModel({ order, receipt }: ReceiptFile): Outcome {
  if (order.modelId !== receipt.exec.modelId) return failed(`ordered ${short(order.modelId)}, ran ${short(receipt.exec.modelId)}`);
  return passed(`the ordered model ran: ${short(order.modelId)}`);
}

/** The class decides by which thresholds a receipt is judged, so it is the client's to choose: decodeHash pins it. */
function checkClass({ order, receipt, bundle }: ReceiptFile): Outcome {
  const { classId } = receipt.exec;
  const nameOf = (id: number): string => `${id} (${numericClassName(id) ?? 'unknown'})`;
  if (numericClassName(classId) === null) return failed(`numeric class ${classId} does not exist`);
  if (!isTauVersion(order.tauVersion)) return failed(`the order pins thresholds of version ${order.tauVersion}, which do not exist`);
  if (bundle.classId === undefined) return failed('the order pins no numeric class');
  return bundle.classId === classId ? passed(`ran in the class ordered: ${nameOf(classId)}`) : failed(`class ${nameOf(bundle.classId)} was ordered, ${nameOf(classId)} ran`);
}

function checkUnits(file: ReceiptFile): Outcome {
  const { unitsIn, unitsOut } = bundleUnits(file.bundle);
  const { io } = file.receipt;
  if (file.bundle.kind === 'embed' && readVector(file.bundle.output) === null) return failed('the output is not one vector of finite float32');
  if (io.unitsIn !== unitsIn || io.unitsOut !== unitsOut) return failed(`the bundle holds ${unitsIn} in, ${unitsOut} out; billed are ${io.unitsIn} in, ${io.unitsOut} out`);
  if (unitsIn > file.order.maxUnitsIn || unitsOut > file.order.maxUnitsOut) return failed('more units than the order allows');
  return passed(`${unitsIn} in, ${unitsOut} out, within the order`);
}

function checkStop(file: ReceiptFile): Outcome {
  const { bundle } = file;
  const reason = file.receipt.io.stopReason;
  if (bundle.kind !== 'generate') return reason === 0 ? passed('no tokens, no stop rule') : failed('a job without tokens has stop reason 0');
  const { decode, tokens, promptTokens } = bundle;
  if (tokens.length === 0) return failed('generation ended before its first token');
  const early = tokens.findIndex((token) => decode.stopTokenIds.includes(token));
  if (tokens.length > decode.maxNewTokens) return failed('more tokens than maxNewTokens');
  if (early >= 0 && early < tokens.length - 1) return failed(`a stop token stands at ${early}, yet generation went on`);
  // How much context the model has is not in the file: whoever claims that it was full is taken at his word here and judged by a replay.
  const maxContext = reason === stopReason.maxContext ? promptTokens.length + tokens.length : Infinity;
  if (!stopFollows({ decode, promptLength: promptTokens.length, maxContext }, tokens, reason)) return failed(`the tokens do not end for the reason given, ${reason}`);
  if (reason === stopReason.stopToken) return passed('ended at a stop token');
  return passed(reason === stopReason.maxNewTokens ? 'ended at maxNewTokens' : 'says the context was full; the model decides');
}

function checkTrace(p: Primitives, file: ReceiptFile): Outcome {
  const { trace } = file.receipt;
  const noRows = toHex(merkleRoot(p, treeTag.row, []));
  const noSketches = toHex(sketchRoot(p, []));
  const taps = bundleTaps(file.bundle);
  const tapRoot = toHex(tapRootOf(p, taps.map(fromHex)));
  if (trace.tapRoot !== tapRoot) return taps.length === 0 ? failed('a root over taps, and no sketches of any') : equal('tap root', tapRoot, trace.tapRoot);
  if (file.bundle.kind !== 'generate') {
    if (trace.rowRoot !== noRows || trace.sketchRoot !== noSketches) return failed('rows for a job without tokens');
    return passed(taps.length === 0 ? 'no rows for a job without tokens' : `no rows for a job without tokens; tap root recomputed from ${taps.length} sketches`);
  }
  const { sketches, tokens } = file.bundle;
  const expected = 1 + Math.ceil(tokens.length / chunkRows);
  if (sketches.length !== expected) return failed(`${tokens.length} tokens need ${expected} sketches, found ${sketches.length}`);
  return equal('sketch root', toHex(sketchRoot(p, sketches.map(fromHex))), trace.sketchRoot);
}

function checkVotes(file: ReceiptFile, receiptHash: Hex): Outcome {
  if (file.votes.length === 0) return notChecked('no verifier has voted');
  const seen = new Set<string>();
  for (const { vote, signature } of file.votes) {
    if (vote.receiptHash !== receiptHash) return failed('a vote is about another receipt');
    if (!isSignedBy(signingDigest(file.domain, 'Vote', vote), signature, vote.verifier)) return failed(`a vote is not signed by ${short(vote.verifier)}`);
    if (seen.has(vote.verifier.toLowerCase())) return failed(`${short(vote.verifier)} voted twice`);
    seen.add(vote.verifier.toLowerCase());
  }
  const rejects = file.votes.filter(({ vote }) => vote.verdict !== verdict.accept).length;
  return rejects === 0
    ? passed(`signed and accepted by ${file.votes.length} of ${file.votes.length}; who is a verifier only the network knows`)
    : failed(`signed and rejected by ${rejects} of ${file.votes.length}`);
}

function checkVoucher(p: Primitives, file: ReceiptFile, receiptHash: Hex): Outcome {
  if (!file.voucher) return notChecked('the client has sent no voucher yet');
  const { value, signature, index, count, proof } = file.voucher;
  if (!isSignedBy(signingDigest(file.domain, 'Voucher', value), signature, value.client)) return failed('the voucher is not signed by its client');
  if (!sameAddress(value.client, file.order.client) || !sameAddress(value.provider, file.order.provider) || !sameAddress(value.app, file.order.app) || value.modelId !== file.order.modelId) {
    return failed('the voucher is for another client, node, app or model');
  }
  if (value.count !== count) return failed('the voucher counts other receipts');
  const holds = verifyMerkleProof(p, { tag: treeTag.voucherReceipt, count, index, leaf: fromHex(receiptHash), proof: proof.map(fromHex), root: fromHex(value.receiptsRoot) });
  if (!holds) return failed('the receipt is not among those the voucher pays');
  if (value.cumulativeWei < receiptPriceWei(file.order, file.receipt.io)) return failed('the voucher pays less than this one receipt');
  return passed(`acknowledged by the client as number ${index + 1} of ${count}`);
}

function checkAnchor(p: Primitives, file: ReceiptFile, receiptHash: Hex): Outcome {
  if (!file.anchor) return notChecked('not anchored yet');
  const { root, count, index, proof } = file.anchor;
  return verifyMerkleProof(p, { tag: treeTag.anchorBatch, count, index, leaf: fromHex(receiptHash), proof: proof.map(fromHex), root: fromHex(root) })
    ? passed(`number ${index + 1} of ${count} under root ${short(root)}; whether the root is anchored only the chain can say`) : failed(`the receipt is not under root ${short(root)}`);
}

function checkPayment(file: ReceiptFile): Outcome {
  if (!file.voucher) return failed('paid without a voucher');
  const price = receiptPriceWei(file.order, file.receipt.io);
  return file.payment?.payoutWei === price ? passed('the amount equals units times price; whether it was paid only the chain can say') : failed(`units times price is ${price} wei, the file says ${file.payment?.payoutWei ?? 0n}`);
}

/** The report's verdict: ok means nothing failed. `zeroHash` is the `prev` of a node's first receipt. */
export const isVerified = (checks: readonly Check[]): boolean => checks.every(({ state }) => state !== 'failed');
export { zeroHash };
