import { bundleTensors } from '../../protocol/bundle.ts';
import { equalBytes, fromHex, toHex } from '../../protocol/bytes.ts';
import {
  auditReplyShape, auditRequestShape, comparisonDigest, evidenceRootOf, frameLimitBytes, messageDigest, streamProtocol, type AuditEvidence, type AuditReply, type AuditRequest,
  type VoteCommit,
} from '../../protocol/messages.ts';
import { thresholdsFor, type RegisteredThresholds } from '../../protocol/numericClass.ts';
import { derivePersonalKey, personalDistance, personalSketches } from '../../protocol/personalSketch.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { isSignedBy, signDigest } from '../../protocol/signature.ts';
import { findTapFault, limitsFor, outputDistance } from '../../protocol/tapCalibration.ts';
import { compareTaps } from '../../protocol/taps.ts';
import { signingDigest, voteKind, type Domain, type Vote } from '../../protocol/typedData.ts';
import { vectorApart } from '../../protocol/vectors.ts';
import { verifyReceiptFile } from '../../protocol/verify.ts';
import type { BridgeClient } from '../../shared/bridgeKit.ts';
import type { ThresholdReader } from '../chain/thresholds.ts';
import { HearthError, errorTable, isHearthError, type Failure } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import { reasonOf } from '../../shared/reasons.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import type { LoadedModel, workerBridge } from '../../shared/workerBridge.ts';
import type { Network, RequestOptions } from '../network/openNetwork.ts';
import { acceptJudgement, judgedBy, judgeEmbedding, judgeGeneration, rejectJudgement, type Judgement } from './judgeAudit.ts';

export type VerifierDependencies = {
  readonly p: Primitives;
  readonly domain: Domain;
  readonly account: { readonly address: string; readonly privateKey: string };
  /** A worker that is not the provider's. Asked anew for each audit: it may have been restarted. */
  readonly worker: () => Promise<Pick<BridgeClient<typeof workerBridge>, 'ask'>>;
  /** The models that worker has loaded. */
  readonly models: ReadonlyMap<string, LoadedModel>;
  readonly randomBytes: (count: number) => Uint8Array;
  /** The registry's thresholds; without it, this program's alone. */
  readonly readThresholds?: ThresholdReader;
  /**
   * Where every vote is kept before it is signed, also those that the chain's own draw asks for: one per receipt and round. Gives whether it is
   * the first; without it, only this process remembers.
   */
  readonly keepVote?: (vote: Vote, reason: string) => boolean;
};

/** A vote with what it rests on. `rows` are the verifier's own, null where no generation was replayed. */
export type Audited = {
  readonly vote: Vote; readonly signature: Hex; readonly reason: string; readonly evidence: AuditEvidence;
  readonly rows: { readonly values: Float32Array; readonly hiddenSize: number } | null;
};
type Judged = { readonly judgement: Judgement; readonly judged: AuditEvidence['judged']; readonly rows?: Float32Array; readonly hiddenSize?: number };

/**
 * Parts of a file that whoever hands it over could have swapped, because the node's signature does not cover them when they fail. A
 * verifier says nothing about such a file: a client could otherwise frame a node.
 */
const identity = new Set(['orderSignature', 'receiptSignature', 'orderHash', 'node', 'bundleHash', 'runtime']);
/** Whether a file is of this network and receipt, signed by those it names, with the bundle that the receipt commits to. What is false in it beyond that is the node's own doing. */
export function isFileOf(p: Primitives, domain: Domain, file: ReceiptFile, receiptHash: string): boolean {
  if (file.domain.chainId !== domain.chainId || !sameAddress(file.domain.verifyingContract, domain.verifyingContract)) return false;
  const verified = verifyReceiptFile(p, file);
  return verified.receiptHash === receiptHash && !verified.checks.some(({ name, state }) => state === 'failed' && identity.has(name));
}

/** Parts that come later than the receipt. */
const later = new Set(['votes', 'voucher', 'anchor', 'payment']);

/**
 * Checks a receipt against the model itself and signs a verdict, with personal sketches under this verifier's own key. Exact models must give the
 * same bytes again; generations are replayed as one prefill and measured against the thresholds of their class.
 *
 * @throws receipt.failed  not a receipt of this network, or not signed by those it names
 * @throws model.unknown   this verifier does not have the model
 * @throws worker.*        the replay itself failed; that says nothing about the provider
 */
export async function auditReceipt(dependencies: VerifierDependencies, file: ReceiptFile, place: { readonly beacon: string; readonly round: number }): Promise<Audited> {
  const { domain, account } = dependencies;
  const { judgement, evidence, rows, receiptHash } = await judgeReceipt({ ...dependencies, verifier: account.address }, file, place.beacon);
  const vote = buildVote(dependencies, { receiptHash, verifier: account.address, round: place.round, judgement, evidence });
  if (dependencies.keepVote && !dependencies.keepVote(vote, judgement.reason)) throw new HearthError('input.malformed', { reason: 'another vote about this receipt was signed before' });
  return { vote, signature: signDigest(account.privateKey, signingDigest(domain, 'Vote', vote)), reason: judgement.reason, evidence, rows };
}

/** What a replay says, before anybody votes. */
export type ReceiptJudgement = { readonly receiptHash: Hex; readonly judgement: Judgement; readonly evidence: AuditEvidence; readonly rows: Audited['rows'] };
export type JudgeDependencies = Pick<VerifierDependencies, 'p' | 'domain' | 'worker' | 'models' | 'readThresholds'> & { /** Whose key the personal sketches are made under. */ readonly verifier: string };

/** The work of {@link auditReceipt} without a vote or a signature; throws the same. */
export async function judgeReceipt(dependencies: JudgeDependencies, file: ReceiptFile, beacon: string): Promise<ReceiptJudgement> {
  const { p, domain } = dependencies;
  if (file.domain.chainId !== domain.chainId || !sameAddress(file.domain.verifyingContract, domain.verifyingContract)) {
    throw new HearthError('receipt.failed', { check: 'domain', reason: 'the receipt is for another network' });
  }
  const { checks, receiptHash } = verifyReceiptFile(p, file);
  const failed = checks.filter(({ name, state }) => state === 'failed' && !later.has(name));
  const foreign = failed.find(({ name }) => identity.has(name));
  if (foreign) throw new HearthError('receipt.failed', { check: foreign.name, reason: foreign.reason });
  const { judgement, judged, rows, hiddenSize } = failed[0]
    ? {
      judgement: rejectJudgement(failed[0].name === 'numericClass' ? voteKind.class : voteKind.bundle, 0, reasonOf('judged.file', failed[0].name, failed[0].reason)), judged: { format: 'file', check: failed[0].name },
      rows: undefined, hiddenSize: undefined,
    }
    : await judge(dependencies, file);
  const own = rows && hiddenSize ? { values: rows, hiddenSize } : null;
  const sketches = own ? personalSketches(p, derivePersonalKey(p, beacon, dependencies.verifier, receiptHash), own.values, own.hiddenSize).map(toHex) : [];
  return { receiptHash, judgement: { ...judgement, reason: judgement.reason.slice(0, 500) }, evidence: { format: 'hearth-evidence/2', beacon, judged, sketches }, rows: own };
}

/** The vote that a judgement makes, under a fresh salt: two votes of one judgement are two votes. */
export const buildVote = (
  { p, randomBytes }: Pick<VerifierDependencies, 'p' | 'randomBytes'>, { judgement, evidence, ...rest }: { readonly receiptHash: Hex; readonly verifier: string; readonly round: number; readonly judgement: Judgement; readonly evidence: AuditEvidence },
): Vote => ({ ...rest, verdict: judgement.verdict, kind: judgement.kind, chunk: judgement.chunk, evidenceRoot: evidenceRootOf(p, evidence), salt: toHex(randomBytes(32)) });

async function judge(dependencies: JudgeDependencies, file: ReceiptFile): Promise<Judged> {
  const { order, receipt, bundle } = file;
  const model = dependencies.models.get(order.modelId);
  if (!model) throw new HearthError('model.unknown', { modelId: order.modelId });
  if (receipt.exec.planRoot !== model.planRoot) return { judgement: rejectJudgement(voteKind.bundle, 0, reasonOf('judged.plan')), judged: { format: 'plan', planRoot: model.planRoot } };
  if (bundle.kind !== model.kind) return { judgement: rejectJudgement(voteKind.bundle, 0, reasonOf('judged.kind')), judged: { format: 'kind', kind: model.kind } };
  const worker = await dependencies.worker();
  try {
    // Before the replay: without them nothing could be judged.
    const registered = (await dependencies.readThresholds?.(order.modelId, file.receipt.exec.classId, order.tauVersion)) ?? null;
    if (bundle.kind === 'embed') return judgeVector(await worker.ask('embed', { jobId: order.jobId, modelId: order.modelId, inputTokens: bundle.inputTokens, evidence: { provider: order.provider, nonce: bundle.nonce } }), file, bundle, model, registered);
    return bundle.kind === 'classify'
      ? judgeOutput(await worker.ask('classify', { jobId: order.jobId, modelId: order.modelId, input: fromHex(bundle.input.body), evidence: { provider: order.provider, nonce: bundle.nonce } }), file, model, dependencies.p, registered)
      : await judgeReplay(worker, file, bundle, model, registered);
  } catch (error) {
    // The model cannot have answered this at all: too long, or a token it does not have.
    if (isHearthError(error, 'input.wrongShape') || isHearthError(error, 'input.malformed') || isHearthError(error, 'input.tooLarge')) {
      return { judgement: rejectJudgement(voteKind.bundle, 0, reasonOf('judged.noRun', error.message)), judged: { format: 'input', code: error.code } };
    }
    throw error;
  }
}

type Classified = { readonly logits: Uint8Array; readonly dtype: number; readonly dims: readonly number[]; readonly sketches: readonly Uint8Array[] };

function judgeOutput(own: Classified, { bundle, order, receipt }: ReceiptFile, model: LoadedModel, p: Primitives, registered: RegisteredThresholds | null): Judged {
  const { output: claimed } = bundleTensors(bundle);
  const judged = { format: 'output', dtype: own.dtype, dims: [...own.dims], bodySha256: toHex(p.sha256(own.logits)) };
  const same = own.dtype === claimed.dtype && own.dims.length === claimed.dims.length && own.dims.every((dim, i) => dim === claimed.dims[i]) && equalBytes(own.logits, claimed.body);
  const claimedSketches = bundle.kind === 'classify' ? bundle.sketches : undefined;
  const taps = compareTaps(claimedSketches, own.sketches);
  if (taps.fault) return { judgement: rejectJudgement(voteKind.bundle, 0, reasonOf('judged.taps', claimedSketches?.length ?? 0, taps.count)), judged };
  const limits = limitsFor(model, order, receipt.exec.classId, registered);
  const fault = limits && findTapFault(taps, outputDistance(claimed, { dtype: own.dtype, dims: own.dims, body: own.logits }), limits);
  if (fault) return { judgement: rejectJudgement(fault.what === 'tap' ? voteKind.sketch : voteKind.output, fault.what === 'tap' ? fault.tap : 0, fault.what === 'tap' ? reasonOf('judged.tapFar', fault.tap, fault.value.toExponential(2), fault.limit.toExponential(2)) : reasonOf('judged.outputFar', fault.value.toExponential(2), fault.limit.toExponential(2))), judged };
  if (same) return { judgement: acceptJudgement(reasonOf('judged.same')), judged };
  if (limits) return { judgement: acceptJudgement(reasonOf('judged.near', taps.count, taps.distance.toExponential(1))), judged };
  // What the model's own files declare decides, not what the provider says it ran on.
  if (model.numericClass !== 'int-exact') return { judgement: acceptJudgement(taps.count > 0 ? reasonOf('judged.mayDifferNear', taps.count, taps.distance.toExponential(1)) : reasonOf('judged.mayDiffer')), judged };
  return { judgement: rejectJudgement(voteKind.output, 0, reasonOf('judged.otherBytes')), judged };
}

function judgeVector(own: { readonly vector: Uint8Array; readonly sketches: readonly Uint8Array[] }, { order, receipt }: ReceiptFile, bundle: Extract<ReceiptFile['bundle'], { kind: 'embed' }>, model: LoadedModel, registered: RegisteredThresholds | null): Judged {
  const distance = vectorApart(bundle.output, own.vector);
  const judged = { format: 'vector', distanceNano: toNano(distance) };
  const taps = compareTaps(bundle.sketches, own.sketches);
  if (taps.fault) return { judgement: rejectJudgement(voteKind.bundle, 0, reasonOf('judged.taps', bundle.sketches?.length ?? 0, taps.count)), judged };
  const { limits, by } = thresholdsFor(order, receipt.exec.classId, null, registered);
  const judgement = judgeEmbedding(distance, limits, receipt.exec.classId, model.opaque);
  return { judgement: { ...judgement, reason: judgedBy(by, judgement.reason) }, judged };
}

async function judgeReplay(
  worker: Pick<BridgeClient<typeof workerBridge>, 'ask'>, file: ReceiptFile, bundle: Extract<ReceiptFile['bundle'], { kind: 'generate' }>, model: LoadedModel, registered: RegisteredThresholds | null,
): Promise<Judged> {
  const { order, receipt } = file;
  const { promptTokens, tokens, nonce, decode } = bundle;
  const { classId } = receipt.exec;
  const { limits, by } = thresholdsFor(order, classId, decode, registered);
  const figures = await worker.ask('audit', {
    jobId: order.jobId, modelId: order.modelId, provider: order.provider, promptTokens, tokens, nonce, decode, sketches: bundle.sketches.map(fromHex), stopReason: receipt.io.stopReason, wantsRows: true,
  });
  if (!figures.rows) throw new HearthError('worker.runFailed', { reason: modelReasons.noReplayRows });
  const judgement = judgeGeneration(figures, limits, classId, model.opaque);
  return {
    judgement: { ...judgement, reason: judgedBy(by, judgement.reason) },
    judged: { format: 'replay', distancesNano: figures.distances.map(toNano), marginsNano: figures.margins.map(toNano), stopReasonFollows: figures.stopReasonFollows },
    rows: new Float32Array(figures.rows.slice().buffer), hiddenSize: model.hiddenSize,
  };
}

/** Billionths, so that canonical JSON has one spelling; what is infinite or beyond 2^53 is 2^53 - 1. */
export const toNano = (value: number): number => Math.min(Number.MAX_SAFE_INTEGER, Math.round(value * 1e9));

/** Audits remembered between commit and comparison, and the rows they may hold in all. */
const heldLimit = 64;
const heldRowBytes = 128 * 1024 * 1024;

/** One verifier's side of audits: commits to a vote, shows it once all have committed, and measures the others against its own rows. */
export type Verifier = { answer(request: AuditRequest): Promise<Extract<AuditReply, { kind: 'committed' | 'revealed' | 'compared' }>> };

export function createVerifier(dependencies: VerifierDependencies): Verifier {
  const { p, account } = dependencies;
  type Held = { readonly audited: Audited; readonly digest: Hex; readonly beacon: string; readonly round: number; isRevealed: boolean };
  const held = new Map<string, Held>();
  const running = new Map<string, Promise<Held>>();

  function hold(key: string, one: Held): void {
    held.set(key, one);
    const bytes = (): number => [...held.values()].reduce((sum, { audited }) => sum + (audited.rows?.values.byteLength ?? 0), 0);
    for (const oldest of held.keys()) {
      if (oldest === key || (held.size <= heldLimit && bytes() <= heldRowBytes)) break;
      held.delete(oldest);
    }
  }

  /** One vote per receipt and round, however often it is asked for: a second salt would be a second vote. */
  async function commit({ file, beacon, round }: Extract<AuditRequest, { kind: 'commit' }>): Promise<VoteCommit> {
    const receiptHash = signingDigest(file.domain, 'Receipt', file.receipt);
    const before = held.get(receiptHash) ?? (await running.get(receiptHash)?.catch(() => undefined));
    if (before && (before.beacon !== beacon || before.round !== round)) throw new HearthError('input.malformed', { reason: `committed to round ${before.round} of this receipt under another beacon` });
    if (before) return commitOf(before);
    const work = auditReceipt(dependencies, file, { beacon, round }).then((audited) => {
      const one: Held = { audited, digest: signingDigest(dependencies.domain, 'Vote', audited.vote), beacon, round, isRevealed: false };
      hold(receiptHash, one);
      return one;
    });
    running.set(receiptHash, work);
    try {
      return commitOf(await work);
    } finally {
      running.delete(receiptHash);
    }
  }
  const commitOf = ({ digest, audited }: Held): VoteCommit => ({ verifier: account.address, digest, signature: audited.signature });

  function heldOf(receiptHash: string): Held {
    const one = held.get(receiptHash);
    if (!one) throw new HearthError('input.malformed', { reason: 'no commitment to this receipt' });
    return one;
  }

  function reveal({ receiptHash, commits }: Extract<AuditRequest, { kind: 'reveal' }>): Extract<AuditReply, { kind: 'revealed' }> {
    const one = heldOf(receiptHash);
    const refuse = (reason: string): HearthError => new HearthError('input.malformed', { reason });
    if (new Set(commits.map(({ verifier }) => verifier.toLowerCase())).size < commits.length) throw refuse('a verifier committed twice');
    if (!commits.some(({ verifier, digest }) => sameAddress(verifier, account.address) && digest === one.digest)) throw refuse('my own commitment is not among them');
    const forged = commits.find(({ verifier, digest, signature }) => !isSignedBy(digest as Hex, signature, verifier));
    if (forged) throw refuse(`the commitment of ${forged.verifier} is not signed by it`);
    one.isRevealed = true;
    return { kind: 'revealed', vote: one.audited.vote, reason: one.audited.reason, evidence: one.audited.evidence };
  }

  function compare({ receiptHash, others }: Extract<AuditRequest, { kind: 'compare' }>): Extract<AuditReply, { kind: 'compared' }> {
    const { audited, beacon, isRevealed } = heldOf(receiptHash);
    if (!isRevealed || !audited.rows) throw new HearthError('input.malformed', { reason: isRevealed ? 'no rows of this receipt' : 'comparing comes after the votes' });
    const { values, hiddenSize } = audited.rows;
    const distancesNano = others.map(({ verifier, sketches }) => {
      const own = personalSketches(p, derivePersonalKey(p, beacon, verifier, receiptHash), values, hiddenSize);
      return { of: verifier, nano: toNano(personalDistance(sketches.map(fromHex), own)) };
    });
    const comparison = { format: 'hearth-comparison/1' as const, receiptHash, by: account.address, distancesNano };
    return { kind: 'compared', comparison, signature: signDigest(account.privateKey, messageDigest(comparisonDigest(p, comparison))) };
  }

  return {
    async answer(request) {
      switch (request.kind) {
        case 'commit': return { kind: 'committed', commit: await commit(request) };
        case 'reveal': return reveal(request);
        case 'compare': return compare(request);
      }
    },
  };
}

/** Answers audit requests on a peer of its own. A receipt it cannot judge is declined with the reason. */
export async function serveVerifier(network: Network, dependencies: VerifierDependencies, onFault: (error: unknown) => string): Promise<void> {
  const verifier = createVerifier(dependencies);
  const decline = (failure: Failure) => ({ kind: 'declined' as const, failure });
  await network.answer(streamProtocol.audit, { takes: auditRequestShape, gives: auditReplyShape }, { limitBytes: frameLimitBytes, streamsPerPeer: 8 }, async (request) => {
    try {
      return await verifier.answer(request);
    } catch (error) {
      if (isHearthError(error) && (error.code === 'receipt.failed' || errorTable[error.code].audience === 'peer')) return decline(error.toFailure());
      return decline({ code: 'internal', about: { incident: onFault(error) } });
    }
  });
}

/**
 * Asks a verifier for one step of an audit. @throws network.unreachable, network.malformed
 */
export const askVerifier = (network: Network, address: string, request: AuditRequest, options: Pick<RequestOptions, 'signal'> = {}): Promise<AuditReply> =>
  network.request(address, streamProtocol.audit, { takes: auditRequestShape, gives: auditReplyShape }, request, { ...options, timeoutMs: 60_000, limitBytes: frameLimitBytes });
